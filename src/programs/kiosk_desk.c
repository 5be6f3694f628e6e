// SPDX-License-Identifier: MIT
// Lines for the operator's desk (core/desk.h), written by the kiosk or passed on from a program that it started.
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/field.h"
#include "programs/office.h"

static void put(struct office_line *line, const char *bytes, size_t n)
{
    if (n > sizeof line->text - line->n) {
        line->full = true;
        return;
    }
    memcpy(line->text + line->n, bytes, n);
    line->n += n;
}

void office_begin(struct office_line *line, const char *word)
{
    line->n = 0;
    line->full = false;
    put(line, word, strlen(word));
}

void office_put(struct office_line *line, struct slice field)
{
    size_t valid = utf8_valid_prefix(field);
    put(line, "\t", 1);
    for (size_t i = 0; i < field.n; i++) {
        char escape[FIELD_ESCAPE];
        put(line, escape, field_escape(field.p[i], i < valid, escape));
    }
}

void office_put_format(struct office_line *line, const char *format, ...)
{
    char text[256];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    office_put(line, (struct slice){text, n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1});
}

void office_send(struct kiosk *kiosk, struct office_line *line)
{
    if (line->full) // no line of ours is as long; one of a stranger's is left out
        return;
    struct desk_told told = desk_line(&kiosk->office.desk, (struct slice){line->text, line->n});
    if (told.news == DESK_NOTHING)
        return;
    kiosk_tell(kiosk, (struct event){.kind = EVENT_DESK, .arg = told.news, .value = told.value});
}

void office_say(struct kiosk *kiosk, const char *word, const char *field)
{
    struct office_line line;
    office_begin(&line, word);
    if (field)
        office_put(&line, slice_of(field));
    office_send(kiosk, &line);
}

void office_refuse(struct kiosk *kiosk, const char *code, const char *es, const char *en)
{
    struct office_line line;
    office_begin(&line, "refused");
    office_put(&line, slice_of(code));
    office_put(&line, slice_of(en));
    office_put(&line, slice_of(es));
    office_send(kiosk, &line);
}

// SPDX-License-Identifier: MIT
// Lines for the operator's desk (core/desk.h), written by the kiosk or passed on from a program that it started.
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "programs/office.h"

static void put(struct desk_writing *line, const char *bytes, size_t n)
{
    if (n > sizeof line->text - line->n) {
        line->full = true;
        return;
    }
    memcpy(line->text + line->n, bytes, n);
    line->n += n;
}

void desk_begin(struct desk_writing *line, const char *word)
{
    line->n = 0;
    line->full = false;
    put(line, word, strlen(word));
}

void desk_put(struct desk_writing *line, struct slice field)
{
    put(line, "\t", 1);
    for (size_t i = 0; i < field.n; i++) {
        char c = field.p[i], hex[5];
        const char *escape = c == '\t'   ? "\\t"
                             : c == '\n' ? "\\n"
                             : c == '\r' ? "\\r"
                             : c == '\\' ? "\\\\"
                                         : NULL;
        if (!escape && ((unsigned char)c < ' ' || c == 127)) {
            snprintf(hex, sizeof hex, "\\x%02X", (unsigned)(unsigned char)c);
            escape = hex;
        }
        put(line, escape ? escape : &c, escape ? strlen(escape) : 1);
    }
}

void desk_put_format(struct desk_writing *line, const char *format, ...)
{
    char text[256];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    desk_put(line, (struct slice){text, n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1});
}

void desk_send(struct kiosk *kiosk, struct desk_writing *line)
{
    if (line->full) // no line of ours is as long; one of a stranger's is left out
        return;
    struct desk_told told = desk_line(&kiosk->office.desk, (struct slice){line->text, line->n});
    if (told.news == DESK_NOTHING)
        return;
    kiosk_tell(kiosk, (struct event){.kind = EVENT_DESK, .arg = told.news, .value = told.value});
}

void desk_say(struct kiosk *kiosk, const char *word, const char *field)
{
    struct desk_writing line;
    desk_begin(&line, word);
    if (field)
        desk_put(&line, slice_of(field));
    desk_send(kiosk, &line);
}

void desk_refuse(struct kiosk *kiosk, const char *code, const char *es, const char *en)
{
    struct desk_writing line;
    desk_begin(&line, "refused");
    desk_put(&line, slice_of(code));
    desk_put(&line, slice_of(en));
    desk_put(&line, slice_of(es));
    desk_send(kiosk, &line);
}

// SPDX-License-Identifier: MIT
#include "scene/speech.h"

#include "content/numbers.h"
#include "scene/ui.h"
#include "text/sentence.h"

// A sentence that began in the line before goes on.
static bool goes_on(struct scene *scene, struct slice sentence, struct slice part)
{
    struct slice *last = scene->n_said ? &scene->said[scene->n_said - 1] : NULL;
    if (!last || last->p < sentence.p || last->p >= sentence.p + sentence.n || part.p < last->p)
        return false;
    last->n = (size_t)(part.p + part.n - last->p);
    return true;
}

static bool says_something(struct slice part)
{
    if (slice_is(part, "\xE2\x80\xA2")) // the point of a list
        return false;
    for (size_t i = 0; i < part.n; i++)
        if ((unsigned char)part.p[i] >= 0x80 || (part.p[i] >= '0' && part.p[i] <= '9') ||
            ((part.p[i] | 0x20) >= 'a' && (part.p[i] | 0x20) <= 'z'))
            return true;
    return false;
}

void speech_add_line(struct ui *ui, const struct text_block *block, const struct text_line *line)
{
    struct scene *scene = ui->scene;
    struct slice sentence;
    if (line->n_runs == 0)
        return;
    struct slice range = text_line_range(line);
    for (size_t at = 0; sentence_next(block->text, &at, &sentence);) {
        const char *from = sentence.p > range.p ? sentence.p : range.p;
        const char *sentence_end = sentence.p + sentence.n, *range_end = range.p + range.n;
        const char *to = sentence_end < range_end ? sentence_end : range_end;
        if (from >= to)
            continue;
        struct slice part = {from, (size_t)(to - from)};
        if (!goes_on(scene, sentence, part) && scene->n_said < SCENE_MAX_SAID && says_something(part))
            scene->said[scene->n_said++] = part;
    }
}

void speech_add(struct ui *ui, struct slice text)
{
    if (text.n && ui->scene->n_said < SCENE_MAX_SAID)
        ui->scene->said[ui->scene->n_said++] = text;
}

struct slice speech_current(const struct ui *ui)
{
    const struct listen_state *listen = &ui->state->listen;
    return listen->on && listen->sentence < ui->scene->n_said ? ui->scene->said[listen->sentence]
                                                              : SLICE_NONE;
}

uint32_t speech_mark(uint32_t back)
{
    if (back == THEME_MAIZE)
        return THEME_CREAM;
    return back == THEME_CREAM ? THEME_MAIZE_LIGHT : THEME_MAIZE;
}

#define MIDDLE_DOT "\xC2\xB7"

static void put(struct slice part, char *out, size_t *n)
{
    for (size_t i = 0; i < part.n; i++) {
        bool divides = slice_starts(slice_from(part, i), SLICE(MIDDLE_DOT));
        out[(*n)++] = divides ? ',' : part.p[i] == '\n' ? ' ' : part.p[i];
        i += divides;
    }
}

// "1 8 1 8, ": the comma is a pause between the groups that people write.
static void put_number(const struct mention *mention, size_t from, size_t to, char *out, size_t *n)
{
    for (size_t i = from; i < to; i++) {
        const struct number_group *group = &mention->groups[i];
        for (uint8_t d = 0; d < group->n && group->first + d < mention->n_digits; d++) {
            if (d > 0)
                out[(*n)++] = ' ';
            out[(*n)++] = mention->digits[group->first + d];
        }
        if (i + 1 < to) {
            out[(*n)++] = ',';
            out[(*n)++] = ' ';
        }
    }
}

struct slice speech_spoken(struct slice sentence, struct arena *arena)
{
    struct mention mention;
    char *out = arena_alloc(arena, sentence.n * 3 + 1); // a digit becomes two bytes, a group one more
    size_t n = 0, done = 0;
    for (size_t at = 0; mention_next(sentence, &at, &mention);) {
        for (size_t from = 0, to; mention.kind == MENTION_NUMBER && from < mention.n_groups; from = to) {
            to = mention_part(&mention, from);
            if (number_is_harmless(&mention, from, to))
                continue;
            size_t start = mention.groups[from].from;
            put(slice_sub(sentence, done, start - done), out, &n);
            put_number(&mention, from, to, out, &n);
            done = mention.groups[to - 1].to;
        }
    }
    put(slice_from(sentence, done), out, &n);
    return (struct slice){out, n};
}

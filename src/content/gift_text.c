// SPDX-License-Identifier: MIT
// The texts of a question: escapes, formats, HTML.
#include "content/gift.h"

#include <string.h>

#include "content/html.h"
#include "content/markdown.h"

void gift_report(struct gift_reader *reader, size_t at, enum diag_code code, struct slice one,
                 struct slice two)
{
    diag_add(reader->diags, source_pos(reader->source, at), code, (struct slice[]){one, two}, 2);
}

struct slice gift_slice(const struct gift_reader *reader, struct piece piece)
{
    return slice_sub(reader->text, piece.from, piece.to > piece.from ? piece.to - piece.from : 0);
}

struct piece gift_trim(const struct gift_reader *reader, struct piece piece)
{
    struct slice trimmed = slice_trim(gift_slice(reader, piece));
    if (trimmed.n == 0)
        return (struct piece){piece.from, piece.from};
    size_t from = (size_t)(trimmed.p - reader->text.p);
    // "\ " at the end is a backslash and white space, "\n" a line feed: nothing to give back.
    return (struct piece){from, from + trimmed.n};
}

static bool is_escapable(char c)
{
    return c != 0 && strchr("\\:#={}~n", c) != NULL;
}

size_t gift_find(const struct gift_reader *reader, struct piece piece, const char *set)
{
    for (size_t i = piece.from; i < piece.to; i++) {
        char c = reader->text.p[i];
        if (c == '\\' && i + 1 < piece.to && is_escapable(reader->text.p[i + 1]))
            i++;
        else if (c != 0 && strchr(set, c))
            return i;
    }
    return piece.to;
}

struct piece gift_take_format(const struct gift_reader *reader, struct piece piece, enum gift_format *format)
{
    static const struct {
        struct slice name;
        enum gift_format format;
    } formats[] = {{{"[html]", 6}, GIFT_HTML},
                   {{"[moodle]", 8}, GIFT_MOODLE},
                   {{"[plain]", 7}, GIFT_PLAIN},
                   {{"[markdown]", 10}, GIFT_MARKDOWN}};
    piece = gift_trim(reader, piece);
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (slice_starts(gift_slice(reader, piece), formats[i].name)) {
            *format = formats[i].format;
            piece.from += formats[i].name.n;
            return gift_trim(reader, piece);
        }
    }
    return piece;
}

static void decode_byte(struct gift_reader *reader, char c, size_t at)
{
    reader->decoded[reader->n_decoded] = c;
    reader->offsets[reader->n_decoded++] = (uint32_t)at;
}

static void reserve(struct gift_reader *reader, size_t bytes)
{
    if (bytes <= reader->capacity)
        return;
    reader->capacity = bytes < 1024 ? 1024 : bytes * 2;
    reader->decoded = arena_alloc(reader->arena, reader->capacity);
    reader->offsets = ARENA_ARRAY(reader->arena, reader->capacity, uint32_t);
}

// Appends a piece without its escapes. A line end of the file is a space, "\n" a line feed.
static void decode(struct gift_reader *reader, struct piece piece)
{
    for (size_t i = piece.from; i < piece.to; i++) {
        char c = reader->text.p[i];
        if (c == '\\' && i + 1 < piece.to && is_escapable(reader->text.p[i + 1])) {
            i++;
            decode_byte(reader, reader->text.p[i] == 'n' ? '\n' : reader->text.p[i], i - 1);
        } else {
            decode_byte(reader, c == '\n' ? ' ' : c, i);
        }
    }
}

static void html_problem(void *context, enum html_problem problem, size_t at, struct slice what)
{
    static const enum diag_code codes[] = {DIAG_GIFT_TAG,          DIAG_GIFT_IMAGE,  DIAG_GIFT_LINK,
                                           DIAG_GIFT_TAG_UNCLOSED, DIAG_GIFT_ENTITY, DIAG_GIFT_UNFIT};
    struct gift_reader *reader = context;
    gift_report(reader, reader->offsets[at], codes[problem], what, SLICE_NONE);
}

static void put_plain(struct gift_reader *reader, struct slice text)
{
    struct slice line, rest;
    while (slice_cut(text, '\n', &line, &rest)) {
        rich_put_collapsed(&reader->rich, line);
        rich_break(&reader->rich);
        text = rest;
    }
    rich_put_collapsed(&reader->rich, line);
}

struct rich gift_rich(struct gift_reader *reader, struct piece head, struct piece tail,
                      enum gift_format format)
{
    reserve(reader, (head.to - head.from) + (tail.to - tail.from) + 4);
    reader->n_decoded = 0;
    decode(reader, head);
    if (tail.to > tail.from) {
        for (int i = 0; i < 4; i++)
            decode_byte(reader, '_', head.to);
        decode(reader, tail);
    }
    struct slice text = {reader->decoded, reader->n_decoded};
    uint32_t line = source_pos(reader->source, head.from).line;
    struct rich out = {.line = line};
    if (format == GIFT_MARKDOWN) {
        if (text.n)
            markdown_inline_at(reader->source, text, reader->offsets, reader->arena, reader->diags, &out);
        return out;
    }
    if (format == GIFT_PLAIN)
        put_plain(reader, text);
    else
        html_read(text, format == GIFT_MOODLE, (struct html_listener){reader, html_problem}, &reader->rich);
    return rich_finish(&reader->rich, line);
}

struct slice gift_plain(struct gift_reader *reader, struct piece piece, enum gift_format format)
{
    piece = gift_take_format(reader, piece, &format);
    return gift_rich(reader, piece, (struct piece){0, 0}, format).text;
}

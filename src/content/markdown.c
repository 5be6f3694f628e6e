// SPDX-License-Identifier: MIT
// A message: front matter and Markdown; and Markdown within a line, for the other formats.
#include "content/markdown.h"

// No message within the other limits is longer, and md4c takes seconds over a mebibyte of "[[a]]".
#define BODY_BYTES (LIMIT_BLOCKS * LIMIT_BLOCK * 3)

struct pos markdown_place(const struct markdown_text *text, size_t at)
{
    at = at > text->prefix ? at - text->prefix : 0;
    size_t n = text->text.n - text->prefix;
    if (!text->offsets)
        return source_pos(text->source, text->origin + at);
    if (n == 0)
        return source_pos(text->source, text->origin);
    return source_pos(text->source, at < n ? text->offsets[at] : text->offsets[n - 1] + 1u);
}

// The front matter: `fields` is what stands between the lines "---", `body` what follows. False when the
// second is missing.
static bool split(struct slice text, struct slice *fields, struct slice *body)
{
    struct slice rest = text, line;
    *fields = SLICE_NONE;
    *body = text;
    do {
        if (!slice_next_line(&rest, &line))
            return true;
    } while (slice_trim(line).n == 0);
    struct slice fence = slice_trim(line);
    if (!slice_is(fence, "---") || fence.p != line.p)
        return true;
    fields->p = line.p + line.n + (rest.n > 0);
    while (slice_next_line(&rest, &line)) {
        if (slice_starts(line, SLICE("---")) && slice_is(slice_trim(line), "---")) {
            fields->n = (size_t)(line.p - fields->p);
            *body = rest;
            return true;
        }
    }
    return false;
}

static bool read_fields(const struct source_text *source, struct slice fields, struct arena *arena,
                        struct diags *diags, struct item_fields *out)
{
    struct yaml_node *map = NULL;
    size_t errors = diags->errors;
    if (fields.n) {
        size_t from = (size_t)(fields.p - source->text.p);
        map = yaml_read(source, from, from + fields.n, arena, diags);
        if (!map && diags->errors > errors)
            return false;
    }
    return item_fields_from_yaml(map, arena, diags, out);
}

// Where everything that was there is right, what isn't there is named.
static void name_missing(const struct markdown_text *text, const struct markdown_parsed *parsed,
                         struct diags *diags)
{
    if (parsed->title.text.n == 0)
        DIAG(diags, markdown_place(text, 0), MARKDOWN_NO_TITLE);
    else if (parsed->body.n_blocks == 0)
        DIAG(diags, markdown_place(text, text->text.n), MARKDOWN_EMPTY);
}

bool markdown_read(const struct source_text *source, struct arena *arena, struct diags *diags,
                   struct markdown_file *out)
{
    struct slice fields, body;
    size_t errors = diags->errors;
    *out = (struct markdown_file){0};
    if (!split(source->text, &fields, &body)) {
        size_t at = (size_t)slice_find(source->text, SLICE("---"));
        DIAG(diags, source_pos(source, at), MARKDOWN_UNCLOSED);
        return false;
    }
    bool good = read_fields(source, fields, arena, diags, &out->fields);
    struct markdown_text text = {.source = source, .text = body};
    text.origin = body.n ? (size_t)(body.p - source->text.p) : source->text.n;
    struct markdown_parsed parsed = {0};
    if (body.n > BODY_BYTES)
        DIAG(diags, markdown_place(&text, 0), MARKDOWN_SIZE, arena_format(arena, "%zu", body.n),
             arena_format(arena, "%d", BODY_BYTES));
    else if (markdown_parse(&text, arena, diags, &parsed))
        name_missing(&text, &parsed, diags);
    out->title = parsed.title;
    out->body = parsed.body;
    return good && diags->errors == errors;
}

// Inline text. `text->text` is the author's; it is copied behind our full stop, which keeps its first character from
// beginning a block: "141. Línea" stays what it is.
static bool read_inline(struct markdown_text *text, struct arena *arena, struct diags *diags,
                        struct rich *out)
{
    struct slice author = text->text;
    char *copy = arena_alloc(arena, author.n + 1);
    copy[0] = '.';
    for (size_t i = 0; i < author.n; i++)
        copy[i + 1] = author.p[i] == '\n' ? ' ' : author.p[i];
    text->text = (struct slice){copy, author.n + 1};
    text->prefix = 1;
    struct markdown_parsed parsed;
    bool good = markdown_parse(text, arena, diags, &parsed);
    *out = parsed.body.n_blocks ? parsed.body.blocks[0].text : (struct rich){0};
    out->line = markdown_place(text, 0).line;
    return good;
}

bool markdown_inline(const struct source_text *source, struct slice text, struct arena *arena,
                     struct diags *diags, struct rich *out)
{
    struct markdown_text in = {.source = source, .text = text};
    in.origin = text.p ? (size_t)(text.p - source->text.p) : 0;
    return read_inline(&in, arena, diags, out);
}

bool markdown_inline_at(const struct source_text *source, struct slice text, const uint32_t *offsets,
                        struct arena *arena, struct diags *diags, struct rich *out)
{
    struct markdown_text in = {.source = source, .text = text, .offsets = offsets};
    return read_inline(&in, arena, diags, out);
}

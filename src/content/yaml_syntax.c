// SPDX-License-Identifier: MIT
#include "content/yaml_syntax.h"

#include <string.h>

// What the parser was given.
struct given {
    const struct source_text *source;
    size_t from, to;
    size_t open; // the innermost [ or { that isn't closed, or SIZE_MAX
    struct diags *diags;
};

static struct pos pos_at(const struct given *b, size_t offset)
{
    return source_pos(b->source, offset);
}

static char byte_at(const struct given *b, size_t offset)
{
    return offset < b->to ? b->source->text.p[offset] : '\n';
}

// The place of the parser's complaint, which counts lines and columns (characters) from 1 in what it was
// given.
static size_t error_offset(const struct given *b, const struct fy_diag_error *error)
{
    size_t at = b->from;
    for (int line = 1; line < error->line && at < b->to; line++) {
        ptrdiff_t feed = slice_find_char(slice_sub(b->source->text, at, b->to - at), '\n');
        if (feed < 0)
            return b->to;
        at += (size_t)feed + 1;
    }
    for (int col = 1; col < error->column && at < b->to && b->source->text.p[at] != '\n'; col++)
        utf8_next(b->source->text, &at);
    return at;
}

// A tab in the indentation of this line or the next, which the parser never calls by its name. SIZE_MAX
// without one.
static size_t tab_near(const struct given *b, size_t at)
{
    while (at > b->from && b->source->text.p[at - 1] != '\n')
        at--;
    for (int line = 0; line < 2 && at < b->to; line++) {
        size_t first = at;
        while (byte_at(b, first) == ' ')
            first++;
        if (byte_at(b, first) == '\t')
            return first;
        while (at < b->to && b->source->text.p[at] != '\n')
            at++;
        at++;
    }
    return SIZE_MAX;
}

// Where "key:value" stands without its space at the head of this line or the one before: to the parser that is a text, and
// it complains of what comes next. SIZE_MAX without one.
static size_t key_without_space(const struct given *b, size_t at, struct slice *key)
{
    for (int line = 0; line < 2; line++) {
        size_t start = at;
        while (start > b->from && b->source->text.p[start - 1] != '\n')
            start--;
        size_t first = start;
        while (byte_at(b, first) == ' ')
            first++;
        size_t end = first;
        while ((byte_at(b, end) >= 'a' && byte_at(b, end) <= 'z') || byte_at(b, end) == '_')
            end++;
        char next = byte_at(b, end + 1);
        if (end > first + 1 && byte_at(b, end) == ':' && !strchr(" \n\r/", next)) {
            *key = slice_sub(b->source->text, first, end - first);
            return end;
        }
        if (start == b->from)
            break;
        at = start - 1;
    }
    return SIZE_MAX;
}

// The parser points behind the sign that it complains about, or at it.
static size_t back_to(const struct given *b, size_t at, const char *signs)
{
    bool behind =
        *signs && at > b->from && !strchr(signs, byte_at(b, at)) && strchr(signs, byte_at(b, at - 1));
    return behind ? at - 1 : at;
}

static bool on_same_line(const struct given *b, size_t from, size_t to)
{
    return slice_find_char(slice_trim(slice_sub(b->source->text, from, to - from)), '\n') < 0 && to < b->to;
}

static void name_flow(const struct given *b, size_t at)
{
    if (b->open == SIZE_MAX || b->open > at || on_same_line(b, b->open, at))
        DIAG(b->diags, pos_at(b, at), YAML_FLOW);
    else
        DIAG(b->diags, pos_at(b, b->open), YAML_BRACKET);
}

// The parser's messages by their words (libfyaml 0.7.12, lib/fy-parse.c); what isn't known is passed on as it
// is.
static const struct {
    const char *says;
    enum diag_code code;
    const char *signs; // see back_to
} syntax[] = {
    {"escape", DIAG_YAML_ESCAPE, ""},
    {"trailing content after", DIAG_YAML_AFTER_QUOTE, ""},
    {"quoted scalar", DIAG_YAML_QUOTE, "\"'"},
    {"nested block mapping on the same line", DIAG_YAML_COLON, ""},
    {"extra comma", DIAG_YAML_EXTRA_COMMA, ""},
    {"extra closing", DIAG_YAML_EXTRA_BRACKET, ""},
    {"value after mapping", DIAG_YAML_FLOW, ""},
    {"multiline", DIAG_YAML_INDENT, ""},
    {"indent", DIAG_YAML_INDENT, ""},
    {"did not find expected", DIAG_YAML_INDENT, ""},
    {"same line", DIAG_YAML_INDENT, ""},
    {"end of block", DIAG_YAML_INDENT, ""},
};

static void name_syntax(const struct given *b, const struct fy_diag_error *error)
{
    static const char reserved[] = "@`%&*!|>";
    size_t at = error_offset(b, error), tab = tab_near(b, at), n = sizeof syntax / sizeof *syntax, i = 0;
    struct slice text = slice_of(error->msg), key;
    size_t close = key_without_space(b, at, &key);
    if (tab != SIZE_MAX) {
        DIAG(b->diags, pos_at(b, tab), YAML_TAB);
    } else if (close != SIZE_MAX) {
        DIAG(b->diags, pos_at(b, close), YAML_SPACE, key);
    } else if (strstr(error->msg, "cannot start with") || strstr(error->msg, "alias") ||
               strstr(error->msg, "anchor")) {
        at = back_to(b, at, reserved);
        DIAG(b->diags, pos_at(b, at), YAML_FIRST_CHARACTER, slice_sub(b->source->text, at, 1));
    } else if (strstr(error->msg, "missing comma") || strstr(error->msg, "without a closing")) {
        name_flow(b, at);
    } else {
        while (i < n && !strstr(error->msg, syntax[i].says))
            i++;
        struct pos pos = pos_at(b, i < n ? back_to(b, at, syntax[i].signs) : at);
        diag_add(b->diags, pos, i < n ? syntax[i].code : DIAG_YAML_SYNTAX, &text, 1);
    }
}

void yaml_name_syntax(const struct source_text *source, size_t from, size_t to, size_t open,
                      const struct fy_diag_error *error, struct diags *diags)
{
    struct given given = {source, from, to, open, diags};
    name_syntax(&given, error);
}

// SPDX-License-Identifier: MIT
// What the tests of the readers share: a file made up from a string, and what was said about it in one line.
#ifndef CHASQUI_TESTS_READER_TEST_H
#define CHASQUI_TESTS_READER_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "content/readers.h"

struct reading {
    struct arena arena;
    struct diags diags;
    struct source_text source;
};

static inline void reading_open(struct reading *reading, struct slice text)
{
    arena_init(&reading->arena);
    diags_init(&reading->diags, &reading->arena);
    struct tree_entry *entry = ARENA_NEW(&reading->arena, struct tree_entry);
    *entry = (struct tree_entry){
        .path = SLICE("file"), .size = text.n, .bytes = arena_copy(&reading->arena, text)};
    struct tree tree = {.root = SLICE("pack"), .entries = entry, .count = 1};
    assert_true(source_open(&tree, entry, &reading->arena, &reading->diags, &reading->source));
}

static inline void reading_open_sample(struct reading *reading, const char *name)
{
    char path[512], *bytes = malloc(LIMIT_TEXT_FILE);
    snprintf(path, sizeof path, "%s/samples/%s", TESTS_DIR, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_non_null(bytes);
    size_t n = fread(bytes, 1, LIMIT_TEXT_FILE, file);
    fclose(file);
    reading_open(reading, (struct slice){bytes, n});
    free(bytes);
}

static inline void reading_close(struct reading *reading)
{
    arena_fini(&reading->arena);
}

// "code@line:col code@line:col" in the order of the file.
static inline const char *reading_said(struct reading *reading)
{
    struct slice said = SLICE("");
    diags_sort(&reading->diags);
    for (size_t i = 0; i < reading->diags.count; i++) {
        const struct diag *diag = &reading->diags.list[i];
        said = arena_format(&reading->arena, "%.*s%s%s@%u:%u", SLICE_ARG(said), i ? " " : "",
                            diag_code_name(diag->code), diag->pos.line, diag->pos.col);
    }
    return said.p;
}

static inline const char *cstr(struct reading *reading, struct slice s)
{
    return arena_copy(&reading->arena, s).p;
}

// The text with its styles marked: *strong*, /emphasis/, #both#.
static inline const char *styled(struct reading *reading, struct rich rich)
{
    struct slice out = SLICE("");
    size_t at = 0;
    for (uint32_t i = 0; i <= rich.n_spans; i++) {
        struct span span =
            i < rich.n_spans ? rich.spans[i] : (struct span){(uint32_t)rich.text.n, (uint32_t)rich.text.n, 0};
        char mark = "?*/#"[span.style & 3];
        struct slice before = slice_sub(rich.text, at, span.from - at),
                     in = slice_sub(rich.text, span.from, span.to - span.from);
        out = arena_format(&reading->arena, "%.*s%.*s", SLICE_ARG(out), SLICE_ARG(before));
        if (in.n)
            out = arena_format(&reading->arena, "%.*s%c%.*s%c", SLICE_ARG(out), mark, SLICE_ARG(in), mark);
        at = span.to;
    }
    return out.p;
}

// Blocks as "p0:text|b1:text|n0.2:text|q0:text".
static inline const char *outline(struct reading *reading, struct body body)
{
    struct slice out = SLICE("");
    for (size_t i = 0; i < body.n_blocks; i++) {
        const struct block *block = &body.blocks[i];
        out = arena_format(&reading->arena, "%.*s%s%c%u", SLICE_ARG(out), i ? "|" : "", "pbnq"[block->kind],
                           block -> level);
        if (block->kind == BLOCK_NUMBERED)
            out = arena_format(&reading->arena, "%.*s.%u", SLICE_ARG(out), block->number);
        out = arena_format(&reading->arena, "%.*s:%s", SLICE_ARG(out), styled(reading, block->text));
    }
    return out.p;
}

// A text of `n` copies of `unit` between two others; owned by the arena.
static inline struct slice repeated(struct arena *arena, const char *before, const char *unit, size_t n,
                                    const char *after)
{
    size_t a = strlen(before), k = strlen(unit), b = strlen(after);
    char *p = arena_alloc(arena, a + n * k + b);
    memcpy(p, before, a);
    for (size_t i = 0; i < n; i++)
        memcpy(p + a + i * k, unit, k);
    memcpy(p + a + n * k, after, b);
    return (struct slice){p, a + n * k + b};
}

#endif

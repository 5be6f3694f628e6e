// SPDX-License-Identifier: MIT
// Packs that exist only in memory, and what their reading said, as text: "pack.yaml:3:5 key-missing".
#ifndef CHASQUI_TESTS_MADE_UP_H
#define CHASQUI_TESTS_MADE_UP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/tree.h"
#include "content/source.h"

struct made_up {
    struct arena arena;
    struct diags diags;
    struct tree tree;
    size_t capacity;
};

static inline void made_up_init(struct made_up *m)
{
    *m = (struct made_up){0};
    arena_init(&m->arena);
    diags_init(&m->diags, &m->arena);
}

static inline void made_up_fini(struct made_up *m)
{
    arena_fini(&m->arena);
}

// The bytes are copied to memory of exactly their size, so that AddressSanitizer sees a reader go past them.
static inline struct tree_entry *made_up_bytes(struct made_up *m, const char *path, const char *bytes,
                                               size_t n)
{
    struct tree_entry *entry = ARENA_PUSH(&m->arena, m->tree.entries, m->tree.count, m->capacity);
    *entry = (struct tree_entry){
        .path = arena_copy(&m->arena, slice_of(path)), .kind = TREE_FILE, .size = n, .cap = n};
    entry->bytes = arena_copy(&m->arena, (struct slice){bytes, n});
    return entry;
}

static inline struct tree_entry *made_up_file(struct made_up *m, const char *path, const char *text)
{
    return made_up_bytes(m, path, text, strlen(text));
}

static inline int made_up_by_path(const void *a, const void *b)
{
    return slice_cmp(((const struct tree_entry *)a)->path, ((const struct tree_entry *)b)->path);
}

static inline const struct tree *made_up_tree(struct made_up *m)
{
    if (m->tree.count)
        qsort(m->tree.entries, m->tree.count, sizeof *m->tree.entries, made_up_by_path);
    return &m->tree;
}

// Opens a text as the file "f".
static inline bool made_up_source(struct made_up *m, const char *text, size_t n, struct source_text *out)
{
    struct tree_entry entry = {
        .path = SLICE("f"), .kind = TREE_FILE, .size = n, .cap = n, .bytes = {text, n}};
    return source_open(&m->tree, &entry, &m->arena, &m->diags, out);
}

// Every diagnostic in order of place, separated by "; ": "f:2:5 yaml-tab", without the path when it is "f".
static inline const char *made_up_said(struct made_up *m)
{
    struct slice all = SLICE("");
    diags_sort(&m->diags);
    for (size_t i = 0; i < m->diags.count; i++) {
        const struct diag *d = &m->diags.list[i];
        struct slice place = slice_is(d->pos.path, "f") ? SLICE_NONE : d->pos.path;
        all = arena_format(&m->arena, "%.*s%s%.*s", SLICE_ARG(all), i ? "; " : "", SLICE_ARG(place));
        if (d->pos.line)
            all = arena_format(&m->arena, "%.*s%s%u:%u", SLICE_ARG(all), place.n ? ":" : "", d->pos.line,
                               d->pos.col);
        all = arena_format(&m->arena, "%.*s %s", SLICE_ARG(all), diag_code_name(d->code));
    }
    return all.p;
}

#endif

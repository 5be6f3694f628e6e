// SPDX-License-Identifier: MIT
#include "fuzz/fuzz.h"

#include <stdlib.h>

#include "base/limits.h"

#define PRINTED 20 // diagnostics of one input

void fuzz_room_init(struct fuzz_room *room)
{
    *room = (struct fuzz_room){0};
    arena_init(&room->arena);
    diags_init(&room->diags, &room->arena);
}

void fuzz_room_fini(struct fuzz_room *room)
{
    arena_fini(&room->arena);
}

struct tree_entry *fuzz_file(struct fuzz_room *room, const char *path, struct slice bytes)
{
    struct tree_entry *entry = ARENA_PUSH(&room->arena, room->tree.entries, room->tree.count, room->capacity);
    *entry = (struct tree_entry){.path = slice_of(path), .size = bytes.n, .cap = bytes.n, .bytes = bytes};
    return entry;
}

static int by_path(const void *a, const void *b)
{
    return slice_cmp(((const struct tree_entry *)a)->path, ((const struct tree_entry *)b)->path);
}

const struct tree *fuzz_tree(struct fuzz_room *room)
{
    if (room->tree.count > 1)
        qsort(room->tree.entries, room->tree.count, sizeof *room->tree.entries, by_path);
    return &room->tree;
}

bool fuzz_source(struct fuzz_room *room, const char *path, struct slice bytes, struct source_text *out)
{
    const struct tree_entry *entry = fuzz_file(room, path, bytes);
    return source_open(&room->tree, entry, &room->arena, &room->diags, out);
}

void fuzz_print(struct diags *diags)
{
    static FILE *nowhere;
    if (!nowhere)
        nowhere = fopen("/dev/null", "w");
    FUZZ_EXPECT(nowhere && diags->count <= LIMIT_DIAGS);
    diags_sort(diags);
    for (size_t i = 0; i < diags->count && i < PRINTED; i++) {
        const struct diag *diag = &diags->list[i];
        FUZZ_EXPECT((diag->pos.line == 0) == (diag->pos.col == 0));
        for (size_t k = 0; k < DIAG_MAX_ARGS; k++)
            FUZZ_EXPECT(utf8_valid_prefix(diag->args[k]) == diag->args[k].n);
        diag_print(nowhere, diag, i % 2 ? DIAG_EN : DIAG_ES);
    }
}

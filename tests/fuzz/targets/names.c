// SPDX-License-Identifier: MIT
// The names in a pack's folder, one a line. Its first character is the kind: d a folder, l a link, o something else, t too
// large, u unreadable, or a file.
#include "fuzz/fuzz.h"

#include <string.h>

#include "content/check.h"
#include "content/pack.h"
#include "unit/content/good_pack.h"

#define NAMES 200

static void add_name(struct fuzz_room *room, char kind, struct slice name)
{
    if (name.n == 0 || memchr(name.p, '\0', name.n))
        return;
    struct tree_entry *entry = fuzz_file(room, "", SLICE("# T\n\nx\n"));
    const char *kinds = strchr("dlo", kind);
    entry->path = arena_copy(&room->arena, name);
    entry->kind = kind && kinds ? (enum tree_kind)(TREE_FOLDER + (kinds - "dlo")) : TREE_FILE;
    entry->fault = kind == 't' ? TREE_TOO_LARGE : kind == 'u' ? TREE_UNREADABLE : TREE_OK;
    entry->cap = pack_cap(entry->path);
    FUZZ_EXPECT(pack_wants(entry->path) <= entry->cap);
}

// No folder has a name twice.
static void forget_doubles(struct tree *tree)
{
    size_t n = 0;
    for (size_t i = 0; i < tree->count; i++)
        if (n == 0 || !slice_eq(tree->entries[n - 1].path, tree->entries[i].path))
            tree->entries[n++] = tree->entries[i];
    tree->count = n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_room room;
    struct slice rest = {(const char *)data, size}, line;
    fuzz_room_init(&room);
    for (size_t i = 0; i < sizeof good_pack / sizeof *good_pack; i++)
        fuzz_file(&room, good_pack[i].path, slice_of(good_pack[i].text));
    for (size_t i = 0; i < NAMES && slice_next_line(&rest, &line); i++)
        if (line.n > 1)
            add_name(&room, line.p[0], slice_from(line, 1));
    fuzz_tree(&room);
    forget_doubles(&room.tree);
    struct pack *pack = pack_read(&room.tree, &room.arena, &room.diags);
    FUZZ_EXPECT(pack || room.diags.errors > 0);
    if (pack) {
        soundness_pack(pack, &room.arena);
        check_pack(pack, &(struct check_options){.tree = &room.tree, .terms = fuzz_terms()}, &room.arena,
                   &room.diags);
    }
    fuzz_print(&room.diags);
    fuzz_room_fini(&room);
    return 0;
}

// SPDX-License-Identifier: MIT
#include "pack/installed.h"

#include <errno.h>

#include "content/check.h"
#include "content/index.h"
#include "content/pack.h"
#include "system/files.h"
#include "system/mapping.h"

const struct pack *installed_index(const char *folder, struct arena *arena)
{
    struct slice bytes;
    if (!mapping_open(store_path(folder, INDEX_FILE, SLICE_NONE, arena), LIMIT_INDEX_FILE, arena, &bytes) ||
        !mapping_fetch(bytes, bytes.n))
        return NULL;
    const struct pack *pack = index_read(bytes, arena_copy(arena, slice_of(folder)), arena);
    return pack && index_is_whole(pack) ? pack : NULL;
}

struct pack *installed_files(const char *folder, const struct pack *const *lenders, uint16_t n_lenders,
                             struct date today, struct arena *arena)
{
    struct tree tree;
    struct diags unheard; // an import has told them
    diags_init(&unheard, arena);
    if (!files_read_tree(folder, pack_wants, pack_cap, arena, &tree))
        return NULL;
    index_forget(&tree);
    struct pack *pack = pack_read_with(&tree, lenders, n_lenders, arena, &unheard);
    if (pack)
        check_pack(pack, &(struct check_options){.today = today, .tree = &tree}, arena, &unheard);
    return pack;
}

void installed_read_set(const char *root, const struct generation *set, struct date today,
                        struct arena *arena, struct installed *out)
{
    const struct pack *lenders[LIMIT_PACKS];
    uint16_t n_lenders = 0;
    *out = (struct installed){.set = *set};
    // Those that lend come first, since the others may name their channels.
    for (int borrows = 0; borrows < 2; borrows++) {
        for (size_t i = 0; i < out->set.n_packs; i++) {
            if ((out->set.packs[i].key.n == 0) != borrows)
                continue;
            out->folders[i] = store_path(root, "packs", out->set.packs[i].folder, arena);
            out->packs[i] = installed_index(out->folders[i], arena);
            if (!out->packs[i])
                out->packs[i] = installed_files(out->folders[i], lenders, n_lenders, today, arena);
            if (out->packs[i] && !borrows)
                lenders[n_lenders++] = out->packs[i];
        }
    }
}

bool installed_read(const char *root, struct date today, struct arena *arena, struct installed *out)
{
    uint64_t number;
    struct generation set;
    *out = (struct installed){0};
    if (!store_current(root, &number) || !store_newest(root, number, arena, &set))
        return false;
    if (set.number == 0)
        return true;
    installed_read_set(root, &set, today, arena, out);
    out->bad = set.number != number || store_is_bad(root, number);
    return true;
}

bool installed_manifest(const struct installed *installed, size_t i, struct arena *arena,
                        struct manifest *out)
{
    struct tree_entry file;
    struct diags unheard;
    diags_init(&unheard, arena);
    *out = (struct manifest){0};
    return files_read(store_path(installed->folders[i], "MANIFEST", SLICE_NONE, arena), LIMIT_MANIFEST, arena,
                      &file) &&
           manifest_read(file.path, file.bytes, arena, &unheard, out);
}

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
                             struct date today, struct arena *arena, bool *unclear)
{
    struct tree tree;
    struct diags unheard; // an import has told them
    diags_init(&unheard, arena);
    *unclear = true;
    if (!files_read_tree(folder, pack_wants, pack_cap, arena, &tree))
        return NULL;
    index_forget(&tree);
    struct pack *pack = pack_read_with(&tree, lenders, n_lenders, arena, &unheard);
    if (pack)
        check_pack(pack, &(struct check_options){.today = today, .tree = &tree}, arena, &unheard);
    *unclear = unheard.errors > 0;
    return pack;
}

void installed_read_set(const char *root, const struct generation *set, const struct installed_new *comes,
                        struct date today, struct arena *arena, struct installed *out)
{
    const struct pack *lenders[LIMIT_PACKS];
    uint16_t n_lenders = 0;
    *out = (struct installed){.set = *set};
    // Those that lend come first, since the others may name their channels.
    for (int borrows = 0; borrows < 2; borrows++) {
        for (size_t i = 0; i < out->set.n_packs; i++) {
            const struct generation_pack *pack = &out->set.packs[i];
            if ((pack->key.n == 0) != borrows)
                continue;
            bool is_new = comes && slice_eq(comes->id, pack->id);
            out->folders[i] = is_new ? comes->folder : store_path(root, "packs", pack->folder, arena);
            out->packs[i] = is_new ? comes->pack : installed_index(out->folders[i], arena);
            if (!out->packs[i])
                out->packs[i] =
                    installed_files(out->folders[i], lenders, n_lenders, today, arena, &out->unclear[i]);
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
    if (set.number > 0)
        installed_read_set(root, &set, NULL, today, arena, out);
    out->torn = set.number != number ? number : 0;
    out->bad = out->torn || store_is_bad(root, number);
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

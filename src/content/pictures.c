// SPDX-License-Identifier: MIT
#include "content/pictures.h"

#include "content/paths.h"
#include "content/readers.h"
#include "content/stray.h"
#include "content/suggest.h"

#define FOLDER "pictures/"

void pictures_init(struct pictures *pictures, const struct tree *tree, struct arena *arena,
                   struct diags *diags)
{
    *pictures = (struct pictures){.tree = tree, .arena = arena, .diags = diags};
    while (pictures->first < tree->count && !slice_starts(tree->entries[pictures->first].path, SLICE(FOLDER)))
        pictures->first++;
    while (pictures->first + pictures->count < tree->count &&
           slice_starts(tree->entries[pictures->first + pictures->count].path, SLICE(FOLDER)))
        pictures->count++;
    pictures->probed = ARENA_ARRAY(arena, pictures->count, const struct picture *);
    for (size_t i = 0; i < pictures->count; i++) {
        const struct tree_entry *entry = &tree->entries[pictures->first + i];
        struct picture picture;
        if (entry->kind != TREE_FILE || path_place(entry->path) != PLACE_PICTURE)
            continue; // named by stray_name_all
        if (!stray_check_file(tree, entry, arena, diags) ||
            !picture_probe(tree, entry, arena, diags, &picture))
            continue;
        struct picture *kept = ARENA_NEW(arena, struct picture);
        *kept = picture;
        pictures->probed[i] = kept;
    }
}

static void name_missing(const struct pictures *pictures, struct slice name, struct pos pos)
{
    struct suggest suggest = suggest_for(name);
    if (pictures->diags->count < LIMIT_DIAGS && pictures->count <= 1000)
        for (size_t i = 0; i < pictures->count; i++)
            suggest_offer(&suggest,
                          slice_from(pictures->tree->entries[pictures->first + i].path, sizeof FOLDER - 1));
    if (suggest.best.n)
        DIAG(pictures->diags, pos, PICTURE_MISSING_NEAR, name, suggest.best);
    else
        DIAG(pictures->diags, pos, PICTURE_MISSING, name);
}

const struct picture *pictures_find(const struct pictures *pictures, struct slice name, struct pos pos)
{
    struct slice path = arena_format(pictures->arena, FOLDER "%.*s", SLICE_ARG(name));
    const struct tree_entry *entry = tree_find(pictures->tree, path);
    if (!entry) {
        name_missing(pictures, name, pos);
        return NULL;
    }
    return pictures->probed[(size_t)(entry - pictures->tree->entries) - pictures->first];
}

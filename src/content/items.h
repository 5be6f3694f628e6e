// SPDX-License-Identifier: MIT
// Joins the files of one item, one per language, into the item.
#ifndef CHASQUI_CONTENT_ITEMS_H
#define CHASQUI_CONTENT_ITEMS_H

#include "content/borrow.h"
#include "content/pictures.h"
#include "content/readers.h"

// What an item has when its author didn't say.
#define ITEM_SECONDS 10

struct item_reader {
    const struct tree *tree;
    struct pack *pack; // langs and channels are filled; channels that items name may be added
    struct borrow *borrow;
    const struct pictures *pictures;
    struct arena *arena;
    struct diags *diags;
};

// Reads the files of one item; files[i] is that of pack->langs[i], or NULL where there is none. False when
// the default language's file isn't there or isn't good: there is nothing to show. For a translation that is
// missing, bad, or built differently (the last two are named) the default language stands in.
bool item_read(const struct item_reader *reader, enum item_kind kind, struct slice id,
               const struct tree_entry *const *files, struct item *out);

#endif

// SPDX-License-Identifier: MIT
// The pictures folder of a pack: each picture is looked at once, however often it is named.
#ifndef CHASQUI_CONTENT_PICTURES_H
#define CHASQUI_CONTENT_PICTURES_H

#include "base/tree.h"
#include "content/model.h"

struct pictures {
    const struct tree *tree;
    struct arena *arena;
    struct diags *diags;
    size_t first, count;           // the entries of the tree that lie in pictures/
    const struct picture **probed; // [count] NULL: not good
};

// Probes every entry in pictures/ that may be one; what is wrong with them is named.
void pictures_init(struct pictures *pictures, const struct tree *tree, struct arena *arena,
                   struct diags *diags);

// The picture of this file name. NULL with a diagnostic at `pos` when there is none, without one when it was
// named before as bad.
const struct picture *pictures_find(const struct pictures *pictures, struct slice name, struct pos pos);

#endif

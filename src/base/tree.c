// SPDX-License-Identifier: MIT
#include "base/tree.h"

const struct tree_entry *tree_find(const struct tree *tree, struct slice path)
{
    size_t low = 0, high = tree->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = slice_cmp(tree->entries[middle].path, path);
        if (order == 0)
            return &tree->entries[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

// SPDX-License-Identifier: MIT
#include "base/embedded.h"

// The index of the first file whose path isn't before `path`.
static size_t lower_bound(const struct embedded *all, struct slice path)
{
    size_t low = 0, high = all->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (slice_cmp(slice_of(all->files[middle].path), path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct embedded_file *embedded_find(const struct embedded *all, struct slice path)
{
    size_t at = lower_bound(all, path);
    return at < all->count && slice_eq(slice_of(all->files[at].path), path) ? &all->files[at] : NULL;
}

struct embedded embedded_under(const struct embedded *all, struct slice prefix)
{
    size_t from = lower_bound(all, prefix), to = from;
    while (to < all->count && slice_starts(slice_of(all->files[to].path), prefix))
        to++;
    return (struct embedded){all->files + from, to - from};
}

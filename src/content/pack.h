// SPDX-License-Identifier: MIT
// A whole pack from a tree of bytes.
#ifndef CHASQUI_CONTENT_PACK_H
#define CHASQUI_CONTENT_PACK_H

#include "base/tree.h"
#include "content/model.h"

// How many bytes of this path the readers want to see: the first so many, all of them when the file is
// shorter (0: its size is enough). Text files and SVG whole; other pictures their first 64 KiB, where the
// header is that picture_probe reads. For `system/files`.
uint64_t pack_wants(struct slice path);
// The largest size this path may have.
uint64_t pack_cap(struct slice path);

// Reads everything that is right in the pack; everything wrong is a diagnostic, and the item it is in is left
// out. NULL only when the pack itself can't be shown: no readable pack.yaml. The tree's bytes may be freed
// afterwards only if the arena owns them too: slices of the model may point into them.
struct pack *pack_read(const struct tree *tree, struct arena *arena, struct diags *diags);

// The same with packs that lend: an item may also name a channel that one of those of its country brings. The
// lenders must live as long as the pack.
struct pack *pack_read_with(const struct tree *tree, const struct pack *const *lenders, uint16_t n_lenders,
                            struct arena *arena, struct diags *diags);

#endif

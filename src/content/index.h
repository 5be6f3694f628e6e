// SPDX-License-Identifier: MIT
// The index: one checked pack as one run of bytes, so that a start of the kiosk reads one file instead of ten
// thousand. It is a cache of one program version beside the pack it was made from, never a format to carry
// anything in.
//
// What every list and poster needs stands in front and is read whole, behind a checksum; what the messages
// say stands behind it, each with a checksum of its own, and is read when it is shown (`item_body`). So only
// those pages of a mapped file are ever in memory that somebody looks at.
#ifndef CHASQUI_CONTENT_INDEX_H
#define CHASQUI_CONTENT_INDEX_H

#include "base/tree.h"
#include "content/model.h"

#define INDEX_FILE "INDEX" // its name, in the pack's folder

// The pack in `arena`, without what was left out: that is counted in n_unread. Check it first (without
// `release`): nobody judges it after. Empty when the pack holds something that no reader of ours makes.
struct slice index_write(const struct pack *pack, struct arena *arena);

// The pack again; its pictures are in the folder `root`. NULL when the bytes aren't exactly what this version
// of the program writes, or are damaged. Any bytes are safe. All slices of the model point into `bytes`,
// which must stay as long as the arena.
struct pack *index_read(struct slice bytes, struct slice root, struct arena *arena);

// Whether everything that index_read didn't look at is undamaged too: reads all of the index, so not at a start.
bool index_is_whole(const struct pack *pack);

// Takes the index out of the tree of its pack's folder, where no reader knows it. (In what somebody carries
// in it is a stray file.)
void index_forget(struct tree *tree);

// How many of the first bytes index_read looks at, going by the first INDEX_HEADER of them; 0 when it won't take them.
#define INDEX_HEADER 40
size_t index_front(struct slice header);

// Makes the header fit what stands behind it, for tests and fuzzers that want to get past it.
void index_seal(char *bytes, size_t n);

#endif

// SPDX-License-Identifier: MIT
// A file as memory, of which only what somebody looks at is ever read.
//
// It must be one that nobody changes in its place, as the packs of the store: written once, replaced by a new
// file under another name, and a file that was unlinked stays until it is unmapped. If it is cut
// nevertheless, or the disk fails to give a page, whoever looks there dies of SIGBUS. So a kiosk calls
// `mapping_fetch` for what it can't start without, which fails instead; for the rest its supervisor starts it
// again, and tries of a bad generation are counted.
#ifndef CHASQUI_SYSTEM_MAPPING_H
#define CHASQUI_SYSTEM_MAPPING_H

#include "base/arena.h"

// Maps a regular file of at most `cap` bytes until the arena is freed. False, with errno set, when it can't
// be; an empty file is an empty slice.
bool mapping_open(const char *path, uint64_t cap, struct arena *arena, struct slice *out);

// Reads the first `n` bytes into memory now. False when the disk can't give them.
bool mapping_fetch(struct slice mapping, size_t n);

// Gives the pages that were looked at back to the system, which keeps them as long as it has room: what is
// looked at again is there again, and only that counts as this process's memory.
void mapping_rest(struct slice mapping);

#endif

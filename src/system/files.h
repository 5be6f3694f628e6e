// SPDX-License-Identifier: MIT
// Reading folders and files that somebody else wrote: regular files only, no links followed inside a folder,
// every size capped.
#ifndef CHASQUI_SYSTEM_FILES_H
#define CHASQUI_SYSTEM_FILES_H

#include "base/arena.h"
#include "base/tree.h"

// Reads a whole folder. `wants(path)` says how many bytes of a file are needed (0: only its size),
// `cap(path)` the largest size it may have. Names that begin with '.' are left out; links, sockets and
// devices are listed but never opened. What can't be read is an entry with a fault. False, with errno set,
// when the folder itself can't be listed. Everything is in `arena`.
bool files_read_tree(const char *folder, uint64_t (*wants)(struct slice), uint64_t (*cap)(struct slice),
                     struct arena *arena, struct tree *out);

// Reads one regular file (a link to one is followed: the path is ours or the person's, not a stranger's).
// out->path is `path`. False, with out->fault set, when it isn't there, isn't a regular file, or is larger
// than `cap` bytes.
bool files_read(const char *path, uint64_t cap, struct arena *arena, struct tree_entry *out);
// The same for one that is open at its beginning; out->path is empty.
bool files_read_open(int fd, uint64_t cap, struct arena *arena, struct tree_entry *out);

#endif

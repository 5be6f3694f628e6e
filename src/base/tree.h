// SPDX-License-Identifier: MIT
// A folder as bytes: what `system/files` reads from a disk and what `content` reads as a pack, so that
// content needs no disk and a test or a fuzzer can make one up.
#ifndef CHASQUI_BASE_TREE_H
#define CHASQUI_BASE_TREE_H

#include "base/slice.h"

enum tree_kind { TREE_FILE, TREE_FOLDER, TREE_LINK, TREE_OTHER };

enum tree_fault {
    TREE_OK,
    TREE_UNREADABLE, // no permission, or an I/O error
    TREE_TOO_LARGE,  // `size` is over the cap for this path; bytes is empty
};

struct tree_entry {
    struct slice path; // in the folder, '/' between names, no leading '/'; any bytes but NUL
    enum tree_kind kind;
    enum tree_fault fault;
    uint64_t size;      // bytes on disk
    uint64_t cap;       // the cap that TREE_TOO_LARGE speaks of
    struct slice bytes; // empty for pictures and sounds other than SVG, and when there is a fault
};

struct tree {
    struct slice root;          // as the person named it; the prefix of every diagnostic's path
    struct tree_entry *entries; // sorted by path, byte order; folders are listed too
    size_t count;
    bool
        truncated; // more than LIMIT_PACK_FILES entries, or deeper than LIMIT_PACK_DEPTH: the rest is missing
};

// The entry with this path, or NULL. Binary search.
const struct tree_entry *tree_find(const struct tree *tree, struct slice path);

#endif

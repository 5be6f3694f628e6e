// SPDX-License-Identifier: MIT
// Whether what is installed is still what was imported: every file hashed, every index read.
#ifndef CHASQUI_PACK_VERIFY_H
#define CHASQUI_PACK_VERIFY_H

#include "pack/install.h"

struct verify {
    const char *store;
    struct date today;
    struct install_watch watch; // its functions may be NULL
    struct arena *arena;
    struct diags *diags;           // damaged files, by their paths in the store
    size_t packs, rotten, indexes; // looked at; damaged; indexes that were made anew
};

// Looks at all packs that generations name. Those generations that name a damaged one are marked as bad. A missing or damaged
// index, or one of another version of the program, is made anew. False after a diagnostic when the store can't be read or
// written, or with nothing told when watch.cancelled said so.
bool verify_store(struct verify *verify);

// Whether all files of one installed pack are what was imported; each that isn't is a diagnostic. Needs of `verify` store, watch,
// arena and diags. Cancelled: true.
bool verify_installed(struct verify *verify, const struct generation_pack *pack);

#endif

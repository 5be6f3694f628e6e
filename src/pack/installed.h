// SPDX-License-Identifier: MIT
// The packs of the current generation, or of the newest before it whose text is whole, read for an import: who lends
// channels, and what the new pack is compared with.
#ifndef CHASQUI_PACK_INSTALLED_H
#define CHASQUI_PACK_INSTALLED_H

#include "content/model.h"
#include "pack/manifest.h"
#include "pack/store.h"

struct installed {
    struct generation set;      // number 0: nothing is installed
    bool bad;                   // what came last was found damaged, or couldn't be shown
    uint64_t torn;              // the number of what came last, where its text can't be read any more; else 0
    struct generation given_up; // what came last, where `set` is what is shown in its place
    const struct pack *packs[LIMIT_PACKS]; // of the set's packs; NULL: it can't be read any more
    const char *folders[LIMIT_PACKS];
    bool unclear
        [LIMIT_PACKS]; // something in it could not be read as it was: it may name channels that nobody lends it
};

// A pack that isn't in packs/ yet.
struct installed_new {
    struct slice id;
    const struct pack *pack;
    const char *folder;
};

// False (errno) when the disk can't tell what is installed. Packs are read from their indexes, or their files.
bool installed_read(const char *root, struct date today, struct arena *arena, struct installed *out);

// The same of any generation, whose text was read. `comes`, which may be NULL, stands for the pack of its id.
void installed_read_set(const char *root, const struct generation *set, const struct installed_new *comes,
                        struct date today, struct arena *arena, struct installed *out);

// The manifest of one of them; false when it can't be read.
bool installed_manifest(const struct installed *installed, size_t i, struct arena *arena,
                        struct manifest *out);

// A pack's folder in a store, out of its index; NULL when another version of the program made that, or it is damaged.
const struct pack *installed_index(const char *folder, struct arena *arena);
// The same out of its files, checked; NULL when it can't be. *unclear: there were errors in it.
struct pack *installed_files(const char *folder, const struct pack *const *lenders, uint16_t n_lenders,
                             struct date today, struct arena *arena, bool *unclear);

#endif

// SPDX-License-Identifier: MIT
// The store as a kiosk sees it: which packs to show, and what becomes of a generation that can't be shown. Needs no ZIP, no
// hashes, no signatures.
//
//     lock                      flock'd by whoever changes the store (store_change.h)
//     packs/ID-VERSION-HASH12/  an installed pack, never written to again, but that its INDEX may be replaced
//     generations/N             generation.h
//     current                   "N\n"; 0, or not there: nothing is installed
//     tries                     "N COUNT BOOT\n": starts of generation N since it last ran well or the machine was started
//     bad                       generations that can't be shown, one a line: "N\n", or "N crashed\n"
//     confirmed                 channels that somebody here dialled (content/confirmed.h)
//     staging/                  of the import that is under way
//
// A start of the kiosk:
//
//     store_open_current(root, &arena, &start)     which packs; none: what came with the program
//     store_begin_try(root, start.set.number)      before anything is read from them
//     app_load_installed(...start.folders...)
//     store_mark_good(root, start.set.number)      once the loop has run for a while
#ifndef CHASQUI_PACK_STORE_H
#define CHASQUI_PACK_STORE_H

#include "base/limits.h"
#include "pack/generation.h"

struct store_start {
    struct generation set;            // number 0: nothing that can be shown is installed
    const char *folders[LIMIT_PACKS]; // of the set's packs, in its order
    int n;
    const char *confirmed; // path of that file, whether it is there or not
    bool nothing;          // the newest that can be shown names nothing: what came with the program is wanted
    bool fell_back;        // it isn't the current generation: that one is bad, or was started too often
};

// The newest generation that can be shown. One that was started LIMIT_TRIES times without running well is marked as bad.
// What was gone back from isn't shown in the place of what was gone back to. Everything is in `arena`. False when there is none, or
// it names nothing: then *out names no folder.
bool store_open_current(const char *root, struct arena *arena, struct store_start *out);
// The same for whoever only wants to know: starts aren't judged, since the last of them may be running well.
bool store_shown(const char *root, struct arena *arena, struct store_start *out);

// Counts a start. False (errno) when it can't be written: go on nevertheless.
bool store_begin_try(const char *root, uint64_t number);
// It ran well: writes only when there is something to forget.
bool store_mark_good(const char *root, uint64_t number);
// It is never shown again, on the disk. False (errno) when that can't be written.
bool store_mark_bad(const char *root, uint64_t number);
bool store_is_bad(const char *root, uint64_t number);
// Whether that is because it was started too often.
bool store_has_crashed(const char *root, uint64_t number);

// The number in `current`: 0 when nothing is installed. Where it has rotted, or names a generation that isn't there, the
// highest there is. False (errno) when the disk can't tell.
bool store_current(const char *root, uint64_t *out);

// What a generation names. False (errno; EINVAL: it isn't one) when it can't be read.
bool store_generation(const char *root, uint64_t number, struct arena *arena, struct generation *out);

// What the newest of them up to `most` names whose text is whole; number 0: none is. False (errno) when the disk can't tell.
bool store_newest(const char *root, uint64_t most, struct arena *arena, struct generation *out);

// The highest number that may be shown where this one can't be: what was gone back from isn't.
uint64_t store_before(const char *root, uint64_t number);

// Every number in generations/, ascending. False (errno) when the folder can't be listed; one that isn't there is empty.
bool store_numbers(const char *root, struct arena *arena, uint64_t **out, size_t *n);

// The path of something in the store. Kept in `arena`, NUL-terminated.
const char *store_path(const char *root, const char *folder, struct slice name, struct arena *arena);

#endif

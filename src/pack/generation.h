// SPDX-License-Identifier: MIT
// A generation: the packs of a store that stand together, as a text that is written once and never changed.
//
//     chasqui-generation 1
//     made 2026-11-27 import            (or: rollback N, remove ID)
//     pack DIRNAME ID VERSION MANIFEST-SHA256 for COUNTRY signed KEYID KEYNAME
//     pack DIRNAME ID VERSION MANIFEST-SHA256 for COUNTRY unsigned
//     nothing                                 (instead of packs: what came with the program is shown)
//
// `for COUNTRY` may be missing.
#ifndef CHASQUI_PACK_GENERATION_H
#define CHASQUI_PACK_GENERATION_H

#include "base/arena.h"
#include "base/date.h"

#define GENERATION_HASH_TEXT 64 // hexadecimal digits

struct generation_pack {
    struct slice folder; // its name below packs/
    struct slice id;
    uint64_t version;
    struct slice manifest;  // SHA-256 of its MANIFEST, lower-case digits
    struct slice country;   // ISO 3166-1 alpha-2; empty: it wasn't noted
    struct slice key, name; // who signed it; empty: nobody
};

struct generation {
    uint64_t number;
    struct date made; // unset: the clock didn't know
    struct slice how;
    // As it was read, the signed ones first: where a country has room for some items alone, theirs come before others'.
    const struct generation_pack *packs;
    size_t n_packs; // at most LIMIT_PACKS
};

// False for anything but the form above: one that names no pack says so, since a text that was cut may name none either. The signed packs come first, whatever order they stand in. Slices point into `bytes`.
bool generation_read(struct slice bytes, uint64_t number, struct arena *arena, struct generation *out);
struct slice generation_write(const struct generation *generation, struct arena *arena);

// The pack with this id, or NULL.
const struct generation_pack *generation_find(const struct generation *generation, struct slice id);
// Whether the same packs stand in both.
bool generation_same(const struct generation *a, const struct generation *b);

#endif

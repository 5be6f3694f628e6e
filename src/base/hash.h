// SPDX-License-Identifier: MIT
// FNV-1a, 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv): for tables and state hashes, never for trust.
#ifndef CHASQUI_BASE_HASH_H
#define CHASQUI_BASE_HASH_H

#include "base/slice.h"

#define HASH_START UINT64_C(0xcbf29ce484222325)

static inline uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t n)
{
    const unsigned char *p = bytes;
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ p[i]) * UINT64_C(0x100000001b3);
    return hash;
}

static inline uint64_t hash_slice(uint64_t hash, struct slice s)
{
    return s.n ? hash_bytes(hash, s.p, s.n) : hash;
}

// Little-endian by value, so that the hash is the same on every machine.
static inline uint64_t hash_u64(uint64_t hash, uint64_t value)
{
    for (int i = 0; i < 8; i++) {
        hash = (hash ^ (value & 0xff)) * UINT64_C(0x100000001b3);
        value >>= 8;
    }
    return hash;
}

#endif

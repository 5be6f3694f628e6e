// SPDX-License-Identifier: MIT
#include "base/checksum.h"

#define PRIME_1 UINT64_C(0x9E3779B185EBCA87)
#define PRIME_2 UINT64_C(0xC2B2AE3D27D4EB4F)
#define PRIME_3 UINT64_C(0x165667B19E3779F9)
#define PRIME_4 UINT64_C(0x85EBCA77C2B2AE63)
#define PRIME_5 UINT64_C(0x27D4EB2F165667C5)

// Little-endian, so that the sum is the same on every machine; written so that compilers make one load of it
// where they can.
static uint64_t word_of_4(const unsigned char *p)
{
    return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24;
}

static uint64_t word_of_8(const unsigned char *p)
{
    return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 |
           (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
}

static uint64_t rotate(uint64_t x, int bits)
{
    return x << bits | x >> (64 - bits);
}

static uint64_t stir(uint64_t lane, uint64_t word)
{
    return rotate(lane + word * PRIME_2, 31) * PRIME_1;
}

static uint64_t merge(uint64_t hash, uint64_t lane)
{
    return (hash ^ stir(0, lane)) * PRIME_1 + PRIME_4;
}

static uint64_t stripes(const unsigned char **p, const unsigned char *end, uint64_t seed)
{
    uint64_t lane[4] = {seed + PRIME_1 + PRIME_2, seed + PRIME_2, seed, seed - PRIME_1};
    for (; end - *p >= 32; *p += 32)
        for (int i = 0; i < 4; i++)
            lane[i] = stir(lane[i], word_of_8(*p + 8 * i));
    uint64_t hash = rotate(lane[0], 1) + rotate(lane[1], 7) + rotate(lane[2], 12) + rotate(lane[3], 18);
    for (int i = 0; i < 4; i++)
        hash = merge(hash, lane[i]);
    return hash;
}

uint64_t checksum(struct slice bytes, uint64_t seed)
{
    static const unsigned char none[1];
    const unsigned char *p = bytes.n ? (const unsigned char *)bytes.p : none, *end = p + bytes.n;
    uint64_t hash = bytes.n >= 32 ? stripes(&p, end, seed) : seed + PRIME_5;
    hash += bytes.n;
    for (; end - p >= 8; p += 8)
        hash = rotate(hash ^ stir(0, word_of_8(p)), 27) * PRIME_1 + PRIME_4;
    for (; end - p >= 4; p += 4)
        hash = rotate(hash ^ word_of_4(p) * PRIME_1, 23) * PRIME_2 + PRIME_3;
    for (; p < end; p++)
        hash = rotate(hash ^ *p * PRIME_5, 11) * PRIME_1;
    hash = (hash ^ hash >> 33) * PRIME_2;
    hash = (hash ^ hash >> 29) * PRIME_3;
    return hash ^ hash >> 32;
}

// SPDX-License-Identifier: MIT
// XXH64 (xxHash, Yann Collet, doc/xxhash_spec.md): finds rot and truncation at the speed of memory. No proof
// against anybody who means harm: what must be trusted is signed.
#ifndef CHASQUI_BASE_CHECKSUM_H
#define CHASQUI_BASE_CHECKSUM_H

#include "base/slice.h"

uint64_t checksum(struct slice bytes, uint64_t seed);

#endif

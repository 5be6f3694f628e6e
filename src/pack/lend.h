// SPDX-License-Identifier: MIT
// Signed packs lend their channels to those that nobody signed.
#ifndef CHASQUI_PACK_LEND_H
#define CHASQUI_PACK_LEND_H

#include "pack/installed.h"

// The packs that lend. Returns how many.
uint16_t lend_lenders(const struct installed *installed, const struct pack *out[LIMIT_PACKS]);

// Whether every channel that `pack` borrows is brought by a signed pack of its country: one of `installed`, or `besides`, which
// may be NULL.
bool lend_serves(const struct installed *installed, const struct pack *besides, const struct pack *pack);

#endif

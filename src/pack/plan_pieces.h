// SPDX-License-Identifier: MIT
// A text of a channel before and after, in pieces that a screen shows whole: nothing of what differs is left out. For plan.c alone.
#ifndef CHASQUI_PACK_PLAN_PIECES_H
#define CHASQUI_PACK_PLAN_PIECES_H

#include "base/arena.h"

#define PLAN_PIECE 600 // bytes of a piece, at most, without the marks of what was left out

struct plan_pieces {
    struct slice before, after;  // what isn't cut off yet
    bool begun, shortened, ends; // whether words that both have stood before it, or stand behind it
};

// Either may be empty. Where one is longer than a piece, what both begin and end with is left out, but for some words around what
// differs.
struct plan_pieces plan_pieces(struct slice before, struct slice after);

// The next piece of each, kept in `arena`; false when all was told.
bool plan_next_piece(struct plan_pieces *pieces, struct arena *arena, struct slice *before,
                     struct slice *after);

#endif

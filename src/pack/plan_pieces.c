// SPDX-License-Identifier: MIT
#include "pack/plan_pieces.h"

#define AROUND 60 // bytes of what didn't change, before and behind what did

static size_t word_start(struct slice text, size_t at)
{
    while (at > 0 && text.p[at - 1] != ' ')
        at--;
    return at;
}

static size_t word_end(struct slice text, size_t at)
{
    while (at < text.n && text.p[at] != ' ')
        at++;
    return at;
}

static size_t same_start(struct slice a, struct slice b)
{
    size_t n = 0;
    while (n < a.n && n < b.n && a.p[n] == b.p[n])
        n++;
    n = word_start(a, n);
    return word_start(a, n > AROUND ? n - AROUND : 0);
}

// How many bytes of both ends are left out, when `start` bytes of their beginnings are.
static size_t same_end(struct slice a, struct slice b, size_t start)
{
    size_t n = 0, at;
    while (n < a.n - start && n < b.n - start && a.p[a.n - 1 - n] == b.p[b.n - 1 - n])
        n++;
    at = word_end(a, a.n - n) + AROUND;
    return a.n - word_end(a, at < a.n ? at : a.n);
}

struct plan_pieces plan_pieces(struct slice before, struct slice after)
{
    struct plan_pieces pieces = {.before = before, .after = after};
    if (before.n <= PLAN_PIECE && after.n <= PLAN_PIECE)
        return pieces;
    size_t start = same_start(before, after), end = same_end(before, after, start);
    pieces.before = slice_sub(before, start, before.n - start - end);
    pieces.after = slice_sub(after, start, after.n - start - end);
    pieces.shortened = start > 0;
    pieces.ends = end > 0;
    return pieces;
}

// Takes the next piece off `rest`: whole words, or whole letters where a word is longer.
static struct slice take(struct slice *rest)
{
    size_t n = rest->n;
    if (n > PLAN_PIECE) {
        n = word_start(*rest, PLAN_PIECE);
        if (n == 0)
            n = utf8_valid_prefix(slice_sub(*rest, 0, PLAN_PIECE));
        if (n == 0) // it is no UTF-8
            n = PLAN_PIECE;
    }
    struct slice piece = slice_sub(*rest, 0, n);
    *rest = slice_from(*rest, n);
    return piece;
}

static struct slice mark(const struct plan_pieces *pieces, bool first, struct slice piece, bool last,
                         struct arena *arena)
{
    if (piece.n == 0)
        return piece;
    bool before = !first || pieces->shortened, behind = !last || pieces->ends;
    return arena_format(arena, "%s%.*s%s", before ? "\xE2\x80\xA6 " : "", SLICE_ARG(slice_trim(piece)),
                        behind ? " \xE2\x80\xA6" : "");
}

bool plan_next_piece(struct plan_pieces *pieces, struct arena *arena, struct slice *before,
                     struct slice *after)
{
    bool first = !pieces->begun;
    if (!first && pieces->before.n == 0 && pieces->after.n == 0)
        return false;
    struct slice old = take(&pieces->before), now = take(&pieces->after);
    *before = mark(pieces, first, old, pieces->before.n == 0, arena);
    *after = mark(pieces, first, now, pieces->after.n == 0, arena);
    pieces->begun = true;
    return true;
}

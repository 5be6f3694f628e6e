// SPDX-License-Identifier: MIT
#include "text/bidi.h"

#include <string.h>

#include <fribidi.h>

#include "text/number.h"

#define FIRST_RTL 0x590 // no character below stands from right to left

bool bidi_language_is_rtl(struct slice tag)
{
    struct slice language, script, rest;
    slice_cut(tag, '-', &language, &rest);
    slice_cut(rest, '-', &script, &rest);
    return script.n == 4 ? slice_is_among(script, "Arab Hebr Thaa Syrc Nkoo")
                         : slice_is_among(language, "ar he fa ur ps dv yi ug sd ckb");
}

static bool may_turn(struct slice text)
{
    for (size_t at = 0; at < text.n;)
        if (utf8_next(text, &at) >= FIRST_RTL)
            return true;
    return false;
}

// To UAX 9 "116 111" is two numbers, which change places between letters from right to left. To whoever dials they are
// one: it stands as it is written, with the sign before it.
static void keep_numbers(struct slice text, uint8_t *levels)
{
    for (size_t at = 0; at < text.n; at++) {
        if (!number_is_digit(text.p[at]))
            continue;
        size_t end = number_end(text, at), from = at;
        if (from > 0 && (text.p[from - 1] == '+' || text.p[from - 1] == '*' || text.p[from - 1] == '('))
            from--;
        uint8_t level = (uint8_t)(levels[at] + levels[at] % 2);
        memset(levels + from, level, end - from);
        at = end - 1;
    }
}

const uint8_t *bidi_levels(struct slice text, bool rtl, struct arena *arena)
{
    // What has no such letter is of another language, or a number: it stands as ever.
    if (!may_turn(text))
        return NULL;
    size_t n = 0;
    FriBidiChar *chars = ARENA_ARRAY(arena, text.n, FriBidiChar);
    for (size_t at = 0; at < text.n; n++)
        chars[n] = utf8_next(text, &at);
    FriBidiCharType *types = ARENA_ARRAY(arena, n, FriBidiCharType);
    FriBidiBracketType *brackets = ARENA_ARRAY(arena, n, FriBidiBracketType);
    FriBidiLevel *levels = ARENA_ARRAY(arena, n, FriBidiLevel);
    FriBidiParType direction = rtl ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    fribidi_get_bidi_types(chars, (FriBidiStrIndex)n, types);
    fribidi_get_bracket_types(chars, (FriBidiStrIndex)n, types, brackets);
    uint8_t *out = ARENA_ARRAY(arena, text.n, uint8_t);
    // Out of memory: the paragraph's own direction.
    bool found =
        fribidi_get_par_embedding_levels_ex(types, brackets, (FriBidiStrIndex)n, &direction, levels) > 0;
    size_t i = 0;
    for (size_t at = 0; at < text.n; i++) {
        size_t next = at;
        utf8_next(text, &next);
        memset(out + at, found ? levels[i] : rtl, next - at);
        at = next;
    }
    keep_numbers(text, out);
    return out;
}

void bidi_reorder(const uint8_t *levels, size_t n, uint32_t *order)
{
    uint8_t highest = 0, lowest_odd = UINT8_MAX;
    for (size_t i = 0; i < n; i++) {
        order[i] = (uint32_t)i;
        highest = levels[i] > highest ? levels[i] : highest;
        if (levels[i] % 2 && levels[i] < lowest_odd)
            lowest_odd = levels[i];
    }
    for (unsigned level = highest; level >= lowest_odd && level > 0; level--) {
        for (size_t from = 0; from < n; from++) {
            size_t to = from;
            while (to < n && levels[order[to]] >= level)
                to++;
            for (size_t a = from, b = to; b > a + 1; a++) {
                uint32_t swap = order[a];
                order[a] = order[--b];
                order[b] = swap;
            }
            if (to > from)
                from = to;
        }
    }
}

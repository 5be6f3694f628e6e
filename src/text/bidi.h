// SPDX-License-Identifier: MIT
// Directions of text: the Unicode Bidirectional Algorithm (UAX 9) by FriBidi, for a paragraph that is then broken into
// lines and runs.
#ifndef CHASQUI_TEXT_BIDI_H
#define CHASQUI_TEXT_BIDI_H

#include "base/arena.h"

// Whether a language is written from right to left: by its script subtag, else by the language (BCP 47).
bool bidi_language_is_rtl(struct slice tag);

// The embedding level of every byte of a paragraph (those of one character are the same), in the arena: even from left
// to right, odd from right to left. NULL when all is from left to right, which most text is. `rtl` is the direction of
// the language that is read; a text with no letter of such a script stands from left to right in any.
const uint8_t *bidi_levels(struct slice text, bool rtl, struct arena *arena);

// Puts the pieces of a line, each of one level, into the order in which they stand from left to right (UAX 9, rule L2):
// order[i] is the piece at place i.
void bidi_reorder(const uint8_t *levels, size_t n, uint32_t *order);

#endif

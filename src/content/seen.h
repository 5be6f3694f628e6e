// SPDX-License-Identifier: MIT
// Characters as a reader sees them, whatever they are called: what shows a digit, what shows nothing, what is
// a letter. Numbers and links are looked for among these.
#ifndef CHASQUI_CONTENT_SEEN_H
#define CHASQUI_CONTENT_SEEN_H

#include "base/slice.h"

#define SEEN_DIGITS 4 // that one character may show: "⑫" has two
#define SEEN_PIECES 64
#define SEEN_WORD 24

// Takes no place of its own: joiners, soft hyphens, variation selectors, marks of direction, accents that
// stand alone.
bool seen_nothing(uint32_t c);
// LRM, RLM and ALM: they turn round the digits beside them. Elsewhere Arabic and Hebrew need them.
bool seen_turning(uint32_t c);
bool seen_letter(uint32_t c);
bool seen_space(uint32_t c); // line feeds too

// The digits that a character shows ("8", full-width, superscript, circled, of any script), as '0' to '9';
// returns how many. *plain: it looks like the ASCII digits, so that what a reader dials is what is compared.
size_t seen_digits(uint32_t c, char digits[SEEN_DIGITS], bool *plain);
// The digit that a letter may be taken for ("O", "l", "S"), or 0.
char seen_alike(uint32_t c);

// What a character is made of (NFKC, letters in lower case, accents away); returns how many.
size_t seen_pieces(uint32_t c, uint32_t pieces[SEEN_PIECES]);

// The character that ends at `at`, which moves before it. Call only with *at > 0.
uint32_t seen_before(struct slice text, size_t *at);
// The last word before `at`, folded to ASCII letters, and where it begins; empty when a line or a figure stands
// between. Shorter than it is where it doesn't fit.
size_t seen_word(struct slice text, size_t at, char word[SEEN_WORD]);
// The last two words before `at`.
void seen_words(struct slice text, size_t at, char last[SEEN_WORD], char second[SEEN_WORD]);

#endif

// SPDX-License-Identifier: MIT
// Private to the search for numbers: the words that numbers are written with, Spanish and English, and those that
// join one number to the next.
#ifndef CHASQUI_CONTENT_SPELLED_H
#define CHASQUI_CONTENT_SPELLED_H

#include "content/numbers.h"

#define SPELLED_WORD 16 // a longer word is none of these

// Reads a word of letters at *at, folded, and moves past it. Empty where no letter stands.
void spelled_read(struct slice text, size_t *at, char word[SPELLED_WORD]);

// "y luego", "opción", "then press": what follows is dialled after what came before.
bool spelled_adds(const char *word);
// Stands beside such a word and says nothing by itself: "el", "the".
bool spelled_is_article(const char *word);
// A word for a number or one that joins two: whoever wants to hide a number may put it on a line of its own.
bool spelled_joins(const char *word);
bool spelled_is_number(const char *word);

// Whether a word may begin with this character.
bool spelled_may_begin(uint32_t c);
// A number in words at *at, which moves past it; figures may stand among them. The rule is beside mention_next. False
// where none is; *at moves past words that are a quantity.
bool spelled_take(struct slice text, size_t *at, struct mention *out);

#endif

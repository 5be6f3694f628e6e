// SPDX-License-Identifier: MIT
// Where a sentence ends, for reading aloud: full stops, question and exclamation marks of the scripts we know
// (Unicode's Sentence_Terminal, UAX 29, without its dictionary), and line feeds. A full stop inside a number, after a
// single letter or before a small letter ends nothing.
#ifndef CHASQUI_TEXT_SENTENCE_H
#define CHASQUI_TEXT_SENTENCE_H

#include "base/slice.h"

// The sentence that begins at `*at`, without the spaces around it; *at moves to where the next one begins. False at the
// end of the text.
bool sentence_next(struct slice text, size_t *at, struct slice *sentence);

// Whether a sentence of the text begins at this byte of it.
bool sentence_begins(struct slice text, const char *at);

#endif

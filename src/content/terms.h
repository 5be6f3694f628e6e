// SPDX-License-Identifier: MIT
// Finds the words of terms.def in a text, whatever its case, accents and punctuation, in one pass: an
// Aho-Corasick automaton (Aho and Corasick, CACM 18(6), 1975) over folded letters.
#ifndef CHASQUI_CONTENT_TERMS_H
#define CHASQUI_CONTENT_TERMS_H

#include "base/arena.h"

enum term_kind {
    TERM_AVOID,      // a word that hurts; `instead` says what to write
    TERM_FOREVER,    // "online forever"
    TERM_BLAME,      // puts it on the child
    TERM_SCOLD,      // only judged where someone is answered
    TERM_STRANGERS,  // as if only strangers did harm
    TERM_HURRY,      // a countdown, a "now"
    TERM_SEXTORTION, // fine beside TERM_SEXTORTION_NAMED, not alone
    TERM_SEXTORTION_NAMED,
    TERM_ALLOWED, // never reported
};

struct term_hit {
    enum term_kind kind;
    size_t from, to;     // bytes of the text, whole words
    const char *instead; // in the language of the words that were found
};

struct terms;

// The automaton lives in the arena (about 1 MB).
const struct terms *terms_create(struct arena *arena);

// Calls `found` for each hit, in the order of their ends.
void terms_scan(const struct terms *terms, struct slice text,
                void (*found)(void *context, const struct term_hit *hit), void *context);

// A code point folded for comparing: 'a' to 'z' for Latin letters with or without accents, '0' for any digit,
// ' ' for what separates words, 0 for what is not seen (soft hyphens, apostrophes, combining marks), '?' for
// any other letter.
char terms_fold(uint32_t c);

#endif

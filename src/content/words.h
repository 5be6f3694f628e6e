// SPDX-License-Identifier: MIT
// The interface's own words: every sentence the program itself says on screen, in one language. The program
// ships Spanish and English (assets/words); a pack may bring another language, whole or refused.
#ifndef CHASQUI_CONTENT_WORDS_H
#define CHASQUI_CONTENT_WORDS_H

#include "content/source.h"

enum word {
#define WORD(name, key, holes) WORD_##name,
#include "content/words.def"
#undef WORD
    WORD_COUNT
};

#define WORD_OPERATOR_FIRST WORD_OP_MENU // and all after it

// What was not said when the first packs brought words of their own.
static inline bool word_may_be_missing(enum word word)
{
    return word >= WORD_BY_COORDINATOR && word <= WORD_BY_OTHER;
}

struct words {
    struct slice tag;              // BCP 47
    bool for_operator;             // it has the operator's, too
    struct slice text[WORD_COUNT]; // empty only where words_read lets one be missing
};

// Reads words/LANG.yaml: a map of key to sentence. Every key must be there but those that may be missing, none unknown,
// each with the same {holes} as words.def says; the operator's all or none. NULL with diagnostics otherwise.
const struct words *words_read(const struct source_text *source, struct slice tag, struct arena *arena,
                               struct diags *diags);

// Fills the {holes} of a sentence: values[i] for the hole names listed for that word in words.def, in that
// order.
struct slice words_fill(const struct words *words, enum word word, const struct slice *values,
                        size_t n_values, struct arena *arena);

#endif

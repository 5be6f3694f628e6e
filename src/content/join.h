// SPDX-License-Identifier: MIT
// The same item in several languages: whether the files are built alike, and the one structure with a text
// for each language.
#ifndef CHASQUI_CONTENT_JOIN_H
#define CHASQUI_CONTENT_JOIN_H

#include "content/pictures.h"
#include "content/readers.h"

struct item_file {
    struct source_text source;
    union { // by the item's kind
        struct markdown_file markdown;
        struct gift_file gift;
        struct twee_file twee;
    };
};

struct join {
    struct arena *arena;
    struct diags *diags;
    const struct pictures *pictures;
    uint16_t n_langs;
    struct slice path; // of the translation that is compared
    struct slice lang; // the default one
};

// Whether a translation has what the default language's file has: for a quiz its questions, answers and which
// are right; for a story its passages, links and ends. How many paragraphs a message has is the translator's
// business. Every difference is named.
bool join_is_same(const struct join *join, enum item_kind kind, const struct item_file *first,
                  const struct item_file *other);

// Fills out->message, quiz or story. All files are alike. False (the item isn't fit to show) when a picture
// is missing.
bool join_files(const struct join *join, enum item_kind kind, const struct item_file *const *files,
                struct item *out);

#endif

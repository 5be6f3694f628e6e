// SPDX-License-Identifier: MIT
// The texts of an item that a visitor reads, one after the other: what a rule judges and a report measures.
#ifndef CHASQUI_CONTENT_TEXTS_H
#define CHASQUI_CONTENT_TEXTS_H

#include "content/model.h"

enum text_role {
    TEXT_PLAIN,
    TEXT_TITLE,
    TEXT_NAME,     // of a channel: what it is called officially, whatever the words
    TEXT_ANSWER,   // something a visitor may choose
    TEXT_FEEDBACK, // what follows a choice
};

// `wrong`: the answer that it is, or follows, isn't right. `line`: no later than where it begins; 0 when nobody knows.
typedef void texts_fn(void *context, enum text_role role, bool wrong, struct slice text, uint32_t line);

// Body, questions with their answers, or passages with their choices, in the file's order; not the title, nor
// what stands beside the text (easy, discuss). Texts may be empty.
// `arena` for what isn't in memory yet.
void texts_of_item(const struct item *item, uint16_t lang, struct arena *arena, texts_fn *take,
                   void *context);

#endif

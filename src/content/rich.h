// SPDX-License-Identifier: MIT
// Puts a run of text with styles together, piece by piece, for the readers of Markdown, GIFT and Twee.
#ifndef CHASQUI_CONTENT_RICH_H
#define CHASQUI_CONTENT_RICH_H

#include "content/model.h"

// One scratch for a whole file: rich_finish copies what it holds to the arena and starts anew.
struct rich_builder {
    struct arena *arena; // borrowed
    char *text;
    size_t n, capacity;
    struct span *spans;
    size_t n_spans, spans_capacity;
    uint8_t style;       // SPAN_ bits of what comes next; the reader sets it
    uint8_t space_style; // of the space that is due
    bool space;          // a space is due before the next character
};

void rich_init(struct rich_builder *builder, struct arena *arena);

// Appends bytes as they are.
void rich_put(struct rich_builder *builder, struct slice bytes);
// White space: one space before the next character, however often it is called; none at the beginning or
// after a break.
void rich_space(struct rich_builder *builder);
// A line feed that the author asked for; none at the beginning.
void rich_break(struct rich_builder *builder);
// Appends bytes, with every run of ASCII white space as one space.
void rich_put_collapsed(struct rich_builder *builder, struct slice bytes);

// What was put so far, without line feeds at the end, copied to the arena. Resets the builder, style too.
struct rich rich_finish(struct rich_builder *builder, uint32_t line);

#endif

// SPDX-License-Identifier: MIT
// A run of text with strong and emphasised parts, as readers make it and the paragraph engine lays it out.
#ifndef CHASQUI_BASE_RICH_H
#define CHASQUI_BASE_RICH_H

#include "base/slice.h"

enum span_style { SPAN_STRONG = 1, SPAN_EMPHASIS = 2 };

struct span {
    uint32_t from, to; // bytes of the text, half open; spans are in order and do not overlap
    uint8_t style;     // SPAN_ bits
};

// No line feeds but those the author asked for (hard breaks).
struct rich {
    struct slice text;
    const struct span *spans;
    uint32_t n_spans;
    uint32_t line; // where it begins in its file
};

#endif

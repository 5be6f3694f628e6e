// SPDX-License-Identifier: MIT
// The rules of care (DESIGN, section 2): what a pack that reads well must still satisfy because children read
// it.
#ifndef CHASQUI_CONTENT_CHECK_H
#define CHASQUI_CONTENT_CHECK_H

#include "base/tree.h"
#include "content/model.h"

struct terms;

struct check_options {
    bool release; // besides: two sources, checked_on and valid_until for every channel, every language whole
    struct date today; // unset: dates are not judged
    const struct tree
        *tree; // what the pack was read from, to name the column of a place; NULL: the line alone
    bool (*has_glyph)(void *context, uint32_t c); // whether a font has this letter; NULL: not judged
    void *glyphs;                                 // its context
    const struct terms *terms; // made before, by whoever judges many packs; NULL: made for this one
};

// Judges the pack and marks what breaks an error rule as left_out (an item, a channel, and the items that
// lean on it).
void check_pack(struct pack *pack, const struct check_options *options, struct arena *arena,
                struct diags *diags);

#endif

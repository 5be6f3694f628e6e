// SPDX-License-Identifier: MIT
// How a kiosk is seen and reached: what a visitor chooses for a visit, and what whoever sets it up begins with.
#ifndef CHASQUI_CORE_ACCESS_H
#define CHASQUI_CORE_ACCESS_H

#include "base/slice.h"
#include "core/input.h"

enum text_size { TEXT_SIZE_NORMAL, TEXT_SIZE_LARGE, TEXT_SIZE_LARGEST, TEXT_SIZE_COUNT };

enum colors {
    COLORS_OWN,
    COLORS_CONTRAST, // few, far apart
    COLORS_DARK,     // light on dark
    COLORS_COUNT
};

struct access {
    uint8_t text_size; // enum text_size
    uint8_t colors;    // enum colors
    bool low_reach;    // what is touched stands in the lower part of the screen
    bool still;        // nothing moves: posters change at once
    bool
        two_buttons; // by the settings alone: a switch of two buttons sends Space to step and Enter to choose
};

// The words of access_parse, for a sentence that says which there are.
#define ACCESS_WORDS "text-150, text-200, contrast, dark, low-reach, still, two-buttons"

// Reads "text-150,contrast" into `out`, over what is there. False: `wrong` is the first word that is none.
bool access_parse(struct slice list, struct access *out, struct slice *wrong);

// What a key means to somebody who reaches the kiosk in this way.
enum key access_key(const struct access *access, enum key key);

#endif

// SPDX-License-Identifier: MIT
// How wide text is: injected, so that layout needs no font library. `paint/fonts` gives the real one.
#ifndef CHASQUI_TEXT_METRICS_H
#define CHASQUI_TEXT_METRICS_H

#include "base/font_files.h"
#include "base/slice.h"

struct metrics {
    void *context; // borrowed by every call
    // The advance of a run of one direction in px, rounded up. The same run always has the same width.
    int (*width)(void *context, enum font font, int px, bool rtl, struct slice run);
    // Above and below the baseline in px, both positive.
    void (*height)(void *context, enum font font, int px, int *ascent, int *descent);
};

#endif

// SPDX-License-Identifier: MIT
// Resampling with a triangle filter as wide as the reduction (bilinear when it enlarges, exact at 1:1).
// Integers only.
#ifndef CHASQUI_PAINT_SCALE_H
#define CHASQUI_PAINT_SCALE_H

#include "paint/frame.h"

// A window of the source in 1/65536 px.
struct window {
    int64_t x, y, w, h;
};

// Fills `to` with what the window shows. Pixels are four bytes, premultiplied if they have alpha. False
// without memory.
bool scale(const struct frame *from, struct window window, struct frame *to);

#endif

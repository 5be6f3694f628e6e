// SPDX-License-Identifier: MIT
// The compositor: everything that reaches a pixel goes through here. Integer arithmetic only, so that every
// machine draws the same pixels. Nothing is written outside the clip or the frame; colours are 0xRRGGBB.
#ifndef CHASQUI_PAINT_COMPOSE_H
#define CHASQUI_PAINT_COMPOSE_H

#include "paint/frame.h"

void compose_fill(struct frame *frame, struct rect clip, struct rect rect, uint32_t color);

// Rounded corners with anti-aliased edges, radius in px (at most half the shorter side counts). border 0
// fills, otherwise a frame of that width inside rect is drawn.
void compose_round(struct frame *frame, struct rect clip, struct rect rect, int radius, int border,
                   uint32_t color);

// A diamond that touches the middle of each side of rect.
void compose_diamond(struct frame *frame, struct rect clip, struct rect rect, uint32_t color);

// A coverage mask: one byte per pixel, 0 leaves the frame as it is, 255 gives the colour.
struct mask {
    const uint8_t *px; // row y begins at px + y * stride
    int w, h, stride;
};
void compose_mask(struct frame *frame, struct rect clip, int x, int y, const struct mask *mask,
                  uint32_t color);

// Pixels with their top left corner at x, y: opaque ones (XRGB) are copied, the others are ARGB8888
// premultiplied.
struct pixels {
    const uint32_t *px;
    int w, h, stride; // stride in pixels
    bool opaque;
};
void compose_pixels(struct frame *frame, struct rect clip, int x, int y, const struct pixels *pixels);

// Copies rect from a frame to the same place in another.
void compose_copy(struct frame *frame, const struct frame *from, struct rect rect);

// In rect: frame = from + (to - from) * alpha / 256, rounded; alpha 0 is exactly `from`, 256 exactly `to`. `to` stands
// `drift` px to the right of its place (to the left when negative); at the side that this leaves it stands in its
// place. `frame` must not be `from` or `to`; rect is clipped to all three.
void compose_fade(struct frame *frame, const struct frame *from, const struct frame *to, struct rect rect,
                  int alpha, int drift);

#endif

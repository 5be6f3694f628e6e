// SPDX-License-Identifier: MIT
// A rectangle of pixels: XRGB8888, 0x00RRGGBB in host order, top row first.
#ifndef CHASQUI_PAINT_FRAME_H
#define CHASQUI_PAINT_FRAME_H

#include <stdbool.h>
#include <stdint.h>

#include "scene/scene.h"

struct frame {
    uint32_t
        *px; // a mapping of stride * h * 4 bytes, owned by whoever made it; row y begins at px + y * stride
    int w, h;
    int stride; // pixels
};

// A black frame in pages of its own, which frame_fini gives back to the system at once. False without memory
// or with a side outside 1 to LIMIT_SCREEN_SIDE; `frame` is then empty.
bool frame_init(struct frame *frame, int w, int h);
void frame_fini(struct frame *frame); // also of an empty frame

static inline struct rect frame_rect(const struct frame *frame)
{
    return (struct rect){0, 0, frame->w, frame->h};
}

// What two rectangles share; w and h are 0 when they share nothing.
struct rect rect_shared(struct rect a, struct rect b);

#endif

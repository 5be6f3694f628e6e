// SPDX-License-Identifier: MIT
// A rectangle of pixels: XRGB8888, 0x00RRGGBB in host order, top row first.
#ifndef CHASQUI_PAINT_FRAME_H
#define CHASQUI_PAINT_FRAME_H

#include <stdint.h>

struct frame {
    uint32_t *px; // owned by whoever made it; row y begins at px + y * stride
    int w, h;
    int stride; // pixels
};

#endif

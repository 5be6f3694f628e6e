// SPDX-License-Identifier: MIT
// Bytes of a picture file in, pixels of the wanted size out: the one door to every picture decoder.
#ifndef CHASQUI_PAINT_DECODE_H
#define CHASQUI_PAINT_DECODE_H

#include "paint/compose.h"

enum decode_status {
    DECODE_OK,
    DECODE_UNKNOWN,   // not PNG, JPEG, WebP or SVG, or a header that makes no sense
    DECODE_TOO_LARGE, // more bytes, a longer side or more px than limits.h allows
    DECODE_BROKEN,    // the decoder refused it
    DECODE_NO_MEMORY,
};

struct decode_wish {
    int w, h;      // px, 1 to LIMIT_SCREEN_SIDE
    bool cover;    // fills w by h and is cut, else it fits inside
    uint8_t align; // where what is left over (or cut) goes: as in struct scene_item
    bool turned;   // left and right change places, after all else
};

struct decoded {
    struct frame
        pixels; // owned: decoded_fini; XRGB when opaque, else ARGB premultiplied; maybe not to be written to
    bool opaque;
    int dx, dy; // where it stands in w by h
};

// Safe to call from any thread. `out` is empty unless the status is DECODE_OK.
enum decode_status decode_picture(struct slice bytes, struct decode_wish wish, struct decoded *out);
void decoded_fini(struct decoded *decoded);

// The first half of decode_picture, for when the wish isn't known yet: the pixels of a photograph (PNG, JPEG, WebP) at
// their own size. NULL for a drawing, which has none, and for whatever decode_picture would refuse.
struct decode_source;
struct decode_source *decode_source(struct slice bytes);
// The other half, which takes the source.
enum decode_status decode_placed(struct decode_source *source, struct decode_wish wish, struct decoded *out);
void decode_source_free(struct decode_source *source); // NULL is allowed

// The px of a spare stretch that lie before what is aligned in it, across or down.
int decode_place(int spare, uint8_t align, bool down);

#endif

// SPDX-License-Identifier: MIT
// What kind of picture some bytes are and how large they say they are, read from the first bytes alone,
// before any decoder runs.
#ifndef CHASQUI_PAINT_HEADER_H
#define CHASQUI_PAINT_HEADER_H

#include "base/slice.h"

enum picture_kind { PICTURE_UNKNOWN, PICTURE_PNG, PICTURE_JPEG, PICTURE_WEBP, PICTURE_SVG };

struct picture_header {
    enum picture_kind kind;
    uint32_t w, h; // px; of an SVG 1/256 px (it has no pixels of its own: only the ratio counts)
};

// False when the bytes are none of the four kinds or the header is broken. Sizes are not judged here.
// PNG: W3C PNG (third edition) 5.2, 11.2.1. JPEG: ITU-T T.81 B.1, B.2. WebP: RFC 9649 section 2.
// SVG: the size that nanosvg (in SDL_image) will take, from width, height and viewBox; one <svg> alone is
// accepted.
bool picture_header(struct slice bytes, struct picture_header *out);

// Whether a JPEG or WebP reaches its own end (EOI; the size in RIFF): what is missing of one that doesn't, a decoder may paint
// grey. Of other kinds nothing is said: true.
bool picture_is_whole(struct slice bytes, enum picture_kind kind);

#endif

// SPDX-License-Identifier: MIT
#ifndef CHASQUI_PAINT_PNG_H
#define CHASQUI_PAINT_PNG_H

#include "paint/frame.h"

// Writes the frame as a PNG (8-bit RGB): into a new file beside it, then renamed, so that there is the whole
// picture or none. False with errno set; nothing is left behind.
bool png_save(const struct frame *frame, const char *path);

#endif

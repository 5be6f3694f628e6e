// SPDX-License-Identifier: MIT
// QR codes (ISO/IEC 18004), level M, with the quiet zone of 4 modules that scanners need.
#ifndef CHASQUI_PAINT_QR_H
#define CHASQUI_PAINT_QR_H

#include "paint/compose.h"

// Draws the code into rect: whole-pixel modules, centred, quiet zone and what is left over in `back`. False,
// with nothing drawn, when the payload is empty, too long or not ASCII, or rect has less than one px for a
// module.
bool qr_draw(struct frame *frame, struct rect clip, struct rect rect, struct slice payload, uint32_t color,
             uint32_t back);

#endif

// SPDX-License-Identifier: MIT
// The program's icons: SVG files whose shape alone counts, drawn in any colour. One thread only.
#ifndef CHASQUI_PAINT_ICONS_H
#define CHASQUI_PAINT_ICONS_H

#include "base/embedded.h"
#include "paint/compose.h"

struct icons;

struct icons *icons_create(const struct embedded *assets); // borrowed; NULL without memory
void icons_destroy(struct icons *icons);                   // NULL is allowed

// The icon's coverage at px by px, or that with left and right turned round; owned by the cache, valid until the next
// call. NULL when it can't be drawn.
const struct mask *icons_get(struct icons *icons, enum icon icon, int px, bool turned);

#endif

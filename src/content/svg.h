// SPDX-License-Identifier: MIT
// The SVG that the program can draw: shapes, fills, strokes, gradients. Anything else would silently not be
// there.
#ifndef CHASQUI_CONTENT_SVG_H
#define CHASQUI_CONTENT_SVG_H

#include "base/diag.h"

// Names everything in the file that can't be drawn, with its line and column. The size is that of width and
// height, else of the viewBox, in px (96 to the inch), shrunk to LIMIT_PICTURE_SIDE with its proportions
// kept; 0 when the file doesn't say.
bool svg_probe(struct slice bytes, struct slice path, struct diags *diags, uint32_t *width, uint32_t *height);

// What its <desc> says the picture shows (SVG 1.1, 5.4), trimmed; empty when it has none. Entities stay as written.
struct slice svg_description(struct slice bytes);

#endif

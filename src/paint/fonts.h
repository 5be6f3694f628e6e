// SPDX-License-Identifier: MIT
// Andika (made for literacy), with Noto Sans and DejaVu Sans for what it lacks, opened by their Debian paths when they
// are first used; shaped by HarfBuzz through SDL_ttf, with each run's script and direction. Widths and drawn lines come
// from the same runs, so a drawn line is exactly as wide as it was measured. Not for more than one thread.
#ifndef CHASQUI_PAINT_FONTS_H
#define CHASQUI_PAINT_FONTS_H

#include "paint/compose.h"
#include "text/metrics.h"

struct fonts;

// NULL when no face of either font can be opened; *why then says so in plain words (static text).
struct fonts *fonts_create(const char **why);
void fonts_destroy(struct fonts *fonts); // NULL is allowed
// Lets go of all that was opened and drawn, and can be again. Masks of fonts_line are no longer valid.
void fonts_forget(struct fonts *fonts);

// The metrics of these fonts, borrowed: valid as long as `fonts`. Widths of short runs are cached.
const struct metrics *fonts_metrics(const struct fonts *fonts);

// One line, or a piece of one in one direction, as a coverage mask; its first row is *above px over the baseline. Owned
// by the cache, valid until the next call with these fonts. NULL when there is nothing to draw (no visible letter, or
// no memory).
const struct mask *fonts_line(struct fonts *fonts, enum font font, int px, bool rtl, struct slice text,
                              int *above);

#endif

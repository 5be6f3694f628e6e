// SPDX-License-Identifier: MIT
// The one window, and the way from a frame of pixels to it: the window's own surface where the system has one
// (X11, Xwayland, dummy), else one texture that is streamed (Wayland, kmsdrm). Whoever draws doesn't know
// which.
#ifndef CHASQUI_PAINT_SCREEN_H
#define CHASQUI_PAINT_SCREEN_H

#include <stddef.h>

#include "paint/frame.h"

struct screen;

struct screen_config {
    int windowed_w, windowed_h; // px; 0: the whole display
};

// To be called first of all in main, before there is a second thread (it sets environment variables): halves
// the time SDL takes to start on X11, and has malloc give large blocks back at once. Without it everything
// works, but later and in more memory.
void screen_prepare_process(void);

#define SCREEN_WHY 256

// Starts SDL's video and learns how large the frame will be; no window is open yet, so that whoever draws can prepare
// meanwhile. NULL when there is no display (SDL's `offscreen` and `dummy` drivers count only when SDL_VIDEODRIVER names
// them) or it can't be used; `why` then says so in one plain sentence.
struct screen *screen_create(const struct screen_config *config, char why[SCREEN_WHY]);
// The size in px that the window is about to have.
void screen_expected(const struct screen *screen, int *w, int *h);
// The width of such a frame in mm as the system tells it, 0 when it tells nothing plausible.
int screen_width_mm(const struct screen *screen, int w);
// Opens the window. False with a sentence in `why`.
bool screen_open(struct screen *screen, char why[SCREEN_WHY]);
void screen_destroy(struct screen *screen); // NULL is allowed

// The frame to draw into, of the window's present size: often the window's own pixels, which keep what was drawn
// before. NULL while there is no display (it was unplugged): draw nothing, try again later. *fresh is set from when the
// pixels are new (at first, after a change of size or a lost display) until a screen_present succeeds: everything must
// be painted and presented. Valid until the next call.
struct frame *screen_frame(struct screen *screen, bool *fresh);

// Shows these rects of the frame, or all of it (n 0), as after INPUT_EXPOSED. False when that failed, as when the display
// went or the surface changed since screen_frame: paint everything anew when there is a frame.
bool screen_present(struct screen *screen, const struct rect *rects, size_t n);

const char *screen_presenter(const struct screen *screen); // "surface", "texture opengles2": for the log

#endif

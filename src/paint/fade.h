// SPDX-License-Identifier: MIT
// A cross-fade from what is shown to a new scene, which drifts to its place and comes to rest, eased (smoothstep), by
// the clock: a slow machine shows fewer steps, not a longer fade. It holds two frames while it runs and gives them
// back at its end.
#ifndef CHASQUI_PAINT_FADE_H
#define CHASQUI_PAINT_FADE_H

#include "paint/frame.h"

#define FADE_AREAS 12

struct fade {
    struct frame from, to; // owned; empty when nothing runs. Only what lies in the areas means anything.
    struct rect areas[FADE_AREAS];
    size_t n_areas;
    struct rect moves; // what drifts; the caller's to set, empty after fade_prepare
    int drift;         // px from its place, at the beginning
    uint64_t began_ns, length_ns, step_ns;
    uint64_t shown_ns; // of the last step
};

// Keeps what `shown` shows in the areas, which don't overlap: FADE_AREAS at most, more fade as the whole. The caller
// then paints the new scene into fade->to, all of fade->areas, and calls fade_start, which starts the clock. False
// without memory, or with nothing to fade: cut instead. fps is the number of steps a second, ms the length. A running
// fade is dropped.
bool fade_prepare(struct fade *fade, const struct frame *shown, const struct rect *areas, size_t n,
                  uint32_t ms, int fps);
void fade_start(struct fade *fade, uint64_t now_ns);

static inline bool fade_runs(const struct fade *fade)
{
    return fade->from.px != NULL;
}

// When the next step is due, on the clock that fade_start was given.
uint64_t fade_due_ns(const struct fade *fade);

// Draws the fade as it stands at this time into `frame`; only fade->areas change. At the end the frame shows
// exactly the new scene and the fade no longer runs; a frame of another size ends it undrawn. True while it
// runs.
bool fade_step(struct fade *fade, struct frame *frame, uint64_t now_ns);

// Shows the new scene at once, as when somebody touches the screen.
void fade_finish(struct fade *fade, struct frame *frame);
// Shows what stood before again, and ends.
void fade_revert(struct fade *fade, struct frame *frame);
void fade_drop(struct fade *fade);

// Smoothstep, in 1/256: 0 at 0, 256 at `whole` and after.
int fade_ease(uint64_t part, uint64_t whole);

#endif

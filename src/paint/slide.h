// SPDX-License-Identifier: MIT
// A page that follows a finger, and the one beside it that comes along. Let go, it runs to its place by the clock,
// eased. It holds two frames while it runs and gives them back at its end.
#ifndef CHASQUI_PAINT_SLIDE_H
#define CHASQUI_PAINT_SLIDE_H

#include "paint/frame.h"

struct slide {
    struct frame from, to; // owned; empty when nothing runs. Only what lies in the area means anything.
    struct rect area;
    bool left;      // the page goes to the left
    int shown;      // px that it has gone: 0 to area.w
    bool settles;   // let go, it runs
    int begin, end; // from where to where, px
    uint64_t began_ns, length_ns, step_ns, shown_ns;
};

// Keeps what `shown` shows in the area. The caller then paints the other page into slide->to, all of the area. False
// without memory.
bool slide_prepare(struct slide *slide, const struct frame *shown, struct rect area, bool left);

static inline bool slide_runs(const struct slide *slide)
{
    return slide->from.px != NULL;
}

// Shows the page `travel` px from its place: as far as its own direction goes, and not the other way. Only the area
// changes.
void slide_draw(struct slide *slide, struct frame *frame, int travel);

// Let go: to the other page, or back. `ms` is for the whole width.
void slide_settle(struct slide *slide, bool other, uint32_t ms, int fps, uint64_t now_ns);
// When the next step is due; UINT64_MAX before slide_settle.
uint64_t slide_due_ns(const struct slide *slide);
// Draws it as it stands at this time. False at its end, which shows exactly one page; it still runs then.
bool slide_step(struct slide *slide, struct frame *frame, uint64_t now_ns);
void slide_drop(struct slide *slide);

#endif

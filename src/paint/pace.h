// SPDX-License-Identifier: MIT
// How often what moves is drawn: 60 times a second, and less on a machine that needs more than half of that time for a
// step. Fewer steps are shown then, not a longer movement, and somebody's touch is still heard between two.
#ifndef CHASQUI_PAINT_PACE_H
#define CHASQUI_PAINT_PACE_H

#include <stdint.h>

#define PACE_FPS 60
#define PACE_LEAST_FPS 12

struct pace {
    uint64_t cost_ns; // of a step, lately; 0: none was measured
};

// A step took so long, with showing it. One that was held up by something else doesn't count for more than its
// neighbours.
void pace_note(struct pace *pace, uint64_t ns);
// The time from one step to the next.
uint64_t pace_step_ns(const struct pace *pace);

#endif

// SPDX-License-Identifier: MIT
#include "paint/pace.h"

#define NS_PER_S UINT64_C(1000000000)

void pace_note(struct pace *pace, uint64_t ns)
{
    uint64_t slowest = NS_PER_S / PACE_LEAST_FPS / 2;
    if (ns > slowest)
        ns = slowest;
    pace->cost_ns = pace->cost_ns ? (pace->cost_ns * 7 + ns) / 8 : ns;
}

uint64_t pace_step_ns(const struct pace *pace)
{
    uint64_t least = NS_PER_S / PACE_FPS, step = 2 * pace->cost_ns;
    return step > least ? step : least;
}

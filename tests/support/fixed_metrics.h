// SPDX-License-Identifier: MIT
// Metrics for tests: every character is half an em wide, so that a test's expectations can be counted on
// fingers.
#ifndef CHASQUI_TESTS_FIXED_METRICS_H
#define CHASQUI_TESTS_FIXED_METRICS_H

#include "text/metrics.h"

static int fixed_width(void *context, enum font font, int px, bool rtl, struct slice run)
{
    (void)context;
    (void)rtl;
    (void)font;
    return (int)utf8_count(run) * px / 2;
}

static void fixed_height(void *context, enum font font, int px, int *ascent, int *descent)
{
    (void)context;
    (void)font;
    *ascent = px * 4 / 5;
    *descent = px / 5;
}

static const struct metrics fixed_metrics = {NULL, fixed_width, fixed_height};

#endif

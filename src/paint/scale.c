// SPDX-License-Identifier: MIT
#include "paint/scale.h"

#include <stdlib.h>
#include <string.h>

#define ONE INT64_C(65536)

// Which source pixels make a destination pixel: weights[0 .. n) from `first`, of a sum of 256.
struct taps {
    int first, n;
    uint16_t *weights; // in struct axis
};

struct axis {
    struct taps *taps; // owned, one per destination pixel
    uint16_t *weights; // owned
    int n;
};

static void axis_fini(struct axis *axis)
{
    free(axis->taps);
    free(axis->weights);
}

// Scales raw weights to a sum of 256. Each one's rounding is handed on to the next, so that none is far from its share
// even where hundreds of taps have less than 1 each.
static void normalise(const int64_t *raw, struct taps *taps)
{
    int64_t sum = 0, before = 0;
    int given = 0;
    for (int i = 0; i < taps->n; i++)
        sum += raw[i];
    for (int i = 0; i < taps->n; i++) {
        before += raw[i];
        int due = (int)((before * 256 + sum / 2) / sum);
        taps->weights[i] = (uint16_t)(due - given);
        given = due;
    }
}

static bool axis_init(struct axis *axis, int from_n, int64_t start, int64_t length, int to_n)
{
    int64_t step = length / to_n, reach = step > ONE ? step : ONE;
    size_t most = (size_t)(2 * reach / ONE) + 3;
    *axis = (struct axis){.n = to_n};
    axis->taps = calloc((size_t)to_n, sizeof *axis->taps);
    axis->weights = calloc((size_t)to_n * most, sizeof *axis->weights);
    int64_t *raw = calloc(most, sizeof *raw);
    for (int i = 0; axis->taps && axis->weights && raw && i < to_n; i++) {
        struct taps *taps = &axis->taps[i];
        int64_t middle = start + (2 * (int64_t)i + 1) * length / (2 * to_n);
        taps->weights = axis->weights + (size_t)i * most;
        for (int64_t s = (middle - reach) / ONE; s <= (middle + reach) / ONE && (size_t)taps->n < most; s++) {
            int64_t away = s * ONE + ONE / 2 - middle, weight = reach - (away < 0 ? -away : away);
            if (s < 0 || s >= from_n || weight <= 0)
                continue;
            if (taps->n == 0)
                taps->first = (int)s;
            raw[taps->n++] = weight;
        }
        if (taps->n == 0) { // a window at the very edge
            taps->first = middle < 0 ? 0 : from_n - 1;
            raw[taps->n++] = 1;
        }
        normalise(raw, taps);
    }
    bool good = axis->taps && axis->weights && raw;
    free(raw);
    return good;
}

static void row_add(uint16_t *restrict sum, const uint8_t *restrict px, size_t n, uint16_t weight)
{
    for (size_t i = 0; i < n; i++) // VECTOR
        sum[i] = (uint16_t)(sum[i] + px[i] * weight);
}

static void row_round(uint16_t *sum, size_t n)
{
    for (size_t i = 0; i < n; i++) // VECTOR
        sum[i] = (uint16_t)(sum[i] + 128) >> 8;
}

// `from` has 16 bits for each channel of a pixel, so that one multiplication weighs all four.
static void row_across(uint32_t *restrict to, const uint16_t *restrict from, const struct axis *axis)
{
    for (int x = 0; x < axis->n; x++) {
        const struct taps *taps = &axis->taps[x];
        uint64_t sum = UINT64_C(0x0080008000800080), px;
        for (int i = 0; i < taps->n; i++) {
            memcpy(&px, from + (ptrdiff_t)4 * (taps->first + i), sizeof px);
            sum += px * taps->weights[i];
        }
        sum = sum >> 8 & UINT64_C(0x00ff00ff00ff00ff);
        sum = (sum | sum >> 8) & UINT64_C(0x0000ffff0000ffff);
        to[x] = (uint32_t)(sum | sum >> 16);
    }
}

static void scale_rows(const struct frame *from, struct frame *to, const struct axis *across,
                       const struct axis *down, uint16_t *sum)
{
    size_t bytes = (size_t)from->w * 4;
    for (int y = 0; y < to->h; y++) {
        const struct taps *taps = &down->taps[y];
        const uint32_t *row = from->px + (ptrdiff_t)taps->first * from->stride;
        memset(sum, 0, bytes * sizeof *sum);
        for (int i = 0; i < taps->n; i++)
            row_add(sum, (const uint8_t *)(row + (ptrdiff_t)i * from->stride), bytes, taps->weights[i]);
        row_round(sum, bytes);
        row_across(to->px + (ptrdiff_t)y * to->stride, sum, across);
    }
}

bool scale(const struct frame *from, struct window window, struct frame *to)
{
    struct axis across = {0}, down = {0};
    uint16_t *sum = malloc((size_t)from->w * 4 * sizeof *sum);
    bool good = sum && axis_init(&across, from->w, window.x, window.w, to->w) &&
                axis_init(&down, from->h, window.y, window.h, to->h);
    if (good)
        scale_rows(from, to, &across, &down, sum);
    axis_fini(&across);
    axis_fini(&down);
    free(sum);
    return good;
}

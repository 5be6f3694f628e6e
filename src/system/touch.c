// SPDX-License-Identifier: MIT
#include "system/touch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// From the glass to a picture that is turned clockwise by 0, 90, 180 and 270.
static const int turns[4][SETUP_MATRIX] = {
    {1, 0, 0, 0, 1, 0}, {0, 1, 0, -1, 0, 1}, {-1, 0, 1, 0, -1, 1}, {0, -1, 1, 1, 0, 0}};

// First the glass is set right, then it is turned: entries of the turn are 1, 0 or -1, so nothing is rounded.
static void combine(const int turn[SETUP_MATRIX], const int32_t right[SETUP_MATRIX],
                    int64_t out[SETUP_MATRIX])
{
    for (int row = 0; row < 2; row++) {
        const int *t = turn + 3 * (ptrdiff_t)row;
        for (int column = 0; column < 3; column++)
            out[3 * row + column] = (int64_t)t[0] * right[column] + (int64_t)t[1] * right[3 + column] +
                                    (column == 2 ? (int64_t)t[2] * SETUP_UNIT : 0);
    }
}

bool touch_matrix(const struct setup_machine *machine, char out[TOUCH_MATRIX_TEXT])
{
    static const int64_t nothing[SETUP_MATRIX] = {SETUP_UNIT, 0, 0, 0, SETUP_UNIT, 0};
    int64_t all[SETUP_MATRIX];
    size_t n = 0;
    combine(turns[machine->rotation / 90 % 4], machine->calibration, all);
    out[0] = '\0';
    for (int i = 0; i < SETUP_MATRIX; i++) {
        long long size = llabs((long long)all[i]);
        int written = snprintf(out + n, TOUCH_MATRIX_TEXT - n, "%s%s%lld.%06lld", i ? " " : "",
                               all[i] < 0 ? "-" : "", size / SETUP_UNIT, size % SETUP_UNIT);
        n += written > 0 && (size_t)written < TOUCH_MATRIX_TEXT - n ? (size_t)written : 0;
    }
    return memcmp(all, nothing, sizeof all) != 0;
}

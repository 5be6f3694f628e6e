// SPDX-License-Identifier: MIT
#include "content/suggest.h"

#include <string.h>

#define LONGEST 64 // bytes; longer words get no suggestion

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

// Optimal string alignment distance (Damerau 1964; restricted: no substring is edited twice), by bytes.
static unsigned edit_distance(struct slice a, struct slice b)
{
    unsigned rows[3][LONGEST + 1];
    unsigned *before = rows[0], *last = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b.n; j++)
        last[j] = (unsigned)j;
    memset(before, 0, sizeof rows[0]);
    for (size_t i = 1; i <= a.n; i++) {
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= b.n; j++) {
            char x = lower(a.p[i - 1]), y = lower(b.p[j - 1]);
            row[j] = least(least(last[j] + 1, row[j - 1] + 1), last[j - 1] + (x != y));
            if (i > 1 && j > 1 && x == lower(b.p[j - 2]) && lower(a.p[i - 2]) == y)
                row[j] = least(row[j], before[j - 2] + 1);
        }
        unsigned *spare = before;
        before = last;
        last = row;
        row = spare;
    }
    return last[b.n];
}

struct suggest suggest_for(struct slice wrote)
{
    return (struct suggest){.wrote = wrote, .distance = (unsigned)(wrote.n / 3 + 1)};
}

void suggest_offer(struct suggest *suggest, struct slice known)
{
    size_t a = suggest->wrote.n, b = known.n;
    if (a == 0 || b == 0 || a > LONGEST || b > LONGEST || (a > b ? a - b : b - a) >= suggest->distance)
        return;
    unsigned distance = edit_distance(suggest->wrote, known);
    if (distance < suggest->distance) {
        suggest->distance = distance;
        suggest->best = known;
    }
}

struct slice suggest_from(struct slice wrote, const char *const *known)
{
    struct suggest suggest = suggest_for(wrote);
    for (size_t i = 0; known[i]; i++)
        suggest_offer(&suggest, slice_of(known[i]));
    return suggest.best;
}

// SPDX-License-Identifier: MIT
// Calendar days (ISO 8601, proleptic Gregorian). The zero value means "no date".
#ifndef CHASQUI_BASE_DATE_H
#define CHASQUI_BASE_DATE_H

#include "base/arena.h"
#include "base/slice.h"

struct date {
    int16_t year;  // 1 to 9999
    uint8_t month; // 1 to 12
    uint8_t day;   // 1 to 31
};

static inline bool date_is_set(struct date d)
{
    return d.year != 0;
}

#define DATE_LEAST_YEAR 2026 // the program is no older: a machine whose clock says less has lost it

// YYYY-MM-DD and nothing else, a day that exists.
bool date_parse(struct slice s, struct date *out);
// The other way; empty for no date.
struct slice date_text(struct date date, struct arena *arena);
// Negative, zero or positive as a is before, on or after b.
int date_cmp(struct date a, struct date b);
// Days from a to b; both set.
int32_t date_days_between(struct date a, struct date b);
// The day after a set date; the last day of the year 9999 stays.
struct date date_next(struct date d);

#endif

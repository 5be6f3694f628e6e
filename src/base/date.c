// SPDX-License-Identifier: MIT
#include "base/date.h"

static int days_in_month(int year, int month)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

bool date_parse(struct slice s, struct date *out)
{
    uint64_t year, month, day;
    if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-')
        return false;
    if (!slice_to_uint(slice_sub(s, 0, 4), 9999, &year) || !slice_to_uint(slice_sub(s, 5, 2), 12, &month) ||
        !slice_to_uint(slice_sub(s, 8, 2), 31, &day))
        return false;
    if (year < 1 || month < 1 || day < 1 || (int)day > days_in_month((int)year, (int)month))
        return false;
    *out = (struct date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    return true;
}

struct slice date_text(struct date date, struct arena *arena)
{
    return date_is_set(date) ? arena_format(arena, "%04d-%02d-%02d", date.year, date.month, date.day)
                             : SLICE_NONE;
}

int date_cmp(struct date a, struct date b)
{
    if (a.year != b.year)
        return a.year - b.year;
    if (a.month != b.month)
        return a.month - b.month;
    return a.day - b.day;
}

static int32_t day_number(struct date d)
{
    int32_t days = 0;
    int32_t before = d.year - 1;
    days += before * 365 + before / 4 - before / 100 + before / 400;
    for (int m = 1; m < d.month; m++)
        days += days_in_month(d.year, m);
    return days + d.day;
}

int32_t date_days_between(struct date a, struct date b)
{
    return day_number(b) - day_number(a);
}

struct date date_next(struct date d)
{
    if (d.day < days_in_month(d.year, d.month))
        d.day++;
    else if (d.month < 12)
        d = (struct date){d.year, (uint8_t)(d.month + 1), 1};
    else if (d.year < 9999)
        d = (struct date){(int16_t)(d.year + 1), 1, 1};
    return d;
}

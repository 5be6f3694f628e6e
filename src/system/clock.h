// SPDX-License-Identifier: MIT
// The machine's clock, which may be wrong: programs read it here and hand it on as an input.
#ifndef CHASQUI_SYSTEM_CLOCK_H
#define CHASQUI_SYSTEM_CLOCK_H

#include "base/date.h"

// Today where the machine stands; unset when the clock is out of the calendar's range.
struct date clock_today(void);
#define CLOCK_WEEK (7u * 24 * 60) // minutes

struct clock_week {
    uint8_t weekday; // 0: Monday
    uint16_t minute; // since midnight
};

// The local time of day. False when the clock can't tell.
bool clock_of_week(struct clock_week *out);
#define CLOCK_BOOT_ID 40

// 32 digits that are others each time the machine starts, NUL-terminated; empty where nobody tells. A sandbox hides the kernel's
// file, so the service says them in CHASQUI_BOOT.
void clock_boot_id(char out[CLOCK_BOOT_ID]);
// Milliseconds since the machine was started, also while it slept. Nobody can set it.
uint64_t clock_boot_ms(void);

#endif

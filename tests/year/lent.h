// SPDX-License-Identifier: MIT
// A clock lent to a kiosk (README.md in this folder has the rule by which it goes), and the days that pass on it.
#ifndef TESTS_YEAR_LENT_H
#define TESTS_YEAR_LENT_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#define LENT_MS UINT64_C(1000000)
#define LENT_S (1000 * LENT_MS)
#define LENT_NEVER UINT64_MAX

// ---- clock.c: how late it is ----

uint64_t lent_now_ns(void);    // since the machine was started
int64_t lent_wall_s(void);     // since 1970
void lent_set_wall(int64_t s); // somebody sets the clock, or its battery is empty
void lent_spend(uint64_t ns);  // work that takes its time
void lent_leap(uint64_t ns);   // to this moment, unless it has passed
void lent_sleep_real(long ns); // waits as everybody else does
uint64_t lent_real_ns(void);

// ---- rest.c: whether anybody is at work ----

// Nobody is, but the thread that asks. From here to its next wait only that thread can change anything.
bool rest_is_given(void);
// The next moment for which another thread waits.
uint64_t rest_next_ns(void);
// What runs, or waits for orders, beside the kiosk. Returns how many.
#define REST_CHILDREN 16
int rest_children(pid_t out[REST_CHILDREN]);
// Who is at work, in words, for whoever waits for them in vain.
void rest_tell(char *out, unsigned size);

// ---- days.c: what happens when ----

void days_begin(void);
uint64_t days_next_ns(void);
// Does what is due. Only in the kiosk's own thread, while all others rest.
void days_pass(void);
// Says what is wrong, once for each kind, and makes the verdict a bad one.
__attribute__((format(printf, 1, 2))) void days_fault(const char *format, ...);

// ---- glass.c: what the kiosk shows ----

bool glass_is_black(void);
unsigned long glass_frames(void);
// From now on this colour belongs on the glass, and the one before must go.
void glass_expect(uint32_t color);
bool glass_has_shown(void);
void glass_touch(int finger, const char *phase, int x, int y);

#endif

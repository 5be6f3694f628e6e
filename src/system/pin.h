// SPDX-License-Identifier: MIT
// The operator's PIN. Kept as an Argon2id hash in the file `pin` of the state folder; `pin.failures` beside it counts wrong
// tries, each before it is judged, so that pulling the plug gives no free ones. After three, each has to wait: 30 s, then
// twice as long, up to an hour. The wait runs from the last failure or the start of the program, on a clock that nobody
// can set. No PIN, no operator mode.
//
// The delay is what protects four digits; the hash (3 passes over 64 MiB: half a second on a PC of 2010) makes a stolen
// file cost days instead of a moment.
#ifndef CHASQUI_SYSTEM_PIN_H
#define CHASQUI_SYSTEM_PIN_H

#include "base/pin_rule.h"

#define PIN_FREE_TRIES 3
#define PIN_WAIT_MS (30 * 1000)
#define PIN_WAIT_MAX_MS (3600 * 1000)

// ---- At once: for chasquictl ----

bool pin_is_set(const char *folder);
// Half a second. Forgives all failures, if that can be written. False with errno set: the old PIN stands (EINVAL: pin_judge says why).
bool pin_set(const char *folder, struct slice digits);
bool pin_remove(const char *folder); // one that isn't there is removed already

// ---- While a loop goes on: for the kiosk ----

struct pin;

enum pin_verdict {
    PIN_RIGHT,
    PIN_WRONG,
    PIN_SAVED,  // to pin_set_begin
    PIN_BROKEN, // it could not be checked or saved: the disk, the memory, or a damaged file
};

// `folder` is borrowed, `told` is called from another thread when there is a verdict; now_ms is clock_boot_ms. NULL
// without memory.
struct pin *pin_create(const char *folder, uint64_t now_ms, void (*told)(void *context), void *context);
void pin_destroy(struct pin *pin); // NULL is allowed; waits for a check that is under way

// Milliseconds until the next try is allowed; 0: now. chasquictl may have forgiven failures meanwhile: the file is asked.
uint64_t pin_wait_ms(const struct pin *pin, uint64_t now_ms);

// Each copies the digits; the caller wipes its own (pin_wipe_digits). False: nothing began, for something is under way, there is
// still a wait, no PIN is set, or the digits are no PIN.
bool pin_check_begin(struct pin *pin, struct slice digits, uint64_t now_ms);
bool pin_set_begin(struct pin *pin, struct slice digits);

// The verdict, once; false while there is none. A wait begins when a wrong one is taken.
bool pin_next(struct pin *pin, uint64_t now_ms, enum pin_verdict *out);

void pin_wipe_digits(void *bytes, size_t n);

#endif

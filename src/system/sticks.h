// SPDX-License-Identifier: MIT
// The sticks that are plugged in, and the folder of --inbox: what is there, where, and whether it may be read. A thread of
// its own watches. Nothing is mounted, opened or read on a stick: the packaged rule mounts, and chasquictl reads.
#ifndef CHASQUI_SYSTEM_STICKS_H
#define CHASQUI_SYSTEM_STICKS_H

#include "base/limits.h"
#include "system/devices.h"

enum stick_kind { STICK_USB, STICK_INBOX };

enum stick_state {
    STICK_READY,
    STICK_WAITS,        // it isn't mounted yet, or the folder is still being filled
    STICK_WRONG_FORMAT, // neither FAT nor exFAT; `detail` is what it is
    STICK_WRONG_MOUNT, // mounted, but not as a stranger's must be; `detail` is what is missing, as in "ro,noexec"
    STICK_NOT_MOUNTED, // nobody mounted it in ten seconds: damaged, or the rule isn't installed
};

struct stick {
    enum stick_kind kind;
    enum stick_state state;
    uint32_t serial; // another one whenever it became ready again
    uint64_t plugged;
    char name[64];               // to be shown: its label, or the folder's name
    char path[LIMIT_STICK_PATH]; // READY: where it is
    char detail[64];
};

struct sticks_options {
    const char *inbox;                    // NULL: none. Borrowed, as is everything here
    const struct devices_source *devices; // NULL: only the inbox
    const char *mountinfo;                // NULL: the kernel's
    uint64_t (*now_ms)(void);             // NULL: clock_boot_ms
    uint64_t quiet_ms;                    // of the inbox; 0: two seconds
};

struct sticks;

// `changed` is called from another thread, at first and then whenever the list is another. NULL without memory or a thread.
struct sticks *sticks_create(const struct sticks_options *options, void (*changed)(void *context),
                             void *context);
void sticks_destroy(struct sticks *sticks); // NULL is allowed; at once

// What is there now; returns how many.
size_t sticks_list(struct sticks *sticks, struct stick out[LIMIT_STICKS]);

#endif

// SPDX-License-Identifier: MIT
// A plain folder that takes the place of a stick: filled by hand or by any program that keeps folders alike. It may not be
// there yet, may vanish, and may be something mounted. What is in it counts once nothing has changed for a while.
// Time is handed in, on any clock that doesn't go back.
#ifndef CHASQUI_SYSTEM_INBOX_H
#define CHASQUI_SYSTEM_INBOX_H

#include "base/slice.h"

enum inbox_state {
    INBOX_EMPTY,   // or not there; hidden files are nothing
    INBOX_FILLING, // something changed a moment ago
    INBOX_READY,
};

struct inbox {
    const char *path; // borrowed
    uint64_t quiet_ms;
    int fd; // inotify; -1: it can't be had, and only the looks at it tell
    enum inbox_state state;
    uint64_t due_ms; // unless there is nothing to wait for
    bool waits;
    uint64_t print; // of all names, sizes and times, as they were seen last
};

void inbox_init(struct inbox *inbox, const char *path, uint64_t quiet_ms, uint64_t now_ms);
void inbox_fini(struct inbox *inbox);

// What to poll for reading, or -1: while it fills nobody is woken for each byte.
int inbox_fd(const struct inbox *inbox);
// When inbox_step wants to be called; UINT64_MAX: when inbox_fd is readable, or something was mounted.
uint64_t inbox_due_ms(const struct inbox *inbox);
// Looks at what happened. `stirred`: something was mounted or unmounted.
void inbox_step(struct inbox *inbox, bool stirred, uint64_t now_ms);

#endif

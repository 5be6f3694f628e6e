// SPDX-License-Identifier: MIT
// Another program, started by the kiosk and talked with in lines, both ways through one socket that is its standard
// input and output. A thread of its own hears it. It ends with whoever started it.
#ifndef CHASQUI_SYSTEM_CHILD_H
#define CHASQUI_SYSTEM_CHILD_H

#include <pthread.h>
#include <sys/types.h>

#include "base/slice.h"

struct child_hooks {
    // From the thread; `line` is without its line feed and stands until the function returns. One longer than
    // LIMIT_CHILD_LINE is cut there; no whole one is as long.
    void (*line)(void *context, struct slice line);
    // From the thread, once: it has closed its line, and if `ended` is set it was waited for: `status` is then
    // waitpid's.
    void (*closed)(void *context, int status);
};

struct child {
    struct child_hooks hooks;
    void *context;
    uint64_t heard; // bytes
    pid_t pid;      // 0: it doesn't run
    int line;       // ours of the two ends
    int wake;       // to the thread, once: its patience in milliseconds, and one
    bool wait;      // the thread waits for its end before it says that it closed
    pthread_t thread;
};

enum child_flags {
    CHILD_BACKGROUND = 1u << 0, // nice, and the disk only when nobody else wants it
    CHILD_WAIT = 1u << 1, // `closed` comes after its end, with its status; otherwise when it falls silent
};

// `program` is a path; arguments[0] is its name; both lists end in NULL and are needed only for the call. A NULL
// `environment` is ours. False: nothing was started. An idle child is all zeros.
bool child_start(struct child *child, const char *program, const char *const *arguments,
                 const char *const *environment, unsigned flags, struct child_hooks hooks, void *context);

// A whole line, or false: what it doesn't take at once, it never will. Then only child_stop helps.
bool child_tell(struct child *child, struct slice line);

// Its input ends and it is asked to end (SIGTERM); when it is still there after patience_ms, it and all that it started
// are killed. Returns at once.
void child_end(struct child *child, int patience_ms);

// Killed if it still runs, with all that it started; afterwards the thread is over and nothing more is heard. Not from
// the thread.
void child_stop(struct child *child);

#endif

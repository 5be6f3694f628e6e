// SPDX-License-Identifier: MIT
// Work that takes too long for the loop, done by a thread of its own: one piece at a time.
#ifndef CHASQUI_SYSTEM_JOB_H
#define CHASQUI_SYSTEM_JOB_H

#include <pthread.h>
#include <stdbool.h>

struct job {
    pthread_t thread;
    pthread_mutex_t lock;
    bool started;  // and not yet taken
    bool finished; // under the lock
    void (*work)(void *context);
    void (*told)(void *context);
    void *work_context, *told_context;
};

void job_init(struct job *job);
void job_fini(struct job *job); // waits for what is under way

// Runs `work` in a thread, then calls `told` (may be NULL) from there. False when a job is under way or not yet taken, or
// no thread can be had.
bool job_start(struct job *job, void (*work)(void *context), void *work_context, void (*told)(void *context),
               void *told_context);
bool job_is_started(const struct job *job);
// True once for each job that has finished: what it worked on is the caller's again.
bool job_take(struct job *job);
// Waits for what is under way, and takes it.
void job_finish(struct job *job);

#endif

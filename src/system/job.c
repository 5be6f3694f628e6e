// SPDX-License-Identifier: MIT
#include "system/job.h"

void job_init(struct job *job)
{
    *job = (struct job){.started = false};
    pthread_mutex_init(&job->lock, NULL);
}

void job_fini(struct job *job)
{
    job_finish(job);
    pthread_mutex_destroy(&job->lock);
}

static void *run(void *context)
{
    struct job *job = context;
    job->work(job->work_context);
    pthread_mutex_lock(&job->lock);
    job->finished = true;
    pthread_mutex_unlock(&job->lock);
    if (job->told)
        job->told(job->told_context);
    return NULL;
}

bool job_start(struct job *job, void (*work)(void *context), void *work_context, void (*told)(void *context),
               void *told_context)
{
    if (job->started)
        return false;
    job->work = work;
    job->work_context = work_context;
    job->told = told;
    job->told_context = told_context;
    job->finished = false;
    job->started = pthread_create(&job->thread, NULL, run, job) == 0;
    return job->started;
}

bool job_is_started(const struct job *job)
{
    return job->started;
}

bool job_take(struct job *job)
{
    if (!job->started)
        return false;
    pthread_mutex_lock(&job->lock);
    bool finished = job->finished;
    pthread_mutex_unlock(&job->lock);
    if (finished)
        job_finish(job);
    return finished;
}

void job_finish(struct job *job)
{
    if (!job->started)
        return;
    pthread_join(job->thread, NULL);
    job->started = false;
}

// SPDX-License-Identifier: MIT
// Waiting for what another thread tells, without sleeping; and programs made up by a test.
#ifndef CHASQUI_TESTS_SYSTEM_NEWS_H
#define CHASQUI_TESTS_SYSTEM_NEWS_H

#include <pthread.h>
#include <stdio.h>
#include <sys/stat.h>

struct ear {
    pthread_mutex_t lock;
    pthread_cond_t heard;
    unsigned n;
};

#define EAR                                                                                                  \
    {                                                                                                        \
        PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0                                               \
    }

static inline void ear_hear(void *context)
{
    struct ear *ear = context;
    pthread_mutex_lock(&ear->lock);
    ear->n++;
    pthread_cond_signal(&ear->heard);
    pthread_mutex_unlock(&ear->lock);
}

// Until something was told that nobody has waited for yet.
static inline void ear_wait(struct ear *ear)
{
    pthread_mutex_lock(&ear->lock);
    while (ear->n == 0)
        pthread_cond_wait(&ear->heard, &ear->lock);
    ear->n--;
    pthread_mutex_unlock(&ear->lock);
}

static inline void ear_forget(struct ear *ear)
{
    pthread_mutex_lock(&ear->lock);
    ear->n = 0;
    pthread_mutex_unlock(&ear->lock);
}

// A shell script that can be started.
static inline void put_script(const char *path, const char *script)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "#!/bin/sh\n%s\n", script);
    fclose(file);
    assert_int_equal(chmod(path, 0755), 0);
}

static inline void put_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

#endif

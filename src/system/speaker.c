// SPDX-License-Identifier: MIT
#include "system/speaker.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "system/child.h"

#define NEWS_KEPT 32 // more than is ever asked for at once

struct speaker {
    const char *program;
    void (*heard)(void *context);
    void *context;
    struct child child;
    pthread_mutex_t lock;
    struct speaker_news news[NEWS_KEPT]; // under the lock
    size_t first, count;
};

struct speaker *speaker_create(const char *program, void (*heard)(void *context), void *context)
{
    struct speaker *speaker = calloc(1, sizeof *speaker);
    if (!speaker)
        return NULL;
    speaker->program = program;
    speaker->heard = heard;
    speaker->context = context;
    pthread_mutex_init(&speaker->lock, NULL);
    return speaker;
}

// ---- What it says ----

static void add_news(struct speaker *speaker, const struct speaker_news *news)
{
    pthread_mutex_lock(&speaker->lock);
    if (speaker->count < NEWS_KEPT) {
        speaker->news[(speaker->first + speaker->count) % NEWS_KEPT] = *news;
        speaker->count++;
    }
    pthread_mutex_unlock(&speaker->lock);
    speaker->heard(speaker->context);
}

static bool read_news(struct slice line, struct speaker_news *out)
{
    static const char *const words[] = {"yes", "no", "said", "lost"};
    struct slice word, rest;
    uint64_t id;
    *out = (struct speaker_news){0};
    slice_cut(line, ' ', &word, &rest);
    size_t kind = 0;
    while (kind < sizeof words / sizeof *words && !slice_is(word, words[kind]))
        kind++;
    if (kind == sizeof words / sizeof *words)
        return false;
    out->kind = (enum speaker_kind)kind;
    if (out->kind == SPEAKER_SAID || out->kind == SPEAKER_LOST) {
        if (!slice_to_uint(rest, UINT32_MAX, &id))
            return false;
        out->id = (uint32_t)id;
        return true;
    }
    if (rest.n >= sizeof out->tag)
        return false;
    if (rest.n > 0)
        memcpy(out->tag, rest.p, rest.n);
    return true;
}

static void hear_line(void *context, struct slice line)
{
    struct speaker_news news;
    if (read_news(line, &news))
        add_news(context, &news);
}

static void hear_end(void *context, int status)
{
    (void)status;
    add_news(context, &(struct speaker_news){.kind = SPEAKER_GONE});
}

bool speaker_next(struct speaker *speaker, struct speaker_news *out)
{
    pthread_mutex_lock(&speaker->lock);
    bool any = speaker->count > 0;
    if (any) {
        *out = speaker->news[speaker->first];
        speaker->first = (speaker->first + 1) % NEWS_KEPT;
        speaker->count--;
    }
    pthread_mutex_unlock(&speaker->lock);
    if (any && out->kind == SPEAKER_GONE)
        speaker_stop(speaker);
    return any;
}

// ---- Its life ----

static bool start(struct speaker *speaker)
{
    const char *const arguments[] = {speaker->program, NULL};
    const struct child_hooks hooks = {hear_line, hear_end};
    return speaker->child.pid != 0 ||
           child_start(&speaker->child, speaker->program, arguments, NULL, 0, hooks, speaker);
}

void speaker_stop(struct speaker *speaker)
{
    if (!speaker->child.pid)
        return;
    // Killed, not asked: silence can't wait.
    child_stop(&speaker->child);
    pthread_mutex_lock(&speaker->lock);
    speaker->count = 0;
    pthread_mutex_unlock(&speaker->lock);
}

void speaker_destroy(struct speaker *speaker)
{
    if (!speaker)
        return;
    speaker_stop(speaker);
    pthread_mutex_destroy(&speaker->lock);
    free(speaker);
}

// ---- What it is told ----

static bool tell(struct speaker *speaker, const char *line, int n)
{
    if (n <= 0 || n >= LIMIT_SPEECH_LINE || !start(speaker))
        return false;
    if (child_tell(&speaker->child, (struct slice){line, (size_t)n}))
        return true;
    speaker_stop(speaker);
    return false;
}

static bool is_one_line(struct slice s)
{
    return slice_find_char(s, '\n') < 0 && slice_find_char(s, '\0') < 0;
}

bool speaker_ask(struct speaker *speaker, struct slice tag)
{
    char line[LIMIT_SPEECH_LINE];
    return is_one_line(tag) && tell(speaker, line, snprintf(line, sizeof line, "has %.*s\n", SLICE_ARG(tag)));
}

bool speaker_say(struct speaker *speaker, uint32_t id, struct slice tag, int percent, struct slice text)
{
    char line[LIMIT_SPEECH_LINE];
    return is_one_line(tag) && is_one_line(text) &&
           tell(speaker, line,
                snprintf(line, sizeof line, "say %u %.*s %d %.*s\n", id, SLICE_ARG(tag), percent,
                         SLICE_ARG(text)));
}

bool speaker_play(struct speaker *speaker, uint32_t id, int percent, struct slice path)
{
    char line[LIMIT_SPEECH_LINE];
    return is_one_line(path) &&
           tell(speaker, line,
                snprintf(line, sizeof line, "play %u %d %.*s\n", id, percent, SLICE_ARG(path)));
}

void speaker_hush(struct speaker *speaker)
{
    if (speaker->child.pid)
        tell(speaker, "hush\n", 5);
}

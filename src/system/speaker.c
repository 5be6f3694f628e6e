// SPDX-License-Identifier: MIT
#include "system/speaker.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/limits.h"

#define NEWS_KEPT 32 // more than is ever asked for at once

extern char **environ;

struct speaker {
    const char *program;
    void (*heard)(void *context);
    void *context;
    pid_t pid;        // 0: it doesn't run
    int line;         // both ways; -1
    pthread_t thread; // reads from it
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
    speaker->line = -1;
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

// Until the line is closed, from either end.
static void *listen_to_it(void *context)
{
    struct speaker *speaker = context;
    struct speaker_news news;
    char bytes[LIMIT_SPEECH_LINE];
    size_t n = 0;
    for (;;) {
        ssize_t got = recv(speaker->line, bytes + n, sizeof bytes - n, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        n += (size_t)got;
        struct slice rest = {bytes, n}, line;
        while (slice_find_char(rest, '\n') >= 0) {
            slice_cut(rest, '\n', &line, &rest);
            if (read_news(line, &news))
                add_news(speaker, &news);
        }
        n = rest.n < sizeof bytes ? rest.n : 0; // a line that never ends is nonsense
        if (n > 0)
            memmove(bytes, rest.p, n);
    }
    news = (struct speaker_news){.kind = SPEAKER_GONE};
    add_news(speaker, &news);
    return NULL;
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

static bool spawn(struct speaker *speaker, int line)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    char *const arguments[] = {(char *)(uintptr_t)speaker->program, NULL};
    sigset_t none, defaults;
    sigemptyset(&none);
    sigfillset(&defaults);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, line, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, line, STDOUT_FILENO);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    int failed = posix_spawn(&speaker->pid, speaker->program, &actions, &attributes, arguments, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (failed)
        speaker->pid = 0;
    return !failed;
}

static bool start(struct speaker *speaker)
{
    int ends[2];
    if (speaker->pid)
        return true;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return false;
    bool runs = spawn(speaker, ends[1]);
    close(ends[1]);
    speaker->line = ends[0];
    if (runs && pthread_create(&speaker->thread, NULL, listen_to_it, speaker) == 0)
        return true;
    if (runs) {
        kill(speaker->pid, SIGKILL);
        waitpid(speaker->pid, NULL, 0);
    }
    close(speaker->line);
    speaker->line = -1;
    speaker->pid = 0;
    return false;
}

void speaker_stop(struct speaker *speaker)
{
    if (!speaker->pid)
        return;
    // Killed, not asked: silence can't wait.
    kill(speaker->pid, SIGKILL);
    while (waitpid(speaker->pid, NULL, 0) < 0 && errno == EINTR)
        continue;
    shutdown(speaker->line, SHUT_RDWR); // ends the thread
    pthread_join(speaker->thread, NULL);
    close(speaker->line);
    speaker->line = -1;
    speaker->pid = 0;
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

// A whole line or none: one that it doesn't take at once, it never will.
static bool tell(struct speaker *speaker, const char *line, int n)
{
    if (n <= 0 || n >= LIMIT_SPEECH_LINE || !start(speaker))
        return false;
    size_t sent = 0;
    while (sent < (size_t)n) {
        ssize_t now = send(speaker->line, line + sent, (size_t)n - sent, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (now < 0 && errno == EINTR)
            continue;
        if (now <= 0) {
            speaker_stop(speaker);
            return false;
        }
        sent += (size_t)now;
    }
    return true;
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
    if (speaker->pid)
        tell(speaker, "hush\n", 5);
}

// SPDX-License-Identifier: MIT
#include "system/child.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/pidfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/limits.h"

extern char **environ;

// From linux/ioprio.h, which glibc has no word of.
#define IOPRIO_OF_GROUP 2
#define IOPRIO_IDLE (3 << 13)

#define NICE 10

// ---- Hearing it ----

struct lines {
    char bytes[LIMIT_CHILD_LINE];
    size_t n;
    bool passing; // over a line that is too long
};

static void cut_lines(struct child *child, struct lines *lines)
{
    struct slice rest = {lines->bytes, lines->n}, line;
    while (slice_find_char(rest, '\n') >= 0) {
        slice_cut(rest, '\n', &line, &rest);
        if (!lines->passing)
            child->hooks.line(child->context, line);
        lines->passing = false;
    }
    if (rest.n == sizeof lines->bytes) {
        if (!lines->passing)
            child->hooks.line(child->context, rest);
        lines->passing = true;
        rest.n = 0;
    }
    lines->n = rest.n;
    if (rest.n > 0)
        memmove(lines->bytes, rest.p, rest.n);
}

static void kill_all(const struct child *child)
{
    kill(-child->pid, SIGKILL);
    kill(child->pid, SIGKILL); // its group may not be there yet, or no longer
}

// When the thread loses its patience, in milliseconds of the monotonic clock; -1: nobody has asked it to end.
struct patience {
    int64_t until;
};

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// Waits until `fd` has news; kills the child when its time is over. False when it had to.
static bool wait_for(struct child *child, int fd, struct patience *patience)
{
    struct pollfd fds[] = {{.fd = fd, .events = POLLIN}, {.fd = child->wake, .events = POLLIN}};
    for (;;) {
        int64_t left = patience->until < 0 ? -1 : patience->until - now_ms();
        if (patience->until >= 0 && left <= 0) {
            kill_all(child);
            return false;
        }
        int n = poll(fds, patience->until < 0 ? 2 : 1, (int)left);
        uint64_t asked;
        if (n > 0 && fds[1].revents && read(child->wake, &asked, sizeof asked) == (ssize_t)sizeof asked)
            patience->until = now_ms() + (int64_t)asked - 1;
        fds[1].revents = 0;
        if (n > 0 && fds[0].revents)
            return true;
    }
}

// What it may say in all is capped: whoever babbles is killed.
static bool says_too_much(struct child *child, size_t n)
{
    child->heard += n;
    if (child->heard <= LIMIT_CHILD_TOTAL)
        return false;
    kill_all(child);
    return true;
}

static int wait_for_end(struct child *child, struct patience *patience)
{
    siginfo_t info = {0};
    int fd = pidfd_open(child->pid, 0);
    if (fd >= 0) {
        wait_for(child, fd, patience);
        close(fd);
    }
    // It stays to be reaped by child_stop: until then its number is nobody else's.
    while (waitid(P_PID, (id_t)child->pid, &info, WEXITED | WNOWAIT) != 0 && errno == EINTR)
        continue;
    return info.si_code == CLD_EXITED ? info.si_status << 8 : info.si_status;
}

static void *listen_to_it(void *context)
{
    struct child *child = context;
    struct lines lines = {.n = 0};
    struct patience patience = {-1};
    for (;;) {
        ssize_t got = recv(child->line, lines.bytes + lines.n, sizeof lines.bytes - lines.n, MSG_DONTWAIT);
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            // Somebody that it started may still hold the other end: then nobody is read any more.
            if (!wait_for(child, child->line, &patience))
                shutdown(child->line, SHUT_RD);
            continue;
        }
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0 || says_too_much(child, (size_t)got))
            break;
        lines.n += (size_t)got;
        cut_lines(child, &lines);
    }
    child->hooks.closed(child->context, child->wait ? wait_for_end(child, &patience) : 0);
    return NULL;
}

// ---- Its life ----

static bool spawn(struct child *child, const char *program, const char *const *arguments,
                  const char *const *environment, int line)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, defaults;
    sigemptyset(&none);
    sigfillset(&defaults);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, line, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, line, STDOUT_FILENO);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes,
                             POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    // posix_spawn takes lists of what it doesn't change.
    int failed = posix_spawn(&child->pid, program, &actions, &attributes, (char *const *)(uintptr_t)arguments,
                             environment ? (char *const *)(uintptr_t)environment : environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (failed)
        child->pid = 0;
    return !failed;
}

// What can't be had is no reason not to run.
static void step_back(pid_t pid)
{
    setpriority(PRIO_PGRP, (id_t)pid, NICE);
    syscall(SYS_ioprio_set, IOPRIO_OF_GROUP, pid, IOPRIO_IDLE);
}

static void reap(struct child *child)
{
    kill_all(child);
    while (waitpid(child->pid, NULL, 0) < 0 && errno == EINTR)
        continue;
    child->pid = 0;
}

static void close_both(struct child *child)
{
    close(child->line);
    close(child->wake);
    child->line = child->wake = -1;
}

bool child_start(struct child *child, const char *program, const char *const *arguments,
                 const char *const *environment, unsigned flags, struct child_hooks hooks, void *context)
{
    int ends[2];
    *child = (struct child){
        .hooks = hooks, .context = context, .wait = (flags & CHILD_WAIT) != 0, .line = -1, .wake = -1};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return false;
    child->line = ends[0];
    child->wake = eventfd(0, EFD_CLOEXEC);
    bool runs = child->wake >= 0 && spawn(child, program, arguments, environment, ends[1]);
    close(ends[1]);
    if (runs && flags & CHILD_BACKGROUND)
        step_back(child->pid);
    if (runs && pthread_create(&child->thread, NULL, listen_to_it, child) == 0)
        return true;
    if (runs)
        reap(child);
    close_both(child);
    return false;
}

bool child_tell(struct child *child, struct slice line)
{
    while (line.n > 0) {
        ssize_t n = send(child->line, line.p, line.n, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        line = slice_from(line, (size_t)n);
    }
    return true;
}

void child_end(struct child *child, int patience_ms)
{
    const uint64_t asked = (uint64_t)patience_ms + 1;
    if (!child->pid)
        return;
    shutdown(child->line, SHUT_WR);
    kill(child->pid, SIGTERM);
    // Of a second call the thread, already counting, hears nothing.
    if (write(child->wake, &asked, sizeof asked) != (ssize_t)sizeof asked)
        kill_all(child);
}

void child_stop(struct child *child)
{
    if (!child->pid)
        return;
    kill_all(child);
    shutdown(child->line, SHUT_RDWR); // ends the thread
    pthread_join(child->thread, NULL);
    reap(child);
    close_both(child);
}

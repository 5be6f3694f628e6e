// SPDX-License-Identifier: MIT
// Who is at work. Every thread that the kiosk starts is at work, unless it waits for another thread, for bytes that
// aren't there, or for the clock; a program that it started is at work until it has ended, unless it only serves.
#include "lent.h"

#include <dlfcn.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define THREADS 32
#define STEP_NS (LENT_MS / 2) // of the real clock: how often whoever waits for the lent one looks at it

struct thread {
    bool used;
    bool waits; // and nobody has woken it
    pthread_cond_t *cond;
    struct pollfd *fds;
    nfds_t n_fds;
    uint64_t due_ns; // LENT_NEVER: it doesn't wait for the clock
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;  // guards what follows
static struct thread threads[THREADS] = {{.used = true}}; // the first is the kiosk's own
static struct {
    pid_t pid; // 0: free
    bool serves;
} children[REST_CHILDREN];

static _Thread_local struct thread *self = &threads[0];

// Some of these have two versions; dlsym takes the older.
static void *next_of(const char *name)
{
    void *found = dlvsym(RTLD_NEXT, name, "GLIBC_2.3.2");
    if (!found)
        found = dlsym(RTLD_NEXT, name);
    if (!found)
        abort();
    return found;
}

#define REAL(name)                                                                                           \
    static __typeof__(&(name)) real;                                                                         \
    if (!real)                                                                                               \
    *(void **)&real = next_of(#name)

static bool is_own(void)
{
    return self == &threads[0];
}

// ---- Threads ----

static int real_poll(struct pollfd *fds, nfds_t n, int timeout_ms)
{
    REAL(poll);
    return real(fds, n, timeout_ms);
}

static void wait_begins(pthread_cond_t *cond, struct pollfd *fds, nfds_t n_fds, uint64_t due_ns)
{
    pthread_mutex_lock(&lock);
    *self = (struct thread){true, true, cond, fds, n_fds, due_ns};
    pthread_mutex_unlock(&lock);
}

static void wait_ends(void)
{
    pthread_mutex_lock(&lock);
    *self = (struct thread){.used = true};
    pthread_mutex_unlock(&lock);
}

// Bytes have come for it, though it may not have noticed.
static bool has_bytes(const struct thread *thread)
{
    struct pollfd fds[8];
    if (thread->n_fds == 0)
        return false;
    if (thread->n_fds > sizeof fds / sizeof *fds)
        abort();
    memcpy(fds, thread->fds, thread->n_fds * sizeof *fds);
    return real_poll(fds, thread->n_fds, 0) > 0;
}

static bool is_at_work(const struct thread *thread)
{
    return thread->used && (!thread->waits || thread->due_ns <= lent_now_ns() || has_bytes(thread));
}

bool rest_is_given(void)
{
    bool given = true;
    pthread_mutex_lock(&lock);
    for (int i = 0; given && i < THREADS; i++)
        given = &threads[i] == self || !is_at_work(&threads[i]);
    for (int i = 0; given && i < REST_CHILDREN; i++)
        given = !children[i].pid || children[i].serves;
    pthread_mutex_unlock(&lock);
    return given;
}

uint64_t rest_next_ns(void)
{
    uint64_t next = LENT_NEVER;
    pthread_mutex_lock(&lock);
    for (int i = 0; i < THREADS; i++)
        if (&threads[i] != self && threads[i].used && threads[i].waits && threads[i].due_ns < next)
            next = threads[i].due_ns;
    pthread_mutex_unlock(&lock);
    return next;
}

void rest_tell(char *out, unsigned size)
{
    unsigned n = 0;
    out[0] = '\0';
    pthread_mutex_lock(&lock);
    for (int i = 0; i < THREADS && n < size; i++)
        if (&threads[i] != self && is_at_work(&threads[i]))
            n += (unsigned)snprintf(out + n, size - n, " thread %d", i);
    for (int i = 0; i < REST_CHILDREN && n < size; i++)
        if (children[i].pid && !children[i].serves)
            n += (unsigned)snprintf(out + n, size - n, " process %d", (int)children[i].pid);
    pthread_mutex_unlock(&lock);
}

struct start {
    struct thread *thread;
    void *(*work)(void *context);
    void *context;
};

static void *begin(void *context)
{
    struct start start = *(struct start *)context;
    free(context);
    self = start.thread;
    void *result = start.work(start.context);
    pthread_mutex_lock(&lock);
    *self = (struct thread){.used = false};
    pthread_mutex_unlock(&lock);
    return result;
}

int pthread_create(pthread_t *out, const pthread_attr_t *attributes, void *(*work)(void *context),
                   void *context)
{
    REAL(pthread_create);
    struct start *start = malloc(sizeof *start);
    if (!start)
        return EAGAIN;
    *start = (struct start){NULL, work, context};
    pthread_mutex_lock(&lock);
    for (int i = 1; i < THREADS && !start->thread; i++)
        if (!threads[i].used)
            start->thread = &threads[i];
    if (!start->thread)
        abort();
    *start->thread = (struct thread){.used = true}; // at work from now on, not only once it runs
    pthread_mutex_unlock(&lock);
    int failed = real(out, attributes, begin, start);
    if (failed) {
        start->thread->used = false;
        free(start);
    }
    return failed;
}

// ---- Waiting for another thread ----

int pthread_cond_wait(pthread_cond_t *cond, pthread_mutex_t *mutex)
{
    REAL(pthread_cond_wait);
    wait_begins(cond, NULL, 0, LENT_NEVER);
    int failed = real(cond, mutex);
    wait_ends();
    return failed;
}

// Who is woken is at work from here on. Of several we don't know which one it would be: all are, as they may.
static void wake(pthread_cond_t *cond)
{
    pthread_mutex_lock(&lock);
    for (int i = 0; i < THREADS; i++)
        if (threads[i].cond == cond)
            threads[i].waits = false;
    pthread_mutex_unlock(&lock);
}

int pthread_cond_broadcast(pthread_cond_t *cond)
{
    REAL(pthread_cond_broadcast);
    wake(cond);
    return real(cond);
}

int pthread_cond_signal(pthread_cond_t *cond)
{
    return pthread_cond_broadcast(cond);
}

// The kiosk's own thread moves the clock, when everybody rests; the others look whether it has.
static bool is_over(uint64_t due_ns)
{
    if (is_own() && rest_is_given())
        lent_leap(due_ns < rest_next_ns() ? due_ns : rest_next_ns());
    return lent_now_ns() >= due_ns;
}

static int wait_for_cond(pthread_cond_t *cond, pthread_mutex_t *mutex, uint64_t due_ns)
{
    static int (*real)(pthread_cond_t *, pthread_mutex_t *, clockid_t, const struct timespec *);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "pthread_cond_clockwait");
    uint64_t step = lent_real_ns() + STEP_NS;
    struct timespec until = {(time_t)(step / LENT_S), (long)(step % LENT_S)};
    wait_begins(cond, NULL, 0, due_ns);
    int failed = real(cond, mutex, CLOCK_MONOTONIC, &until);
    wait_ends();
    // Woken for nothing, as may happen: it looks at what it waits for, and comes again.
    return failed == ETIMEDOUT && !is_over(due_ns) ? 0 : failed;
}

static uint64_t ns_of(const struct timespec *time)
{
    return (uint64_t)time->tv_sec * LENT_S + (uint64_t)time->tv_nsec;
}

// The moment is of the wall's clock where that is nearer: which clock it was made for nobody can ask it.
int pthread_cond_timedwait(pthread_cond_t *restrict cond, pthread_mutex_t *restrict mutex,
                           const struct timespec *restrict until)
{
    int64_t wall_s = lent_wall_s(), now_s = (int64_t)(lent_now_ns() / LENT_S);
    int64_t of_wall = llabs(until->tv_sec - wall_s), of_boot = llabs(until->tv_sec - now_s);
    uint64_t due_ns = ns_of(until);
    if (of_wall < of_boot)
        due_ns = due_ns - (uint64_t)wall_s * LENT_S + (uint64_t)now_s * LENT_S;
    return wait_for_cond(cond, mutex, due_ns);
}

// ---- Waiting for the clock ----

static void sleep_until(uint64_t due_ns)
{
    wait_begins(NULL, NULL, 0, due_ns);
    while (!is_over(due_ns))
        lent_sleep_real((long)STEP_NS);
    wait_ends();
}

int nanosleep(const struct timespec *length, struct timespec *left)
{
    (void)left;
    sleep_until(lent_now_ns() + ns_of(length));
    return 0;
}

int clock_nanosleep(clockid_t clock, int flags, const struct timespec *when, struct timespec *left)
{
    (void)left;
    uint64_t due_ns = ns_of(when);
    if (!(flags & TIMER_ABSTIME))
        due_ns += lent_now_ns();
    else if (clock == CLOCK_REALTIME)
        due_ns += lent_now_ns() - (uint64_t)lent_wall_s() * LENT_S;
    sleep_until(due_ns);
    return 0;
}

int usleep(useconds_t us)
{
    sleep_until(lent_now_ns() + us * UINT64_C(1000));
    return 0;
}

// ---- Waiting for bytes ----

// The decoder is asked over such a line, and a thread that waits for its answer has work out of the house.
static bool waits_for_decoder(const struct pollfd *fds, nfds_t n)
{
    for (nfds_t i = 0; i < n; i++) {
        int type = 0;
        socklen_t size = sizeof type;
        if (fds[i].fd >= 0 && getsockopt(fds[i].fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0 &&
            type == SOCK_SEQPACKET)
            return true;
    }
    return false;
}

int poll(struct pollfd *fds, nfds_t n, int timeout_ms)
{
    if (timeout_ms == 0 || waits_for_decoder(fds, n))
        return real_poll(fds, n, timeout_ms);
    uint64_t due_ns = timeout_ms < 0 ? LENT_NEVER : lent_now_ns() + (uint64_t)timeout_ms * LENT_MS;
    int ready = 0;
    wait_begins(NULL, fds, n, due_ns);
    do
        ready = real_poll(fds, n, timeout_ms < 0 ? -1 : 1);
    while (ready == 0 && !is_over(due_ns));
    int error = errno;
    wait_ends();
    errno = error;
    return ready;
}

ssize_t read(int fd, void *out, size_t n)
{
    REAL(read);
    struct pollfd waiting = {.fd = fd, .events = POLLIN};
    if (is_own() || real_poll(&waiting, 1, 0) != 0)
        return real(fd, out, n);
    wait_begins(NULL, &waiting, 1, LENT_NEVER);
    ssize_t got = real(fd, out, n);
    int error = errno;
    wait_ends();
    errno = error;
    return got;
}

// ---- Other programs ----

static bool only_serves(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    return strcmp(name, "chasqui-decode") == 0 || strcmp(name, "chasqui-speak") == 0;
}

int posix_spawn(pid_t *restrict out, const char *restrict path, const posix_spawn_file_actions_t *actions,
                const posix_spawnattr_t *restrict attributes, char *const arguments[],
                char *const environment[])
{
    REAL(posix_spawn);
    pthread_mutex_lock(&lock);
    int failed = real(out, path, actions, attributes, arguments, environment);
    int free_one = 0;
    while (!failed && free_one < REST_CHILDREN && children[free_one].pid)
        free_one++;
    if (free_one == REST_CHILDREN)
        abort();
    if (!failed) {
        children[free_one].pid = *out;
        children[free_one].serves = only_serves(path);
    }
    pthread_mutex_unlock(&lock);
    return failed;
}

pid_t waitpid(pid_t pid, int *status, int options)
{
    REAL(waitpid);
    pid_t ended = real(pid, status, options);
    pthread_mutex_lock(&lock);
    for (int i = 0; ended > 0 && i < REST_CHILDREN; i++)
        if (children[i].pid == ended)
            children[i].pid = 0;
    pthread_mutex_unlock(&lock);
    return ended;
}

int rest_children(pid_t out[REST_CHILDREN])
{
    int n = 0;
    pthread_mutex_lock(&lock);
    for (int i = 0; i < REST_CHILDREN; i++)
        if (children[i].pid)
            out[n++] = children[i].pid;
    pthread_mutex_unlock(&lock);
    return n;
}

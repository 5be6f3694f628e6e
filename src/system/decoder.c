// SPDX-License-Identifier: MIT
#include "system/decoder.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sockios.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/limits.h"

#define START_POLL_MS 5
#define START_WALLS                                                                                          \
    3 // times as long as a picture may take, on the wall, until the program takes its first request

struct decoder {
    struct decoder_config config;
    pid_t pid;     // 0: it doesn't run
    int line;      // -1
    int cancelled; // an eventfd: readable once it is
};

struct decoder *decoder_create(const struct decoder_config *config)
{
    struct decoder *decoder = calloc(1, sizeof *decoder);
    if (!decoder)
        return NULL;
    decoder->config = *config;
    if (!config->cpu_ms)
        decoder->config.cpu_ms = LIMIT_DECODE_CPU_MS;
    if (!config->wall_ms)
        decoder->config.wall_ms = LIMIT_DECODE_WALL_MS;
    decoder->line = -1;
    decoder->cancelled = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (decoder->cancelled < 0) {
        free(decoder);
        return NULL;
    }
    return decoder;
}

// ---- Its life ----

static void add_descriptors(posix_spawn_file_actions_t *actions, int line)
{
    posix_spawn_file_actions_adddup2(actions, line, DECODER_LINE);
    posix_spawn_file_actions_addopen(actions, STDIN_FILENO, "/dev/null", O_RDWR, 0);
    posix_spawn_file_actions_adddup2(actions, STDIN_FILENO, STDOUT_FILENO);
#ifndef CHASQUI_SANITIZE // whose reports are wanted
    posix_spawn_file_actions_adddup2(actions, STDIN_FILENO, STDERR_FILENO);
#endif
    posix_spawn_file_actions_addclosefrom_np(actions, DECODER_LINE + 1);
}

static bool spawn(struct decoder *decoder, int line)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    char *const arguments[] = {(char *)(uintptr_t)decoder->config.program, NULL};
    char *const environment[] = {NULL}; // nothing in ours is its business
    sigset_t none, defaults;
    sigemptyset(&none);
    sigfillset(&defaults);
    posix_spawn_file_actions_init(&actions);
    add_descriptors(&actions, line);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    int failed =
        posix_spawn(&decoder->pid, decoder->config.program, &actions, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (failed)
        decoder->pid = 0;
    return !failed;
}

static bool is_cancelled(const struct decoder *decoder)
{
    struct pollfd event = {.fd = decoder->cancelled, .events = POLLIN};
    return poll(&event, 1, 0) > 0;
}

bool decoder_start(struct decoder *decoder)
{
    int ends[2];
    if (decoder->pid)
        return true;
    if (is_cancelled(decoder) || socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return false;
    bool runs = spawn(decoder, ends[1]);
    close(ends[1]);
    if (!runs)
        close(ends[0]);
    decoder->line = runs ? ends[0] : -1;
    return runs;
}

static void stop(struct decoder *decoder)
{
    if (!decoder->pid)
        return;
    kill(decoder->pid, SIGKILL);
    while (waitpid(decoder->pid, NULL, 0) < 0 && errno == EINTR)
        continue;
    close(decoder->line);
    decoder->line = -1;
    decoder->pid = 0;
}

void decoder_destroy(struct decoder *decoder)
{
    if (!decoder)
        return;
    stop(decoder);
    close(decoder->cancelled);
    free(decoder);
}

void decoder_cancel(struct decoder *decoder)
{
    uint64_t one = 1;
    while (write(decoder->cancelled, &one, sizeof one) < 0 && errno == EINTR)
        continue;
}

// ---- Its time ----

static int64_t ms_of(clockid_t clock)
{
    struct timespec now;
    if (clock_gettime(clock, &now) != 0)
        return 0;
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// Watched from here rather than by RLIMIT_CPU, which counts a whole life and not a picture.
static int64_t cpu_ms(pid_t pid)
{
    clockid_t clock;
    return clock_getcpuclockid(pid, &clock) == 0 ? ms_of(clock) : 0;
}

// Whether the request was read. Until then it starts, which takes a slow machine longer than a picture may.
static bool is_taken(const struct decoder *decoder)
{
    int unread = 0;
    return ioctl(decoder->line, SIOCOUTQ, &unread) != 0 || unread == 0;
}

static bool wait_until_taken(const struct decoder *decoder)
{
    int64_t end = ms_of(CLOCK_MONOTONIC) + START_WALLS * decoder->config.wall_ms;
    struct pollfd events[2] = {{.fd = decoder->line, .events = POLLIN},
                               {.fd = decoder->cancelled, .events = POLLIN}};
    while (!is_taken(decoder)) {
        int ready = poll(events, 2, START_POLL_MS);
        if (ready < 0 && errno != EINTR)
            return false;
        if (ready > 0) // an answer, its end, or nobody waits for it any more
            return true;
        if (ms_of(CLOCK_MONOTONIC) > end)
            return false;
    }
    return true;
}

// Whether it says something before its time is over. It has one thread, so that its CPU time can't be over sooner
// than what is left of it.
static bool wait_for_reply(const struct decoder *decoder, int64_t budget_ms)
{
    if (!wait_until_taken(decoder))
        return false;
    int64_t cpu_began = cpu_ms(decoder->pid), wall_end = ms_of(CLOCK_MONOTONIC) + decoder->config.wall_ms;
    struct pollfd events[2] = {{.fd = decoder->line, .events = POLLIN},
                               {.fd = decoder->cancelled, .events = POLLIN}};
    for (;;) {
        int64_t wall = wall_end - ms_of(CLOCK_MONOTONIC);
        int64_t cpu = budget_ms - (cpu_ms(decoder->pid) - cpu_began);
        if (wall <= 0 || cpu <= 0)
            return false;
        int ready = poll(events, 2, (int)(wall < cpu ? wall : cpu) + 1);
        if (ready < 0 && errno != EINTR)
            return false;
        if (ready > 0)
            return !events[1].revents && (events[0].revents & POLLIN);
    }
}

// ---- What is said ----

static bool send_request(const struct decoder *decoder, const struct decoder_request *request, int file)
{
    union {
        struct cmsghdr align;
        char bytes[CMSG_SPACE(sizeof(int))];
    } control = {0};
    struct iovec part = {.iov_base = (void *)(uintptr_t)request, .iov_len = sizeof *request};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (file >= 0) {
        message.msg_control = control.bytes;
        message.msg_controllen = sizeof control.bytes;
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        *header = (struct cmsghdr){
            .cmsg_len = CMSG_LEN(sizeof file), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
        memcpy(CMSG_DATA(header), &file, sizeof file);
    }
    ssize_t sent;
    do
        sent = sendmsg(decoder->line, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent == (ssize_t)sizeof *request;
}

// Every descriptor that came, so that none stays open: the first in *file, -1 without one. Their number.
static size_t take_descriptors(struct msghdr *message, int *file)
{
    size_t count = 0;
    *file = -1;
    for (struct cmsghdr *header = CMSG_FIRSTHDR(message); header; header = CMSG_NXTHDR(message, header)) {
        if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS)
            continue;
        size_t n = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t i = 0; i < n; i++) {
            int one;
            memcpy(&one, CMSG_DATA(header) + i * sizeof one, sizeof one);
            if (count++ == 0)
                *file = one;
            else
                close(one);
        }
    }
    return count;
}

// A reply of the right length with the descriptor that belongs to it, which is the caller's then (-1: none).
static bool receive_reply(const struct decoder *decoder, bool wants_pixels, struct decoder_reply *reply,
                          int *pixels)
{
    union {
        struct cmsghdr align;
        char bytes[CMSG_SPACE(4 * sizeof(int))];
    } control;
    struct iovec part = {.iov_base = reply, .iov_len = sizeof *reply};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = sizeof control.bytes};
    ssize_t got;
    do
        got = recvmsg(decoder->line, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    while (got < 0 && errno == EINTR);
    size_t n = got >= 0 ? take_descriptors(&message, pixels) : 0;
    bool whole = got == (ssize_t)sizeof *reply && !(message.msg_flags & (MSG_TRUNC | MSG_CTRUNC));
    if (whole && reply->status < DECODER_LOST && n == (wants_pixels && reply->status == DECODER_OK))
        return true;
    if (got >= 0 && *pixels >= 0)
        close(*pixels);
    return false;
}

// ---- What can be believed of it ----

static bool fits_wish(const struct decoder_reply *reply, struct decoder_wish wish)
{
    return reply->w >= 1 && reply->h >= 1 && reply->w <= wish.w && reply->h <= wish.h &&
           reply->stride == decoder_stride(reply->w) && reply->opaque <= 1 && reply->dx >= 0 &&
           reply->dy >= 0 && reply->dx <= wish.w - reply->w && reply->dy <= wish.h - reply->h;
}

// Pixels of exactly this size, which nobody can take away or change under us any more.
static bool is_sealed(int pixels, size_t bytes)
{
    struct stat st;
    const int needed = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL;
    int seals = fcntl(pixels, F_GET_SEALS);
    return seals >= 0 && (seals & needed) == needed && fstat(pixels, &st) == 0 && S_ISREG(st.st_mode) &&
           st.st_size >= 0 && (size_t)st.st_size == bytes;
}

static bool map_pixels(const struct decoder_reply *reply, int pixels, struct decoder_wish wish,
                       struct decoder_picture *out)
{
    if (!fits_wish(reply, wish))
        return false;
    size_t bytes = (size_t)reply->stride * (size_t)reply->h * sizeof *out->px;
    if (!is_sealed(pixels, bytes))
        return false;
    void *px = mmap(NULL, bytes, PROT_READ, MAP_PRIVATE | MAP_POPULATE, pixels, 0);
    if (px == MAP_FAILED)
        return false;
    *out = (struct decoder_picture){.px = px,
                                    .w = reply->w,
                                    .h = reply->h,
                                    .stride = reply->stride,
                                    .opaque = reply->opaque,
                                    .dx = reply->dx,
                                    .dy = reply->dy};
    return true;
}

void decoder_picture_free(struct decoder_picture *picture)
{
    if (picture->px)
        munmap((void *)(uintptr_t)picture->px,
               (size_t)picture->stride * (size_t)picture->h * sizeof *picture->px);
    *picture = (struct decoder_picture){0};
}

// ---- The calls ----

// One that ended while it had nothing to do is replaced here and costs nothing.
static bool tell(struct decoder *decoder, const struct decoder_request *request, int file)
{
    for (int i = 0; i < 2; i++) {
        if (!decoder_start(decoder))
            return false;
        if (send_request(decoder, request, file))
            return true;
        stop(decoder);
    }
    return false;
}

// `out` is NULL when no pixels are asked for.
static enum decoder_status ask(struct decoder *decoder, enum decoder_ask what, int file,
                               struct decoder_wish wish, struct decoder_picture *out)
{
    struct decoder_request request = {.ask = what,
                                      .w = wish.w,
                                      .h = wish.h,
                                      .cover = wish.cover,
                                      .align = wish.align,
                                      .turned = wish.turned};
    struct decoder_reply reply = {0};
    int pixels = -1;
    if (is_cancelled(decoder) || !tell(decoder, &request, file))
        return DECODER_LOST;
    bool short_one = what == DECODER_ASK_PROBE && decoder->config.cpu_ms > LIMIT_PROBE_CPU_MS;
    int64_t budget_ms = short_one ? LIMIT_PROBE_CPU_MS : decoder->config.cpu_ms;
    bool good = wait_for_reply(decoder, budget_ms) && receive_reply(decoder, out != NULL, &reply, &pixels);
    if (good && pixels >= 0) {
        good = map_pixels(&reply, pixels, wish, out);
        close(pixels);
    }
    if (good)
        return (enum decoder_status)reply.status;
    stop(decoder);
    return DECODER_LOST;
}

static bool acceptable(struct decoder_wish wish)
{
    return wish.w >= 1 && wish.h >= 1 && wish.w <= LIMIT_SCREEN_SIDE && wish.h <= LIMIT_SCREEN_SIDE;
}

enum decoder_status decoder_decode(struct decoder *decoder, int file, struct decoder_wish wish,
                                   struct decoder_picture *out)
{
    *out = (struct decoder_picture){0};
    return acceptable(wish) ? ask(decoder, DECODER_ASK_DECODE, file, wish, out) : DECODER_UNKNOWN;
}

enum decoder_status decoder_probe(struct decoder *decoder, int file)
{
    return ask(decoder, DECODER_ASK_PROBE, file, (struct decoder_wish){0}, NULL);
}

enum decoder_status decoder_prime(struct decoder *decoder, int file)
{
    return ask(decoder, DECODER_ASK_PRIME, file, (struct decoder_wish){0}, NULL);
}

enum decoder_status decoder_place(struct decoder *decoder, struct decoder_wish wish,
                                  struct decoder_picture *out)
{
    *out = (struct decoder_picture){0};
    return acceptable(wish) ? ask(decoder, DECODER_ASK_PLACE, -1, wish, out) : DECODER_UNKNOWN;
}

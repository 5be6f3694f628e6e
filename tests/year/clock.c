// SPDX-License-Identifier: MIT
// The lent clock: what asks for the time is told it, what waits for it leaps. Loaded into a kiosk with LD_PRELOAD.
#include "lent.h"

#include <errno.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define BOOT_NS (1000 * LENT_S) // the machine was started that long before the kiosk

static _Atomic uint64_t now_ns = BOOT_NS;
static _Atomic int64_t wall_at_boot_s;

uint64_t lent_now_ns(void)
{
    return atomic_load(&now_ns);
}

int64_t lent_wall_s(void)
{
    return atomic_load(&wall_at_boot_s) + (int64_t)(lent_now_ns() / LENT_S);
}

void lent_set_wall(int64_t s)
{
    atomic_store(&wall_at_boot_s, s - (int64_t)(lent_now_ns() / LENT_S));
}

void lent_spend(uint64_t ns)
{
    atomic_fetch_add(&now_ns, ns);
}

void lent_leap(uint64_t ns)
{
    if (ns != LENT_NEVER && ns > lent_now_ns())
        atomic_store(&now_ns, ns);
}

void lent_sleep_real(long ns)
{
    struct timespec length = {.tv_nsec = ns};
    syscall(SYS_nanosleep, &length, NULL);
}

uint64_t lent_real_ns(void)
{
    struct timespec now;
    syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * LENT_S + (uint64_t)now.tv_nsec;
}

// ---- What asks ----

int clock_gettime(clockid_t clock, struct timespec *out)
{
    uint64_t ns = lent_now_ns();
    switch (clock) {
    case CLOCK_MONOTONIC:
    case CLOCK_MONOTONIC_RAW:
    case CLOCK_MONOTONIC_COARSE:
    case CLOCK_BOOTTIME:
        *out = (struct timespec){(time_t)(ns / LENT_S), (long)(ns % LENT_S)};
        return 0;
    case CLOCK_REALTIME:
    case CLOCK_REALTIME_COARSE:
        *out = (struct timespec){(time_t)lent_wall_s(), (long)(ns % LENT_S)};
        return 0;
    default: // how long a processor has worked for somebody
        return (int)syscall(SYS_clock_gettime, clock, out);
    }
}

time_t time(time_t *out)
{
    time_t now = (time_t)lent_wall_s();
    if (out)
        *out = now;
    return now;
}

int gettimeofday(struct timeval *restrict out, void *restrict zone)
{
    (void)zone;
    *out = (struct timeval){(time_t)lent_wall_s(), (suseconds_t)(lent_now_ns() % LENT_S / 1000)};
    return 0;
}

// SPDX-License-Identifier: MIT
#include "system/service.h"

#include <stdlib.h>

#include <systemd/sd-daemon.h>

// Of the time in which systemd wants a sign: a loop that is late once is no hung one.
#define SIGNS 3

bool service_is_one(void)
{
    const char *socket = getenv("NOTIFY_SOCKET");
    return socket && socket[0];
}

void service_open(struct service *service, uint64_t now_ns)
{
    uint64_t within_us = 0;
    *service = (struct service){0};
    if (sd_watchdog_enabled(0, &within_us) > 0 && within_us > 0 && within_us < UINT64_MAX / 1000)
        service->every_ns = within_us * 1000 / SIGNS;
    service->next_ns = now_ns;
}

void service_ready(void)
{
    sd_notify(0, "READY=1");
}

void service_live(struct service *service, uint64_t now_ns)
{
    if (service->every_ns == 0 || now_ns < service->next_ns)
        return;
    service->next_ns = now_ns + service->every_ns;
    sd_notify(0, "WATCHDOG=1");
}

uint64_t service_due_ns(const struct service *service)
{
    return service->every_ns ? service->next_ns : UINT64_MAX;
}

void service_ending(void)
{
    sd_notify(0, "STOPPING=1");
}

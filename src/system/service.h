// SPDX-License-Identifier: MIT
// What systemd is told by a service of Type=notify (sd_notify(3)): that it shows something, and, as long as it does, that it
// isn't hung. Where nobody listens, nothing is said.
#ifndef CHASQUI_SYSTEM_SERVICE_H
#define CHASQUI_SYSTEM_SERVICE_H

#include <stdbool.h>
#include <stdint.h>

struct service {
    uint64_t every_ns; // a sign of life is wanted as often; 0: nobody wants one
    uint64_t next_ns;  // when the next one is due
};

// Whether one started this program: nobody at the screen can start it again.
bool service_is_one(void);
// Reads what systemd asks for. `now_ns` counts as in service_live.
void service_open(struct service *service, uint64_t now_ns);
// The first picture stands.
void service_ready(void);
// A sign of life, if it is time for one. For the loop itself to call, each time around: a thread would say so for ever.
void service_live(struct service *service, uint64_t now_ns);
// When service_live wants to be called next; UINT64_MAX: never.
uint64_t service_due_ns(const struct service *service);
void service_ending(void);

#endif

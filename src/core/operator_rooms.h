// SPDX-License-Identifier: MIT
// What the operator's own files share. Private to them.
#ifndef CHASQUI_CORE_OPERATOR_ROOMS_H
#define CHASQUI_CORE_OPERATOR_ROOMS_H

#include "core/desk.h"
#include "core/rooms.h"

void operator_ask(struct effects *out, enum ask ask, uint32_t arg);
// Goes to a room; `which` is what it is about.
void operator_enter(struct state *state, enum operator_room room, uint32_t which, struct effects *out);

// ---- pin.c ----

void pin_wipe(struct operator_state *op);
// Another room is entered: what was typed is wiped, but for a new PIN that is to be typed again.
void pin_leave(struct operator_state *op, bool again);
bool pin_act(struct state *state, const struct campaign *campaign, const struct event *event,
             struct effects *out);
void pin_news(struct state *state, const struct campaign *campaign, enum desk_news news, uint32_t seconds,
              struct effects *out);

// ---- choose.c ----

bool choose_act(struct state *state, const struct campaign *campaign, const struct event *event,
                struct effects *out);
// The next step of the first run, or (step -1) the one before.
void setup_step(struct state *state, const struct campaign *campaign, int step, struct effects *out);

#endif

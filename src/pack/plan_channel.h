// SPDX-License-Identifier: MIT
// A channel's fields as texts that can be compared and shown, for plan.c alone.
#ifndef CHASQUI_PACK_PLAN_CHANNEL_H
#define CHASQUI_PACK_PLAN_CHANNEL_H

#include "content/model.h"

// The field's name, as in channels.yaml; NULL past the last. The value comes first.
const char *plan_field_name(size_t field);
struct slice plan_field(const struct channel *channel, size_t field, struct arena *arena);
// The field that tells how it is reached.
size_t plan_field_how(void);
// What else is told of one that comes: "needs: talk" and the like, a line each.
struct slice plan_facts(const struct channel *channel, struct arena *arena);
// Whether this field of it is told, and is too long for such a line. May be empty.
bool plan_is_text(const struct channel *channel, size_t field);

#endif

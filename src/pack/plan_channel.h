// SPDX-License-Identifier: MIT
// A channel's fields as texts that can be compared and shown, for plan.c alone.
#ifndef CHASQUI_PACK_PLAN_CHANNEL_H
#define CHASQUI_PACK_PLAN_CHANNEL_H

#include "content/model.h"

// The field's name, as in channels.yaml; NULL past the last. The value comes first.
const char *plan_field_name(size_t field);
struct slice plan_field(const struct channel *channel, size_t field, struct arena *arena);
// What a child is told of it besides: "needs: danger" and the like, a line each.
struct slice plan_facts(const struct channel *channel, struct arena *arena);
// What people know it by: its value, or how it is reached.
struct slice plan_value(const struct channel *channel, struct arena *arena);

#endif

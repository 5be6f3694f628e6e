// SPDX-License-Identifier: MIT
// In which order a pack shows what stays: the first number of a page is the one that is dialled, and a poster that left the loop
// is seen by nobody.
#ifndef CHASQUI_PACK_PLAN_ORDER_H
#define CHASQUI_PACK_PLAN_ORDER_H

#include "content/model.h"

struct plan_order {
    struct slice before, after; // names, with commas; both empty: nothing but what comes and goes has changed
};

// Of the channels that both bring.
struct plan_order plan_order_channels(const struct pack *before, const struct pack *after,
                                      struct arena *arena);
// Of the posters whose items both bring, help among them.
struct plan_order plan_order_loop(const struct pack *before, const struct pack *after, struct arena *arena);

#endif

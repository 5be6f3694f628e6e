// SPDX-License-Identifier: MIT
// What another generation will change, for whoever decides.
#ifndef CHASQUI_PACK_STORE_PLAN_H
#define CHASQUI_PACK_STORE_PLAN_H

#include "pack/installed.h"
#include "pack/plan.h"

struct store_plan {
    struct plan packs[2 * LIMIT_PACKS]; // of those that come, go or are others
    size_t n;
};

// From what is shown now to the packs of `set`. What can't be read any more is passed over. False with errno set: the disk can't
// tell what is shown now.
bool store_plan_build(const char *root, const struct generation *set, struct date today, struct arena *arena,
                      struct store_plan *out);

#endif

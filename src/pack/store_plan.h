// SPDX-License-Identifier: MIT
// What another generation will change, for whoever decides: from what a kiosk shows now, which is not the current generation where
// that one can't be shown.
#ifndef CHASQUI_PACK_STORE_PLAN_H
#define CHASQUI_PACK_STORE_PLAN_H

#include "pack/installed.h"
#include "pack/plan.h"

// To the packs of `after`, which may lie outside of packs/: what differs of those that come, go or are others, and then what of
// the packs that stay comes or goes with the channels that it names. What can't be read any more is passed over. False with
// errno set: the disk can't tell what is shown now.
bool store_plan_to(const char *root, const struct installed *after, struct date today, struct arena *arena,
                   struct plan *out);
// The same of a generation of the store.
bool store_plan_build(const char *root, const struct generation *set, struct date today, struct arena *arena,
                      struct plan *out);

#endif

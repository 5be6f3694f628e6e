// SPDX-License-Identifier: MIT
// Taking one pack out of a store.
#ifndef CHASQUI_PACK_STORE_REMOVE_H
#define CHASQUI_PACK_STORE_REMOVE_H

#include "base/diag.h"
#include "pack/store.h"

// What the current generation names but for the pack `id`, and how that is called. Refused as store_remove refuses: false
// after a diagnostic. Needs no lock.
bool store_without(const char *root, struct slice id, struct date today, struct arena *arena,
                   struct diags *diags, struct generation *out);

// Makes a generation of what the current one names but for the pack `id`. Refused when it isn't there, when no signed pack
// would be left, and when an unsigned one names channels that it alone brings. Its files stay as long as a generation that
// is kept names it. False after a diagnostic.
bool store_remove(const char *root, struct slice id, struct date today, struct arena *arena,
                  struct diags *diags, uint64_t *made);

#endif

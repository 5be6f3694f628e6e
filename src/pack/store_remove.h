// SPDX-License-Identifier: MIT
// Taking one pack out of a store.
#ifndef CHASQUI_PACK_STORE_REMOVE_H
#define CHASQUI_PACK_STORE_REMOVE_H

#include "base/diag.h"
#include "pack/store.h"
#include "pack/store_change.h"
#include "pack/trust.h"

struct store_removal {
    const char *root;
    struct slice id;           // of the pack
    const struct trust *trust; // NULL: every key is believed
    struct date today;
    const struct store_question *question; // NULL: agreed
};

// Makes a generation of what goes on without the pack. Refused when it isn't there; and, where it is whole, when an unsigned one
// names channels that it alone brings, or when no signed pack would be left; but not where its key was revoked: then what came
// with the program is better than what somebody else may have signed. Its files stay as long as a generation that is kept
// names it. What else is left out is a warning, and told before the question. False after a diagnostic, or where it wasn't agreed to.
bool store_remove(const struct store_removal *asked, struct arena *arena, struct diags *diags,
                  uint64_t *made);

#endif

// SPDX-License-Identifier: MIT
// Installed packs go on into another generation only whole. With one that is damaged a kiosk can't show it, and goes back to an
// older one: without what was just brought, and with the numbers of then.
#ifndef CHASQUI_PACK_CARRY_H
#define CHASQUI_PACK_CARRY_H

#include "base/diag.h"
#include "pack/install.h"

struct carry {
    const char *store;
    struct install_watch watch; // its functions may be NULL
    struct arena *arena;
    struct diags *diags;
};

// Whether every file of an installed pack is what was imported. Nothing is told. Cancelled: true.
bool carry_is_whole(const struct carry *carry, const struct generation_pack *pack);
// The same of all that a generation names.
bool carry_are_whole(const struct carry *carry, const struct generation *set);

// Looks at all packs of `set` but the one called `but`. What is damaged and was signed by nobody leaves the set, told by a warning.
// False after a diagnostic: a signed one is damaged, and with it numbers that a child relies on.
bool carry_set(const struct carry *carry, struct slice but, struct generation *set);

#endif

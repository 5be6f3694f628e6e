// SPDX-License-Identifier: MIT
// Which of the installed packs go on into another generation. With one that is damaged a kiosk couldn't show it, and would go
// back to an older generation: without what was just brought, and with the numbers of then. So a damaged pack gives way to its
// newest whole copy that was approved here, or is left out; and there is always a generation that can be made.
#ifndef CHASQUI_PACK_CARRY_H
#define CHASQUI_PACK_CARRY_H

#include "base/diag.h"
#include "pack/installed.h"
#include "pack/trust.h"
#include "pack/watch.h"

struct carry {
    const char *store;
    const struct trust *trust;  // what a revoked key signed doesn't stand in; NULL: none is revoked
    struct install_watch watch; // its functions may be NULL
    struct date today;
    struct arena *arena;
    struct diags *diags;
};

enum carry_fate {
    CARRY_WHOLE,
    CARRY_OLDER,  // an older copy stands in
    CARRY_LOST,   // it is damaged, and nothing stands in
    CARRY_UNLENT, // it names channels of what is damaged
};

struct carried {
    const struct installed *was;
    enum carry_fate fate[LIMIT_PACKS]; // of its packs
    struct installed here;             // what goes on, in the same order
};

// What an import, a removal or going back starts from: what came last; but where that crashed the kiosk, or is whole and couldn't be
// shown, what is shown in its place. False with errno: the disk can't tell.
bool carry_read(const struct carry *carry, struct installed *out);

// Whether every file of all packs of a generation is what was imported. Nothing is told. Cancelled: true.
bool carry_are_whole(const struct carry *carry, const struct generation *set);

// Looks at every file of what is installed, which is kept. Nothing is told.
void carry_look(const struct carry *carry, const struct installed *installed, struct carried *out);

// The pack called `but` goes, or another comes for it: then `comes`, which may be NULL. Of the others, what nobody signed is left
// out where a damaged pack alone lent its channels. Whatever doesn't go on as it was is told by a warning.
void carry_settle(const struct carry *carry, struct carried *carried, struct slice but,
                  const struct pack *comes);

#endif

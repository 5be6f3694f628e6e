// SPDX-License-Identifier: MIT
#include "pack/carry.h"

#include <inttypes.h>

#include "pack/lend.h"
#include "pack/verify.h"

// ---- Whole ----

static bool is_whole(const struct carry *carry, const struct generation_pack *pack)
{
    struct diags unheard;
    diags_init(&unheard, carry->arena);
    struct verify verify = {
        .store = carry->store, .watch = carry->watch, .arena = carry->arena, .diags = &unheard};
    bool whole = verify_installed(&verify, pack);
    if (!whole) // a disk that couldn't read once may be able to
        whole = verify_installed(&verify, pack);
    return whole;
}

bool carry_are_whole(const struct carry *carry, const struct generation *set)
{
    for (size_t i = 0; i < set->n_packs; i++)
        if (!is_whole(carry, &set->packs[i]))
            return false;
    return true;
}

// ---- What stands in ----

static bool may_stand_in(const struct carry *carry, const struct generation_pack *pack,
                         const struct generation_pack *damaged)
{
    return pack && pack->key.n && !slice_eq(pack->folder, damaged->folder) &&
           slice_eq(pack->country, damaged->country) &&
           !(carry->trust && trust_revoked_pack(carry->trust, pack->key)) && is_whole(carry, pack);
}

// Out of the newest generation that has one; rather one that could be shown.
static const struct generation_pack *find_older(const struct carry *carry,
                                                const struct generation_pack *damaged)
{
    uint64_t *numbers, current;
    size_t n;
    struct generation set;
    if (!store_current(carry->store, &current) || !store_numbers(carry->store, carry->arena, &numbers, &n))
        return NULL;
    for (int bad = 0; bad < 2; bad++) {
        for (size_t i = n; i-- > 0;) {
            if (numbers[i] > current || store_is_bad(carry->store, numbers[i]) != (bad != 0) ||
                !store_generation(carry->store, numbers[i], carry->arena, &set))
                continue;
            const struct generation_pack *pack = generation_find(&set, damaged->id);
            if (may_stand_in(carry, pack, damaged))
                return pack;
        }
    }
    return NULL;
}

// ---- Looking ----

static void look_at(const struct carry *carry, const struct generation *set, struct carried *out)
{
    struct generation_pack *packs = ARENA_ARRAY(carry->arena, set->n_packs + 1, struct generation_pack);
    struct generation here = {.number = set->number, .packs = packs};
    *out = (struct carried){.was = *set};
    for (size_t i = 0; i < set->n_packs; i++) {
        const struct generation_pack *pack = &set->packs[i], *older = NULL;
        bool whole = is_whole(carry, pack);
        if (!whole && pack->key.n)
            older = find_older(carry, pack);
        out->fate[i] = whole ? CARRY_WHOLE : older ? CARRY_OLDER : CARRY_LOST;
        if (whole || older)
            packs[here.n_packs++] = whole ? *pack : *older;
    }
    out->here.set = here;
}

void carry_look(const struct carry *carry, const struct installed *installed, struct carried *out)
{
    struct store_start shown;
    look_at(carry, &installed->set, out);
    bool whole = true;
    for (size_t i = 0; i < out->was.n_packs; i++)
        whole = whole && out->fate[i] == CARRY_WHOLE;
    if (installed->bad && whole) {
        store_open_current(carry->store, carry->arena, &shown);
        look_at(carry, &shown.set, out);
        out->given_up = installed->set;
    }
    const struct generation set = out->here.set;
    installed_read_set(carry->store, &set, carry->today, carry->arena, &out->here);
}

// ---- Settling ----

static struct slice number(const struct carry *carry, uint64_t n)
{
    return arena_format(carry->arena, "%" PRIu64, n);
}

static void tell(const struct carry *carry, const struct carried *carried, size_t i)
{
    struct pos pos = {.path = arena_copy(carry->arena, slice_of(carry->store))};
    const struct generation_pack *pack = &carried->was.packs[i];
    const struct generation_pack *older = generation_find(&carried->here.set, pack->id);
    if (carried->fate[i] == CARRY_OLDER && older)
        DIAG(carry->diags, pos, CARRY_STANDS_IN, pack->id, number(carry, pack->version),
             number(carry, older->version));
    else if (carried->fate[i] == CARRY_LOST && pack->key.n)
        DIAG(carry->diags, pos, CARRY_DAMAGED, pack->id, number(carry, pack->version));
    else if (carried->fate[i] == CARRY_LOST)
        DIAG(carry->diags, pos, CARRY_LEFT_OUT, pack->id);
    else if (carried->fate[i] == CARRY_UNLENT)
        DIAG(carry->diags, pos, CARRY_NOT_LENT, pack->id);
}

static void tell_given_up(const struct carry *carry, const struct carried *carried, struct slice but)
{
    struct pos pos = {.path = arena_copy(carry->arena, slice_of(carry->store))};
    for (size_t i = 0; i < carried->given_up.n_packs; i++) {
        const struct generation_pack *pack = &carried->given_up.packs[i];
        const struct generation_pack *shown = generation_find(&carried->was, pack->id);
        if (!slice_eq(pack->id, but) && (!shown || !slice_eq(shown->folder, pack->folder)))
            DIAG(carry->diags, pos, CARRY_GIVEN_UP, pack->id, number(carry, pack->version));
    }
}

static size_t index_of(const struct generation *set, struct slice id)
{
    const struct generation_pack *pack = generation_find(set, id);
    return pack ? (size_t)(pack - set->packs) : SIZE_MAX;
}

// Leaves out one of those that go on.
static void leave_out(const struct carry *carry, struct installed *here, size_t at)
{
    size_t n = 0;
    struct generation_pack *packs = ARENA_ARRAY(carry->arena, here->set.n_packs + 1, struct generation_pack);
    for (size_t i = 0; i < here->set.n_packs; i++) {
        if (i == at)
            continue;
        packs[n] = here->set.packs[i];
        here->packs[n] = here->packs[i];
        here->folders[n++] = here->folders[i];
    }
    here->set.packs = packs;
    here->set.n_packs = n;
}

static void leave_out_called(const struct carry *carry, struct installed *here, struct slice id)
{
    size_t at = index_of(&here->set, id);
    if (at != SIZE_MAX)
        leave_out(carry, here, at);
}

// Which of those that borrow lost a lender, since that is damaged.
static void judge_borrowers(const struct carry *carry, struct carried *carried, const struct pack *comes)
{
    struct installed *here = &carried->here;
    for (size_t i = 0; i < carried->was.n_packs; i++) {
        size_t at = index_of(&here->set, carried->was.packs[i].id);
        if (at == SIZE_MAX || carried->was.packs[i].key.n ||
            (here->packs[at] && lend_serves(here, comes, here->packs[at])))
            continue;
        carried->fate[i] = CARRY_UNLENT;
        leave_out(carry, here, at);
    }
}

void carry_settle(const struct carry *carry, struct carried *carried, struct slice but,
                  const struct pack *comes)
{
    const struct generation *was = &carried->was;
    size_t gone = index_of(was, but);
    bool damaged = false; // something that lends
    for (size_t i = 0; i < was->n_packs; i++)
        damaged = damaged || (was->packs[i].key.n && carried->fate[i] != CARRY_WHOLE);
    // As long as it is whole, it isn't for damage that others miss it.
    if (gone != SIZE_MAX && carried->fate[gone] != CARRY_WHOLE)
        leave_out_called(carry, &carried->here, but);
    if (damaged)
        judge_borrowers(carry, carried, comes);
    leave_out_called(carry, &carried->here, but);
    for (size_t i = 0; i < was->n_packs; i++)
        if (i != gone)
            tell(carry, carried, i);
    tell_given_up(carry, carried, but);
}

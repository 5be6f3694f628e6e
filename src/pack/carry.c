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

static const struct keys_revoke *revoked_by(const struct carry *carry, struct slice key)
{
    return carry->trust ? trust_revoked_pack(carry->trust, key) : NULL;
}

static bool may_stand_in(const struct carry *carry, const struct generation_pack *pack,
                         const struct generation_pack *damaged)
{
    return pack && pack->key.n && !slice_eq(pack->folder, damaged->folder) &&
           slice_eq(pack->country, damaged->country) && !revoked_by(carry, pack->key) &&
           is_whole(carry, pack);
}

// Out of the newest generation that has one, rather one that could be shown; never of one that crashed the kiosk, or was gone back
// from.
static const struct generation_pack *find_older(const struct carry *carry, uint64_t given_up,
                                                const struct generation_pack *damaged)
{
    uint64_t *numbers, most;
    size_t n;
    struct generation set;
    if (!store_numbers(carry->store, carry->arena, &numbers, &n))
        return NULL;
    for (int bad = 0; bad < 2; bad++) {
        if (!store_current(carry->store, &most))
            return NULL;
        for (size_t i = n; i-- > 0;) {
            if (numbers[i] > most)
                continue;
            most = store_before(carry->store, numbers[i]);
            if (store_is_bad(carry->store, numbers[i]) != (bad != 0) ||
                store_has_crashed(carry->store, numbers[i]) || numbers[i] == given_up ||
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

bool carry_read(const struct carry *carry, struct installed *out)
{
    struct store_start shown;
    if (!installed_read(carry->store, carry->today, carry->arena, out))
        return false;
    const struct generation set = out->set;
    bool crashed = out->bad && !out->torn &&
                   (store_has_crashed(carry->store, set.number) || carry_are_whole(carry, &set));
    if (!crashed)
        return true;
    store_shown(carry->store, carry->arena, &shown);
    installed_read_set(carry->store, &shown.set, NULL, carry->today, carry->arena, out);
    out->bad = true;
    out->given_up = set;
    return true;
}

void carry_look(const struct carry *carry, const struct installed *installed, struct carried *out)
{
    const struct generation *was = &installed->set;
    struct generation_pack *packs = ARENA_ARRAY(carry->arena, was->n_packs + 1, struct generation_pack);
    struct generation here = {.number = was->number, .packs = packs};
    *out = (struct carried){.was = installed};
    for (size_t i = 0; i < was->n_packs; i++) {
        const struct generation_pack *pack = &was->packs[i], *older = NULL;
        bool whole = is_whole(carry, pack);
        if (!whole && pack->key.n)
            older = find_older(carry, installed->given_up.number, pack);
        out->fate[i] = whole ? CARRY_WHOLE : older ? CARRY_OLDER : CARRY_LOST;
        if (whole || older)
            packs[here.n_packs++] = whole ? *pack : *older;
    }
    installed_read_set(carry->store, &here, NULL, carry->today, carry->arena, &out->here);
}

// ---- Settling ----

static struct slice number(const struct carry *carry, uint64_t n)
{
    return arena_format(carry->arena, "%" PRIu64, n);
}

static struct pos whole_store(const struct carry *carry)
{
    return (struct pos){.path = arena_copy(carry->arena, slice_of(carry->store))};
}

static void tell(const struct carry *carry, const struct carried *carried, size_t i)
{
    struct pos pos = whole_store(carry);
    const struct generation_pack *pack = &carried->was->set.packs[i];
    const struct generation_pack *here = generation_find(&carried->here.set, pack->id);
    const struct keys_revoke *revoked = here ? revoked_by(carry, here->key) : NULL;
    if (carried->fate[i] == CARRY_OLDER && here)
        DIAG(carry->diags, pos, CARRY_STANDS_IN, pack->id, number(carry, pack->version),
             number(carry, here->version));
    else if (carried->fate[i] == CARRY_LOST && pack->key.n)
        DIAG(carry->diags, pos, CARRY_DAMAGED, pack->id, number(carry, pack->version));
    else if (carried->fate[i] == CARRY_LOST)
        DIAG(carry->diags, pos, CARRY_LEFT_OUT, pack->id);
    else if (carried->fate[i] == CARRY_UNLENT)
        DIAG(carry->diags, pos, CARRY_NOT_LENT, pack->id);
    if (revoked)
        DIAG(carry->diags, pos, CARRY_REVOKED, pack->id, number(carry, here->version), revoked->why);
}

static bool has_pack(const struct generation *set, const struct generation_pack *pack)
{
    const struct generation_pack *other = generation_find(set, pack->id);
    return other && slice_eq(other->folder, pack->folder);
}

// What came last and couldn't be shown, or can't be read any more, is gone; and what it had taken out is back.
static void tell_given_up(const struct carry *carry, const struct carried *carried, struct slice but)
{
    struct pos pos = whole_store(carry);
    const struct installed *was = carried->was;
    const struct generation *given_up = &was->given_up;
    if (was->torn)
        DIAG(carry->diags, pos, CARRY_TORN, number(carry, was->torn), number(carry, was->set.number));
    for (size_t i = 0; i < given_up->n_packs; i++)
        if (!slice_eq(given_up->packs[i].id, but) && !has_pack(&was->set, &given_up->packs[i]))
            DIAG(carry->diags, pos, CARRY_GIVEN_UP, given_up->packs[i].id,
                 number(carry, given_up->packs[i].version));
    for (size_t i = 0; given_up->number && i < carried->here.set.n_packs; i++)
        if (!generation_find(given_up, carried->here.set.packs[i].id))
            DIAG(carry->diags, pos, CARRY_BACK, carried->here.set.packs[i].id,
                 number(carry, carried->here.set.packs[i].version));
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
        here->unclear[n] = here->unclear[i];
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

// Without its index it was read beside what was here; with what comes it may be whole again.
static bool is_served(const struct carry *carry, const struct installed *here, size_t at,
                      const struct pack *comes)
{
    const struct pack *pack = here->packs[at], *lenders[LIMIT_PACKS + 1];
    bool unclear = here->unclear[at];
    if (unclear && comes) {
        uint16_t n = lend_lenders(here, lenders);
        lenders[n++] = comes;
        pack = installed_files(here->folders[at], lenders, n, carry->today, carry->arena, &unclear);
    }
    return pack && !unclear && lend_serves(here, comes, pack);
}

// Which of those that borrow lost a lender, since that is damaged.
static void judge_borrowers(const struct carry *carry, struct carried *carried, const struct pack *comes)
{
    struct installed *here = &carried->here;
    const struct generation *was = &carried->was->set;
    for (size_t i = 0; i < was->n_packs; i++) {
        size_t at = index_of(&here->set, was->packs[i].id);
        if (at == SIZE_MAX || was->packs[i].key.n || is_served(carry, here, at, comes))
            continue;
        carried->fate[i] = CARRY_UNLENT;
        leave_out(carry, here, at);
    }
}

void carry_settle(const struct carry *carry, struct carried *carried, struct slice but,
                  const struct pack *comes)
{
    const struct generation *was = &carried->was->set;
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

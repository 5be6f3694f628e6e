// SPDX-License-Identifier: MIT
#include "pack/store_remove.h"

#include <errno.h>
#include <string.h>

#include "pack/carry.h"
#include "pack/installed.h"
#include "pack/store_change.h"

struct removing {
    const struct store_removal *asked;
    struct arena *arena;
    struct diags *diags;
    struct installed installed;
    const struct generation_pack *gone;
};

static struct pos whole(const struct removing *r)
{
    return (struct pos){.path = arena_copy(r->arena, slice_of(r->asked->root))};
}

static bool fail(const struct removing *r)
{
    DIAG(r->diags, whole(r), STORE_FAILED, slice_of(strerror(errno)));
    return false;
}

// Whether a signed pack that stays brings a channel of this ID in the country.
static bool is_lent(const struct removing *r, struct slice country, struct slice id)
{
    const struct generation *set = &r->installed.set;
    for (size_t i = 0; i < set->n_packs; i++) {
        const struct pack *pack = r->installed.packs[i];
        if (!pack || set->packs[i].key.n == 0 || &set->packs[i] == r->gone ||
            !slice_eq(pack->country, country))
            continue;
        for (uint16_t c = 0; c < pack->n_channels; c++)
            if (!pack->channels[c].borrowed && slice_eq(pack->channels[c].id, id))
                return true;
    }
    return false;
}

static bool needs(const struct removing *r, const struct pack *pack)
{
    for (uint16_t c = 0; c < pack->n_channels; c++)
        if (pack->channels[c].borrowed && !is_lent(r, pack->country, pack->channels[c].id))
            return true;
    return false;
}

// Without its channels, what names them could not be shown.
static bool judge_needed(const struct removing *r)
{
    const struct generation *set = &r->installed.set;
    size_t errors = r->diags->errors;
    for (size_t i = 0; r->gone->key.n && i < set->n_packs; i++) {
        const struct pack *pack = r->installed.packs[i];
        if (set->packs[i].key.n == 0 && pack && needs(r, pack))
            DIAG(r->diags, whole(r), REMOVE_NEEDED, r->gone->id, set->packs[i].id);
    }
    return r->diags->errors == errors;
}

static bool is_believed(const struct removing *r)
{
    return !r->asked->trust || !trust_revoked_pack(r->asked->trust, r->gone->key);
}

// A kiosk without a signed pack has nobody to send a child to.
static bool judge_last(const struct removing *r)
{
    const struct generation *set = &r->installed.set;
    for (size_t i = 0; i < set->n_packs; i++)
        if (set->packs[i].key.n && &set->packs[i] != r->gone)
            return true;
    if (!is_believed(r))
        return true;
    DIAG(r->diags, whole(r), REMOVE_LAST, r->gone->id);
    return false;
}

static bool judge(struct removing *r)
{
    r->gone = generation_find(&r->installed.set, r->asked->id);
    if (!r->gone) {
        DIAG(r->diags, whole(r), REMOVE_UNKNOWN, r->asked->id);
        return false;
    }
    return judge_needed(r) && judge_last(r);
}

static bool make_set(const struct removing *r, struct generation *out)
{
    struct generation old = r->installed.set;
    const struct carry carry = {.store = r->asked->root, .arena = r->arena, .diags = r->diags};
    if (!carry_set(&carry, r->gone->id, &old))
        return false;
    struct generation_pack *packs = ARENA_ARRAY(r->arena, old.n_packs + 1, struct generation_pack);
    *out = (struct generation){.made = r->asked->today, .packs = packs};
    out->how = arena_format(r->arena, "remove %.*s", SLICE_ARG(r->gone->id));
    for (size_t i = 0; i < old.n_packs; i++)
        if (!slice_eq(old.packs[i].id, r->gone->id))
            packs[out->n_packs++] = old.packs[i];
    return true;
}

bool store_without(const struct store_removal *asked, struct arena *arena, struct diags *diags,
                   struct generation *out)
{
    struct removing r = {.asked = asked, .arena = arena, .diags = diags};
    if (!installed_read(asked->root, asked->today, arena, &r.installed))
        return fail(&r);
    return judge(&r) && make_set(&r, out);
}

// On a full disk above all something must be able to go: what could be gone back to goes first. False with errno.
static bool commit(const char *root, struct generation *set, struct arena *arena)
{
    while (!store_commit(root, set, arena)) {
        int error = errno;
        bool again = error == ENOSPC && store_drop_oldest(root);
        errno = error;
        if (!again)
            return false;
    }
    return true;
}

bool store_remove(const struct store_removal *asked, struct arena *arena, struct diags *diags, uint64_t *made)
{
    struct removing r = {.asked = asked, .arena = arena, .diags = diags};
    struct generation set;
    int lock = store_lock(asked->root, arena, diags);
    *made = 0;
    if (lock < 0)
        return false;
    bool good = store_without(asked, arena, diags, &set);
    if (good && !commit(asked->root, &set, arena))
        good = fail(&r);
    if (good)
        *made = set.number;
    store_clean(asked->root);
    store_unlock(lock);
    return good;
}

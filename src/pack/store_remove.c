// SPDX-License-Identifier: MIT
#include "pack/store_remove.h"

#include <errno.h>
#include <string.h>

#include "pack/installed.h"
#include "pack/store_change.h"

struct removing {
    const char *root;
    struct arena *arena;
    struct diags *diags;
    struct installed installed;
    const struct generation_pack *gone;
};

static struct pos whole(const struct removing *r)
{
    return (struct pos){.path = arena_copy(r->arena, slice_of(r->root))};
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

// A kiosk without a signed pack has nobody to send a child to.
static bool judge_last(const struct removing *r)
{
    const struct generation *set = &r->installed.set;
    for (size_t i = 0; i < set->n_packs; i++)
        if (set->packs[i].key.n && &set->packs[i] != r->gone)
            return true;
    DIAG(r->diags, whole(r), REMOVE_LAST, r->gone->id);
    return false;
}

static bool judge(struct removing *r, struct slice id)
{
    r->gone = generation_find(&r->installed.set, id);
    if (!r->gone) {
        DIAG(r->diags, whole(r), REMOVE_UNKNOWN, id);
        return false;
    }
    return judge_needed(r) && judge_last(r);
}

static bool commit(const struct removing *r, struct date today, uint64_t *made)
{
    const struct generation *old = &r->installed.set;
    struct generation_pack *packs = ARENA_ARRAY(r->arena, old->n_packs, struct generation_pack);
    struct generation set = {.made = today, .packs = packs};
    set.how = arena_format(r->arena, "remove %.*s", SLICE_ARG(r->gone->id));
    for (size_t i = 0; i < old->n_packs; i++)
        if (&old->packs[i] != r->gone)
            packs[set.n_packs++] = old->packs[i];
    if (!store_commit(r->root, &set, r->arena))
        return fail(r);
    *made = set.number;
    return true;
}

bool store_remove(const char *root, struct slice id, struct date today, struct arena *arena,
                  struct diags *diags, uint64_t *made)
{
    struct removing r = {.root = root, .arena = arena, .diags = diags};
    *made = 0;
    int lock = store_lock(root, arena, diags);
    if (lock < 0)
        return false;
    bool good = installed_read(root, today, arena, &r.installed) || fail(&r);
    good = good && judge(&r, id) && commit(&r, today, made);
    store_clean(root);
    store_unlock(lock);
    return good;
}

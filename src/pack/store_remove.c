// SPDX-License-Identifier: MIT
#include "pack/store_remove.h"

#include <errno.h>
#include <string.h>

#include "pack/carry.h"
#include "pack/installed.h"
#include "pack/lend.h"
#include "pack/store_change.h"

struct removing {
    const struct store_removal *asked;
    struct arena *arena;
    struct diags *diags;
    struct installed installed;
    struct carried carried;
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

// A kiosk can show it, and so something is lost with it.
static bool can_be_shown(const struct removing *r)
{
    const struct generation *was = &r->installed.set;
    for (size_t i = 0; i < was->n_packs; i++)
        if (&was->packs[i] == r->gone)
            return r->carried.fate[i] == CARRY_WHOLE;
    return false;
}

// Without its channels, what names them could not be shown. `here` is without it.
static bool judge_needed(const struct removing *r, const struct installed *here)
{
    size_t errors = r->diags->errors;
    for (size_t i = 0; r->gone->key.n && i < here->set.n_packs; i++) {
        const struct pack *pack = here->packs[i];
        if (here->set.packs[i].key.n == 0 && pack && !lend_serves(here, NULL, pack))
            DIAG(r->diags, whole(r), REMOVE_NEEDED, r->gone->id, here->set.packs[i].id);
    }
    return r->diags->errors == errors;
}

static bool is_believed(const struct removing *r)
{
    return !r->asked->trust || !trust_revoked_pack(r->asked->trust, r->gone->key);
}

// A kiosk without a signed pack has nobody to send a child to.
static bool judge_last(const struct removing *r, const struct installed *here)
{
    for (size_t i = 0; i < here->set.n_packs; i++)
        if (here->set.packs[i].key.n)
            return true;
    if (r->gone->key.n == 0 || !is_believed(r))
        return true;
    DIAG(r->diags, whole(r), REMOVE_LAST, r->gone->id);
    return false;
}

static struct carry carry_of(const struct removing *r)
{
    return (struct carry){.store = r->asked->root,
                          .trust = r->asked->trust,
                          .today = r->asked->today,
                          .arena = r->arena,
                          .diags = r->diags};
}

// What stays. What can't be shown goes whatever becomes of the rest: nobody misses it, and it may be the only way out.
static bool judge(struct removing *r)
{
    const struct carry carry = carry_of(r);
    r->gone = generation_find(&r->installed.set, r->asked->id);
    if (!r->gone)
        r->gone = generation_find(&r->installed.given_up, r->asked->id);
    if (!r->gone) {
        DIAG(r->diags, whole(r), REMOVE_UNKNOWN, r->asked->id);
        return false;
    }
    carry_look(&carry, &r->installed, &r->carried);
    carry_settle(&carry, &r->carried, r->gone->id, NULL);
    return !can_be_shown(r) || (judge_needed(r, &r->carried.here) && judge_last(r, &r->carried.here));
}

static void make_set(const struct removing *r, struct generation *out)
{
    *out = r->carried.here.set;
    out->made = r->asked->today;
    out->how = arena_format(r->arena, "remove %.*s", SLICE_ARG(r->gone->id));
}

static bool take_out(struct removing *r, struct generation *out)
{
    const struct carry carry = carry_of(r);
    const struct store_question *question = r->asked->question;
    if (!carry_read(&carry, &r->installed))
        return fail(r);
    if (!judge(r))
        return false;
    make_set(r, out);
    return !question || question->agrees(question->context, out);
}

// Something in it stands in for what is damaged, and may be kept by an older generation alone.
static bool has_older(const struct generation *set, const struct generation *current)
{
    for (size_t i = 0; i < set->n_packs; i++) {
        const struct generation_pack *pack = generation_find(current, set->packs[i].id);
        if (!pack || !slice_eq(pack->folder, set->packs[i].folder))
            return true;
    }
    return false;
}

// On a full disk above all something must be able to go: what could be gone back to goes first. False with errno.
static bool commit(const struct removing *r, struct generation *set)
{
    const char *root = r->asked->root;
    while (!store_commit(root, set, r->arena)) {
        int error = errno;
        bool again = error == ENOSPC && !has_older(set, &r->installed.set) && store_drop_oldest(root);
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
    bool good = take_out(&r, &set);
    if (good && !commit(&r, &set))
        good = fail(&r);
    if (good)
        *made = set.number;
    store_clean(asked->root);
    store_unlock(lock);
    return good;
}

// SPDX-License-Identifier: MIT
#include "pack/store_plan.h"

#include "content/campaign.h"

// What a set shows of its packs' items, in their order.
struct seen {
    const struct installed *installed;
    bool *items[LIMIT_PACKS];
};

struct planning {
    const struct installed *before, *after;
    struct seen shown, will_show;
    struct arena *arena;
    struct plan_change *changes;
    size_t n, room;
};

static size_t find(const struct installed *installed, struct slice id)
{
    const struct generation_pack *pack = generation_find(&installed->set, id);
    return pack ? (size_t)(pack - installed->set.packs) : SIZE_MAX;
}

static struct plan_side side_of(const struct installed *installed, size_t i, struct arena *arena)
{
    struct plan_side side = {0};
    if (i == SIZE_MAX)
        return side;
    side.pack = installed->packs[i];
    installed_manifest(installed, i, arena, &side.manifest);
    return side;
}

static bool is_same(const struct planning *p, size_t i, size_t k)
{
    const struct generation_pack *old = p->before->set.packs, *now = p->after->set.packs;
    return old && now && i != SIZE_MAX && k != SIZE_MAX && slice_eq(old[i].folder, now[k].folder);
}

// ---- What is seen ----

// Every item that a set shows, whichever country is chosen.
static const struct campaign *campaign_of(const struct installed *installed, struct arena *arena)
{
    static const struct words none;
    static const struct words *const built_in[] = {&none};
    struct pack **packs = ARENA_ARRAY(arena, LIMIT_PACKS, struct pack *);
    uint16_t n = 0;
    for (size_t i = 0; i < installed->set.n_packs; i++)
        if (installed->packs[i])
            packs[n++] = (struct pack *)installed->packs[i]; // campaign_build only reads
    return campaign_build(packs, n, built_in, 1, SLICE_NONE, NULL, arena);
}

static size_t pack_of(const struct installed *installed, const struct item *item)
{
    size_t i = 0;
    while (i < installed->set.n_packs && installed->packs[i] != item->pack)
        i++;
    return i;
}

static bool is_like(const struct item *a, const struct item *b)
{
    return a->kind == b->kind && slice_eq(a->id, b->id);
}

// A country's items may be copies of the packs', and stand in the order of these.
static void mark_seen(struct seen *seen, const struct country *country)
{
    size_t at[LIMIT_PACKS] = {0};
    for (size_t i = 0; i < country->n_items; i++) {
        const struct item *item = country->items[i];
        size_t p = pack_of(seen->installed, item);
        if (p == seen->installed->set.n_packs)
            continue;
        while (at[p] < item->pack->n_items && !is_like(&item->pack->items[at[p]], item))
            at[p]++;
        if (at[p] < item->pack->n_items)
            seen->items[p][at[p]] = true;
    }
}

static struct seen see(const struct installed *installed, struct arena *arena)
{
    struct seen seen = {.installed = installed};
    const struct campaign *campaign = campaign_of(installed, arena);
    for (size_t i = 0; i < installed->set.n_packs; i++)
        seen.items[i] = ARENA_ARRAY(arena, installed->packs[i] ? installed->packs[i]->n_items + 1 : 1, bool);
    for (uint16_t c = 0; c < campaign->n_countries; c++)
        mark_seen(&seen, &campaign->countries[c]);
    return seen;
}

// `item` is a pack's own. Quick exit's poster stands in no loop, and is seen nevertheless.
static bool is_seen(const struct seen *seen, const struct item *item)
{
    size_t p = item ? pack_of(seen->installed, item) : 0;
    return item &&
           (item->neutral || (p < seen->installed->set.n_packs && seen->items[p][item - item->pack->items]));
}

// An item may come, go or differ, and not be seen: one that quotes a number which others have changed. Then false.
static bool keep_seen(const struct planning *p, struct plan_change *change)
{
    if (!change->was && !change->is)
        return true;
    const struct item *was = is_seen(&p->shown, change->was) ? change->was : NULL,
                      *is = is_seen(&p->will_show, change->is) ? change->is : NULL;
    if (was || is)
        *change = plan_item(was, is);
    return was || is;
}

static void compare(struct planning *p, size_t i, size_t k)
{
    struct plan_side old = side_of(p->before, i, p->arena), now = side_of(p->after, k, p->arena);
    if (is_same(p, i, k) || (!old.pack && !now.pack))
        return;
    struct plan plan = plan_build(&old, &now, p->arena);
    for (size_t c = 0; c < plan.n; c++) {
        struct plan_change change = plan.changes[c];
        if (keep_seen(p, &change))
            *ARENA_PUSH(p->arena, p->changes, p->n, p->room) = change;
    }
}

// ---- What stays ----

// A pack that nobody signed names others' channels: with another number in one of them, what quotes it isn't shown. And a country
// has room for so many items.
static void compare_staying(struct planning *p)
{
    for (size_t k = 0; k < p->after->set.n_packs; k++) {
        const struct pack *now = p->after->packs[k];
        size_t i = now ? find(p->before, now->id) : SIZE_MAX;
        const struct pack *old = i == SIZE_MAX ? NULL : p->before->packs[i];
        if (!old || !is_same(p, i, k))
            continue;
        for (size_t at = 0; at < now->n_items && at < old->n_items; at++) {
            struct plan_change change = {.was = &old->items[at], .is = &now->items[at]};
            if (keep_seen(p, &change) && change.what != PLAN_ALTERED)
                *ARENA_PUSH(p->arena, p->changes, p->n, p->room) = change;
        }
    }
}

// ---- The whole ----

static bool read_shown(const char *root, struct date today, struct arena *arena, struct installed *out)
{
    struct store_start start;
    uint64_t current;
    *out = (struct installed){0};
    if (!store_current(root, &current))
        return false;
    if (store_shown(root, arena, &start))
        installed_read_set(root, &start.set, NULL, today, arena, out);
    return true;
}

bool store_plan_to(const char *root, const struct installed *after, struct date today, struct arena *arena,
                   struct plan *out)
{
    struct installed before;
    struct planning p = {.before = &before, .after = after, .arena = arena};
    *out = (struct plan){0};
    if (!read_shown(root, today, arena, &before))
        return false;
    p.shown = see(&before, arena);
    p.will_show = see(after, arena);
    for (size_t i = 0; i < before.set.n_packs; i++)
        compare(&p, i, find(after, before.set.packs[i].id));
    for (size_t k = 0; k < after->set.n_packs; k++)
        if (find(&before, after->set.packs[k].id) == SIZE_MAX)
            compare(&p, SIZE_MAX, k);
    compare_staying(&p);
    *out = (struct plan){p.changes, p.n};
    return true;
}

bool store_plan_build(const char *root, const struct generation *set, struct date today, struct arena *arena,
                      struct plan *out)
{
    struct installed after;
    installed_read_set(root, set, NULL, today, arena, &after);
    return store_plan_to(root, &after, today, arena, out);
}

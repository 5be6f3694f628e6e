// SPDX-License-Identifier: MIT
#include "pack/store_plan.h"

#include "content/campaign.h"

struct planning {
    const struct installed *before, *after;
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

static void compare(struct planning *p, size_t i, size_t k)
{
    struct plan_side old = side_of(p->before, i, p->arena), now = side_of(p->after, k, p->arena);
    if (is_same(p, i, k) || (!old.pack && !now.pack))
        return;
    struct plan plan = plan_build(&old, &now, p->arena);
    for (size_t c = 0; c < plan.n; c++)
        *ARENA_PUSH(p->arena, p->changes, p->n, p->room) = plan.changes[c];
}

// ---- What stays ----

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

static bool shows(const struct campaign *campaign, const struct pack *pack, const struct item *item)
{
    uint16_t c = campaign_country(campaign, pack->country);
    const struct country *country = c == NO_INDEX ? NULL : &campaign->countries[c];
    for (size_t i = 0; country && i < country->n_items; i++)
        if (country->items[i]->kind == item->kind && slice_eq(country->items[i]->id, item->id) &&
            slice_eq(country->items[i]->pack->id, pack->id))
            return true;
    return false;
}

// A pack that nobody signed names others' channels: with another number in one of them, what quotes it isn't shown.
static void compare_staying(struct planning *p)
{
    const struct campaign *before = campaign_of(p->before, p->arena),
                          *after = campaign_of(p->after, p->arena);
    for (size_t k = 0; k < p->after->set.n_packs; k++) {
        const struct pack *pack = p->after->packs[k];
        if (!pack || p->after->set.packs[k].key.n || !is_same(p, find(p->before, pack->id), k))
            continue;
        for (size_t i = 0; i < pack->n_items; i++) {
            bool old = shows(before, pack, &pack->items[i]), now = shows(after, pack, &pack->items[i]);
            if (old != now)
                *ARENA_PUSH(p->arena, p->changes, p->n, p->room) =
                    plan_item(now ? PLAN_ADDED : PLAN_REMOVED, &pack->items[i]);
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
    if (store_open_current(root, arena, &start))
        installed_read_set(root, &start.set, today, arena, out);
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
    installed_read_set(root, set, today, arena, &after);
    return store_plan_to(root, &after, today, arena, out);
}

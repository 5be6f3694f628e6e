// SPDX-License-Identifier: MIT
#include "pack/store_plan.h"

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

static void compare(const struct installed *before, size_t i, const struct installed *after, size_t k,
                    struct arena *arena, struct store_plan *out)
{
    bool same =
        i != SIZE_MAX && k != SIZE_MAX && slice_eq(before->set.packs[i].folder, after->set.packs[k].folder);
    struct plan_side old = side_of(before, i, arena), now = side_of(after, k, arena);
    if (!same && (old.pack || now.pack))
        out->packs[out->n++] = plan_build(&old, &now, arena);
}

bool store_plan_build(const char *root, const struct generation *set, struct date today, struct arena *arena,
                      struct store_plan *out)
{
    struct installed before, after;
    out->n = 0;
    if (!installed_read(root, today, arena, &before))
        return false;
    installed_read_set(root, set, today, arena, &after);
    for (size_t i = 0; i < before.set.n_packs; i++)
        compare(&before, i, &after, find(&after, before.set.packs[i].id), arena, out);
    for (size_t k = 0; k < after.set.n_packs; k++)
        if (find(&before, after.set.packs[k].id) == SIZE_MAX)
            compare(&before, SIZE_MAX, &after, k, arena, out);
    return true;
}

// SPDX-License-Identifier: MIT
// What lies on the desk, by what it is called.
#include "core/desk.h"

const struct desk_pack *desk_pack(const struct desk *desk, uint32_t key)
{
    for (size_t i = 0; i < desk->n_packs; i++)
        if (desk->packs[i].key == key)
            return &desk->packs[i];
    return NULL;
}

const struct desk_generation *desk_generation(const struct desk *desk, uint32_t wanted)
{
    for (size_t i = 0; i < desk->n_generations; i++)
        if (desk->generations[i].number == wanted)
            return &desk->generations[i];
    return NULL;
}

const struct desk_confirmed *desk_confirmed(const struct desk *desk, struct slice id, struct slice value)
{
    for (size_t i = desk->n_confirmed; i-- > 0;)
        if (slice_eq(desk->confirmed[i].id, id) && slice_eq(desk->confirmed[i].value, value))
            return &desk->confirmed[i];
    return NULL;
}

bool desk_installed(const struct desk *desk, uint32_t which, struct desk_installed *out)
{
    struct slice line, packs = SLICE_NONE;
    for (size_t i = 0; i < desk->n_generations; i++)
        if (desk->generations[i].current)
            packs = desk->generations[i].packs;
    for (uint32_t i = 0; slice_next_line(&packs, &line); i++) {
        if (i < which)
            continue;
        slice_cut(line, ' ', &out->id, &line);
        slice_cut(line, ' ', &out->version, &out->signer);
        return true;
    }
    return false;
}

const struct desk_revoked *desk_revoked(const struct desk *desk, struct slice id)
{
    for (size_t i = 0; i < desk->n_revoked; i++)
        if (slice_eq(desk->revoked[i].id, id))
            return &desk->revoked[i];
    return NULL;
}

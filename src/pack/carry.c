// SPDX-License-Identifier: MIT
#include "pack/carry.h"

#include "pack/verify.h"

bool carry_is_whole(const struct carry *carry, const struct generation_pack *pack)
{
    struct diags unheard;
    diags_init(&unheard, carry->arena);
    struct verify verify = {
        .store = carry->store, .watch = carry->watch, .arena = carry->arena, .diags = &unheard};
    return verify_installed(&verify, pack);
}

bool carry_are_whole(const struct carry *carry, const struct generation *set)
{
    for (size_t i = 0; i < set->n_packs; i++)
        if (!carry_is_whole(carry, &set->packs[i]))
            return false;
    return true;
}

bool carry_set(const struct carry *carry, struct slice but, struct generation *set)
{
    struct pos pos = {.path = arena_copy(carry->arena, slice_of(carry->store))};
    struct generation_pack *packs = ARENA_ARRAY(carry->arena, set->n_packs + 1, struct generation_pack);
    size_t errors = carry->diags->errors, n = 0;
    for (size_t i = 0; i < set->n_packs; i++) {
        const struct generation_pack *pack = &set->packs[i];
        if (slice_eq(pack->id, but) || carry_is_whole(carry, pack))
            packs[n++] = *pack;
        else if (pack->key.n == 0)
            DIAG(carry->diags, pos, CARRY_LEFT_OUT, pack->id);
        else
            DIAG(carry->diags, pos, CARRY_DAMAGED, pack->id);
    }
    set->packs = packs;
    set->n_packs = n;
    return carry->diags->errors == errors;
}

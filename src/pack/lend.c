// SPDX-License-Identifier: MIT
#include "pack/lend.h"

uint16_t lend_lenders(const struct installed *installed, const struct pack *out[LIMIT_PACKS])
{
    uint16_t n = 0;
    for (size_t i = 0; i < installed->set.n_packs; i++)
        if (installed->set.packs[i].key.n && installed->packs[i])
            out[n++] = installed->packs[i];
    return n;
}

static bool brings(const struct pack *lender, struct slice country, struct slice id)
{
    for (uint16_t i = 0; slice_eq(lender->country, country) && i < lender->n_channels; i++)
        if (!lender->channels[i].borrowed && slice_eq(lender->channels[i].id, id))
            return true;
    return false;
}

bool lend_serves(const struct installed *installed, const struct pack *besides, const struct pack *pack)
{
    const struct pack *lenders[LIMIT_PACKS + 1];
    uint16_t n = lend_lenders(installed, lenders);
    if (besides)
        lenders[n++] = besides;
    for (uint16_t c = 0; c < pack->n_channels; c++) {
        bool brought = !pack->channels[c].borrowed;
        for (uint16_t i = 0; i < n && !brought; i++)
            brought = brings(lenders[i], pack->country, pack->channels[c].id);
        if (!brought)
            return false;
    }
    return true;
}

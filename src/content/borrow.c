// SPDX-License-Identifier: MIT
#include "content/borrow.h"

#include "content/names.h"

// Neither what a lender left out nor what it borrowed itself is its to give.
static bool gives(const struct channel *channel)
{
    return !channel->left_out && !channel->borrowed;
}

static bool lends(const struct pack *lender, const struct pack *pack)
{
    return slice_eq(lender->country, pack->country) && !slice_eq(lender->id, pack->id);
}

static const struct channel *find_lent(const struct borrow *borrow, struct slice id)
{
    for (uint16_t p = 0; p < borrow->n_lenders; p++) {
        const struct pack *lender = borrow->lenders[p];
        for (uint16_t c = 0; lends(lender, borrow->pack) && c < lender->n_channels; c++)
            if (slice_eq(lender->channels[c].id, id) && gives(&lender->channels[c]))
                return &lender->channels[c];
    }
    return NULL;
}

void borrow_offer(const struct borrow *borrow, struct suggest *suggest)
{
    for (uint16_t p = 0; p < borrow->n_lenders; p++) {
        const struct pack *lender = borrow->lenders[p];
        for (uint16_t c = 0; lends(lender, borrow->pack) && c < lender->n_channels; c++)
            if (gives(&lender->channels[c]))
                suggest_offer(suggest, lender->channels[c].id);
    }
}

static const struct slice *texts_in(const struct borrow *borrow, const struct pack *lender,
                                    const struct slice *texts)
{
    const struct pack *pack = borrow->pack;
    struct slice *out = ARENA_ARRAY(borrow->arena, pack->n_langs, struct slice);
    for (uint16_t i = 0; i < pack->n_langs; i++) {
        uint16_t match = tag_match(lender->langs, lender->n_langs, pack->langs[i]);
        out[i] = texts[match == NO_INDEX ? 0 : match];
    }
    return out;
}

uint16_t borrow_channel(struct borrow *borrow, struct slice id)
{
    struct pack *pack = borrow->pack;
    const struct channel *lent = find_lent(borrow, id);
    if (!lent || pack->n_channels >= LIMIT_CHANNELS)
        return NO_INDEX;
    size_t n = pack->n_channels;
    if (borrow->capacity < n)
        borrow->capacity = n; // what channels.yaml gave has no room behind it
    struct channel *out = ARENA_PUSH(borrow->arena, pack->channels, n, borrow->capacity);
    *out = *lent;
    out->pack = pack;
    out->borrowed = true;
    out->name = texts_in(borrow, lent->pack, lent->name);
    out->how = texts_in(borrow, lent->pack, lent->how);
    out->hours = texts_in(borrow, lent->pack, lent->hours);
    out->langs_present = (uint16_t)((1u << pack->n_langs) - 1);
    // Steps and their pictures stand in the lender's folder and languages; nobody is shown them from here.
    out->steps = NULL;
    out->n_steps = 0;
    return pack->n_channels++;
}

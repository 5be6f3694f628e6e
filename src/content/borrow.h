// SPDX-License-Identifier: MIT
// Channels that a pack names and another pack of its country brings. A pack without a signature has no
// channels of its own; what its items name must be here already.
#ifndef CHASQUI_CONTENT_BORROW_H
#define CHASQUI_CONTENT_BORROW_H

#include "content/model.h"
#include "content/suggest.h"

struct borrow {
    struct pack *pack; // its id, country and langs are filled; it gets the channels
    const struct pack *const
        *lenders; // borrowed; they outlive the pack, whose borrowed channels point into them
    uint16_t n_lenders;
    size_t capacity; // of the pack's channels
    struct arena *arena;
};

// The index in the pack of a channel borrowed by this ID, or NO_INDEX where no lender of the country has it.
// Its texts stand in the pack's languages.
uint16_t borrow_channel(struct borrow *borrow, struct slice id);

// Offers the IDs that could have been meant.
void borrow_offer(const struct borrow *borrow, struct suggest *suggest);

#endif

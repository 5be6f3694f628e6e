// SPDX-License-Identifier: MIT
// Channels that somebody dialled, opened or visited from here, as the store keeps them beside the packs. One
// a line: CHANNEL-ID TAB VALUE TAB YYYY-MM-DD TAB HOW TAB BY, where HOW is dialled, opened, visited or withdrawn; the
// last line of a channel counts.
#ifndef CHASQUI_CONTENT_CONFIRMED_H
#define CHASQUI_CONTENT_CONFIRMED_H

#include "content/model.h"

struct confirmed_channel {
    struct slice id, value;
    struct confirmation by;
};

struct confirmed {
    const struct confirmed_channel *channels;
    size_t n;
};

// Reads such a file; a line that isn't right is named, and passed over. Slices point into `bytes`, which are kept.
struct confirmed confirmed_read(struct slice bytes, struct slice path, struct arena *arena,
                                struct diags *diags);

// Whether a channel is confirmed: what was found out here counts more than what its pack says, also where it was withdrawn.
bool confirmed_holds(const struct confirmed *confirmed, const struct channel *channel);

// Marks the channels of packs as confirmed, where both ID and value are those that were dialled. Where it was withdrawn nobody
// has, whatever the pack says, and no visitor sees it any more. To be called before campaign_build.
void confirmed_apply(const struct confirmed *confirmed, struct pack *const *packs, uint16_t n_packs);

#endif

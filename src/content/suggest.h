// SPDX-License-Identifier: MIT
// "Did you mean": the known word nearest to what somebody wrote.
#ifndef CHASQUI_CONTENT_SUGGEST_H
#define CHASQUI_CONTENT_SUGGEST_H

#include "base/slice.h"

struct suggest {
    struct slice wrote;
    struct slice best; // empty: nothing is near enough
    unsigned distance;
};

// The nearest of the words offered: at most one edit per three letters (an insertion, deletion, substitution
// or swap of neighbours counts as one, a difference of case as none). Earlier words win ties.
struct suggest suggest_for(struct slice wrote);
void suggest_offer(struct suggest *suggest, struct slice known);

// The nearest in a NULL-terminated list, or the empty slice.
struct slice suggest_from(struct slice wrote, const char *const *known);

#endif

// SPDX-License-Identifier: MIT
// The loop of a pack: from the names in pack.yaml to items.
#ifndef CHASQUI_CONTENT_LOOP_H
#define CHASQUI_CONTENT_LOOP_H

#include "base/arena.h"
#include "content/pack_yaml.h"

// Items whose files are there but not good: naming them in the loop is no second mistake.
struct loop_broken {
    struct slice *names; // "quiz/ID"
    size_t n, capacity;
};

void loop_add_broken(struct loop_broken *broken, enum item_kind kind, struct slice id, struct arena *arena);

// Fills pack->loop from the names, or with every message when none were given. The pack's items are sorted.
void loop_resolve(const struct loop_names *names, const struct loop_broken *broken, struct arena *arena,
                  struct diags *diags, struct pack *pack);

#endif

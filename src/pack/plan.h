// SPDX-License-Identifier: MIT
// What an import will change, for whoever decides: every channel that comes, goes or differs, field by field; then items
// and languages.
#ifndef CHASQUI_PACK_PLAN_H
#define CHASQUI_PACK_PLAN_H

#include "content/model.h"
#include "pack/manifest.h"

enum plan_what { PLAN_ADDED, PLAN_REMOVED, PLAN_ALTERED };

struct plan_change {
    enum plan_what what;
    const char *kind; // channel message quiz story language pack
    struct slice id;
    struct slice es, en;        // its name
    struct slice before, after; // of a channel: its value, or "FIELD: text" of another field
    struct slice facts; // of a channel that comes: what else a child is told of it, "FIELD: text" a line
    const struct item *was, *is; // of a message, quiz or story: in the packs that were compared, or NULL
};

struct plan {
    const struct plan_change *changes;
    size_t n;
};

struct plan_side {
    const struct pack *pack; // NULL: there is none
    struct manifest manifest;
};

// From one version of a pack to the next; one of the two may be none. Slices point into both packs and `arena`.
struct plan plan_build(const struct plan_side *before, const struct plan_side *after, struct arena *arena);

// That one item comes, goes or differs: one of the two may be NULL.
struct plan_change plan_item(const struct item *was, const struct item *is);

// One of a pack's texts in Spanish or English where it has that, else in its first language.
struct slice plan_text(const struct pack *pack, const struct slice *texts, const char *tag);

#endif

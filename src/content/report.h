// SPDX-License-Identifier: MIT
// What a reviewer wants to know of a pack's items at a glance: how easily each reads, who is shown, who is spoken of.
#ifndef CHASQUI_CONTENT_REPORT_H
#define CHASQUI_CONTENT_REPORT_H

#include "base/tree.h"
#include "content/people.h"
#include "content/reading.h"

struct report_language {
    struct slice tag;
    struct reading reading;
    bool has_ease;
    int ease;
    struct people spoken_of; // in the title and the text
};

struct report_item {
    const struct item *item;
    int asked;                               // ease, by its youngest readers; 0: none
    const struct report_language *languages; // [pack->n_langs]; a language without a file of its own: words 0
    struct people shown;                     // in its pictures, by their descriptions; each picture once
    uint16_t n_pictures, n_described;
};

// The items of a pack, in its order; `tree` is what it was read from. In the arena.
const struct report_item *report_pack(const struct pack *pack, const struct tree *tree, struct arena *arena);

#endif

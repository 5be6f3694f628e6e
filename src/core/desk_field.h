// SPDX-License-Identifier: MIT
// One field of a line. Private to the desk.
#ifndef CHASQUI_CORE_DESK_FIELD_H
#define CHASQUI_CORE_DESK_FIELD_H

#include "base/arena.h"

#define DESK_FIELDS 40 // of a line; what follows is ignored

struct desk_fields {
    struct slice at[DESK_FIELDS]; // as they were written; those that are missing are empty
    uint32_t n;
};

struct desk_fields desk_split(struct slice line);

// A field fit to be shown, in `arena`: escapes read, well-formed, without controls and without the marks that turn text
// round (a name must not make "141" read as "114"), no longer than LIMIT_DESK_FIELD.
struct slice desk_field(struct slice field, struct arena *arena);

#endif

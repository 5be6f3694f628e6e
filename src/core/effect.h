// SPDX-License-Identifier: MIT
// What the core asks its shell to do. Requests, never results: a result comes back as an event.
#ifndef CHASQUI_CORE_EFFECT_H
#define CHASQUI_CORE_EFFECT_H

#include <stdbool.h>
#include <stdint.h>

// What a visitor said of an item. Only totals of it are ever kept, and never that somebody asked for help.
enum count { COUNT_NONE, COUNT_CLEAR, COUNT_NOT_CLEAR };

struct effects {
    bool redraw;        // the view of the state has changed
    bool session_ended; // a visit is over and forgotten: drop what only it needed
    bool quit;
    enum count count;
    uint16_t count_item; // index in the country, unless COUNT_NONE
};

#endif

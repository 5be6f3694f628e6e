// SPDX-License-Identifier: MIT
// What the core asks its shell to do. Requests, never results: a result comes back as an event.
#ifndef CHASQUI_CORE_EFFECT_H
#define CHASQUI_CORE_EFFECT_H

#include <stdbool.h>

struct effects {
    bool redraw;        // the view of the state has changed
    bool session_ended; // a visit is over and forgotten: drop what only it needed
    bool quit;
};

#endif

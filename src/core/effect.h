// SPDX-License-Identifier: MIT
// What the core asks its shell to do. Requests, never results: a result comes back as an event.
#ifndef CHASQUI_CORE_EFFECT_H
#define CHASQUI_CORE_EFFECT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/pin_rule.h"

// What a visitor did with an item: opened it, or said of it whether it was clear. Only totals of it are ever kept, and
// never that somebody asked for help.
enum count { COUNT_NONE, COUNT_OPENED, COUNT_CLEAR, COUNT_NOT_CLEAR };

// What the operator asks for. Each is answered by lines for the desk (core/desk.h), each line told by EVENT_DESK; with
// an argument as stands behind it.
// ASK(NAME, "name on a tape")
enum ask {
#define ASK(name, word) ASK_##name,
#include "core/asks.def"
#undef ASK
    ASK_COUNT
};

const char *ask_word(enum ask ask);

struct request {
    enum ask ask;
    uint32_t arg;
    uint8_t how, by; // ASK_CONFIRM: enum confirm_how, confirm_by
};

#define EFFECTS_REQUESTS 4

struct effects {
    bool redraw;        // the view of the state has changed
    bool session_ended; // a visit is over and forgotten: drop what only it needed
    bool quit;
    enum count count;
    uint16_t count_item;                       // index in the country, unless COUNT_NONE
    struct request requests[EFFECTS_REQUESTS]; // in this order
    uint8_t n_requests;
    // With ASK_PIN and ASK_SET_PIN, NUL-terminated. Nowhere else: whoever takes the effects wipes them.
    char pin[PIN_DIGITS_MAX + 1];
};

#endif

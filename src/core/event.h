// SPDX-License-Identifier: MIT
// Everything that can happen to the core. Time and the date are events too: the core has no clock.
#ifndef CHASQUI_CORE_EVENT_H
#define CHASQUI_CORE_EVENT_H

#include "base/date.h"

// What a touch on a region of the scene asks for. The argument's meaning stands behind each.
// ACT(NAME, "name on a tape")
enum act {
#define ACT(name, word) ACT_##name,
#include "core/acts.def"
#undef ACT
    ACT_COUNT
};

const char *act_word(enum act act);
bool act_from_word(struct slice word, enum act *out);

enum event_kind {
    EVENT_TICK,  // time has passed; nothing else
    EVENT_ACT,   // a region was pressed and released, a key chose it, or a swipe stood for it
    EVENT_INPUT, // somebody touched the screen or a key without choosing anything: the visit is alive
    EVENT_SAID,  // what was to be read aloud has been; `arg` 1: nothing on the screen is left to read
    EVENT_DATE,  // today's date, at start and after midnight
    EVENT_CLOCK, // the time of day, at start and whenever the clock was set: `weekday` and `minute`
    EVENT_DESK,  // a line came to the desk: `arg` is its enum desk_news, `value` what belongs to it
};

struct event {
    enum event_kind kind;
    uint64_t at_ms; // since the program began; never goes back (an earlier time counts as the last one)
    enum act act;
    uint32_t arg, value;
    struct date date;
    uint8_t weekday; // 0: Monday
    uint16_t minute; // since midnight
};

#endif

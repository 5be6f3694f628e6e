// SPDX-License-Identifier: MIT
// The operator: a community worker who has tapped a corner five times and knows the PIN. Part of the state; what is
// shown besides is on the desk (core/desk.h).
//
// The corner is the top left one on the poster and on home (the right one, where the language is read from right to
// left). Its taps look like any others: the first one on a poster
// leads where the poster does, only a moment later. After five, within five seconds, a PIN is asked for, if one is set.
// Until it was right there is no room but that one; leaving (Home, Help, quick exit, five minutes without a touch) ends
// it, and what is ready then and waits for an answer gets "no".
#ifndef CHASQUI_CORE_OPERATOR_H
#define CHASQUI_CORE_OPERATOR_H

#include "content/model.h"
#include "core/effect.h"

#define CORNER_TAPS 5
#define CORNER_MS 5000                      // all of them
#define CORNER_PAUSE_MS 1000                // so long after one the poster takes it as its own
#define OPERATOR_IDLE_MS UINT64_C(280000)   // and then the warning
#define OPERATOR_WATCH_MS UINT64_C(3600000) // so long somebody may watch an import without a touch
#define NIGHT_WAKE_MS UINT64_C(300000)      // outside the opening hours a touch lights the screen for so long

// ROOM(NAME, "name in a screen's id", the room that Back leads to)
enum operator_room {
#define ROOM(name, word, back) ROOM_##name,
#include "core/operator_rooms.def"
#undef ROOM
    ROOM_COUNT
};

const char *room_word(enum operator_room room);

// ROOM_PAGES is about an item and a page of it.
#define PAGES_BITS 12
static inline uint32_t pages_of(uint32_t item, uint32_t page)
{
    return item << PAGES_BITS | page;
}

enum pin_note {
    PIN_NOTE_NONE,
    PIN_NOTE_WRONG,
    PIN_NOTE_SHORT,
    PIN_NOTE_SIMPLE,
    PIN_NOTE_DIFFERENT,
    PIN_NOTE_FAILED,
    PIN_NOTE_COUNT
};

// What changes, or changed last.
enum operator_task {
    TASK_IMPORT,
    TASK_ROLLBACK,
    TASK_REMOVE,    // a pack is taken out
    TASK_CARD,      // the site card of the stick is put in place
    TASK_CARD_AWAY, // the one that stands is taken away
    TASK_COUNT
};

enum operator_work {
    WORK_NONE,
    WORK_STAGING,    // runs, until it is ready
    WORK_READY,      // waits for an answer
    WORK_INSTALLING, // was agreed to
    WORK_ENDING,     // was told to stop
    WORK_COUNT
};

enum confirm_how {
    CONFIRM_NOT,
    CONFIRM_DIALLED,
    CONFIRM_OPENED,
    CONFIRM_VISITED,
    CONFIRM_WITHDRAWN, // it is not so, or no longer
    CONFIRM_HOW_COUNT
};
enum confirm_by {
    CONFIRM_BY_NOBODY,
    CONFIRM_BY_COORDINATOR,
    CONFIRM_BY_TEACHER,
    CONFIRM_BY_COUNSELLOR,
    CONFIRM_BY_WORKER,
    CONFIRM_BY_HEALTH,
    CONFIRM_BY_OTHER,
    CONFIRM_BY_COUNT
};

// As they are written down: "dialled"; "school coordinator". NULL past the end, and for the first of each.
const char *confirm_how_name(enum confirm_how how);
const char *confirm_by_name(enum confirm_by by);
// CONFIRM_BY_NOBODY: it is no such name.
enum confirm_by confirm_by_of(struct slice name);
// Whether this channel can be tried in this way: a place is dialled only where its value is a number. Anything can be withdrawn.
bool confirm_fits(enum confirm_how how, const struct channel *channel);

// Digits that somebody is typing. They leave by struct effects, once, and are in no hash, name or scene.
struct pin_pad {
    char digits[PIN_DIGITS_MAX];
    uint8_t n;
};

struct operator_state {
    bool in;       // the PIN was right
    bool setup;    // the first run's steps
    bool asks_pin; // one of them is a new PIN
    bool by_pin;   // whoever goes through them came in by the PIN
    bool has_pin;  // one is set
    bool checking; // the shell has it, and will answer
    bool looking;  // the sticks are looked through
    bool edited;   // settings that were not yet saved; those of the first run are saved at its end
    uint8_t taps;  // in the corner
    uint8_t note;  // enum pin_note
    uint8_t work;  // enum operator_work
    uint8_t task;  // enum operator_task
    uint8_t how, by;
    uint32_t
        subject; // key of a pack, number of a generation, or which installed pack or changed item, by room
    uint32_t generation;    // that is gone back to: `subject` may be another by the time it is asked about
    uint64_t watched_ms;    // the last touch
    uint64_t corner_ms;     // the first tap
    uint64_t tapped_ms;     // the last one
    uint64_t wait_until_ms; // before that no PIN is taken
    uint16_t pages[ROOM_COUNT]; // on which each room was left for one behind it
    uint16_t corner_loop;       // what the poster's own touch would have opened, or NO_INDEX
    struct pin_pad pad, first;  // `first`: a new PIN, before it is typed again
};

#endif

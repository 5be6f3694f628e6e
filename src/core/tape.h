// SPDX-License-Identifier: MIT
// A recorded visit as text, one step a line. Steps are read as they are played, so a tape that repeats a
// million times takes no more memory than its text.
//
//     chasqui-tape 1               # first line; then the fields, in any order:
//     seed 7                       # of the core's random numbers
//     date 2026-11-22              # the day it begins
//     country CO                   # optional: else the only one, or the kiosk asks
//     language es                  # optional: else the country's first
//     idle 60000 20000             # optional: ms until the warning, ms that it stands
//     size 1920x1080 476           # optional: px of the screen, mm of its width
//     access text-150,contrast     # optional: how it is seen and reached to begin with, as in access.h
//     first-run yes                # optional: the settings say nothing yet
//     content 0123456789abcdef     # optional: tape_content_hash of what it was recorded with
//
//     wait MS                      # time passes, with every tick it asks for
//     act WORD [ARG]               # an act of acts.def; ARG an index or a name: `act open message/x`, `act need talk`,
//                                  # `act room day/2`, `act set volume/40`
//     press WORD [ARG]             # a finger in the middle of the region with this act; without ARG the first such
//     touch FINGER PHASE X Y       # down, move, up or cancel, px
//     swipe left | right
//     key NAME                     # tab shift-tab left right up down enter space escape
//     said [last]                  # what was read aloud has been; `last`: all that stood there
//     date YYYY-MM-DD | +DAYS      # another day
//     clock WEEKDAY HH:MM          # the time of day: monday to sunday
//     desk LINE                    # a line for the operator's desk (core/desk.h), with \t for TAB and \\ for \.
//     pin WORD [SECONDS]           # the same as `desk pin\tWORD\tSECONDS`: good, wrong 30, set, none
//     expect ask WORD[/ARG][+...]  # what the last event asked of the shell (core/asks.def); `expect ask none`
//     expect screen GLOB           # state_screen_id; * and ? as in the shell
//     expect hash HEX              # state_hash
//     repeat N ... end             # steps in between, N times
#ifndef CHASQUI_CORE_TAPE_H
#define CHASQUI_CORE_TAPE_H

#include "base/limits.h"
#include "content/source.h"
#include "core/input.h"
#include "core/state.h"

enum tape_kind {
    TAPE_WAIT,
    TAPE_ACT,
    TAPE_PRESS,
    TAPE_TOUCH,
    TAPE_SWIPE,
    TAPE_KEY,
    TAPE_SAID,
    TAPE_DATE,
    TAPE_CLOCK,
    TAPE_DESK,
    TAPE_PIN,
    TAPE_EXPECT_ASK,
    TAPE_EXPECT_SCREEN,
    TAPE_EXPECT_HASH,
    TAPE_REPEAT, // these two are carried out by tape_next
    TAPE_END,
    TAPE_KIND_COUNT
};

struct tape_step {
    enum tape_kind kind;
    struct pos pos;
    struct pos arg_pos;
    uint64_t
        number; // wait: ms; repeat: times; date: days from the one before (0: `date`); expect hash; pin: seconds;
                // clock: minutes of the day
    uint8_t weekday; // clock
    enum act act;    // act, press
    struct slice
        arg; // act, press: as written, empty without; expect screen: the glob; desk: the rest of the line
    uint32_t finger; // touch
    enum touch_phase phase;
    int x, y;  // px
    bool left; // swipe
    bool last; // said
    enum key key;
    struct date date;
};

struct tape {
    struct source_text source; // borrowed text
    uint64_t seed;
    struct date date;
    struct slice country, language; // empty: not given
    struct pos country_pos, language_pos, content_pos;
    uint32_t idle_ms, warning_ms;
    int w, h, mm;
    struct access access;
    bool first_run;
    bool has_content;
    uint64_t content;
    uint32_t fields; // bits of the fields that were given
    uint32_t body;   // index of the first step's line
    uint32_t line;   // of the next one
    struct {
        uint32_t line; // the first one inside
        uint64_t left; // times to play it again
    } loops[LIMIT_TAPE_NESTING];
    uint32_t depth;
};

// Reads the fields and checks every line; everything wrong is a diagnostic, and then false. The tape borrows
// the source's text.
bool tape_open(const struct source_text *source, struct diags *diags, struct tape *out);

// Whether the tape fits this content: its country, language and content hash, and every name in it. Fills the
// settings it is to be played with.
bool tape_fits(const struct tape *tape, const struct campaign *campaign, struct diags *diags,
               struct config *config);

// The next step to play; false at the end. Only for a tape that tape_open said is good.
bool tape_next(struct tape *tape, struct tape_step *out);

// The argument of an act as a number: a name in this country (NULL: none is chosen yet), or an index. False:
// no such name.
bool tape_arg(const struct campaign *campaign, const struct country *country, enum act act, struct slice arg,
              uint32_t *out);

// What a visit can depend on in this content: kinds, ids and order of what there is, not its words.
uint64_t tape_content_hash(const struct campaign *campaign);

#endif

// SPDX-License-Identifier: MIT
// The whole state of the kiosk: a value without pointers, so that it can be copied, compared and hashed. It
// changes only in update(). What a visitor did lives here alone, and is forgotten when the visit ends.
#ifndef CHASQUI_CORE_STATE_H
#define CHASQUI_CORE_STATE_H

#include "content/campaign.h"
#include "core/access.h"
#include "core/effect.h"
#include "core/event.h"
#include "core/operator.h"
#include "core/settings.h"

enum screen_kind {
    SCREEN_COUNTRY, // which country is this kiosk in? Asked once, by whoever sets it up
    SCREEN_ATTRACT, // the loop of posters; also the neutral poster of quick exit
    SCREEN_HOME,
    SCREEN_TOPICS, // messages by topic
    SCREEN_TOPIC,  // the messages of a topic
    SCREEN_MESSAGE,
    SCREEN_QUIZZES,
    SCREEN_QUIZ, // a question, its feedback, or the end
    SCREEN_STORIES,
    SCREEN_STORY,
    SCREEN_HELP,
    SCREEN_CHANNELS, // by need, by who asks, or without a phone
    SCREEN_CHANNEL,
    SCREEN_LANGUAGES,
    SCREEN_ACCESS,
    SCREEN_LISTEN,   // before anything is read aloud for the first time: others may hear
    SCREEN_SITE,     // the adults of this place, where it names some
    SCREEN_DARK,     // outside the opening hours
    SCREEN_OPERATOR, // one of the operator's rooms
    SCREEN_COUNT
};

enum channels_by { CHANNELS_BY_NEED, CHANNELS_BY_ASKER, CHANNELS_NO_PHONE };

// Where a visitor is. `back` returns to such a place.
struct place {
    uint8_t screen; // enum screen_kind
    uint8_t by;     // SCREEN_CHANNELS: enum channels_by; SCREEN_OPERATOR: enum operator_room
    uint16_t index; // item, topic, need, asker or channel, by screen; or what the room is about
    uint16_t page;  // of what doesn't fit on one screen; the view clamps it
};

#define STATE_IDLE_MS 60000
#define STATE_CLASS_IDLE_MS (15 * 60000) // a class talks for long about one screen
#define STATE_BACK_MAX 16
#define STATE_TRAIL_MAX 64
#define STATE_SAID_MAX 32

struct attract_state {
    uint16_t loop;     // position in the country's loop
    bool neutral;      // quick exit's poster stands
    bool discuss;      // facilitating: the prompt of the poster's item stands
    uint64_t since_ms; // when this poster came
};

// One question's answers. `chosen` are bits of answer indices (single: one bit); for matching, pair i's
// choice is in match[i].
struct question_state {
    uint8_t chosen;
    bool answered;              // feedback is shown
    uint8_t shown;              // the answer whose feedback is shown
    uint8_t match[LIMIT_PAIRS]; // index of a pair's right side + 1; 0: not yet
};

struct quiz_state {
    uint16_t item;     // the quiz these answers belong to, NO_INDEX
    uint16_t question; // n_questions: the end
    struct question_state questions[LIMIT_QUESTIONS];
};

struct story_state {
    uint16_t item;
    uint16_t passage;
    uint16_t trail[STATE_TRAIL_MAX]; // passages before this one, for Back; the oldest are dropped
    uint16_t n_trail;
};

enum listen_arg {
    LISTEN_STOP,
    LISTEN_START, // asks first, once in a visit
    LISTEN_AGREED // told that others may hear
};

enum volume { VOLUME_SOFT, VOLUME_MIDDLE, VOLUME_LOUD, VOLUME_COUNT };

// Reading aloud what stands on the screen.
struct listen_state {
    bool on;
    bool told;         // that others may hear
    uint8_t volume;    // enum volume
    uint16_t sentence; // of the scene that stands
};

struct config {
    uint32_t idle_ms;    // without a touch until the warning, 60000; in a class STATE_CLASS_IDLE_MS at least
    uint32_t warning_ms; // the warning stands, 20000 at least
    uint16_t country;    // chosen by settings, or NO_INDEX: ask
    uint16_t
        language;  // to begin with, index in the country's languages (before one is chosen: in the built-in
                   // words), or NO_INDEX: the first
    bool may_quit; // started by hand
    bool
        facilitate; // for a class: the loop stands until somebody turns it, and prompts to talk stand between
    struct access access; // to begin with
    bool first_run;       // the settings say nothing yet: whoever sets the kiosk up is asked
    bool guarded;         // a PIN is set to begin with: only whoever has it sets the kiosk up
};

// The time of day, as it was last told.
struct wall_clock {
    bool known;
    uint8_t weekday; // 0: Monday
    uint16_t minute;
    uint64_t at_ms;
};

struct state {
    struct config config;
    uint64_t now_ms;
    uint64_t touched_ms; // the last sign of life
    struct date today;
    uint64_t rng;        // SplitMix64
    uint64_t visit_seed; // the order of answers in this visit
    uint16_t country;    // or NO_INDEX
    uint16_t language;
    uint8_t track; // enum audience that the lists are for, as the visitor chose; AUDIENCE_COUNT: everyone
    bool easy;     // messages are read in their easy text
    struct access access;
    bool warning; // "are you still there?" stands over the screen
    struct place at;
    struct place back[STATE_BACK_MAX];
    uint16_t n_back;
    uint16_t said[STATE_SAID_MAX]; // items of which the visitor has said whether they were clear
    uint16_t n_said;
    struct listen_state listen;
    struct attract_state attract;
    struct quiz_state quiz;
    struct story_state story;
    struct settings settings;
    struct wall_clock clock;
    struct operator_state op;
};

void state_init(struct state *state, const struct campaign *campaign, const struct config *config,
                uint64_t seed);
// The settings that the shell has read (settings_are_valid), at start or with other content while nobody is there: the
// loop begins anew with them, and what `config` says of the same things is taken from them. Indexes that this content
// doesn't have are as if they weren't set. Not in the first run.
void state_take_settings(struct state *state, const struct campaign *campaign,
                         const struct settings *settings);

// The one function that changes a state. Any event is safe in any state: what makes no sense there does
// nothing.
void update(struct state *state, const struct campaign *campaign, const struct event *event,
            struct effects *out);

// The next moment (ms) at which time alone changes the view; UINT64_MAX: never.
uint64_t state_deadline(const struct state *state, const struct campaign *campaign);

// Every field, encoded by value: the same on every machine.
uint64_t state_hash(const struct state *state);

// Asserts what must hold of any state with this campaign (for tests; the indexes are in range, the place
// exists).
bool state_is_valid(const struct state *state, const struct campaign *campaign);

// The name of what is on screen, as `render` and tapes show it: "quiz/perfil-falso/2/answer-1".
// NUL-terminated.
#define SCREEN_ID_MAX 160
void state_screen_id(const struct state *state, const struct campaign *campaign, char out[SCREEN_ID_MAX]);

// The chosen country, or NULL.
const struct country *state_country(const struct state *state, const struct campaign *campaign);
// The item whose poster, page, question or passage stands, or NULL.
const struct item *state_item(const struct state *state, const struct campaign *campaign);
// The interface's words in the visitor's language.
const struct words *state_words(const struct state *state, const struct campaign *campaign);
// The tag of that language (BCP 47); where a pack brings no words for it, they are of another.
struct slice state_language(const struct state *state, const struct campaign *campaign);
// Whether a visit is under way (idle runs, exit forgets): not in the loop, not in the dark.
bool state_in_visit(const struct state *state);
// Seconds until a PIN may be tried again; 0: now.
uint32_t operator_wait_s(const struct state *state);
// The room's place among the steps of the first run, from 0, and in *n how many they are.
uint16_t operator_step(const struct state *state, const struct campaign *campaign, uint16_t *n);
// Whether a way back leads anywhere: from the first step of the first run only to another country.
bool operator_has_back(const struct state *state, const struct campaign *campaign);

// How a question's answers are ordered in this visit: out[i] is the index of the answer shown at place i.
void quiz_answer_order(const struct state *state, const struct question *question, uint16_t number,
                       uint8_t out[LIMIT_ANSWERS]);
// The same for the right sides of a matching question.
void quiz_pair_order(const struct state *state, const struct question *question, uint16_t number,
                     uint8_t out[LIMIT_PAIRS]);
// The pair that is being asked (its left side stands), or n_pairs when all are matched.
uint16_t quiz_pair_asked(const struct question_state *question_state, const struct question *question);

// Which channels a SCREEN_CHANNELS place lists, in the order shown: phones and places before links, the
// children's own first. Returns how many were written to `out` (room for LIMIT_CHANNELS).
uint16_t help_channels(const struct state *state, const struct country *country, struct place place,
                       uint16_t out[LIMIT_CHANNELS]);
// Whether any channel serves this need (asker) today: what Help shows.
bool help_has_need(const struct state *state, const struct country *country, enum need need);
// Whether this place names adults whom a child can go to, today.
bool help_has_site(const struct state *state, const struct country *country);
bool help_has_asker(const struct state *state, const struct country *country, enum audience asker);

// The items of a kind (and topic, for messages; TOPIC_COUNT: any) that are shown today in the visitor's track, in the
// campaign's order; never the neutral one. Returns how many were written (at most `max`).
size_t browse_items(const struct state *state, const struct country *country, enum item_kind kind,
                    enum topic topic, uint16_t *out, size_t max);
// The message before or after this one in its topic, or NO_INDEX.
uint16_t browse_neighbour(const struct state *state, const struct country *country, uint16_t item, int step);

// The tracks that have something to show today; returns how many were written.
uint16_t browse_tracks(const struct state *state, const struct country *country, uint8_t out[AUDIENCE_COUNT]);

// Whether the item on screen is still to be asked about: was it clear?
bool browse_asks_clear(const struct state *state, const struct country *country);

// The loop's entry at a position is shown today.
bool attract_entry_is_current(const struct state *state, const struct country *country, uint16_t loop);
// The position that comes after the one that stands.
uint16_t attract_next(const struct state *state, const struct country *country);
// Where the one that stands is among those shown today, from 1, and how many those are.
uint16_t attract_number(const struct state *state, const struct country *country, uint16_t *count);

#endif

// SPDX-License-Identifier: MIT
// The operator's desk: what the shell has told of sticks, plans, generations, health and counts. Views read it as they
// read the campaign; the state only holds numbers that point into it. It is filled line by line, with what chasquictl
// prints under --lines (see chasquictl(1)) and with these lines of the shell's own, fields parted by TAB:
//
//     begin PART                       found, plan, posters, generations, confirmed, health or counts: what is there of it is old
//     stick NAME                       found: a stick is in
//     looked                           found: that was all
//     site TITLE APPROVED-BY VALID-UNTIL         found: a site card lies on the stick. Plan: the one that is staged
//     adult NAME ROLE ROOM HOURS ROOT PICTURE    one whom it names. ROOT empty: a picture of the program's own
//     staged ...                       plan: the fields of a pack line as an import tells it, without its key: what was copied,
//                                      which is what will be shown
//     poster ROOT PATH LANG            posters: a picture of a poster, or a page, as it will stand on this screen
//     drawn                            posters: those were all
//     revoked ID WHY                   generations: a pack of the current one, whose key is no longer believed
//     confirmed ID VALUE DATE HOW BY   confirmed: as in the store's file
//     health STATE EN ES               health: STATE is good, note or bad
//     count MONTH KIND ID NAME-ES NAME-EN OPENED CLEAR NOT-CLEAR     counts: each a number, "<10" or empty; newest month first
//     space BYTES                      free on the disk
//     content shown | waits | refused | none     what stands is the newest; waits: until nobody touches the kiosk; refused: it
//                                      can't be shown here, and something else stands; none: there is nothing but what is
//                                      built into the program
//     pin none | set | good | failed | wrong SECONDS | wait SECONDS
//
// Lines are taken from programs that have read what strangers wrote: any bytes are safe, what isn't known is ignored,
// and there is a cap on everything.
#ifndef CHASQUI_CORE_DESK_H
#define CHASQUI_CORE_DESK_H

#include "base/arena.h"
#include "base/limits.h"

enum desk_part {
    DESK_FOUND,
    DESK_PLAN,
    DESK_POSTERS,
    DESK_GENERATIONS,
    DESK_CONFIRMED,
    DESK_HEALTH,
    DESK_COUNTS,
    DESK_PART_COUNT
};

// What a line means to the core: the `arg` of EVENT_DESK.
enum desk_news {
    DESK_NOTHING, // a line that isn't known
    DESK_MORE,    // something to show
    DESK_LOOKED,
    DESK_PROGRESS,
    DESK_READY,
    DESK_TOO_MUCH, // ready, but more channels change than can be shown
    DESK_REFUSED,
    DESK_DONE,
    DESK_CANCELLED,
    DESK_PIN_NONE,
    DESK_PIN_SET,
    DESK_PIN_GOOD,
    DESK_PIN_FAILED, // it couldn't be kept
    DESK_PIN_WRONG,  // value: seconds to wait
    DESK_PIN_WAIT,   // value: seconds to wait, since earlier
    DESK_NEWS_COUNT
};

struct desk_told {
    enum desk_news news;
    uint32_t value;
};

struct desk_text {
    struct slice es, en;
};

enum desk_pack_state {
    DESK_PACK_NEW,
    DESK_PACK_UPDATE,
    DESK_PACK_SAME,
    DESK_PACK_OLDER,
    DESK_PACK_UNSIGNED,
    DESK_PACK_REFUSED,
    DESK_PACK_STATE_COUNT
};

struct desk_pack {
    uint32_t key;
    struct slice path, id, version, country, publisher, signer; // signer empty: nobody whom this kiosk trusts
    struct desk_text title;
    enum desk_pack_state state;
    uint64_t bytes;
    uint32_t made_of[4]; // messages, quizzes, stories, channels
};

enum desk_what { DESK_ADDED, DESK_REMOVED, DESK_ALTERED, DESK_WHAT_COUNT };
enum desk_kind {
    DESK_CHANNEL,
    DESK_MESSAGE,
    DESK_QUIZ,
    DESK_STORY,
    DESK_LANGUAGE,
    DESK_WHOLE_PACK,
    DESK_KIND_COUNT
};

struct desk_change {
    enum desk_what what;
    enum desk_kind kind;
    struct slice id;
    struct desk_text name;
    struct slice old, now; // a channel's values, or "FIELD: value" of another of its fields
    struct slice facts;    // of a channel that comes: "FIELD: value" a line
};

// A channel that nobody has confirmed by dialling.
struct desk_confirm {
    struct slice id, value;
    struct desk_text name;
};

struct desk_problem {
    bool error;
    struct slice code, path;
    uint32_t line, col; // line 0: the file as a whole
    struct desk_text text;
};

enum desk_stage {
    DESK_STAGE_NONE,
    DESK_STAGE_COPY,
    DESK_STAGE_CHECK,
    DESK_STAGE_PICTURES,
    DESK_STAGE_INSTALL,
    DESK_STAGE_COUNT
};

struct desk_progress {
    enum desk_stage stage;
    uint64_t done, total; // bytes while it copies, else things
    char name[LIMIT_PATH + 1];
    size_t n_name;
};

struct desk_generation {
    uint32_t number;
    struct slice date, how;
    bool current, bad;
    struct slice packs; // "ID VERSION SIGNER", a line each
};

// A pack of the current generation.
struct desk_installed {
    struct slice id, version, signer; // signer empty: nobody
};

// One whose key is no longer believed.
struct desk_revoked {
    struct slice id, why;
};

struct desk_confirmed {
    struct slice id, value, date, how, by;
};

enum desk_health_state { DESK_GOOD, DESK_NOTE, DESK_BAD, DESK_HEALTH_STATE_COUNT };

struct desk_health {
    enum desk_health_state state;
    struct desk_text text;
};

enum desk_content {
    DESK_CONTENT_SHOWN,
    DESK_CONTENT_WAITS,
    DESK_CONTENT_REFUSED,
    DESK_CONTENT_NONE,
    DESK_CONTENT_COUNT
};

struct desk_count {
    struct slice month, kind, id, opened, clear, not_clear;
    struct desk_text name;
};

struct desk_picture {
    struct slice root, path, language; // language: a tag, or empty
};

struct desk_adult {
    struct slice name, role, room, hours;
    struct desk_picture picture; // path may be empty
};

struct desk_site {
    bool found;
    struct slice title, approved_by, valid_until;
    struct desk_adult adults[LIMIT_DESK_ADULTS];
    uint32_t n_adults;
};

// An array in the arena of its part.
#define DESK_LIST(type, name)                                                                                \
    type *name;                                                                                              \
    size_t n_##name, capacity_##name

struct desk {
    struct arena arenas[DESK_PART_COUNT];
    // Found
    bool looked;
    DESK_LIST(struct slice, sticks);
    DESK_LIST(struct desk_pack, packs);
    struct desk_site site;
    // The plan, and what came of it
    struct desk_progress progress;
    bool has_staged;
    struct desk_pack staged;
    struct slice
        signer_before; // who signed the pack that it takes the place of, where that is another; else empty
    DESK_LIST(struct desk_change, channels); // changes of channels
    DESK_LIST(struct desk_change, items);    // other changes, the first of them
    DESK_LIST(struct desk_confirm, confirms);
    DESK_LIST(struct desk_problem, problems);
    uint32_t changes[DESK_KIND_COUNT][DESK_WHAT_COUNT]; // how many, with those that there was no room for
    uint32_t n_errors, n_warnings;                      // the same
    bool too_much;                                      // changes of channels that there was no room for
    bool ready, refused, cancelled;
    bool is_done;
    uint32_t done; // then the generation; 0: none was made
    struct slice refused_code;
    struct desk_text refused_text;
    // Of what is ready, as it will stand on this screen: posters, or the pages of one item
    DESK_LIST(struct desk_picture, posters);
    bool drawn;        // those were all
    bool more_posters; // than there was room for
    // The others
    DESK_LIST(struct desk_generation, generations);
    DESK_LIST(struct desk_revoked, revoked);
    DESK_LIST(struct desk_confirmed, confirmed);
    DESK_LIST(struct desk_health, health);
    DESK_LIST(struct desk_count, counts);
    uint64_t space; // bytes free; 0: not told
    enum desk_content content;
};

void desk_init(struct desk *desk);
void desk_fini(struct desk *desk);

// Takes a line (without its line feed; it is copied) and says what it means to the core.
struct desk_told desk_line(struct desk *desk, struct slice line);

// NULL: there is none of that number.
const struct desk_pack *desk_pack(const struct desk *desk, uint32_t key);
const struct desk_generation *desk_generation(const struct desk *desk, uint32_t number);
// Pack `which` of the current generation, from 0; false: there is none.
bool desk_installed(const struct desk *desk, uint32_t which, struct desk_installed *out);
const struct desk_revoked *desk_revoked(const struct desk *desk, struct slice id);
// Who confirmed this channel with this very value; NULL: nobody here.
const struct desk_confirmed *desk_confirmed(const struct desk *desk, struct slice id, struct slice value);

#endif

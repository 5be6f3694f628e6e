// SPDX-License-Identifier: MIT
// The content as the kiosk sees it: immutable, indexed, in one arena (a content generation). Readers fill it,
// `check` judges it, `campaign` puts the packs of one country together, and from then on it is const.
//
// Texts exist in every language of their pack: an array with pack->n_langs elements, in the order of
// `pack.yaml`. Where a translation is missing the reader puts the default language's text, so an index below
// n_langs is always good. Every pointer is owned by the generation's arena.
#ifndef CHASQUI_CONTENT_MODEL_H
#define CHASQUI_CONTENT_MODEL_H

#include "base/date.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/rich.h"
#include "base/slice.h"

#define NO_INDEX UINT16_MAX

enum topic {
    TOPIC_FEELINGS,
    TOPIC_FRIENDS,
    TOPIC_PRESSURE,
    TOPIC_FAMILY,
    TOPIC_ACTION,
    TOPIC_REST,
    TOPIC_COUNT
};

// Who a text or a channel is for: bits of 1u << AUDIENCE_x.
enum audience {
    AUDIENCE_CHILDREN,
    AUDIENCE_TEENS,
    AUDIENCE_FAMILIES,
    AUDIENCE_PROFESSIONALS,
    AUDIENCE_WOMEN,
    AUDIENCE_COUNT
};

// What a channel can be asked for: bits of 1u << NEED_x. The order is the order on the Help screen.
enum need {
    NEED_EMERGENCY,
    NEED_TALK,
    NEED_REPORT,
    NEED_IMAGE_REMOVAL,
    NEED_LEGAL,
    NEED_HEALTH,
    NEED_SHELTER,
    NEED_LONG_TERM,
    NEED_COUNT
};

enum channel_kind {
    CHANNEL_PHONE,
    CHANNEL_PLACE,
    CHANNEL_CHAT,
    CHANNEL_APP,
    CHANNEL_WEB,
    CHANNEL_KIND_COUNT
};

enum tri { TRI_UNKNOWN, TRI_YES, TRI_NO };

// The names of these sets as authors write them ("image-removal"); NULL past the end.
const char *topic_name(enum topic topic);
const char *audience_name(enum audience audience);
const char *need_name(enum need need);
const char *channel_kind_name(enum channel_kind kind);

enum block_kind { BLOCK_PARAGRAPH, BLOCK_BULLET, BLOCK_NUMBERED, BLOCK_QUOTE };

struct block {
    enum block_kind kind;
    uint8_t level;   // nesting of lists, from 0
    uint16_t number; // of a numbered point, from 1
    struct rich text;
};

struct body {
    const struct block *blocks;
    size_t n_blocks;
};

#define COUNTRY_NONE "ZZ" // of a pack: none was chosen yet

struct picture {
    struct slice path;      // in the pack, "pictures/x.svg"
    uint32_t width, height; // px, from the file's own header; 0 when it doesn't say (SVG without a size)
};

// What a message says is read with `item_body`.
struct message {
    const struct body *body; // [n_langs], or NULL: it stands in `packed`
    struct slice packed;     // as the index of an installed pack keeps it, until it is shown
};

enum question_kind { QUESTION_SINGLE, QUESTION_MULTIPLE, QUESTION_TRUE_FALSE, QUESTION_MATCHING };

struct answer {
    const struct slice *text;     // [n_langs]; a true/false question's are empty: the interface has the words
    const struct slice *feedback; // [n_langs]; may be empty when the question has general feedback
    int32_t weight;               // in 1/100000 of the mark; above 0: helps. Never shown
    bool right;                   // single: full marks; multiple: weight > 0
};

struct pair {
    const struct slice *left, *right; // [n_langs]
};

struct question {
    enum question_kind kind;
    struct slice name;            // `::name::`, or "question 3"
    const struct rich *prompt;    // [n_langs]
    const struct slice *general;  // [n_langs] general feedback, may be empty
    const struct answer *answers; // in the file's order (true/false: true first); none for matching
    const struct pair *pairs;     // matching only
    uint16_t n_answers, n_pairs;
    const struct picture *picture; // or NULL
    uint32_t line;                 // in the default language's file
};

struct quiz {
    const struct question *questions;
    uint16_t n_questions;
};

struct choice {
    const struct slice *text; // [n_langs]
    uint16_t to;              // index of a passage
};

struct passage {
    struct slice name;
    const struct body *body; // [n_langs]
    const struct choice *choices;
    uint16_t n_choices;
    bool help; // tagged `help`: the story ends here, at help
    uint32_t line;
};

struct story {
    const struct passage *passages;
    uint16_t n_passages;
    uint16_t start;
};

enum item_kind { ITEM_MESSAGE, ITEM_QUIZ, ITEM_STORY, ITEM_KIND_COUNT };

const char *item_kind_name(enum item_kind kind); // "message", "quiz", "story"

// A channel that an item names.
struct item_channel {
    uint16_t channel; // index in the pack's channels; after campaign_build, in the country's
    bool quoted;      // its value stands in the item's text: the item leaves with it
};

struct item {
    enum item_kind kind;
    struct slice id;
    const struct pack *pack;
    enum topic topic;
    uint8_t audience; // AUDIENCE_ bits
    bool neutral;     // the poster that quick exit shows
    uint16_t seconds; // in the loop
    uint16_t n_channels;
    struct item_channel *channels; // in the author's order
    const struct picture *picture; // or NULL
    const struct rich *title;      // [n_langs]
    const struct slice *easy;      // [n_langs] easy-read text, may be empty
    const struct slice *discuss;   // [n_langs] prompt for a class, may be empty
    struct pos pos;                // of its default language's file
    uint16_t
        langs_present; // bits of 1u << language that it has a good file for; the others show the default's
    uint16_t narrated; // bits of the languages that sounds/ID.LANG.wav is there for; messages alone
    bool left_out;     // an error was found in it: the kiosk doesn't show it
    bool channel_lost; // it names a channel that may stand where channels.yaml couldn't be read
    union {
        struct message message;
        struct quiz quiz;
        struct story story;
    };
};

// What a message says in one of its pack's languages. Out of an index it is made in `arena`, and empty where its
// bytes have rotted.
struct body item_body(const struct item *item, uint16_t lang, struct arena *arena);

struct step {
    const struct slice *text; // [n_langs]
    const struct picture *picture;
};

struct source {
    struct slice where;
    struct date dated; // unset: unknown
    struct date seen;
};

struct confirmation {
    struct date on;   // unset: nobody has
    struct slice how; // dialled, opened, visited
    struct slice by;
    bool here; // noted on this kiosk, and not by the pack's author
};

struct channel {
    struct slice id;
    const struct pack *pack;
    const struct slice *name; // [n_langs]
    enum channel_kind kind;
    struct slice value;      // "141"; empty when it isn't certain
    const struct slice *how; // [n_langs] how to reach it, may be empty when there is a value
    uint8_t audience;        // AUDIENCE_ bits
    uint8_t needs;           // NEED_ bits
    enum tri free, anonymous, can_choose_gender;
    const struct slice *hours; // [n_langs], may be empty
    const struct slice *languages;
    uint16_t n_languages;
    const struct slice *regions; // ISO 3166-2; none: the whole country
    uint16_t n_regions;
    const struct step *steps; // what happens
    uint16_t n_steps;
    const struct source *sources;
    uint16_t n_sources;
    struct date checked_on;
    struct confirmation confirmed;
    bool withdrawn; // somebody here tried it, and noted that it is wrong
    struct date valid_until;
    bool national;
    uint16_t
        langs_present; // bits of 1u << language that every text of it stands in; the others show the default's
    struct pos pos;
    bool left_out;
    // Another pack of the country brings it; here it stands for what this pack's items name, and is never shown.
    bool borrowed;
};

// Whether a visitor may see it on this day: not noted as wrong here, and not past valid_until, or national. Without a date, yes.
bool channel_is_current(const struct channel *channel, struct date today);
// Past valid_until (a national one is then shown with the date of its last check).
bool channel_is_stale(const struct channel *channel, struct date today);

struct loop_entry {
    const struct item *item; // NULL: the help poster
};

struct review {
    struct slice role; // child-protection, children, native-speaker
    struct slice by;
    struct date date;
};

struct pack {
    struct slice root; // the folder, as named by whoever started the program
    struct slice id;
    uint64_t version;
    const struct slice *title; // [n_langs]
    struct slice publisher;
    struct slice country; // ISO 3166-1 alpha-2, "CO"
    const struct slice *langs;
    uint16_t n_langs;
    struct item *items; // messages, quizzes, stories, each by ID; the one set that check still marks
    size_t n_items;
    size_t n_unread;          // items that no reader could take, so they aren't among these
    struct channel *channels; // in the author's order
    uint16_t n_channels;
    bool channels_lost; // channels.yaml, or one in it, couldn't be read so far as its id: there are more
    const struct loop_entry *loop;
    size_t n_loop;
    struct date valid_until;
    const struct review *reviews;
    uint16_t n_reviews;
    const struct words *const *words; // the interface's own words that the pack brings
    uint16_t n_words;
    struct slice index; // what it was read from, where that was an index; else empty
    uint16_t ordinal;   // its place among the campaign's packs, set by campaign_build
};

#endif

// SPDX-License-Identifier: MIT
// Private to check: one judgement of a pack, and the texts it walks over. check.c judges the pack,
// rules_channels.c the channels, rules_items.c the items, rules_texts.c each text of both,
// rules_seams.c what goes over from one to the next, rules_place.c finds the place to name.
#ifndef CHASQUI_CONTENT_RULES_H
#define CHASQUI_CONTENT_RULES_H

#include "content/check.h"
#include "content/numbers.h"
#include "content/reading.h"
#include "content/seen.h"
#include "content/source.h"
#include "content/terms.h"
#include "content/texts.h"

struct rules {
    struct pack *pack;
    const struct check_options *options;
    struct diags *diags;
    struct arena *arena;  // outlives the diagnostics
    struct arena scratch; // freed with the judgement
    const struct terms *terms;
    const struct contact *contacts; // [pack->n_channels]
    // The last file that a place was looked for in.
    struct source_text source;
    bool has_source;
};

// What the next text may go on with (rules_seams.c).
struct seams {
    struct slice tail;  // the end of the text above, from its last word that says something else than numbers
    struct slice asked; // the same of the last text that is no answer
    struct slice general; // what is replied to everybody
    enum text_role above; // of the last text that is no reply
};

// Where texts stand and whose they are: an item in one language, a channel, or (with a path) the pack itself.
struct scope {
    struct rules *rules;
    struct item *item;             // or NULL
    const struct channel *channel; // or NULL
    uint16_t lang;                 // index
    struct slice path;             // of the file; empty until it is needed
    enum text_role role;
    bool wrong;        // the role's answer isn't right
    struct slice text; // the one being judged
    struct seams seams;
    struct reading *reading; // counts what visitors read; NULL: not judged
    uint32_t line;           // no later than where it begins; 0 when nobody knows
    bool broken;             // an error rule was broken
    bool sextortion_named;
    struct pos sextortion; // the first time; path empty: never
    struct slice sextortion_word;
    const char *sextortion_instead;
};

// The place of bytes [from, to) of scope->text in its file: to the column when the files are at hand, else
// the line.
struct pos rules_place(struct scope *scope, size_t from, size_t to);

// Judges a text of the scope. `line` as in struct scope.
void rules_text(struct scope *scope, enum text_role role, bool wrong, struct slice text, uint32_t line);
// Judges a number that goes over from the texts before into scope->text.
void rules_seam(struct scope *scope);
// Names bytes [from, to) of scope->text as a number that is no channel's.
void rules_report_number(struct scope *scope, size_t from, size_t to);
// What of a mention is a channel's (mention_known). `context` is the scope.
size_t rules_known_groups(void *context, const struct mention *m, size_t from);
// Once the texts of an item in one language are through.
void rules_texts_done(struct scope *scope);

// Whether an answer names a channel of the pack: its value, or its name.
bool rules_names_channel(const struct rules *rules, struct slice text, uint16_t lang,
                         const struct channel **out);

// Where the first `what` ("checked_on:") stands from the channel's first line on, or the channel's place.
struct pos rules_channel_place(struct rules *rules, const struct channel *channel, struct slice what);

// A file of the pack, as a whole; its path is in the pack.
struct pos rules_file_place(struct rules *rules, struct slice path);
// pack.yaml, as a whole.
struct pos rules_pack_place(struct rules *rules);

// Whether a day has not come yet.
bool rules_is_future(const struct rules *rules, struct date date);

void rules_channels(struct rules *rules);
void rules_items(struct rules *rules);

#endif

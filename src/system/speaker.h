// SPDX-License-Identifier: MIT
// The program that reads aloud, seen from the kiosk: started when it is first asked for, told what to say through a
// line, and heard through it by a thread of its own. It falls silent and ends with whoever started it.
//
// Lines to it, and from it:
//     has TAG                   yes TAG | no TAG        whether there is a voice of this language
//     say ID TAG PERCENT TEXT   said ID | lost ID       lost: it could not be said
//     play ID PERCENT PATH      said ID | lost ID       a recording
//     hush                                              what was being said is never said
#ifndef CHASQUI_SYSTEM_SPEAKER_H
#define CHASQUI_SYSTEM_SPEAKER_H

#include <stdint.h>

#include "base/slice.h"

struct speaker;

enum speaker_kind {
    SPEAKER_YES, // to has
    SPEAKER_NO,
    SPEAKER_SAID,
    SPEAKER_LOST,
    SPEAKER_GONE, // it ended by itself: nothing more will be said until it is asked again
};

#define SPEAKER_TAG 64

struct speaker_news {
    enum speaker_kind kind;
    uint32_t id;           // SAID, LOST
    char tag[SPEAKER_TAG]; // YES, NO; NUL-terminated
};

// `program` is its path (borrowed, as is context). `heard` is called from another thread when there is news. NULL
// without memory; nothing is started yet.
struct speaker *speaker_create(const char *program, void (*heard)(void *context), void *context);
void speaker_destroy(struct speaker *speaker); // NULL is allowed; silent at once

// Each starts the program if need be. False when that failed or it doesn't listen: nothing will come of it.
bool speaker_ask(struct speaker *speaker, struct slice tag);
bool speaker_say(struct speaker *speaker, uint32_t id, struct slice tag, int percent, struct slice text);
bool speaker_play(struct speaker *speaker, uint32_t id, int percent, struct slice path);

// Silent at once, if something was being said.
void speaker_hush(struct speaker *speaker);
// Silent, and the program ends.
void speaker_stop(struct speaker *speaker);

// The next piece of news; false when there is none.
bool speaker_next(struct speaker *speaker, struct speaker_news *out);

#endif

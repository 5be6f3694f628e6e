// SPDX-License-Identifier: MIT
// What a path in a pack means, by its shape alone.
#ifndef CHASQUI_CONTENT_PATHS_H
#define CHASQUI_CONTENT_PATHS_H

#include "base/slice.h"

enum place {
    PLACE_NOWHERE,  // not a path of a pack
    PLACE_IGNORED,  // what systems leave behind (Thumbs.db), notes (README.txt), the signature's own files
    PLACE_PACK,     // pack.yaml
    PLACE_CHANNELS, // channels.yaml
    PLACE_FOLDER,   // one of the folders below, itself
    PLACE_MESSAGE,  // messages/ID.LANG.md
    PLACE_QUIZ,     // quizzes/ID.LANG.gift
    PLACE_STORY,    // stories/ID.LANG.twee
    PLACE_PICTURE,  // pictures/NAME.svg|png|jpg|webp
    PLACE_SOUND,    // sounds/ID.LANG.wav
    PLACE_WORDS,    // words/LANG.yaml
};

enum place path_place(struct slice path);

// Splits messages/ID.LANG.md and its like, whose shape path_place has found good.
void path_id_and_tag(struct slice path, struct slice *id, struct slice *tag);

// The last name of a path, and what stands before it ("" or "messages").
struct slice path_name(struct slice path);
struct slice path_folder(struct slice path);

// Whether systems or people leave such a file everywhere: .hidden, Thumbs.db, desktop.ini, __MACOSX.
bool path_is_litter(struct slice path);

// The pack's folders and the ending of the files in each, those of enum item_kind first; NULL past the end.
struct path_kind {
    const char *folder, *ending;
    enum place place;
};
extern const struct path_kind path_kinds[];

#endif

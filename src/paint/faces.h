// SPDX-License-Identifier: MIT
// Open fonts, one per file and size, and the runs that a line falls into: of one file and one script. Only paint/fonts
// uses it.
#ifndef CHASQUI_PAINT_FACES_H
#define CHASQUI_PAINT_FACES_H

#include <SDL_ttf.h>

#include "base/font_files.h"
#include "base/slice.h"

enum { FACES_OPEN = 32 }; // files at a size, open at once

enum file_state { FILE_UNTRIED, FILE_GOOD, FILE_BAD };

// A font's file in memory, mapped when it is first used.
struct font_file {
    enum file_state state;
    void *bytes; // owned, mapped
    size_t size;
};

struct face {
    TTF_Font *ttf; // NULL: the slot is free
    int px;
    uint8_t file;
    uint64_t used; // by the clock of the pool
};

struct faces {
    const char *const *paths; // [FONT_FILES] borrowed
    struct font_file files[FONT_FILES];
    struct face open[FACES_OPEN];
    uint64_t clock;
};

// `paths` is kept. False when no file can be opened. SDL_ttf is running between init and fini.
bool faces_init(struct faces *faces, const char *const *paths);
void faces_fini(struct faces *faces);
// Closes every font that is open, with the letters it has drawn: the next to be asked for is opened again.
void faces_close(struct faces *faces);

// A family's file for a font at a size, or where that isn't good another family's, else any: a number in another face is
// better than none. NULL only when memory is short or the files have gone. Valid until the next call.
TTF_Font *faces_get(struct faces *faces, enum font font, enum family family, int px);

// The first family that has the letter; FAMILY_ANDIKA when none has, so that what is missing looks the same everywhere.
enum family faces_family(struct faces *faces, enum font font, int px, uint32_t c);

#define RUN_BYTES 512

// A piece of a line in one file and one script, without the characters that draw nothing by themselves.
struct run {
    char text[RUN_BYTES + 1]; // NUL-terminated UTF-8
    enum family family;
    char script[5]; // ISO 15924, "Latn"
};

// Takes the next run off `rest`. False when nothing is left.
bool faces_next_run(struct faces *faces, enum font font, int px, struct slice *rest, struct run *out);

#endif

// SPDX-License-Identifier: MIT
// Open fonts, one per face and size, and the runs of one face that a line falls into. Only paint/fonts uses
// it.
#ifndef CHASQUI_PAINT_FACES_H
#define CHASQUI_PAINT_FACES_H

#include <SDL_ttf.h>

#include "text/metrics.h"

enum { FACES_OPEN = 24 }; // faces at a size, open at once

struct face {
    TTF_Font *ttf; // NULL: the slot is free
    int px;
    uint8_t file;
    uint64_t used; // by the clock of the pool
};

// The files to try: Andika's three faces, then DejaVu's.
enum { FACES_FILES = 2 * FONT_COUNT };
extern const char *const faces_debian[FACES_FILES];

// A font's file in memory, NULL until it is first used.
struct font_file {
    void *bytes; // owned, mapped
    size_t size;
};

struct faces {
    const char *const *paths; // [FACES_FILES] borrowed
    struct font_file files[FACES_FILES];
    uint8_t chosen[2][FONT_COUNT]; // the file for each font, and for what that one lacks
    struct face open[FACES_OPEN];
    uint64_t clock;
};

// Opens every file of `paths` ([FACES_FILES], kept) to see which are good; a font whose own file isn't is drawn by
// DejaVu's, else by any that is: a number in another face is better than none. False when no file can be opened.
// SDL_ttf is running between init and fini.
bool faces_init(struct faces *faces, const char *const *paths);
void faces_fini(struct faces *faces);

// A face at a size, or NULL when it can't be opened. Valid until the next call.
TTF_Font *faces_get(struct faces *faces, enum font font, bool fallback, int px);

#define RUN_BYTES 512

// A piece of a line in one face, without the characters that draw nothing (soft hyphens, joiners, controls).
struct run {
    char text[RUN_BYTES + 1]; // NUL-terminated UTF-8
    bool fallback;
};

// Takes the next run off `rest`. False when nothing is left.
bool faces_next_run(struct faces *faces, enum font font, int px, struct slice *rest, struct run *out);

#endif

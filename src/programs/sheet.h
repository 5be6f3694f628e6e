// SPDX-License-Identifier: MIT
// Contact sheets: screens side by side, small, each with its name, for whoever reviews all of them.
#ifndef CHASQUI_PROGRAMS_SHEET_H
#define CHASQUI_PROGRAMS_SHEET_H

#include "paint/fonts.h"
#include "paint/frame.h"

struct sheet {
    const char *folder; // borrowed
    struct slice tag;   // borrowed: of the language
    struct fonts *fonts;
    struct frame canvas, thumb;
    int columns, rows; // that the canvas holds
    int n;             // on this sheet
    int number;        // of this sheet, from 1
};

// For screens of w by h px. False without memory.
bool sheet_begin(struct sheet *sheet, const char *folder, struct slice tag, struct fonts *fonts, int w,
                 int h);
// Adds a screen; a sheet that is full is written. False when it couldn't be, with errno set.
bool sheet_add(struct sheet *sheet, const struct frame *screen, const char *id);
// Writes what is left and frees everything. False as above.
bool sheet_end(struct sheet *sheet);

#endif

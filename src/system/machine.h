// SPDX-License-Identifier: MIT
// Whether a machine has what a kiosk needs, asked before anything starts: what is missing is otherwise a black screen, or one
// that no touch reaches, and says nothing.
#ifndef CHASQUI_SYSTEM_MACHINE_H
#define CHASQUI_SYSTEM_MACHINE_H

#include <limits.h>
#include <stdbool.h>

// `root` stands before every path: "" on a machine, a folder in tests.

enum machine_screen { MACHINE_SCREEN, MACHINE_SCREEN_UNPLUGGED, MACHINE_NO_SCREEN };
enum machine_screen machine_screen(const char *root);

enum machine_input { MACHINE_INPUT, MACHINE_INPUT_FORBIDDEN, MACHINE_NO_INPUT };
// Whether something can be touched or pressed, and may be read by whoever asks.
enum machine_input machine_input(const char *root);

enum machine_seat { MACHINE_SEAT, MACHINE_SEAT_FORBIDDEN, MACHINE_NO_SEAT };
// Whether seatd, which hands a compositor the screen and what is touched, can be asked by whoever asks this.
enum machine_seat machine_seat(const char *root);

// One file of letters is enough to show words.
bool machine_has_letters(const char *root);

// The kernel knows of a sound card.
bool machine_has_sound(const char *root);

// A program by its name, in the folders of PATH.
bool machine_finds(const char *program);

#endif

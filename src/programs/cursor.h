// SPDX-License-Identifier: MIT
// A cursor theme whose only cursor is one clear pixel. cage draws its arrow when a mouse, or a touchscreen that says it is one, is
// plugged in, and until the program below says otherwise: on a kiosk it would stand on the poster.
#ifndef CHASQUI_PROGRAMS_CURSOR_H
#define CHASQUI_PROGRAMS_CURSOR_H

#include <stdbool.h>

// Writes the theme below `folder`/icons, where XCURSOR_PATH can point. False: an arrow may be seen.
bool cursor_write(const char *folder);

#endif

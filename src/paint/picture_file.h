// SPDX-License-Identifier: MIT
// A picture's file: in a pack's folder, or what travels inside the program.
#ifndef CHASQUI_PAINT_PICTURE_FILE_H
#define CHASQUI_PAINT_PICTURE_FILE_H

#include "base/embedded.h"

// The file of a picture in a pack's folder, open for reading: a regular file below the root, with no links on the way, no
// "..", and at most LIMIT_PICTURE_FILE bytes. -1 when there is none.
int picture_file_open(struct slice root, struct slice path);

// One of the program's own pictures (`assets` may be NULL: there are none). False when there is none.
bool picture_file_own(const struct embedded *assets, struct slice path, struct slice *bytes);

#endif

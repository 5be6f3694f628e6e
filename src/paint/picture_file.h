// SPDX-License-Identifier: MIT
// Reads a picture's bytes: from a pack's folder, or from what travels inside the program.
#ifndef CHASQUI_PAINT_PICTURE_FILE_H
#define CHASQUI_PAINT_PICTURE_FILE_H

#include "base/embedded.h"

struct picture_bytes {
    struct slice bytes;
    void *memory; // owned (free), or NULL when the bytes are the program's own
};

// An empty root means `assets` (NULL: there are none). In a folder only regular files below the root are
// read: no links on the way, no "..", at most LIMIT_PICTURE_FILE. False when there is nothing to read; `out`
// is then empty.
bool picture_file_read(const struct embedded *assets, struct slice root, struct slice path,
                       struct picture_bytes *out);

#endif

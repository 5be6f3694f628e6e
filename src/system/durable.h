// SPDX-License-Identifier: MIT
// Writing what must survive a power cut: whole or not at all.
#ifndef CHASQUI_SYSTEM_DURABLE_H
#define CHASQUI_SYSTEM_DURABLE_H

#include "base/slice.h"

// Each returns false with errno set, and then the old file stands as it was.

// Replaces PATH's content: a new file beside it, on the disk before it takes the name. `mode` as in open(2).
bool durable_replace(const char *path, struct slice bytes, unsigned mode);
// The names in a folder are on the disk.
bool durable_folder(const char *path);

// What root makes in a folder belongs to the folder's owner, who could neither change nor remove it otherwise: the kiosk has a
// user of its own. Of a file or folder that was just made, `path` from `at` as in openat(2); does nothing for anybody but
// root. What durable_replace makes has it already.
bool durable_inherit(int at, const char *path);
// mkdirat(2), and that.
bool durable_make_folder(int at, const char *path);

#endif

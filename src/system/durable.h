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

#endif

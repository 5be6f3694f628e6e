// SPDX-License-Identifier: MIT
// Whoever waits for an import: is told how far it is, and may call it off.
#ifndef CHASQUI_PACK_WATCH_H
#define CHASQUI_PACK_WATCH_H

#include "base/slice.h"

enum install_stage { INSTALL_COPY, INSTALL_CHECK, INSTALL_PICTURES, INSTALL_INSTALL };

struct install_watch {
    void *context;
    // DONE and TOTAL are bytes (copy) or things; `name` is what it is about, as a path in the pack.
    void (*progress)(void *context, enum install_stage stage, uint64_t done, uint64_t total,
                     struct slice name);
    bool (*cancelled)(void *context);
};

#endif

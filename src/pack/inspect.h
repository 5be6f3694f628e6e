// SPDX-License-Identifier: MIT
// What a stick holds, told from names, signatures and pack.yaml alone. Nothing is copied, and nothing promised: only an
// import looks at everything.
#ifndef CHASQUI_PACK_INSPECT_H
#define CHASQUI_PACK_INSPECT_H

#include "pack/install.h"

struct inspected {
    struct slice path;
    const struct pack *pack; // of pack.yaml and channels.yaml alone; NULL: it can't be told
    struct slice signer;     // whom these two files are from; empty: nobody
    enum install_state state;
    bool refused; // for what the diagnostics say
    uint64_t bytes;
    size_t messages, quizzes, stories, channels;
    struct diags diags;
};

struct inspect_options {
    const char *store; // NULL: nothing is installed
    const char *trust;
    bool unsigned_messages;
    struct date today;
};

// The packs in a folder: itself, or folders with a pack.yaml and .chasqui files up to LIMIT_STICK_DEPTH deep, by path. A file
// is one pack. Returns how many; 0 also when the folder can't be read.
size_t inspect_find(const char *path, struct arena *arena, struct slice **out);

void inspect_pack(struct slice path, const struct inspect_options *options, struct arena *arena,
                  struct inspected *out);

#endif

// SPDX-License-Identifier: MIT
// What a stick holds, told from names, signatures and pack.yaml alone. Nothing is copied, and nothing promised: only an
// import looks at everything.
#ifndef CHASQUI_PACK_INSPECT_H
#define CHASQUI_PACK_INSPECT_H

#include "content/site.h"
#include "pack/install.h"

struct inspected {
    struct slice path;
    const struct pack *pack; // of pack.yaml and channels.yaml alone; NULL: it can't be told
    struct slice signer;     // whom these two files are from; empty: nobody
    bool forged;             // a signature is there, and not believed
    struct slice
        signer_before; // whom the pack is from whose place it would take, if another; empty: the same, or not known
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

struct inspect_found {
    struct slice *packs; // by path
    size_t n_packs;
    struct slice site; // the folder of a site card, of several the one highest up; empty: there is none
    bool more;         // than LIMIT_STICK_PACKS, or in folders that hold too much: it wasn't looked at
    int error;         // errno, where it can't be opened; else 0
};

// What lies in a folder: a pack that it is itself, or folders with a pack.yaml or site.yaml and .chasqui files up to
// LIMIT_STICK_DEPTH deep, also under names that a stick or an editor changed (PACK.YAML, pack.yaml.txt), so that somebody is told of
// them. A file is one pack. Nothing when the folder can't be read.
void inspect_find(const char *path, struct arena *arena, struct inspect_found *out);

// What the card in this folder says of itself (site_head); NULL when it can't be read.
const struct site *inspect_site(struct slice folder, struct arena *arena);

void inspect_pack(struct slice path, const struct inspect_options *options, struct arena *arena,
                  struct inspected *out);

#endif

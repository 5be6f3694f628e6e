// SPDX-License-Identifier: MIT
// An import: a source becomes a new generation, whole or not at all.
//
//     install_stage    copies, verifies, checks; nothing that a kiosk looks at has changed
//     install_commit   makes it the current generation
//     install_fini     in any case: what isn't committed is removed
//
// Every refusal is a diagnostic.
#ifndef CHASQUI_PACK_INSTALL_H
#define CHASQUI_PACK_INSTALL_H

#include "base/tree.h"
#include "content/paths.h"
#include "pack/carry.h"
#include "pack/credentials.h"
#include "pack/plan.h"
#include "pack/staging.h"
#include "pack/watch.h"

struct install_options {
    const char *source, *store, *trust; // paths, borrowed
    bool unsigned_messages;             // the policy for packs that nobody signed; false: never
    struct date today;
    // Whether a picture can be decoded whole; `path` is its path in the pack. NULL: not tried.
    bool (*decodes)(void *context, int fd, struct slice path);
    void *decoder;
    bool (*has_glyph)(void *context, uint32_t c); // as in struct check_options
    void *glyphs;
    struct install_watch watch;
};

enum install_status {
    INSTALL_DONE,
    INSTALL_HERE,      // the same is installed already: nothing to do, told by a diagnostic
    INSTALL_REFUSED,   // the source's fault
    INSTALL_CANCELLED, // by watch.cancelled
    INSTALL_FAILED,    // the machine's fault
};

enum install_state { INSTALL_NEW, INSTALL_UPDATE, INSTALL_SAME, INSTALL_OLDER, INSTALL_UNSIGNED };

struct install {
    struct install_options options;
    struct arena *arena; // borrowed, as the diagnostics
    struct diags *diags;
    struct diags reason; // of more than one error
    int lock;
    struct origin source;
    struct trust trust;
    struct credentials credentials;
    struct installed installed; // what this one comes to
    struct carried carried;     // what of it goes on, once install_look was called
    struct staging staging;
    struct staging_watch copying;
    struct staging_flush flush;
    bool flushing;
    struct manifest manifest; // of the copy
    struct slice manifest_text;
    struct tree tree;
    // Once staged:
    const struct pack *pack;
    enum install_state state;
    uint64_t bytes;     // of its files
    const char *folder; // where it is staged
    struct plan plan;
    const struct channel **unconfirmed; // that nobody has dialled, in the pack's order
    size_t n_unconfirmed;
    const struct generation_pack *replaced; // of the same id, or NULL
    struct generation next;                 // what it will be a part of
};

void install_init(struct install *install, const struct install_options *options, struct arena *arena,
                  struct diags *diags);
enum install_status install_stage(struct install *install);
enum install_status install_commit(struct install *install, uint64_t *generation);
void install_fini(struct install *install);

// After anything but INSTALL_DONE and INSTALL_CANCELLED: the one diagnostic that tells why. It may be one of those in the
// list, or stand beside them.
const struct diag *install_reason(const struct install *install);

// install_rules.c: which version of which pack may come. Each is false after a diagnostic.
bool install_judge_version(struct install *install, struct slice id, uint64_t version,
                           const uint8_t manifest[MANIFEST_HASH], bool *here);
// Under the same id a pack stays in its country.
bool install_judge_country(const struct install *install, const struct pack *pack);
// A kiosk shows so many packs, and countries.
bool install_judge_room(const struct install *install, const struct pack *pack);
bool install_judge_unsigned_files(const struct install *install);
bool install_judge_unsigned_pack(const struct install *install, const struct pack *pack);
// How many messages, quizzes or stories a source has, by its files' names.
size_t install_count_items(const struct origin *source, enum place place);

// install_next.c. What goes on beside the pack; call install_look before there is one, and install_settle with it.
struct carry install_carry(const struct install *install);
void install_look(struct install *install);
void install_settle(struct install *install);
// Of what was staged: its generation, its plan, and whom nobody has confirmed. False with errno.
bool install_make_next(struct install *install);

void install_hash(struct slice bytes, uint8_t sha256[MANIFEST_HASH]);

#endif

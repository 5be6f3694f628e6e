// SPDX-License-Identifier: MIT
// The site card of a store (content/site.h): brought from a folder on a stick, or taken away. It stands in STORE/site, whole
// or not at all, and no import and no rollback touches it.
//
//     site_change_init      any number of times
//     site_change_stage     copies the card and the photos it names, and judges the copy
//     site_change_commit    the copy takes the place of the card that stands
//     site_change_fini      always; what was staged and not committed is removed
#ifndef CHASQUI_PACK_SITE_CHANGE_H
#define CHASQUI_PACK_SITE_CHANGE_H

#include "content/site.h"
#include "pack/install.h"

struct site_change_options {
    const char *folder; // where site.yaml is
    const char *store;
    struct date today; // unset: dates are not judged
    // Whether the picture in this file can be shown. The descriptor stays the caller's.
    bool (*decodes)(void *context, int fd, struct slice path);
    bool (*cancelled)(void *context);
    void *context; // of both
};

struct site_change {
    struct site_change_options options;
    struct arena *arena;
    struct diags *diags;
    struct staging staging;
    int lock;
    bool in_doubt;           // the disk didn't say which card it has: nothing of either is removed now
    const char *staged;      // the copy's folder
    const struct site *site; // what was copied
};

void site_change_init(struct site_change *change, const struct site_change_options *options,
                      struct arena *arena, struct diags *diags);
// INSTALL_DONE: change->site may be shown to whoever decides. Otherwise a diagnostic tells why, but for INSTALL_CANCELLED.
enum install_status site_change_stage(struct site_change *change);
enum install_status site_change_commit(struct site_change *change);
void site_change_fini(struct site_change *change);

// Takes the card away; that there is none is no fault.
enum install_status site_change_remove(const char *store, struct arena *arena, struct diags *diags);

#endif

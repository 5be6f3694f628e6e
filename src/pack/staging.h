// SPDX-License-Identifier: MIT
// Copies a source once, hashing what passes by: what is judged afterwards is this copy. Memory stays the same however
// large the pack is.
#ifndef CHASQUI_PACK_STAGING_H
#define CHASQUI_PACK_STAGING_H

#include <pthread.h>

#include "pack/manifest.h"
#include "pack/origin.h"

struct staging_watch {
    void *context;
    // How much of `total` bytes is copied, and the path of the file that is copied now.
    void (*progress)(void *context, uint64_t done, uint64_t total, struct slice path);
    bool (*cancelled)(void *context);
};

enum staging_status {
    STAGING_DONE,
    STAGING_CANCELLED,
    STAGING_REFUSED, // with a diagnostic: the source's fault
    STAGING_FAILED,  // with a diagnostic: the store's
};

struct staging {
    const char *store;  // borrowed
    int folder;         // descriptor of the new pack's folder, borrowed; empty at first
    struct slice shown; // the folder's path, for diagnostics
    const struct staging_watch *watch;
    struct arena *arena;
    struct diags *diags;
};

// What a source's files take on a disk: each has, beside its bytes, some that are never more than a few thousand.
uint64_t staging_room(const struct origin *source);
// How much the store lacks of that and a margin; 0: it has room.
uint64_t staging_lacks(const struct staging *staging, const struct origin *source);
// Names that the store lacks so much. Returns false.
bool staging_full(const struct staging *staging, uint64_t missing);

// Copies every file of the source but MANIFEST and its signature. `out` has room for source->n_files hashes, and is in
// their order; those two's stay zero.
enum staging_status staging_copy(const struct staging *staging, struct origin *source,
                                 struct manifest_file *out);

// Writes a file whose bytes are known. False after a diagnostic.
bool staging_put(const struct staging *staging, const char *name, struct slice bytes);

// Brings all of it to the disk in the background: from begin on nothing that stands there may be changed, only added; end
// waits. False after a diagnostic when the disk has failed.
struct staging_flush {
    const struct staging *staging;
    pthread_t thread;
    bool runs;
    int error;
};
void staging_flush_begin(const struct staging *staging, struct staging_flush *out);
bool staging_flush_end(struct staging_flush *flush);

// Names what errno says of writing here, as a lack of room or a failure. Returns false.
bool staging_failed(const struct staging *staging, struct slice path, int error);

#endif

// SPDX-License-Identifier: MIT
// Gets one picture after another: the program's own are decoded here, those of a pack in chasqui-decode, and never here.
#ifndef CHASQUI_PAINT_LOADER_H
#define CHASQUI_PAINT_LOADER_H

#include "base/embedded.h"
#include "paint/ready.h"

struct loader;

struct loader_config {
    const struct embedded *assets; // borrowed; NULL: none
    const char *decoder;           // path of chasqui-decode, borrowed; NULL: pictures of packs can't be had
    const char *ready; // file of the picture kept for the next start (ready.h), borrowed; NULL: none
};

enum loaded {
    LOADER_OK,
    LOADER_FAILED, // it isn't there, or is no good
    LOADER_LOST,   // the decoder was lost over it; another time may be better
};

struct loader_origin {
    struct ready_stamp stamp; // of the file; without one it can't be kept
    bool stamped, kept;
};

// One thread at a time makes these calls; the decoder ends with the thread that called first.
struct loader *loader_create(const struct loader_config *config); // NULL without memory
void loader_destroy(struct loader *loader);                       // NULL is allowed

// Starts the decoder before it is needed, unless a picture is kept ready: then it isn't needed soon.
void loader_start(struct loader *loader);
// Gets a picture that will be loaded next as far as that goes before its wish is known.
void loader_prime(struct loader *loader, struct picture_ref ref);
// `out` is empty unless LOADER_OK; *origin says where it came from.
enum loaded loader_load(struct loader *loader, struct picture_ref ref, struct decode_wish wish,
                        struct decoded *out, struct loader_origin *origin);
// Keeps a loaded picture for the next start, if there is a place for it and it isn't kept already.
void loader_keep(struct loader *loader, struct picture_ref ref, struct decode_wish wish,
                 const struct decoded *decoded, const struct loader_origin *origin);

// From any thread: what is being loaded, and whatever will be, fails at once.
void loader_cancel(struct loader *loader);

#endif

// SPDX-License-Identifier: MIT
// Decoded pictures at the size they are shown. One background thread has them decoded (loader.h: a pack's by
// chasqui-decode); the owner's thread never waits unless it asks to. A picture that failed is remembered and not tried
// again. One that the decoder was lost over may be tried again by a later scene, LIMIT_DECODE_TRIES times in all.
#ifndef CHASQUI_PAINT_PICTURES_H
#define CHASQUI_PAINT_PICTURES_H

#include "paint/loader.h"

struct pictures;

struct pictures_config {
    struct loader_config loader;
    size_t cap_bytes; // of finished pixels; the least recently used go first, the newest always stays
    void (*ready)(
        void *context); // called on the background thread when a picture is finished; NULL: nobody to tell
    void *context;
};

// NULL without memory. The decoder starts at once, beside whatever the owner does next.
struct pictures *pictures_create(const struct pictures_config *config);
void pictures_destroy(struct pictures *pictures); // doesn't wait for a decoder; NULL is allowed

enum picture_state { PICTURES_READY, PICTURES_PENDING, PICTURES_FAILED };

// A picture at wish's size. When it is ready, *out is valid until the next call with these pictures.
// Otherwise it is queued (before everything that was only prefetched); while the queue is full it stays
// PENDING and is queued by a later call.
enum picture_state pictures_get(struct pictures *pictures, struct picture_ref ref, struct decode_wish wish,
                                const struct decoded **out);

// Queues a picture that will be wanted soon, and makes room for it under the cap first.
void pictures_prefetch(struct pictures *pictures, struct picture_ref ref, struct decode_wish wish);

// Decodes a picture that will be the first one wanted, before anybody knows its size: then a photograph only needs to
// be scaled. If it was kept ready, it is only read. Call it before the picture is asked for.
void pictures_prime(struct pictures *pictures, struct picture_ref ref);

// The picture that the next start will show first: when it has been shown, and nothing else is to do, it is kept ready
// (loader_config.ready). Replaces the one told before.
void pictures_keep(struct pictures *pictures, struct picture_ref ref);

// From here on another scene is drawn: what it asks for or prefetches stays, whatever the cap says, until the next one
// begins. Before the first call nothing is held back.
void pictures_begin_scene(struct pictures *pictures);

// Another cap_bytes, as when the size of the screen is known.
void pictures_set_cap(struct pictures *pictures, size_t bytes);

// Waits until the queue is empty.
void pictures_wait(struct pictures *pictures);
// The same, for so long at most. False when the queue isn't empty then.
bool pictures_wait_ms(struct pictures *pictures, uint32_t ms);

// Forgets every finished and failed picture, as when the content changes. A picture in work is thrown away
// when it is done.
void pictures_forget(struct pictures *pictures);

size_t pictures_bytes(struct pictures *pictures); // of finished pixels

#endif

// SPDX-License-Identifier: MIT
// Decoded pictures at the size they are shown. One background thread reads and decodes; the owner's thread
// never waits unless it asks to. A picture that failed is remembered and not tried again.
#ifndef CHASQUI_PAINT_PICTURES_H
#define CHASQUI_PAINT_PICTURES_H

#include "base/embedded.h"
#include "paint/decode.h"

struct pictures;

struct pictures_config {
    const struct embedded *assets; // borrowed; NULL: none
    size_t cap_bytes; // of finished pixels; the least recently used go first, the newest always stays
    void (*ready)(
        void *context); // called on the background thread when a picture is finished; NULL: nobody to tell
    void *context;
};

struct pictures *pictures_create(const struct pictures_config *config); // NULL without memory
void pictures_destroy(struct pictures *pictures); // waits for the picture in work; NULL is allowed

enum picture_state { PICTURES_READY, PICTURES_PENDING, PICTURES_FAILED };

// A picture at wish's size. When it is ready, *out is valid until the next call with these pictures.
// Otherwise it is queued (before everything that was only prefetched); while the queue is full it stays
// PENDING and is queued by a later call.
enum picture_state pictures_get(struct pictures *pictures, struct picture_ref ref, struct decode_wish wish,
                                const struct decoded **out);

// Queues a picture that will be wanted soon, and makes room for it under the cap first.
void pictures_prefetch(struct pictures *pictures, struct picture_ref ref, struct decode_wish wish);

// Decodes a picture that will be the first one wanted, before anybody knows its size: then a photograph only needs to
// be scaled. Call it once, before any other call.
void pictures_prime(struct pictures *pictures, struct picture_ref ref);

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

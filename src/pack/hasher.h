// SPDX-License-Identifier: MIT
// SHA-256 in a thread of its own: the next block is read and written while the last one is hashed.
#ifndef CHASQUI_PACK_HASHER_H
#define CHASQUI_PACK_HASHER_H

#include <pthread.h>

#include "base/arena.h"

#define HASHER_SLOTS 8

struct hasher_slot {
    uint8_t *bytes;
    size_t n;
    uint8_t *digest; // the file ends here: where its hash goes
};

struct hasher {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct hasher_slot slots[HASHER_SLOTS];
    size_t given, done; // slots so far, under the lock
    bool over, runs;
};

// `block` bytes of room in each slot. False when no thread can be had.
bool hasher_begin(struct hasher *hasher, size_t block, struct arena *arena);
// The next free slot, when there is one; it is the caller's to fill until hasher_give.
struct hasher_slot *hasher_slot(struct hasher *hasher);
// Its bytes are read, never written, until the slot comes round again. With a digest the file is over.
void hasher_give(struct hasher *hasher, size_t n, uint8_t *digest);
// Waits for everything that was given.
void hasher_end(struct hasher *hasher);

#endif

// SPDX-License-Identifier: MIT
#include "pack/hasher.h"

#include <nettle/sha2.h>
#include <signal.h>

static void *hash_all(void *context)
{
    struct hasher *hasher = context;
    struct sha256_ctx hash;
    sha256_init(&hash);
    pthread_mutex_lock(&hasher->lock);
    for (;;) {
        while (hasher->done == hasher->given && !hasher->over)
            pthread_cond_wait(&hasher->changed, &hasher->lock);
        if (hasher->done == hasher->given)
            break;
        struct hasher_slot *slot = &hasher->slots[hasher->done % HASHER_SLOTS];
        pthread_mutex_unlock(&hasher->lock);
        sha256_update(&hash, slot->n, slot->bytes);
        if (slot->digest)
            sha256_digest(&hash, SHA256_DIGEST_SIZE, slot->digest); // and begins anew
        pthread_mutex_lock(&hasher->lock);
        hasher->done++;
        pthread_cond_broadcast(&hasher->changed);
    }
    pthread_mutex_unlock(&hasher->lock);
    return NULL;
}

bool hasher_begin(struct hasher *hasher, size_t block, struct arena *arena)
{
    sigset_t all, old;
    *hasher = (struct hasher){0};
    for (size_t i = 0; i < HASHER_SLOTS; i++)
        hasher->slots[i].bytes = arena_alloc(arena, block);
    pthread_mutex_init(&hasher->lock, NULL);
    pthread_cond_init(&hasher->changed, NULL);
    // Signals are for the thread that does something about them.
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    hasher->runs = pthread_create(&hasher->thread, NULL, hash_all, hasher) == 0;
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    return hasher->runs;
}

struct hasher_slot *hasher_slot(struct hasher *hasher)
{
    pthread_mutex_lock(&hasher->lock);
    while (hasher->given - hasher->done == HASHER_SLOTS)
        pthread_cond_wait(&hasher->changed, &hasher->lock);
    pthread_mutex_unlock(&hasher->lock);
    return &hasher->slots[hasher->given % HASHER_SLOTS];
}

void hasher_give(struct hasher *hasher, size_t n, uint8_t *digest)
{
    struct hasher_slot *slot = &hasher->slots[hasher->given % HASHER_SLOTS];
    slot->n = n;
    slot->digest = digest;
    pthread_mutex_lock(&hasher->lock);
    hasher->given++;
    pthread_cond_broadcast(&hasher->changed);
    pthread_mutex_unlock(&hasher->lock);
}

void hasher_end(struct hasher *hasher)
{
    if (hasher->runs) {
        pthread_mutex_lock(&hasher->lock);
        hasher->over = true;
        pthread_cond_broadcast(&hasher->changed);
        pthread_mutex_unlock(&hasher->lock);
        pthread_join(hasher->thread, NULL);
    }
    pthread_cond_destroy(&hasher->changed);
    pthread_mutex_destroy(&hasher->lock);
}

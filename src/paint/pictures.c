// SPDX-License-Identifier: MIT
#include "paint/pictures.h"

#include <SDL.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/kassert.h"
#include "base/limits.h"
#include "paint/picture_file.h"

#define SLOTS 64 // pictures known, failed ones too
#define QUEUE 24 // waiting at once
#define ROOT_MAX 4096

enum slot_state { SLOT_FREE, SLOT_QUEUED, SLOT_WORKING, SLOT_READY, SLOT_FAILED };

struct slot {
    enum slot_state state;
    bool forgotten;          // while WORKING: throw the result away
    bool wanted;             // asked for by pictures_get, not only prefetched
    struct slice root, path; // in `memory`
    char *memory;            // owned
    struct decode_wish wish;
    struct decoded decoded;
    uint64_t used;
    uint64_t scene; // the last one that asked for it
};

struct primed {
    struct slice root, path;      // in `memory`
    char *memory;                 // owned
    struct decode_source *source; // NULL until the thread has decoded it, and when there is none
};

struct pictures {
    struct pictures_config config;
    pthread_mutex_t lock; // guards everything below
    pthread_cond_t work, idle;
    pthread_t thread;
    bool started, stop;
    struct primed *primed; // the thread's, once it runs; NULL when it has been used
    struct slot slots[SLOTS];
    int queued; // QUEUED and WORKING
    size_t bytes;
    uint64_t clock;
    uint64_t scene; // the one that is drawn; 0: none has begun
};

static size_t decoded_bytes(const struct decoded *decoded)
{
    return (size_t)decoded->pixels.stride * (size_t)decoded->pixels.h * 4;
}

// --- the background thread ---

// The oldest wanted picture, else the oldest prefetched one.
static struct slot *next_in_queue(struct pictures *pictures)
{
    struct slot *best = NULL;
    for (size_t i = 0; i < SLOTS; i++) {
        struct slot *slot = &pictures->slots[i];
        if (slot->state != SLOT_QUEUED)
            continue;
        if (!best || slot->wanted > best->wanted || (slot->wanted == best->wanted && slot->used < best->used))
            best = slot;
    }
    return best;
}

static void primed_free(struct primed *primed)
{
    if (!primed)
        return;
    decode_source_free(primed->source);
    free(primed->memory);
    free(primed);
}

static void decode_primed(struct pictures *pictures)
{
    struct primed *primed = pictures->primed;
    struct picture_bytes file;
    if (!primed || !picture_file_read(pictures->config.assets, primed->root, primed->path, &file))
        return;
    primed->source = decode_source(file.bytes);
    free(file.memory);
}

// Whether this slot's picture was primed; the source is the caller's then. Whatever comes first, the rest is no use.
static struct decode_source *take_primed(struct pictures *pictures, const struct slot *slot)
{
    struct primed *primed = pictures->primed;
    struct decode_source *source = NULL;
    if (primed && slice_eq(primed->path, slot->path) && slice_eq(primed->root, slot->root)) {
        source = primed->source;
        primed->source = NULL;
    }
    primed_free(primed);
    pictures->primed = NULL;
    return source;
}

static bool load(struct pictures *pictures, const struct slot *slot, struct decoded *out)
{
    struct picture_bytes file;
    struct decode_source *source = take_primed(pictures, slot);
    if (source)
        return decode_placed(source, slot->wish, out) == DECODE_OK;
    if (!picture_file_read(pictures->config.assets, slot->root, slot->path, &file))
        return false;
    bool good = decode_picture(file.bytes, slot->wish, out) == DECODE_OK;
    free(file.memory);
    return good;
}

static void finish(struct pictures *pictures, struct slot *slot, bool good, struct decoded *decoded)
{
    pictures->queued--;
    if (slot->forgotten) {
        if (good)
            decoded_fini(decoded);
        free(slot->memory);
        *slot = (struct slot){0};
        return;
    }
    slot->state = good ? SLOT_READY : SLOT_FAILED;
    if (good) {
        slot->decoded = *decoded;
        pictures->bytes += decoded_bytes(decoded);
    }
}

static void *work(void *context)
{
    struct pictures *pictures = context;
    decode_primed(pictures);
    pthread_mutex_lock(&pictures->lock);
    while (!pictures->stop) {
        struct slot *slot = next_in_queue(pictures);
        if (!slot) {
            pthread_cond_wait(&pictures->work, &pictures->lock);
            continue;
        }
        slot->state = SLOT_WORKING; // nobody else touches it until it is finished
        pthread_mutex_unlock(&pictures->lock);
        struct decoded decoded;
        bool good = load(pictures, slot, &decoded);
        pthread_mutex_lock(&pictures->lock);
        finish(pictures, slot, good, &decoded);
        if (pictures->queued == 0)
            pthread_cond_broadcast(&pictures->idle);
        pthread_mutex_unlock(&pictures->lock);
        if (pictures->config.ready)
            pictures->config.ready(pictures->config.context);
        pthread_mutex_lock(&pictures->lock);
    }
    pthread_mutex_unlock(&pictures->lock);
    SDL_TLSCleanup(); // the error texts that SDL keeps for each thread
    return NULL;
}

// --- the owner's side; the lock is held ---

static void slot_drop(struct pictures *pictures, struct slot *slot)
{
    if (slot->state == SLOT_READY)
        pictures->bytes -= decoded_bytes(&slot->decoded);
    decoded_fini(&slot->decoded);
    free(slot->memory);
    *slot = (struct slot){0};
}

// What the scene that is drawn asked for, for itself or for the next, would only be decoded again.
static bool is_needed(const struct pictures *pictures, const struct slot *slot)
{
    return pictures->scene > 0 && slot->scene == pictures->scene;
}

static struct slot *oldest(struct pictures *pictures, bool ready_only, const struct slot *but)
{
    struct slot *found = NULL;
    for (size_t i = 0; i < SLOTS; i++) {
        struct slot *slot = &pictures->slots[i];
        if (slot == but || is_needed(pictures, slot))
            continue;
        bool finished = slot->state == SLOT_READY || (slot->state == SLOT_FAILED && !ready_only);
        if (finished && (!found || slot->used < found->used))
            found = slot;
    }
    return found;
}

// Drops the least recently used until `more` bytes fit under the cap, or only `but` and what is needed are left.
static void trim(struct pictures *pictures, size_t more, const struct slot *but)
{
    struct slot *slot;
    while (pictures->bytes + more > pictures->config.cap_bytes && (slot = oldest(pictures, true, but)))
        slot_drop(pictures, slot);
}

static struct slot *find(struct pictures *pictures, struct picture_ref ref, struct decode_wish wish)
{
    for (size_t i = 0; i < SLOTS; i++) {
        struct slot *slot = &pictures->slots[i];
        if (slot->state != SLOT_FREE && !slot->forgotten && slot->wish.w == wish.w &&
            slot->wish.h == wish.h && slot->wish.cover == wish.cover && slot->wish.align == wish.align &&
            slot->wish.turned == wish.turned && slice_eq(slot->path, ref.path) &&
            slice_eq(slot->root, ref.root))
            return slot;
    }
    return NULL;
}

static struct slot *free_slot(struct pictures *pictures)
{
    for (size_t i = 0; i < SLOTS; i++)
        if (pictures->slots[i].state == SLOT_FREE)
            return &pictures->slots[i];
    struct slot *slot = oldest(pictures, false, NULL);
    if (slot)
        slot_drop(pictures, slot);
    return slot;
}

static bool start(struct pictures *pictures)
{
    if (!pictures->started)
        pictures->started = pthread_create(&pictures->thread, NULL, work, pictures) == 0;
    return pictures->started;
}

// Root and path, one after the other. NULL without memory.
static char *copy_ref(struct picture_ref ref, struct slice *root, struct slice *path)
{
    char *memory = malloc(ref.root.n + ref.path.n + 1);
    if (!memory)
        return NULL;
    if (ref.root.n)
        memcpy(memory, ref.root.p, ref.root.n);
    if (ref.path.n)
        memcpy(memory + ref.root.n, ref.path.p, ref.path.n);
    *root = (struct slice){memory, ref.root.n};
    *path = (struct slice){memory + ref.root.n, ref.path.n};
    return memory;
}

// Queues a new picture. NULL when there is no room now.
static struct slot *enqueue(struct pictures *pictures, struct picture_ref ref, struct decode_wish wish)
{
    if (pictures->queued >= QUEUE || ref.root.n > ROOT_MAX || ref.path.n > LIMIT_PATH || !start(pictures))
        return NULL;
    struct slot *slot = free_slot(pictures);
    struct slice root, path;
    char *memory = slot ? copy_ref(ref, &root, &path) : NULL;
    if (!memory)
        return NULL;
    *slot = (struct slot){.state = SLOT_QUEUED,
                          .root = root,
                          .path = path,
                          .memory = memory,
                          .wish = wish,
                          .used = ++pictures->clock};
    pictures->queued++;
    pthread_cond_signal(&pictures->work);
    return slot;
}

static bool acceptable(struct picture_ref ref, struct decode_wish wish)
{
    return ref.path.n > 0 && ref.path.n <= LIMIT_PATH && ref.root.n <= ROOT_MAX && wish.w > 0 && wish.h > 0 &&
           wish.w <= LIMIT_SCREEN_SIDE && wish.h <= LIMIT_SCREEN_SIDE;
}

// --- the owner's calls ---

enum picture_state pictures_get(struct pictures *pictures, struct picture_ref ref, struct decode_wish wish,
                                const struct decoded **out)
{
    *out = NULL;
    if (!acceptable(ref, wish))
        return PICTURES_FAILED;
    pthread_mutex_lock(&pictures->lock);
    struct slot *slot = find(pictures, ref, wish);
    if (!slot)
        slot = enqueue(pictures, ref, wish);
    enum picture_state state = PICTURES_PENDING;
    if (slot) {
        slot->wanted = true;
        slot->scene = pictures->scene;
        if (slot->state == SLOT_READY || slot->state == SLOT_FAILED) {
            slot->used = ++pictures->clock;
            state = slot->state == SLOT_READY ? PICTURES_READY : PICTURES_FAILED;
        }
        if (slot->state == SLOT_READY) {
            trim(pictures, 0, slot);
            *out = &slot->decoded; // the thread never touches a finished slot
        }
    }
    pthread_mutex_unlock(&pictures->lock);
    return state;
}

void pictures_prefetch(struct pictures *pictures, struct picture_ref ref, struct decode_wish wish)
{
    if (!acceptable(ref, wish))
        return;
    pthread_mutex_lock(&pictures->lock);
    struct slot *slot = find(pictures, ref, wish);
    if (!slot) {
        // Room for it before it is decoded, so that the old and the new never stand in memory together.
        slot = enqueue(pictures, ref, wish);
        if (slot)
            trim(pictures, (size_t)wish.w * (size_t)wish.h * 4, NULL);
    } else if (slot->state == SLOT_READY) {
        slot->used = ++pictures->clock; // what comes next must not be the oldest
    }
    if (slot)
        slot->scene = pictures->scene;
    pthread_mutex_unlock(&pictures->lock);
}

void pictures_prime(struct pictures *pictures, struct picture_ref ref)
{
    if (pictures->started || ref.root.n > ROOT_MAX || ref.path.n > LIMIT_PATH)
        return;
    pictures->primed = calloc(1, sizeof *pictures->primed);
    if (pictures->primed)
        pictures->primed->memory = copy_ref(ref, &pictures->primed->root, &pictures->primed->path);
    start(pictures);
}

void pictures_begin_scene(struct pictures *pictures)
{
    pthread_mutex_lock(&pictures->lock);
    pictures->scene++;
    pthread_mutex_unlock(&pictures->lock);
}

void pictures_set_cap(struct pictures *pictures, size_t bytes)
{
    pthread_mutex_lock(&pictures->lock);
    pictures->config.cap_bytes = bytes;
    pthread_mutex_unlock(&pictures->lock);
}

void pictures_wait(struct pictures *pictures)
{
    pthread_mutex_lock(&pictures->lock);
    while (pictures->queued > 0)
        pthread_cond_wait(&pictures->idle, &pictures->lock);
    pthread_mutex_unlock(&pictures->lock);
}

bool pictures_wait_ms(struct pictures *pictures, uint32_t ms)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    uint64_t ns = (uint64_t)until.tv_nsec + (uint64_t)ms * 1000000;
    until.tv_sec += (time_t)(ns / 1000000000);
    until.tv_nsec = (long)(ns % 1000000000);
    pthread_mutex_lock(&pictures->lock);
    while (pictures->queued > 0 && pthread_cond_timedwait(&pictures->idle, &pictures->lock, &until) == 0)
        ;
    bool done = pictures->queued == 0;
    pthread_mutex_unlock(&pictures->lock);
    return done;
}

static void forget_slot(struct pictures *pictures, struct slot *slot)
{
    if (slot->state == SLOT_WORKING) {
        slot->forgotten = true;
        return;
    }
    if (slot->state == SLOT_QUEUED)
        pictures->queued--;
    slot_drop(pictures, slot);
}

void pictures_forget(struct pictures *pictures)
{
    pthread_mutex_lock(&pictures->lock);
    for (size_t i = 0; i < SLOTS; i++)
        if (pictures->slots[i].state != SLOT_FREE)
            forget_slot(pictures, &pictures->slots[i]);
    pthread_mutex_unlock(&pictures->lock);
}

size_t pictures_bytes(struct pictures *pictures)
{
    pthread_mutex_lock(&pictures->lock);
    size_t bytes = pictures->bytes;
    pthread_mutex_unlock(&pictures->lock);
    return bytes;
}

struct pictures *pictures_create(const struct pictures_config *config)
{
    struct pictures *pictures = calloc(1, sizeof *pictures);
    if (!pictures)
        return NULL;
    pictures->config = *config;
    pthread_mutex_init(&pictures->lock, NULL);
    pthread_cond_init(&pictures->work, NULL);
    pthread_condattr_t steady; // a clock that is set meanwhile makes no wait longer
    pthread_condattr_init(&steady);
    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
    pthread_cond_init(&pictures->idle, &steady);
    pthread_condattr_destroy(&steady);
    return pictures;
}

void pictures_destroy(struct pictures *pictures)
{
    if (!pictures)
        return;
    if (pictures->started) {
        pthread_mutex_lock(&pictures->lock);
        pictures->stop = true;
        pthread_cond_signal(&pictures->work);
        pthread_mutex_unlock(&pictures->lock);
        pthread_join(pictures->thread, NULL);
    }
    for (size_t i = 0; i < SLOTS; i++)
        if (pictures->slots[i].state != SLOT_FREE)
            slot_drop(pictures, &pictures->slots[i]);
    primed_free(pictures->primed);
    pthread_mutex_destroy(&pictures->lock);
    pthread_cond_destroy(&pictures->work);
    pthread_cond_destroy(&pictures->idle);
    free(pictures);
}

// SPDX-License-Identifier: MIT
#include "paint/pictures.h"

#include <SDL.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/kassert.h"
#include "base/limits.h"

#define SLOTS 64 // pictures known, failed ones too
#define QUEUE 24 // waiting at once
#define ROOT_MAX 4096

enum slot_state {
    SLOT_FREE,
    SLOT_QUEUED,
    SLOT_WORKING,
    SLOT_READY,
    SLOT_FAILED,
    SLOT_LOST, // failed, and may be tried again
};

// A picture's name, in memory of its own.
struct name {
    struct picture_ref ref; // in `memory`
    char *memory;           // owned; NULL: no name
};

struct slot {
    enum slot_state state;
    bool forgotten; // while the thread has it: throw it away then
    bool wanted;    // asked for by pictures_get, not only prefetched
    bool keeping;   // READY, and the thread reads it
    int tries;
    struct name name;
    struct decode_wish wish;
    struct decoded decoded;
    struct loader_origin origin;
    uint64_t used;
    uint64_t scene; // the last one that asked for it
};

struct pictures {
    struct pictures_config config;
    pthread_mutex_t lock; // guards everything below
    pthread_cond_t work, idle;
    pthread_t thread;
    bool started, stop;
    struct loader *loader; // the thread's; only cancelled from elsewhere
    struct name prime;     // to be primed before all else
    struct name keep;      // to be kept, once it has been shown
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

static void name_fini(struct name *name)
{
    free(name->memory);
    *name = (struct name){0};
}

static void slot_drop(struct pictures *pictures, struct slot *slot)
{
    if (slot->state == SLOT_READY)
        pictures->bytes -= decoded_bytes(&slot->decoded);
    decoded_fini(&slot->decoded);
    name_fini(&slot->name);
    *slot = (struct slot){0};
}

static void load(struct pictures *pictures, struct slot *slot)
{
    static const enum slot_state states[] = {
        [LOADER_OK] = SLOT_READY, [LOADER_FAILED] = SLOT_FAILED, [LOADER_LOST] = SLOT_LOST};
    struct decoded decoded;
    struct loader_origin origin;
    slot->state = SLOT_WORKING; // nobody else touches it until it is finished
    pthread_mutex_unlock(&pictures->lock);
    enum loaded loaded = loader_load(pictures->loader, slot->name.ref, slot->wish, &decoded, &origin);
    pthread_mutex_lock(&pictures->lock);
    slot->decoded = decoded;
    slot->origin = origin;
    slot->state = states[loaded];
    slot->tries++;
    pictures->bytes += decoded_bytes(&decoded);
    pictures->queued--;
    if (slot->forgotten)
        slot_drop(pictures, slot);
    if (pictures->queued == 0)
        pthread_cond_broadcast(&pictures->idle);
    pthread_mutex_unlock(&pictures->lock);
    if (pictures->config.ready)
        pictures->config.ready(pictures->config.context);
    pthread_mutex_lock(&pictures->lock);
}

static bool same_picture(struct picture_ref a, struct picture_ref b)
{
    return slice_eq(a.path, b.path) && slice_eq(a.root, b.root);
}

static struct slot *to_be_kept(struct pictures *pictures)
{
    for (size_t i = 0; pictures->keep.memory && i < SLOTS; i++) {
        struct slot *slot = &pictures->slots[i];
        if (slot->state == SLOT_READY && slot->wanted && same_picture(slot->name.ref, pictures->keep.ref))
            return slot;
    }
    return NULL;
}

static void keep(struct pictures *pictures, struct slot *slot)
{
    name_fini(&pictures->keep);
    slot->keeping = true;
    pthread_mutex_unlock(&pictures->lock);
    loader_keep(pictures->loader, slot->name.ref, slot->wish, &slot->decoded, &slot->origin);
    pthread_mutex_lock(&pictures->lock);
    slot->keeping = false;
    if (slot->forgotten)
        slot_drop(pictures, slot);
}

static void prime(struct pictures *pictures)
{
    struct name name = pictures->prime;
    pictures->prime = (struct name){0};
    pthread_mutex_unlock(&pictures->lock);
    loader_prime(pictures->loader, name.ref);
    name_fini(&name);
    pthread_mutex_lock(&pictures->lock);
}

static void *work(void *context)
{
    struct pictures *pictures = context;
    struct slot *slot;
    loader_start(pictures->loader);
    pthread_mutex_lock(&pictures->lock);
    while (!pictures->stop) {
        if (pictures->prime.memory)
            prime(pictures);
        else if ((slot = next_in_queue(pictures)))
            load(pictures, slot);
        else if ((slot = to_be_kept(pictures)))
            keep(pictures, slot);
        else
            pthread_cond_wait(&pictures->work, &pictures->lock);
    }
    pthread_mutex_unlock(&pictures->lock);
    SDL_TLSCleanup(); // the error texts that SDL keeps for each thread
    return NULL;
}

// --- the owner's side; the lock is held ---

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
        if (slot == but || slot->keeping || is_needed(pictures, slot))
            continue;
        bool failed = slot->state == SLOT_FAILED || slot->state == SLOT_LOST;
        bool finished = slot->state == SLOT_READY || (failed && !ready_only);
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
            slot->wish.turned == wish.turned && same_picture(slot->name.ref, ref))
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

// Empty without memory.
static struct name name_of(struct picture_ref ref)
{
    struct name name = {.memory = malloc(ref.root.n + ref.path.n + 1)};
    if (!name.memory)
        return name;
    if (ref.root.n)
        memcpy(name.memory, ref.root.p, ref.root.n);
    if (ref.path.n)
        memcpy(name.memory + ref.root.n, ref.path.p, ref.path.n);
    name.ref = (struct picture_ref){{name.memory, ref.root.n}, {name.memory + ref.root.n, ref.path.n}};
    return name;
}

static void queue(struct pictures *pictures, struct slot *slot)
{
    slot->state = SLOT_QUEUED;
    slot->used = ++pictures->clock;
    pictures->queued++;
    pthread_cond_signal(&pictures->work);
}

// Queues a new picture. NULL when there is no room now.
static struct slot *enqueue(struct pictures *pictures, struct picture_ref ref, struct decode_wish wish)
{
    if (pictures->queued >= QUEUE || !start(pictures))
        return NULL;
    struct slot *slot = free_slot(pictures);
    struct name name = slot ? name_of(ref) : (struct name){0};
    if (!name.memory)
        return NULL;
    *slot = (struct slot){.name = name, .wish = wish};
    queue(pictures, slot);
    return slot;
}

// A later scene may have better luck with the decoder than the one it was lost in.
static void retry(struct pictures *pictures, struct slot *slot)
{
    if (slot->state == SLOT_LOST && slot->scene != pictures->scene && slot->tries < LIMIT_DECODE_TRIES &&
        pictures->queued < QUEUE)
        queue(pictures, slot);
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
        retry(pictures, slot);
        slot->wanted = true;
        slot->scene = pictures->scene;
        if (slot->state >= SLOT_READY) {
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
    } else {
        retry(pictures, slot);
    }
    if (slot)
        slot->scene = pictures->scene;
    pthread_mutex_unlock(&pictures->lock);
}

void pictures_prime(struct pictures *pictures, struct picture_ref ref)
{
    if (ref.root.n > ROOT_MAX || ref.path.n > LIMIT_PATH)
        return;
    pthread_mutex_lock(&pictures->lock);
    name_fini(&pictures->prime);
    pictures->prime = name_of(ref);
    if (start(pictures))
        pthread_cond_signal(&pictures->work);
    pthread_mutex_unlock(&pictures->lock);
}

void pictures_keep(struct pictures *pictures, struct picture_ref ref)
{
    if (ref.root.n > ROOT_MAX || ref.path.n > LIMIT_PATH)
        return;
    pthread_mutex_lock(&pictures->lock);
    name_fini(&pictures->keep);
    pictures->keep = name_of(ref);
    pthread_cond_signal(&pictures->work);
    pthread_mutex_unlock(&pictures->lock);
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
    if (slot->state == SLOT_WORKING || slot->keeping) {
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
    pictures->loader = loader_create(&config->loader);
    if (!pictures->loader) {
        free(pictures);
        return NULL;
    }
    pthread_mutex_init(&pictures->lock, NULL);
    pthread_cond_init(&pictures->work, NULL);
    pthread_condattr_t steady; // a clock that is set meanwhile makes no wait longer
    pthread_condattr_init(&steady);
    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
    pthread_cond_init(&pictures->idle, &steady);
    pthread_condattr_destroy(&steady);
    if (config->loader.decoder)
        start(pictures);
    return pictures;
}

void pictures_destroy(struct pictures *pictures)
{
    if (!pictures)
        return;
    if (pictures->started) {
        loader_cancel(pictures->loader);
        pthread_mutex_lock(&pictures->lock);
        pictures->stop = true;
        pthread_cond_signal(&pictures->work);
        pthread_mutex_unlock(&pictures->lock);
        pthread_join(pictures->thread, NULL);
    }
    for (size_t i = 0; i < SLOTS; i++)
        if (pictures->slots[i].state != SLOT_FREE)
            slot_drop(pictures, &pictures->slots[i]);
    name_fini(&pictures->prime);
    name_fini(&pictures->keep);
    loader_destroy(pictures->loader);
    pthread_mutex_destroy(&pictures->lock);
    pthread_cond_destroy(&pictures->work);
    pthread_cond_destroy(&pictures->idle);
    free(pictures);
}

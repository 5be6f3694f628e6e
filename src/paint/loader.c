// SPDX-License-Identifier: MIT
#include "paint/loader.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "paint/picture_file.h"
#include "system/decoder.h"

// What was got ahead, of which picture.
enum ahead {
    AHEAD_NOTHING,
    AHEAD_READY,  // `ready`, as it was kept
    AHEAD_PRIMED, // the decoder has it, or `source`
};

struct loader {
    struct loader_config config;
    struct decoder *decoder; // NULL: none
    enum ahead ahead;
    struct picture_ref ref; // in `memory`
    char *memory;           // owned
    struct decode_wish wish;
    struct decoded ready;
    struct decode_source *source; // of one of our own
    struct loader_origin origin;
};

static bool same_wish(struct decode_wish a, struct decode_wish b)
{
    return a.w == b.w && a.h == b.h && a.cover == b.cover && a.align == b.align && a.turned == b.turned;
}

struct loader *loader_create(const struct loader_config *config)
{
    struct loader *loader = calloc(1, sizeof *loader);
    if (!loader)
        return NULL;
    loader->config = *config;
    if (config->decoder)
        loader->decoder = decoder_create(&(struct decoder_config){.program = config->decoder});
    return loader;
}

// What was got ahead is of no use any more.
static void drop_ahead(struct loader *loader)
{
    decoded_fini(&loader->ready);
    decode_source_free(loader->source);
    loader->source = NULL;
    free(loader->memory);
    loader->memory = NULL;
    loader->origin = (struct loader_origin){0};
    loader->ahead = AHEAD_NOTHING;
}

void loader_destroy(struct loader *loader)
{
    if (!loader)
        return;
    drop_ahead(loader);
    decoder_destroy(loader->decoder);
    free(loader);
}

void loader_start(struct loader *loader)
{
    bool has_time = loader->config.ready && access(loader->config.ready, F_OK) == 0;
    if (loader->decoder && !has_time)
        decoder_start(loader->decoder);
}

void loader_cancel(struct loader *loader)
{
    if (loader->decoder)
        decoder_cancel(loader->decoder);
}

// ---- Ahead ----

static enum ahead prime_own(struct loader *loader, struct picture_ref ref)
{
    struct slice bytes;
    if (picture_file_own(loader->config.assets, ref.path, &bytes))
        loader->source = decode_source(bytes);
    return loader->source ? AHEAD_PRIMED : AHEAD_NOTHING;
}

static enum ahead prime_file(struct loader *loader, struct picture_ref ref)
{
    struct ready_source source = {.ref = ref};
    enum ahead ahead = AHEAD_NOTHING;
    int file = picture_file_open(ref.root, ref.path);
    if (file < 0)
        return AHEAD_NOTHING;
    bool stamped = ready_stamp(file, &source.stamp);
    bool kept = stamped && loader->config.ready &&
                ready_read(loader->config.ready, &source, &loader->wish, &loader->ready);
    if (kept)
        ahead = AHEAD_READY;
    else if (loader->decoder && decoder_prime(loader->decoder, file) == DECODER_OK)
        ahead = AHEAD_PRIMED;
    loader->origin = (struct loader_origin){source.stamp, stamped, kept};
    close(file);
    return ahead;
}

void loader_prime(struct loader *loader, struct picture_ref ref)
{
    drop_ahead(loader);
    loader->memory = malloc(ref.root.n + ref.path.n + 1);
    if (!loader->memory)
        return;
    if (ref.root.n)
        memcpy(loader->memory, ref.root.p, ref.root.n);
    if (ref.path.n)
        memcpy(loader->memory + ref.root.n, ref.path.p, ref.path.n);
    loader->ref =
        (struct picture_ref){{loader->memory, ref.root.n}, {loader->memory + ref.root.n, ref.path.n}};
    loader->ahead = ref.root.n ? prime_file(loader, ref) : prime_own(loader, ref);
    if (loader->ahead == AHEAD_NOTHING)
        drop_ahead(loader);
}

// ---- Now ----

static enum loaded loaded_as(enum decode_status status)
{
    return status == DECODE_OK ? LOADER_OK : LOADER_FAILED;
}

// Takes the decoder's mapping as it is: a frame's pixels are a mapping too, given back in the same way.
static enum loaded take(enum decoder_status status, struct decoder_picture *picture, struct decoded *out)
{
    if (status != DECODER_OK)
        return status == DECODER_LOST ? LOADER_LOST : LOADER_FAILED;
    *out = (struct decoded){.pixels = {.px = (uint32_t *)(uintptr_t)picture->px,
                                       .w = picture->w,
                                       .h = picture->h,
                                       .stride = picture->stride},
                            .opaque = picture->opaque,
                            .dx = picture->dx,
                            .dy = picture->dy};
    return LOADER_OK;
}

static struct decoder_wish told(struct decode_wish wish)
{
    return (struct decoder_wish){
        .w = wish.w, .h = wish.h, .cover = wish.cover, .align = wish.align, .turned = wish.turned};
}

// True when what was got ahead is this picture, whatever came of it. It is gone afterwards.
static bool load_ahead(struct loader *loader, struct picture_ref ref, struct decode_wish wish,
                       struct decoded *out, struct loader_origin *origin, enum loaded *loaded)
{
    struct decoder_picture picture;
    bool same = loader->ahead != AHEAD_NOTHING && slice_eq(loader->ref.path, ref.path) &&
                slice_eq(loader->ref.root, ref.root);
    if (same && loader->ahead == AHEAD_READY)
        same = same_wish(loader->wish, wish);
    if (same)
        *origin = loader->origin;
    if (same && loader->ahead == AHEAD_READY) {
        *out = loader->ready;
        loader->ready = (struct decoded){0};
        *loaded = LOADER_OK;
    } else if (same && loader->source) {
        *loaded = loaded_as(decode_placed(loader->source, wish, out));
        loader->source = NULL;
    } else if (same) {
        enum decoder_status status = decoder_place(loader->decoder, told(wish), &picture);
        *loaded = take(status, &picture, out);
    }
    drop_ahead(loader);
    return same;
}

enum loaded loader_load(struct loader *loader, struct picture_ref ref, struct decode_wish wish,
                        struct decoded *out, struct loader_origin *origin)
{
    struct decoder_picture picture;
    struct slice bytes;
    enum loaded loaded = LOADER_FAILED;
    *out = (struct decoded){0};
    *origin = (struct loader_origin){0};
    if (load_ahead(loader, ref, wish, out, origin, &loaded))
        return loaded;
    if (ref.root.n == 0) {
        if (picture_file_own(loader->config.assets, ref.path, &bytes))
            loaded = loaded_as(decode_picture(bytes, wish, out));
        return loaded;
    }
    int file = loader->decoder ? picture_file_open(ref.root, ref.path) : -1;
    if (file < 0)
        return LOADER_FAILED;
    origin->stamped = ready_stamp(file, &origin->stamp);
    enum decoder_status status = decoder_decode(loader->decoder, file, told(wish), &picture);
    close(file);
    return take(status, &picture, out);
}

void loader_keep(struct loader *loader, struct picture_ref ref, struct decode_wish wish,
                 const struct decoded *decoded, const struct loader_origin *origin)
{
    if (origin->stamped && !origin->kept && loader->config.ready)
        ready_write(loader->config.ready, &(struct ready_source){ref, origin->stamp}, wish, decoded);
}

// SPDX-License-Identifier: MIT
#include "paint/decode.h"

#include <SDL_image.h>

#include "base/limits.h"
#include "paint/header.h"
#include "paint/scale.h"

static bool too_large(uint64_t w, uint64_t h)
{
    return w > LIMIT_PICTURE_SIDE || h > LIMIT_PICTURE_SIDE || w * h > LIMIT_PICTURE_PIXELS;
}

int decode_place(int spare, uint8_t align, bool down)
{
    bool far = align == 1 || (align >= 2 && down), near = align == 3 && !down;
    return far ? spare : near ? 0 : spare / 2;
}

// The largest size of from_w by from_h that fits into w by h, or the smallest that covers it.
static void fit(struct decode_wish wish, uint32_t from_w, uint32_t from_h, uint64_t *w, uint64_t *h)
{
    uint64_t across = (uint64_t)from_w * (uint64_t)wish.h, down = (uint64_t)from_h * (uint64_t)wish.w;
    bool by_width = wish.cover ? across < down : across > down;
    *w = by_width ? (uint64_t)wish.w : (across + from_h / 2) / from_h;
    *h = by_width ? (down + from_w / 2) / from_w : (uint64_t)wish.h;
    *w = *w ? *w : 1;
    *h = *h ? *h : 1;
}

// The source window that fills the wish when it covers.
static struct window cover_window(struct decode_wish wish, int from_w, int from_h)
{
    int64_t one = 65536, w = from_w * one, h = from_h * one;
    struct window window = {0, 0, w, h};
    if ((int64_t)from_w * wish.h > (int64_t)from_h * wish.w)
        window.w = h / wish.h * wish.w;
    else
        window.h = w / wish.w * wish.h;
    window.x = wish.align == 1 ? w - window.w : wish.align == 3 ? 0 : (w - window.w) / 2;
    window.y = wish.align != 0 ? h - window.h : (h - window.h) / 2;
    return window;
}

// --- pixels of an SDL surface ---

static void premultiply(uint32_t *px, size_t n, uint32_t *all)
{
    uint32_t seen = 0xff;
    for (size_t i = 0; i < n; i++) {
        uint32_t a = px[i] >> 24;
        seen &= a;
        uint32_t rb = (px[i] & 0xff00ff) * a + 0x800080, g = (px[i] >> 8 & 0xff) * a + 0x80;
        rb = (rb + (rb >> 8 & 0xff00ff)) >> 8 & 0xff00ff;
        g = (g + (g >> 8)) >> 8;
        px[i] = a << 24 | rb | g << 8;
    }
    *all &= seen;
}

static bool has_no_alpha(SDL_Surface *surface)
{
    Uint32 key;
    return surface->format->Amask == 0 && !surface->format->palette && SDL_GetColorKey(surface, &key) != 0;
}

// The surface as ARGB, premultiplied. Frees the surface it is given.
static SDL_Surface *to_pixels(SDL_Surface *surface, bool *opaque)
{
    SDL_Surface *made = surface;
    if (surface->format->format != SDL_PIXELFORMAT_ARGB8888) {
        made = SDL_ConvertSurfaceFormat(surface, SDL_PIXELFORMAT_ARGB8888, 0);
        SDL_FreeSurface(surface);
    }
    if (!made)
        return NULL;
    uint32_t all = 0xff;
    for (int y = 0; y < made->h; y++)
        premultiply((uint32_t *)(void *)((uint8_t *)made->pixels + (ptrdiff_t)y * made->pitch),
                    (size_t)made->w, &all);
    *opaque = all == 0xff;
    return made;
}

static struct frame frame_of(SDL_Surface *surface)
{
    return (struct frame){surface->pixels, surface->w, surface->h, surface->pitch / 4};
}

// Opaque pixels have nothing in their top byte (compose copies them as they are).
static void clear_top(struct frame *frame)
{
    size_t n = (size_t)frame->stride * (size_t)frame->h;
    for (size_t i = 0; i < n; i++) // VECTOR
        frame->px[i] &= 0xffffff;
}

// Copies a cut of `from` that begins at x, y; what lies outside `from` stays empty.
static void copy_cut(const struct frame *from, int x, int y, struct frame *to)
{
    int w = from->w - x < to->w ? from->w - x : to->w, h = from->h - y < to->h ? from->h - y : to->h;
    for (int row = 0; row < h; row++)
        SDL_memcpy(to->px + (ptrdiff_t)row * to->stride, from->px + (ptrdiff_t)(y + row) * from->stride + x,
                   (size_t)w * 4);
}

// --- the kinds ---

static SDL_Surface *load(struct slice bytes, enum picture_kind kind, int w, int h)
{
    if (!picture_is_whole(bytes, kind))
        return NULL;
    SDL_RWops *rw = SDL_RWFromConstMem(bytes.p, (int)bytes.n);
    if (!rw)
        return NULL;
    SDL_Surface *surface = NULL;
    switch (kind) {
    case PICTURE_PNG:
        surface = IMG_LoadPNG_RW(rw);
        break;
    case PICTURE_JPEG:
        surface = IMG_LoadJPG_RW(rw);
        break;
    case PICTURE_WEBP:
        surface = IMG_LoadWEBP_RW(rw);
        break;
    case PICTURE_SVG:
        surface = IMG_LoadSizedSVG_RW(rw, w, h);
        break;
    case PICTURE_UNKNOWN:
        break;
    }
    SDL_RWclose(rw);
    return surface;
}

// Rasterised at its final size, so the cut is in whole pixels.
static enum decode_status place_svg(const struct frame *from, struct decode_wish wish, struct decoded *out)
{
    int w = from->w < wish.w ? from->w : wish.w, h = from->h < wish.h ? from->h : wish.h;
    if (!frame_init(&out->pixels, w, h))
        return DECODE_NO_MEMORY;
    copy_cut(from, decode_place(from->w - w, wish.align, false), decode_place(from->h - h, wish.align, true),
             &out->pixels);
    return DECODE_OK;
}

// The part of a from_w by from_h picture that is wanted, and the size it is wanted at.
static struct window wanted(struct decode_wish wish, int from_w, int from_h, int *w, int *h)
{
    uint64_t to_w = (uint64_t)wish.w, to_h = (uint64_t)wish.h;
    struct window whole = {0, 0, from_w * INT64_C(65536), from_h * INT64_C(65536)};
    if (!wish.cover)
        fit(wish, (uint32_t)from_w, (uint32_t)from_h, &to_w, &to_h);
    *w = (int)to_w;
    *h = (int)to_h;
    return wish.cover ? cover_window(wish, from_w, from_h) : whole;
}

static enum decode_status place_raster(const struct frame *from, struct decode_wish wish, struct decoded *out)
{
    int w, h;
    struct window window = wanted(wish, from->w, from->h, &w, &h);
    if (!frame_init(&out->pixels, w, h))
        return DECODE_NO_MEMORY;
    if (from->w == w && from->h == h)
        copy_cut(from, 0, 0, &out->pixels);
    else if (!scale(from, window, &out->pixels))
        return DECODE_NO_MEMORY;
    return DECODE_OK;
}

// The pixels along one side that a window's scaling to `to` pixels looks at.
static void reach(int64_t start, int64_t length, int from, int to, int *first, int *n)
{
    int64_t one = 65536, more = length / to + 2 * one;
    int64_t begin = (start - more) / one, end = (start + length + more) / one;
    begin = begin < 0 ? 0 : begin;
    end = end > from ? from : end;
    *first = (int)begin;
    *n = (int)(end - begin);
}

static bool convert(const SDL_Surface *from, int x, int y, struct frame *to)
{
    const uint8_t *at = (const uint8_t *)from->pixels + (ptrdiff_t)y * from->pitch +
                        (ptrdiff_t)x * from->format->BytesPerPixel;
    return SDL_ConvertPixels(to->w, to->h, from->format->format, at, from->pitch, SDL_PIXELFORMAT_RGB888,
                             to->px, to->stride * 4) == 0;
}

// Photographs are large: only what is looked at is converted, and one of the wanted size straight into its place.
static enum decode_status place_opaque(const SDL_Surface *from, struct decode_wish wish, struct decoded *out)
{
    int x, y, part_w, part_h, w, h;
    struct window window = wanted(wish, from->w, from->h, &w, &h);
    struct frame part;
    out->opaque = true;
    if (!frame_init(&out->pixels, w, h))
        return DECODE_NO_MEMORY;
    if (from->w == w && from->h == h)
        return convert(from, 0, 0, &out->pixels) ? DECODE_OK : DECODE_BROKEN;
    reach(window.x, window.w, from->w, w, &x, &part_w);
    reach(window.y, window.h, from->h, h, &y, &part_h);
    if (!frame_init(&part, part_w, part_h))
        return DECODE_NO_MEMORY;
    window.x -= x * INT64_C(65536);
    window.y -= y * INT64_C(65536);
    enum decode_status status = DECODE_OK;
    if (!convert(from, x, y, &part))
        status = DECODE_BROKEN;
    else if (!scale(&part, window, &out->pixels))
        status = DECODE_NO_MEMORY;
    frame_fini(&part);
    return status;
}

// Frees the surface.
static enum decode_status place(SDL_Surface *surface, bool svg, struct decode_wish wish, struct decoded *out)
{
    enum decode_status status;
    if (has_no_alpha(surface)) {
        status = place_opaque(surface, wish, out);
    } else {
        surface = to_pixels(surface, &out->opaque);
        if (!surface)
            return DECODE_NO_MEMORY;
        struct frame from = frame_of(surface);
        status = svg ? place_svg(&from, wish, out) : place_raster(&from, wish, out);
    }
    SDL_FreeSurface(surface);
    if (status == DECODE_OK && out->opaque)
        clear_top(&out->pixels);
    return status;
}

static void turn(struct frame *frame)
{
    for (int y = 0; y < frame->h; y++) {
        uint32_t *row = frame->px + (ptrdiff_t)y * frame->stride;
        for (int a = 0, b = frame->w - 1; a < b; a++, b--) {
            uint32_t swap = row[a];
            row[a] = row[b];
            row[b] = swap;
        }
    }
}

// `out` gets what the surface holds, which is freed.
static enum decode_status finish(SDL_Surface *surface, bool svg, struct decode_wish wish, struct decoded *out)
{
    enum decode_status status = surface ? place(surface, svg, wish, out) : DECODE_BROKEN;
    if (status != DECODE_OK) {
        decoded_fini(out);
        return status;
    }
    if (wish.turned)
        turn(&out->pixels);
    out->dx = decode_place(wish.w - out->pixels.w, wish.align, false);
    out->dy = decode_place(wish.h - out->pixels.h, wish.align, true);
    return DECODE_OK;
}

// An SDL_Surface under a name of ours.
struct decode_source;

static SDL_Surface *surface_of(struct decode_source *source)
{
    return (SDL_Surface *)(void *)source;
}

struct decode_source *decode_source(struct slice bytes)
{
    struct picture_header header;
    if (bytes.n > LIMIT_PICTURE_FILE || !picture_header(bytes, &header) || header.kind == PICTURE_SVG ||
        header.w == 0 || header.h == 0 || too_large(header.w, header.h))
        return NULL;
    return (struct decode_source *)(void *)load(bytes, header.kind, 0, 0);
}

enum decode_status decode_placed(struct decode_source *source, struct decode_wish wish, struct decoded *out)
{
    *out = (struct decoded){0};
    if (wish.w >= 1 && wish.h >= 1)
        return finish(surface_of(source), false, wish, out);
    decode_source_free(source);
    return DECODE_UNKNOWN;
}

void decode_source_free(struct decode_source *source)
{
    SDL_FreeSurface(surface_of(source));
}

enum decode_status decode_picture(struct slice bytes, struct decode_wish wish, struct decoded *out)
{
    *out = (struct decoded){0};
    struct picture_header header;
    if (bytes.n > LIMIT_PICTURE_FILE)
        return DECODE_TOO_LARGE;
    if (wish.w < 1 || wish.h < 1 || !picture_header(bytes, &header) || header.w == 0 || header.h == 0)
        return DECODE_UNKNOWN;
    uint64_t w = header.w, h = header.h;
    bool svg = header.kind == PICTURE_SVG;
    if (svg)
        fit(wish, header.w, header.h, &w, &h);
    if (too_large(w, h) || (svg && bytes.n > LIMIT_SVG_FILE))
        return DECODE_TOO_LARGE;
    // nanosvg takes the smaller of both scales: one px more lets the exact side rule.
    bool exact_w = w == (uint64_t)wish.w;
    return finish(load(bytes, header.kind, (int)w + !exact_w, (int)h + exact_w), svg, wish, out);
}

void decoded_fini(struct decoded *decoded)
{
    frame_fini(&decoded->pixels);
    *decoded = (struct decoded){0};
}

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
    bool far = align == 1 || (align == 2 && down);
    return far ? spare : spare / 2;
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
    window.x = wish.align == 1 ? w - window.w : (w - window.w) / 2;
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

// The surface in our format: XRGB when every pixel is opaque, else ARGB premultiplied. Frees the surface it
// is given.
static SDL_Surface *to_pixels(SDL_Surface *surface, bool *opaque)
{
    *opaque = has_no_alpha(surface);
    Uint32 want = *opaque ? SDL_PIXELFORMAT_RGB888 : SDL_PIXELFORMAT_ARGB8888;
    SDL_Surface *made = surface;
    if (surface->format->format != want) {
        made = SDL_ConvertSurfaceFormat(surface, want, 0);
        SDL_FreeSurface(surface);
    }
    if (!made || *opaque)
        return made;
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

static enum decode_status place_raster(const struct frame *from, struct decode_wish wish, struct decoded *out)
{
    struct window window = {0, 0, from->w * INT64_C(65536), from->h * INT64_C(65536)};
    uint64_t w = (uint64_t)wish.w, h = (uint64_t)wish.h;
    if (wish.cover)
        window = cover_window(wish, from->w, from->h);
    else
        fit(wish, (uint32_t)from->w, (uint32_t)from->h, &w, &h);
    if (!frame_init(&out->pixels, (int)w, (int)h))
        return DECODE_NO_MEMORY;
    if (from->w == (int)w && from->h == (int)h)
        copy_cut(from, 0, 0, &out->pixels);
    else if (!scale(from, window, &out->pixels))
        return DECODE_NO_MEMORY;
    return DECODE_OK;
}

// A full-screen photograph of the screen's size: one pass from the decoder's pixels to ours.
static bool place_straight(SDL_Surface *from, struct decode_wish wish, struct decoded *out)
{
    if (from->w != wish.w || from->h != wish.h || !has_no_alpha(from) ||
        !frame_init(&out->pixels, from->w, from->h))
        return false;
    out->opaque = SDL_ConvertPixels(from->w, from->h, from->format->format, from->pixels, from->pitch,
                                    SDL_PIXELFORMAT_RGB888, out->pixels.px, out->pixels.stride * 4) == 0;
    if (!out->opaque)
        decoded_fini(out);
    return out->opaque;
}

static enum decode_status place(SDL_Surface *surface, bool svg, struct decode_wish wish, struct decoded *out)
{
    if (!svg && place_straight(surface, wish, out)) {
        SDL_FreeSurface(surface);
        return DECODE_OK;
    }
    surface = to_pixels(surface, &out->opaque);
    if (!surface)
        return DECODE_NO_MEMORY;
    struct frame from = frame_of(surface);
    enum decode_status status = svg ? place_svg(&from, wish, out) : place_raster(&from, wish, out);
    SDL_FreeSurface(surface);
    if (status == DECODE_OK && out->opaque)
        clear_top(&out->pixels);
    return status;
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
    SDL_Surface *surface = load(bytes, header.kind, (int)w + !exact_w, (int)h + exact_w);
    if (!surface)
        return DECODE_BROKEN;
    enum decode_status status = place(surface, svg, wish, out);
    if (status != DECODE_OK) {
        decoded_fini(out);
        return status;
    }
    out->dx = decode_place(wish.w - out->pixels.w, wish.align, false);
    out->dy = decode_place(wish.h - out->pixels.h, wish.align, true);
    return DECODE_OK;
}

void decoded_fini(struct decoded *decoded)
{
    frame_fini(&decoded->pixels);
    *decoded = (struct decoded){0};
}

// SPDX-License-Identifier: MIT
#include "paint/compose.h"

#include <string.h>

#include "base/kassert.h"
#include "base/limits.h"

// The pixel loops below work on bytes in 16 bits, in pieces of this many pixels, so that gcc -O3 vectorises
// each of them on the plainest x86-64 (SSE2). A loop marked VECTOR that stays scalar fails the test
// paint/vectorised.
#define CHUNK 256

static uint32_t *row_at(const struct frame *frame, int x, int y)
{
    return frame->px + (ptrdiff_t)y * frame->stride + x;
}

static struct rect clipped(const struct frame *frame, struct rect clip, struct rect rect)
{
    struct rect r = rect_shared(rect_shared(clip, frame_rect(frame)), rect);
    KASSERT(r.w >= 0 && r.h >= 0);
    return r;
}

static void fill_run(uint32_t *px, size_t n, uint32_t color)
{
    for (size_t i = 0; i < n; i++) // VECTOR
        px[i] = color;
}

void compose_fill(struct frame *frame, struct rect clip, struct rect rect, uint32_t color)
{
    struct rect r = clipped(frame, clip, rect);
    for (int y = r.y; y < r.y + r.h; y++)
        fill_run(row_at(frame, r.x, y), (size_t)r.w, color & 0xffffff);
}

// px = px + (color - px) * cover / 255, rounded to nearest: (v + 128 + ((v + 128) >> 8)) >> 8 is v / 255 for
// v up to 65025.
static void blend_bytes(uint8_t *restrict px, const uint8_t *restrict color, const uint8_t *restrict cover,
                        size_t n)
{
    for (size_t i = 0; i < n; i++) { // VECTOR
        // NOLINTNEXTLINE(clang-analyzer-core.uninitialized.Assign): it follows words, not their bytes.
        uint16_t c = cover[i];
        uint16_t v = (uint16_t)(color[i] * c + px[i] * (uint16_t)(255 - c) + 128);
        px[i] = (uint8_t)((uint16_t)(v + (uint16_t)(v >> 8)) >> 8);
    }
}

static void spread_cover(uint32_t *restrict out, const uint8_t *restrict cover, size_t n)
{
    for (size_t i = 0; i < n; i++) { // VECTOR
        uint32_t c = cover[i];
        out[i] = c | c << 8 | c << 16;
    }
}

static void blend_run(uint32_t *px, const uint8_t *cover, size_t n, uint32_t color)
{
    uint32_t colors[CHUNK], covers[CHUNK];
    fill_run(colors, n < CHUNK ? n : CHUNK, color & 0xffffff);
    for (size_t at = 0; at < n; at += CHUNK) {
        size_t k = n - at < CHUNK ? n - at : CHUNK;
        spread_cover(covers, cover + at, k);
        blend_bytes((uint8_t *)(px + at), (const uint8_t *)colors, (const uint8_t *)covers, k * 4);
    }
}

void compose_mask(struct frame *frame, struct rect clip, int x, int y, const struct mask *mask,
                  uint32_t color)
{
    struct rect r = clipped(frame, clip, (struct rect){x, y, mask->w, mask->h});
    for (int row = r.y; row < r.y + r.h; row++)
        blend_run(row_at(frame, r.x, row), mask->px + (ptrdiff_t)(row - y) * mask->stride + (r.x - x),
                  (size_t)r.w, color);
}

// --- premultiplied pixels ---

static void split_alpha(uint32_t *restrict light, uint32_t *restrict rest, const uint32_t *restrict px,
                        size_t n)
{
    for (size_t i = 0; i < n; i++) { // VECTOR
        uint32_t keep = 255 - (px[i] >> 24);
        light[i] = px[i] & 0xffffff;
        rest[i] = keep | keep << 8 | keep << 16;
    }
}

static void over_bytes(uint8_t *restrict px, const uint8_t *restrict light, const uint8_t *restrict rest,
                       size_t n)
{
    for (size_t i = 0; i < n; i++) { // VECTOR
        // NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult): it follows words, not their bytes.
        uint16_t v = (uint16_t)(px[i] * (uint16_t)rest[i] + 128);
        px[i] = (uint8_t)(light[i] + ((uint16_t)(v + (uint16_t)(v >> 8)) >> 8));
    }
}

static void over_run(uint32_t *px, const uint32_t *from, size_t n)
{
    uint32_t light[CHUNK], rest[CHUNK];
    for (size_t at = 0; at < n; at += CHUNK) {
        size_t k = n - at < CHUNK ? n - at : CHUNK;
        split_alpha(light, rest, from + at, k);
        over_bytes((uint8_t *)(px + at), (const uint8_t *)light, (const uint8_t *)rest, k * 4);
    }
}

void compose_pixels(struct frame *frame, struct rect clip, int x, int y, const struct pixels *pixels)
{
    struct rect r = clipped(frame, clip, (struct rect){x, y, pixels->w, pixels->h});
    for (int row = r.y; row < r.y + r.h; row++) {
        const uint32_t *from = pixels->px + (ptrdiff_t)(row - y) * pixels->stride + (r.x - x);
        if (pixels->opaque)
            memcpy(row_at(frame, r.x, row), from, (size_t)r.w * 4);
        else
            over_run(row_at(frame, r.x, row), from, (size_t)r.w);
    }
}

void compose_copy(struct frame *frame, const struct frame *from, struct rect rect)
{
    struct rect r = clipped(frame, frame_rect(from), rect);
    for (int y = r.y; y < r.y + r.h; y++)
        memcpy(row_at(frame, r.x, y), row_at(from, r.x, y), (size_t)r.w * 4);
}

// --- cross-fade ---

static void fade_bytes(uint8_t *restrict px, const uint8_t *restrict from, const uint8_t *restrict to,
                       size_t n, uint16_t alpha)
{
    uint16_t rest = (uint16_t)(256 - alpha);
    for (size_t i = 0; i < n; i++) // VECTOR
        px[i] = (uint8_t)((uint16_t)(from[i] * rest + to[i] * alpha + 128) >> 8);
}

void compose_fade(struct frame *frame, const struct frame *from, const struct frame *to, struct rect rect,
                  int alpha, int drift)
{
    KASSERT(alpha >= 0 && alpha <= 256 && frame->px != from->px && frame->px != to->px);
    struct rect r = clipped(frame, rect_shared(frame_rect(from), frame_rect(to)), rect);
    if (drift <= -r.w || drift >= r.w)
        drift = 0;
    // The columns at one side into which nothing drifts stay where they are.
    int begin = drift > 0 ? drift : 0, end = drift < 0 ? r.w + drift : r.w;
    struct {
        int x, w, source;
    } parts[] = {{0, begin, 0}, {begin, end - begin, begin - drift}, {end, r.w - end, end}};
    for (int y = r.y; y < r.y + r.h; y++)
        for (int i = 0; i < 3; i++)
            fade_bytes((uint8_t *)row_at(frame, r.x + parts[i].x, y),
                       (const uint8_t *)row_at(from, r.x + parts[i].x, y),
                       (const uint8_t *)row_at(to, r.x + parts[i].source, y), (size_t)parts[i].w * 4,
                       (uint16_t)alpha);
}

// --- shapes ---

// The whole part of a square root, by the digit method (base 4).
static uint32_t root(uint64_t v)
{
    uint64_t result = 0, bit = UINT64_C(1) << 62;
    while (bit > v)
        bit >>= 2;
    for (; bit; bit >>= 2) {
        if (v >= result + bit) {
            v -= result + bit;
            result = (result >> 1) + bit;
        } else {
            result >>= 1;
        }
    }
    return (uint32_t)result;
}

static uint8_t cover_from(int64_t inside_256) // distance to the edge in 1/256 px, positive inside
{
    int64_t cover = inside_256 + 128;
    return (uint8_t)(cover < 0 ? 0 : cover > 255 ? 255 : cover);
}

// Coverage of a pixel of a quarter disc: x and y count from the corner of the square around it.
static uint8_t corner_cover(int radius, int x, int y)
{
    int64_t dx = 2 * (int64_t)(radius - x) - 1,
            dy = 2 * (int64_t)(radius - y) - 1; // half px, at the pixel's middle
    int64_t d2 = dx * dx + dy * dy, in = 2 * (int64_t)radius - 1, out = 2 * (int64_t)radius + 1;
    if (in > 0 && d2 <= in * in)
        return 255;
    if (d2 >= out * out)
        return 0;
    return cover_from(256 * (int64_t)radius - (int64_t)root((uint64_t)d2 << 14));
}

// Coverage of row y of a filled rounded rectangle of w by h.
static void round_row(uint8_t *cover, int w, int h, int radius, int y)
{
    memset(cover, 255, (size_t)w);
    int in_corner = y < radius ? y : h - 1 - y;
    for (int x = 0; in_corner < radius && x < radius; x++)
        cover[x] = cover[w - 1 - x] = corner_cover(radius, x, in_corner);
}

static void cut_inside(uint8_t *cover, int w, int h, int radius, int border, int y)
{
    int inner_w = w - 2 * border, inner_h = h - 2 * border;
    if (y < border || y >= h - border || inner_w <= 0)
        return;
    uint8_t inner[LIMIT_SCREEN_SIDE];
    int inner_radius = radius > border ? radius - border : 0;
    round_row(inner, inner_w, inner_h, inner_radius, y - border);
    for (int x = 0; x < inner_w; x++) { // VECTOR
        uint8_t outer = cover[border + x], cut = inner[x];
        cover[border + x] = outer > cut ? (uint8_t)(outer - cut) : 0;
    }
}

void compose_round(struct frame *frame, struct rect clip, struct rect rect, int radius, int border,
                   uint32_t color)
{
    uint8_t cover[LIMIT_SCREEN_SIDE];
    int shorter = rect.w < rect.h ? rect.w : rect.h;
    if (shorter < 1 || rect.w > LIMIT_SCREEN_SIDE)
        return;
    radius = radius < 0 ? 0 : radius > shorter / 2 ? shorter / 2 : radius;
    if (border < 0 || 2 * border >= shorter)
        border = 0;
    struct rect r = clipped(frame, clip, rect);
    for (int y = r.y; y < r.y + r.h; y++) {
        int in = y - rect.y;
        bool straight = in >= radius && in < rect.h - radius;
        if (straight && (border == 0 || in < border || in >= rect.h - border)) {
            fill_run(row_at(frame, r.x, y), (size_t)r.w, color & 0xffffff);
        } else if (straight && in >= border) {
            struct rect row = {rect.x, y, border, 1}, other = {rect.x + rect.w - border, y, border, 1};
            compose_fill(frame, r, row, color);
            compose_fill(frame, r, other, color);
        } else {
            round_row(cover, rect.w, rect.h, radius, in);
            if (border > 0)
                cut_inside(cover, rect.w, rect.h, radius, border, in);
            blend_run(row_at(frame, r.x, y), cover + (r.x - rect.x), (size_t)r.w, color);
        }
    }
}

void compose_diamond(struct frame *frame, struct rect clip, struct rect rect, uint32_t color)
{
    uint8_t cover[LIMIT_SCREEN_SIDE];
    if (rect.w < 1 || rect.h < 1 || rect.w > LIMIT_SCREEN_SIDE)
        return;
    struct rect r = clipped(frame, clip, rect);
    // In half px from the middle: inside is |dx| * h + |dy| * w <= w * h, and the distance to the edge that,
    // over the hypotenuse.
    int64_t w = rect.w, h = rect.h, hypotenuse_16 = root((uint64_t)(w * w + h * h) << 8);
    for (int y = r.y; y < r.y + r.h; y++) {
        int64_t dy = 2 * (int64_t)(y - rect.y) + 1 - h;
        dy = dy < 0 ? -dy : dy;
        for (int i = 0; i < r.w; i++) {
            int64_t dx = 2 * (int64_t)(r.x + i - rect.x) + 1 - w;
            dx = dx < 0 ? -dx : dx;
            cover[i] = cover_from((w * h - dx * h - dy * w) * 128 * 16 / hypotenuse_16);
        }
        blend_run(row_at(frame, r.x, y), cover, (size_t)r.w, color);
    }
}

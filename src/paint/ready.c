// SPDX-License-Identifier: MIT
#include "paint/ready.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "system/durable.h"

#define MAGIC "chasqui-ready 1\n" // read only on the machine that wrote it: integers are in host order

// The file: this, then the rows of pixels with their padding. No hidden padding, for it is hashed as it is.
struct ready_header {
    char magic[16];
    uint8_t source[crypto_generichash_BYTES]; // of all that it was made from
    int32_t wish_w, wish_h;
    uint8_t cover, align, turned, opaque;
    int32_t w, h, stride, dx, dy;
    uint8_t sum[crypto_generichash_BYTES]; // of everything else
};

static_assert(sizeof(struct ready_header) == 16 + 2 * crypto_generichash_BYTES + 8 * 4, "no hidden padding");

bool ready_stamp(int file, struct ready_stamp *out)
{
    struct stat st;
    if (fstat(file, &st) != 0)
        return false;
    *out = (struct ready_stamp){
        .size = (uint64_t)st.st_size, .mtime_s = st.st_mtim.tv_sec, .mtime_ns = st.st_mtim.tv_nsec};
    return true;
}

static void hash_source(const struct ready_source *source, uint8_t out[crypto_generichash_BYTES])
{
    // Another version may scale otherwise.
    static const char version[] = CHASQUI_VERSION;
    struct slice root = source->ref.root, path = source->ref.path;
    const int64_t numbers[] = {(int64_t)root.n, (int64_t)path.n, (int64_t)source->stamp.size,
                               source->stamp.mtime_s, source->stamp.mtime_ns};
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, crypto_generichash_BYTES);
    crypto_generichash_update(&state, (const uint8_t *)version, sizeof version);
    crypto_generichash_update(&state, (const uint8_t *)numbers, sizeof numbers);
    crypto_generichash_update(&state, (const uint8_t *)root.p, root.n);
    crypto_generichash_update(&state, (const uint8_t *)path.p, path.n);
    crypto_generichash_final(&state, out, crypto_generichash_BYTES);
}

static void sum(const struct ready_header *header, const void *pixels, size_t n,
                uint8_t out[crypto_generichash_BYTES])
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, crypto_generichash_BYTES);
    crypto_generichash_update(&state, (const uint8_t *)header, offsetof(struct ready_header, sum));
    crypto_generichash_update(&state, pixels, n);
    crypto_generichash_final(&state, out, crypto_generichash_BYTES);
}

static bool read_all(int fd, void *to, size_t n)
{
    for (size_t at = 0; at < n;) {
        ssize_t got = read(fd, (char *)to + at, n - at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += (size_t)got;
    }
    return true;
}

// Before a byte of memory is taken for it.
static bool makes_sense(const struct ready_header *header)
{
    return memcmp(header->magic, MAGIC, sizeof header->magic) == 0 && header->wish_w >= 1 &&
           header->wish_h >= 1 && header->wish_w <= LIMIT_SCREEN_SIDE &&
           header->wish_h <= LIMIT_SCREEN_SIDE && header->w >= 1 && header->h >= 1 &&
           header->w <= header->wish_w && header->h <= header->wish_h && header->dx >= 0 && header->dy >= 0 &&
           header->dx <= header->wish_w - header->w && header->dy <= header->wish_h - header->h &&
           header->opaque <= 1 && header->cover <= 1 && header->turned <= 1;
}

static bool read_pixels(int fd, const struct ready_header *header, struct frame *frame)
{
    struct stat st;
    uint8_t found[crypto_generichash_BYTES];
    if (fstat(fd, &st) != 0 || !frame_init(frame, header->w, header->h))
        return false;
    size_t n = (size_t)frame->stride * (size_t)frame->h * sizeof *frame->px;
    if (header->stride == frame->stride && (uint64_t)st.st_size == sizeof *header + n &&
        read_all(fd, frame->px, n)) {
        sum(header, frame->px, n, found);
        if (sodium_memcmp(found, header->sum, sizeof found) == 0)
            return true;
    }
    frame_fini(frame);
    return false;
}

static bool read_open(int fd, const struct ready_source *source, struct decode_wish *wish,
                      struct decoded *out)
{
    struct ready_header header;
    uint8_t wanted[crypto_generichash_BYTES];
    hash_source(source, wanted);
    if (!read_all(fd, &header, sizeof header) || !makes_sense(&header) ||
        memcmp(header.source, wanted, sizeof wanted) != 0 || !read_pixels(fd, &header, &out->pixels))
        return false;
    *wish = (struct decode_wish){.w = header.wish_w,
                                 .h = header.wish_h,
                                 .cover = header.cover,
                                 .align = header.align,
                                 .turned = header.turned};
    out->opaque = header.opaque;
    out->dx = header.dx;
    out->dy = header.dy;
    return true;
}

bool ready_read(const char *file, const struct ready_source *source, struct decode_wish *wish,
                struct decoded *out)
{
    struct stat st;
    *out = (struct decoded){0};
    int fd = open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0 || sodium_init() < 0) {
        if (fd >= 0)
            close(fd);
        return false;
    }
    bool good = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && read_open(fd, source, wish, out);
    close(fd);
    if (!good)
        unlink(file);
    return good;
}

bool ready_write(const char *file, const struct ready_source *source, struct decode_wish wish,
                 const struct decoded *decoded)
{
    const struct frame *pixels = &decoded->pixels;
    size_t n = (size_t)pixels->stride * (size_t)pixels->h * sizeof *pixels->px;
    struct ready_header header = {.magic = MAGIC,
                                  .wish_w = wish.w,
                                  .wish_h = wish.h,
                                  .cover = wish.cover,
                                  .align = wish.align,
                                  .turned = wish.turned,
                                  .opaque = decoded->opaque,
                                  .w = pixels->w,
                                  .h = pixels->h,
                                  .stride = pixels->stride,
                                  .dx = decoded->dx,
                                  .dy = decoded->dy};
    char *whole = sodium_init() >= 0 ? malloc(sizeof header + n) : NULL;
    if (!whole)
        return false;
    hash_source(source, header.source);
    sum(&header, pixels->px, n, header.sum);
    memcpy(whole, &header, sizeof header);
    memcpy(whole + sizeof header, pixels->px, n);
    bool good = durable_replace(file, (struct slice){whole, sizeof header + n}, 0644);
    free(whole);
    return good;
}

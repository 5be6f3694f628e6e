// SPDX-License-Identifier: MIT
// What a picture's own header says, read without a decoder: a 69-byte PNG that claims 60000x60000 must never
// reach one. Sources: PNG (W3C, 5.2 and 11.2.2), JPEG (ITU-T T.81, annex B), WebP (RFC 9649), lossy VP8 (RFC
// 6386, 9.1).
#include "content/readers.h"

#include <string.h>

#include "content/svg.h"

enum format { FORMAT_NONE, FORMAT_PNG, FORMAT_JPEG, FORMAT_WEBP, FORMAT_SVG };

static const char *format_name(enum format format)
{
    static const char *const names[] = {"?", "PNG", "JPEG", "WebP", "SVG"};
    return names[format];
}

enum verdict { SIZE_FOUND, SIZE_BROKEN, SIZE_LATE, SIZE_ANIMATED };

struct size {
    uint32_t width, height;
};

static uint32_t be16(const unsigned char *p)
{
    return (uint32_t)p[0] << 8 | p[1];
}

static uint32_t be32(const unsigned char *p)
{
    return be16(p) << 16 | be16(p + 2);
}

static uint32_t le16(const unsigned char *p)
{
    return (uint32_t)p[1] << 8 | p[0];
}

static uint32_t le24(const unsigned char *p)
{
    return (uint32_t)p[2] << 16 | le16(p);
}

static enum verdict png_size(struct slice bytes, struct size *out)
{
    const unsigned char *p = (const unsigned char *)bytes.p;
    if (bytes.n < 33 || be32(p + 8) != 13 || memcmp(p + 12, "IHDR", 4) != 0)
        return SIZE_BROKEN;
    *out = (struct size){be32(p + 16), be32(p + 20)};
    // Animated PNG: an acTL chunk before the first IDAT.
    size_t at = 33;
    while (bytes.n - at >= 8 && memcmp(p + at + 4, "IDAT", 4) != 0) {
        if (memcmp(p + at + 4, "acTL", 4) == 0)
            return SIZE_ANIMATED;
        uint64_t next = (uint64_t)at + 12 + be32(p + at);
        if (next > bytes.n)
            break;
        at = (size_t)next;
    }
    return SIZE_FOUND;
}

static bool is_frame_header(unsigned char marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

static enum verdict jpeg_size(struct slice bytes, uint64_t file_size, struct size *out)
{
    const unsigned char *p = (const unsigned char *)bytes.p;
    enum verdict cut = file_size > bytes.n ? SIZE_LATE : SIZE_BROKEN;
    size_t at = 2;
    while (at < bytes.n) {
        if (p[at] != 0xFF)
            return SIZE_BROKEN;
        while (at < bytes.n && p[at] == 0xFF) // fill bytes
            at++;
        if (bytes.n - at < 3)
            return cut;
        unsigned char marker = p[at++];
        if (marker == 0 || marker == 0xD9 || marker == 0xDA) // picture data before any frame header
            return SIZE_BROKEN;
        if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) // no length follows
            continue;
        uint32_t length = be16(p + at);
        if (length < 2)
            return SIZE_BROKEN;
        if (is_frame_header(marker)) {
            if (bytes.n - at < 8)
                return cut;
            *out = (struct size){be16(p + at + 5), be16(p + at + 3)};
            return length >= 8 ? SIZE_FOUND : SIZE_BROKEN;
        }
        at += length;
    }
    return cut;
}

static enum verdict webp_size(struct slice bytes, struct size *out)
{
    const unsigned char *p = (const unsigned char *)bytes.p;
    if (bytes.n < 30)
        return SIZE_BROKEN;
    const unsigned char *data = p + 20;
    if (memcmp(p + 12, "VP8 ", 4) == 0) {
        if ((data[0] & 1) != 0 || memcmp(data + 3, "\x9D\x01\x2A", 3) != 0)
            return SIZE_BROKEN;
        *out = (struct size){le16(data + 6) & 0x3FFF, le16(data + 8) & 0x3FFF};
        return SIZE_FOUND;
    }
    if (memcmp(p + 12, "VP8L", 4) == 0) {
        if (data[0] != 0x2F)
            return SIZE_BROKEN;
        uint32_t bits = le16(data + 1) | le16(data + 3) << 16;
        *out = (struct size){(bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1};
        return SIZE_FOUND;
    }
    if (memcmp(p + 12, "VP8X", 4) == 0) {
        *out = (struct size){le24(data + 4) + 1, le24(data + 7) + 1};
        return data[0] & 0x02 ? SIZE_ANIMATED : SIZE_FOUND;
    }
    return SIZE_BROKEN;
}

static enum format format_of_bytes(struct slice bytes)
{
    if (slice_starts(bytes, SLICE("\x89PNG\r\n\x1a\n")))
        return FORMAT_PNG;
    if (slice_starts(bytes, SLICE("\xFF\xD8\xFF")))
        return FORMAT_JPEG;
    if (slice_starts(bytes, SLICE("RIFF")) && slice_eq(slice_sub(bytes, 8, 4), SLICE("WEBP")))
        return FORMAT_WEBP;
    struct slice text = slice_starts(bytes, SLICE("\xEF\xBB\xBF")) ? slice_from(bytes, 3) : bytes;
    if (slice_starts(slice_trim(slice_sub(text, 0, 4096)), SLICE("<")))
        return FORMAT_SVG;
    return FORMAT_NONE;
}

// The extension in lower case, without its dot, into `buffer`.
static struct slice extension_of(struct slice path, char buffer[8])
{
    size_t dot = path.n;
    while (dot > 0 && path.p[dot - 1] != '.' && path.p[dot - 1] != '/')
        dot--;
    size_t n = path.n - dot;
    if (dot == 0 || path.p[dot - 1] != '.' || n >= 8)
        return SLICE_NONE;
    for (size_t i = 0; i < n; i++) {
        char c = path.p[dot + i];
        buffer[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    return (struct slice){buffer, n};
}

static enum format format_of_extension(struct slice extension)
{
    if (slice_is(extension, "png"))
        return FORMAT_PNG;
    if (slice_is(extension, "jpg") || slice_is(extension, "jpeg"))
        return FORMAT_JPEG;
    if (slice_is(extension, "webp"))
        return FORMAT_WEBP;
    return slice_is(extension, "svg") ? FORMAT_SVG : FORMAT_NONE;
}

static bool judge(enum verdict verdict, struct size size, struct pos pos, struct arena *arena,
                  struct diags *diags)
{
    switch (verdict) {
    case SIZE_BROKEN:
        DIAG(diags, pos, PICTURE_BROKEN);
        return false;
    case SIZE_LATE:
        DIAG(diags, pos, PICTURE_LATE);
        return false;
    case SIZE_ANIMATED:
        DIAG(diags, pos, PICTURE_ANIMATED);
        return false;
    case SIZE_FOUND:
        break;
    }
    if (size.width == 0 || size.height == 0) {
        DIAG(diags, pos, PICTURE_BROKEN);
        return false;
    }
    if (size.width > LIMIT_PICTURE_SIDE || size.height > LIMIT_PICTURE_SIDE ||
        (uint64_t)size.width * size.height > LIMIT_PICTURE_PIXELS) {
        DIAG(diags, pos, PICTURE_SIZE, arena_format(arena, "%ux%u", size.width, size.height),
             arena_format(arena, "%d", LIMIT_PICTURE_SIDE), arena_format(arena, "%d", LIMIT_PICTURE_PIXELS));
        return false;
    }
    return true;
}

bool picture_probe(const struct tree *tree, const struct tree_entry *entry, struct arena *arena,
                   struct diags *diags, struct picture *out)
{
    struct pos pos = {.path = entry->path};
    if (tree->root.n)
        pos.path = arena_format(arena, "%.*s/%.*s", SLICE_ARG(tree->root), SLICE_ARG(entry->path));
    char buffer[8];
    struct slice extension = extension_of(entry->path, buffer);
    enum format format = format_of_bytes(entry->bytes), named = format_of_extension(extension);
    if (format == FORMAT_NONE || named == FORMAT_NONE) {
        DIAG(diags, pos, PICTURE_TYPE);
        return false;
    }
    if (format != named) {
        DIAG(diags, pos, PICTURE_NAME, extension, slice_of(format_name(format)));
        return false;
    }
    struct size size = {0, 0};
    if (format == FORMAT_SVG) {
        if (!svg_probe(entry->bytes, pos.path, diags, &size.width, &size.height))
            return false;
    } else {
        enum verdict verdict = format == FORMAT_PNG    ? png_size(entry->bytes, &size)
                               : format == FORMAT_JPEG ? jpeg_size(entry->bytes, entry->size, &size)
                                                       : webp_size(entry->bytes, &size);
        if (!judge(verdict, size, pos, arena, diags))
            return false;
    }
    *out = (struct picture){.path = entry->path, .width = size.width, .height = size.height};
    return true;
}

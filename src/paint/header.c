// SPDX-License-Identifier: MIT
#include "paint/header.h"

#include <string.h>

static uint32_t be16(const uint8_t *p)
{
    return (uint32_t)p[0] << 8 | p[1];
}

static uint32_t be32(const uint8_t *p)
{
    return be16(p) << 16 | be16(p + 2);
}

static uint32_t le24(const uint8_t *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16;
}

static bool read_png(const uint8_t *p, size_t n, struct picture_header *out)
{
    if (n < 33 || be32(p + 8) != 13 || memcmp(p + 12, "IHDR", 4) != 0)
        return false;
    *out = (struct picture_header){PICTURE_PNG, be32(p + 16), be32(p + 20)};
    return true;
}

static bool read_jpeg(const uint8_t *p, size_t n, struct picture_header *out)
{
    for (size_t at = 2; at + 4 <= n;) {
        if (p[at] != 0xff)
            return false;
        uint8_t marker = p[at + 1];
        if (marker == 0xff) { // fill byte
            at++;
            continue;
        }
        uint32_t length = be16(p + at + 2);
        bool frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (frame) {
            if (length < 8 || at + 9 > n)
                return false;
            *out = (struct picture_header){PICTURE_JPEG, be16(p + at + 7), be16(p + at + 5)};
            return true;
        }
        if (marker == 0xd9 || marker == 0xda || length < 2)
            return false;
        at += 2 + (size_t)length;
    }
    return false;
}

// Between markers of a scan any byte may stand, but 0xff only before 0 or a restart marker.
static size_t after_scan(const uint8_t *p, size_t n, size_t at)
{
    for (; at + 1 < n; at++) {
        const uint8_t *found = memchr(p + at, 0xff, n - at);
        if (!found)
            return n;
        at = (size_t)(found - p);
        if (at + 1 < n && p[at + 1] != 0 && p[at + 1] != 0xff && (p[at + 1] < 0xd0 || p[at + 1] > 0xd7))
            return at;
    }
    return n;
}

static bool jpeg_ends(const uint8_t *p, size_t n)
{
    size_t at = 2;
    while (n >= 2 && at <= n - 2) {
        if (p[at] != 0xff)
            return false;
        uint8_t marker = p[at + 1];
        if (marker == 0xd9)
            return true;
        if (marker == 0xff) {
            at++;
            continue;
        }
        if (n - at < 4)
            return false;
        at += 2 + (size_t)be16(p + at + 2);
        if (marker == 0xda)
            at = after_scan(p, n, at);
    }
    return false;
}

static uint32_t le32(const uint8_t *p)
{
    return le24(p) | (uint32_t)p[3] << 24;
}

bool picture_is_whole(struct slice bytes, enum picture_kind kind)
{
    const uint8_t *p = (const uint8_t *)bytes.p;
    if (kind == PICTURE_JPEG)
        return jpeg_ends(p, bytes.n);
    return kind != PICTURE_WEBP || (bytes.n >= 12 && le32(p + 4) <= bytes.n - 8);
}

static bool read_webp(const uint8_t *p, size_t n, struct picture_header *out)
{
    if (n < 25)
        return false;
    out->kind = PICTURE_WEBP;
    if (n >= 30 && memcmp(p + 12, "VP8X", 4) == 0) {
        out->w = le24(p + 24) + 1;
        out->h = le24(p + 27) + 1;
        return true;
    }
    if (memcmp(p + 12, "VP8L", 4) == 0 && p[20] == 0x2f) {
        uint32_t bits = le24(p + 21) | (uint32_t)p[24] << 24;
        out->w = (bits & 0x3fff) + 1;
        out->h = (bits >> 14 & 0x3fff) + 1;
        return true;
    }
    if (n >= 30 && memcmp(p + 12, "VP8 ", 4) == 0 && p[23] == 0x9d && p[24] == 0x01 && p[25] == 0x2a) {
        out->w = ((uint32_t)p[26] | (uint32_t)p[27] << 8) & 0x3fff;
        out->h = ((uint32_t)p[28] | (uint32_t)p[29] << 8) & 0x3fff;
        return true;
    }
    return false;
}

// --- SVG ---

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// A plain decimal number at the front of *s, taken off. No exponents: they have no use in a size.
static bool take_number(struct slice *s, double *out)
{
    size_t at = 0, digits = 0;
    double value = 0, place = 1;
    bool minus = s->n > 0 && s->p[0] == '-', point = false;
    for (at = minus; at < s->n && digits < 18; at++) {
        char c = s->p[at];
        if (c == '.' && !point) {
            point = true;
        } else if (c >= '0' && c <= '9') {
            value = value * 10 + (c - '0');
            place *= point ? 10 : 1;
            digits++;
        } else {
            break;
        }
    }
    *out = (minus ? -value : value) / place;
    *s = slice_from(*s, at);
    return digits > 0;
}

// px at 96 to the inch, as nanosvg counts; a percentage gives 0, which means "from the viewBox".
static bool read_length(struct slice s, double *out)
{
    static const struct {
        const char *unit;
        double px;
    } units[] = {{"", 1},      {"px", 1},         {"pt", 96.0 / 72},   {"pc", 16},
                 {"in", 96.0}, {"mm", 96 / 25.4}, {"cm", 96.0 / 2.54}, {"%", 0}};
    s = slice_trim(s);
    if (!take_number(&s, out) || *out < 0)
        return false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (slice_is(s, units[i].unit)) {
            *out *= units[i].px;
            return true;
        }
    return false;
}

static bool read_view_box(struct slice s, double *w, double *h)
{
    double v[4];
    for (size_t i = 0; i < 4; i++) {
        while (s.n > 0 && (is_space(s.p[0]) || s.p[0] == ','))
            s = slice_from(s, 1);
        if (!take_number(&s, &v[i]))
            return false;
    }
    *w = v[2];
    *h = v[3];
    return true;
}

static bool next_attribute(struct slice *tag, struct slice *name, struct slice *value)
{
    *tag = slice_trim(*tag);
    ptrdiff_t equals = slice_find_char(*tag, '=');
    if (equals < 1)
        return false;
    *name = slice_trim(slice_sub(*tag, 0, (size_t)equals));
    struct slice rest = slice_trim(slice_from(*tag, (size_t)equals + 1));
    if (rest.n < 2 || (rest.p[0] != '"' && rest.p[0] != '\''))
        return false;
    char quote = rest.p[0];
    return slice_cut(slice_from(rest, 1), quote, value, tag);
}

static bool read_svg(struct slice bytes, struct picture_header *out)
{
    ptrdiff_t start = slice_find(bytes, SLICE("<svg"));
    if (start < 0)
        return false;
    struct slice rest = slice_from(bytes, (size_t)start + 4), tag;
    // nanosvg takes the size of the last <svg> it meets, wherever it stands, so there may only be one.
    if (slice_find(rest, SLICE("<svg")) >= 0 || !slice_cut(rest, '>', &tag, &rest))
        return false;
    double w = 0, h = 0, view_w = 0, view_h = 0;
    struct slice name, value;
    while (next_attribute(&tag, &name, &value)) {
        bool good = true;
        if (slice_is(name, "width"))
            good = read_length(value, &w);
        else if (slice_is(name, "height"))
            good = read_length(value, &h);
        else if (slice_is(name, "viewBox"))
            good = read_view_box(value, &view_w, &view_h);
        if (!good)
            return false;
    }
    w = w > 0 ? w : view_w;
    h = h > 0 ? h : view_h;
    if (!(w > 0 && h > 0 && w < 1e6 && h < 1e6))
        return false;
    *out = (struct picture_header){PICTURE_SVG, (uint32_t)(w * 256), (uint32_t)(h * 256)};
    return true;
}

static bool looks_like_svg(struct slice bytes)
{
    struct slice head = bytes;
    if (slice_starts(head, SLICE("\xEF\xBB\xBF")))
        head = slice_from(head, 3);
    head = slice_trim(head);
    return slice_starts(head, SLICE("<")) && slice_find(slice_sub(head, 0, 4096), SLICE("<svg")) >= 0;
}

bool picture_header(struct slice bytes, struct picture_header *out)
{
    const uint8_t *p = (const uint8_t *)bytes.p;
    *out = (struct picture_header){0};
    if (bytes.n >= 8 && memcmp(p, "\x89PNG\r\n\x1a\n", 8) == 0)
        return read_png(p, bytes.n, out);
    if (bytes.n >= 4 && p[0] == 0xff && p[1] == 0xd8)
        return read_jpeg(p, bytes.n, out);
    if (bytes.n >= 12 && memcmp(p, "RIFF", 4) == 0 && memcmp(p + 8, "WEBP", 4) == 0)
        return read_webp(p, bytes.n, out);
    return looks_like_svg(bytes) && read_svg(bytes, out);
}

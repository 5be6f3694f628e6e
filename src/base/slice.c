// SPDX-License-Identifier: MIT
#include "base/slice.h"

#include <string.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

struct slice slice_of(const char *cstr)
{
    return (struct slice){cstr, cstr ? strlen(cstr) : 0};
}

bool slice_eq(struct slice a, struct slice b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool slice_is(struct slice a, const char *cstr)
{
    return slice_eq(a, slice_of(cstr));
}

bool slice_is_among(struct slice word, const char *words)
{
    struct slice one, rest = slice_of(words);
    do {
        slice_cut(rest, ' ', &one, &rest);
        if (slice_eq(one, word))
            return true;
    } while (rest.n);
    return false;
}

int slice_cmp(struct slice a, struct slice b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    if (c != 0)
        return c;
    return a.n < b.n ? -1 : a.n > b.n;
}

bool slice_starts(struct slice s, struct slice prefix)
{
    return s.n >= prefix.n && slice_eq((struct slice){s.p, prefix.n}, prefix);
}

bool slice_ends(struct slice s, struct slice suffix)
{
    return s.n >= suffix.n && slice_eq((struct slice){s.p + (s.n - suffix.n), suffix.n}, suffix);
}

struct slice slice_from(struct slice s, size_t at)
{
    if (at >= s.n)
        return SLICE_NONE;
    return (struct slice){s.p + at, s.n - at};
}

struct slice slice_sub(struct slice s, size_t at, size_t len)
{
    struct slice tail = slice_from(s, at);
    if (tail.n > len)
        tail.n = len;
    return tail;
}

struct slice slice_trim(struct slice s)
{
    while (s.n > 0 && is_space(s.p[0])) {
        s.p++;
        s.n--;
    }
    while (s.n > 0 && is_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

ptrdiff_t slice_find(struct slice s, struct slice needle)
{
    if (needle.n == 0 || needle.n > s.n)
        return -1;
    const char *hit = memmem(s.p, s.n, needle.p, needle.n);
    return hit ? hit - s.p : -1;
}

ptrdiff_t slice_find_char(struct slice s, char c)
{
    const char *hit = s.n ? memchr(s.p, c, s.n) : NULL;
    return hit ? hit - s.p : -1;
}

bool slice_cut(struct slice s, char sep, struct slice *head, struct slice *rest)
{
    ptrdiff_t at = slice_find_char(s, sep);
    if (at < 0) {
        *head = s;
        *rest = SLICE_NONE;
        return false;
    }
    *head = (struct slice){s.p, (size_t)at};
    *rest = slice_from(s, (size_t)at + 1);
    return true;
}

bool slice_next_line(struct slice *rest, struct slice *line)
{
    if (rest->n == 0)
        return false;
    slice_cut(*rest, '\n', line, rest);
    if (line->n > 0 && line->p[line->n - 1] == '\r')
        line->n--;
    return true;
}

bool slice_to_uint(struct slice s, uint64_t max, uint64_t *out)
{
    uint64_t value = 0;
    if (s.n == 0)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        uint64_t digit = (uint64_t)(s.p[i] - '0');
        if (value > (UINT64_MAX - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    if (value > max)
        return false;
    *out = value;
    return true;
}

// The length of the well-formed sequence at p (n bytes follow), or 0. Unicode 15, table 3-7.
static size_t utf8_length(const unsigned char *p, size_t n)
{
    unsigned char lead = p[0];
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return n >= 2 && (p[1] & 0xC0) == 0x80 ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        unsigned char low = lead == 0xE0 ? 0xA0 : 0x80;
        unsigned char high = lead == 0xED ? 0x9F : 0xBF;
        return n >= 3 && p[1] >= low && p[1] <= high && (p[2] & 0xC0) == 0x80 ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        unsigned char low = lead == 0xF0 ? 0x90 : 0x80;
        unsigned char high = lead == 0xF4 ? 0x8F : 0xBF;
        return n >= 4 && p[1] >= low && p[1] <= high && (p[2] & 0xC0) == 0x80 && (p[3] & 0xC0) == 0x80 ? 4
                                                                                                       : 0;
    }
    return 0;
}

uint32_t utf8_next(struct slice s, size_t *at)
{
    const unsigned char *p = (const unsigned char *)s.p + *at;
    switch (utf8_length(p, s.n - *at)) {
    case 1:
        *at += 1;
        return p[0];
    case 2:
        *at += 2;
        return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    case 3:
        *at += 3;
        return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    case 4:
        *at += 4;
        return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 | (uint32_t)(p[2] & 0x3F) << 6 |
               (p[3] & 0x3F);
    default:
        *at += 1;
        return 0xFFFD;
    }
}

size_t utf8_put(uint32_t c, char *out)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

size_t utf8_count(struct slice s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.n; i++)
        count += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return count;
}

size_t utf8_valid_prefix(struct slice s)
{
    size_t at = 0;
    while (at < s.n) {
        size_t length = utf8_length((const unsigned char *)s.p + at, s.n - at);
        if (length == 0)
            return at;
        at += length;
    }
    return s.n;
}

bool utf8_may_be_shown(uint32_t c)
{
    bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    bool turns = c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
                 (c >= 0x2066 && c <= 0x2069);
    return !control && !turns;
}

size_t utf8_clean(struct slice s, char *out, size_t size)
{
    size_t n = 0;
    for (size_t at = 0; at < s.n;) {
        char bytes[4];
        uint32_t c = utf8_next(s, &at);
        size_t length = utf8_put(utf8_may_be_shown(c) ? c : 0xFFFD, bytes);
        if (n + length >= size)
            break;
        memcpy(out + n, bytes, length);
        n += length;
    }
    out[n] = '\0';
    return n;
}

// SPDX-License-Identifier: MIT
#include "core/desk_field.h"

#include <string.h>

#include "base/limits.h"

#define REPLACEMENT 0xfffdu

struct desk_fields desk_split(struct slice line)
{
    struct desk_fields fields = {.n = 0};
    bool more = true;
    while (more && fields.n < DESK_FIELDS)
        more = slice_cut(line, '\t', &fields.at[fields.n++], &line);
    return fields;
}

static bool hex(char c, uint32_t *out)
{
    if (c >= '0' && c <= '9')
        *out = (uint32_t)(c - '0');
    else if (c >= 'a' && c <= 'f')
        *out = (uint32_t)(c - 'a' + 10);
    else if (c >= 'A' && c <= 'F')
        *out = (uint32_t)(c - 'A' + 10);
    else
        return false;
    return true;
}

// What stands for an escape at *at (the byte after the backslash).
static uint32_t escape(struct slice field, size_t *at)
{
    uint32_t high, low;
    char c = *at < field.n ? field.p[*at] : '\0';
    if (c == 'x' && *at + 2 < field.n && hex(field.p[*at + 1], &high) && hex(field.p[*at + 2], &low)) {
        *at += 3;
        return REPLACEMENT; // a control
    }
    if (c != 't' && c != 'n' && c != 'r' && c != '\\')
        return '\\';
    ++*at;
    return c == '\\' ? '\\' : ' ';
}

// The marks that say in which direction letters stand, and the one of byte order.
static bool turns_text(uint32_t c)
{
    return c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
}

struct slice desk_field(struct slice field, struct arena *arena)
{
    static const char more[] = "\xE2\x80\xA6"; // an ellipsis
    char bytes[LIMIT_DESK_FIELD];
    size_t n = 0, at = 0;
    while (at < field.n && n + 4 + sizeof more <= sizeof bytes) {
        uint32_t c = utf8_next(field, &at);
        if (c == '\\')
            c = escape(field, &at);
        if (!turns_text(c))
            n += utf8_put(is_control(c) ? REPLACEMENT : c, bytes + n);
    }
    if (at < field.n) {
        memcpy(bytes + n, more, sizeof more - 1);
        n += sizeof more - 1;
    }
    return arena_copy(arena, slice_trim((struct slice){bytes, n}));
}

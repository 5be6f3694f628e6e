// SPDX-License-Identifier: MIT
#include "content/source.h"

#include <stdlib.h>
#include <string.h>
#include <uninorm.h>

#include "base/kassert.h"
#include "base/limits.h"
#include "content/seen.h"

// Normalising can move and merge characters, so the places of diagnostics are those of the normalised text.
// Columns count characters, and no editor shows a base letter and its accent as two.

static struct slice join_path(struct slice root, struct slice path, struct arena *arena)
{
    if (root.n == 0)
        return path;
    char *p = arena_alloc(arena, root.n + path.n + 2);
    memcpy(p, root.p, root.n);
    p[root.n] = '/';
    if (path.n)
        memcpy(p + root.n + 1, path.p, path.n);
    return (struct slice){p, root.n + 1 + path.n};
}

static struct pos whole(struct slice path)
{
    return (struct pos){.path = path};
}

static bool is_plain_file(const struct tree_entry *entry, struct slice path, struct arena *arena,
                          struct diags *diags)
{
    if (entry->kind != TREE_FILE) {
        DIAG(diags, whole(path), FILE_NOT_PLAIN);
    } else if (entry->fault == TREE_TOO_LARGE || entry->bytes.n > LIMIT_TEXT_FILE) {
        uint64_t cap = entry->fault == TREE_TOO_LARGE ? entry->cap : LIMIT_TEXT_FILE;
        DIAG(diags, whole(path), FILE_TOO_LARGE, arena_format(arena, "%llu", (unsigned long long)entry->size),
             arena_format(arena, "%llu", (unsigned long long)cap));
    } else if (entry->fault != TREE_OK) {
        DIAG(diags, whole(path), FILE_UNREADABLE);
    } else if (entry->bytes.n == 0) {
        DIAG(diags, whole(path), FILE_EMPTY);
    } else {
        return true;
    }
    return false;
}

// What people rename or drop into the wrong folder, by its first bytes.
static struct slice binary_format(struct slice bytes)
{
    static const struct {
        const char *magic, *name;
        size_t n;
    } formats[] = {
        {"\xFF\xD8\xFF", "JPEG", 3},
        {"\x89PNG", "PNG", 4},
        {"GIF8", "GIF", 4},
        {"%PDF", "PDF", 4},
        {"PK\x03\x04", "ZIP, DOCX, ODT", 4},
        {"RIFF", "WAV, WebP", 4},
        {"{\\rtf", "RTF", 5},
        {"\x7F"
         "ELF",
         "ELF", 4},
        {"\xD0\xCF\x11\xE0", "Word DOC", 4},
        {"\x1F\x8B", "gzip", 2},
        {"OggS", "Ogg", 4},
    };
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (slice_starts(bytes, (struct slice){formats[i].magic, formats[i].n}))
            return slice_of(formats[i].name);
    return SLICE_NONE;
}

enum encoding { ENCODING_UTF8, ENCODING_UTF16LE, ENCODING_UTF16BE };

// Without a BOM, Western text in UTF-16 has a zero in nearly every other byte.
static enum encoding guess_utf16(struct slice bytes)
{
    size_t n = bytes.n < 1024 ? bytes.n & ~(size_t)1 : 1024;
    size_t zeros[2] = {0, 0};
    if (bytes.n % 2 != 0 || n < 8)
        return ENCODING_UTF8;
    for (size_t i = 0; i < n; i++)
        zeros[i & 1] += bytes.p[i] == 0;
    if (zeros[1] > n * 2 / 5 && zeros[0] <= n / 40)
        return ENCODING_UTF16LE;
    if (zeros[0] > n * 2 / 5 && zeros[1] <= n / 40)
        return ENCODING_UTF16BE;
    return ENCODING_UTF8;
}

static enum encoding find_encoding(struct slice *bytes)
{
    if (slice_starts(*bytes, SLICE("\xEF\xBB\xBF"))) {
        *bytes = slice_from(*bytes, 3);
        return ENCODING_UTF8;
    }
    if (slice_starts(*bytes, SLICE("\xFF\xFE"))) {
        *bytes = slice_from(*bytes, 2);
        return ENCODING_UTF16LE;
    }
    if (slice_starts(*bytes, SLICE("\xFE\xFF"))) {
        *bytes = slice_from(*bytes, 2);
        return ENCODING_UTF16BE;
    }
    return bytes->p[0] == 0 || (bytes->n > 1 && bytes->p[1] == 0) ? guess_utf16(*bytes) : ENCODING_UTF8;
}

static uint32_t unit16(struct slice bytes, size_t at, enum encoding encoding)
{
    uint32_t a = (unsigned char)bytes.p[at], b = (unsigned char)bytes.p[at + 1];
    return encoding == ENCODING_UTF16LE ? a | b << 8 : a << 8 | b;
}

static bool utf16_to_utf8(struct slice bytes, enum encoding encoding, struct arena *arena, struct slice *out)
{
    if (bytes.n % 2 != 0)
        return false;
    char *text = arena_alloc(arena, bytes.n / 2 * 3 + 1);
    size_t n = 0;
    for (size_t at = 0; at < bytes.n; at += 2) {
        uint32_t c = unit16(bytes, at, encoding);
        if (c >= 0xDC00 && c <= 0xDFFF)
            return false;
        if (c >= 0xD800 && c <= 0xDBFF) {
            uint32_t low = at + 4 <= bytes.n ? unit16(bytes, at + 2, encoding) : 0;
            if (low < 0xDC00 || low > 0xDFFF)
                return false;
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
            at += 2;
        }
        n += utf8_put(c, text + n);
    }
    *out = (struct slice){text, n};
    return true;
}

// Which characters can stand in any text without making it anything but NFC (NFC_Quick_Check=Yes and
// combining class 0), for the ranges that our languages use; the rest goes through libunistring.
static bool is_nfc_for_sure(uint32_t c)
{
    return c < 0x300 || (c >= 0x400 && c <= 0x482) || (c >= 0x48A && c <= 0x52F) ||
           (c >= 0x1E00 && c <= 0x1EFF) || (c >= 0x2010 && c <= 0x2027) || (c >= 0x2030 && c <= 0x205E) ||
           c == 0x20AC || (c >= 0x2190 && c <= 0x21FF) || (c >= 0x2600 && c <= 0x27BF) || c == 0xA78B ||
           c == 0xA78C || (c >= 0x1F300 && c <= 0x1FAFF);
}

// Characters that nobody sees and that change what is read: they turn digits round (bidi embeddings,
// overrides, isolates) or hide inside a number (zero-width space, word joiner, invisible operators, tags, BOM). Joiners (U+200C, U+200D)
// belong to real scripts and to emoji.
static bool is_hidden(uint32_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0x200B || c == 0xFEFF ||
           (c >= 0xE0000 && c <= 0xE0FFF);
}

static bool is_digit_near(struct slice text, size_t at, bool ahead)
{
    for (int tries = 0; tries < 16 && (ahead ? at < text.n : at > 0); tries++) {
        char digits[SEEN_DIGITS];
        bool plain;
        uint32_t c = ahead ? utf8_next(text, &at) : seen_before(text, &at);
        if (!seen_nothing(c))
            return seen_digits(c, digits, &plain) > 0;
    }
    return false;
}

// LRM, RLM and ALM right beside a digit: "18" and "10" with one between them is drawn as 1018. Away from digits
// Arabic and Hebrew need them.
static bool turns_digits(struct slice text, size_t start, size_t end, uint32_t c)
{
    return seen_turning(c) && (is_digit_near(text, start, false) || is_digit_near(text, end, true));
}

struct scan {
    struct slice path;
    struct slice text;
    struct arena *arena;
    struct diags *diags;
    size_t line_start;
    uint32_t n_lines; // complete ones so far
    bool has_cr;
    bool maybe_not_nfc;
};

static struct pos scan_pos(const struct scan *scan, size_t at)
{
    struct slice before = slice_sub(scan->text, scan->line_start, at - scan->line_start);
    return (struct pos){scan->path, scan->n_lines + 1, (uint32_t)utf8_count(before) + 1};
}

static struct slice hex(struct arena *arena, uint32_t c, int digits)
{
    return arena_format(arena, "%0*X", digits, c);
}

static bool end_line(struct scan *scan, size_t at)
{
    if (at - scan->line_start > LIMIT_LINE) {
        DIAG(scan->diags, scan_pos(scan, scan->line_start), FILE_LONG_LINE,
             arena_format(scan->arena, "%zu", at - scan->line_start),
             arena_format(scan->arena, "%d", LIMIT_LINE));
        return false;
    }
    scan->n_lines++;
    return true;
}

static bool scan_wide(struct scan *scan, size_t *at)
{
    size_t start = *at;
    uint32_t c = utf8_next(scan->text, at);
    if (c == 0xFFFD && *at == start + 1)
        DIAG(scan->diags, scan_pos(scan, start), FILE_NOT_UTF8,
             hex(scan->arena, (unsigned char)scan->text.p[start], 2));
    else if (c < 0xA0)
        DIAG(scan->diags, scan_pos(scan, start), FILE_CONTROL, hex(scan->arena, c, 4));
    else if (is_hidden(c) || turns_digits(scan->text, start, *at, c))
        DIAG(scan->diags, scan_pos(scan, start), FILE_HIDDEN, hex(scan->arena, c, 4));
    else {
        scan->maybe_not_nfc = scan->maybe_not_nfc || !is_nfc_for_sure(c);
        return true;
    }
    return false;
}

// One pass over the bytes: everything that makes them unreadable, and what has to be rewritten. Stops at the
// first fault.
static bool scan_text(struct scan *scan)
{
    const unsigned char *p = (const unsigned char *)scan->text.p;
    size_t n = scan->text.n, at = 0;
    while (at < n) {
        unsigned char c = p[at];
        if ((c >= 0x20 && c < 0x7F) || c == '\t') {
            at++;
        } else if (c == '\n' || c == '\r') {
            if (!end_line(scan, at))
                return false;
            scan->has_cr = scan->has_cr || c == '\r';
            at += c == '\r' && at + 1 < n && p[at + 1] == '\n' ? 2 : 1;
            scan->line_start = at;
        } else if (c >= 0x80) {
            if (!scan_wide(scan, &at))
                return false;
        } else {
            DIAG(scan->diags, scan_pos(scan, at), FILE_CONTROL, hex(scan->arena, c, 4));
            return false;
        }
    }
    return end_line(scan, n);
}

static struct slice line_feeds_only(struct slice text, struct arena *arena)
{
    char *copy = arena_alloc(arena, text.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] != '\r')
            copy[n++] = text.p[i];
        else if (i + 1 >= text.n || text.p[i + 1] != '\n')
            copy[n++] = '\n';
    }
    return (struct slice){copy, n};
}

bool source_fits(uint32_t c)
{
    bool control = (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0);
    return !control && !is_hidden(c);
}

size_t source_unfit(struct slice text)
{
    size_t at = 0;
    while (at < text.n) {
        size_t start = at;
        uint32_t c = utf8_next(text, &at);
        if (!source_fits(c) || (c == 0xFFFD && at == start + 1) || turns_digits(text, start, at, c))
            return start;
    }
    return text.n;
}

struct slice source_normalised(struct slice text, struct arena *arena)
{
    size_t n = 0;
    uint8_t *nfc = u8_normalize(UNINORM_NFC, (const uint8_t *)text.p, text.n, NULL, &n);
    if (!nfc)
        kassert_no_memory();
    struct slice out = text;
    if (n != text.n || memcmp(nfc, text.p, n) != 0)
        out = arena_copy(arena, (struct slice){(const char *)nfc, n});
    free(nfc);
    return out;
}

static void index_lines(struct source_text *source, uint32_t n_lines, struct arena *arena)
{
    uint32_t *lines = ARENA_ARRAY(arena, n_lines, uint32_t);
    uint32_t count = 1;
    const char *p = source->text.p, *end = p + source->text.n;
    while (count < n_lines && (p = memchr(p, '\n', (size_t)(end - p)))) {
        p++;
        lines[count++] = (uint32_t)(p - source->text.p);
    }
    source->lines = lines;
    source->n_lines = count;
}

bool source_open(const struct tree *tree, const struct tree_entry *entry, struct arena *arena,
                 struct diags *diags, struct source_text *out)
{
    struct slice path = join_path(tree->root, entry->path, arena);
    *out = (struct source_text){.path = path};
    if (!is_plain_file(entry, path, arena, diags))
        return false;
    struct slice text = entry->bytes;
    struct slice format = binary_format(text);
    if (format.n) {
        DIAG(diags, whole(path), FILE_BINARY, format);
        return false;
    }
    enum encoding encoding = find_encoding(&text);
    if (encoding != ENCODING_UTF8 && !utf16_to_utf8(text, encoding, arena, &text)) {
        DIAG(diags, whole(path), FILE_BAD_UTF16);
        return false;
    }
    if (text.n == 0) {
        DIAG(diags, whole(path), FILE_EMPTY);
        return false;
    }
    struct scan scan = {.path = path, .text = text, .arena = arena, .diags = diags};
    if (!scan_text(&scan))
        return false;
    if (scan.has_cr)
        text = line_feeds_only(text, arena);
    if (scan.maybe_not_nfc)
        text = source_normalised(text, arena);
    out->text = text;
    index_lines(out, scan.n_lines, arena);
    return true;
}

struct pos source_pos(const struct source_text *source, size_t offset)
{
    if (offset > source->text.n)
        offset = source->text.n;
    uint32_t low = 0, high = source->n_lines; // lines[low] <= offset < lines[high]
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (source->lines[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    size_t start = source->n_lines ? source->lines[low] : 0;
    struct slice before = slice_sub(source->text, start, offset - start);
    return (struct pos){source->path, low + 1, (uint32_t)utf8_count(before) + 1};
}

struct pos source_pos_of(const struct source_text *source, const char *p)
{
    uintptr_t at = (uintptr_t)p, start = (uintptr_t)source->text.p;
    return source_pos(source, at >= start ? (size_t)(at - start) : 0);
}

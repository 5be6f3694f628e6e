// SPDX-License-Identifier: MIT
#include "pack/manifest.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/kassert.h"
#include "base/limits.h"
#include "content/names.h"
#include "content/paths.h"

#define HEAD SLICE("# chasqui-manifest ")
#define HASH_TEXT (2 * MANIFEST_HASH)

struct reader {
    struct slice rest;
    struct pos pos; // the line that was taken last
    struct arena *arena;
    struct diags *diags;
};

// The next line without its line feed, which must be there.
static bool take_line(struct reader *reader, struct slice *line)
{
    reader->pos.line++;
    return slice_cut(reader->rest, '\n', line, &reader->rest);
}

static bool refuse(struct reader *reader)
{
    DIAG(reader->diags, reader->pos, MANIFEST_FORM);
    return false;
}

static bool take_value(struct reader *reader, struct slice prefix, struct slice *value)
{
    struct slice line;
    if (!take_line(reader, &line) || !slice_starts(line, prefix))
        return false;
    *value = slice_from(line, prefix.n);
    return true;
}

// One number has one form: no zeros before it.
static bool read_version(struct slice text, uint64_t *out)
{
    return slice_to_uint(text, LIMIT_VERSION, out) && text.p[0] != '0';
}

static bool read_head(struct reader *reader, struct manifest *out)
{
    struct slice format, version;
    uint64_t number;
    if (!take_value(reader, HEAD, &format))
        return refuse(reader);
    if (!slice_is(format, "1")) {
        if (!read_version(format, &number))
            return refuse(reader);
        DIAG(reader->diags, reader->pos, MANIFEST_NEWER, format);
        return false;
    }
    if (!take_value(reader, SLICE("# id "), &out->id) || !name_is_id(out->id))
        return refuse(reader);
    if (!take_value(reader, SLICE("# version "), &version) || !read_version(version, &out->version))
        return refuse(reader);
    return true;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool read_hash(struct slice text, uint8_t out[MANIFEST_HASH])
{
    for (size_t i = 0; i < MANIFEST_HASH; i++) {
        int high = hex_digit(text.p[2 * i]), low = hex_digit(text.p[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        out[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}

bool manifest_is_path(struct slice path)
{
    enum place place = path.n <= LIMIT_PATH ? path_place(path) : PLACE_NOWHERE;
    return place != PLACE_NOWHERE && place != PLACE_IGNORED && place != PLACE_FOLDER;
}

static bool read_file(struct reader *reader, struct slice line, const struct manifest_file *before,
                      struct manifest_file *out)
{
    if (line.n <= HASH_TEXT + 2 || !read_hash(line, out->sha256) || line.p[HASH_TEXT] != ' ' ||
        line.p[HASH_TEXT + 1] != ' ')
        return refuse(reader);
    out->path = slice_from(line, HASH_TEXT + 2);
    if (!manifest_is_path(out->path)) {
        DIAG(reader->diags, reader->pos, MANIFEST_PATH, out->path);
        return false;
    }
    int order = before ? slice_cmp(before->path, out->path) : -1;
    if (order == 0)
        DIAG(reader->diags, reader->pos, MANIFEST_DUPLICATE, out->path);
    else if (order > 0)
        DIAG(reader->diags, reader->pos, MANIFEST_ORDER, out->path);
    return order < 0;
}

bool manifest_read(struct slice path, struct slice bytes, struct arena *arena, struct diags *diags,
                   struct manifest *out)
{
    struct reader reader = {.rest = bytes, .pos = {.path = path, .col = 1}, .arena = arena, .diags = diags};
    struct slice line;
    *out = (struct manifest){.id = SLICE_NONE};
    if (!read_head(&reader, out))
        return false;
    size_t lines = 0, n = 0;
    for (size_t i = 0; i < reader.rest.n; i++)
        lines += reader.rest.p[i] == '\n';
    if (lines > LIMIT_PACK_FILES) {
        struct slice limit = arena_format(arena, "%d", LIMIT_PACK_FILES);
        DIAG(diags, (struct pos){.path = path}, MANIFEST_LARGE, limit);
        return false;
    }
    struct manifest_file *files = ARENA_ARRAY(arena, lines ? lines : 1, struct manifest_file);
    while (reader.rest.n) {
        if (!take_line(&reader, &line))
            return refuse(&reader);
        if (!read_file(&reader, line, n ? &files[n - 1] : NULL, &files[n]))
            return false;
        n++;
    }
    out->files = files;
    out->n_files = n;
    return n > 0 || refuse(&reader);
}

void manifest_hash_text(const uint8_t sha256[MANIFEST_HASH], char out[MANIFEST_HASH_TEXT])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < MANIFEST_HASH; i++) {
        out[2 * i] = digits[sha256[i] >> 4];
        out[2 * i + 1] = digits[sha256[i] & 15];
    }
    out[HASH_TEXT] = '\0';
}

struct slice manifest_write(const struct manifest *manifest, struct arena *arena)
{
    struct slice head = arena_format(arena, "# chasqui-manifest 1\n# id %.*s\n# version %" PRIu64 "\n",
                                     SLICE_ARG(manifest->id), manifest->version);
    size_t room = head.n + 1, at = head.n;
    for (size_t i = 0; i < manifest->n_files; i++)
        room += HASH_TEXT + 3 + manifest->files[i].path.n;
    char *text = arena_alloc(arena, room);
    memcpy(text, head.p, head.n);
    for (size_t i = 0; i < manifest->n_files; i++) {
        const struct manifest_file *file = &manifest->files[i];
        KASSERT(manifest_is_path(file->path) && (i == 0 || slice_cmp(file[-1].path, file->path) < 0));
        manifest_hash_text(file->sha256, text + at);
        text[at + HASH_TEXT] = text[at + HASH_TEXT + 1] = ' ';
        memcpy(text + at + HASH_TEXT + 2, file->path.p, file->path.n);
        at += HASH_TEXT + 2 + file->path.n;
        text[at++] = '\n';
    }
    return (struct slice){text, at};
}

const struct manifest_file *manifest_find(const struct manifest *manifest, struct slice path)
{
    size_t low = 0, high = manifest->n_files;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = slice_cmp(path, manifest->files[middle].path);
        if (order == 0)
            return &manifest->files[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

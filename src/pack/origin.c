// SPDX-License-Identifier: MIT
#include "pack/origin.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "content/pack.h"
#include "content/paths.h"
#include "pack/origin_kinds.h"

struct pos origin_pos(const struct origin *source, struct slice path)
{
    if (path.n == 0)
        return (struct pos){.path = source->name};
    return (struct pos){
        .path = arena_format(source->arena, "%.*s/%.*s", SLICE_ARG(source->name), SLICE_ARG(path))};
}

// ---- What went wrong ----

// A stick that was pulled out takes its folder along, or leaves an empty one where it was mounted.
static bool is_gone(const struct origin *source)
{
    struct stat opened, now;
    return fstat(source->fd, &opened) != 0 || stat(source->opened.p, &now) != 0 ||
           opened.st_dev != now.st_dev || opened.st_ino != now.st_ino;
}

bool origin_is_pulled(int error)
{
    return error == ENODEV || error == ENXIO || error == ENOMEDIUM || error == ENOTCONN || error == ESTALE;
}

bool origin_failed(struct origin *source, struct slice path, int error)
{
    struct pos pos = origin_pos(source, path);
    if (origin_is_pulled(error) || is_gone(source))
        DIAG(source->diags, pos, STICK_REMOVED);
    else if (error == ELOOP)
        DIAG(source->diags, pos, SOURCE_NOT_FILE);
    else if (error == ENOENT)
        DIAG(source->diags, pos, SOURCE_CHANGED);
    else
        DIAG(source->diags, pos, SOURCE_READ, slice_of(strerror(error)));
    return false;
}

// ---- Listing ----

bool origin_count(struct origin_list *list, struct slice path)
{
    struct origin *source = list->source;
    list->names += path.n;
    if (++list->n_all <= LIMIT_PACK_FILES && list->names <= LIMIT_PACK_NAMES)
        return true;
    DIAG(source->diags, origin_pos(source, SLICE_NONE), SOURCE_MANY,
         arena_format(source->arena, "%d", LIMIT_PACK_FILES));
    return false;
}

static uint64_t cap_of(struct slice path)
{
    if (slice_is(path, "MANIFEST"))
        return LIMIT_MANIFEST;
    return slice_is(path, "MANIFEST.minisig") ? LIMIT_SIGNATURE_FILE : pack_cap(path);
}

static bool is_too_large(struct origin *source, const struct origin_file *file)
{
    uint64_t cap = cap_of(file->path);
    if (file->size > cap)
        DIAG(source->diags, origin_pos(source, file->path), FILE_TOO_LARGE,
             arena_format(source->arena, "%llu", (unsigned long long)file->size),
             arena_format(source->arena, "%llu", (unsigned long long)cap));
    else if (source->bytes + file->size > LIMIT_PACK_BYTES)
        DIAG(source->diags, origin_pos(source, SLICE_NONE), SOURCE_LARGE,
             arena_format(source->arena, "%llu", LIMIT_PACK_BYTES >> 20));
    else if (source->read > LIMIT_PACK_READ)
        DIAG(source->diags, origin_pos(source, SLICE_NONE), SOURCE_TEXTS,
             arena_format(source->arena, "%d", LIMIT_PACK_READ >> 20));
    else
        return false;
    return true;
}

bool origin_add(struct origin_list *list, const struct origin_file *file)
{
    struct origin *source = list->source;
    bool of_signature = slice_is(file->path, "MANIFEST") || slice_is(file->path, "MANIFEST.minisig");
    enum place place = path_place(file->path);
    if (place == PLACE_IGNORED && !of_signature)
        return true;
    if (place == PLACE_NOWHERE || place == PLACE_FOLDER) {
        origin_add_stray(list, file->path);
        return true;
    }
    uint64_t wanted = pack_wants(file->path);
    source->read += file->size < wanted ? file->size : wanted;
    if (is_too_large(source, file))
        return false;
    source->bytes += file->size;
    *ARENA_PUSH(source->arena, list->files, list->n_files, list->room_files) = *file;
    return true;
}

void origin_add_stray(struct origin_list *list, struct slice path)
{
    *ARENA_PUSH(list->source->arena, list->strays, list->n_strays, list->room_strays) = path;
}

static int by_file_path(const void *left, const void *right)
{
    const struct origin_file *a = left, *b = right;
    return slice_cmp(a->path, b->path);
}

static int by_path(const void *left, const void *right)
{
    return slice_cmp(*(const struct slice *)left, *(const struct slice *)right);
}

static char fold(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static int by_folded(const void *left, const void *right)
{
    const struct slice a = *(const struct slice *)left, b = *(const struct slice *)right;
    size_t n = a.n < b.n ? a.n : b.n;
    for (size_t i = 0; i < n; i++)
        if (fold(a.p[i]) != fold(b.p[i]))
            return (unsigned char)fold(a.p[i]) < (unsigned char)fold(b.p[i]) ? -1 : 1;
    return a.n < b.n ? -1 : a.n > b.n;
}

// Two names that a FAT file system takes for one: which would be read there is chance.
static void name_clashes(struct origin *source)
{
    size_t n = source->n_files + source->n_strays;
    struct slice *paths = ARENA_ARRAY(source->arena, n, struct slice);
    for (size_t i = 0; i < source->n_files; i++)
        paths[i] = source->files[i].path;
    for (size_t i = 0; i < source->n_strays; i++)
        paths[source->n_files + i] = source->strays[i];
    if (n > 1)
        qsort(paths, n, sizeof *paths, by_folded);
    for (size_t i = 1; i < n; i++) {
        if (by_folded(&paths[i - 1], &paths[i]) != 0)
            continue;
        bool in_order = slice_cmp(paths[i - 1], paths[i]) < 0; // qsort may have left them either way round
        DIAG(source->diags, origin_pos(source, paths[in_order ? i : i - 1]), SOURCE_CASE,
             paths[in_order ? i - 1 : i]);
    }
}

static bool list(struct origin *source)
{
    struct origin_list found = {.source = source};
    size_t errors = source->diags->errors;
    (source->is_zip ? origin_zip_list : origin_folder_list)(&found);
    if (source->diags->errors > errors)
        return false;
    if (found.n_files > 1)
        qsort(found.files, found.n_files, sizeof *found.files, by_file_path);
    if (found.n_strays > 1)
        qsort(found.strays, found.n_strays, sizeof *found.strays, by_path);
    source->files = found.files;
    source->n_files = found.n_files;
    source->strays = found.strays;
    source->n_strays = found.n_strays;
    name_clashes(source);
    return source->diags->errors == errors;
}

// ---- Opening ----

static bool open_path(struct origin *source)
{
    struct stat st;
    do
        source->fd = open(source->opened.p, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    while (source->fd < 0 && errno == EINTR);
    if (source->fd < 0 || fstat(source->fd, &st) != 0) {
        DIAG(source->diags, origin_pos(source, SLICE_NONE), SOURCE_UNREADABLE);
        return false;
    }
    source->is_zip = S_ISREG(st.st_mode);
    if (source->is_zip || S_ISDIR(st.st_mode))
        return true;
    DIAG(source->diags, origin_pos(source, SLICE_NONE), SOURCE_NOT_PACK);
    return false;
}

bool origin_open(const char *path, struct arena *arena, struct diags *diags, struct origin *out)
{
    *out = (struct origin){.fd = -1, .arena = arena, .diags = diags};
    out->opened = arena_copy(arena, slice_of(path));
    out->name = out->opened;
    while (out->name.n > 1 && out->name.p[out->name.n - 1] == '/')
        out->name.n--;
    if (open_path(out) && list(out))
        return true;
    origin_close(out);
    return false;
}

void origin_close(struct origin *source)
{
    origin_zip_fini(source);
    if (source->fd >= 0)
        close(source->fd);
    source->fd = -1;
}

const struct origin_file *origin_find(const struct origin *source, struct slice path)
{
    const struct origin_file key = {.path = path};
    return source->n_files ? bsearch(&key, source->files, source->n_files, sizeof key, by_file_path) : NULL;
}

// ---- Reading ----

bool origin_reader_open(struct origin *source, const struct origin_file *file, struct origin_reader *out)
{
    *out = (struct origin_reader){.source = source, .file = file, .fd = -1};
    return source->is_zip ? origin_zip_open(out) : origin_folder_open(out);
}

bool origin_reader_next(struct origin_reader *reader, uint8_t *block, size_t *n)
{
    struct origin *source = reader->source;
    if (!(source->is_zip ? origin_zip_next : origin_folder_next)(reader, block, n))
        return false;
    reader->done += *n;
    if (reader->done <= reader->file->size && (*n > 0 || reader->done == reader->file->size))
        return true;
    // It isn't as long as it was listed.
    if (source->is_zip)
        DIAG(source->diags, origin_pos(source, reader->file->path), ZIP_FORM);
    else
        return origin_failed(source, reader->file->path, ENOENT);
    return false;
}

void origin_reader_close(struct origin_reader *reader)
{
    if (reader->fd >= 0)
        close(reader->fd);
    reader->fd = -1;
}

bool origin_read(struct origin *source, const struct origin_file *file, uint64_t cap, struct slice *out)
{
    struct origin_reader reader;
    size_t n, have = 0;
    if (file->size > cap) {
        DIAG(source->diags, origin_pos(source, file->path), FILE_TOO_LARGE,
             arena_format(source->arena, "%llu", (unsigned long long)file->size),
             arena_format(source->arena, "%llu", (unsigned long long)cap));
        return false;
    }
    // Each block may be as long as it likes; what is too much is refused before it is kept.
    char *bytes = arena_alloc(source->arena, (size_t)file->size + ORIGIN_BLOCK);
    bool good = origin_reader_open(source, file, &reader);
    while (good && (good = origin_reader_next(&reader, (uint8_t *)bytes + have, &n)) && n > 0)
        have += n;
    origin_reader_close(&reader);
    *out = (struct slice){bytes, have};
    return good;
}

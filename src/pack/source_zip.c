// SPDX-License-Identifier: MIT
// A .chasqui file, read by its central directory alone (PKWARE's APPNOTE.TXT 6.3, sections 4.3 and 4.4). Of what a ZIP may be
// only the plainest is taken: one part, no ZIP64, no passwords, files that are stored or deflated and don't share bytes.
// All of the directory is judged before any byte of a file is looked at.
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/limits.h"
#include "content/paths.h"
#include "pack/source_kinds.h"

#define END_SIZE 22
#define END_MARK 0x06054b50u
#define ENTRY_SIZE 46
#define ENTRY_MARK 0x02014b50u
#define LOCAL_SIZE 30
#define LOCAL_MARK 0x04034b50u
#define FLAG_ENCRYPTED 0x2041u // a password, strong encryption, masked headers
#define MADE_BY_UNIX 3
#define DIRECTORY_MOST (LIMIT_PACK_NAMES + 10000000) // bytes: names, and some hundred for each file

struct source_inflater {
    z_stream z;
    uint8_t in[64 << 10];
};

static uint16_t u16(const char *p)
{
    const unsigned char *u = (const unsigned char *)p;
    return (uint16_t)(u[0] | u[1] << 8);
}

static uint32_t u32(const char *p)
{
    return u16(p) | (uint32_t)u16(p + 2) << 16;
}

static bool broken(struct pack_source *source, struct slice path)
{
    DIAG(source->diags, source_pos(source, path), ZIP_FORM);
    return false;
}

// Exactly n bytes; a file that ends before is broken.
static bool read_at(struct pack_source *source, uint64_t at, void *out, size_t n, struct slice path)
{
    size_t have = 0;
    while (have < n) {
        ssize_t got = pread(source->fd, (char *)out + have, n - have, (off_t)(at + have));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return source_failed(source, path, errno);
        if (got == 0)
            return broken(source, path);
        have += (size_t)got;
    }
    return true;
}

// ---- The directory ----

struct directory {
    uint64_t at, size, file_size;
    uint32_t entries;
};

static bool judge_end(struct pack_source *source, const char *end, uint64_t end_at, struct directory *out)
{
    out->entries = u16(end + 10);
    out->size = u32(end + 12);
    out->at = u32(end + 16);
    if (out->entries == UINT16_MAX || out->size > DIRECTORY_MOST) { // as many as that, or ZIP64
        DIAG(source->diags, source_pos(source, SLICE_NONE), SOURCE_MANY,
             arena_format(source->arena, "%d", LIMIT_PACK_FILES));
        return false;
    }
    bool one_part = u16(end + 4) == 0 && u16(end + 6) == 0 && u16(end + 8) == out->entries;
    return (one_part && out->at + out->size == end_at) || broken(source, SLICE_NONE);
}

// What a ZIP ends with: nothing but its own comment may follow.
static bool find_end(struct pack_source *source, struct directory *out)
{
    struct stat st;
    if (fstat(source->fd, &st) != 0)
        return source_failed(source, SLICE_NONE, errno);
    out->file_size = (uint64_t)st.st_size;
    size_t n = out->file_size < END_SIZE + UINT16_MAX ? (size_t)out->file_size : END_SIZE + UINT16_MAX;
    if (n < END_SIZE)
        return broken(source, SLICE_NONE);
    char *tail = arena_alloc(source->arena, n);
    if (!read_at(source, out->file_size - n, tail, n, SLICE_NONE))
        return false;
    for (size_t i = n - END_SIZE + 1; i-- > 0;)
        if (u32(tail + i) == END_MARK && i + END_SIZE + u16(tail + i + 20) == n)
            return judge_end(source, tail + i, out->file_size - n + i, out);
    return broken(source, SLICE_NONE);
}

// ---- Entries ----

static bool is_safe(struct slice name)
{
    struct slice part, rest = name;
    if (name.n == 0 || name.n > LIMIT_PATH || utf8_valid_prefix(name) != name.n)
        return false;
    for (size_t i = 0; i < name.n; i++)
        if ((unsigned char)name.p[i] < 0x20 || name.p[i] == 0x7f || name.p[i] == '\\' || name.p[i] == ':')
            return false;
    if (name.p[name.n - 1] == '/') // a folder's own entry
        rest.n--;
    bool more = true;
    while (more) {
        more = slice_cut(rest, '/', &part, &rest);
        if (part.n == 0 || slice_is(part, ".") || slice_is(part, ".."))
            return false;
    }
    return true;
}

static bool is_plain(const char *entry, bool folder)
{
    if (u16(entry + 4) >> 8 != MADE_BY_UNIX)
        return true; // no other system's attributes tell of links
    uint32_t type = u32(entry + 38) >> 16 & S_IFMT;
    return type == 0 || type == (folder ? S_IFDIR : S_IFREG);
}

static bool is_bomb(const struct source_file *file)
{
    return file->deflated && file->size > LIMIT_ZIP_PLAIN && file->size / LIMIT_ZIP_RATIO > file->taken;
}

static bool judge_entry(struct pack_source *source, const char *entry, const struct source_file *file)
{
    struct pos pos = source_pos(source, SLICE_NONE);
    struct slice path = file->path;
    bool folder = path.n > 0 && path.p[path.n - 1] == '/';
    uint16_t method = u16(entry + 10);
    if (!is_safe(path))
        DIAG(source->diags, pos, ZIP_NAME, path);
    else if (!is_plain(entry, folder) || (folder && file->size))
        DIAG(source->diags, pos, ZIP_KIND, path);
    else if (u16(entry + 8) & FLAG_ENCRYPTED)
        DIAG(source->diags, pos, ZIP_ENCRYPTED, path);
    else if ((method != 0 && method != Z_DEFLATED) || (method == 0 && file->size != file->taken))
        DIAG(source->diags, pos, ZIP_METHOD, path);
    else if (is_bomb(file))
        DIAG(source->diags, pos, ZIP_BOMB, path,
             arena_format(source->arena, "%llu",
                          (unsigned long long)(file->size / (file->taken ? file->taken : 1))));
    else
        return true;
    return false;
}

static bool take_entry(struct source_list *list, const char *entry, struct slice name)
{
    const struct source_file file = {.path = name,
                                     .size = u32(entry + 24),
                                     .taken = u32(entry + 20),
                                     .at = u32(entry + 42),
                                     .crc = u32(entry + 16),
                                     .deflated = u16(entry + 10) == Z_DEFLATED};
    if (!source_count(list, name) || !judge_entry(list->source, entry, &file))
        return false;
    if (name.p[name.n - 1] != '/')
        return source_add(list, &file);
    struct slice folder = slice_sub(name, 0, name.n - 1);
    enum place place = path_place(folder);
    if (place != PLACE_FOLDER && place != PLACE_IGNORED)
        source_add_stray(list, folder);
    return true;
}

static bool take_entries(struct source_list *list, const struct directory *directory, const char *bytes)
{
    struct pack_source *source = list->source;
    uint64_t at = 0;
    for (uint32_t i = 0; i < directory->entries; i++) {
        const char *entry = bytes + at;
        if (directory->size - at < ENTRY_SIZE || u32(entry) != ENTRY_MARK)
            return broken(source, SLICE_NONE);
        uint64_t whole = (uint64_t)ENTRY_SIZE + u16(entry + 28) + u16(entry + 30) + u16(entry + 32);
        if (directory->size - at < whole)
            return broken(source, SLICE_NONE);
        if (!take_entry(list, entry, (struct slice){entry + ENTRY_SIZE, u16(entry + 28)}))
            return false;
        at += whole;
    }
    return at == directory->size || broken(source, SLICE_NONE);
}

// ---- All of them together ----

static int by_place(const void *left, const void *right)
{
    const struct source_file *a = left, *b = right;
    return a->at < b->at ? -1 : a->at > b->at;
}

static int by_name(const void *left, const void *right)
{
    const struct source_file *a = left, *b = right;
    return slice_cmp(a->path, b->path);
}

// A byte of the file belongs to one entry at most.
static bool judge_places(struct source_list *list, const struct directory *directory)
{
    uint64_t end = 0, taken = 0;
    qsort(list->files, list->n_files, sizeof *list->files, by_place);
    for (size_t i = 0; i < list->n_files; i++) {
        const struct source_file *file = &list->files[i];
        if (file->at < end)
            return broken(list->source, file->path);
        end = file->at + LOCAL_SIZE + file->path.n + file->taken;
        taken += file->taken;
        if (end > directory->at)
            return broken(list->source, file->path);
    }
    if (list->source->bytes > LIMIT_ZIP_PLAIN && list->source->bytes / LIMIT_ZIP_RATIO > taken) {
        DIAG(list->source->diags, source_pos(list->source, SLICE_NONE), ZIP_BOMB, path_name(list->source->name),
             arena_format(list->source->arena, "%llu",
                          (unsigned long long)(list->source->bytes / (taken ? taken : 1))));
        return false;
    }
    return true;
}

static void judge_names(struct source_list *list)
{
    qsort(list->files, list->n_files, sizeof *list->files, by_name);
    for (size_t i = 1; i < list->n_files; i++)
        if (slice_eq(list->files[i - 1].path, list->files[i].path))
            DIAG(list->source->diags, source_pos(list->source, SLICE_NONE), ZIP_DUPLICATE, list->files[i].path);
}

void source_zip_list(struct source_list *list)
{
    struct pack_source *source = list->source;
    struct directory directory;
    if (!find_end(source, &directory))
        return;
    char *bytes = arena_alloc(source->arena, (size_t)directory.size + 1);
    if (!read_at(source, directory.at, bytes, (size_t)directory.size, SLICE_NONE) ||
        !take_entries(list, &directory, bytes) || list->n_files == 0)
        return;
    if (judge_places(list, &directory))
        judge_names(list);
}

// ---- Reading ----

bool source_zip_open(struct source_reader *reader)
{
    struct pack_source *source = reader->source;
    const struct source_file *file = reader->file;
    char local[LOCAL_SIZE], name[LIMIT_PATH];
    if (!read_at(source, file->at, local, sizeof local, file->path))
        return false;
    // What stands before the file must say the same as the directory, or another program would read another file.
    if (u32(local) != LOCAL_MARK || u16(local + 26) != file->path.n ||
        u16(local + 8) != (file->deflated ? Z_DEFLATED : 0) || u16(local + 6) & FLAG_ENCRYPTED)
        return broken(source, file->path);
    if (!read_at(source, file->at + LOCAL_SIZE, name, file->path.n, file->path))
        return false;
    if (memcmp(name, file->path.p, file->path.n) != 0)
        return broken(source, file->path);
    reader->at = file->at + LOCAL_SIZE + file->path.n + u16(local + 28);
    reader->left = file->taken;
    if (!file->deflated)
        return true;
    if (source->inflater)
        return inflateReset(&source->inflater->z) == Z_OK || broken(source, file->path);
    source->inflater = ARENA_NEW(source->arena, struct source_inflater);
    return inflateInit2(&source->inflater->z, -MAX_WBITS) == Z_OK || broken(source, file->path);
}

static bool take(struct source_reader *reader, void *out, size_t most, size_t *n)
{
    *n = reader->left < most ? (size_t)reader->left : most;
    if (!read_at(reader->source, reader->at, out, *n, reader->file->path))
        return false;
    reader->at += *n;
    reader->left -= *n;
    return true;
}

static bool next_inflated(struct source_reader *reader, uint8_t *block, size_t *n)
{
    struct pack_source *source = reader->source;
    z_stream *z = &source->inflater->z;
    if (reader->done == 0)
        z->avail_in = 0;
    z->next_out = block;
    z->avail_out = SOURCE_BLOCK;
    int status = Z_OK;
    while (z->avail_out == SOURCE_BLOCK && status == Z_OK) {
        size_t got = 0;
        if (z->avail_in == 0) {
            if (!take(reader, source->inflater->in, sizeof source->inflater->in, &got))
                return false;
            z->next_in = source->inflater->in;
            z->avail_in = (uInt)got;
        }
        status = inflate(z, Z_NO_FLUSH);
    }
    *n = SOURCE_BLOCK - z->avail_out;
    return status == Z_OK || status == Z_STREAM_END || broken(source, reader->file->path);
}

bool source_zip_next(struct source_reader *reader, uint8_t *block, size_t *n)
{
    struct pack_source *source = reader->source;
    const struct source_file *file = reader->file;
    *n = 0;
    // Of what is deflated a byte too many is still asked for, and caught by the caller.
    if (!(file->deflated ? next_inflated(reader, block, n) : take(reader, block, SOURCE_BLOCK, n)))
        return false;
    // A signed file is hashed, and a hash says more.
    if (source_find(source, SLICE("MANIFEST")))
        return true;
    if (*n)
        reader->crc = (uint32_t)crc32(reader->crc, block, (uInt)*n);
    return *n > 0 || reader->crc == file->crc || broken(source, file->path);
}

void source_zip_fini(struct pack_source *source)
{
    if (source->inflater)
        inflateEnd(&source->inflater->z);
    source->inflater = NULL;
}

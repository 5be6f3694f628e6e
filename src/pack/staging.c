// SPDX-License-Identifier: MIT
#include "pack/staging.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/limits.h"
#include "content/paths.h"
#include "pack/hasher.h"
#include "system/durable.h"

#define WRITEBACK (8 << 20) // bytes after which the disk is told to begin
#define FILE_ROOM 4096      // that a file takes beside its bytes, at most

// ---- Room ----

static uint64_t free_bytes(const char *store)
{
    struct statvfs fs;
    int status;
    do
        status = statvfs(store, &fs);
    while (status != 0 && errno == EINTR);
    return status == 0 ? (uint64_t)fs.f_bavail * fs.f_frsize : 0;
}

uint64_t staging_room(const struct origin *source)
{
    // The compiled index is smaller than the texts it is made of.
    return source->bytes + source->n_files * (uint64_t)FILE_ROOM;
}

uint64_t staging_lacks(const struct staging *staging, const struct origin *source)
{
    uint64_t wanted = staging_room(source) + LIMIT_SPACE_MARGIN, there = free_bytes(staging->store);
    return wanted > there ? wanted - there : 0;
}

bool staging_full(const struct staging *staging, uint64_t missing)
{
    DIAG(staging->diags, (struct pos){.path = slice_of(staging->store)}, STORE_SPACE,
         arena_format(staging->arena, "%llu", (unsigned long long)(missing >> 20) + 1));
    return false;
}

bool staging_failed(const struct staging *staging, struct slice path, int error)
{
    struct pos pos = {.path = staging->shown};
    if (path.n)
        pos.path = arena_format(staging->arena, "%.*s/%.*s", SLICE_ARG(staging->shown), SLICE_ARG(path));
    if (error == ENOSPC || error == EDQUOT)
        return staging_full(staging, LIMIT_SPACE_MARGIN);
    DIAG(staging->diags, pos, STORE_FAILED, slice_of(strerror(error)));
    return false;
}

// ---- Writing ----

static int create(int folder, const char *name)
{
    int fd;
    do
        fd = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    while (fd < 0 && errno == EINTR);
    if (fd >= 0 && !durable_inherit(folder, name)) {
        int error = errno;
        close(fd);
        errno = error;
        fd = -1;
    }
    return fd;
}

static bool write_all(int fd, const uint8_t *bytes, size_t n)
{
    while (n > 0) {
        ssize_t put = write(fd, bytes, n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        bytes += put;
        n -= (size_t)put;
    }
    return true;
}

bool staging_put(const struct staging *staging, const char *name, struct slice bytes)
{
    int fd = create(staging->folder, name);
    if (fd < 0)
        return staging_failed(staging, slice_of(name), errno);
    bool good = write_all(fd, (const uint8_t *)bytes.p, bytes.n);
    int status = good ? 0 : -1, error = errno;
    while (good && (status = fsync(fd)) != 0 && errno == EINTR)
        continue;
    if (good && status != 0)
        error = errno;
    close(fd);
    return status == 0 || staging_failed(staging, slice_of(name), error);
}

// ---- Copying ----

struct copy {
    const struct staging *staging;
    struct origin *source;
    struct hasher hasher;
    uint64_t done;
    struct slice folder; // the one that `below` is of
    int below;           // -1, or the descriptor of a folder in the pack
};

// The folder in which a file of this path goes, made when its first one comes. -1 with errno.
static int folder_for(struct copy *copy, struct slice path)
{
    struct slice folder = path_folder(path);
    char name[LIMIT_PATH + 1];
    if (folder.n == 0)
        return copy->staging->folder;
    if (copy->below >= 0 && slice_eq(folder, copy->folder))
        return copy->below;
    if (copy->below >= 0)
        close(copy->below);
    copy->below = -1;
    snprintf(name, sizeof name, "%.*s", SLICE_ARG(folder));
    if (!durable_make_folder(copy->staging->folder, name) && errno != EEXIST)
        return -1;
    do
        copy->below = openat(copy->staging->folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    while (copy->below < 0 && errno == EINTR);
    copy->folder = folder;
    return copy->below;
}

// The disk begins while the next bytes are read: what is left to wait for at the end is little.
static void begin_writeback(int fd, uint64_t *begun, uint64_t written)
{
    if (sync_file_range(fd, (off_t)*begun, (off_t)(written - *begun), SYNC_FILE_RANGE_WRITE) == 0)
        *begun = written;
}

static enum staging_status copy_bytes(struct copy *copy, struct origin_reader *reader, int fd,
                                      uint8_t *digest)
{
    const struct staging *staging = copy->staging;
    const struct staging_watch *watch = staging->watch;
    struct slice path = reader->file->path;
    uint64_t written = 0, begun = 0;
    size_t n;
    do {
        struct hasher_slot *slot = hasher_slot(&copy->hasher);
        if (watch->cancelled(watch->context))
            return STAGING_CANCELLED;
        if (!origin_reader_next(reader, slot->bytes, &n))
            return STAGING_REFUSED;
        const uint8_t *bytes = slot->bytes;
        hasher_give(&copy->hasher, n, n == 0 ? digest : NULL);
        if (!write_all(fd, bytes, n)) {
            staging_failed(staging, path, errno);
            return STAGING_FAILED;
        }
        written += n;
        copy->done += n;
        if (written - begun >= WRITEBACK || (n == 0 && written > begun))
            begin_writeback(fd, &begun, written);
        if (n > 0)
            watch->progress(watch->context, copy->done, copy->source->bytes, path);
    } while (n > 0);
    return STAGING_DONE;
}

static enum staging_status copy_file(struct copy *copy, const struct origin_file *file, uint8_t *digest)
{
    char name[LIMIT_PATH + 1];
    struct origin_reader reader;
    snprintf(name, sizeof name, "%.*s", SLICE_ARG(path_name(file->path)));
    int folder = folder_for(copy, file->path);
    int fd = folder < 0 ? -1 : create(folder, name);
    if (fd < 0) {
        staging_failed(copy->staging, file->path, errno);
        return STAGING_FAILED;
    }
    enum staging_status status = STAGING_REFUSED;
    if (origin_reader_open(copy->source, file, &reader))
        status = copy_bytes(copy, &reader, fd, digest);
    origin_reader_close(&reader);
    close(fd); // what the disk has to say of it, staging_flush_end hears
    return status;
}

static bool is_of_signature(struct slice path)
{
    return slice_is(path, "MANIFEST") || slice_is(path, "MANIFEST.minisig");
}

enum staging_status staging_copy(const struct staging *staging, struct origin *source,
                                 struct manifest_file *out)
{
    struct copy copy = {.staging = staging, .source = source, .below = -1};
    enum staging_status status = STAGING_DONE;
    if (!hasher_begin(&copy.hasher, ORIGIN_BLOCK, staging->arena)) {
        hasher_end(&copy.hasher);
        staging_failed(staging, SLICE_NONE, EAGAIN);
        return STAGING_FAILED;
    }
    for (size_t i = 0; i < source->n_files && status == STAGING_DONE; i++) {
        out[i].path = source->files[i].path;
        if (!is_of_signature(out[i].path))
            status = copy_file(&copy, &source->files[i], out[i].sha256);
    }
    hasher_end(&copy.hasher);
    if (copy.below >= 0)
        close(copy.below);
    return status;
}

// ---- The disk ----

// One call for thousands of files, and their folders: each alone would have the disk write its journal again.
static void *flush_all(void *context)
{
    struct staging_flush *flush = context;
    int status;
    do
        status = syncfs(flush->staging->folder);
    while (status != 0 && errno == EINTR);
    flush->error = status == 0 ? 0 : errno;
    return NULL;
}

void staging_flush_begin(const struct staging *staging, struct staging_flush *out)
{
    *out = (struct staging_flush){.staging = staging};
    out->runs = pthread_create(&out->thread, NULL, flush_all, out) == 0;
    if (!out->runs)
        flush_all(out);
}

bool staging_flush_end(struct staging_flush *flush)
{
    if (flush->runs)
        pthread_join(flush->thread, NULL);
    flush->runs = false;
    return flush->error == 0 || staging_failed(flush->staging, SLICE_NONE, flush->error);
}

// SPDX-License-Identifier: MIT
#include "pack/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "pack/zip_write.h"

#define BLOCK (64 << 10)

_Static_assert(SHA256_DIGEST_SIZE == MANIFEST_HASH, "a MANIFEST is of SHA-256");

// Opens a file of the folder that has this size still.
static enum seal_status open_file(struct seal *seal, struct slice path, uint64_t size, int *fd)
{
    char name[LIMIT_PATH + 1];
    struct stat st;
    seal->at = path;
    snprintf(name, sizeof name, "%.*s", SLICE_ARG(path)); // manifest_is_path has looked at its length
    *fd = openat(seal->folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (*fd < 0)
        return errno == ENOENT || errno == ELOOP ? SEAL_CHANGED : SEAL_READ;
    if (fstat(*fd, &st) == 0 && S_ISREG(st.st_mode) && (uint64_t)st.st_size == size)
        return SEAL_DONE;
    close(*fd);
    return SEAL_CHANGED;
}

static ssize_t read_again(int fd, uint8_t *block)
{
    ssize_t n;
    do
        n = read(fd, block, BLOCK);
    while (n < 0 && errno == EINTR);
    return n;
}

// Reads an open file of `size` bytes to its end once: into the hash and, where there is one, the ZIP.
static enum seal_status read_file(int fd, uint64_t size, struct zip_write *zip, uint8_t sha256[MANIFEST_HASH])
{
    uint8_t block[BLOCK];
    struct sha256_ctx hash;
    uint64_t done = 0;
    ssize_t n;
    sha256_init(&hash);
    while ((n = read_again(fd, block)) > 0) {
        done += (uint64_t)n;
        if (done > size)
            return SEAL_CHANGED;
        sha256_update(&hash, (size_t)n, block);
        if (zip && !zip_write_bytes(zip, block, (size_t)n))
            return SEAL_WRITE;
    }
    if (n < 0)
        return SEAL_READ;
    sha256_digest(&hash, MANIFEST_HASH, sha256);
    return done == size ? SEAL_DONE : SEAL_CHANGED;
}

static enum seal_status hash_entry(struct seal *seal, const struct tree_entry *entry,
                                   uint8_t sha256[MANIFEST_HASH])
{
    struct sha256_ctx hash;
    int fd;
    if (entry->bytes.n == entry->size) {
        sha256_init(&hash);
        sha256_update(&hash, entry->bytes.n, (const uint8_t *)entry->bytes.p);
        sha256_digest(&hash, MANIFEST_HASH, sha256);
        return SEAL_DONE;
    }
    enum seal_status status = open_file(seal, entry->path, entry->size, &fd);
    if (status != SEAL_DONE)
        return status;
    status = read_file(fd, entry->size, NULL, sha256);
    int error = errno;
    close(fd);
    errno = error;
    return status;
}

enum seal_status seal_hash(struct seal *seal, struct arena *arena, struct manifest *out)
{
    struct manifest_file *files = ARENA_ARRAY(arena, seal->tree->count + 1, struct manifest_file);
    size_t n = 0;
    for (size_t i = 0; i < seal->tree->count; i++) {
        const struct tree_entry *entry = &seal->tree->entries[i];
        if (entry->kind != TREE_FILE || !manifest_is_path(entry->path))
            continue;
        enum seal_status status = hash_entry(seal, entry, files[n].sha256);
        if (status != SEAL_DONE)
            return status;
        files[n++].path = entry->path;
    }
    out->files = files;
    out->n_files = n;
    return SEAL_DONE;
}

static enum seal_status copy_file(struct seal *seal, const struct manifest_file *file, struct zip_write *zip)
{
    const struct tree_entry *entry = tree_find(seal->tree, file->path);
    uint8_t sha256[MANIFEST_HASH];
    int fd;
    seal->at = file->path;
    if (!entry)
        return SEAL_CHANGED;
    enum seal_status status = open_file(seal, file->path, entry->size, &fd);
    if (status != SEAL_DONE)
        return status;
    status =
        zip_write_file(zip, file->path, entry->size) ? read_file(fd, entry->size, zip, sha256) : SEAL_WRITE;
    int error = errno;
    close(fd);
    errno = error;
    if (status == SEAL_DONE && memcmp(sha256, file->sha256, sizeof sha256) != 0)
        return SEAL_CHANGED;
    return status;
}

static bool put_text(struct zip_write *zip, struct slice path, struct slice text)
{
    return zip_write_file(zip, path, text.n) && zip_write_bytes(zip, text.p, text.n);
}

static enum seal_status put_all(struct seal *seal, const struct manifest *manifest,
                                struct slice manifest_text, struct slice signature_text,
                                struct zip_write *zip)
{
    if (!put_text(zip, SLICE("MANIFEST"), manifest_text) ||
        !put_text(zip, SLICE("MANIFEST.minisig"), signature_text))
        return SEAL_WRITE;
    for (size_t i = 0; i < manifest->n_files; i++) {
        enum seal_status status = copy_file(seal, &manifest->files[i], zip);
        if (status != SEAL_DONE)
            return status;
    }
    return SEAL_DONE;
}

enum seal_status seal_write(struct seal *seal, const struct manifest *manifest, struct slice manifest_text,
                            struct slice signature_text, int fd)
{
    struct zip_write zip;
    enum seal_status status = SEAL_WRITE;
    seal->at = SLICE_NONE;
    if (zip_write_begin(&zip, fd))
        status = put_all(seal, manifest, manifest_text, signature_text, &zip);
    int error = errno;
    if (!zip_write_end(&zip) && status == SEAL_DONE)
        return SEAL_WRITE;
    errno = error;
    return status;
}

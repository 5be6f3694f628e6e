// SPDX-License-Identifier: MIT
// A pack's folder: its own files and those of the folders that a pack has, no deeper. Every name is opened below its
// folder's descriptor, and no link is ever followed.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "content/paths.h"
#include "pack/source_kinds.h"

static int open_below(int folder, const char *name, int flags)
{
    int fd;
    // O_NONBLOCK: if a FIFO took a file's place, opening it must not wait.
    do
        fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | flags);
    while (fd < 0 && errno == EINTR);
    return fd;
}

static bool list_folder(struct source_list *list, int fd, struct slice path);

static bool list_entry(struct source_list *list, int folder, const char *name, struct slice path)
{
    struct pack_source *source = list->source;
    struct stat st;
    if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return source_failed(source, path, errno);
    if (S_ISREG(st.st_mode))
        return source_add(list, &(struct source_file){.path = path, .size = (uint64_t)st.st_size});
    if (!S_ISDIR(st.st_mode)) {
        DIAG(source->diags, source_pos(source, path), SOURCE_NOT_FILE);
        return false;
    }
    if (path_place(path) != PLACE_FOLDER) {
        source_add_stray(list, path);
        return true;
    }
    int fd = open_below(folder, name, O_DIRECTORY);
    return fd < 0 ? source_failed(source, path, errno) : list_folder(list, fd, path);
}

// Takes `fd` over.
static bool list_folder(struct source_list *list, int fd, struct slice folder)
{
    struct pack_source *source = list->source;
    DIR *stream = fdopendir(fd);
    if (!stream) {
        close(fd);
        return source_failed(source, folder, errno);
    }
    bool good = true;
    while (good) {
        errno = 0;
        const struct dirent *entry = readdir(stream);
        if (!entry) {
            good = errno == 0 || source_failed(source, folder, errno);
            break;
        }
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        struct slice path = folder.n ? arena_format(source->arena, "%.*s/%s", SLICE_ARG(folder), entry->d_name)
                                     : arena_copy(source->arena, slice_of(entry->d_name));
        bool of_signature = slice_is(path, "MANIFEST") || slice_is(path, "MANIFEST.minisig");
        good = source_count(list, path);
        if (good && (path_place(path) != PLACE_IGNORED || of_signature))
            good = list_entry(list, dirfd(stream), entry->d_name, path);
    }
    closedir(stream);
    return good;
}

void source_folder_list(struct source_list *list)
{
    int fd = open_below(list->source->fd, ".", O_DIRECTORY);
    if (fd < 0)
        source_failed(list->source, SLICE_NONE, errno);
    else
        list_folder(list, fd, SLICE_NONE);
}

// ---- Reading ----

bool source_folder_open(struct source_reader *reader)
{
    struct pack_source *source = reader->source;
    struct slice path = reader->file->path;
    char folder[LIMIT_PATH + 1], name[LIMIT_PATH + 1];
    struct stat st;
    int below = source->fd;
    snprintf(folder, sizeof folder, "%.*s", SLICE_ARG(path_folder(path)));
    snprintf(name, sizeof name, "%.*s", SLICE_ARG(path_name(path)));
    // Name by name, so that a folder that became a link leads nowhere.
    if (folder[0] && (below = open_below(source->fd, folder, O_DIRECTORY)) < 0)
        return source_failed(source, path, errno == ENOTDIR ? ELOOP : errno);
    reader->fd = open_below(below, name, 0);
    int error = errno;
    if (folder[0])
        close(below);
    if (reader->fd < 0)
        return source_failed(source, path, error);
    if (fstat(reader->fd, &st) != 0)
        return source_failed(source, path, errno);
    if (!S_ISREG(st.st_mode))
        return source_failed(source, path, ELOOP);
    if ((uint64_t)st.st_size != reader->file->size)
        return source_failed(source, path, ENOENT);
    posix_fadvise(reader->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
    return true;
}

bool source_folder_next(struct source_reader *reader, uint8_t *block, size_t *n)
{
    ssize_t got;
    do
        got = read(reader->fd, block, SOURCE_BLOCK);
    while (got < 0 && errno == EINTR);
    *n = got > 0 ? (size_t)got : 0;
    return got >= 0 || source_failed(reader->source, reader->file->path, errno);
}

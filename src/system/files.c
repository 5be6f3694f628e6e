// SPDX-License-Identifier: MIT
#include "system/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"

struct walk {
    uint64_t (*wants)(struct slice path);
    uint64_t (*cap)(struct slice path);
    struct arena *arena;   // what the caller keeps
    struct arena *scratch; // the growing list
    struct tree_entry *entries;
    size_t count, capacity;
    bool truncated;
};

static enum tree_kind kind_of_mode(mode_t mode)
{
    if (S_ISREG(mode))
        return TREE_FILE;
    if (S_ISDIR(mode))
        return TREE_FOLDER;
    return S_ISLNK(mode) ? TREE_LINK : TREE_OTHER;
}

static enum tree_kind kind_of_dirent(int dir, const struct dirent *name)
{
    struct stat st;
    switch (name->d_type) {
    case DT_REG:
        return TREE_FILE;
    case DT_DIR:
        return TREE_FOLDER;
    case DT_LNK:
        return TREE_LINK;
    case DT_UNKNOWN: // some file systems don't say
        return fstatat(dir, name->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 ? kind_of_mode(st.st_mode)
                                                                         : TREE_OTHER;
    default:
        return TREE_OTHER;
    }
}

// Reads up to `want` bytes; a file that shrank meanwhile gives what is left.
static bool read_bytes(int fd, size_t want, struct arena *arena, struct slice *out)
{
    char *bytes = arena_alloc(arena, want ? want : 1);
    size_t have = 0;
    while (have < want) {
        ssize_t n = read(fd, bytes + have, want - have);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        if (n == 0)
            break;
        have += (size_t)n;
    }
    *out = (struct slice){bytes, have};
    return true;
}

static void read_open_file(int fd, uint64_t want, struct arena *arena, struct tree_entry *entry)
{
    struct stat st;
    if (fstat(fd, &st) != 0 || st.st_size < 0) {
        entry->fault = TREE_UNREADABLE;
        return;
    }
    entry->kind = kind_of_mode(st.st_mode);
    entry->size = (uint64_t)st.st_size;
    if (entry->kind != TREE_FILE)
        return;
    if (entry->size > entry->cap) {
        entry->fault = TREE_TOO_LARGE;
        return;
    }
    uint64_t n = entry->size < want ? entry->size : want;
    if (n > 0 && !read_bytes(fd, (size_t)n, arena, &entry->bytes))
        entry->fault = TREE_UNREADABLE;
}

static void read_file(struct walk *walk, int dir, const char *name, struct tree_entry *entry)
{
    uint64_t want = walk->wants(entry->path);
    struct stat st;
    entry->cap = walk->cap(entry->path);
    if (want == 0) {
        if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) != 0) {
            entry->fault = TREE_UNREADABLE;
            return;
        }
        entry->kind = kind_of_mode(st.st_mode);
        entry->size = (uint64_t)st.st_size;
        if (entry->kind == TREE_FILE && entry->size > entry->cap)
            entry->fault = TREE_TOO_LARGE;
        return;
    }
    // O_NONBLOCK: if a FIFO took the file's place since it was listed, opening it must not wait.
    int fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0) {
        if (errno == ELOOP)
            entry->kind = TREE_LINK;
        else
            entry->fault = TREE_UNREADABLE;
        return;
    }
    read_open_file(fd, want, walk->arena, entry);
    close(fd);
}

static struct slice join(struct arena *arena, struct slice folder, const char *name)
{
    size_t n = strlen(name);
    size_t head = folder.n ? folder.n + 1 : 0;
    char *p = arena_alloc(arena, head + n + 1);
    if (head) {
        memcpy(p, folder.p, folder.n);
        p[folder.n] = '/';
    }
    memcpy(p + head, name, n + 1);
    return (struct slice){p, head + n};
}

static bool read_folder(struct walk *walk, int fd, struct slice path, int depth);

static void read_subfolder(struct walk *walk, int dir, const char *name, size_t index, int depth)
{
    struct slice path = walk->entries[index].path;
    if (depth >= LIMIT_PACK_DEPTH) {
        walk->truncated = true;
        return;
    }
    int fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_DIRECTORY | O_NONBLOCK);
    // The list may move while the folder is read, so its entry is found again by index.
    if (fd < 0 || !read_folder(walk, fd, path, depth + 1))
        walk->entries[index].fault = TREE_UNREADABLE;
}

// Takes `fd` over. False when listing failed; what was read before stays.
static bool read_folder(struct walk *walk, int fd, struct slice path, int depth)
{
    DIR *stream = fdopendir(fd);
    if (!stream) {
        close(fd);
        return false;
    }
    bool good = true;
    for (;;) {
        errno = 0;
        const struct dirent *name = readdir(stream);
        if (!name) {
            good = errno == 0;
            break;
        }
        if (name->d_name[0] == '.')
            continue;
        if (walk->count >= LIMIT_PACK_FILES) {
            walk->truncated = true;
            break;
        }
        size_t index = walk->count;
        struct tree_entry *entry = ARENA_PUSH(walk->scratch, walk->entries, walk->count, walk->capacity);
        *entry = (struct tree_entry){.path = join(walk->arena, path, name->d_name)};
        entry->kind = kind_of_dirent(dirfd(stream), name);
        if (entry->kind == TREE_FILE)
            read_file(walk, dirfd(stream), name->d_name, entry);
        else if (entry->kind == TREE_FOLDER)
            read_subfolder(walk, dirfd(stream), name->d_name, index, depth);
    }
    int error = errno;
    closedir(stream);
    errno = error;
    return good;
}

static int by_path(const void *left, const void *right)
{
    const struct tree_entry *a = left, *b = right;
    return slice_cmp(a->path, b->path);
}

bool files_read_tree(const char *folder, uint64_t (*wants)(struct slice), uint64_t (*cap)(struct slice),
                     struct arena *arena, struct tree *out)
{
    struct arena scratch;
    struct walk walk = {.wants = wants, .cap = cap, .arena = arena, .scratch = &scratch};
    int fd = open(folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY | O_NONBLOCK);
    if (fd < 0)
        return false;
    arena_init(&scratch);
    bool good = read_folder(&walk, fd, SLICE_NONE, 0);
    if (good) {
        *out = (struct tree){
            .root = arena_copy(arena, slice_of(folder)), .count = walk.count, .truncated = walk.truncated};
        while (out->root.n > 1 && out->root.p[out->root.n - 1] == '/')
            out->root.n--;
        out->entries = ARENA_ARRAY(arena, walk.count, struct tree_entry);
        if (walk.count) {
            memcpy(out->entries, walk.entries, walk.count * sizeof *walk.entries);
            qsort(out->entries, out->count, sizeof *out->entries, by_path);
        }
    }
    int error = errno;
    arena_fini(&scratch);
    errno = error;
    return good;
}

bool files_read_open(int fd, uint64_t cap, struct arena *arena, struct tree_entry *out)
{
    *out = (struct tree_entry){.kind = TREE_FILE, .cap = cap};
    read_open_file(fd, cap, arena, out);
    if (out->kind != TREE_FILE && out->fault == TREE_OK)
        out->fault = TREE_UNREADABLE;
    return out->fault == TREE_OK;
}

bool files_read(const char *path, uint64_t cap, struct arena *arena, struct tree_entry *out)
{
    struct slice name = arena_copy(arena, slice_of(path));
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0) {
        *out = (struct tree_entry){.path = name, .kind = TREE_FILE, .cap = cap, .fault = TREE_UNREADABLE};
        return false;
    }
    bool good = files_read_open(fd, cap, arena, out);
    out->path = name;
    close(fd);
    return good;
}

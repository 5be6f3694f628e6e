// SPDX-License-Identifier: MIT
#include "paint/picture_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"

// Opens a name below a folder and closes the folder.
static int step(int folder, struct slice name, int flags)
{
    char cname[LIMIT_PATH + 1];
    int fd = -1;
    if (name.n > 0 && name.n <= LIMIT_PATH && !slice_is(name, ".") && !slice_is(name, "..") &&
        !memchr(name.p, '\0', name.n)) {
        memcpy(cname, name.p, name.n);
        cname[name.n] = '\0';
        // O_NONBLOCK: opening a FIFO must not wait for a writer.
        fd = openat(folder, cname, flags | O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    }
    close(folder);
    return fd;
}

static int open_below(struct slice root, struct slice path)
{
    char croot[4096];
    if (root.n >= sizeof croot || memchr(root.p, '\0', root.n))
        return -1;
    memcpy(croot, root.p, root.n);
    croot[root.n] = '\0';
    int fd = open(croot, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct slice name, rest = path;
    while (fd >= 0 && slice_cut(rest, '/', &name, &rest))
        fd = step(fd, name, O_DIRECTORY);
    return fd >= 0 ? step(fd, name, 0) : -1;
}

static bool read_all(int fd, char *to, size_t n)
{
    for (size_t at = 0; at < n;) {
        ssize_t got = read(fd, to + at, n - at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += (size_t)got;
    }
    return true;
}

static bool read_folder(struct slice root, struct slice path, struct picture_bytes *out)
{
    int fd = open_below(root, path);
    if (fd < 0)
        return false;
    struct stat st;
    bool good =
        fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 && st.st_size <= LIMIT_PICTURE_FILE;
    size_t n = good ? (size_t)st.st_size : 0;
    char *memory = good ? malloc(n) : NULL;
    good = memory && read_all(fd, memory, n);
    close(fd);
    if (!good) {
        free(memory);
        return false;
    }
    *out = (struct picture_bytes){.bytes = {memory, n}, .memory = memory};
    return true;
}

bool picture_file_read(const struct embedded *assets, struct slice root, struct slice path,
                       struct picture_bytes *out)
{
    *out = (struct picture_bytes){0};
    if (path.n == 0)
        return false;
    if (root.n > 0)
        return read_folder(root, path, out);
    const struct embedded_file *file = assets ? embedded_find(assets, path) : NULL;
    if (!file)
        return false;
    out->bytes = embedded_bytes(file);
    return true;
}

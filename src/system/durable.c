// SPDX-License-Identifier: MIT
#include "system/durable.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_all(int fd, struct slice bytes)
{
    while (bytes.n > 0) {
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        bytes = slice_from(bytes, (size_t)n);
    }
    return true;
}

static bool sync_fd(int fd)
{
    int status;
    do
        status = fsync(fd);
    while (status != 0 && errno == EINTR);
    return status == 0;
}

static int open_again(const char *path, int flags, unsigned mode)
{
    int fd;
    do
        fd = open(path, flags | O_CLOEXEC, mode);
    while (fd < 0 && errno == EINTR);
    return fd;
}

bool durable_folder(const char *path)
{
    int fd = open_again(path, O_RDONLY | O_DIRECTORY, 0);
    if (fd < 0)
        return false;
    bool good = sync_fd(fd);
    int error = errno;
    close(fd);
    errno = error;
    return good;
}

// The folder of a path, "." for a bare name.
static bool folder_of(const char *path, char out[PATH_MAX])
{
    const char *slash = strrchr(path, '/');
    size_t n = slash ? (size_t)(slash - path) : 1;
    if (n >= PATH_MAX)
        return false;
    memcpy(out, slash ? path : ".", n);
    out[n] = '\0';
    if (slash == path) {
        out[0] = '/';
        out[1] = '\0';
    }
    return true;
}

bool durable_inherit(int at, const char *path)
{
    char folder[PATH_MAX];
    struct stat owner;
    if (geteuid() != 0)
        return true;
    if (!folder_of(path, folder)) {
        errno = ENAMETOOLONG;
        return false;
    }
    return fstatat(at, folder, &owner, 0) == 0 &&
           (owner.st_uid == 0 || fchownat(at, path, owner.st_uid, owner.st_gid, AT_SYMLINK_NOFOLLOW) == 0);
}

bool durable_make_folder(int at, const char *path)
{
    return mkdirat(at, path, 0755) == 0 && durable_inherit(at, path);
}

static bool write_new(const char *path, struct slice bytes, unsigned mode)
{
    int fd = open_again(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode);
    if (fd < 0)
        return false;
    bool good = durable_inherit(AT_FDCWD, path) && write_all(fd, bytes) && sync_fd(fd);
    int error = errno;
    // The bytes are on the disk: what close says is no news, and a descriptor is gone either way.
    close(fd);
    errno = error;
    return good;
}

bool durable_replace(const char *path, struct slice bytes, unsigned mode)
{
    char fresh[PATH_MAX], folder[PATH_MAX];
    int n = snprintf(fresh, sizeof fresh, "%s.new", path);
    if (n < 0 || (size_t)n >= sizeof fresh || !folder_of(path, folder)) {
        errno = ENAMETOOLONG;
        return false;
    }
    if (!write_new(fresh, bytes, mode) || rename(fresh, path) != 0) {
        int error = errno;
        unlink(fresh);
        errno = error;
        return false;
    }
    return durable_folder(folder);
}

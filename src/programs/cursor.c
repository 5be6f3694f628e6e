// SPDX-License-Identifier: MIT
#include "programs/cursor.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// Xcursor(3): a header with one entry, and one image of nominal size 24, 1 by 1 pixel, hot in its corner.
static const unsigned char clear[] = {
    'X', 'c', 'u',  'r',  16, 0, 0,    0,    0,  0, 1, 0, 1, 0, 0, 0, // header: its size, version, entries
    2,   0,   0xfd, 0xff, 24, 0, 0,    0,    28, 0, 0, 0,             // an image, its size, where it is
    36,  0,   0,    0,    2,  0, 0xfd, 0xff, 24, 0, 0, 0, 1, 0, 0, 0, // its header, kind, size, version
    1,   0,   0,    0,    1,  0, 0,    0,    0,  0, 0, 0, 0, 0, 0, 0, // width, height, hot spot
    0,   0,   0,    0,    0,  0, 0,    0,                             // delay, pixel
};

static bool make_folder(const char *folder, const char *below)
{
    char path[PATH_MAX];
    int n = snprintf(path, sizeof path, "%s/%s", folder, below);
    if (n < 0 || (size_t)n >= sizeof path) {
        errno = ENAMETOOLONG;
        return false;
    }
    return mkdir(path, 0755) == 0 || errno == EEXIST;
}

static bool write_cursor(const char *folder, const char *name)
{
    char path[PATH_MAX];
    int n = snprintf(path, sizeof path, "%s/icons/default/cursors/%s", folder, name);
    if (n < 0 || (size_t)n >= sizeof path) {
        errno = ENAMETOOLONG;
        return false;
    }
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
    bool good = fd >= 0 && write(fd, clear, sizeof clear) == (ssize_t)sizeof clear;
    int error = errno;
    if (fd >= 0)
        close(fd);
    errno = error;
    return good;
}

bool cursor_write(const char *folder)
{
    return make_folder(folder, "icons") && make_folder(folder, "icons/default") &&
           make_folder(folder, "icons/default/cursors") && write_cursor(folder, "left_ptr") &&
           write_cursor(folder, "default");
}

// SPDX-License-Identifier: MIT
#include "programs/cursor.h"

#include <errno.h>
#include <fcntl.h>
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

static bool make_folder(int at, const char *path)
{
    return mkdirat(at, path, 0755) == 0 || errno == EEXIST;
}

static bool write_cursor(int at, const char *path)
{
    int fd = openat(at, path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
    bool good = fd >= 0 && write(fd, clear, sizeof clear) == (ssize_t)sizeof clear;
    if (fd >= 0)
        close(fd);
    return good;
}

bool cursor_write(const char *folder)
{
    int at = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = at >= 0 && make_folder(at, "icons") && make_folder(at, "icons/default") &&
                make_folder(at, "icons/default/cursors") &&
                write_cursor(at, "icons/default/cursors/left_ptr") &&
                write_cursor(at, "icons/default/cursors/default");
    if (at >= 0)
        close(at);
    return good;
}

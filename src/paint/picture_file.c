// SPDX-License-Identifier: MIT
#include "paint/picture_file.h"

#include <fcntl.h>
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

int picture_file_open(struct slice root, struct slice path)
{
    struct stat st;
    int fd = path.n > 0 ? open_below(root, path) : -1;
    if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 &&
        st.st_size <= LIMIT_PICTURE_FILE)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

bool picture_file_own(const struct embedded *assets, struct slice path, struct slice *bytes)
{
    const struct embedded_file *file = assets && path.n > 0 ? embedded_find(assets, path) : NULL;
    if (file)
        *bytes = embedded_bytes(file);
    return file != NULL;
}

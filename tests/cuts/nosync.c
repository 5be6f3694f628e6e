// SPDX-License-Identifier: MIT
// Loaded into the guest's programs (LD_PRELOAD) for a control: whatever should reach the disk at once doesn't, and is told as
// done.
#include <fcntl.h>
#include <unistd.h>

#define EXPORT __attribute__((visibility("default")))

EXPORT int fsync(int fd)
{
    (void)fd;
    return 0;
}

EXPORT int fdatasync(int fd)
{
    (void)fd;
    return 0;
}

EXPORT int syncfs(int fd)
{
    (void)fd;
    return 0;
}

EXPORT int sync_file_range(int fd, off64_t from, off64_t n, unsigned flags)
{
    (void)fd, (void)from, (void)n, (void)flags;
    return 0;
}

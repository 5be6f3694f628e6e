// SPDX-License-Identifier: MIT
#include "system/mapping.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static void unmap(void *context)
{
    const struct slice *mapping = context;
    munmap((void *)(uintptr_t)mapping->p, mapping->n);
}

static bool map(int fd, uint64_t cap, struct arena *arena, struct slice *out)
{
    struct stat st;
    if (fstat(fd, &st) != 0)
        return false;
    if (!S_ISREG(st.st_mode) || (uint64_t)st.st_size > cap) {
        errno = S_ISREG(st.st_mode) ? EFBIG : EINVAL;
        return false;
    }
    if (st.st_size == 0) {
        *out = SLICE_NONE;
        return true;
    }
    void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED)
        return false;
    struct slice *kept = ARENA_NEW(arena, struct slice);
    *out = *kept = (struct slice){p, (size_t)st.st_size};
    arena_on_end(arena, unmap, kept);
    return true;
}

bool mapping_open(const char *path, uint64_t cap, struct arena *arena, struct slice *out)
{
    // O_NONBLOCK: opening a FIFO must not wait.
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return false;
    bool good = map(fd, cap, arena, out);
    int error = errno;
    close(fd);
    errno = error;
    return good;
}

bool mapping_fetch(struct slice mapping, size_t n)
{
    if (n > mapping.n)
        n = mapping.n;
    if (n == 0)
        return true;
    // A kernel before 5.14 doesn't know it: there the pages come when they are looked at.
    return madvise((void *)(uintptr_t)mapping.p, n, MADV_POPULATE_READ) == 0 || errno == EINVAL;
}

void mapping_rest(struct slice mapping)
{
    if (mapping.n > 0)
        madvise((void *)(uintptr_t)mapping.p, mapping.n, MADV_DONTNEED);
}

// SPDX-License-Identifier: MIT
#include "system/mapping.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define HUGE_PAGE (UINT64_C(2) << 20)

static void unmap(void *context)
{
    const struct slice *range = context;
    munmap((void *)(uintptr_t)range->p, range->n);
}

// A range of addresses for `n` bytes. Where a file lies in memory in large pieces, some kernels map two
// megabytes of it for a look at one text; at an address that isn't a multiple of that they can't.
static bool reserve(size_t n, struct slice *range, char **at)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *p = mmap(NULL, n + page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (p == MAP_FAILED)
        return false;
    *range = (struct slice){p, n + page};
    *at = (uintptr_t)p % HUGE_PAGE == 0 ? p + page : p;
    return true;
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
    size_t n = (size_t)st.st_size;
    struct slice *range = ARENA_NEW(arena, struct slice);
    char *at;
    if (!reserve(n, range, &at))
        return false;
    arena_on_end(arena, unmap, range);
    if (mmap(at, n, PROT_READ, MAP_PRIVATE | MAP_FIXED, fd, 0) == MAP_FAILED)
        return false;
    *out = (struct slice){at, n};
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

// SPDX-License-Identifier: MIT
// What is mounted where, out of the text of /proc/self/mountinfo (proc(5)).
#ifndef CHASQUI_SYSTEM_MOUNTS_H
#define CHASQUI_SYSTEM_MOUNTS_H

#include "base/limits.h"
#include "base/slice.h"

enum mount_flags {
    MOUNT_RO = 1u << 0,
    MOUNT_NOSUID = 1u << 1,
    MOUNT_NODEV = 1u << 2,
    MOUNT_NOEXEC = 1u << 3,
};
#define MOUNT_SAFE (MOUNT_RO | MOUNT_NOSUID | MOUNT_NODEV | MOUNT_NOEXEC)

struct mount {
    uint32_t major, minor;
    unsigned flags;
    char path[LIMIT_STICK_PATH]; // NUL-terminated
};

// The next mount of a whole device; other lines, and paths that are too long, are passed over. False at the end.
bool mounts_next(struct slice *rest, struct mount *out);

// The safety that a mount lacks, as in "ro,nodev". `out` may be cut.
void mounts_missing(unsigned flags, char *out, size_t size);

#endif

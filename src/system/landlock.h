// SPDX-License-Identifier: MIT
// Landlock by its system calls: Debian 12's headers and libc know only its first parts, its kernels may know more.
#ifndef CHASQUI_SYSTEM_LANDLOCK_H
#define CHASQUI_SYSTEM_LANDLOCK_H

#include <stdbool.h>
#include <stddef.h>

enum landlock_right {
    LANDLOCK_READ,  // files and folders
    LANDLOCK_WRITE, // and read: content, names, folders; no devices, sockets or FIFOs
    LANDLOCK_RUN,   // and read
    LANDLOCK_NULL,  // one file, read and written: /dev/null
};

int landlock_abi(void); // 0: this kernel has none

// A set of rules that forbids everything it knows of: all files, TCP (ABI 4), signals and abstract sockets out of the
// process (ABI 6). -1 when it can't be made. Needs landlock_abi() > 0.
int landlock_open(void);
// Allows a right on a path and below it. True also when there is no such path.
bool landlock_allow(int rules, const char *path, enum landlock_right right);
// Puts the calling thread under the rules, for good, and closes them. Needs no_new_privs.
bool landlock_close(int rules);

#endif

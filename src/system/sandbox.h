// SPDX-License-Identifier: MIT
// Closes the calling process in, for good: seccomp, Landlock where the kernel has it, and limits. Call with one thread,
// once everything is loaded and opened that will be needed. No privileges are needed, and root's are given up.
#ifndef CHASQUI_SYSTEM_SANDBOX_H
#define CHASQUI_SYSTEM_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

// For the program that decodes pictures. What is left: memory that isn't code, pread and lseek, write, recvmsg and
// sendmsg on `line`, sealed memfds of its own, and to end. Any other system call kills the process (SIGSYS). It dies
// with the thread that started it. False when it can't be closed in: then it must not go on.
bool sandbox_close_decoder(int line);

struct sandbox_paths {
    // Folders or files, borrowed; what isn't there is passed over, and nothing else can be opened.
    const char *const *read;
    size_t n_read;
    const char *const *write; // read as well, and changed in any way, but never made a device
    size_t n_write;
    const char *decoder; // chasqui-decode, the one program that can still be started; NULL: none
};

enum sandbox_strength {
    SANDBOX_FAILED, // not closed in, or not as far as this kernel could
    SANDBOX_WEAK,   // a kernel without Landlock: sockets are shut, paths aren't
    SANDBOX_STRONG,
};

// For `chasquictl import`: paths as told, local sockets alone, and none of the calls by which a process gets hold of
// others or of the kernel. Programs that it starts are closed in the same way.
enum sandbox_strength sandbox_close_import(const struct sandbox_paths *paths);

#endif

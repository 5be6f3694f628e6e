// SPDX-License-Identifier: MIT
#include "programs/helper.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

// By the rights it would be started with: access(2) judges by the real user's alone, without capabilities.
static bool may_run(const char *path)
{
    return faccessat(AT_FDCWD, path, X_OK, AT_EACCESS) == 0;
}

bool helper_find(const char *name, char out[PATH_MAX])
{
    ssize_t n = readlink("/proc/self/exe", out, PATH_MAX - 1);
    out[n > 0 ? n : 0] = '\0';
    char *slash = strrchr(out, '/');
    size_t room = slash ? PATH_MAX - (size_t)(slash + 1 - out) : 0;
    if (slash && (size_t)snprintf(slash + 1, room, "%s", name) < room && may_run(out))
        return true;
    snprintf(out, PATH_MAX, "%s/%s", CHASQUI_LIBEXECDIR, name);
    return may_run(out);
}

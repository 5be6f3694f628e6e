// SPDX-License-Identifier: MIT
#include "base/kassert.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

_Noreturn void kassert_fail(const char *what, const char *file, int line)
{
    fprintf(stderr, "chasqui: broken invariant: %s (%s:%d)\n", what, file, line);
    abort();
}

_Noreturn void kassert_no_memory(void)
{
    static const char text[] = "chasqui: no memory left\n";
    ssize_t ignored = write(STDERR_FILENO, text, sizeof text - 1);
    (void)ignored;
    _exit(3);
}

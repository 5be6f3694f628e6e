// SPDX-License-Identifier: MIT
// A shell command that must come off, for tests of folders. After cmocka.h.
#ifndef CHASQUI_TESTS_UNIT_PROGRAMS_SHELL_H
#define CHASQUI_TESTS_UNIT_PROGRAMS_SHELL_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

__attribute__((format(printf, 1, 2))) static inline void run(const char *format, ...)
{
    char command[1000];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(command, sizeof command, format, args);
    va_end(args);
    assert_true(n > 0 && (size_t)n < sizeof command);
    assert_int_equal(system(command), 0);
}

#endif

// SPDX-License-Identifier: MIT
// The programs that ours start, and no person does.
#ifndef CHASQUI_PROGRAMS_HELPER_H
#define CHASQUI_PROGRAMS_HELPER_H

#include <limits.h>
#include <stdbool.h>

// The path of a helper: beside this program, else where packages put it. False when it can't be started there.
bool helper_find(const char *name, char out[PATH_MAX]);

#endif

// SPDX-License-Identifier: MIT
// A folder of its own for each test, which is then where it stands.
#ifndef CHASQUI_TESTS_SYSTEM_FOLDER_H
#define CHASQUI_TESTS_SYSTEM_FOLDER_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static inline int enter_folder(void **state)
{
    char name[] = "/tmp/chasqui-test-XXXXXX";
    if (!mkdtemp(name) || chdir(name) != 0)
        return -1;
    *state = strdup(name);
    return *state ? 0 : -1;
}

static inline int leave_folder(void **state)
{
    char command[128];
    if (chdir("/") != 0)
        return -1;
    snprintf(command, sizeof command, "chmod -R u+rwx '%s' && rm -rf '%s'", (char *)*state, (char *)*state);
    free(*state);
    return system(command);
}

#endif

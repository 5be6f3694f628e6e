// SPDX-License-Identifier: MIT
// settings_write FILE VOLUME: writes a settings file as the kiosk does.
#include <stdio.h>
#include <stdlib.h>

#include "system/setup.h"

int main(int argc, char **argv)
{
    const struct setup base = setup_defaults();
    struct setup wanted = base;
    if (argc != 3)
        return 2;
    wanted.volume = (uint8_t)atoi(argv[2]);
    if (!setup_write(argv[1], &base, &wanted))
        return 3;
    puts("done");
    return 0;
}

// SPDX-License-Identifier: MIT
// chasqui-guard: what root does for the kiosk's service (system/guard.h). chasqui-guard.service starts and stops it, and udev's
// rule asks it about every part of what is plugged in.
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "system/guard.h"

enum { DONE, USAGE = 2, MACHINE };

static int usage(void)
{
    fputs("usage: chasqui-guard start [CONFIG] | stop | usb DEVICE\n", stderr);
    return USAGE;
}

static int start(const char *config)
{
    struct setup setup = setup_defaults();
    struct arena arena;
    struct diags diags;
    arena_init(&arena);
    diags_init(&diags, &arena);
    // The kiosk reads the same file, knows the words of `access`, and says what is wrong.
    setup_read(config, NULL, &diags, &setup);
    arena_fini(&arena);
    return guard_start("", &setup) ? DONE : MACHINE;
}

int main(int argc, char **argv)
{
    if ((argc == 2 || argc == 3) && strcmp(argv[1], "start") == 0)
        return start(argc == 3 ? argv[2] : CHASQUI_CONFIG);
    if (argc == 2 && strcmp(argv[1], "stop") == 0)
        return guard_stop("") ? DONE : MACHINE;
    if (argc == 3 && strcmp(argv[1], "usb") == 0)
        return guard_interface("", argv[2]) ? DONE : MACHINE;
    return usage();
}

// SPDX-License-Identifier: MIT
// chasqui: everything that is seen. The first word says which of its parts is wanted; without one, the kiosk
// runs.
#include <string.h>

#include "programs/app.h"

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        int (*run)(int, char **);
    } commands[] = {{"run", run_main}, {"render", render_main}, {"replay", replay_main}};
    if (argc < 2 || argv[1][0] == '-')
        return run_main(argc, argv);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            return commands[i].run(argc - 1, argv + 1);
    app_say(app_text("'%s' is not a command: run, render or replay. Try 'chasqui --help'.",
                     "'%s' no es una orden: run, render o replay. Prueba 'chasqui --help'."),
            argv[1]);
    return APP_USAGE;
}

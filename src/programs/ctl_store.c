// SPDX-License-Identifier: MIT
#include "programs/ctl_store.h"

#include <getopt.h>
#include <string.h>

#include "system/clock.h"

static int read_unsigned(char **argv, const char *value, struct ctl_store *out)
{
    out->unsigned_messages = strcmp(value, "messages") == 0;
    if (out->unsigned_messages || strcmp(value, "never") == 0)
        return -1;
    return ctl_refuse(
        argv[0],
        ctl_text("--unsigned is never or messages, not '%s'", "--unsigned es never o messages, no '%s'"),
        value);
}

static unsigned needs(int option)
{
    switch (option) {
    case 't':
        return CTL_TAKES_TRUST;
    case 'u':
        return CTL_TAKES_UNSIGNED;
    case 'a':
        return CTL_TAKES_ASK;
    case 'd':
        return CTL_TAKES_DATE;
    case 'l':
        return CTL_TAKES_LINES;
    default:
        return 0;
    }
}

static int take(int option, char **argv, struct ctl_store *out)
{
    switch (option) {
    case 's':
        out->store = optarg;
        return -1;
    case 't':
        out->trust = optarg;
        return -1;
    case 'u':
        return read_unsigned(argv, optarg, out);
    case 'a':
        out->ask = true;
        return -1;
    case 'd':
        return ctl_date(argv[0], optarg, &out->today) ? -1 : CTL_USAGE;
    case 'l':
        out->lines = true;
        return -1;
    default:
        return ctl_refuse_option(argv, option);
    }
}

int ctl_store_options(int argc, char **argv, unsigned takes, void (*help)(void), struct ctl_store *out)
{
    static const struct option options[] = {
        {"store", required_argument, NULL, 's'},    {"trust", required_argument, NULL, 't'},
        {"unsigned", required_argument, NULL, 'u'}, {"ask", no_argument, NULL, 'a'},
        {"date", required_argument, NULL, 'd'},     {"lines", no_argument, NULL, 'l'},
        {"help", no_argument, NULL, 'h'},           {NULL, 0, NULL, 0},
    };
    int option, status = -1;
    *out = (struct ctl_store){.store = CHASQUI_STATEDIR,
                              .trust = CHASQUI_TRUSTDIR,
                              .unsigned_messages = true,
                              .today = clock_today()};
    optind = 0;
    while (status < 0 && (option = getopt_long(argc, argv, ":h", options, NULL)) != -1) {
        if (option == 'h') {
            help();
            return CTL_DONE;
        }
        unsigned need = needs(option);
        if ((takes & need) != need)
            return ctl_refuse(argv[0], ctl_text("'%s' isn't an option here", "'%s' no es una opción aquí"),
                              argv[optind - 1]);
        status = take(option, argv, out);
    }
    out->words = argv + optind;
    out->n_words = argc - optind;
    return status;
}

// SPDX-License-Identifier: MIT
// The options that the subcommands of a store share.
#ifndef CHASQUI_PROGRAMS_CTL_STORE_H
#define CHASQUI_PROGRAMS_CTL_STORE_H

#include "programs/ctl.h"

struct ctl_store {
    const char *store, *trust;
    bool lines, ask, unsigned_messages;
    struct date today;
    char **words; // behind the options
    int n_words;
};

enum {
    CTL_TAKES_TRUST = 1u << 0,
    CTL_TAKES_UNSIGNED = 1u << 1,
    CTL_TAKES_ASK = 1u << 2,
    CTL_TAKES_DATE = 1u << 3,
    CTL_TAKES_LINES = 1u << 4,
};

// Reads them. Returns -1 to go on, else an exit status, after help or a message.
int ctl_store_options(int argc, char **argv, unsigned takes, void (*help)(void), struct ctl_store *out);

#endif

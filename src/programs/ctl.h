// SPDX-License-Identifier: MIT
// chasquictl's subcommands, one file each (ctl_NAME.c). Each gets its own arguments, argv[0] being its name,
// and returns an exit status.
#ifndef CHASQUI_PROGRAMS_CTL_H
#define CHASQUI_PROGRAMS_CTL_H

#include <limits.h>

#include "base/date.h"
#include "base/diag.h"

enum ctl_exit {
    CTL_DONE,
    CTL_INPUT,   // the input has errors
    CTL_USAGE,   // wrong usage
    CTL_MACHINE, // the machine failed us: disk, permission
};

int ctl_check(int argc, char **argv);
int ctl_new(int argc, char **argv);
int ctl_report(int argc, char **argv);
int ctl_keygen(int argc, char **argv);
int ctl_pack(int argc, char **argv);
int ctl_trust(int argc, char **argv);
int ctl_pin(int argc, char **argv);
int ctl_stats(int argc, char **argv);
int ctl_inspect(int argc, char **argv);
int ctl_import(int argc, char **argv);
int ctl_site(int argc, char **argv);
int ctl_list(int argc, char **argv);
int ctl_rollback(int argc, char **argv);
int ctl_remove(int argc, char **argv);
int ctl_status(int argc, char **argv);

// The one that the person reads.
__attribute__((format_arg(1), format_arg(2))) const char *ctl_text(const char *en, const char *es);

// "chasquictl: ..." on standard error.
__attribute__((format(printf, 1, 2))) void ctl_say(const char *format, ...);

// Why the system refused, in the person's language where we have a sentence of our own.
const char *ctl_reason(int error);

// Says which of a subcommand's arguments getopt_long refused ('?' or ':'), and where help is; returns
// CTL_USAGE.
int ctl_refuse_option(char **argv, int refused);
// Says what is wrong with the usage, and where help is; returns CTL_USAGE.
__attribute__((format(printf, 2, 3))) int ctl_refuse(const char *subcommand, const char *format, ...);

// Joins a folder and a name, or a name and an ending. False after a message when that is too long for a path.
bool ctl_join(const char *head, const char *tail, char out[PATH_MAX]);

// --date's value. False after a message.
bool ctl_date(const char *subcommand, const char *value, struct date *out);

#endif

// SPDX-License-Identifier: MIT
// A password, from whoever sits at the terminal, or from a line of standard input where that is none.
#ifndef CHASQUI_PROGRAMS_CTL_PASSWORD_H
#define CHASQUI_PROGRAMS_CTL_PASSWORD_H

#include "base/slice.h"

#define CTL_PASSWORD 1024 // bytes at most, as in minisign

struct ctl_password {
    char bytes[CTL_PASSWORD + 1];
    size_t n;
};

// Asks once. False after a message. The caller wipes it (ctl_password_wipe), also after a failure.
bool ctl_password_ask(struct ctl_password *password, const char *prompt);
// Asks for one that is new: twice at a terminal, and not empty.
bool ctl_password_new(struct ctl_password *password);
void ctl_password_wipe(struct ctl_password *password);
struct slice ctl_password_slice(const struct ctl_password *password);

#endif

// SPDX-License-Identifier: MIT
// A change that takes time and may be called off: by a signal, by whoever listened going away, or by the answer to the one
// question that is asked before it happens.
#ifndef CHASQUI_PROGRAMS_CTL_QUESTION_H
#define CHASQUI_PROGRAMS_CTL_QUESTION_H

#include <stdbool.h>

struct ctl_question {
    bool asks;     // --ask: standard input is listened to from the beginning
    bool lines;    // asked of a program
    bool answered; // from then on a closed input says nothing more
};

// To be called before anything begins.
void ctl_hear_signals(void);

// Whether it was called off. To be asked now and then.
bool ctl_question_is_off(struct ctl_question *question);

// Asks, where that is wanted, and waits. `folder` is what a program may look at meanwhile. False: it doesn't happen.
bool ctl_question_ask(struct ctl_question *question, const char *folder);

#endif

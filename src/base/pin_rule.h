// SPDX-License-Identifier: MIT
// What may be the operator's PIN.
#ifndef CHASQUI_BASE_PIN_RULE_H
#define CHASQUI_BASE_PIN_RULE_H

#include "base/slice.h"

#define PIN_DIGITS_MIN 4
#define PIN_DIGITS_MAX 12

enum pin_fault {
    PIN_GOOD,
    PIN_NOT_DIGITS,
    PIN_SHORT,
    PIN_LONG,
    PIN_SIMPLE, // one digit, two in turn, or a row such as 1234 or 9876: what anybody tries first
};

enum pin_fault pin_judge(struct slice digits);

#endif

// SPDX-License-Identifier: MIT
// Numbers as people dial them: digits with little between them. Nobody should read, or dial, half of one.
#ifndef CHASQUI_TEXT_NUMBER_H
#define CHASQUI_TEXT_NUMBER_H

#include "base/slice.h"

#define NUMBER_JOINT 4 // bytes between the digits of one number, at most

static inline bool number_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// What may stand between two digits of one number: a space, a hyphen, a bracket, a slash.
static inline bool number_joins(char c)
{
    return c == ' ' || c == '-' || c == '(' || c == ')' || c == '/';
}

// The end of the number whose first digit is at `at`, behind its last digit.
static inline size_t number_end(struct slice s, size_t at)
{
    size_t end = at;
    while (at < s.n && at - end <= NUMBER_JOINT && (number_is_digit(s.p[at]) || number_joins(s.p[at])))
        if (number_is_digit(s.p[at++]))
            end = at;
    return end;
}

#endif

// SPDX-License-Identifier: MIT
#include "base/pin_rule.h"

enum pin_fault pin_judge(struct slice digits)
{
    bool same_step = true, by_two = true;
    for (size_t i = 0; i < digits.n; i++)
        if (digits.p[i] < '0' || digits.p[i] > '9')
            return PIN_NOT_DIGITS;
    if (digits.n < PIN_DIGITS_MIN)
        return PIN_SHORT;
    if (digits.n > PIN_DIGITS_MAX)
        return PIN_LONG;
    // 1111 steps by 0, 1234 by 1, 3210 by 9, and after 9 comes 0.
    int step = (digits.p[1] - digits.p[0] + 10) % 10;
    for (size_t i = 1; i < digits.n; i++) {
        same_step &= (digits.p[i] - digits.p[i - 1] + 10) % 10 == step;
        by_two &= i < 2 || digits.p[i] == digits.p[i - 2];
    }
    bool row = same_step && (step == 0 || step == 1 || step == 9);
    return row || by_two ? PIN_SIMPLE : PIN_GOOD;
}

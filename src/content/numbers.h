// SPDX-License-Identifier: MIT
// Numbers and links as they stand in running text, and the way a channel's value is compared with them: by
// digits, so that "01 8000 91 80 80", "0800-76-888" and "116 111" are each one number however they are
// grouped.
#ifndef CHASQUI_CONTENT_NUMBERS_H
#define CHASQUI_CONTENT_NUMBERS_H

#include "base/slice.h"

#define MENTION_GROUPS 24
#define MENTION_DIGITS 64

enum mention_kind { MENTION_NUMBER, MENTION_LINK };

// Digits that stand together, without anything between them.
struct number_group {
    size_t from, to;  // bytes of the text
    uint8_t first, n; // of mention.digits; digits past MENTION_DIGITS are not kept
    bool dotted;      // a full stop joins it to the group before
};

struct mention {
    enum mention_kind kind;
    size_t from, to; // bytes of the text
    struct number_group groups[MENTION_GROUPS];
    uint8_t n_groups, n_digits;
    char digits[MENTION_DIGITS]; // '0' to '9', whatever script they were written in
};

// The next number (groups of digits joined by single spaces, hyphens, full stops or parentheses; dates are
// passed over) or link (with a scheme, "www.", an e-mail address, an @name, or a bare domain) at or after
// *at, which moves past it. False at the end.
bool mention_next(struct slice text, size_t *at, struct mention *out);

// Whether groups [from, to) are something that needs no channel: a year from 1900 to 2099, fewer than three
// digits, or a range or time of day ("13-17", "9.00-18.00").
bool number_is_harmless(const struct mention *mention, size_t from, size_t to);

// What of a channel's value can be compared.
struct contact {
    struct slice link;           // without scheme, "www." and the '/' at its end; empty for a number
    size_t host;                 // bytes of `link` before the path
    char digits[MENTION_DIGITS]; // of a value that isn't a link
    uint8_t n_digits;
};

struct contact contact_of(struct slice value);
bool contact_has_digits(const struct contact *contact, const char *digits, size_t n);
// The same link, or the bare host of it.
bool contact_has_link(const struct contact *contact, struct slice link);

#endif

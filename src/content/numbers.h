// SPDX-License-Identifier: MIT
// Numbers and links as they stand in running text, and the way a channel's value is compared with them: by
// digits, so that "01 8000 91 80 80", "0800-76-888" and "116 111" are each one number however they are
// grouped.
//
// Whoever writes a text may want to hide a number in it, so a mention is everything that a reader could take
// for one: groups of digits with nothing but marks, spaces or a single letter between them. It is judged
// whole: an approved number with more digits around it is another number.
#ifndef CHASQUI_CONTENT_NUMBERS_H
#define CHASQUI_CONTENT_NUMBERS_H

#include "base/slice.h"

#define MENTION_GROUPS 24
#define MENTION_DIGITS 64

enum mention_kind { MENTION_NUMBER, MENTION_LINK };

// What joins a group of digits to the one before. JOINT_LIST, JOINT_LETTER and JOINT_ADDED part a mention into numbers that
// may each be somebody's: "141, 123", "8 o 9".
enum joint {
    JOINT_NONE, // the first
    JOINT_SPACE,
    JOINT_DASH,
    JOINT_DOT,
    JOINT_COMMA,
    JOINT_COLON,
    JOINT_SLASH,
    JOINT_HOUR,   // "8h30"
    JOINT_MARKS,  // any others without a space
    JOINT_LIST,   // a mark with a space, or a new line
    JOINT_LETTER, // one letter: "8 a 9"
    JOINT_ADDED,  // a word that goes on with the number: "141 y luego 99", "141, opción 9"
};

// Digits that stand together, with nothing seen between them.
struct number_group {
    size_t from, to;  // bytes of the text
    uint8_t first, n; // of mention.digits; digits past MENTION_DIGITS are not kept
    enum joint joint;
    bool plus; // a '+' stands right before it
};

struct mention {
    enum mention_kind kind;
    bool odd;        // not all of it looks like the digits that it has, so it is no channel's number
    bool turned;     // a mark of direction stands in it or beside it
    bool cut;        // longer than is kept
    bool called;     // right after "llama al", "dial" and the like
    size_t from, to; // bytes of the text
    struct number_group groups[MENTION_GROUPS];
    uint8_t n_groups, n_digits;
    char digits[MENTION_DIGITS]; // '0' to '9', whatever they were written with
};

// The next number or link at or after *at, which moves past it. False at the end. A number is written with
// digits of any script or shape, with letters that look like them among them ("9OO"), or with words
// (spelled.h). Each quantity in words is one group, "treinta y cinco" is 35; "doble cero" is two. Words name a
// number
// - after what asks to call ("llama al", "marca", "ayuda:"): two quantities of three figures together, or one of
//   three that isn't round, or is called by its article ("al cien"); "luego" and the like join them there;
// - elsewhere only from five figures on: four quantities, or two of seven figures that aren't zeros at the end, or two
//   with nothing but a space between that aren't both of one figure; or three with figures among them, from four.
//   What counts ("uno, dos, tres"; "diez, veinte, treinta") and years never do.
// So one quantity in running text, whatever its size, is no number to call. A link has a scheme, "www.", "//", an '@', or labels with full stops between them, the last of
// two letters or more: "a.example", but not "p.ej.", "EE.UU." or "1.er"; or its marks are words or stand apart
// ("malo punto com", "bit ly", told.c); or it is a '#' with a word.
bool mention_next(struct slice text, size_t *at, struct mention *out);
// Whether a link begins exactly at `at`, where a word may begin; *end is set past it.
bool mention_link_at(struct slice text, size_t at, size_t *end);

// The end of the part that begins at group `from`: groups that only JOINT_LIST, JOINT_LETTER or JOINT_ADDED parts
// from the others.
size_t mention_part(const struct mention *mention, size_t from);
// Whether a group begins such a part.
bool mention_parts(enum joint joint);

// What a part can be that needs no channel.
enum harmless {
    HARMLESS_NOT,
    HARMLESS_SHORT, // fewer than three digits; "3,5", "24/7"
    HARMLESS_RANGE, // "13-17"
    HARMLESS_TIME,  // "8:00", "9.00-18.00"
    HARMLESS_YEAR,  // from 1900 to 2099, or a span: "2024-2026", "2026-27"
    HARMLESS_DATE,  // "2026-12-31", "31/12/2026"
};
enum harmless number_harmless(const struct mention *mention, size_t from, size_t to);
// Whether groups [from, to) need no channel.
bool number_is_harmless(const struct mention *mention, size_t from, size_t to);

#define MENTION_REFUSED SIZE_MAX
// The end of the groups from `from` that are known to be fine; `from`: none are; MENTION_REFUSED: they aren't
// even if harmless.
typedef size_t mention_known(void *context, const struct mention *mention, size_t from);
// Whether each part of a number is known or harmless, and all of them together no number in disguise: a list
// of approved numbers names none twice and has at most one other beside it, and what is harmless is two
// numbers at most, or counts on (10, 11, 12). What is added to a known number has one figure ("opción 5"). `known` may be NULL. Else *from and *to are the groups to name.
bool mention_is_fine(const struct mention *mention, mention_known *known, void *context, size_t *from,
                     size_t *to);
// The same for a text that no channel may stand in.
bool text_has_contact(struct slice text);

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

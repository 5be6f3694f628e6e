// SPDX-License-Identifier: MIT
// A slice is a borrowed run of bytes, UTF-8 unless a function says otherwise, never NUL-terminated.
#ifndef CHASQUI_BASE_SLICE_H
#define CHASQUI_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct slice {
    const char *p; // borrowed; may be NULL when n is 0
    size_t n;      // bytes
};

// A slice of a string literal (not of a pointer).
#define SLICE(literal) ((struct slice){"" literal, sizeof(literal) - 1})
#define SLICE_NONE ((struct slice){NULL, 0})
// For printf: "%.*s" SLICE_ARG(s)
#define SLICE_ARG(s) (int)(s).n, ((s).p ? (s).p : "")

struct slice slice_of(const char *cstr); // NULL gives the empty slice
bool slice_eq(struct slice a, struct slice b);
bool slice_is(struct slice a, const char *cstr);
bool slice_is_among(struct slice word, const char *words); // `words` have a space between two
int slice_cmp(struct slice a, struct slice b);             // by bytes, shorter first
bool slice_starts(struct slice s, struct slice prefix);
bool slice_ends(struct slice s, struct slice suffix);
struct slice slice_from(struct slice s, size_t at);            // [at, end); at is clamped
struct slice slice_sub(struct slice s, size_t at, size_t len); // both clamped
struct slice slice_trim(struct slice s);                       // ASCII white space at both ends
ptrdiff_t slice_find(struct slice s, struct slice needle);     // byte offset or -1
ptrdiff_t slice_find_char(struct slice s, char c);             // byte offset or -1

// Splits at the first `sep`: `head` is what stands before it, `rest` what follows. False (head = s, rest
// empty) without one.
bool slice_cut(struct slice s, char sep, struct slice *head, struct slice *rest);

// Takes the next line off `rest`, without its line feed (a CR before it goes too). False when nothing is
// left.
bool slice_next_line(struct slice *rest, struct slice *line);

// A whole decimal number without sign, at most `max`. False when it isn't one.
bool slice_to_uint(struct slice s, uint64_t max, uint64_t *out);

// Decodes the code point at s.p[*at] and moves *at past it. Ill-formed bytes give U+FFFD, one byte at a time.
// Call only with *at < s.n.
uint32_t utf8_next(struct slice s, size_t *at);
// Writes `c` to `out` (4 bytes of room) and returns the bytes written.
size_t utf8_put(uint32_t c, char *out);
size_t utf8_count(struct slice s); // code points
// The byte offset of the first ill-formed sequence (Unicode 15, table 3-7), or s.n.
size_t utf8_valid_prefix(struct slice s);
// Neither a control character nor a mark that turns the direction of what follows: a screen or a terminal shows it where it
// stands.
bool utf8_may_be_shown(uint32_t c);
// What may be shown of `s` into `out` (`size` bytes, NUL-terminated, cut between characters): ill-formed bytes, control
// characters and marks that turn the direction of what follows become U+FFFD. Returns its bytes.
size_t utf8_clean(struct slice s, char *out, size_t size);

#endif

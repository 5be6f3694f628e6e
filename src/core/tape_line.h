// SPDX-License-Identifier: MIT
// One line of a tape. Private to the tape's files.
#ifndef CHASQUI_CORE_TAPE_LINE_H
#define CHASQUI_CORE_TAPE_LINE_H

#include "core/tape.h"

#define TAPE_MAX_WORDS 6

struct tape_line {
    struct slice words[TAPE_MAX_WORDS]; // in the source's text, without a comment
    uint32_t n;                         // TAPE_MAX_WORDS: that many or more
    struct slice text;                  // the whole of it
};

// Splits line `index` of the source. A line without words has n 0.
struct tape_line tape_line_at(const struct source_text *source, uint32_t index);

// A whole number from `least` to `most`.
bool tape_number(struct slice word, uint64_t least, uint64_t most, uint64_t *out);
// Sixteen hexadecimal digits.
bool tape_hex(struct slice word, uint64_t *out);

// Says what is wrong with word `bad` of a line that should look like `usage` (past its words: that one is
// missing).
void tape_usage(const struct source_text *source, const struct tape_line *line, uint32_t bad,
                const char *usage, struct diags *diags);

// Reads a step. `diags` may be NULL when the line is known to be good.
bool tape_step_read(const struct source_text *source, const struct tape_line *line, struct diags *diags,
                    struct tape_step *out);

#endif

// SPDX-License-Identifier: MIT
// The text of one file, made fit to read: UTF-8, NFC, line feeds only. What authors' editors do is normal
// here: a BOM, UTF-16 from Notepad and CRLF are read; Latin-1, NUL bytes, binary and over-long lines are
// named with their line.
#ifndef CHASQUI_CONTENT_SOURCE_H
#define CHASQUI_CONTENT_SOURCE_H

#include "base/diag.h"
#include "base/tree.h"

struct source_text {
    struct slice path;     // for diagnostics: root/path
    struct slice text;     // valid UTF-8 in NFC, LF line ends, no BOM, no NUL
    const uint32_t *lines; // byte offset of each line's start
    uint32_t n_lines;
};

// Makes the text of an entry readable. False (with a diagnostic) when it can't be: not a plain file,
// unreadable, too large, empty, binary, not UTF-8 nor UTF-16 with a BOM, a line over LIMIT_LINE.
bool source_open(const struct tree *tree, const struct tree_entry *entry, struct arena *arena,
                 struct diags *diags, struct source_text *out);

// Whether a text may have this character.
bool source_fits(uint32_t c);
// The offset of the first character that no text may have, or text.n: control characters other than tab and
// line feed, those that nobody sees and that turn or split what is read, and marks of direction beside a digit. For formats whose escapes can
// write any character.
size_t source_unfit(struct slice text);
// The text in NFC: itself, or a copy in the arena.
struct slice source_normalised(struct slice text, struct arena *arena);

// The place of a byte of `text` (clamped to the end); columns count characters.
struct pos source_pos(const struct source_text *source, size_t offset);
// The place of a slice that points into source->text.
struct pos source_pos_of(const struct source_text *source, const char *p);

#endif

// SPDX-License-Identifier: MIT
// Paragraphs: a rich text broken into lines of runs, which stand as they are read (UAX 9, text/bidi). Breaks follow
// UAX 14 (libunistring), but the digits of a number stay together ("116 111", "0800-76-888"), a number stays with the
// word that names or counts by it where it can ("Línea 141", "14 años"), and a word wider than the line is broken
// between characters as the last resort.
#ifndef CHASQUI_TEXT_LAYOUT_H
#define CHASQUI_TEXT_LAYOUT_H

#include "base/arena.h"
#include "base/rich.h"
#include "text/metrics.h"

struct text_style {
    enum font font;        // of plain text
    enum font strong_font; // of strong text
    int px;                // em
    int line_px;           // from baseline to baseline
    bool balanced; // titles: lines of about the same length, no word alone on the last, no letter at an end
    bool rtl;      // the paragraph's own direction
};

struct text_run {
    struct slice text; // borrowed from the paragraph
    enum font font;
    bool strong, rtl;
    int x, w; // px from the line's left edge
};

struct text_line {
    const struct text_run *runs; // from left to right
    uint32_t n_runs;
    int w;
};

struct text_block {
    struct slice text; // all of it, whatever lines a piece of the block has
    const struct text_line *lines;
    uint32_t n_lines;
    int w;           // of the widest line
    int h;           // from the top of the first line's letters to the foot of the last one's
    int baseline;    // of the first line, from the top of the block
    int line_px;     // from baseline to baseline
    int line_h;      // a line's own height: its letters with accents and descenders, line_px at least
    bool broke_word; // a word was wider than `width`
};

// Lays `text` out in lines at most `width` px wide. Everything is in the arena; slices borrow from the text.
struct text_block text_layout(const struct metrics *metrics, const struct text_style *style,
                              const struct rich *text, int width, struct arena *arena);

// The bytes of its text that stand in a line, whatever their order on the screen.
struct slice text_line_range(const struct text_line *line);

// Bytes [from, to) of a rich text, with what is strong in them. Borrows the text; the spans are in the arena.
struct rich rich_part(const struct rich *rich, size_t from, size_t to, struct arena *arena);

// Plain text as a rich one.
static inline struct rich rich_of(struct slice text)
{
    return (struct rich){.text = text};
}

// Text with **strong** marks as the interface's words carry them; the marks are taken out. In the arena.
struct rich rich_from_marks(struct slice text, struct arena *arena);

#endif

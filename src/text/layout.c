// SPDX-License-Identifier: MIT
#include "text/layout.h"

#include <string.h>
#include <unictype.h>
#include <unilbrk.h>

#include "base/kassert.h"
#include "text/bidi.h"
#include "text/number.h"

// A stretch that may not be broken, and the spaces behind it that vanish at a line's end.
struct segment {
    uint32_t from, to; // bytes; `to` is before the spaces
    uint32_t next;     // where the next segment begins
    int w;             // px of [from, to)
    int space;         // px of [to, next)
    bool hard;         // a line ends after it
    bool held;         // with the next one, where a line can hold both
};

struct layout {
    const struct metrics *metrics;
    const struct text_style *style;
    const struct rich *text;
    const uint8_t *levels; // of each byte, or NULL: all from left to right
    struct arena *arena;
    int width; // of the paragraph; a title's lines may be kept shorter
    struct segment *segments;
    size_t n_segments, capacity;
    bool broke_word;
};

static uint8_t style_at(const struct rich *text, uint32_t at, uint32_t *until)
{
    *until = (uint32_t)text->text.n;
    for (uint32_t i = 0; i < text->n_spans; i++) {
        const struct span *span = &text->spans[i];
        if (at < span->from) {
            *until = span->from;
            return 0;
        }
        if (at < span->to) {
            *until = span->to;
            return span->style;
        }
    }
    return 0;
}

static enum font font_for(const struct text_style *style, uint8_t span)
{
    if (span & SPAN_STRONG)
        return style->strong_font;
    return span & SPAN_EMPHASIS && style->font == FONT_REGULAR ? FONT_ITALIC : style->font;
}

// Bytes of one style and one direction.
struct piece {
    uint32_t from, to;
    uint8_t span, level;
};

static struct piece piece_at(const struct layout *layout, uint32_t from, uint32_t end)
{
    struct piece piece = {.from = from};
    piece.span = style_at(layout->text, from, &piece.to);
    if (piece.to > end)
        piece.to = end;
    if (!layout->levels)
        return piece;
    piece.level = layout->levels[from];
    uint32_t to = from;
    while (to < piece.to && layout->levels[to] == piece.level)
        to++;
    piece.to = to;
    return piece;
}

static int piece_width(const struct layout *layout, struct piece piece)
{
    return layout->metrics->width(layout->metrics->context, font_for(layout->style, piece.span),
                                  layout->style->px, piece.level % 2 != 0,
                                  slice_sub(layout->text->text, piece.from, piece.to - piece.from));
}

static int measure(const struct layout *layout, uint32_t from, uint32_t to)
{
    int w = 0;
    while (from < to) {
        struct piece piece = piece_at(layout, from, to);
        w += piece_width(layout, piece);
        from = piece.to;
    }
    return w;
}

// Digits with nothing but spaces, hyphens, brackets or a slash between them are one number: nobody should dial half
// of it.
static bool inside_number(struct slice s, size_t at)
{
    size_t left = at, right = at;
    while (left > 0 && number_joins(s.p[left - 1]))
        left--;
    while (right < s.n && number_joins(s.p[right]))
        right++;
    return left > 0 && right < s.n && number_is_digit(s.p[left - 1]) && number_is_digit(s.p[right]) &&
           right - left <= NUMBER_JOINT;
}

static size_t word_start(struct slice s, size_t end)
{
    while (end > 0 && s.p[end - 1] != ' ' && s.p[end - 1] != '\n')
        end--;
    return end;
}

static bool is_letter(uint32_t c)
{
    return uc_is_property_alphabetic(c);
}

// "Línea 141": a number after a word with a capital.
static bool names_number(struct slice s, size_t word, size_t next)
{
    return next < s.n && number_is_digit(s.p[next]) && uc_is_property_uppercase(utf8_next(s, &word));
}

// "14 años": a small letter after a number of at most three digits.
static bool counts_by(struct slice s, size_t end, size_t next)
{
    int digits = 0;
    size_t start = end;
    for (size_t at = end; at > 0 && (number_is_digit(s.p[at - 1]) || (at < end && number_joins(s.p[at - 1])));
         at--) {
        if (number_is_digit(s.p[at - 1])) {
            start = at - 1;
            digits++;
        }
    }
    bool alone = start == 0 || s.p[start - 1] == ' ' || s.p[start - 1] == '\n';
    return digits >= 1 && digits <= 3 && alone && next < s.n && uc_is_property_lowercase(utf8_next(s, &next));
}

// "y", "¿A": a title's line shouldn't end in a single letter.
static bool is_one_letter(struct slice s, size_t word, size_t end)
{
    int letters = 0;
    while (word < end)
        letters += is_letter(utf8_next(s, &word));
    return letters == 1;
}

// Where a title's strong phrase begins or ends is a good place to break it.
static bool changes_style(const struct layout *layout, size_t end, size_t next)
{
    uint32_t until;
    return style_at(layout->text, (uint32_t)end - 1, &until) !=
           style_at(layout->text, (uint32_t)next, &until);
}

// Whether what ends at `end`, before the space, should stay with what begins at `next`.
static bool holds(const struct layout *layout, size_t end, size_t next)
{
    struct slice s = layout->text->text;
    size_t word = word_start(s, end);
    if (word == end || next == end)
        return false;
    return names_number(s, word, next) || counts_by(s, end, next) ||
           (layout->style->balanced && is_one_letter(s, word, end) && !changes_style(layout, end, next));
}

static void add_segment(struct layout *layout, uint32_t from, uint32_t end, bool hard)
{
    const char *p = layout->text->text.p;
    uint32_t to = end;
    while (to > from && (p[to - 1] == ' ' || p[to - 1] == '\n'))
        to--;
    struct segment *segment =
        ARENA_PUSH(layout->arena, layout->segments, layout->n_segments, layout->capacity);
    uint32_t spaces_end = end;
    while (spaces_end > to && p[spaces_end - 1] == '\n')
        spaces_end--;
    *segment = (struct segment){.from = from,
                                .to = to,
                                .next = end,
                                .w = measure(layout, from, to),
                                .space = measure(layout, to, spaces_end),
                                .hard = hard,
                                .held = !hard && holds(layout, to, end)};
}

// Breaks a segment that no line can hold between its characters.
static void add_broken(struct layout *layout, uint32_t from, uint32_t end, bool hard, int width)
{
    struct slice s = layout->text->text;
    uint32_t start = from;
    size_t at = from;
    while (at < end) {
        size_t next = at;
        utf8_next(s, &next);
        if (at > start && measure(layout, start, (uint32_t)next) > width) {
            add_segment(layout, start, (uint32_t)at, false);
            start = (uint32_t)at;
        }
        at = next;
    }
    add_segment(layout, start, end, hard);
    layout->broke_word = true;
}

static void find_segments(struct layout *layout, int width)
{
    struct slice s = layout->text->text;
    char *breaks = arena_alloc(layout->arena, s.n + 1);
    u8_possible_linebreaks((const uint8_t *)s.p, s.n, "UTF-8", breaks);
    uint32_t from = 0;
    for (size_t i = 1; i <= s.n; i++) {
        bool end = i == s.n;
        // libunistring marks the line feed itself as mandatory; the break comes after it.
        bool hard = !end && s.p[i - 1] == '\n';
        bool soft = !end && breaks[i] == UC_BREAK_POSSIBLE && !inside_number(s, i);
        if (!end && !hard && !soft)
            continue;
        add_segment(layout, from, (uint32_t)i, hard);
        struct segment *last = &layout->segments[layout->n_segments - 1];
        if (last->w > width) {
            layout->n_segments--;
            add_broken(layout, from, (uint32_t)i, hard, width);
        }
        from = (uint32_t)i;
    }
}

static int segments_width(const struct layout *layout, size_t from, size_t to)
{
    return measure(layout, layout->segments[from].from, layout->segments[to - 1].to);
}

// The segments of the line that begins with segment `first`: returns the one after its last. Greedy by the widths of
// the segments; a whole line may come out a little wider (kerning, rounding), so the line itself has the last word.
static size_t line_end(const struct layout *layout, size_t first, int width)
{
    int w = 0, pending = 0;
    size_t i = first;
    for (; i < layout->n_segments; i++) {
        const struct segment *segment = &layout->segments[i];
        if (i > first && w + pending + segment->w > width)
            break;
        w += pending + segment->w;
        pending = segment->space;
        if (segment->hard) {
            i++;
            break;
        }
    }
    while (i > first + 1 && segments_width(layout, first, i) > width)
        i--;
    size_t held = i;
    while (held > first + 1 && held < layout->n_segments && layout->segments[held - 1].held)
        held--;
    bool fits = held < i && segments_width(layout, held, i + 1) <= layout->width;
    return fits && !layout->segments[held - 1].held ? held : i;
}

static uint32_t count_lines(const struct layout *layout, int width)
{
    uint32_t lines = 0;
    for (size_t i = 0; i < layout->n_segments; lines++)
        i = line_end(layout, i, width);
    return lines;
}

// A title's strong phrase stands on lines of its own where that takes no more of them.
static void part_at_strong(struct layout *layout, int width)
{
    uint32_t lines = count_lines(layout, width);
    for (size_t i = 0; i + 1 < layout->n_segments; i++) {
        struct segment *segment = &layout->segments[i];
        if (segment->hard || !changes_style(layout, segment->to, segment->next))
            continue;
        segment->hard = true;
        segment->hard = count_lines(layout, width) <= lines;
    }
}

// The narrowest width that needs no more lines: the lines come out about equally long.
static int balanced_width(const struct layout *layout, int width)
{
    uint32_t lines = count_lines(layout, width);
    int low = 0, high = width;
    for (size_t i = 0; i < layout->n_segments; i++)
        if (layout->segments[i].w > low)
            low = layout->segments[i].w;
    if (lines <= 1 || low >= high)
        return width;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (count_lines(layout, middle) <= lines)
            high = middle;
        else
            low = middle + 1;
    }
    return high;
}

// A title's last word isn't left alone when the line before can spare one and doesn't become the shorter for it.
static void feed_last_line(const struct layout *layout, size_t *starts, uint32_t count, int width)
{
    if (count < 2 || starts[count] - starts[count - 1] != 1)
        return;
    size_t before = starts[count - 2], last = starts[count - 1], end = starts[count], from = last - 1;
    const struct segment *last_before = &layout->segments[from];
    if (last_before->hard || changes_style(layout, last_before->to, last_before->next))
        return;
    while (from > before && layout->segments[from - 1].held)
        from--;
    if (from > before && segments_width(layout, before, from) >= segments_width(layout, last, end) &&
        segments_width(layout, from, end) <= width)
        starts[count - 1] = from;
}

static struct text_line make_line(struct layout *layout, size_t first, size_t end)
{
    uint32_t from = layout->segments[first].from, to = layout->segments[end - 1].to;
    struct piece *pieces = NULL;
    size_t n = 0, capacity = 0;
    while (from < to) {
        struct piece piece = piece_at(layout, from, to);
        *ARENA_PUSH(layout->arena, pieces, n, capacity) = piece;
        from = piece.to;
    }
    uint8_t *levels = ARENA_ARRAY(layout->arena, n, uint8_t);
    uint32_t *order = ARENA_ARRAY(layout->arena, n, uint32_t);
    struct text_run *runs = ARENA_ARRAY(layout->arena, n, struct text_run);
    for (size_t i = 0; i < n; i++)
        levels[i] = pieces[i].level;
    bidi_reorder(levels, n, order);
    int x = 0;
    for (size_t i = 0; i < n; i++) {
        struct piece piece = pieces[order[i]];
        runs[i] = (struct text_run){.text = slice_sub(layout->text->text, piece.from, piece.to - piece.from),
                                    .font = font_for(layout->style, piece.span),
                                    .strong = (piece.span & SPAN_STRONG) != 0,
                                    .rtl = piece.level % 2 != 0,
                                    .x = x,
                                    .w = piece_width(layout, piece)};
        x += runs[i].w;
    }
    return (struct text_line){runs, (uint32_t)n, x};
}

struct text_block text_layout(const struct metrics *metrics, const struct text_style *style,
                              const struct rich *text, int width, struct arena *arena)
{
    struct layout layout = {.metrics = metrics, .style = style, .text = text, .arena = arena, .width = width};
    struct text_block block = {.text = text->text, .line_px = style->line_px};
    int ascent, descent;
    KASSERT(width > 0 && style->px > 0);
    metrics->height(metrics->context, style->font, style->px, &ascent, &descent);
    block.line_h = style->line_px > ascent + descent ? style->line_px : ascent + descent;
    block.baseline = (block.line_h - ascent - descent) / 2 + ascent;
    if (text->text.n == 0)
        return block;
    layout.levels = bidi_levels(text->text, style->rtl, arena);
    find_segments(&layout, width);
    if (style->balanced)
        part_at_strong(&layout, width);
    int fill = style->balanced ? balanced_width(&layout, width) : width;
    uint32_t count = count_lines(&layout, fill);
    size_t *starts = ARENA_ARRAY(arena, count + 1, size_t);
    for (uint32_t i = 0; i < count; i++)
        starts[i + 1] = line_end(&layout, starts[i], fill);
    if (style->balanced)
        feed_last_line(&layout, starts, count, width);
    struct text_line *lines = ARENA_ARRAY(arena, count, struct text_line);
    for (; block.n_lines < count; block.n_lines++) {
        struct text_line line = make_line(&layout, starts[block.n_lines], starts[block.n_lines + 1]);
        lines[block.n_lines] = line;
        if (line.w > block.w)
            block.w = line.w;
    }
    block.lines = lines;
    block.h = (int)(block.n_lines - 1) * style->line_px + block.line_h;
    block.broke_word = layout.broke_word;
    return block;
}

struct slice text_line_range(const struct text_line *line)
{
    const char *from = line->runs[0].text.p, *to = from;
    for (uint32_t i = 0; i < line->n_runs; i++) {
        struct slice run = line->runs[i].text;
        from = run.p < from ? run.p : from;
        to = run.p + run.n > to ? run.p + run.n : to;
    }
    return (struct slice){from, (size_t)(to - from)};
}

struct rich rich_part(const struct rich *rich, size_t from, size_t to, struct arena *arena)
{
    struct rich part = {.text = slice_sub(rich->text, from, to - from), .line = rich->line};
    struct span *spans = NULL;
    size_t n = 0, capacity = 0;
    for (uint32_t i = 0; i < rich->n_spans; i++) {
        struct span span = rich->spans[i];
        if (span.to <= from || span.from >= to)
            continue;
        span.from = span.from > from ? span.from - (uint32_t)from : 0;
        span.to = (span.to < to ? span.to : (uint32_t)to) - (uint32_t)from;
        *ARENA_PUSH(arena, spans, n, capacity) = span;
    }
    part.spans = spans;
    part.n_spans = (uint32_t)n;
    return part;
}

struct rich rich_from_marks(struct slice text, struct arena *arena)
{
    char *bytes = arena_alloc(arena, text.n + 1);
    struct span *spans = NULL;
    size_t n_spans = 0, capacity = 0, n = 0;
    bool open = false;
    for (size_t i = 0; i < text.n; i++) {
        bool mark = text.p[i] == '*' && i + 1 < text.n && text.p[i + 1] == '*';
        if (!mark) {
            bytes[n++] = text.p[i];
            continue;
        }
        i++;
        if (open) {
            spans[n_spans - 1].to = (uint32_t)n;
        } else {
            struct span *span = ARENA_PUSH(arena, spans, n_spans, capacity);
            *span = (struct span){(uint32_t)n, (uint32_t)n, SPAN_STRONG};
        }
        open = !open;
    }
    if (open)
        spans[n_spans - 1].to = (uint32_t)n;
    return (struct rich){.text = {bytes, n}, .spans = spans, .n_spans = (uint32_t)n_spans};
}

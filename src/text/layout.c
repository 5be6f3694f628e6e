// SPDX-License-Identifier: MIT
#include "text/layout.h"

#include <string.h>
#include <unilbrk.h>

#include "base/kassert.h"

#define NUMBER_JOINT 4 // bytes between the digits of one number, at most

// A stretch that may not be broken, and the spaces behind it that vanish at a line's end.
struct segment {
    uint32_t from, to; // bytes; `to` is before the spaces
    uint32_t next;     // where the next segment begins
    int w;             // px of [from, to)
    int space;         // px of [to, next)
    bool hard;         // a line ends after it
};

struct layout {
    const struct metrics *metrics;
    const struct text_style *style;
    const struct rich *text;
    struct arena *arena;
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

static int measure(const struct layout *layout, uint32_t from, uint32_t to)
{
    int w = 0;
    while (from < to) {
        uint32_t until;
        uint8_t span = style_at(layout->text, from, &until);
        if (until > to)
            until = to;
        struct slice run = slice_sub(layout->text->text, from, until - from);
        w += layout->metrics->width(layout->metrics->context, font_for(layout->style, span),
                                    layout->style->px, run);
        from = until;
    }
    return w;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool joins_digits(char c)
{
    return c == ' ' || c == '-' || c == '(' || c == ')' || c == '/';
}

// Digits with nothing but spaces, hyphens, brackets or a slash between them are one number: nobody should dial half of it.
static bool inside_number(struct slice s, size_t at)
{
    size_t left = at, right = at;
    while (left > 0 && joins_digits(s.p[left - 1]))
        left--;
    while (right < s.n && joins_digits(s.p[right]))
        right++;
    return left > 0 && right < s.n && is_digit(s.p[left - 1]) && is_digit(s.p[right]) &&
           right - left <= NUMBER_JOINT;
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
                                .hard = hard};
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

// The segments of the line that begins with segment `first`: returns the one after its last. Greedy by the widths of the
// segments; a whole line may come out a little wider (kerning, rounding), so the line itself has the last word.
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
    while (i > first + 1 && measure(layout, layout->segments[first].from, layout->segments[i - 1].to) > width)
        i--;
    return i;
}

static uint32_t count_lines(const struct layout *layout, int width)
{
    uint32_t lines = 0;
    for (size_t i = 0; i < layout->n_segments; lines++)
        i = line_end(layout, i, width);
    return lines;
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

static struct text_line make_line(struct layout *layout, size_t first, size_t end)
{
    uint32_t from = layout->segments[first].from, to = layout->segments[end - 1].to;
    struct text_run *runs = NULL;
    size_t n = 0, capacity = 0;
    int x = 0;
    while (from < to) {
        uint32_t until;
        uint8_t span = style_at(layout->text, from, &until);
        if (until > to)
            until = to;
        struct text_run *run = ARENA_PUSH(layout->arena, runs, n, capacity);
        *run = (struct text_run){.text = slice_sub(layout->text->text, from, until - from),
                                 .font = font_for(layout->style, span),
                                 .strong = (span & SPAN_STRONG) != 0,
                                 .x = x};
        run->w = layout->metrics->width(layout->metrics->context, run->font, layout->style->px, run->text);
        x += run->w;
        from = until;
    }
    return (struct text_line){runs, (uint32_t)n, x};
}

struct text_block text_layout(const struct metrics *metrics, const struct text_style *style,
                              const struct rich *text, int width, struct arena *arena)
{
    struct layout layout = {.metrics = metrics, .style = style, .text = text, .arena = arena};
    struct text_block block = {.line_px = style->line_px};
    int ascent, descent;
    KASSERT(width > 0 && style->px > 0);
    metrics->height(metrics->context, style->font, style->px, &ascent, &descent);
    block.line_h = style->line_px > ascent + descent ? style->line_px : ascent + descent;
    block.baseline = (block.line_h - ascent - descent) / 2 + ascent;
    if (text->text.n == 0)
        return block;
    find_segments(&layout, width);
    int fill = style->balanced ? balanced_width(&layout, width) : width;
    uint32_t count = count_lines(&layout, fill);
    struct text_line *lines = ARENA_ARRAY(arena, count, struct text_line);
    for (size_t i = 0; i < layout.n_segments;) {
        size_t end = line_end(&layout, i, fill);
        struct text_line line = make_line(&layout, i, end);
        lines[block.n_lines++] = line;
        if (line.w > block.w)
            block.w = line.w;
        i = end;
    }
    block.lines = lines;
    block.h = (int)(block.n_lines - 1) * style->line_px + block.line_h;
    block.broke_word = layout.broke_word;
    return block;
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

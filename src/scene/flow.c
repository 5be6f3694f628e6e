// SPDX-License-Identifier: MIT
#include "scene/flow.h"

#include <limits.h>
#include <string.h>

#include "base/kassert.h"
#include "text/sentence.h"

void flow_init(struct flow *flow, struct ui *ui, struct rect area, struct rect rest, uint32_t back)
{
    *flow = (struct flow){.ui = ui, .area = area, .rest = rest, .back = back};
}

#define GAP_LEAST 60 // per cent of a gap that always stays

static struct flow_item *push(struct flow *flow, enum flow_kind kind, int h)
{
    struct flow_item *item = ARENA_PUSH(flow->ui->arena, flow->items, flow->n_items, flow->capacity);
    memset(item, 0, sizeof *item);
    item->kind = kind;
    item->h = item->least = h;
    return item;
}

void flow_gap(struct flow *flow, int h)
{
    push(flow, FLOW_GAP, h)->least = h * GAP_LEAST / 100;
}

void flow_box(struct flow *flow, int h, int least, void (*draw)(struct ui *ui, struct rect rect))
{
    struct flow_item *item = push(flow, FLOW_BOX, h);
    item->least = least;
    item->box.draw = draw;
}

static bool begins_sentence(const struct text_block *block, uint32_t line)
{
    return sentence_begins(block->text, text_line_range(&block->lines[line]).p);
}

// Adds the lines of a block; returns the first of them.
static struct flow_item *push_lines(struct flow *flow, const struct text_block *block,
                                    const struct text_style *style, struct ink ink, int indent)
{
    size_t first = flow->n_items;
    for (uint32_t i = 0; i < block->n_lines; i++) {
        struct flow_item *item = push(flow, FLOW_LINE, block->line_px);
        item->line.block = *block;
        item->line.block.lines = &block->lines[i];
        item->line.block.n_lines = 1;
        item->line.block.h = block->line_h;
        item->line.style = *style;
        item->line.ink = ink;
        item->indent = indent;
        item->line.first = i == 0 && block->n_lines > 2;
        item->line.last = i + 1 == block->n_lines && block->n_lines > 2;
        if (i + 1 < block->n_lines)
            item->hold = begins_sentence(block, i + 1) ? HOLD_SENTENCE : HOLD_LINE;
    }
    return block->n_lines ? &flow->items[first] : NULL;
}

// A paragraph; returns its first item, or NULL when it is empty. One that no page holds has each sentence on lines of
// its own, so that pages can part between them.
static struct flow_item *push_paragraph(struct flow *flow, const struct text_style *style, struct rich text,
                                        struct ink ink, int indent)
{
    struct ui *ui = flow->ui;
    size_t first = flow->n_items;
    struct text_block block = ui_layout(ui, style, text, flow->area.w - indent);
    if (block.h <= flow->area.h)
        return push_lines(flow, &block, style, ink, indent);
    struct slice sentence;
    for (size_t at = 0; sentence_next(text.text, &at, &sentence);) {
        size_t from = (size_t)(sentence.p - text.text.p);
        if (flow->n_items > first)
            flow->items[flow->n_items - 1].hold = HOLD_SENTENCE;
        block =
            ui_layout(ui, style, rich_part(&text, from, from + sentence.n, ui->arena), flow->area.w - indent);
        push_lines(flow, &block, style, ink, indent);
    }
    return flow->n_items > first ? &flow->items[first] : NULL;
}

void flow_text(struct flow *flow, enum type type, struct rich text, uint32_t color, uint32_t strong,
               bool keep)
{
    struct text_style style = ui_type(flow->ui, type);
    size_t first = flow->n_items;
    push_paragraph(flow, &style, text, (struct ink){color, strong, flow->back}, 0);
    for (size_t i = first; keep && i < flow->n_items; i++)
        flow->items[i].hold = HOLD_TOGETHER;
}

static int point_indent(const struct flow *flow, int level)
{
    struct text_style style = ui_type(flow->ui, TYPE_BODY);
    int step = style.px * 13 / 10 > flow->ui->sizes.unit * 5 ? style.px * 13 / 10 : flow->ui->sizes.unit * 5;
    return step * (level + 1);
}

void flow_point(struct flow *flow, struct slice marker, int level, struct rich text, uint32_t color)
{
    struct text_style style = ui_type(flow->ui, TYPE_BODY);
    int indent = point_indent(flow, level);
    struct flow_item *first =
        push_paragraph(flow, &style, text, (struct ink){color, color, flow->back}, indent);
    if (first)
        first->line.marker = marker;
}

void flow_icon_line(struct flow *flow, enum icon icon, struct rich text, uint32_t color, uint32_t icon_color)
{
    struct text_style style = ui_type(flow->ui, TYPE_SMALL);
    int indent = style.px * 17 / 10;
    struct text_block block = ui_layout(flow->ui, &style, text, flow->area.w - indent);
    struct flow_item *first =
        push_lines(flow, &block, &style, (struct ink){color, icon_color, flow->back}, indent);
    if (!first)
        return;
    first->line.has_icon = true;
    first->line.icon = icon;
}

static void push_quote(struct flow *flow, struct rich text, uint32_t color, uint32_t strong)
{
    struct text_style style = ui_type(flow->ui, TYPE_BODY);
    int indent = flow->ui->sizes.unit * 4;
    style.font = FONT_ITALIC;
    struct text_block block = ui_layout(flow->ui, &style, text, flow->area.w - indent);
    if (!push_lines(flow, &block, &style, (struct ink){color, strong, flow->back}, indent))
        return;
    for (uint32_t i = 0; i < block.n_lines; i++)
        flow->items[flow->n_items - 1 - i].line.bar = true;
}

void flow_body(struct flow *flow, const struct body *body, size_t first, uint32_t color, uint32_t strong)
{
    for (size_t i = first; i < body->n_blocks; i++) {
        const struct block *block = &body->blocks[i];
        bool in_list = block->kind == BLOCK_BULLET || block->kind == BLOCK_NUMBERED;
        if (i > first)
            flow_gap(flow, flow->ui->sizes.unit * (in_list ? 12 : 24) / 10);
        if (block->kind == BLOCK_BULLET)
            flow_point(flow, SLICE("\xE2\x80\xA2"), block->level, block->text, color);
        else if (block->kind == BLOCK_NUMBERED)
            flow_point(flow, arena_format(flow->ui->arena, "%u.", block->number), block->level, block->text,
                       color);
        else if (block->kind == BLOCK_QUOTE)
            push_quote(flow, block->text, color, strong);
        else
            flow_text(flow, TYPE_BODY, block->text, color, strong, slice_ends(block->text.text, SLICE(":")));
    }
}

// The least that the cards would add in so many columns, with letters of so many per cent; INT_MAX where a word would
// break.
static int cards_height(struct flow *flow, const struct card *cards, size_t n, uint32_t columns, int percent)
{
    struct ui *ui = flow->ui;
    int h = 0;
    for (size_t i = 0; i < n; i += columns) {
        uint32_t in_row = n - i < columns ? (uint32_t)(n - i) : columns;
        int row = 0, width = (flow->area.w - (int)(in_row - 1) * ui->sizes.gap) / (int)in_row;
        for (uint32_t c = 0; c < in_row; c++) {
            struct card card = cards[i + c];
            if (!card_holds(ui, &card, width, percent))
                return INT_MAX;
            row = card.least > row ? card.least : row;
        }
        h += row + (i ? ui->sizes.gap * GAP_LEAST / 100 : 0);
    }
    return h;
}

// Px of the heading, if any, that stays on one page with what is added next.
static int held_height(const struct flow *flow)
{
    int h = 0;
    for (size_t i = flow->n_items; i-- > 0;) {
        const struct flow_item *item = &flow->items[i];
        if (item->kind != FLOW_GAP && (item->kind != FLOW_LINE || item->hold != HOLD_TOGETHER))
            break;
        h += item->least;
    }
    return h;
}

void flow_cards(struct flow *flow, const struct card *cards, size_t n, uint32_t columns)
{
    struct ui *ui = flow->ui;
    int room = flow->area.h - held_height(flow); // for the first row; the others have no less
    int percent = n > 0 && cards[0].most_percent ? cards[0].most_percent : 100;
    KASSERT(columns >= 1 && columns <= FLOW_MAX_COLUMNS);
    // A word that would break in so many columns stands whole in fewer.
    while (columns > 1 && cards_height(flow, cards, n, columns, percent) == INT_MAX)
        columns--;
    struct card *copies = ARENA_ARRAY(ui->arena, n, struct card);
    for (size_t i = 0; i < n; i += columns) {
        if (i)
            flow_gap(flow, ui->sizes.gap);
        uint32_t in_row = n - i < columns ? (uint32_t)(n - i) : columns;
        int h = 0, least = 0, width = (flow->area.w - (int)(in_row - 1) * ui->sizes.gap) / (int)in_row;
        for (uint32_t c = 0; c < in_row; c++) {
            struct card *card = &copies[i + c];
            *card = cards[i + c];
            card_measure(ui, card, width, room);
            h = card->h > h ? card->h : h;
            least = card->least > least ? card->least : least;
        }
        if (h > room && least <= room)
            h = room;
        struct flow_item *item = push(flow, FLOW_ROW, h);
        item->least = least;
        item->row.cards = &copies[i];
        item->row.n = in_row;
        item->row.columns = in_row; // fewer in the last row share all its width
    }
}

void flow_choices(struct flow *flow, const struct card *cards, size_t n)
{
    // All that can be chosen should be seen at once: in two columns, or in letters not quite so large, before on two pages.
    static const struct {
        uint32_t columns;
        int percent;
    } ways[] = {{1, 100}, {2, 100}, {1, 90}, {2, 90}, {1, 80}, {2, 80}, {1, 70}, {2, 70}, {1, 60}, {2, 60}};
    size_t usual = 2, all = sizeof ways / sizeof *ways, way = 0;
    size_t most = flow->ui->state->access.text_size == TEXT_SIZE_NORMAL ? usual : all;
    int room = flow->area.h - held_height(flow);
    while (way < most && cards_height(flow, cards, n, ways[way].columns, ways[way].percent) > room)
        way++;
    if (way == most) {
        int one = cards_height(flow, cards, n, 1, 100), two = cards_height(flow, cards, n, 2, 100);
        way = two < one;
    }
    struct card *sized = ARENA_ARRAY(flow->ui->arena, n, struct card);
    for (size_t i = 0; i < n; i++) {
        sized[i] = cards[i];
        sized[i].most_percent = ways[way].percent;
    }
    flow_cards(flow, sized, n, ways[way].columns);
}

void flow_keep_from(struct flow *flow, size_t first)
{
    for (size_t i = first; i + 1 < flow->n_items; i++)
        flow->items[i].hold = HOLD_TOGETHER;
}

void flow_lean_from(struct flow *flow, size_t first)
{
    for (size_t i = first; i + 1 < flow->n_items; i++)
        if (flow->items[i].hold == HOLD_NONE)
            flow->items[i].hold = HOLD_ROW;
}

// A phone at arm's length reads a code of about 60 mm.
static int qr_side(const struct flow *flow)
{
    int side = flow->ui->sizes.unit * 34;
    int most = flow->area.w * 45 / 100;
    return side < most ? side : most;
}

void flow_qr(struct flow *flow, struct slice link, struct rich caption)
{
    struct ui *ui = flow->ui;
    struct text_style style = ui_type(ui, TYPE_BODY);
    // A caption that is higher than its code may be so high that no page holds it.
    struct rect beside = {0, 0, flow->area.w - qr_side(flow) - ui->sizes.unit * 4, qr_side(flow)};
    struct text_block block = ui_fit(ui, &style, style.px / 2, 30, caption, beside);
    struct flow_item *item = push(flow, FLOW_QR, block.h > qr_side(flow) ? block.h : qr_side(flow));
    item->hold = HOLD_TOGETHER;
    item->qr.link = link;
    item->qr.side = qr_side(flow);
    item->qr.caption = block;
    item->qr.style = style;
    flow_gap(flow, ui->sizes.unit);
    // As people read it; the code has the whole of it.
    struct slice shown = slice_starts(link, SLICE("https://")) ? slice_from(link, 8) : link;
    flow_text(flow, TYPE_CARD, rich_of(shown), THEME_INK, THEME_INK, false);
    flow_gap(flow, ui->sizes.unit * 3);
}

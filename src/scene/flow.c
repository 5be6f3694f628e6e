// SPDX-License-Identifier: MIT
#include "scene/flow.h"

#include <limits.h>
#include <string.h>

#include "base/kassert.h"

#define WHOLE_PARAGRAPH 7 // lines that stay on one page

void flow_init(struct flow *flow, struct ui *ui, struct rect area, uint32_t back)
{
    *flow = (struct flow){.ui = ui, .area = area, .back = back};
}

static struct flow_item *push(struct flow *flow, enum flow_kind kind, int h)
{
    struct flow_item *item = ARENA_PUSH(flow->ui->arena, flow->items, flow->n_items, flow->capacity);
    memset(item, 0, sizeof *item);
    item->kind = kind;
    item->h = h;
    return item;
}

void flow_gap(struct flow *flow, int h)
{
    push(flow, FLOW_GAP, h);
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
        // Pages part between paragraphs; a long one doesn't leave its first line behind, nor its last alone.
        bool whole = block->n_lines <= WHOLE_PARAGRAPH;
        item->keep = i + 1 < block->n_lines && (whole || i == 0 || i + 2 == block->n_lines);
    }
    return block->n_lines ? &flow->items[first] : NULL;
}

void flow_text(struct flow *flow, enum type type, struct rich text, uint32_t color, uint32_t strong,
               bool keep)
{
    struct text_style style = ui_type(flow->ui, type);
    struct text_block block = ui_layout(flow->ui, &style, text, flow->area.w);
    struct flow_item *first = push_lines(flow, &block, &style, (struct ink){color, strong, flow->back}, 0);
    for (uint32_t i = 0; first && keep && i < block.n_lines; i++)
        flow->items[flow->n_items - 1 - i].keep = true;
}

static int point_indent(const struct flow *flow, int level)
{
    return flow->ui->sizes.unit * 5 * (level + 1);
}

void flow_point(struct flow *flow, struct slice marker, int level, struct rich text, uint32_t color)
{
    struct text_style style = ui_type(flow->ui, TYPE_BODY);
    int indent = point_indent(flow, level);
    struct text_block block = ui_layout(flow->ui, &style, text, flow->area.w - indent);
    struct flow_item *first =
        push_lines(flow, &block, &style, (struct ink){color, color, flow->back}, indent);
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
            flow_text(flow, TYPE_BODY, block->text, color, strong, false);
    }
}

void flow_cards(struct flow *flow, const struct card *cards, size_t n, uint32_t columns)
{
    struct ui *ui = flow->ui;
    KASSERT(columns >= 1 && columns <= FLOW_MAX_COLUMNS);
    struct card *copies = ARENA_ARRAY(ui->arena, n, struct card);
    for (size_t i = 0; i < n; i += columns) {
        if (i)
            flow_gap(flow, ui->sizes.gap);
        uint32_t in_row = n - i < columns ? (uint32_t)(n - i) : columns;
        int h = 0, width = (flow->area.w - (int)(in_row - 1) * ui->sizes.gap) / (int)in_row;
        for (uint32_t c = 0; c < in_row; c++) {
            copies[i + c] = cards[i + c];
            card_measure(ui, &copies[i + c], width);
            if (copies[i + c].h > h)
                h = copies[i + c].h;
        }
        struct flow_item *item = push(flow, FLOW_ROW, h);
        item->row.cards = &copies[i];
        item->row.n = in_row;
        item->row.columns = in_row; // fewer in the last row share all its width
    }
}

// What the cards would add in so many columns; INT_MAX where a word would break.
static int cards_height(struct flow *flow, const struct card *cards, size_t n, uint32_t columns)
{
    struct ui *ui = flow->ui;
    int h = 0;
    for (size_t i = 0; i < n; i += columns) {
        uint32_t in_row = n - i < columns ? (uint32_t)(n - i) : columns;
        int row = 0, width = (flow->area.w - (int)(in_row - 1) * ui->sizes.gap) / (int)in_row;
        for (uint32_t c = 0; c < in_row; c++) {
            struct card card = cards[i + c];
            card_measure(ui, &card, width);
            if (card.title_block.broke_word)
                return INT_MAX;
            row = card.h > row ? card.h : row;
        }
        h += row + (i ? ui->sizes.gap : 0);
    }
    return h;
}

void flow_choices(struct flow *flow, const struct card *cards, size_t n)
{
    int used = 0;
    for (size_t i = 0; i < flow->n_items; i++)
        used += flow->items[i].h;
    int room = flow->area.h - used;
    bool two = cards_height(flow, cards, n, 1) > room && cards_height(flow, cards, n, 2) <= room;
    flow_cards(flow, cards, n, two ? 2 : 1);
}

void flow_keep_from(struct flow *flow, size_t first)
{
    for (size_t i = first; i + 1 < flow->n_items; i++)
        flow->items[i].keep = true;
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
    struct text_block block =
        ui_layout(ui, &style, caption, flow->area.w - qr_side(flow) - ui->sizes.unit * 4);
    struct flow_item *item = push(flow, FLOW_QR, block.h > qr_side(flow) ? block.h : qr_side(flow));
    item->keep = true;
    item->qr.link = link;
    item->qr.caption = block;
    item->qr.style = style;
    flow_gap(flow, ui->sizes.unit);
    flow->items[flow->n_items - 1].keep = true;
    // As people read it; the code has the whole of it.
    struct slice shown = slice_starts(link, SLICE("https://")) ? slice_from(link, 8) : link;
    flow_text(flow, TYPE_CARD, rich_of(shown), THEME_INK, THEME_INK, false);
    flow_gap(flow, ui->sizes.unit * 3);
}

// The height from item i on that may not be parted.
static int kept_height(const struct flow *flow, size_t i)
{
    int h = flow->items[i].h;
    while (flow->items[i].keep) {
        do {
            if (++i == flow->n_items)
                return h;
            h += flow->items[i].h;
        } while (flow->items[i].kind == FLOW_GAP);
    }
    return h;
}

// Assigns pages of at most `height` px; returns how many there are, and in *last what the last one holds.
static uint32_t part(struct flow *flow, int height, int *last)
{
    uint32_t page = 0;
    int y = 0;
    for (size_t i = 0; i < flow->n_items; i++) {
        struct flow_item *item = &flow->items[i];
        int needed = kept_height(flow, i);
        if (needed > height)
            needed = item->h;
        if (item->kind != FLOW_GAP && y > 0 && y + needed > height) {
            page++;
            y = 0;
        }
        item->page = page;
        // A page doesn't begin with a gap.
        item->hidden = item->kind == FLOW_GAP && y == 0;
        if (!item->hidden)
            y += item->h;
    }
    *last = y;
    return page + 1;
}

// Pages are filled from the first on, but the last one isn't left with a scrap: then they come out about equally full.
static uint32_t paginate(struct flow *flow)
{
    int last, low = 0, high = flow->area.h, enough = flow->area.h * 2 / 5;
    uint32_t pages = part(flow, flow->area.h, &last);
    for (size_t i = 0; i < flow->n_items; i++) {
        if (flow->items[i].h > low)
            low = flow->items[i].h;
        if (kept_height(flow, i) <= flow->area.h && kept_height(flow, i) > low)
            low = kept_height(flow, i);
    }
    if (low > flow->area.h)
        flow->ui->scene->faults |= SCENE_FAULT_TEXT;
    if (pages == 1 || last >= enough)
        return pages;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (part(flow, middle, &last) <= pages)
            high = middle;
        else
            low = middle + 1;
    }
    return part(flow, high, &last);
}

static void draw_line(struct flow *flow, const struct flow_item *item, int y)
{
    struct ui *ui = flow->ui;
    int x = flow->area.x + item->indent;
    struct rect box = {x, y, flow->area.w - item->indent, item->line.block.line_h};
    ui_text(ui, &item->line.block, &item->line.style, x, y, box, ALIGN_LEFT, item->line.ink);
    int width = item->indent;
    struct rect gutter = {x - width, y, width, item->line.block.line_h};
    if (item->line.bar)
        ui_fill(ui, (struct rect){gutter.x, y, ui->sizes.unit, item->h}, THEME_MAIZE, 0);
    if (item->line.has_icon) {
        int side = item->line.style.px * 12 / 10;
        struct rect place = {gutter.x, y + (item->h - side) / 2, side, side};
        ui_icon(ui, item->line.icon, place, item->line.ink.strong);
    }
    if (item->line.marker.n) {
        struct text_style style = item->line.style;
        style.font = FONT_BOLD;
        struct text_block block = ui_layout(ui, &style, rich_of(item->line.marker), width);
        int left = x - block.w - ui->sizes.unit;
        ui_text(ui, &block, &style, left, y, gutter, ALIGN_LEFT, item->line.ink);
    }
}

static void draw_row(struct flow *flow, const struct flow_item *item, int y)
{
    int gap = flow->ui->sizes.gap;
    int width = (flow->area.w - (int)(item->row.columns - 1) * gap) / (int)item->row.columns;
    for (uint32_t c = 0; c < item->row.n; c++) {
        struct rect rect = {flow->area.x + (int)c * (width + gap), y, width, item->h};
        card_draw(flow->ui, &item->row.cards[c], rect);
    }
}

static void draw_qr(struct flow *flow, const struct flow_item *item, int y)
{
    struct ui *ui = flow->ui;
    int side = qr_side(flow), gap = ui->sizes.unit * 4;
    struct rect box = {flow->area.x + side + gap, y, flow->area.w - side - gap, item->h};
    ui_qr(ui, item->qr.link, (struct rect){flow->area.x, y, side, side});
    int top = y + (item->h - item->qr.caption.h) / 2;
    ui_text(ui, &item->qr.caption, &item->qr.style, box.x, top, box, ALIGN_LEFT,
            (struct ink){THEME_INK, THEME_INK, flow->back});
}

// Cards share the room that a single page leaves: a few choices are large ones, up to a point.
static void stretch_rows(struct flow *flow)
{
    int used = 0, rows = 0;
    for (size_t i = 0; i < flow->n_items; i++) {
        used += flow->items[i].h;
        rows += flow->items[i].kind == FLOW_ROW;
    }
    int most = flow->ui->sizes.unit * 7;
    int extra = rows && flow->area.h > used ? (flow->area.h - used) / rows : 0;
    for (size_t i = 0; i < flow->n_items && extra > 0; i++)
        if (flow->items[i].kind == FLOW_ROW)
            flow->items[i].h += extra < most ? extra : most;
}

uint32_t flow_draw(struct flow *flow, uint32_t page, uint32_t *shown)
{
    uint32_t pages = paginate(flow);
    *shown = page < pages ? page : pages - 1;
    if (pages == 1)
        stretch_rows(flow);
    int y = flow->area.y;
    for (size_t i = 0; i < flow->n_items; i++) {
        const struct flow_item *item = &flow->items[i];
        if (item->page != *shown)
            continue;
        if (item->kind == FLOW_LINE)
            draw_line(flow, item, y);
        if (item->kind == FLOW_ROW)
            draw_row(flow, item, y);
        if (item->kind == FLOW_QR)
            draw_qr(flow, item, y);
        if (!item->hidden)
            y += item->h;
    }
    return pages;
}

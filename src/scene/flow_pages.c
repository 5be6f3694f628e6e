// SPDX-License-Identifier: MIT
// A column cut into pages, and a page of it drawn. Where pages end is chosen for all of them together, by what each
// way of cutting costs, as Knuth and Plass break a paragraph into lines ("Breaking Paragraphs into Lines", 1981).
#include "scene/flow.h"

// What costs how much, in thousandths of a page to turn.
#define COST_PAGE 1000
#define COST_SQUEEZED 250 // all the air of a page is gone
#define COST_EMPTY 400    // nothing stands on a page; less than half of it is a quarter as bad
#define COST_ROW 100
#define COST_SENTENCE 700
#define COST_LINE 1500
#define COST_TOGETHER 6000
#define COST_LONELY 600 // a line of a longer paragraph stands alone
#define COST_NONE INT64_MAX

// From an item to the end of the column.
struct way {
    int64_t cost;
    size_t next; // where the page after this one begins; n_items: none does
};

// The items from `from` to the last before `to` that isn't a gap.
struct stretch {
    int full, least; // px
    size_t last;
};

static bool is_gap(const struct flow *flow, size_t i)
{
    return flow->items[i].kind == FLOW_GAP;
}

static size_t next_item(const struct flow *flow, size_t i)
{
    while (i < flow->n_items && is_gap(flow, i))
        i++;
    return i;
}

static int64_t cost_of_page(const struct stretch *stretch, int height)
{
    int64_t cost = COST_PAGE, empty = height - stretch->full;
    if (empty >= 0)
        return cost + COST_EMPTY * empty * empty / ((int64_t)height * height);
    return cost + COST_SQUEEZED * -empty / (stretch->full - stretch->least);
}

// Of a page that ends behind item `last`, and the next beginning with `next`.
static int64_t cost_of_end(const struct flow *flow, size_t last, size_t next)
{
    static const int64_t costs[] = {0, COST_ROW, COST_SENTENCE, COST_LINE, COST_TOGETHER};
    const struct flow_item *a = &flow->items[last], *b = &flow->items[next];
    bool lonely = (a->kind == FLOW_LINE && a->line.first) || (b->kind == FLOW_LINE && b->line.last);
    return costs[a->hold] + (lonely && a->hold != HOLD_NONE ? COST_LONELY : 0);
}

// The cheapest way on from item `from`, of which a page of this height holds the beginning. One that no page can hold
// stands alone.
static struct way find_way(const struct flow *flow, const struct way *ways, size_t from, int height)
{
    struct way best = {COST_NONE, flow->n_items};
    struct stretch page = {0};
    for (size_t i = from; i < flow->n_items; i++) {
        page.full += flow->items[i].h;
        page.least += flow->items[i].least;
        if (is_gap(flow, i))
            continue;
        if (page.least > height && i > from)
            break;
        if (page.least > height)
            flow->ui->scene->faults |= SCENE_FAULT_TEXT;
        page.last = i;
        size_t next = next_item(flow, i + 1);
        int64_t cost = page.least > height ? COST_PAGE : cost_of_page(&page, height);
        if (next < flow->n_items)
            cost += cost_of_end(flow, i, next) + ways[next].cost;
        if (cost < best.cost)
            best = (struct way){cost, next};
    }
    return best;
}

uint32_t flow_paginate(struct flow *flow)
{
    struct way *ways = ARENA_ARRAY(flow->ui->arena, flow->n_items + 1, struct way);
    for (size_t i = flow->n_items; i-- > 0;)
        if (!is_gap(flow, i))
            ways[i] = find_way(flow, ways, i, flow->rest.h);
    size_t begin = next_item(flow, 0);
    flow->pages = 0;
    struct way way = find_way(flow, ways, begin, flow->area.h);
    while (begin < flow->n_items) {
        for (size_t i = begin; i < way.next; i++)
            flow->items[i].page = flow->pages;
        flow->pages++;
        begin = way.next;
        way = ways[begin];
    }
    if (flow->pages == 0)
        flow->pages = 1;
    return flow->pages;
}

// The items of a page, from its first to its last that isn't a gap; `full` is 0 when there is none.
static struct stretch page_of(const struct flow *flow, uint32_t page, size_t *from)
{
    struct stretch stretch = {0};
    size_t i = next_item(flow, 0);
    while (i < flow->n_items && flow->items[i].page != page)
        i = next_item(flow, i + 1);
    *from = i;
    int full = 0, least = 0;
    for (; i < flow->n_items && flow->items[i].page == page; i++) {
        full += flow->items[i].h;
        least += flow->items[i].least;
        if (!is_gap(flow, i))
            stretch = (struct stretch){full, least, i};
    }
    return stretch;
}

int flow_spare(const struct flow *flow, uint32_t page)
{
    size_t from;
    int height = page == 0 ? flow->area.h : flow->rest.h, full = page_of(flow, page, &from).full;
    return full < height ? height - full : 0;
}

static void draw_line(struct flow *flow, const struct flow_item *item, int y)
{
    struct ui *ui = flow->ui;
    int x = flow->area.x + item->indent;
    struct rect box = {x, y, flow->area.w - item->indent, item->line.block.line_h};
    bool aloud = ui->aloud;
    ui->aloud = aloud && !item->line.heard;
    ui_text(ui, &item->line.block, &item->line.style, x, y, box, ALIGN_LEFT, item->line.ink);
    ui->aloud = aloud;
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
    int side = item->qr.side, gap = ui->sizes.unit * 4;
    struct rect box = {flow->area.x + side + gap, y, flow->area.w - side - gap, item->h};
    ui_qr(ui, item->qr.link, (struct rect){flow->area.x, y, side, side});
    int top = y + (item->h - item->qr.caption.h) / 2;
    ui_text(ui, &item->qr.caption, &item->qr.style, box.x, top, box, ALIGN_LEFT,
            (struct ink){THEME_INK, THEME_INK, flow->back});
}

// Where a page can't hold the air of all its items, each gets its share of what there is.
static void share_air(struct flow *flow, size_t from, const struct stretch *page, int height)
{
    int64_t room = height > page->least ? height - page->least : 0, wanted = page->full - page->least;
    int64_t asked = 0, given = 0;
    for (size_t i = from; i <= page->last && page->full > height && wanted > 0; i++) {
        struct flow_item *item = &flow->items[i];
        asked += item->h - item->least;
        int64_t due = asked * room / wanted;
        item->h = item->least + (int)(due - given);
        given = due;
    }
}

// Cards share the room that their page leaves: a few choices are large ones, up to a point.
static void stretch_rows(struct flow *flow, size_t from, size_t last, int spare)
{
    int rows = 0, most = flow->ui->sizes.unit * (flow->pages == 1 ? 7 : 4);
    for (size_t i = from; i <= last; i++)
        rows += flow->items[i].kind == FLOW_ROW;
    int extra = rows ? spare / rows : 0;
    for (size_t i = from; i <= last; i++)
        if (flow->items[i].kind == FLOW_ROW)
            flow->items[i].h += extra < most ? extra : most;
}

void flow_draw(struct flow *flow, uint32_t page, struct rect area)
{
    size_t from;
    struct stretch stretch = page_of(flow, page, &from);
    if (stretch.full == 0)
        return;
    if (stretch.full > area.h)
        share_air(flow, from, &stretch, area.h);
    else
        stretch_rows(flow, from, stretch.last, area.h - stretch.full);
    int y = area.y;
    for (size_t i = from; i <= stretch.last; i++) {
        const struct flow_item *item = &flow->items[i];
        if (item->kind == FLOW_LINE)
            draw_line(flow, item, y);
        if (item->kind == FLOW_ROW)
            draw_row(flow, item, y);
        if (item->kind == FLOW_QR)
            draw_qr(flow, item, y);
        if (item->kind == FLOW_BOX)
            item->box.draw(flow->ui, (struct rect){flow->area.x, y, flow->area.w, item->h});
        y += item->h;
    }
}

// SPDX-License-Identifier: MIT
// A column cut into pages, and the page that is shown drawn.
#include "scene/flow.h"

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

// Of what no page can hold together, a heading still stays with the first line or row after it.
static int with_next(const struct flow *flow, size_t i)
{
    int h = flow->items[i].h;
    while (flow->items[i].keep && ++i < flow->n_items) {
        h += flow->items[i].h;
        if (flow->items[i].kind != FLOW_GAP)
            break;
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
            needed = with_next(flow, i);
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
    int side = item->qr.side, gap = ui->sizes.unit * 4;
    struct rect box = {flow->area.x + side + gap, y, flow->area.w - side - gap, item->h};
    ui_qr(ui, item->qr.link, (struct rect){flow->area.x, y, side, side});
    int top = y + (item->h - item->qr.caption.h) / 2;
    ui_text(ui, &item->qr.caption, &item->qr.style, box.x, top, box, ALIGN_LEFT,
            (struct ink){THEME_INK, THEME_INK, flow->back});
}

static void swap_heights(struct flow *flow)
{
    for (size_t i = 0; i < flow->n_items; i++) {
        int h = flow->items[i].h;
        flow->items[i].h = flow->items[i].least;
        flow->items[i].least = h;
    }
}

// Gives the items of one page, which are at their least, the air that the page has left. After swap_heights, `least` is
// what each had at its most comfortable.
static void air(struct flow *flow, uint32_t page)
{
    int64_t used = 0, wanted = 0, asked = 0, given = 0;
    for (size_t i = 0; i < flow->n_items; i++) {
        const struct flow_item *item = &flow->items[i];
        if (item->page != page || item->hidden)
            continue;
        used += item->h;
        wanted += item->least - item->h;
    }
    int64_t room = flow->area.h - used < wanted ? flow->area.h - used : wanted;
    for (size_t i = 0; i < flow->n_items && wanted > 0 && room > 0; i++) {
        struct flow_item *item = &flow->items[i];
        if (item->page != page || item->hidden)
            continue;
        asked += item->least - item->h;
        int64_t due = asked * room / wanted;
        item->h += (int)(due - given);
        given = due;
    }
}

// With less air in cards and gaps there may be a page less to turn for whoever looks for a number: then it is so.
static bool squeeze(struct flow *flow)
{
    int last;
    uint32_t pages = part(flow, flow->area.h, &last);
    if (pages == 1)
        return false;
    swap_heights(flow);
    if (part(flow, flow->area.h, &last) < pages)
        return true;
    swap_heights(flow);
    return false;
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
    bool squeezed = squeeze(flow);
    uint32_t pages = paginate(flow);
    *shown = page < pages ? page : pages - 1;
    if (squeezed)
        air(flow, *shown);
    else if (pages == 1)
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

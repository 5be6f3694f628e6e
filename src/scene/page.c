// SPDX-License-Identifier: MIT
#include "scene/page.h"

#include "base/kassert.h"
#include "scene/speech.h"

// With large letters the panel is a strip with the title; what it would say besides closes the page.
static bool is_strip(const struct ui *ui)
{
    return ui->state->access.text_size > TEXT_SIZE_NORMAL && !ui->state->access.low_reach;
}

static int panel_margin(const struct ui *ui)
{
    return ui->sizes.margin * (is_strip(ui) ? 4 : 8) / 10;
}

struct rect page_above_bar(const struct ui *ui, bool strip)
{
    int rows = ui->sizes.portrait && strip ? 2 : 1;
    return (struct rect){0, 0, ui->in->w, ui->in->h - rows * ui->sizes.bar};
}

// The panel over the page, or beside it.
static bool is_stacked(const struct ui *ui)
{
    return ui->sizes.portrait || ui->state->access.low_reach || is_strip(ui);
}

// Per cent of the screen's height, from its foot, in which all is touched. A wide screen is low itself, and a page
// needs some height for a card.
#define REACH_TALL 40
#define REACH_WIDE 60

static struct rect panel_rect(const struct ui *ui, struct rect whole)
{
    if (ui->state->access.low_reach)
        return (struct rect){0, 0, whole.w,
                             ui->in->h - ui->in->h * (ui->sizes.portrait ? REACH_TALL : REACH_WIDE) / 100};
    if (ui->sizes.portrait)
        return (struct rect){0, 0, whole.w, whole.h * 29 / 100};
    return (struct rect){0, 0, whole.w * 38 / 100, whole.h};
}

static struct rect content_rect(const struct ui *ui, struct rect whole, struct rect panel)
{
    struct rect rest = is_stacked(ui) ? (struct rect){0, panel.h, whole.w, whole.h - panel.h}
                                      : (struct rect){panel.w, 0, whole.w - panel.w, whole.h};
    // What is low anyway gives its margins to what is touched.
    bool tight = ui->state->access.low_reach || is_strip(ui);
    return rect_inset(rest, ui->sizes.margin * (tight ? 4 : 9) / 10);
}

#define STEPS_SHOWN 12

// Three small diamonds are the sign that a topic's field carries. Where there is a way to go they show it, and grow
// with each step.
static void draw_diamonds(struct ui *ui, const struct panel *panel, int x, int y, int side)
{
    bool way = panel->steps > 1 && panel->steps <= STEPS_SHOWN;
    int n = way ? panel->steps : 3, lit = way ? panel->step + 1 : 2;
    for (int i = 0; i < n; i++) {
        struct rect place = {x + i * side * 13 / 10, y, side, side};
        if (way && i >= lit)
            place = rect_inset(place, side / 4);
        ui_diamond(ui, place, i < lit ? panel->field.accent : panel->field.text);
    }
}

struct panel_texts {
    struct text_style eyebrow_style, title_style, lead_style, number_style;
    struct text_block eyebrow, title, lead, number;
    int h;
};

static enum type title_type(const struct panel *panel)
{
    if (panel->asks && panel->small)
        return TYPE_SMALL;
    if (panel->asks)
        return TYPE_CARD; // no smaller than its answers
    return panel->small ? TYPE_HEADING : TYPE_TITLE;
}

static uint32_t most_lines(const struct panel *panel)
{
    return panel->asks ? 12 : panel->small ? 2 : 6;
}

static struct panel_texts fit_texts(const struct ui *ui, const struct panel *panel, struct rect box)
{
    int unit = ui->sizes.unit;
    struct panel_texts t = {.eyebrow_style = ui_type(ui, TYPE_SMALL),
                            .title_style = ui_type(ui, TYPE_TITLE),
                            .lead_style = ui_type(ui, TYPE_LEAD),
                            .number_style = ui_type(ui, TYPE_TITLE)};
    ui_shrink(&t.title_style, ui_type(ui, title_type(panel)).px);
    int least_title = t.title_style.px * (panel->asks ? 48 : 62) / 100;
    int least_lead = ui_type(ui, TYPE_SMALL).px;
    if (ui->state->access.text_size > TEXT_SIZE_NORMAL)
        least_lead = least_lead * 7 / 10; // still larger than it usually is
    t.number_style.px = unit * 24;
    t.number_style.line_px = unit * 25;
    // The digits leave the name its room, however low the panel is.
    struct rect digits = {box.x, box.y, box.w, box.h * 45 / 100};
    if (panel->number.n)
        t.number = ui_fit(ui, &t.number_style, unit * 2, 1, rich_of(panel->number), digits);
    t.eyebrow = ui_layout(ui, &t.eyebrow_style, rich_of(panel->eyebrow), box.w);
    struct rect rest = box;
    rest.h -= t.number.h + t.eyebrow.h + unit * 4;
    t.title = ui_fit(ui, &t.title_style, least_title, most_lines(panel), panel->title, rest);
    rest.h -= t.title.h + unit * 2;
    if (panel->lead.text.n)
        t.lead = ui_fit(ui, &t.lead_style, least_lead, 30, panel->lead, rest);
    t.h = box.h - rest.h + t.lead.h;
    return t;
}

static void draw_texts(struct ui *ui, const struct panel *panel, const struct panel_texts *t, struct rect box)
{
    int unit = ui->sizes.unit;
    struct ink ink = {panel->field.text, panel->field.accent, panel->field.back};
    struct ink accent = {panel->field.accent, panel->field.accent, panel->field.back};
    int y = box.y;
    draw_diamonds(ui, panel, box.x, y, unit * 2);
    y += unit * 35 / 10;
    y += ui_text(ui, &t->eyebrow, &t->eyebrow_style, box.x, y, box, ALIGN_LEFT, ink);
    if (t->number.n_lines)
        y += ui_text(ui, &t->number, &t->number_style, box.x, y, box, ALIGN_LEFT, accent);
    y += ui_text(ui, &t->title, &t->title_style, box.x, y, box, ALIGN_LEFT, ink) + unit * 2;
    ui_text(ui, &t->lead, &t->lead_style, box.x, y, box, ALIGN_LEFT, ink);
}

static void draw_picture(struct ui *ui, const struct panel *panel, struct rect rect)
{
    if (panel->picture)
        ui_picture(ui, panel->pack, panel->picture, rect, false, 1, false);
    else if (panel->asset.n)
        ui_asset(ui, panel->asset, rect, false, 1);
}

static bool has_picture(const struct panel *panel)
{
    return panel->picture || panel->asset.n;
}

// Texts with the picture at their side, which becomes smaller for them before it goes.
static void draw_side_by_side(struct ui *ui, const struct panel *panel, struct rect rect, struct rect box)
{
    static const int shares[] = {96, 84, 72, 60, 50};
    bool framed = ui->state->access.colors == COLORS_CONTRAST;
    for (size_t i = 0; has_picture(panel) && i < sizeof shares / sizeof *shares; i++) {
        int side = rect.h * shares[i] / 100;
        struct rect beside = box;
        beside.w = rect.w - side - box.x - (framed ? ui->sizes.unit * 3 : 0);
        if (beside.w < rect.w * 44 / 100)
            continue; // a title in a narrow column is hard to read
        struct panel_texts t = fit_texts(ui, panel, beside);
        if (t.h > box.h || t.title.w > beside.w || t.title.broke_word || t.lead.broke_word)
            continue;
        draw_picture(ui, panel, (struct rect){rect.w - side, rect.h - side, side, side});
        draw_texts(ui, panel, &t, beside);
        return;
    }
    struct panel_texts t = fit_texts(ui, panel, box);
    draw_texts(ui, panel, &t, box);
}

static void draw_panel(struct ui *ui, const struct panel *panel, struct rect rect)
{
    int unit = ui->sizes.unit;
    ui_fill(ui, rect, panel->field.back, 0);
    struct rect box = rect_inset(rect, panel_margin(ui));
    // A panel about as high as it is wide has its picture under the texts, not beside them.
    if (is_stacked(ui) && rect.h * 10 < rect.w * 7) {
        draw_side_by_side(ui, panel, rect, box);
        return;
    }
    struct panel_texts t = fit_texts(ui, panel, box);
    int left = rect.h - box.y - t.h - unit * 2;
    int side = left < rect.w ? left : rect.w;
    if (has_picture(panel) && side >= unit * 26)
        draw_picture(ui, panel, (struct rect){rect.w - side, rect.h - side, side, side});
    draw_texts(ui, panel, &t, box);
}

// As high as its texts need, up to half of the page; a picture that is to be looked at has most of that.
static struct rect strip_rect(const struct ui *ui, const struct panel *panel, struct rect whole)
{
    struct rect most = {0, 0, whole.w, whole.h / 2};
    struct rect box = rect_inset(most, panel_margin(ui));
    int wanted = fit_texts(ui, panel, box).h + 2 * panel_margin(ui), look = whole.h * 42 / 100;
    if (panel->look && wanted < look)
        wanted = look;
    most.h = wanted < most.h ? wanted : most.h;
    return most;
}

// With large letters: what the panel keeps on the first page, and on the others only what says where one is.
static void make_strips(const struct ui *ui, struct page *page, struct rect whole)
{
    if (!page->panel.look) {
        page->panel.picture = NULL;
        page->panel.asset = SLICE_NONE;
    }
    page->first = strip_rect(ui, &page->panel, whole);
    page->band = page->panel;
    page->band.picture = NULL;
    page->band.asset = SLICE_NONE;
    page->band.look = false;
    page->band.eyebrow = SLICE_NONE;
    page->band.small = true;
    page->later = strip_rect(ui, &page->band, whole);
}

bool page_panel_holds(const struct ui *ui, const struct panel *panel)
{
    struct rect box = rect_inset(panel_rect(ui, page_above_bar(ui, true)), panel_margin(ui));
    struct panel_texts t = fit_texts(ui, panel, box);
    return !is_stacked(ui) && t.h <= box.h && !t.title.broke_word && !t.lead.broke_word;
}

struct page page_begin(struct ui *ui, const struct panel *panel)
{
    struct rect whole = page_above_bar(ui, true);
    struct page page = {.panel = *panel, .first = panel_rect(ui, whole)};
    if (ui->state->access.text_size > TEXT_SIZE_NORMAL) {
        page.panel.lead = (struct rich){.n_spans = 0};
        page.panel.eyebrow = panel->number.n ? SLICE_NONE : panel->eyebrow;
        page.lead = panel->lead;
    }
    page.later = page.first;
    page.band = page.panel;
    if (is_strip(ui))
        make_strips(ui, &page, whole);
    page.content = content_rect(ui, whole, page.first);
    return page;
}

static void put_lead(struct flow *flow, const struct page *page)
{
    flow_text(flow, TYPE_BODY, page->lead, THEME_INK, THEME_INK, false);
}

void page_flow(struct flow *flow, struct ui *ui, const struct page *page)
{
    flow_init(flow, ui, page->content, content_rect(ui, page_above_bar(ui, true), page->later), THEME_CREAM);
    if (page->lead.text.n == 0 || page->panel.lead_last)
        return;
    put_lead(flow, page);
    flow_gap(flow, ui->sizes.unit * 3);
}

// Upright, a short page gives its panel, and so the picture, some of the room that it leaves.
static int panel_growth(const struct ui *ui, const struct page *page, const struct flow *flow)
{
    if (!ui->sizes.portrait || is_strip(ui) || ui->state->access.low_reach || flow->pages > 1 ||
        !has_picture(&page->panel))
        return 0;
    int most = page->first.h * 55 / 100, spare = flow_spare(flow, 0) * 55 / 100;
    return spare < most ? spare : most;
}

static void join_pages(struct ui *ui, const struct flow *flow, uint32_t shown, struct nav *nav)
{
    if (shown > 0)
        nav->previous = (struct hit){.act = ACT_PAGE, .arg = shown - 1};
    if (shown + 1 < flow->pages) {
        nav->next = (struct hit){.act = ACT_PAGE, .arg = shown + 1};
        nav->next_label = ui_word_plain(ui, WORD_MORE);
        nav->next_primary = true;
    }
    if (flow->pages > 1) {
        struct slice values[] = {ui_number(ui, shown + 1), ui_number(ui, flow->pages)};
        nav->between = words_fill(ui->words, WORD_PAGE_OF, values, 2, ui->arena);
        nav->between_short = arena_format(ui->arena, "%u/%u", shown + 1, flow->pages);
    }
}

void page_end(struct ui *ui, const struct page *page, struct flow *flow, struct nav nav)
{
    if (page->lead.text.n && page->panel.lead_last) {
        flow_gap(flow, ui->sizes.unit * 3);
        put_lead(flow, page);
    }
    uint32_t pages = flow_paginate(flow), at = ui->state->at.page, shown = at < pages ? at : pages - 1;
    struct rect panel = shown == 0 ? page->first : page->later, area = shown == 0 ? flow->area : flow->rest;
    int growth = panel_growth(ui, page, flow);
    panel.h += growth;
    area.y += growth;
    area.h -= growth;
    ui_fill(ui, (struct rect){0, 0, ui->in->w, ui->in->h}, THEME_CREAM, 0);
    // What was read on the page before isn't read again.
    bool voice = ui->in->has_voice;
    ui->aloud = voice && shown == 0 && !page->panel.heard;
    draw_panel(ui, shown == 0 ? &page->panel : &page->band, panel);
    ui->aloud = voice;
    flow_draw(flow, shown, area);
    ui->aloud = false;
    join_pages(ui, flow, shown, &nav);
    if (nav.next.act == ACT_PAGE)
        speech_add(ui, nav.next_label);
    nav.listen =
        ui->in->has_voice && ui->state->at.screen != SCREEN_LISTEN && ui->state->at.screen != SCREEN_OPERATOR;
    ui->scene->swipe_left = nav.next;
    ui->scene->swipe_right = nav.previous;
    page_bar(ui, &nav);
}

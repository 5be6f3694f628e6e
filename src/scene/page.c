// SPDX-License-Identifier: MIT
#include "scene/page.h"

#include "base/kassert.h"

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

// Per cent of the screen's height, from its foot, in which all is touched. A wide screen is low itself, and a page needs
// some height for a card.
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

// Three small diamonds: the sign that a topic's field carries.
static void draw_diamonds(struct ui *ui, int x, int y, int side, struct field field)
{
    for (int i = 0; i < 3; i++)
        ui_diamond(ui, (struct rect){x + i * side * 13 / 10, y, side, side},
                   i < 2 ? field.accent : field.text);
}

struct panel_texts {
    struct text_style eyebrow_style, title_style, lead_style, number_style;
    struct text_block eyebrow, title, lead, number;
    int h;
};

static struct panel_texts fit_texts(const struct ui *ui, const struct panel *panel, struct rect box)
{
    int unit = ui->sizes.unit;
    struct panel_texts t = {.eyebrow_style = ui_type(ui, TYPE_SMALL),
                            .title_style = ui_type(ui, TYPE_TITLE),
                            .lead_style = ui_type(ui, TYPE_LEAD),
                            .number_style = ui_type(ui, TYPE_TITLE)};
    int least_title = t.title_style.px * 62 / 100, least_lead = ui_type(ui, TYPE_SMALL).px;
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
    t.title = ui_fit(ui, &t.title_style, least_title, 6, panel->title, rest);
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
    draw_diamonds(ui, box.x, y, unit * 2, panel->field);
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

static void draw_panel(struct ui *ui, const struct panel *panel, struct rect rect)
{
    int unit = ui->sizes.unit;
    bool pictured = panel->picture || panel->asset.n;
    ui_fill(ui, rect, panel->field.back, 0);
    struct rect box = rect_inset(rect, panel_margin(ui));
    // A panel about as high as it is wide has its picture under the texts, not beside them.
    if (is_stacked(ui) && rect.h * 10 < rect.w * 7) {
        int side = rect.h * 96 / 100;
        struct rect beside = box;
        beside.w = rect.w - side - box.x;
        struct panel_texts t = fit_texts(ui, panel, beside);
        bool room =
            pictured && t.h <= box.h && t.title.w <= beside.w && !t.title.broke_word && !t.lead.broke_word;
        if (room)
            draw_picture(ui, panel, (struct rect){rect.w - side, rect.h - side, side, side});
        else
            t = fit_texts(ui, panel, box);
        draw_texts(ui, panel, &t, room ? beside : box);
        return;
    }
    struct panel_texts t = fit_texts(ui, panel, box);
    int left = rect.h - box.y - t.h - unit * 2;
    int side = left < rect.w ? left : rect.w;
    if (pictured && side >= unit * 26)
        draw_picture(ui, panel, (struct rect){rect.w - side, rect.h - side, side, side});
    draw_texts(ui, panel, &t, box);
}

// As high as its title needs, up to half of the page.
static struct rect strip_rect(const struct ui *ui, const struct panel *panel, struct rect whole)
{
    struct rect most = {0, 0, whole.w, whole.h / 2};
    int margins = 2 * panel_margin(ui),
        wanted = fit_texts(ui, panel, rect_inset(most, panel_margin(ui))).h + margins;
    most.h = wanted < most.h ? wanted : most.h;
    return most;
}

struct page page_begin(struct ui *ui, const struct panel *panel)
{
    struct page page = {.whole = page_above_bar(ui, true)};
    struct panel shown = *panel;
    struct rect rect = panel_rect(ui, page.whole);
    if (ui->state->access.text_size > TEXT_SIZE_NORMAL) {
        shown.lead = (struct rich){.n_spans = 0};
        shown.eyebrow = panel->number.n ? SLICE_NONE : panel->eyebrow;
        page.lead = panel->lead;
    }
    if (is_strip(ui)) {
        shown.picture = NULL;
        shown.asset = SLICE_NONE;
        rect = strip_rect(ui, &shown, page.whole);
    }
    page.content = content_rect(ui, page.whole, rect);
    ui_fill(ui, (struct rect){0, 0, ui->in->w, ui->in->h}, THEME_CREAM, 0);
    ui->aloud = true;
    draw_panel(ui, &shown, rect);
    return page;
}

void page_flow(struct flow *flow, struct ui *ui, const struct page *page)
{
    flow_init(flow, ui, page->content, THEME_CREAM);
    flow->after = page->lead;
}

void page_end(struct ui *ui, struct flow *flow, struct nav nav)
{
    uint32_t shown = 0, pages = 1;
    if (flow && flow->after.text.n) {
        flow_gap(flow, ui->sizes.unit * 3);
        flow_text(flow, TYPE_BODY, flow->after, THEME_INK, THEME_INK, false);
    }
    if (flow)
        pages = flow_draw(flow, ui->state->at.page, &shown);
    if (shown > 0)
        nav.previous = (struct hit){.act = ACT_PAGE, .arg = shown - 1};
    if (shown + 1 < pages) {
        nav.next = (struct hit){.act = ACT_PAGE, .arg = shown + 1};
        nav.next_label = ui_word_plain(ui, WORD_MORE);
        nav.next_primary = true;
    }
    if (pages > 1) {
        struct slice values[] = {ui_number(ui, shown + 1), ui_number(ui, pages)};
        nav.between = words_fill(ui->words, WORD_PAGE_OF, values, 2, ui->arena);
    }
    ui->aloud = false;
    nav.listen = ui->in->has_voice && ui->state->at.screen != SCREEN_LISTEN;
    ui->scene->swipe_left = nav.next;
    ui->scene->swipe_right = nav.previous;
    page_bar(ui, &nav);
}

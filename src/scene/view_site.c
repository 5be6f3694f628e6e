// SPDX-License-Identifier: MIT
// The adults of this place whom a child can go to, and always the way round them: another one, or a helpline.
#include "scene/views.h"

#define CALLS 2 // helplines at the foot

struct card view_site_card(struct ui *ui)
{
    struct card card = {.icon = ICON_PEOPLE,
                        .has_icon = true,
                        .title = ui_word(ui, WORD_SITE_TITLE),
                        .has_trailing = true,
                        .trailing = ICON_RIGHT,
                        .act = ACT_ADULTS};
    card_paper(&card);
    return card;
}

// Who they are, where and when.
static struct card adult_card(const struct ui *ui, const struct site *site, const struct site_adult *adult,
                              uint16_t lang)
{
    struct slice where = adult->room[lang], when = adult->hours[lang], role = adult->role[lang];
    struct slice text = when.n ? arena_format(ui->arena, "%.*s\n%.*s\n%.*s", SLICE_ARG(role),
                                              SLICE_ARG(where), SLICE_ARG(when))
                               : arena_format(ui->arena, "%.*s\n%.*s", SLICE_ARG(role), SLICE_ARG(where));
    struct card card = {.icon = ICON_PEOPLE,
                        .has_icon = true,
                        .pack = &site->home,
                        .picture = adult->photo,
                        .thumb_back = THEME_SAND,
                        .title = rich_of(adult->name),
                        .text_below = rich_of(text),
                        .act = ACT_NONE};
    card_paper(&card);
    return card;
}

static void put_adults(struct flow *flow, const struct site *site, uint16_t lang)
{
    struct card cards[LIMIT_SITE_ADULTS];
    for (uint16_t i = 0; i < site->n_adults; i++)
        cards[i] = adult_card(flow->ui, site, &site->adults[i], lang);
    flow_cards(flow, cards, site->n_adults, 1);
}

// Never without it: the one who hurts may be among those named.
static void put_other_ways(struct flow *flow)
{
    struct ui *ui = flow->ui;
    uint16_t list[LIMIT_CHANNELS];
    struct card cards[CALLS];
    uint16_t n = help_channels(ui->state, ui->country,
                               (struct place){.by = CHANNELS_BY_NEED, .index = NEED_TALK}, list);
    n = n > CALLS ? CALLS : n;
    flow_gap(flow, ui->sizes.unit * 3);
    size_t first = flow->n_items;
    flow_text(flow, TYPE_LEAD, ui_word(ui, WORD_SITE_ELSE), THEME_INK, THEME_INK, n > 0);
    flow_gap(flow, ui->sizes.unit * 2);
    for (uint16_t i = 0; i < n; i++)
        cards[i] = view_channel_card(ui, list[i]);
    if (n > 0)
        flow_cards(flow, cards, n, 1);
    flow_lean_from(flow, first);
}

void view_site(struct ui *ui)
{
    const struct site *site = ui->country->site;
    uint16_t lang = site_lang(site, ui->country->langs[ui->state->language]);
    struct panel panel = {.field = {THEME_INK, THEME_CREAM, THEME_MAIZE},
                          .eyebrow = site->institution,
                          .title = ui_word(ui, WORD_SITE_TITLE),
                          .lead = ui_word(ui, WORD_SITE_TEXT),
                          .asset = SLICE("pictures/welcome.svg")};
    struct page page = page_begin(ui, &panel);
    struct flow flow;
    page_flow(&flow, ui, &page);
    put_adults(&flow, site, lang);
    put_other_ways(&flow);
    page_end(ui, &page, &flow, (struct nav){.back = true});
}

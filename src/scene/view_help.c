// SPDX-License-Identifier: MIT
// Help: who is there, how to reach them, and what happens then.
#include "scene/views.h"

static const struct field night = {THEME_INK, THEME_CREAM, THEME_MAIZE};

static enum word need_word(enum need need)
{
    return (enum word)(WORD_NEED_EMERGENCY + (int)need);
}

static enum word asker_word(enum audience asker)
{
    return (enum word)(WORD_ASKER_CHILDREN + (int)asker);
}

static bool needs_internet(const struct channel *channel)
{
    return channel->kind == CHANNEL_CHAT || channel->kind == CHANNEL_APP || channel->kind == CHANNEL_WEB;
}

struct card view_channel_card(struct ui *ui, uint16_t index)
{
    const struct channel *channel = ui->country->channels[index];
    bool phone = channel->kind == CHANNEL_PHONE && channel->value.n;
    struct card card = {.icon = theme_channel_icon(channel->kind),
                        .has_icon = true,
                        .title = rich_of(UI_SLICE_OF(ui, channel->pack, channel->name)),
                        .has_trailing = true,
                        .trailing = ICON_RIGHT,
                        .act = ACT_CHANNEL,
                        .arg = index};
    if (phone)
        card.number = channel->value;
    if (needs_internet(channel))
        card.text_below = ui_word(ui, WORD_NEEDS_INTERNET);
    else if (channel->free == TRI_YES)
        card.text_below = ui_word(ui, WORD_FREE);
    card_paper(&card);
    return card;
}

static void put_section(struct flow *flow, enum word heading, const struct card *cards, size_t n,
                        uint32_t columns)
{
    int unit = flow->ui->sizes.unit;
    flow_gap(flow, unit * 3);
    size_t first = flow->n_items;
    flow_text(flow, TYPE_HEADING, ui_word(flow->ui, heading), THEME_INK, THEME_INK, true);
    flow_gap(flow, unit * 15 / 10);
    flow_cards(flow, cards, n, columns);
    flow_keep_from(flow, first);
}

static void put_needs(struct flow *flow)
{
    struct ui *ui = flow->ui;
    struct card cards[NEED_COUNT];
    size_t n = 0;
    for (int need = NEED_EMERGENCY + 1; need < NEED_COUNT; need++) {
        if (!help_has_need(ui->state, ui->country, (enum need)need))
            continue;
        cards[n] = (struct card){.icon = theme_need_icon((enum need)need),
                                 .has_icon = true,
                                 .title = ui_word(ui, need_word((enum need)need)),
                                 .act = ACT_NEED,
                                 .arg = (uint32_t)need};
        card_paper(&cards[n++]);
    }
    if (n == 0)
        return;
    put_section(flow, WORD_HELP_WHAT, cards, n, view_columns(ui, flow->area.w));
}

static void put_askers(struct flow *flow)
{
    struct ui *ui = flow->ui;
    struct card cards[AUDIENCE_COUNT + 1];
    size_t n = 0;
    for (int asker = 0; asker < AUDIENCE_COUNT; asker++) {
        if (!help_has_asker(ui->state, ui->country, (enum audience)asker))
            continue;
        cards[n] = (struct card){.icon = theme_asker_icon((enum audience)asker),
                                 .has_icon = true,
                                 .title = ui_word(ui, asker_word((enum audience)asker)),
                                 .act = ACT_ASKER,
                                 .arg = (uint32_t)asker};
        card_paper(&cards[n++]);
    }
    cards[n] = (struct card){
        .icon = ICON_NO_PHONE, .has_icon = true, .title = ui_word(ui, WORD_NO_PHONE), .act = ACT_NO_PHONE};
    card_paper(&cards[n++]);
    put_section(flow, WORD_HELP_WHO, cards, n, view_columns(ui, flow->area.w));
}

void view_help(struct ui *ui)
{
    struct panel panel = {.field = night,
                          .title = ui_word(ui, WORD_HELP_TITLE),
                          .lead = ui_word(ui, WORD_HELP_TRUTH),
                          .asset = SLICE("pictures/welcome.svg")};
    struct page page = page_begin(ui, &panel);
    struct flow flow;
    flow_init(&flow, ui, page.content, THEME_CREAM);
    if (help_has_need(ui->state, ui->country, NEED_EMERGENCY)) {
        struct card danger = {.icon = theme_need_icon(NEED_EMERGENCY),
                              .has_icon = true,
                              .title = ui_word(ui, WORD_NEED_EMERGENCY),
                              .has_trailing = true,
                              .trailing = ICON_RIGHT,
                              .act = ACT_NEED,
                              .arg = NEED_EMERGENCY};
        card_primary(&danger);
        flow_cards(&flow, &danger, 1, 1);
    }
    put_needs(&flow);
    put_askers(&flow);
    page_end(ui, &flow, (struct nav){.back = true});
}

void view_channels(struct ui *ui)
{
    struct place at = ui->state->at;
    uint16_t list[LIMIT_CHANNELS];
    uint16_t n = help_channels(ui->state, ui->country, at, list);
    struct panel panel = {.field = night, .asset = SLICE("pictures/welcome.svg")};
    if (at.by == CHANNELS_BY_NEED) {
        panel.title = ui_word(ui, need_word((enum need)at.index));
        if (at.index == NEED_EMERGENCY)
            panel.lead = ui_word(ui, WORD_EMERGENCY_TEXT);
    } else if (at.by == CHANNELS_BY_ASKER) {
        panel.title = ui_word(ui, asker_word((enum audience)at.index));
    } else {
        panel.title = ui_word(ui, WORD_NO_PHONE);
        panel.lead = ui_word(ui, WORD_NO_PHONE_TEXT);
    }
    struct page page = page_begin(ui, &panel);
    struct flow flow;
    flow_init(&flow, ui, page.content, THEME_CREAM);
    struct card *cards = ARENA_ARRAY(ui->arena, n, struct card);
    for (uint16_t i = 0; i < n; i++)
        cards[i] = view_channel_card(ui, list[i]);
    if (n == 0)
        flow_text(&flow, TYPE_LEAD, ui_word(ui, WORD_LIST_EMPTY), THEME_INK, THEME_INK, false);
    flow_cards(&flow, cards, n, 1);
    page_end(ui, &flow, (struct nav){.back = true});
}

static void fact(struct flow *flow, enum icon icon, struct rich text)
{
    flow_icon_line(flow, icon, text, THEME_INK, THEME_LAKE);
    flow_gap(flow, flow->ui->sizes.unit);
}

static void put_facts(struct flow *flow, const struct channel *channel)
{
    struct ui *ui = flow->ui;
    struct slice hours = UI_SLICE_OF(ui, channel->pack, channel->hours);
    if (channel->free == TRI_YES)
        fact(flow, ICON_FREE, ui_word(ui, WORD_FREE));
    if (channel->free == TRI_NO)
        fact(flow, ICON_FREE, ui_word(ui, WORD_NOT_FREE));
    if (hours.n)
        fact(flow, ICON_CLOCK, rich_of(words_fill(ui->words, WORD_HOURS, &hours, 1, ui->arena)));
    if (channel->anonymous == TRI_YES)
        fact(flow, ICON_ANONYMOUS, ui_word(ui, WORD_ANONYMOUS));
    if (channel->can_choose_gender == TRI_YES)
        fact(flow, ICON_PEOPLE, ui_word(ui, WORD_MAY_CHOOSE_GENDER));
    if (needs_internet(channel))
        fact(flow, ICON_WEB, ui_word(ui, WORD_NEEDS_INTERNET));
    if (channel_is_stale(channel, ui->state->today) && date_is_set(channel->checked_on)) {
        struct slice values[] = {ui_word_plain(ui, (enum word)(WORD_MONTH_1 + channel->checked_on.month - 1)),
                                 ui_number(ui, (uint32_t)channel->checked_on.year)};
        fact(flow, ICON_CLOCK, rich_of(words_fill(ui->words, WORD_LAST_CHECKED, values, 2, ui->arena)));
    }
    if (channel->kind == CHANNEL_PHONE)
        fact(flow, ICON_MESSAGE, ui_word(ui, WORD_WRITE_IT_DOWN));
}

static void put_steps(struct flow *flow, const struct channel *channel)
{
    struct ui *ui = flow->ui;
    if (channel->n_steps == 0)
        return;
    flow_gap(flow, ui->sizes.unit * 3);
    flow_text(flow, TYPE_HEADING,
              ui_word(ui, channel->kind == CHANNEL_PHONE ? WORD_WHAT_HAPPENS_CALL : WORD_WHAT_HAPPENS),
              THEME_INK, THEME_INK, true);
    for (uint16_t i = 0; i < channel->n_steps; i++) {
        flow_gap(flow, ui->sizes.unit * 2);
        flow_point(flow, arena_format(ui->arena, "%u.", i + 1u), 0,
                   rich_of(UI_SLICE_OF(ui, channel->pack, channel->steps[i].text)), THEME_INK);
    }
}

void view_channel(struct ui *ui)
{
    const struct channel *channel = ui->country->channels[ui->state->at.index];
    bool phone = channel->kind == CHANNEL_PHONE && channel->value.n;
    static const enum word kinds[CHANNEL_KIND_COUNT] = {WORD_KIND_PHONE, WORD_KIND_PLACE, WORD_KIND_CHAT,
                                                        WORD_KIND_APP, WORD_KIND_WEB};
    struct panel panel = {.field = night,
                          .eyebrow = ui_word_plain(ui, kinds[channel->kind]),
                          .title = rich_of(UI_SLICE_OF(ui, channel->pack, channel->name)),
                          .number = phone ? channel->value : SLICE_NONE,
                          .asset = SLICE("pictures/welcome.svg")};
    struct page page = page_begin(ui, &panel);
    struct flow flow;
    flow_init(&flow, ui, page.content, THEME_CREAM);
    struct slice how = UI_SLICE_OF(ui, channel->pack, channel->how);
    if (how.n) {
        flow_text(&flow, TYPE_LEAD, rich_of(how), THEME_INK, THEME_INK, false);
        flow_gap(&flow, ui->sizes.unit * 3);
    }
    if (!phone && channel->value.n && !needs_internet(channel)) {
        flow_text(&flow, TYPE_LEAD, rich_of(channel->value), THEME_INK, THEME_INK, false);
        flow_gap(&flow, ui->sizes.unit * 3);
    }
    if (needs_internet(channel) && channel->value.n)
        flow_qr(&flow, channel->value, ui_word(ui, WORD_SCAN_QR));
    put_facts(&flow, channel);
    put_steps(&flow, channel);
    page_end(ui, &flow, (struct nav){.back = true});
}

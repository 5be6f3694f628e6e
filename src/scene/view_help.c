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

// When a channel was last checked, where that is all there is to say of its age; empty while it is fresh.
static struct slice age_of(const struct ui *ui, const struct channel *channel)
{
    if (!channel_is_stale(channel, ui->state->today) || !date_is_set(channel->checked_on))
        return SLICE_NONE;
    struct slice values[] = {ui_word_plain(ui, (enum word)(WORD_MONTH_1 + channel->checked_on.month - 1)),
                             ui_number(ui, (uint32_t)channel->checked_on.year)};
    return words_fill(ui->words, WORD_LAST_CHECKED, values, 2, ui->arena);
}

// Who confirmed it. What this kiosk wrote down itself is told in the reader's language, where its words have it; what
// somebody else wrote, as it is written.
static struct slice confirmer_of(const struct ui *ui, const struct confirmation *confirmed)
{
    enum confirm_by by = confirmed->here ? confirm_by_of(confirmed->by) : CONFIRM_BY_NOBODY;
    if (by == CONFIRM_BY_NOBODY)
        return confirmed->by;
    return ui_word_plain(ui, (enum word)(WORD_BY_COORDINATOR + (int)by - 1));
}

// That somebody dialled, opened or visited it, and who; empty when nobody has, or there is no word for who it was.
static struct slice confirmation_of(const struct ui *ui, const struct channel *channel)
{
    const struct confirmation *confirmed = &channel->confirmed;
    struct slice by = confirmer_of(ui, confirmed);
    if (!date_is_set(confirmed->on) || by.n == 0)
        return SLICE_NONE;
    enum word word = slice_is(confirmed->how, "opened")    ? WORD_CONFIRMED_OPENED
                     : slice_is(confirmed->how, "visited") ? WORD_CONFIRMED_VISITED
                                                           : WORD_CONFIRMED_DIALLED;
    struct slice values[] = {ui_number(ui, confirmed->on.day),
                             ui_word_plain(ui, (enum word)(WORD_MONTH_1 + confirmed->on.month - 1)),
                             ui_number(ui, (uint32_t)confirmed->on.year), by};
    return words_fill(ui->words, word, values, 4, ui->arena);
}

static struct slice join_by(const struct ui *ui, struct slice a, const char *between, struct slice b)
{
    if (a.n == 0 || b.n == 0)
        return a.n ? a : b;
    return arena_format(ui->arena, "%.*s%s%.*s", SLICE_ARG(a), between, SLICE_ARG(b));
}

static struct slice join_line(const struct ui *ui, struct slice a, struct slice b)
{
    return join_by(ui, a, "\n", b);
}

// Two things in one line, where letters are large in two. The dot stays with what it follows.
static struct slice join(const struct ui *ui, struct slice a, struct slice b)
{
    bool large = ui->state->access.text_size > TEXT_SIZE_NORMAL;
    return large ? join_line(ui, a, b) : join_by(ui, a, "\xC2\xA0\xC2\xB7 ", b);
}

// What a channel is for, so that a visitor can choose among them: its first two needs, what it asks for, its age.
static struct slice purpose_of(const struct ui *ui, const struct channel *channel)
{
    struct slice text = SLICE_NONE;
    int named = 0;
    for (int need = NEED_EMERGENCY + 1; need < NEED_COUNT && named < 2; need++) {
        if (channel->needs & 1u << need) {
            text = join(ui, text, ui_word_plain(ui, need_word((enum need)need)));
            named++;
        }
    }
    if (needs_internet(channel))
        text = join_line(ui, text, ui_word_plain(ui, WORD_NEEDS_INTERNET));
    else if (channel->free == TRI_YES)
        text = join_line(ui, text, ui_word_plain(ui, WORD_FREE));
    return join(ui, text, age_of(ui, channel));
}

// In danger nobody asks what else a channel is for: only whether it costs, and when somebody answers.
static struct slice reach_of(const struct ui *ui, const struct channel *channel)
{
    struct slice free = channel->free == TRI_YES ? ui_word_plain(ui, WORD_FREE) : SLICE_NONE;
    struct slice hours = UI_SLICE_OF(ui, channel->pack, channel->hours);
    return join(ui, join(ui, free, hours), age_of(ui, channel));
}

struct card view_channel_card(struct ui *ui, uint16_t index)
{
    const struct channel *channel = ui->country->channels[index];
    bool phone = channel->kind == CHANNEL_PHONE && channel->value.n;
    struct card card = {.icon = theme_channel_icon(channel->kind),
                        .has_icon = true,
                        .title = rich_of(UI_SLICE_OF(ui, channel->pack, channel->name)),
                        .text_below = rich_of(purpose_of(ui, channel)),
                        .number = phone ? channel->value : SLICE_NONE,
                        .has_trailing = true,
                        .trailing = ICON_RIGHT,
                        .act = ACT_CHANNEL,
                        .arg = index};
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
    flow_lean_from(flow, first);
}

static void put_needs(struct flow *flow)
{
    struct ui *ui = flow->ui;
    struct card cards[NEED_COUNT + 1];
    size_t n = 0;
    // What a child under pressure needs first is what to do, and then whom to call.
    uint16_t pressure = view_under_pressure(ui);
    if (pressure != NO_INDEX) {
        cards[n] = (struct card){.icon = ICON_BUBBLE,
                                 .has_icon = true,
                                 .title = ui_word(ui, WORD_UNDER_PRESSURE),
                                 .act = ACT_OPEN,
                                 .arg = pressure};
        card_paper(&cards[n++]);
    }
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

// Danger now, and one number that a child can call, before anything has to be chosen.
static void put_first_row(struct flow *flow)
{
    struct ui *ui = flow->ui;
    struct card cards[2];
    size_t n = 0;
    uint16_t list[LIMIT_CHANNELS];
    if (help_has_need(ui->state, ui->country, NEED_EMERGENCY)) {
        cards[n] = (struct card){.icon = theme_need_icon(NEED_EMERGENCY),
                                 .has_icon = true,
                                 .title = ui_word(ui, WORD_NEED_EMERGENCY),
                                 .act = ACT_NEED,
                                 .arg = NEED_EMERGENCY};
        card_primary(&cards[n++]);
    }
    struct place talk = {.by = CHANNELS_BY_NEED, .index = NEED_TALK};
    if (help_channels(ui->state, ui->country, talk, list) > 0 &&
        ui->country->channels[list[0]]->kind == CHANNEL_PHONE && ui->country->channels[list[0]]->value.n) {
        cards[n] = view_channel_card(ui, list[0]);
        cards[n].has_icon = false;
        cards[n].has_trailing = false;
        cards[n].text_below =
            ui_word(ui, ui->country->channels[list[0]]->free == TRI_YES ? WORD_CALL_FREE : WORD_NEED_TALK);
        card_field(&cards[n++], night);
    }
    flow_cards(flow, cards, n, n == 2 ? view_columns(ui, flow->area.w) : 1);
}

// Somebody near, who can be met.
static void put_site(struct flow *flow)
{
    struct ui *ui = flow->ui;
    if (!help_has_site(ui->state, ui->country))
        return;
    struct card card = view_site_card(ui);
    flow_gap(flow, ui->sizes.gap);
    flow_cards(flow, &card, 1, 1);
}

void view_help(struct ui *ui)
{
    struct panel panel = {.field = night,
                          .title = ui_word(ui, WORD_HELP_TITLE),
                          .lead = ui_word(ui, WORD_HELP_TRUTH),
                          .lead_last = true,
                          .asset = SLICE("pictures/welcome.svg")};
    struct page page = page_begin(ui, &panel);
    struct flow flow;
    page_flow(&flow, ui, &page);
    put_first_row(&flow);
    put_site(&flow);
    put_needs(&flow);
    put_askers(&flow);
    page_end(ui, &page, &flow, (struct nav){.back = true});
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
    if (age_of(ui, channel).n)
        fact(flow, ICON_CLOCK, rich_of(age_of(ui, channel)));
    struct slice confirmation = confirmation_of(ui, channel);
    if (confirmation.n)
        fact(flow, ICON_CHECK, rich_of(confirmation));
    if (channel->kind == CHANNEL_PHONE)
        fact(flow, ICON_PENCIL, ui_word(ui, WORD_WRITE_IT_DOWN));
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

static void put_channel(struct flow *flow, const struct channel *channel)
{
    struct ui *ui = flow->ui;
    bool phone = channel->kind == CHANNEL_PHONE && channel->value.n;
    struct slice how = UI_SLICE_OF(ui, channel->pack, channel->how);
    if (how.n) {
        flow_text(flow, TYPE_LEAD, rich_of(how), THEME_INK, THEME_INK, false);
        flow_gap(flow, ui->sizes.unit * 3);
    }
    if (!phone && channel->value.n && !needs_internet(channel)) {
        flow_text(flow, TYPE_LEAD, rich_of(channel->value), THEME_INK, THEME_INK, false);
        flow_gap(flow, ui->sizes.unit * 3);
    }
    if (needs_internet(channel) && channel->value.n)
        flow_qr(flow, channel->value, ui_word(ui, WORD_SCAN_QR));
    put_facts(flow, channel);
    put_steps(flow, channel);
}

static struct panel channel_panel(struct ui *ui, const struct channel *channel)
{
    static const enum word kinds[CHANNEL_KIND_COUNT] = {WORD_KIND_PHONE, WORD_KIND_PLACE, WORD_KIND_CHAT,
                                                        WORD_KIND_APP, WORD_KIND_WEB};
    bool phone = channel->kind == CHANNEL_PHONE && channel->value.n;
    return (struct panel){.field = night,
                          .eyebrow = ui_word_plain(ui, kinds[channel->kind]),
                          .title = rich_of(UI_SLICE_OF(ui, channel->pack, channel->name)),
                          .number = phone ? channel->value : SLICE_NONE,
                          .asset = SLICE("pictures/welcome.svg")};
}

void view_channel(struct ui *ui)
{
    const struct channel *channel = ui->country->channels[ui->state->at.index];
    struct panel panel = channel_panel(ui, channel);
    struct page page = page_begin(ui, &panel);
    struct flow flow;
    page_flow(&flow, ui, &page);
    put_channel(&flow, channel);
    page_end(ui, &page, &flow, (struct nav){.back = true});
}

// ---- The lists: by need, by who asks, without a phone ----

// Whether there is anything to dial in this country.
static bool has_number(const struct ui *ui)
{
    for (uint16_t i = 0; i < ui->country->n_channels; i++) {
        const struct channel *channel = ui->country->channels[i];
        if (channel->kind == CHANNEL_PHONE && channel->value.n &&
            channel_is_current(channel, ui->state->today))
            return true;
    }
    return false;
}

// A few sentences under the list's title.
static struct slice list_lead(struct ui *ui, struct place at, const uint16_t *list, uint16_t n)
{
    if (at.by == CHANNELS_BY_NEED && at.index == NEED_EMERGENCY)
        return ui_word_plain(ui, WORD_EMERGENCY_TEXT);
    bool listens = at.by == CHANNELS_BY_NEED && (at.index == NEED_TALK || at.index == NEED_REPORT);
    bool child = at.by == CHANNELS_BY_ASKER && (at.index == AUDIENCE_CHILDREN || at.index == AUDIENCE_TEENS);
    if (listens || child)
        return ui_word_plain(ui, has_number(ui) ? WORD_SOMEBODY_ELSE : WORD_SOMEBODY_ELSE_NEAR);
    if (at.by == CHANNELS_BY_ASKER)
        return view_first_advice(ui, at.index);
    if (at.by != CHANNELS_NO_PHONE)
        return SLICE_NONE;
    bool places = n > 0 && ui->country->channels[list[0]]->kind == CHANNEL_PLACE;
    bool phones = n > 0 && ui->country->channels[list[n - 1]]->kind == CHANNEL_PHONE;
    struct slice go = places ? ui_word_plain(ui, WORD_NO_PHONE_PLACES) : SLICE_NONE;
    struct slice lend = phones ? ui_word_plain(ui, WORD_NO_PHONE_LEND) : SLICE_NONE;
    return go.n && lend.n ? arena_format(ui->arena, "%.*s %.*s", SLICE_ARG(go), SLICE_ARG(lend))
           : go.n         ? go
                          : lend;
}

static struct rich list_title(struct ui *ui, struct place at)
{
    if (at.by == CHANNELS_BY_NEED)
        return ui_word(ui, need_word((enum need)at.index));
    return ui_word(ui, at.by == CHANNELS_BY_ASKER ? asker_word((enum audience)at.index) : WORD_NO_PHONE);
}

// Where only links serve a need, a person to talk to comes first.
static void put_talk_first(struct flow *flow, struct place at, const uint16_t *list, uint16_t n)
{
    struct ui *ui = flow->ui;
    bool by_need = at.by == CHANNELS_BY_NEED && at.index != NEED_TALK && at.index != NEED_EMERGENCY;
    bool people = n > 0 && !needs_internet(ui->country->channels[list[0]]);
    if (!by_need || people || !help_has_need(ui->state, ui->country, NEED_TALK))
        return;
    struct card card = {.icon = theme_need_icon(NEED_TALK),
                        .has_icon = true,
                        .title = ui_word(ui, WORD_TALK_FIRST),
                        .has_trailing = true,
                        .trailing = ICON_RIGHT,
                        .act = ACT_NEED,
                        .arg = NEED_TALK};
    card_primary(&card);
    flow_cards(flow, &card, 1, 1);
    flow_gap(flow, ui->sizes.gap);
}

// Lists for whom somebody near is an answer.
static bool wants_people(struct place at)
{
    bool need = at.by == CHANNELS_BY_NEED && (at.index == NEED_TALK || at.index == NEED_REPORT);
    bool asker = at.by == CHANNELS_BY_ASKER && (at.index == AUDIENCE_CHILDREN || at.index == AUDIENCE_TEENS);
    return need || asker || at.by == CHANNELS_NO_PHONE;
}

static void put_guides(struct flow *flow, struct place at)
{
    struct ui *ui = flow->ui;
    uint16_t list[VIEW_GUIDES];
    struct card cards[VIEW_GUIDES];
    size_t n = at.by == CHANNELS_BY_ASKER ? view_guides(ui, at.index, list) : 0;
    if (n == 0)
        return;
    for (size_t i = 0; i < n; i++)
        cards[i] = view_item_card(ui, list[i]);
    flow_gap(flow, ui->sizes.unit * 3);
    flow_text(flow, TYPE_HEADING, ui_word(ui, WORD_HELP_READ), THEME_INK, THEME_INK, true);
    flow_gap(flow, ui->sizes.unit * 15 / 10);
    flow_cards(flow, cards, n, 1);
}

void view_channels(struct ui *ui)
{
    struct place at = ui->state->at;
    uint16_t list[LIMIT_CHANNELS];
    uint16_t n = help_channels(ui->state, ui->country, at, list);
    bool alone = n == 1 && at.by == CHANNELS_BY_NEED && !needs_internet(ui->country->channels[list[0]]);
    struct panel panel = {
        .field = night, .title = list_title(ui, at), .asset = SLICE("pictures/welcome.svg")};
    if (alone) {
        // One channel needs no list: what it is and how to reach it stand here.
        panel = channel_panel(ui, ui->country->channels[list[0]]);
        panel.eyebrow = list_title(ui, at).text;
    }
    struct slice lead = list_lead(ui, at, list, n);
    panel.lead_last = true;
    if (!alone)
        panel.lead = rich_of(lead);
    struct page page = page_begin(ui, &panel);
    struct flow flow;
    page_flow(&flow, ui, &page);
    if (alone && lead.n) {
        flow_text(&flow, TYPE_LEAD, rich_of(lead), THEME_INK, THEME_INK, false);
        flow_gap(&flow, ui->sizes.unit * 3);
    }
    put_talk_first(&flow, at, list, n);
    if (wants_people(at)) {
        put_site(&flow);
        flow_gap(&flow, help_has_site(ui->state, ui->country) ? ui->sizes.gap : 0);
    }
    struct card *cards = ARENA_ARRAY(ui->arena, n, struct card);
    for (uint16_t i = 0; i < n; i++)
        cards[i] = view_channel_card(ui, list[i]);
    for (uint16_t i = 0; i < n && at.by == CHANNELS_BY_NEED && at.index == NEED_EMERGENCY; i++)
        cards[i].text_below = rich_of(reach_of(ui, ui->country->channels[list[i]]));
    if (n == 0)
        flow_text(&flow, TYPE_LEAD, ui_word(ui, WORD_LIST_EMPTY), THEME_INK, THEME_INK, false);
    if (alone)
        put_channel(&flow, ui->country->channels[list[0]]);
    else
        flow_cards(&flow, cards, n, 1);
    put_guides(&flow, at);
    page_end(ui, &page, &flow, (struct nav){.back = true});
}

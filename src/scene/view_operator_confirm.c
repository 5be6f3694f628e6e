// SPDX-License-Identifier: MIT
// Channels that somebody must dial before a child does.
#include "scene/view_operator.h"

#define LARGE_VALUE 40

// What is built into the program are people to trust, whom nobody dials.
static bool is_to_confirm(const struct channel *channel)
{
    return channel->pack->root.n > 0;
}

// The day; empty when nobody has. What somebody said here comes before what the pack says.
static struct slice confirmed_on(const struct ui *ui, const struct channel *channel)
{
    const struct desk_confirmed *here = desk_confirmed(op_desk(ui), channel->id, channel->value);
    if (!here)
        return date_text(channel->confirmed.on, ui->arena);
    return slice_is(here->how, confirm_how_name(CONFIRM_WITHDRAWN)) ? SLICE_NONE : here->date;
}

static bool is_confirmed(const struct ui *ui, const struct channel *channel)
{
    return confirmed_on(ui, channel).n > 0;
}

uint32_t op_unconfirmed(const struct ui *ui)
{
    uint32_t n = 0;
    for (uint16_t i = 0; i < ui->country->n_channels; i++)
        n += is_to_confirm(ui->country->channels[i]) && !is_confirmed(ui, ui->country->channels[i]);
    return n;
}

static struct slice confirmed_text(const struct ui *ui, const struct channel *channel)
{
    const struct desk_confirmed *here = desk_confirmed(op_desk(ui), channel->id, channel->value);
    struct slice on = confirmed_on(ui, channel);
    if (here && !on.n)
        return op_fill(ui, WORD_OP_NOT_RIGHT, here->date);
    return on.n ? op_fill(ui, WORD_OP_CONFIRMED_ON, on) : ui_word_plain(ui, WORD_OP_NOT_CONFIRMED);
}

static struct card channel_card(struct ui *ui, uint16_t index)
{
    const struct channel *channel = ui->country->channels[index];
    const struct desk_confirmed *here = desk_confirmed(op_desk(ui), channel->id, channel->value);
    bool confirmed = is_confirmed(ui, channel);
    enum icon icon = confirmed ? ICON_CHECK : here ? ICON_DANGER : theme_channel_icon(channel->kind);
    struct card card = op_card(ui, icon, rich_of(UI_SLICE_OF(ui, channel->pack, channel->name)),
                               confirmed_text(ui, channel), ACT_ROOM, op_room(ROOM_CONFIRM, index));
    if (channel->kind == CHANNEL_PHONE && channel->value.n <= LARGE_VALUE)
        card.number = channel->value;
    return card;
}

void view_op_confirms(struct ui *ui)
{
    const struct country *country = ui->country;
    struct card *cards = ARENA_ARRAY(ui->arena, country->n_channels + 1, struct card);
    size_t n = 0;
    struct op_page page;
    for (int confirmed = 0; confirmed < 2; confirmed++)
        for (uint16_t i = 0; i < country->n_channels; i++)
            if (is_to_confirm(country->channels[i]) &&
                is_confirmed(ui, country->channels[i]) == (confirmed != 0))
                cards[n++] = channel_card(ui, i);
    op_begin(ui, &page, WORD_OP_CONFIRMS, ui_word(ui, WORD_OP_CONFIRMS_TEXT));
    op_put_content(&page);
    op_cards(&page, cards, n, 1);
    op_end(ui, &page, true);
}

// What it is, and how it is reached: whoever goes to try it reads it here.
static void put_channel(struct op_page *page, uint16_t index)
{
    struct ui *ui = page->flow.ui;
    const struct channel *channel = ui->country->channels[index];
    struct card what = channel_card(ui, index);
    what.act = ACT_NONE;
    what.has_trailing = false;
    if (!what.number.n)
        what.text_below = rich_of(
            op_lines(ui, channel->value.n ? channel->value : UI_SLICE_OF(ui, channel->pack, channel->how),
                     confirmed_text(ui, channel)));
    op_cards(page, &what, 1, 1);
    op_gap(page, 30);
}

static void put_choices(struct op_page *page, enum word heading, const struct card *cards, size_t n)
{
    size_t from = page->flow.n_items;
    op_heading(page, heading);
    op_cards(page, cards, n, view_columns(page->flow.ui, page->flow.area.w));
    flow_lean_from(&page->flow, from);
    op_gap(page, 30);
}

static void put_how(struct op_page *page, const struct channel *channel)
{
    struct ui *ui = page->flow.ui;
    enum word words[CONFIRM_HOW_COUNT] = {
        [CONFIRM_DIALLED] = WORD_OP_CONFIRM_DIALLED,
        [CONFIRM_OPENED] = channel->kind == CHANNEL_CHAT ? WORD_OP_CONFIRM_WROTE : WORD_OP_CONFIRM_OPENED,
        [CONFIRM_VISITED] = WORD_OP_CONFIRM_VISITED,
        [CONFIRM_WITHDRAWN] = WORD_OP_CONFIRM_WITHDRAW,
    };
    struct card cards[CONFIRM_HOW_COUNT];
    size_t n = 0;
    for (uint32_t how = CONFIRM_NOT + 1; how < CONFIRM_HOW_COUNT; how++) {
        if (!confirm_fits((enum confirm_how)how, channel->kind))
            continue;
        cards[n++] = op_choice(ui, ui_word(ui, words[how]), ui->state->op.how == how, ACT_CONFIRM_HOW, how);
    }
    put_choices(page, WORD_OP_CONFIRM_HOW, cards, n);
}

static void put_by(struct op_page *page)
{
    struct ui *ui = page->flow.ui;
    struct card cards[CONFIRM_BY_COUNT - 1];
    for (uint32_t by = CONFIRM_BY_NOBODY + 1; by < CONFIRM_BY_COUNT; by++)
        cards[by - 1] = op_choice(ui, ui_word(ui, (enum word)((uint32_t)WORD_OP_BY_COORDINATOR + by - 1)),
                                  ui->state->op.by == by, ACT_CONFIRM_BY, by);
    put_choices(page, WORD_OP_CONFIRM_BY, cards, CONFIRM_BY_COUNT - 1);
}

static void put_save(struct op_page *page, uint16_t index)
{
    struct ui *ui = page->flow.ui;
    const struct operator_state *op = &ui->state->op;
    struct card save = op_primary(ui, ICON_CHECK, WORD_OP_CONFIRM_SAVE, SLICE_NONE, ACT_CONFIRM, index);
    if (op->how == CONFIRM_WITHDRAWN)
        save = op_primary(ui, ICON_DANGER, WORD_OP_CONFIRM_REMOVE,
                          ui_word_plain(ui, WORD_OP_CONFIRM_REMOVE_TEXT), ACT_CONFIRM, index);
    if (ui->state->today.year < DATE_LEAST_YEAR)
        op_say(page, TYPE_BODY, ui_word_plain(ui, WORD_OP_CONFIRM_DATE));
    else if (op->how && op->by)
        op_cards(page, &save, 1, 1);
    else
        op_say(page, TYPE_BODY, ui_word_plain(ui, WORD_OP_CONFIRM_CHOOSE));
}

void view_op_confirm(struct ui *ui)
{
    uint16_t index = ui->state->at.index;
    struct op_page page;
    op_begin(ui, &page, WORD_OP_CONFIRMS, ui_word(ui, WORD_OP_CONFIRMS_TEXT));
    put_channel(&page, index);
    put_how(&page, ui->country->channels[index]);
    put_by(&page);
    put_save(&page, index);
    op_end(ui, &page, true);
}

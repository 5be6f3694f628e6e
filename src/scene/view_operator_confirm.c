// SPDX-License-Identifier: MIT
// Channels that somebody must dial before a child does.
#include "scene/view_operator.h"

#define LARGE_VALUE 40

static bool is_confirmed(const struct ui *ui, const struct channel *channel)
{
    return date_is_set(channel->confirmed.on) || desk_confirmed(op_desk(ui), channel->id, channel->value);
}

uint32_t op_unconfirmed(const struct ui *ui)
{
    uint32_t n = 0;
    for (uint16_t i = 0; i < ui->country->n_channels; i++)
        n += !is_confirmed(ui, ui->country->channels[i]);
    return n;
}

static struct slice date_text(const struct ui *ui, struct date date)
{
    return arena_format(ui->arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

// Who says so last: somebody here, or the pack.
static struct slice confirmed_text(const struct ui *ui, const struct channel *channel)
{
    const struct desk_confirmed *here = desk_confirmed(op_desk(ui), channel->id, channel->value);
    if (here)
        return op_fill(ui, WORD_OP_CONFIRMED_ON, here->date);
    if (date_is_set(channel->confirmed.on))
        return op_fill(ui, WORD_OP_CONFIRMED_ON, date_text(ui, channel->confirmed.on));
    return ui_word_plain(ui, WORD_OP_NOT_CONFIRMED);
}

static struct card channel_card(struct ui *ui, uint16_t index)
{
    const struct channel *channel = ui->country->channels[index];
    struct card card = op_card(ui, is_confirmed(ui, channel) ? ICON_CHECK : theme_channel_icon(channel->kind),
                               rich_of(UI_SLICE_OF(ui, channel->pack, channel->name)),
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
            if (is_confirmed(ui, country->channels[i]) == (confirmed != 0))
                cards[n++] = channel_card(ui, i);
    op_begin(ui, &page, WORD_OP_CONFIRMS, ui_word(ui, WORD_OP_CONFIRMS_TEXT));
    op_cards(&page, cards, n, 1);
    op_end(ui, &page, true);
}

static void put_choices(struct op_page *page, enum word heading, enum word first, uint32_t n, enum act act,
                        uint8_t chosen)
{
    struct ui *ui = page->flow.ui;
    struct card cards[CONFIRM_BY_COUNT];
    size_t from = page->flow.n_items;
    op_heading(page, heading);
    for (uint32_t i = 1; i < n; i++)
        cards[i - 1] = op_choice(ui, ui_word(ui, (enum word)((uint32_t)first + i - 1)), chosen == i, act, i);
    op_cards(page, cards, n - 1, view_columns(ui, page->flow.area.w));
    flow_lean_from(&page->flow, from);
    op_gap(page, 30);
}

void view_op_confirm(struct ui *ui)
{
    const struct operator_state *op = &ui->state->op;
    uint16_t index = ui->state->at.index;
    const struct channel *channel = ui->country->channels[index];
    struct op_page page;
    struct card what = channel_card(ui, index);
    what.act = ACT_NONE;
    what.has_trailing = false;
    if (!what.number.n && channel->value.n)
        what.text_below = rich_of(op_lines(ui, channel->value, confirmed_text(ui, channel)));
    op_begin(ui, &page, WORD_OP_CONFIRMS, ui_word(ui, WORD_OP_CONFIRMS_TEXT));
    op_cards(&page, &what, 1, 1);
    op_gap(&page, 30);
    put_choices(&page, WORD_OP_CONFIRM_HOW, WORD_OP_CONFIRM_DIALLED, CONFIRM_HOW_COUNT, ACT_CONFIRM_HOW,
                op->how);
    put_choices(&page, WORD_OP_CONFIRM_BY, WORD_OP_BY_COORDINATOR, CONFIRM_BY_COUNT, ACT_CONFIRM_BY, op->by);
    if (op->how && op->by) {
        struct card save = op_primary(ui, ICON_CHECK, WORD_OP_CONFIRM_SAVE, SLICE_NONE, ACT_CONFIRM, index);
        op_cards(&page, &save, 1, 1);
    } else {
        op_say(&page, TYPE_BODY, ui_word_plain(ui, WORD_OP_CONFIRM_CHOOSE));
    }
    op_end(ui, &page, true);
}

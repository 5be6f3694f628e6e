// SPDX-License-Identifier: MIT
// Channels that somebody must dial before a child does.
#include <string.h>

#include "scene/view_operator.h"

#define LARGE_VALUE 40

// What is built into the program are people to trust, whom nobody dials.
static bool is_to_confirm(const struct channel *channel)
{
    return channel->pack->root.n > 0;
}

const struct desk_confirmed *op_noted_wrong(const struct ui *ui, struct slice id, struct slice value)
{
    const struct desk_confirmed *here = desk_confirmed(op_desk(ui), id, value);
    return here && slice_is(here->how, confirm_how_name(CONFIRM_WITHDRAWN)) ? here : NULL;
}

// The day; empty when nobody has. What somebody said here comes before what the pack says.
static struct slice confirmed_on(const struct ui *ui, const struct channel *channel)
{
    const struct desk_confirmed *here = desk_confirmed(op_desk(ui), channel->id, channel->value);
    if (!here)
        return date_text(channel->confirmed.on, ui->arena);
    return op_noted_wrong(ui, channel->id, channel->value) ? SLICE_NONE : here->date;
}

enum standing { NOTED_WRONG, UNCONFIRMED, CONFIRMED, STANDINGS };

static enum standing standing_of(const struct ui *ui, const struct channel *channel)
{
    if (op_noted_wrong(ui, channel->id, channel->value))
        return NOTED_WRONG;
    return confirmed_on(ui, channel).n > 0 ? CONFIRMED : UNCONFIRMED;
}

static void count(const struct ui *ui, uint32_t n[STANDINGS])
{
    memset(n, 0, STANDINGS * sizeof *n);
    for (uint16_t i = 0; i < ui->country->n_channels; i++)
        if (is_to_confirm(ui->country->channels[i]))
            n[standing_of(ui, ui->country->channels[i])]++;
}

// In the menu. What was brought and waits has numbers that can't be confirmed yet.
struct slice op_confirms_text(struct ui *ui)
{
    uint32_t n[STANDINGS];
    struct slice open = SLICE_NONE, wrong = SLICE_NONE;
    count(ui, n);
    if (n[NOTED_WRONG] + n[UNCONFIRMED] + n[CONFIRMED] == 0)
        return ui_word_plain(ui, op_desk(ui)->content == DESK_CONTENT_WAITS ? WORD_OP_CONFIRMS_WAIT
                                                                            : WORD_OP_CONFIRMS_EMPTY);
    if (n[NOTED_WRONG])
        wrong = n[NOTED_WRONG] == 1 ? ui_word_plain(ui, WORD_OP_WRONG_ONE)
                                    : op_fill(ui, WORD_OP_WRONG_COUNT, ui_number(ui, n[NOTED_WRONG]));
    if (n[UNCONFIRMED])
        open = n[UNCONFIRMED] == 1 ? ui_word_plain(ui, WORD_OP_CONFIRMS_ONE)
                                   : op_fill(ui, WORD_OP_CONFIRMS_COUNT, ui_number(ui, n[UNCONFIRMED]));
    if (open.n && wrong.n)
        return arena_format(ui->arena, "%.*s\xC2\xA0\xC2\xB7 %.*s", SLICE_ARG(wrong), SLICE_ARG(open));
    return wrong.n ? wrong : open.n ? open : ui_word_plain(ui, WORD_OP_CONFIRMS_NONE);
}

static struct slice confirmed_text(const struct ui *ui, const struct channel *channel)
{
    const struct desk_confirmed *wrong = op_noted_wrong(ui, channel->id, channel->value);
    struct slice on = confirmed_on(ui, channel);
    if (wrong)
        return op_fill(ui, WORD_OP_NOT_RIGHT, wrong->date);
    return on.n ? op_fill(ui, WORD_OP_CONFIRMED_ON, on) : ui_word_plain(ui, WORD_OP_NOT_CONFIRMED);
}

static bool is_dialled(const struct channel *channel)
{
    return channel->kind == CHANNEL_PHONE && channel->value.n > 0 && channel->value.n <= LARGE_VALUE;
}

static struct card channel_card(struct ui *ui, uint16_t index)
{
    const struct channel *channel = ui->country->channels[index];
    const enum icon icons[STANDINGS] = {
        [NOTED_WRONG] = ICON_DANGER,
        [UNCONFIRMED] = theme_channel_icon(channel->kind),
        [CONFIRMED] = ICON_CHECK,
    };
    struct card card =
        op_card(ui, icons[standing_of(ui, channel)], rich_of(UI_SLICE_OF(ui, channel->pack, channel->name)),
                confirmed_text(ui, channel), ACT_ROOM, op_room(ROOM_CONFIRM, index));
    if (is_dialled(channel))
        card.number = channel->value;
    return card;
}

void view_op_confirms(struct ui *ui)
{
    const struct country *country = ui->country;
    struct card *cards = ARENA_ARRAY(ui->arena, country->n_channels + 1, struct card);
    size_t n = 0;
    struct op_page page;
    bool waits = op_desk(ui)->content == DESK_CONTENT_WAITS;
    for (int standing = 0; standing < STANDINGS; standing++)
        for (uint16_t i = 0; i < country->n_channels; i++)
            if (is_to_confirm(country->channels[i]) &&
                standing_of(ui, country->channels[i]) == (enum standing)standing)
                cards[n++] = channel_card(ui, i);
    op_begin(ui, &page, WORD_OP_CONFIRMS, ui_word(ui, WORD_OP_CONFIRMS_TEXT));
    op_put_content(&page);
    if (waits || n == 0) {
        op_say(&page, TYPE_BODY, ui_word_plain(ui, waits ? WORD_OP_CONFIRMS_WAIT : WORD_OP_CONFIRMS_EMPTY));
        op_gap(&page, 20);
    }
    op_cards(&page, cards, n, 1);
    op_end(ui, &page, true);
}

// How it is reached, where that is no number, and whether somebody has tried it.
static struct slice facts(struct ui *ui, const struct channel *channel)
{
    struct slice reach = channel->value.n ? channel->value : UI_SLICE_OF(ui, channel->pack, channel->how);
    return op_lines(ui, is_dialled(channel) ? SLICE_NONE : reach, confirmed_text(ui, channel));
}

// What follows from what was chosen; of what is right, nothing. Said at the head, where it moves nothing that is touched
// next.
static struct slice advice(const struct ui *ui, bool wrong)
{
    return wrong ? ui_word_plain(ui, WORD_OP_CONFIRM_REMOVE_TEXT) : SLICE_NONE;
}

static struct panel channel_panel(struct ui *ui, const struct channel *channel, bool wrong)
{
    return (struct panel){.eyebrow = ui_word(ui, WORD_OP_CONFIRMS).text,
                          .title = rich_of(UI_SLICE_OF(ui, channel->pack, channel->name)),
                          .number = is_dialled(channel) ? channel->value : SLICE_NONE,
                          .lead = rich_of(op_lines(ui, facts(ui, channel), advice(ui, wrong)))};
}

// The channel on the page, where the panel doesn't hold it: it is low above a page, or the texts are long.
static void begin_with_card(struct ui *ui, struct op_page *page, uint16_t index)
{
    struct card what = channel_card(ui, index);
    what.act = ACT_NONE;
    what.has_trailing = false;
    what.text_below = rich_of(facts(ui, ui->country->channels[index]));
    struct slice follows = advice(ui, ui->state->op.how == CONFIRM_WITHDRAWN);
    op_begin(ui, page, WORD_OP_CONFIRMS, follows.n ? rich_of(follows) : ui_word(ui, WORD_OP_CONFIRMS_TEXT));
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
        if (!confirm_fits((enum confirm_how)how, channel))
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
    bool wrong = op->how == CONFIRM_WITHDRAWN;
    struct card save = op_primary(ui, wrong ? ICON_DANGER : ICON_CHECK,
                                  wrong ? WORD_OP_CONFIRM_REMOVE : WORD_OP_CONFIRM_SAVE,
                                  ui_word_plain(ui, WORD_OP_CONFIRM_UNSAVED), ACT_CONFIRM, index);
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
    const struct channel *channel = ui->country->channels[index];
    // As long as it ever gets, so that the page stands still whatever is chosen.
    struct panel longest = channel_panel(ui, channel, true);
    if (page_panel_holds(ui, &longest))
        op_begin_panel(ui, &page, channel_panel(ui, channel, ui->state->op.how == CONFIRM_WITHDRAWN));
    else
        begin_with_card(ui, &page, index);
    put_how(&page, channel);
    put_by(&page);
    put_save(&page, index);
    op_end(ui, &page, true);
}

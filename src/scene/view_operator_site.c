// SPDX-License-Identifier: MIT
// The site card as whoever looks after the kiosk sees it: the one on the stick, before it is put in place, and the one that
// stands.
#include "scene/view_operator.h"

// ---- The stick's ----

static struct card desk_adult_card(struct ui *ui, const struct desk_adult *adult)
{
    struct card card =
        op_card(ui, ICON_PEOPLE, rich_of(adult->name),
                op_lines(ui, op_lines(ui, adult->role, adult->room), adult->hours), ACT_NONE, 0);
    card.photo = (struct picture_ref){adult->picture.root, adult->picture.path};
    card.thumb_back = THEME_SAND;
    card.has_trailing = false;
    return card;
}

void view_op_site(struct ui *ui)
{
    const struct desk_site *site = &op_desk(ui)->site;
    struct card cards[LIMIT_DESK_ADULTS];
    struct slice instead = ui->country->site ? ui_word_plain(ui, WORD_OP_SITE_TAKE_TEXT) : SLICE_NONE;
    struct card decide[] = {op_primary(ui, ICON_CHECK, WORD_OP_SITE_TAKE, instead, ACT_AGREE, 1),
                            op_card(ui, ICON_CLOSE, ui_word(ui, WORD_OP_DISAGREE), SLICE_NONE, ACT_AGREE, 0)};
    struct op_page page;
    struct card problems = op_problems_card(ui);
    for (uint32_t i = 0; i < site->n_adults; i++)
        cards[i] = desk_adult_card(ui, &site->adults[i]);
    op_begin(ui, &page, WORD_OP_SITE,
             rich_of(op_lines(ui, site->title,
                              op_fill2(ui, WORD_OP_SITE_TEXT, site->approved_by, site->valid_until))));
    op_cards(&page, cards, site->n_adults, 1);
    op_gap(&page, 40);
    if (op_desk(ui)->n_problems > 0) {
        op_cards(&page, &problems, 1, 1);
        op_gap(&page, 20);
    }
    op_cards(&page, decide, 2, 1);
    op_end(ui, &page, false);
}

// ---- The one that stands ----

// What is to be said where no card is shown: one that was brought shows when nobody is there.
static struct rich none_text(struct ui *ui)
{
    return ui_word(ui, op_desk(ui)->content == DESK_CONTENT_WAITS ? WORD_OP_SITE_WAITS : WORD_OP_SITE_NONE);
}

struct card view_op_site_room(struct ui *ui)
{
    const struct site *site = ui->country->site;
    struct rich text = none_text(ui);
    if (site)
        text = rich_of(op_fill(ui, WORD_OP_SITE_UNTIL, date_text(site->valid_until, ui->arena)));
    struct card card = op_room_card(ui, ICON_PEOPLE, WORD_OP_SITE_CARD, SLICE_NONE, ROOM_CARD);
    card.text_below = text;
    return card;
}

static struct card adult_card(struct ui *ui, const struct site *site, const struct site_adult *adult)
{
    uint16_t lang = site_lang(site, ui->country->langs[ui->state->language]);
    struct card card = op_card(
        ui, ICON_PEOPLE, rich_of(adult->name),
        op_lines(ui, op_lines(ui, adult->role[lang], adult->room[lang]), adult->hours[lang]), ACT_NONE, 0);
    card.pack = &site->home;
    card.picture = adult->photo;
    card.thumb_back = THEME_SAND;
    card.has_trailing = false;
    return card;
}

static void put_standing(struct op_page *page, const struct site *site)
{
    struct ui *ui = page->flow.ui;
    struct card cards[LIMIT_SITE_ADULTS];
    for (uint16_t i = 0; i < site->n_adults; i++)
        cards[i] = adult_card(ui, site, &site->adults[i]);
    op_cards(page, cards, site->n_adults, 1);
    if (ui->state->op.work != WORK_NONE)
        return;
    struct card away = op_room_card(ui, ICON_CLOSE, WORD_OP_SITE_AWAY,
                                    ui_word_plain(ui, WORD_OP_SITE_AWAY_TEXT), ROOM_CARD_AWAY);
    op_gap(page, 40);
    op_cards(page, &away, 1, 1);
}

void view_op_card(struct ui *ui)
{
    const struct site *site = ui->country->site;
    struct op_page page;
    struct slice lead = SLICE_NONE;
    if (site)
        lead = op_lines(
            ui, site->institution,
            op_fill2(ui, WORD_OP_SITE_TEXT, site->approved_by, date_text(site->valid_until, ui->arena)));
    op_begin(ui, &page, WORD_OP_SITE, rich_of(lead));
    op_put_content(&page);
    if (site) {
        put_standing(&page, site);
    } else {
        flow_text(&page.flow, TYPE_LEAD, none_text(ui), THEME_INK, THEME_INK, true);
        op_gap(&page, 20);
        op_say(&page, TYPE_BODY, ui_word_plain(ui, WORD_OP_SITE_HOW));
    }
    op_end(ui, &page, true);
}

void view_op_card_away(struct ui *ui)
{
    const struct site *site = ui->country->site;
    struct op_page page;
    struct card ways[] = {op_primary(ui, ICON_CLOSE, WORD_OP_SITE_AWAY_YES,
                                     ui_word_plain(ui, WORD_OP_SITE_AWAY_TEXT), ACT_SITE, 1),
                          op_room_card(ui, ICON_BACK, WORD_OP_REMOVE_NO, SLICE_NONE, ROOM_CARD)};
    op_begin(ui, &page, WORD_OP_SITE_AWAY_ASK, ui_word(ui, WORD_OP_SITE_AWAY_ASK_TEXT));
    if (site) {
        flow_text(&page.flow, TYPE_HEADING, rich_of(site->institution), THEME_INK, THEME_INK, true);
        op_gap(&page, 30);
        if (ui->state->op.work == WORK_NONE)
            op_cards(&page, ways, 2, 1);
    } else {
        op_say(&page, TYPE_BODY, ui_word_plain(ui, WORD_OP_SITE_NONE));
    }
    op_end(ui, &page, true);
}

// SPDX-License-Identifier: MIT
// Ways to see and to touch: text sizes, high contrast, and everything that is touched lower down.
#include "scene/views.h"

static const struct field night = {THEME_INK, THEME_CREAM, THEME_MAIZE};

static struct card size_card(struct ui *ui, enum text_size size)
{
    struct card card = {.icon = ICON_TEXT,
                        .has_icon = true,
                        .title = ui_word(ui, (enum word)(WORD_TEXT_NORMAL + (int)size)),
                        .act = ACT_TEXT_SIZE,
                        .arg = size};
    card_paper(&card);
    if (ui->state->access.text_size == size) {
        card.chosen = card.has_trailing = true;
        card.trailing = ICON_CHECK;
    }
    return card;
}

static struct card switch_card(struct ui *ui, enum icon icon, enum word title, enum act act, bool on)
{
    struct card card = {.icon = icon,
                        .has_icon = true,
                        .title = ui_word(ui, title),
                        .text_below = ui_word(ui, on ? WORD_SWITCH_ON : WORD_SWITCH_OFF),
                        .act = act,
                        .arg = !on};
    card_paper(&card);
    if (on) {
        card.chosen = card.has_trailing = true;
        card.trailing = ICON_CHECK;
    }
    return card;
}

void view_access(struct ui *ui)
{
    const struct access *access = &ui->state->access;
    struct panel panel = {.field = night,
                          .title = ui_word(ui, WORD_ACCESS_TITLE),
                          .lead = ui_word(ui, WORD_ACCESS_TEXT),
                          .asset = SLICE("pictures/welcome.svg")};
    struct page page = page_begin(ui, &panel);
    struct card cards[TEXT_SIZE_COUNT + 2];
    size_t n = 0;
    for (int size = 0; size < TEXT_SIZE_COUNT; size++)
        cards[n++] = size_card(ui, (enum text_size)size);
    cards[n++] = switch_card(ui, ICON_CONTRAST, WORD_CONTRAST, ACT_CONTRAST, access->contrast);
    cards[n++] = switch_card(ui, ICON_LOWER, WORD_LOW_REACH, ACT_LOW_REACH, access->low_reach);
    struct flow flow;
    page_flow(&flow, ui, &page);
    flow_choices(&flow, cards, n);
    page_end(ui, &flow, (struct nav){.back = true});
}

// SPDX-License-Identifier: MIT
// Ways to see, to touch and to hear: text sizes, high contrast, everything that is touched lower down, the voice.
#include "scene/views.h"

static const struct field night = {THEME_INK, THEME_CREAM, THEME_MAIZE};

static void choose_card(struct card *card, bool chosen)
{
    card->chosen = card->has_trailing = chosen;
    card->trailing = ICON_CHECK;
}

// One of several, the first of whose words is `first`; ICON_COUNT: without an icon.
static struct card one_of(struct ui *ui, enum icon icon, enum word first, enum act act, uint32_t which,
                          uint32_t chosen)
{
    struct card card = {.icon = icon,
                        .has_icon = icon != ICON_COUNT,
                        .title = ui_word(ui, (enum word)((uint32_t)first + which)),
                        .act = act,
                        .arg = which};
    card_paper(&card);
    choose_card(&card, which == chosen);
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
    choose_card(&card, on);
    return card;
}

static void put_volumes(struct flow *flow)
{
    struct card volumes[VOLUME_COUNT];
    for (uint32_t i = 0; i < VOLUME_COUNT; i++)
        volumes[i] =
            one_of(flow->ui, ICON_COUNT, WORD_VOLUME_SOFT, ACT_VOLUME, i, flow->ui->state->listen.volume);
    flow_cards(flow, volumes, VOLUME_COUNT, VOLUME_COUNT);
}

void view_access(struct ui *ui)
{
    const struct access *access = &ui->state->access;
    struct panel panel = {.field = night,
                          .title = ui_word(ui, WORD_ACCESS_TITLE),
                          .lead = ui_word(ui, WORD_ACCESS_TEXT),
                          .lead_last = true,
                          .asset = SLICE("pictures/welcome.svg")};
    struct page page = page_begin(ui, &panel);
    struct card sizes[TEXT_SIZE_COUNT], colors[COLORS_COUNT];
    // Side by side there is room for a word or for an icon.
    uint32_t columns = ui->sizes.portrait ? 1 : TEXT_SIZE_COUNT;
    enum icon letters = columns == 1 ? ICON_TEXT : ICON_COUNT,
              halves = columns == 1 ? ICON_CONTRAST : ICON_COUNT;
    for (uint32_t i = 0; i < TEXT_SIZE_COUNT; i++)
        sizes[i] = one_of(ui, letters, WORD_TEXT_NORMAL, ACT_TEXT_SIZE, i, access->text_size);
    for (uint32_t i = 0; i < COLORS_COUNT; i++)
        colors[i] = one_of(ui, halves, WORD_COLORS_OWN, ACT_CONTRAST, i, access->colors);
    struct card switches[] = {
        switch_card(ui, ICON_LOWER, WORD_LOW_REACH, ACT_LOW_REACH, access->low_reach),
        switch_card(ui, ICON_STILL, WORD_STILL, ACT_STILL, access->still),
    };
    struct flow flow;
    page_flow(&flow, ui, &page);
    flow_cards(&flow, sizes, TEXT_SIZE_COUNT, columns);
    flow_gap(&flow, ui->sizes.unit * 3);
    flow_cards(&flow, colors, COLORS_COUNT, columns);
    flow_gap(&flow, ui->sizes.unit * 3);
    flow_cards(&flow, switches, 2, ui->sizes.portrait ? 1 : 2);
    if (ui->in->has_voice) {
        flow_gap(&flow, ui->sizes.unit * 3);
        put_volumes(&flow);
    }
    page_end(ui, &page, &flow, (struct nav){.back = true});
}

void view_listen(struct ui *ui)
{
    struct panel panel = {.field = night,
                          .title = ui_word(ui, WORD_LISTEN_TITLE),
                          .lead = ui_word(ui, WORD_LISTEN_TEXT),
                          .lead_last = true,
                          .asset = SLICE("pictures/listen.svg")};
    struct page page = page_begin(ui, &panel);
    struct card doors[] = {
        {.icon = ICON_LISTEN,
         .has_icon = true,
         .title = ui_word(ui, WORD_LISTEN_START),
         .act = ACT_LISTEN,
         .arg = LISTEN_AGREED},
        {.icon = ICON_BACK,
         .has_icon = true,
         .title = ui_word(ui, WORD_LISTEN_NOT),
         .act = ACT_BACK,
         .arg = 1},
    };
    card_primary(&doors[0]);
    card_paper(&doors[1]);
    struct flow flow;
    page_flow(&flow, ui, &page);
    flow_cards(&flow, doors, 2, 1);
    flow_gap(&flow, ui->sizes.unit * 4);
    put_volumes(&flow);
    page_end(ui, &page, &flow, (struct nav){.back = true});
}

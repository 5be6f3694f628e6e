// SPDX-License-Identifier: MIT
// A story: what happens, and what could happen now.
#include "scene/views.h"

static void put_choices(struct flow *flow, const struct passage *passage, uint16_t lang)
{
    struct ui *ui = flow->ui;
    struct card cards[LIMIT_CHOICES];
    flow_gap(flow, ui->sizes.unit * 4);
    // A choice that stands alone on the next page would hardly be chosen, and it may be the one that helps.
    size_t first = flow->n_items;
    flow_text(flow, TYPE_HEADING, ui_word(ui, WORD_WHAT_NOW), THEME_INK, THEME_INK, true);
    flow_gap(flow, ui->sizes.unit * 2);
    for (uint16_t i = 0; i < passage->n_choices; i++) {
        cards[i] = (struct card){.title = rich_of(passage->choices[i].text[lang]),
                                 .has_trailing = true,
                                 .trailing = ICON_RIGHT,
                                 .act = ACT_CHOICE,
                                 .arg = i};
        card_paper(&cards[i]);
    }
    flow_choices(flow, cards, passage->n_choices);
    flow_keep_from(flow, first);
}

static void put_end(struct flow *flow, const struct item *item)
{
    struct ui *ui = flow->ui;
    flow_gap(flow, ui->sizes.unit * 3);
    flow_text(flow, TYPE_BODY, ui_word(ui, WORD_STORY_END_TEXT), THEME_INK, THEME_INK, false);
    view_item_channels(flow, item);
    struct card cards[] = {
        {.icon = ICON_AGAIN, .has_icon = true, .title = ui_word(ui, WORD_AGAIN), .act = ACT_AGAIN},
        {.icon = ICON_STORY,
         .has_icon = true,
         .title = ui_word(ui, WORD_OTHER_STORIES),
         .act = ACT_LIST,
         .arg = ITEM_STORY},
    };
    card_paper(&cards[0]);
    card_paper(&cards[1]);
    uint16_t two[2];
    bool others = browse_items(ui->state, ui->country, ITEM_STORY, TOPIC_COUNT, two, 2) > 1;
    flow_gap(flow, ui->sizes.unit * 4);
    flow_cards(flow, cards, others ? 2 : 1, view_columns(ui, flow->area.w));
    view_clear(flow);
}

void view_story(struct ui *ui)
{
    const struct item *item = ui->country->items[ui->state->at.index];
    const struct passage *passage = &item->story.passages[ui->state->story.passage];
    uint16_t lang = ui_lang(ui, item->pack);
    struct panel panel = {.field = theme_topic(item->topic),
                          .title = view_title(ui, item),
                          .pack = item->pack,
                          .picture = item->picture};
    if (ui->state->story.passage == item->story.start)
        panel.lead = view_about(ui, item);
    struct page page = page_begin(ui, &panel);
    struct flow flow;
    page_flow(&flow, ui, &page);
    flow_body(&flow, &passage->body[lang], 0, THEME_INK, panel.field.back);
    if (passage->n_choices)
        put_choices(&flow, passage, lang);
    if (passage->help)
        put_end(&flow, item);
    page_end(ui, &page, &flow, (struct nav){.back = true});
}

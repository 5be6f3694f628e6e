// SPDX-License-Identifier: MIT
// Messages by topic, the lists, and a message's page.
#include "scene/views.h"

static const struct field night = {THEME_INK, THEME_CREAM, THEME_MAIZE};

static enum word topic_word(enum topic topic)
{
    return (enum word)(WORD_TOPIC_FEELINGS + (int)topic);
}

static enum icon topic_icon(enum topic topic)
{
    static const enum icon icons[TOPIC_COUNT] = {ICON_PERSON, ICON_PEOPLE, ICON_BUBBLE,
                                                 ICON_FAMILY, ICON_CHECK,  ICON_CLOCK};
    return icons[topic];
}

void view_topics(struct ui *ui)
{
    struct panel panel = {
        .field = night, .title = ui_word(ui, WORD_MESSAGES_TITLE), .asset = SLICE("pictures/welcome.svg")};
    struct page page = page_begin(ui, &panel);
    struct card cards[TOPIC_COUNT];
    uint16_t items[LIMIT_ITEMS > 999 ? 999 : LIMIT_ITEMS];
    size_t n = 0;
    for (int topic = 0; topic < TOPIC_COUNT; topic++) {
        size_t count = browse_items(ui->state, ui->country, ITEM_MESSAGE, (enum topic)topic, items,
                                    sizeof items / sizeof *items);
        if (count == 0)
            continue;
        struct slice number = ui_number(ui, (uint32_t)count);
        cards[n] = (struct card){.icon = topic_icon((enum topic)topic),
                                 .has_icon = true,
                                 .title = ui_word(ui, topic_word((enum topic)topic)),
                                 .text_below = count == 1 ? ui_word(ui, WORD_MESSAGE_COUNT_ONE)
                                                          : rich_of(words_fill(ui->words, WORD_MESSAGE_COUNT,
                                                                               &number, 1, ui->arena)),
                                 .has_trailing = true,
                                 .trailing = ICON_RIGHT,
                                 .act = ACT_TOPIC,
                                 .arg = (uint32_t)topic};
        card_field(&cards[n++], theme_topic((enum topic)topic));
    }
    struct flow flow;
    page_flow(&flow, ui, &page);
    if (n == 0)
        flow_text(&flow, TYPE_LEAD, ui_word(ui, WORD_LIST_EMPTY), THEME_INK, THEME_INK, false);
    flow_cards(&flow, cards, n, 1);
    page_end(ui, &page, &flow, (struct nav){.back = true});
}

// The panel carries the picture of the list's first item.
static void item_list(struct ui *ui, struct panel *panel, enum item_kind kind, enum topic topic)
{
    uint16_t items[999];
    size_t n = browse_items(ui->state, ui->country, kind, topic, items, sizeof items / sizeof *items);
    if (n > 0) {
        panel->field = theme_topic(ui->country->items[items[0]]->topic);
        panel->pack = ui->country->items[items[0]]->pack;
        panel->picture = ui->country->items[items[0]]->picture;
    }
    struct page page = page_begin(ui, panel);
    struct flow flow;
    page_flow(&flow, ui, &page);
    struct card *cards = ARENA_ARRAY(ui->arena, n, struct card);
    for (size_t i = 0; i < n; i++)
        cards[i] = view_item_card(ui, items[i]);
    if (n == 0)
        flow_text(&flow, TYPE_LEAD, ui_word(ui, WORD_LIST_EMPTY), THEME_INK, THEME_INK, false);
    flow_cards(&flow, cards, n, 1);
    page_end(ui, &page, &flow, (struct nav){.back = true});
}

void view_topic(struct ui *ui)
{
    enum topic topic = (enum topic)ui->state->at.index;
    struct panel panel = {
        .field = theme_topic(topic),
        .title = ui_word(ui, topic_word(topic)),
    };
    item_list(ui, &panel, ITEM_MESSAGE, topic);
}

void view_quizzes(struct ui *ui)
{
    struct panel panel = {.field = theme_topic(TOPIC_FEELINGS),
                          .title = ui_word(ui, WORD_QUIZZES_TITLE),
                          .lead = ui_word(ui, WORD_QUIZZES_TEXT)};
    item_list(ui, &panel, ITEM_QUIZ, TOPIC_COUNT);
}

void view_stories(struct ui *ui)
{
    struct panel panel = {.field = theme_topic(TOPIC_FAMILY),
                          .title = ui_word(ui, WORD_STORIES_TITLE),
                          .lead = ui_word(ui, WORD_STORIES_TEXT)};
    item_list(ui, &panel, ITEM_STORY, TOPIC_COUNT);
}

static void put_easy_choice(struct flow *flow, bool easy)
{
    struct ui *ui = flow->ui;
    struct card card = {.icon = easy ? ICON_TEXT : ICON_TEXT_SHORT,
                        .has_icon = true,
                        .title = ui_word(ui, easy ? WORD_NOT_EASY : WORD_EASY),
                        .act = ACT_EASY,
                        .arg = easy ? 0 : 1};
    card_paper(&card);
    flow_gap(flow, ui->sizes.unit * 2);
    flow_cards(flow, &card, 1, 1);
}

// The easy text, or all of the message. The way to the other stands high, for those who won't read to the end.
static void put_message(struct flow *flow, const struct item *item, struct slice easy, uint32_t strong)
{
    struct body body = item_body(item, ui_lang(flow->ui, item->pack), flow->ui->arena);
    if (flow->ui->state->easy && easy.n) {
        flow_text(flow, TYPE_LEAD, rich_of(easy), THEME_INK, strong, false);
        put_easy_choice(flow, true);
        return;
    }
    // The first paragraph is the poster's own: it leads.
    bool leads = body.n_blocks > 0 && body.blocks[0].kind == BLOCK_PARAGRAPH;
    if (leads)
        flow_text(flow, TYPE_LEAD, body.blocks[0].text, THEME_INK, strong, false);
    if (easy.n)
        put_easy_choice(flow, false);
    flow_gap(flow, flow->ui->sizes.unit * 3);
    flow_body(flow, &body, leads ? 1 : 0, THEME_INK, strong);
}

void view_message(struct ui *ui)
{
    uint16_t index = ui->state->at.index;
    const struct item *item = ui->country->items[index];
    struct slice easy = UI_SLICE_OF(ui, item->pack, item->easy);
    struct panel panel = {.field = theme_topic(item->topic),
                          .eyebrow = ui_word_plain(ui, topic_word(item->topic)),
                          .title = view_title(ui, item),
                          .pack = item->pack,
                          .picture = item->picture};
    struct page page = page_begin(ui, &panel);
    struct flow flow;
    page_flow(&flow, ui, &page);
    uint32_t strong = item->topic == TOPIC_REST ? THEME_DUSK : panel.field.back;
    put_message(&flow, item, easy, strong);
    view_item_channels(&flow, item);
    view_clear(&flow);
    uint16_t before = browse_neighbour(ui->state, ui->country, index, -1);
    uint16_t after = browse_neighbour(ui->state, ui->country, index, 1);
    struct nav nav = {.back = true};
    if (before != NO_INDEX)
        nav.previous = (struct hit){.act = ACT_PREVIOUS};
    if (after != NO_INDEX)
        nav.next = (struct hit){.act = ACT_NEXT};
    page_end(ui, &page, &flow, nav);
}

// SPDX-License-Identifier: MIT
// A question, its answers, and kind feedback to each.
#include "scene/views.h"

struct asked {
    struct ui *ui;
    const struct item *item;
    const struct question *question;
    const struct question_state *at;
    uint16_t number;
    uint16_t lang;
    struct flow flow;
    const enum word *heading; // of the last bubble; NULL before the first
};

static struct slice answer_text(const struct asked *asked, uint16_t answer)
{
    if (asked->question->kind == QUESTION_TRUE_FALSE)
        return ui_word_plain(asked->ui, answer == 0 ? WORD_ANSWER_TRUE : WORD_ANSWER_FALSE);
    return asked->question->answers[answer].text[asked->lang];
}

static struct card answer_card(const struct asked *asked, uint16_t answer)
{
    bool several = asked->question->kind == QUESTION_MULTIPLE;
    bool chosen = (asked->at->chosen & 1u << answer) != 0;
    struct card card = {.title = rich_of(answer_text(asked, answer)), .act = ACT_ANSWER, .arg = answer};
    card_paper(&card);
    card.may_be_chosen = several && !asked->at->answered; // it doesn't move when it is
    if (chosen && (several || asked->at->answered)) {
        // A hand, no tick: what is chosen needn't be a good idea.
        card_field(&card, theme_topic(TOPIC_FEELINGS));
        card.chosen = !asked->at->answered; // then it is one among those that can be looked at
        card.has_trailing = true;
        card.trailing = ICON_TOUCH;
    }
    return card;
}

// The bubble that answers an answer: what it leads to, never a cross.
static void put_bubble(struct asked *asked, uint16_t index)
{
    struct ui *ui = asked->ui;
    const struct answer *answer = &asked->question->answers[index];
    struct slice feedback = answer->feedback[asked->lang], general = asked->question->general[asked->lang];
    bool chosen = (asked->at->chosen & 1u << index) != 0;
    struct card card = {.icon = answer->right ? ICON_CHECK : ICON_BUBBLE,
                        .has_icon = true,
                        .title = rich_of(answer_text(asked, index)),
                        .text_below = rich_of(feedback.n ? feedback : general),
                        .speaks = true};
    card_field(&card, theme_topic(TOPIC_REST));
    card.accent = THEME_LAKE;
    static const enum word headings[2][2] = {{WORD_ABOUT_ANSWER, WORD_YOU_CHOSE},
                                             {WORD_ALSO_GOOD, WORD_GOOD_IDEA}};
    const enum word *heading = &headings[answer->right][chosen];
    size_t first = asked->flow.n_items;
    if (heading != asked->heading) {
        flow_text(&asked->flow, TYPE_HEADING, ui_word(ui, *heading), THEME_LAKE, THEME_LAKE, true);
        flow_gap(&asked->flow, ui->sizes.unit);
    }
    asked->heading = heading;
    flow_cards(&asked->flow, &card, 1, 1);
    flow_keep_from(&asked->flow, first);
    flow_gap(&asked->flow, ui->sizes.unit * 2);
}

// What was said of one answer rather stays with what is said of the next.
static void hold_bubble(struct asked *asked)
{
    for (size_t i = asked->flow.n_items; i-- > 0;)
        if (asked->flow.items[i].kind == FLOW_ROW) {
            asked->flow.items[i].hold = HOLD_LINE;
            return;
        }
}

// Whether an answer's bubble stands: all that were chosen, or the one that somebody looks at besides.
static bool is_answered(const struct asked *asked, uint16_t index)
{
    bool looks = (asked->at->chosen & 1u << asked->at->shown) == 0;
    return looks ? asked->at->shown == index : (asked->at->chosen & 1u << index) != 0;
}

static bool all_answered(const struct asked *asked)
{
    for (uint16_t i = 0; i < asked->question->n_answers; i++)
        if (!is_answered(asked, i))
            return false;
    return true;
}

static void put_feedback(struct asked *asked)
{
    struct slice general = asked->question->general[asked->lang];
    bool several = asked->question->kind == QUESTION_MULTIPLE, said = false;
    put_bubble(asked, asked->at->shown);
    for (uint16_t i = 0; several && i < asked->question->n_answers; i++)
        if (i != asked->at->shown && is_answered(asked, i)) {
            hold_bubble(asked);
            put_bubble(asked, i);
        }
    for (uint16_t i = 0; i < asked->question->n_answers; i++)
        said = said || (is_answered(asked, i) && asked->question->answers[i].feedback[asked->lang].n == 0);
    if (general.n && !said)
        flow_text(&asked->flow, TYPE_BODY, rich_of(general), THEME_INK, THEME_INK, false);
}

static void put_answers(struct asked *asked)
{
    struct ui *ui = asked->ui;
    uint8_t order[LIMIT_ANSWERS];
    struct card cards[LIMIT_ANSWERS];
    size_t n = 0, first = asked->flow.n_items;
    quiz_answer_order(ui->state, asked->question, asked->number, order);
    if (asked->at->answered) {
        put_feedback(asked);
        flow_gap(&asked->flow, ui->sizes.unit * 3);
        first = asked->flow.n_items;
        if (!all_answered(asked))
            flow_text(&asked->flow, TYPE_SMALL, ui_word(ui, WORD_LOOK_AT_OTHERS), THEME_INK, THEME_INK, true);
        flow_gap(&asked->flow, ui->sizes.unit);
    } else {
        bool several = asked->question->kind == QUESTION_MULTIPLE;
        flow_text(&asked->flow, TYPE_SMALL, ui_word(ui, several ? WORD_CHOOSE_SEVERAL : WORD_CHOOSE_ONE),
                  THEME_INK, THEME_INK, true);
        flow_gap(&asked->flow, ui->sizes.unit);
    }
    for (uint16_t i = 0; i < asked->question->n_answers; i++)
        if (!asked->at->answered || !is_answered(asked, order[i]))
            cards[n++] = answer_card(asked, order[i]);
    flow_choices(&asked->flow, cards, n);
    if (!asked->at->answered)
        flow_keep_from(&asked->flow, first);
}

static void put_match(struct asked *asked)
{
    struct ui *ui = asked->ui;
    uint8_t order[LIMIT_PAIRS];
    struct card cards[LIMIT_PAIRS];
    size_t n = 0;
    uint16_t pair = quiz_pair_asked(asked->at, asked->question);
    struct slice left = asked->question->pairs[pair].left[asked->lang];
    flow_text(&asked->flow, TYPE_HEADING,
              rich_of(words_fill(ui->words, WORD_CHOOSE_MATCH, &left, 1, ui->arena)), THEME_INK, THEME_INK,
              true);
    flow_gap(&asked->flow, ui->sizes.unit * 2);
    quiz_pair_order(ui->state, asked->question, asked->number, order);
    for (uint16_t i = 0; i < asked->question->n_pairs; i++) {
        cards[n] = (struct card){.title = rich_of(asked->question->pairs[order[i]].right[asked->lang]),
                                 .act = ACT_ANSWER,
                                 .arg = order[i]};
        card_paper(&cards[n++]);
    }
    flow_choices(&asked->flow, cards, n);
}

static void put_matched(struct asked *asked)
{
    struct ui *ui = asked->ui;
    struct card cards[LIMIT_PAIRS];
    size_t n = 0, first = asked->flow.n_items;
    flow_text(&asked->flow, TYPE_HEADING, ui_word(ui, WORD_MATCH_DONE), THEME_LAKE, THEME_LAKE, true);
    flow_gap(&asked->flow, ui->sizes.unit * 2);
    for (uint16_t i = 0; i < asked->question->n_pairs; i++) {
        const struct pair *pair = &asked->question->pairs[i];
        cards[n] = (struct card){.icon = ICON_CHECK,
                                 .has_icon = true,
                                 .title = rich_of(pair->left[asked->lang]),
                                 .text_below = rich_of(pair->right[asked->lang])};
        card_field(&cards[n], theme_topic(TOPIC_REST));
        cards[n++].accent = THEME_LAKE;
    }
    flow_choices(&asked->flow, cards, n);
    flow_keep_from(&asked->flow, first);
    struct slice general = asked->question->general[asked->lang];
    if (general.n) {
        flow_gap(&asked->flow, ui->sizes.unit * 3);
        flow_text(&asked->flow, TYPE_BODY, rich_of(general), THEME_INK, THEME_INK, false);
    }
}

static struct panel question_panel(const struct asked *asked)
{
    struct ui *ui = asked->ui;
    const struct item *item = asked->item;
    const struct picture *picture = asked->question->picture;
    struct slice values[] = {ui_number(ui, asked->number + 1u), ui_number(ui, item->quiz.n_questions)};
    struct panel panel = {.field = theme_topic(item->topic),
                          .eyebrow = words_fill(ui->words, WORD_QUESTION_OF, values, 2, ui->arena),
                          .title = view_title(ui, item),
                          .pack = item->pack,
                          .picture = picture ? picture : item->picture,
                          .heard = asked->at->answered,
                          .steps = item->quiz.n_questions,
                          .step = asked->number};
    if (asked->number == 0)
        panel.lead = view_about(ui, item);
    if (ui->state->access.text_size == TEXT_SIZE_NORMAL)
        return panel;
    // With large letters there is room for one title: what is asked, which then stands over all of its pages.
    panel.title = asked->question->prompt[asked->lang];
    panel.asks = true;
    panel.look = picture && !asked->at->answered;
    if (asked->at->answered) { // it has been read
        panel.small = true;
        panel.eyebrow = SLICE_NONE;
    }
    return panel;
}

static void view_question(struct ui *ui, const struct item *item, uint16_t number)
{
    struct asked asked = {.ui = ui,
                          .item = item,
                          .question = &item->quiz.questions[number],
                          .at = &ui->state->quiz.questions[number],
                          .number = number,
                          .lang = ui_lang(ui, item->pack)};
    const struct question *question = asked.question;
    struct rich prompt = question->prompt[asked.lang];
    struct panel panel = question_panel(&asked);
    struct page page = page_begin(ui, &panel);
    page_flow(&asked.flow, ui, &page);
    if (!panel.asks) {
        // Not in display type: what is asked is for whoever stands here.
        flow_text(&asked.flow, TYPE_HEADING, prompt, THEME_INK, THEME_LAKE, true);
        for (size_t i = 0; i < asked.flow.n_items; i++)
            asked.flow.items[i].line.heard = asked.at->answered;
        flow_gap(&asked.flow, ui->sizes.unit * 2);
    }
    if (question->kind != QUESTION_MATCHING)
        put_answers(&asked);
    else if (asked.at->answered)
        put_matched(&asked);
    else
        put_match(&asked);
    struct nav nav = {.back = true};
    bool undo =
        question->kind == QUESTION_MATCHING && !asked.at->answered && quiz_pair_asked(asked.at, question) > 0;
    if (number > 0 || undo)
        nav.previous = (struct hit){.act = ACT_PREVIOUS};
    if (asked.at->answered) {
        nav.next = (struct hit){.act = ACT_NEXT};
        nav.next_primary = true;
    } else if (question->kind == QUESTION_MULTIPLE && asked.at->chosen) {
        nav.next = (struct hit){.act = ACT_READY};
        nav.next_label = ui_word_plain(ui, WORD_READY);
        nav.next_primary = true;
    }
    page_end(ui, &page, &asked.flow, nav);
}

static void view_quiz_end(struct ui *ui, const struct item *item)
{
    struct panel panel = {.field = theme_topic(item->topic),
                          .title = ui_word(ui, WORD_QUIZ_END_TITLE),
                          .lead = ui_word(ui, WORD_QUIZ_END_TEXT),
                          .pack = item->pack,
                          .picture = item->picture};
    struct page page = page_begin(ui, &panel);
    struct flow flow;
    page_flow(&flow, ui, &page);
    view_item_channels(&flow, item);
    struct card cards[] = {
        {.icon = ICON_AGAIN, .has_icon = true, .title = ui_word(ui, WORD_AGAIN), .act = ACT_AGAIN},
        {.icon = ICON_QUIZ,
         .has_icon = true,
         .title = ui_word(ui, WORD_OTHER_QUIZZES),
         .act = ACT_LIST,
         .arg = ITEM_QUIZ},
    };
    card_paper(&cards[0]);
    card_paper(&cards[1]);
    uint16_t two[2];
    bool others = browse_items(ui->state, ui->country, ITEM_QUIZ, TOPIC_COUNT, two, 2) > 1;
    flow_gap(&flow, ui->sizes.unit * 4);
    flow_cards(&flow, cards, others ? 2 : 1, view_columns(ui, page.content.w));
    view_clear(&flow);
    page_end(ui, &page, &flow, (struct nav){.back = true, .previous = {.act = ACT_PREVIOUS}});
}

void view_quiz(struct ui *ui)
{
    const struct item *item = ui->country->items[ui->state->at.index];
    uint16_t number = ui->state->quiz.question;
    if (number < item->quiz.n_questions)
        view_question(ui, item, number);
    else
        view_quiz_end(ui, item);
}

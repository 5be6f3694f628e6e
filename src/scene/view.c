// SPDX-License-Identifier: MIT
#include "scene/view.h"

#include "base/kassert.h"
#include "scene/views.h"
#include "text/bidi.h"

static void (*const views[SCREEN_COUNT])(struct ui *) = {
    [SCREEN_COUNTRY] = view_country, [SCREEN_ATTRACT] = view_attract,     [SCREEN_HOME] = view_home,
    [SCREEN_TOPICS] = view_topics,   [SCREEN_TOPIC] = view_topic,         [SCREEN_MESSAGE] = view_message,
    [SCREEN_QUIZZES] = view_quizzes, [SCREEN_QUIZ] = view_quiz,           [SCREEN_STORIES] = view_stories,
    [SCREEN_STORY] = view_story,     [SCREEN_HELP] = view_help,           [SCREEN_CHANNELS] = view_channels,
    [SCREEN_CHANNEL] = view_channel, [SCREEN_LANGUAGES] = view_languages, [SCREEN_LISTEN] = view_listen,
    [SCREEN_ACCESS] = view_access,   [SCREEN_DARK] = view_dark,           [SCREEN_OPERATOR] = view_operator,
    [SCREEN_SITE] = view_site,
};

// What lies on the desk may be swept off it while its scene still stands.
static void keep_texts(struct scene *scene, struct arena *arena)
{
    for (uint32_t i = 0; i < scene->n_items; i++) {
        struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_TEXT)
            item->text.text = arena_copy(arena, item->text.text);
        if (item->kind == SCENE_PICTURE) {
            item->picture.ref.root = arena_copy(arena, item->picture.ref.root);
            item->picture.ref.path = arena_copy(arena, item->picture.ref.path);
        }
    }
}

void view_build(const struct view_input *in, struct scene *scene)
{
    KASSERT(in->w >= LIMIT_SCREEN_SIDE_MIN && in->h >= LIMIT_SCREEN_SIDE_MIN && in->mm > 0);
    struct ui ui = {.in = in,
                    .state = in->state,
                    .country = state_country(in->state, in->campaign),
                    .words = state_words(in->state, in->campaign),
                    .arena = in->arena,
                    .scene = scene,
                    .room = SCENE_MAX_ITEMS - UI_BAR_ITEMS};
    scene_clear(scene, in->w, in->h);
    theme_sizes(in->w, in->h, in->mm, &ui.sizes);
    ui.sizes.bar +=
        ui.sizes.bar * (ui_percent(&ui) - 100) / 400; // its labels grow, and its icons don't shrink for them
    ui.rtl = bidi_language_is_rtl(state_language(in->state, in->campaign));
    // Words that a pack brought say nothing of the operator's.
    if (in->state->at.screen == SCREEN_OPERATOR && !ui.words->for_operator && !in->state->warning) {
        ui.words = in->campaign->built_in[0];
        ui.rtl = false;
    }
    scene->body = page_above_bar(&ui, true);
    state_screen_id(in->state, in->campaign, scene->id);
    if (in->state->warning)
        view_idle(&ui);
    else
        views[in->state->at.screen](&ui);
    if (in->state->at.screen == SCREEN_OPERATOR)
        keep_texts(scene, in->arena);
    if (in->state->access.two_buttons)
        scene_scan_order(scene);
    if (in->state->access.colors == COLORS_CONTRAST)
        scene_contrast(scene);
    if (in->state->access.colors == COLORS_DARK)
        scene_dark(scene);
    if (ui.rtl)
        scene_mirror(scene);
}

struct rich view_title(const struct ui *ui, const struct item *item)
{
    return item->title[ui_lang(ui, item->pack)];
}

struct rich view_about(const struct ui *ui, const struct item *item)
{
    bool fits = ui->state->access.text_size == TEXT_SIZE_NORMAL;
    return rich_of(fits ? UI_SLICE_OF(ui, item->pack, item->easy) : SLICE_NONE);
}

uint32_t view_columns(const struct ui *ui, int width)
{
    return width >= ui->sizes.unit * 76 ? 2 : 1;
}

struct card view_item_card(struct ui *ui, uint16_t index)
{
    const struct item *item = ui->country->items[index];
    struct field field = theme_topic(item->topic);
    struct card card = {.title = view_title(ui, item),
                        .pack = item->pack,
                        .picture = item->picture,
                        .thumb_back = field.back,
                        .has_trailing = true,
                        .trailing = ICON_RIGHT,
                        .act = ACT_OPEN,
                        .arg = index};
    card_paper(&card);
    // The strong phrase of a title is gold on a poster; on paper it takes the topic's colour.
    card.accent = item->topic == TOPIC_REST ? THEME_DUSK : field.back;
    // What a quiz or a story is about; a message's title and picture say it.
    struct slice about = UI_SLICE_OF(ui, item->pack, item->easy);
    if (item->kind != ITEM_MESSAGE && about.n) {
        card.text_below = rich_of(about);
    } else if (item->kind == ITEM_QUIZ) {
        struct slice count = ui_number(ui, item->quiz.n_questions);
        card.text_below = item->quiz.n_questions == 1
                              ? ui_word(ui, WORD_QUESTION_COUNT_ONE)
                              : rich_of(words_fill(ui->words, WORD_QUESTION_COUNT, &count, 1, ui->arena));
    }
    return card;
}

uint16_t view_first_channel(const struct ui *ui, const struct item *item)
{
    uint16_t first = NO_INDEX;
    for (uint16_t i = 0; item && i < item->n_channels; i++) {
        uint16_t index = item->channels[i].channel;
        if (index >= ui->country->n_channels ||
            !channel_is_current(ui->country->channels[index], ui->state->today))
            continue;
        if (ui->country->channels[index]->kind == CHANNEL_PHONE)
            return index;
        if (first == NO_INDEX)
            first = index;
    }
    return first;
}

void view_item_channels(struct flow *flow, const struct item *item)
{
    struct ui *ui = flow->ui;
    struct card cards[LIMIT_ITEM_CHANNELS];
    size_t n = 0;
    for (uint16_t i = 0; i < item->n_channels; i++) {
        uint16_t index = item->channels[i].channel;
        if (index < ui->country->n_channels &&
            channel_is_current(ui->country->channels[index], ui->state->today))
            cards[n++] = view_channel_card(ui, index);
    }
    if (n == 0)
        return;
    flow_gap(flow, ui->sizes.unit * 4);
    flow_text(flow, TYPE_HEADING, ui_word(ui, WORD_WHO_HELPS), THEME_INK, THEME_INK, true);
    flow_gap(flow, ui->sizes.unit * 2);
    flow_cards(flow, cards, n, 1);
}

static bool has_said(const struct state *state)
{
    for (uint16_t i = 0; i < state->n_said; i++)
        if (state->said[i] == state->at.index)
            return true;
    return false;
}

static struct card clear_card(struct ui *ui, enum word word, enum act act, uint32_t arg)
{
    struct card card = {.title = ui_word(ui, word), .act = act, .arg = arg};
    card_paper(&card);
    return card;
}

void view_clear(struct flow *flow)
{
    struct ui *ui = flow->ui;
    bool asks = browse_asks_clear(ui->state, ui->country);
    struct card cards[3];
    uint32_t n = 0;
    // With the row before it: alone it would make an almost empty page.
    size_t first = flow->n_items > 0 ? flow->n_items - 1 : 0;
    flow_gap(flow, ui->sizes.unit * 3);
    if (asks || has_said(ui->state))
        flow_text(flow, TYPE_SMALL, ui_word(ui, asks ? WORD_CLEAR_ASK : WORD_CLEAR_THANKS), THEME_INK,
                  THEME_INK, true);
    flow_gap(flow, ui->sizes.unit);
    if (asks) {
        cards[n++] = clear_card(ui, WORD_CLEAR_YES, ACT_CLEAR, 1);
        cards[n++] = clear_card(ui, WORD_CLEAR_NO, ACT_CLEAR, 0);
    }
    // Not ACT_HELP's own argument: the bar's button is another place for the keyboard to be at.
    cards[n++] = clear_card(ui, WORD_CLEAR_HELP, ACT_HELP, 2);
    flow_cards(flow, cards, n, n);
    flow_keep_from(flow, first);
}

// SPDX-License-Identifier: MIT
// Home, and the three screens that ask one question: which country, which language, are you still there.
#include "scene/views.h"

static const struct field night = {THEME_INK, THEME_CREAM, THEME_MAIZE};

static struct card home_card(struct ui *ui, enum icon icon, enum word title, enum word text,
                             struct field field, enum act act, uint32_t arg)
{
    struct card card = {.icon = icon,
                        .has_icon = true,
                        .title = ui_word(ui, title),
                        .text_below = ui_word(ui, text),
                        .act = act,
                        .arg = arg};
    card_field(&card, field);
    return card;
}

static const struct field light = {THEME_MAIZE, THEME_INK, THEME_INK};

static enum word track_word(uint8_t track)
{
    return (enum word)(WORD_TRACK_CHILDREN + 2 * track); // its text follows each
}

// What there is to read, in the visitor's track. Returns the number of cards.
static size_t put_lists(struct ui *ui, struct card cards[ITEM_KIND_COUNT])
{
    static const struct {
        enum icon icon;
        enum word title, text;
        enum topic topic; // for its colour
    } lists[ITEM_KIND_COUNT] = {
        {ICON_MESSAGE, WORD_HOME_MESSAGES, WORD_HOME_MESSAGES_TEXT, TOPIC_FRIENDS},
        {ICON_QUIZ, WORD_HOME_QUIZZES, WORD_HOME_QUIZZES_TEXT, TOPIC_FEELINGS},
        {ICON_STORY, WORD_HOME_STORIES, WORD_HOME_STORIES_TEXT, TOPIC_FAMILY},
    };
    size_t n = 0;
    uint16_t one;
    for (uint32_t kind = 0; kind < ITEM_KIND_COUNT; kind++)
        if (browse_items(ui->state, ui->country, (enum item_kind)kind, TOPIC_COUNT, &one, 1))
            cards[n++] = home_card(ui, lists[kind].icon, lists[kind].title, lists[kind].text,
                                   theme_topic(lists[kind].topic), ACT_LIST, kind);
    return n;
}

// Who it is for is asked by the words on a card, never by an age.
static size_t put_tracks(struct ui *ui, const uint8_t *tracks, uint16_t n, struct card cards[AUDIENCE_COUNT])
{
    static const enum topic topics[AUDIENCE_COUNT] = {TOPIC_FRIENDS, TOPIC_FEELINGS, TOPIC_FAMILY,
                                                      TOPIC_PRESSURE};
    for (uint16_t i = 0; i < n; i++)
        cards[i] = home_card(ui, theme_asker_icon((enum audience)tracks[i]), track_word(tracks[i]),
                             (enum word)(track_word(tracks[i]) + 1), theme_topic(topics[tracks[i]]),
                             ACT_TRACK, tracks[i]);
    return n;
}

void view_home(struct ui *ui)
{
    uint8_t tracks[AUDIENCE_COUNT];
    uint16_t n_tracks = browse_tracks(ui->state, ui->country, tracks);
    bool chosen = ui->state->track < AUDIENCE_COUNT;
    struct panel panel = {
        .field = night,
        .title = ui_word(ui, chosen ? track_word(ui->state->track) : WORD_HOME_TITLE),
        .lead = rich_of(arena_format(ui->arena, "%.*s %.*s", SLICE_ARG(ui_word_plain(ui, WORD_HOME_TEXT)),
                                     SLICE_ARG(ui_word_plain(ui, WORD_EXIT_EXPLAINED)))),
        .lead_last = true,
        .asset = SLICE("pictures/welcome.svg")};
    struct page page = page_begin(ui, &panel);
    struct card help = home_card(ui, ICON_LAMP, WORD_HELP, WORD_HOME_HELP_TEXT, light, ACT_HELP, 1);
    struct card cards[AUDIENCE_COUNT + 1];
    bool asks = !chosen && n_tracks > 1;
    size_t n = asks ? put_tracks(ui, tracks, n_tracks, cards) : put_lists(ui, cards);
    if (chosen) {
        cards[n] = (struct card){.icon = ICON_PEOPLE,
                                 .has_icon = true,
                                 .title = ui_word(ui, WORD_TRACK_OTHERS),
                                 .act = ACT_TRACK,
                                 .arg = AUDIENCE_COUNT};
        card_paper(&cards[n++]);
    }
    // All of home on one page: side by side where the screen is wide and low.
    uint32_t columns = n > 3 && ui->in->w * 2 >= ui->in->h * 3 ? 2 : 1;
    struct flow flow;
    page_flow(&flow, ui, &page);
    flow_cards(&flow, &help, 1, 1);
    flow_gap(&flow, ui->sizes.unit * 2);
    flow_cards(&flow, cards, n, columns);
    page_end(ui, &page, &flow, (struct nav){.back = ui->state->n_back > 0});
    ui_corner(ui, NO_INDEX);
}

static void list_page(struct ui *ui, const struct panel *panel, const struct card *cards, size_t n,
                      struct nav nav)
{
    struct page page = page_begin(ui, panel);
    struct flow flow;
    page_flow(&flow, ui, &page);
    flow_cards(&flow, cards, n, 1);
    page_end(ui, &page, &flow, nav);
}

void view_languages(struct ui *ui)
{
    struct card cards[LIMIT_LANGUAGES];
    struct panel panel = {
        .field = night, .title = ui_word(ui, WORD_LANGUAGES_TITLE), .asset = SLICE("pictures/welcome.svg")};
    for (uint16_t i = 0; i < ui->country->n_langs; i++) {
        cards[i] = (struct card){.icon = ICON_BUBBLE,
                                 .has_icon = true,
                                 .title = rich_of(ui->country->words[i]->text[WORD_LANGUAGE_NAME]),
                                 .chosen = i == ui->state->language,
                                 .act = ACT_LANGUAGE,
                                 .arg = i};
        card_paper(&cards[i]);
    }
    list_page(ui, &panel, cards, ui->country->n_langs, (struct nav){.back = true});
}

struct slice view_country_name(const struct ui *ui, struct slice code)
{
    if (slice_is(code, "CO"))
        return ui_word_plain(ui, WORD_COUNTRY_CO);
    if (slice_is(code, "PE"))
        return ui_word_plain(ui, WORD_COUNTRY_PE);
    return code;
}

void view_country(struct ui *ui)
{
    struct card cards[LIMIT_COUNTRIES];
    struct panel panel = {.field = night,
                          .title = ui_word(ui, WORD_COUNTRY_TITLE),
                          .lead = ui_word(ui, WORD_COUNTRY_TEXT),
                          .asset = SLICE("pictures/mark.svg")};
    const struct campaign *campaign = ui->in->campaign;
    for (uint16_t i = 0; i < campaign->n_countries; i++) {
        cards[i] = (struct card){.icon = ICON_PLACE,
                                 .has_icon = true,
                                 .title = rich_of(view_country_name(ui, campaign->countries[i].code)),
                                 .act = ACT_COUNTRY,
                                 .arg = i};
        card_paper(&cards[i]);
    }
    list_page(ui, &panel, cards, campaign->n_countries, (struct nav){0});
}

void view_idle(struct ui *ui)
{
    struct rect whole = page_above_bar(ui, true);
    int unit = ui->sizes.unit;
    ui_fill(ui, (struct rect){0, 0, ui->in->w, ui->in->h}, THEME_INK, 0);
    ui_hit_whole(ui, whole, ACT_STAY, 1);
    struct rect box = rect_inset(whole, ui->sizes.margin);
    struct text_style title_style = ui_type(ui, TYPE_TITLE), text_style = ui_type(ui, TYPE_LEAD);
    title_style.px = title_style.px * 14 / 10;
    title_style.line_px = title_style.line_px * 14 / 10;
    struct rect third = {box.x, box.y, box.w, box.h / 3};
    struct text_block title =
        ui_fit(ui, &title_style, title_style.px / 2, 3, ui_word(ui, WORD_STILL_THERE), third);
    struct text_block text =
        ui_fit(ui, &text_style, text_style.px / 2, 4, ui_word(ui, WORD_STILL_THERE_TEXT), third);
    struct card stay = {.icon = ICON_STILL_HERE,
                        .has_icon = true,
                        .title = ui_word(ui, WORD_IM_STILL_HERE),
                        .act = ACT_STAY,
                        .arg = 0};
    card_primary(&stay);
    int width = box.w < unit * 80 ? box.w : unit * 80;
    card_measure(ui, &stay, width, box.h / 3);
    int most = box.h - title.h - text.h - unit * 9, h = stay.h > unit * 18 ? stay.h : unit * 18;
    if (h > most && most > stay.least)
        h = most;
    int total = title.h + text.h + h + unit * 9;
    int y = box.y + (box.h - total) / 2;
    struct ink ink = {THEME_CREAM, THEME_MAIZE, THEME_INK};
    y += ui_text(ui, &title, &title_style, 0, y, box, ALIGN_CENTER, ink) + unit * 3;
    y += ui_text(ui, &text, &text_style, 0, y, box, ALIGN_CENTER, ink) + unit * 6;
    card_draw(ui, &stay, (struct rect){box.x + (box.w - width) / 2, y, width, h});
    page_bar(ui, &(struct nav){0});
}

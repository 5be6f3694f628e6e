// SPDX-License-Identifier: MIT
// One view per activity. Private to src/scene.
#ifndef CHASQUI_SCENE_VIEWS_H
#define CHASQUI_SCENE_VIEWS_H

#include "scene/page.h"

void view_attract(struct ui *ui);
void view_country(struct ui *ui);
void view_home(struct ui *ui);
void view_languages(struct ui *ui);
void view_access(struct ui *ui);
void view_listen(struct ui *ui);
void view_idle(struct ui *ui);
void view_topics(struct ui *ui);
void view_topic(struct ui *ui);
void view_message(struct ui *ui);
void view_quizzes(struct ui *ui);
void view_quiz(struct ui *ui);
void view_stories(struct ui *ui);
void view_story(struct ui *ui);
void view_help(struct ui *ui);
void view_channels(struct ui *ui);
void view_channel(struct ui *ui);
void view_site(struct ui *ui);
void view_dark(struct ui *ui);
void view_operator(struct ui *ui);

// A country's name in the interface's language; its code where the words don't know it.
struct slice view_country_name(const struct ui *ui, struct slice code);
// The title of an item in the visitor's language.
struct rich view_title(const struct ui *ui, const struct item *item);
// What it is about in few words (its easy-read text), for its first page; empty where the letters are large.
struct rich view_about(const struct ui *ui, const struct item *item);
// A card that opens an item; `index` in the country.
struct card view_item_card(struct ui *ui, uint16_t index);
// A card that opens a channel; `index` in the country.
struct card view_channel_card(struct ui *ui, uint16_t index);
// A card that opens the adults of this place.
struct card view_site_card(struct ui *ui);
// "Who helps": a heading and the cards of the channels that an item names and that are shown today.
void view_item_channels(struct flow *flow, const struct item *item);
// "Was this clear?", or thanks for having said it; and, in any case, the way to help.
void view_clear(struct flow *flow);
// The first phone among those channels, else the first of them, or NO_INDEX.
uint16_t view_first_channel(const struct ui *ui, const struct item *item);
#define VIEW_GUIDES 3
// The messages that the loop shows first to whoever asks (enum audience), adults' own for adults; how many, as
// indexes in the country.
size_t view_guides(const struct ui *ui, uint16_t asker, uint16_t out[VIEW_GUIDES]);
// For adults, the first of them in few words; else empty.
struct slice view_first_advice(struct ui *ui, uint16_t asker);
// The first message for young people about pressure, or NO_INDEX.
uint16_t view_under_pressure(const struct ui *ui);
// Columns of cards that a page's content has room for.
uint32_t view_columns(const struct ui *ui, int width);

#endif

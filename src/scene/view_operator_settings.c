// SPDX-License-Identifier: MIT
// What the operator sets, with nothing to type.
#include "content/regions.h"
#include "scene/view_operator.h"

static struct slice clock_text(const struct ui *ui, unsigned half_hour)
{
    return arena_format(ui->arena, "%02u:%02u", half_hour / 2, half_hour % 2 * 30);
}

static struct slice percent_text(const struct ui *ui, uint32_t percent)
{
    return percent ? op_fill(ui, WORD_OP_PERCENT, ui_number(ui, percent)) : ui_word_plain(ui, WORD_OP_SILENT);
}

static struct slice region_text(const struct ui *ui)
{
    const struct region *region = region_at(ui->state->settings.region);
    return region ? region->name : ui_word_plain(ui, WORD_OP_REGION_WHOLE);
}

static struct slice language_text(const struct ui *ui, uint16_t language)
{
    return ui->country->words[language < ui->country->n_langs ? language : 0]->text[WORD_LANGUAGE_NAME];
}

// By its name in itself; by its tag where a pack brought no words of it.
static struct slice language_name(const struct ui *ui, uint16_t language)
{
    const struct words *words = ui->country->words[language];
    struct slice tag = ui->country->langs[language];
    return slice_eq(slice_sub(tag, 0, 2), slice_sub(words->tag, 0, 2)) ? language_text(ui, language) : tag;
}

void view_op_settings(struct ui *ui)
{
    const struct settings *settings = &ui->state->settings;
    const struct campaign *campaign = ui->in->campaign;
    uint16_t regions, language = settings->language < ui->country->n_langs ? settings->language : 0;
    struct card cards[9];
    size_t n = 0;
    struct op_page page;
    regions_of(ui->country->code, &regions);
    cards[n++] = op_room_card(ui, ICON_CLOCK, WORD_OP_HOURS_CARD, SLICE_NONE, ROOM_HOURS);
    cards[n++] =
        op_room_card(ui, ICON_LISTEN, WORD_OP_VOLUME_CARD, percent_text(ui, settings->volume), ROOM_VOLUME);
    cards[n++] = op_room_card(ui, ICON_TEXT, WORD_OP_LOOK_CARD, SLICE_NONE, ROOM_LOOK);
    cards[n++] =
        op_card(ui, ICON_SCHOOL, ui_word(ui, WORD_OP_FACILITATE),
                op_lines(ui, ui_word_plain(ui, settings->facilitate ? WORD_SWITCH_ON : WORD_SWITCH_OFF),
                         ui_word_plain(ui, WORD_OP_FACILITATE_TEXT)),
                ACT_SET, op_set(SETTING_FACILITATE, !settings->facilitate));
    cards[n - 1].chosen = cards[n - 1].has_trailing = settings->facilitate;
    cards[n - 1].trailing = ICON_CHECK;
    if (!country_is_none(ui->country) || campaign->n_countries > 1)
        cards[n++] = op_room_card(ui, ICON_PLACE, WORD_OP_COUNTRY_CARD,
                                  view_country_name(ui, ui->country->code), ROOM_COUNTRY);
    if (regions > 0)
        cards[n++] = op_room_card(ui, ICON_PLACE, WORD_OP_REGION_CARD, region_text(ui), ROOM_REGION);
    if (ui->country->n_langs > 1)
        cards[n++] = op_room_card(ui, ICON_LANGUAGE, WORD_OP_LANGUAGE_CARD, language_name(ui, language),
                                  ROOM_LANGUAGE);
    cards[n++] = op_room_card(
        ui, ICON_WIDTH, WORD_OP_WIDTH_CARD,
        settings->mm ? op_fill(ui, WORD_OP_WIDTH_MM, ui_number(ui, settings->mm)) : SLICE_NONE, ROOM_WIDTH);
    cards[n++] = op_room_card(ui, ICON_PENCIL, WORD_OP_NEW_PIN_CARD, SLICE_NONE, ROOM_NEW_PIN);
    op_begin(ui, &page, WORD_OP_SETTINGS, ui_word(ui, WORD_OP_SETTINGS_TEXT));
    op_cards(&page, cards, n, view_columns(ui, page.flow.area.w));
    op_end(ui, &page, true);
}

// ---- Opening hours ----

static enum word day_word(uint32_t day)
{
    return (enum word)(WORD_OP_DAY_1 + day);
}

static struct slice hours_text(const struct ui *ui, struct opening hours)
{
    if (hours.from >= hours.to)
        return ui_word_plain(ui, WORD_OP_DAY_CLOSED);
    if (hours.from == 0 && hours.to == SETTINGS_HALF_HOURS)
        return ui_word_plain(ui, WORD_OP_DAY_ALWAYS);
    return op_fill2(ui, WORD_OP_DAY_HOURS, clock_text(ui, hours.from), clock_text(ui, hours.to));
}

void view_op_hours(struct ui *ui)
{
    struct card cards[SETTINGS_DAYS];
    struct op_page page;
    for (uint32_t day = 0; day < SETTINGS_DAYS; day++)
        cards[day] =
            op_card(ui, ICON_COUNT, ui_word(ui, day_word(day)),
                    hours_text(ui, ui->state->settings.hours[day]), ACT_ROOM, op_room(ROOM_DAY, day));
    op_begin(ui, &page, WORD_OP_HOURS, ui_word(ui, WORD_OP_HOURS_TEXT));
    op_cards(&page, cards, SETTINGS_DAYS, view_columns(ui, page.flow.area.w));
    op_end(ui, &page, true);
}

// "Opens at 7:00", and half an hour either way.
static void put_steps(struct op_page *page, enum word heading, enum setting setting, uint32_t day, uint8_t at)
{
    struct ui *ui = page->flow.ui;
    struct slice text = arena_format(ui->arena, "%.*s %.*s", SLICE_ARG(ui_word_plain(ui, heading)),
                                     SLICE_ARG(clock_text(ui, at)));
    struct card cards[] = {
        op_card(ui, ICON_MINUS, ui_word(ui, WORD_OP_DAY_EARLIER), SLICE_NONE, ACT_SET,
                op_set(setting, settings_half_hour(day, at > 0 ? at - 1u : 0))),
        op_card(ui, ICON_PLUS, ui_word(ui, WORD_OP_DAY_LATER), SLICE_NONE, ACT_SET,
                op_set(setting,
                       settings_half_hour(day, at < SETTINGS_HALF_HOURS ? at + 1u : SETTINGS_HALF_HOURS)))};
    size_t first = page->flow.n_items;
    flow_text(&page->flow, TYPE_HEADING, rich_of(text), THEME_INK, THEME_INK, true);
    op_gap(page, 10);
    op_cards(page, cards, 2, 2);
    flow_keep_from(&page->flow, first);
    op_gap(page, 30);
}

void view_op_day(struct ui *ui)
{
    uint32_t day = ui->state->at.index;
    struct opening hours = ui->state->settings.hours[day];
    bool closed = hours.from >= hours.to;
    struct op_page page;
    struct card cards[2];
    op_begin(ui, &page, day_word(day), rich_of(hours_text(ui, hours)));
    if (!closed) {
        put_steps(&page, WORD_OP_DAY_FROM, SETTING_FROM, day, hours.from);
        put_steps(&page, WORD_OP_DAY_TO, SETTING_TO, day, hours.to);
    }
    cards[0] = op_card(ui, closed ? ICON_PLUS : ICON_CLOSE,
                       ui_word(ui, closed ? WORD_OP_DAY_OPEN : WORD_OP_DAY_CLOSE), SLICE_NONE, ACT_SET,
                       op_set(closed ? SETTING_OPEN : SETTING_CLOSED, day));
    cards[1] = op_card(ui, ICON_AGAIN, ui_word(ui, WORD_OP_DAY_LIKE), SLICE_NONE, ACT_SET,
                       op_set(SETTING_LIKE, day));
    bool copies = day < SETTINGS_WORK_DAYS && !closed && !settings_week_is_like(&ui->state->settings, day);
    op_cards(&page, cards, copies ? 2 : 1, view_columns(ui, page.flow.area.w));
    op_end(ui, &page, true);
}

// ---- One of several ----

void view_op_look(struct ui *ui)
{
    const struct access *access = &ui->state->settings.access;
    struct card sizes[TEXT_SIZE_COUNT], colors[COLORS_COUNT], switches[2];
    struct op_page page;
    for (uint32_t i = 0; i < TEXT_SIZE_COUNT; i++)
        sizes[i] = op_choice(ui, ui_word(ui, (enum word)(WORD_TEXT_NORMAL + i)), access->text_size == i,
                             ACT_SET, op_set(SETTING_TEXT_SIZE, i));
    for (uint32_t i = 0; i < COLORS_COUNT; i++)
        colors[i] = op_choice(ui, ui_word(ui, (enum word)(WORD_COLORS_OWN + i)), access->colors == i, ACT_SET,
                              op_set(SETTING_COLORS, i));
    switches[0] = op_choice(ui, ui_word(ui, WORD_LOW_REACH), access->low_reach, ACT_SET,
                            op_set(SETTING_LOW_REACH, !access->low_reach));
    switches[1] =
        op_choice(ui, ui_word(ui, WORD_STILL), access->still, ACT_SET, op_set(SETTING_STILL, !access->still));
    op_begin(ui, &page, WORD_OP_LOOK, ui_word(ui, WORD_OP_LOOK_TEXT));
    op_cards(&page, sizes, TEXT_SIZE_COUNT, TEXT_SIZE_COUNT);
    op_gap(&page, 30);
    op_cards(&page, colors, COLORS_COUNT, COLORS_COUNT);
    op_gap(&page, 30);
    op_cards(&page, switches, 2, 2);
    op_end(ui, &page, true);
}

void view_op_volume(struct ui *ui)
{
    struct card cards[100 / (2 * SETTINGS_VOLUME_STEP) + 1];
    struct op_page page;
    size_t n = 0;
    for (uint32_t percent = 0; percent <= 100; percent += 2 * SETTINGS_VOLUME_STEP)
        cards[n++] = op_choice(ui, rich_of(percent_text(ui, percent)), ui->state->settings.volume == percent,
                               ACT_SET, op_set(SETTING_VOLUME, percent));
    op_begin(ui, &page, WORD_OP_VOLUME, ui_word(ui, WORD_OP_VOLUME_TEXT));
    op_cards(&page, cards, n, view_columns(ui, page.flow.area.w));
    op_end(ui, &page, true);
}

void view_op_country(struct ui *ui)
{
    const struct campaign *campaign = ui->in->campaign;
    struct card cards[LIMIT_COUNTRIES];
    struct op_page page;
    for (uint16_t i = 0; i < campaign->n_countries; i++)
        cards[i] = op_choice(ui, rich_of(view_country_name(ui, campaign->countries[i].code)),
                             i == ui->state->country, ACT_SET, op_set(SETTING_COUNTRY, i));
    op_begin(ui, &page, WORD_OP_COUNTRY, ui_word(ui, WORD_COUNTRY_TEXT));
    op_cards(&page, cards, campaign->n_countries, 1);
    op_end(ui, &page, true);
}

void view_op_region(struct ui *ui)
{
    uint16_t n, first = regions_of(ui->country->code, &n), chosen = ui->state->settings.region;
    struct card *cards = ARENA_ARRAY(ui->arena, n, struct card);
    struct card whole = op_choice(ui, ui_word(ui, WORD_OP_REGION_WHOLE), region_at(chosen) == NULL, ACT_SET,
                                  op_set(SETTING_REGION, NO_INDEX));
    struct op_page page;
    for (uint16_t i = 0; i < n; i++)
        cards[i] = op_choice(ui, rich_of(region_at((uint16_t)(first + i))->name), first + i == chosen,
                             ACT_SET, op_set(SETTING_REGION, first + i));
    op_begin(ui, &page, WORD_OP_REGION, ui_word(ui, WORD_OP_REGION_TEXT));
    op_cards(&page, &whole, 1, 1);
    op_gap(&page, 20);
    op_cards(&page, cards, n, view_columns(ui, page.flow.area.w));
    op_end(ui, &page, true);
}

void view_op_language(struct ui *ui)
{
    struct card cards[LIMIT_LANGUAGES];
    struct op_page page;
    uint16_t chosen = ui->state->settings.language < ui->country->n_langs ? ui->state->settings.language : 0;
    for (uint16_t i = 0; i < ui->country->n_langs; i++)
        cards[i] =
            op_choice(ui, rich_of(language_name(ui, i)), i == chosen, ACT_SET, op_set(SETTING_LANGUAGE, i));
    op_begin(ui, &page, WORD_OP_LANGUAGE, rich_of(SLICE_NONE));
    op_cards(&page, cards, ui->country->n_langs, 1);
    op_end(ui, &page, true);
}

// ---- The end of the first run ----

void view_op_set_up(struct ui *ui)
{
    struct op_page page;
    bool pin = ui->state->op.has_pin;
    struct card begin = op_primary(ui, ICON_CHECK, WORD_OP_BEGIN, SLICE_NONE, ACT_SKIP, 0);
    op_begin(ui, &page, WORD_OP_SET_UP, rich_of(SLICE_NONE));
    flow_text(&page.flow, TYPE_LEAD, ui_word(ui, pin ? WORD_OP_SET_UP_TEXT : WORD_OP_SET_UP_NO_PIN),
              THEME_INK, THEME_INK, false);
    op_gap(&page, 50);
    op_cards(&page, &begin, 1, 1);
    op_end(ui, &page, !pin);
}

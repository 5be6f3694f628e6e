// SPDX-License-Identifier: MIT
// The loop of posters, and what stands between them for a class.
#include "scene/poster.h"
#include "scene/views.h"

#define HELP_LINES 3 // on the poster of the helplines

// The program's own neutral poster, where the packs bring none.
static struct poster neutral_poster(struct ui *ui)
{
    struct poster poster = {.field = theme_topic(TOPIC_REST),
                            .title = ui_word(ui, WORD_NEUTRAL_TITLE),
                            .text = ui_word(ui, WORD_NEUTRAL_TEXT),
                            .asset = SLICE("pictures/neutral.svg"),
                            .act = ACT_HOME,
                            .arg = 1};
    if (ui->country && ui->country->neutral) {
        poster = poster_of(ui, ui->country->neutral, 0);
        poster.act = ACT_HOME;
        poster.arg = 1;
    }
    return poster;
}

struct line_of_help {
    struct slice digits, name;
};

// The helplines that children and teenagers can talk to.
static size_t lines_to_talk(struct ui *ui, struct line_of_help out[HELP_LINES])
{
    uint16_t list[LIMIT_CHANNELS];
    struct place place = {.by = CHANNELS_BY_NEED, .index = NEED_TALK};
    uint16_t n = help_channels(ui->state, ui->country, place, list);
    size_t lines = 0;
    for (uint16_t i = 0; i < n && lines < HELP_LINES; i++) {
        const struct channel *channel = ui->country->channels[list[i]];
        bool young = (channel->audience & (1u << AUDIENCE_CHILDREN | 1u << AUDIENCE_TEENS)) != 0;
        if (channel->kind == CHANNEL_PHONE && channel->value.n && young)
            out[lines++] =
                (struct line_of_help){channel->value, UI_SLICE_OF(ui, channel->pack, channel->name)};
    }
    return lines;
}

// Draws them under each other; returns the height that they take, which may be more than the column's, and then draws
// nothing.
static int put_lines(struct ui *ui, const struct line_of_help *lines, size_t n, int digits_px,
                     struct rect column)
{
    struct text_style digits_style[HELP_LINES], name_style = ui_type(ui, TYPE_SMALL);
    struct text_block digits[HELP_LINES], names[HELP_LINES];
    int gap = ui->sizes.unit * 2, h = 0, y = column.y;
    ui_shrink(&name_style, digits_px * 45 / 100);
    for (size_t i = 0; i < n; i++) {
        digits_style[i] = ui_type(ui, TYPE_TITLE);
        digits_style[i].px = digits_px;
        digits_style[i].line_px = digits_px * 102 / 100;
        digits[i] = ui_fit(ui, &digits_style[i], ui->sizes.unit * 2, 1, rich_of(lines[i].digits), column);
        names[i] = ui_layout(ui, &name_style, rich_of(lines[i].name), column.w);
        h += digits[i].h + names[i].h + (i ? gap : 0);
    }
    for (size_t i = 0; i < n && h <= column.h; i++) {
        struct ink number = {THEME_MAIZE, THEME_MAIZE, THEME_INK},
                   name = {THEME_CREAM, THEME_CREAM, THEME_INK};
        y += ui_text(ui, &digits[i], &digits_style[i], column.x, y, column, ALIGN_LEFT, number);
        y += ui_text(ui, &names[i], &name_style, column.x, y, column, ALIGN_LEFT, name) + gap;
    }
    return h;
}

// The poster of the helplines: large digits carry it, and a door that is open.
static void draw_help_poster(struct ui *ui)
{
    // On nearly square glass the numbers need the room of the hint.
    bool narrow = !ui->sizes.portrait && ui->in->w * 10 < ui->in->h * 14;
    struct poster poster = {.layout = POSTER_LINES,
                            .asset = SLICE("pictures/help.svg"),
                            .field = {THEME_INK, THEME_CREAM, THEME_MAIZE},
                            .title = ui_word(ui, WORD_HELP_POSTER_TITLE),
                            .text = ui_word(ui, WORD_HELP_POSTER_TEXT),
                            .hint = narrow ? SLICE_NONE : ui_word_plain(ui, WORD_WHO_HELPS),
                            .act = ACT_ENTER,
                            .arg = ui->state->attract.loop};
    struct line_of_help lines[HELP_LINES];
    struct rect column = poster_compose(ui, POSTER_LINES).lines;
    poster_draw(ui, &poster);
    // Smaller before fewer, down to what is read at three metres.
    size_t n = lines_to_talk(ui, lines);
    for (int tenths = 130; n > 0; tenths -= 10) {
        if (tenths < 60) {
            tenths = 130;
            n--;
        }
        if (put_lines(ui, lines, n, ui->sizes.unit * tenths / 10, column) <= column.h)
            break;
    }
}

// What a class may talk about, as large as it fits, and the rule that keeps everybody safe.
static void draw_prompt(struct ui *ui, const struct item *item)
{
    struct rect whole = page_above_bar(ui, true);
    struct field field = theme_topic(item->topic);
    struct ink ink = {field.text, field.accent, field.back},
               title_ink = {field.accent, field.accent, field.back};
    int unit = ui->sizes.unit;
    struct rect box = rect_inset(whole, ui->sizes.margin * 15 / 10);
    struct text_style title_style = ui_type(ui, TYPE_TITLE), prompt_style = ui_type(ui, TYPE_TITLE),
                      text_style = ui_type(ui, TYPE_LEAD);
    struct text_block title = ui_layout(ui, &title_style, ui_word(ui, WORD_DISCUSS), box.w);
    struct text_block text = ui_layout(ui, &text_style, ui_word(ui, WORD_DISCUSS_TEXT), box.w);
    text_style.balanced = true;
    int gap = unit * 5;
    struct rect room = {box.x, box.y + title.h + gap, box.w, box.h - title.h - text.h - 2 * gap};
    prompt_style.px = unit * 11;
    prompt_style.line_px = prompt_style.px * 115 / 100;
    struct text_block prompt =
        ui_fit(ui, &prompt_style, unit * 4, 12, rich_of(UI_SLICE_OF(ui, item->pack, item->discuss)), room);
    ui_fill(ui, whole, field.back, 0);
    ui_text(ui, &title, &title_style, box.x, box.y, box, ALIGN_LEFT, title_ink);
    ui_text(ui, &prompt, &prompt_style, box.x, room.y + (room.h - prompt.h) / 3, room, ALIGN_LEFT, ink);
    ui_text(ui, &text, &text_style, box.x, box.y + box.h - text.h, box, ALIGN_LEFT, ink);
}

// Whoever leads a class turns the posters.
static void facilitate_bar(struct ui *ui)
{
    uint16_t count, number = attract_number(ui->state, ui->country, &count);
    struct slice values[] = {ui_number(ui, number), ui_number(ui, count)};
    struct nav nav = {.previous = {.act = ACT_PREVIOUS}, .next = {.act = ACT_NEXT}, .next_primary = true};
    if (!ui->state->attract.neutral)
        nav.between = words_fill(ui->words, WORD_PAGE_OF, values, 2, ui->arena);
    ui->scene->swipe_left = nav.next;
    ui->scene->swipe_right = nav.previous;
    page_bar(ui, &nav);
}

// What comes next in the loop is decoded while this poster stands.
static void prefetch(struct ui *ui)
{
    uint16_t next = attract_next(ui->state, ui->country);
    if (next >= ui->country->n_loop || !ui->country->loop[next].item ||
        !ui->country->loop[next].item->picture)
        return;
    const struct item *item = ui->country->loop[next].item;
    struct scene *scene = ui->scene;
    scene->prefetch[0] = (struct picture_ref){item->pack->root, item->picture->path};
    struct composition next_one = poster_compose(ui, poster_of(ui, item, next).layout);
    scene->prefetch_rect[0] = next_one.picture;
    scene->prefetch_cover[0] = next_one.cover;
    scene->prefetch_turned[0] = next_one.turned;
    scene->n_prefetch = 1;
}

void view_attract(struct ui *ui)
{
    const struct state *state = ui->state;
    const struct country *country = ui->country;
    const struct loop_entry *entry = NULL; // none: the neutral poster
    if (!state->attract.neutral && country && attract_entry_is_current(state, country, state->attract.loop))
        entry = &country->loop[state->attract.loop];
    bool cut = state->attract.neutral || state->access.still;
    ui->scene->transition = cut ? TRANSITION_CUT : TRANSITION_FADE;
    ui->scene->transition_ms = THEME_FADE_MS;
    const struct item *item = entry ? entry->item : NULL;
    if (!entry) {
        struct poster poster = neutral_poster(ui);
        poster_draw(ui, &poster);
    } else if (item && state->attract.discuss) {
        draw_prompt(ui, item);
    } else if (item) {
        struct poster poster = poster_of(ui, item, state->attract.loop);
        poster_draw(ui, &poster);
    } else {
        draw_help_poster(ui);
    }
    if (country)
        prefetch(ui);
    if (entry)
        ui_corner(ui, state->attract.discuss ? NO_INDEX : state->attract.loop);
    if (country && state->config.facilitate) {
        ui->scene->transition = TRANSITION_CUT;
        facilitate_bar(ui);
        return;
    }
    uint16_t channel = item ? view_first_channel(ui, item) : NO_INDEX;
    // Quick exit's poster betrays nothing, not even a helpline's number.
    page_bar_with_channel(ui, channel == NO_INDEX ? NULL : country->channels[channel], channel);
}

// SPDX-License-Identifier: MIT
// Posters: a field of one colour, one picture, a few large words, and the line that helps.
#include <string.h>

#include "scene/views.h"

#define HELP_LINES 3     // on the poster of the helplines
#define POSTER_BYTES 190 // of a story's beginning
// Sizes of a poster's title, in tenths of the unit.
#define LEAST_TITLE 54
#define LARGEST_TITLE 150
#define TITLE_STEP 6

struct poster {
    struct field field;
    struct rich title, text;
    const struct pack *pack;
    const struct picture *picture;
    struct slice asset;
    struct slice hint; // what a touch does; may be empty
    enum act act;
    uint32_t arg;
};

// Where type and picture go: side by side, or the picture under the type.
struct composition {
    struct rect type, picture;
};

static struct composition compose(const struct ui *ui, struct rect whole)
{
    int margin = ui->sizes.margin * 12 / 10;
    struct composition c;
    if (ui->sizes.portrait) {
        int picture = whole.h * 50 / 100;
        c.type = (struct rect){margin, margin, whole.w - 2 * margin, whole.h - picture - margin};
        c.picture = (struct rect){0, whole.h - picture, whole.w, picture};
        return c;
    }
    int side = whole.h < whole.w / 2 ? whole.h : whole.w / 2;
    int left = whole.w - side;
    c.type = (struct rect){margin, margin, left - margin, whole.h - 2 * margin};
    c.picture = (struct rect){left, whole.h - side, side, side};
    return c;
}

// The quiet progress mark: one diamond a poster while they are few, three otherwise.
static void draw_progress(struct ui *ui, const struct poster *poster, int x, int y)
{
    int side = ui->sizes.unit * 28 / 10;
    size_t n = ui->country ? ui->country->n_loop : 0;
    bool few = n > 1 && n <= 20;
    size_t count = few ? n : 3;
    if (few)
        side = side * 7 / 10;
    for (size_t i = 0; i < count; i++) {
        bool lit = few ? i == ui->state->attract.loop : i < 2;
        ui_diamond(ui, (struct rect){x + (int)i * side * 14 / 10, y, side, side},
                   lit ? poster->field.accent : poster->field.text);
    }
}

struct poster_type {
    struct text_style title_style, text_style, hint_style;
    struct text_block title, text, hint;
    int h;
};

// Lays title and text out with a title of `tenths` of the unit. Whether they fit.
static bool try_type(const struct ui *ui, const struct poster *poster, struct rect box, int tenths,
                     struct poster_type *t)
{
    int unit = ui->sizes.unit;
    t->title_style.px = unit * tenths / 10;
    t->title_style.line_px = t->title_style.px * 107 / 100;
    t->title = ui_layout(ui, &t->title_style, poster->title, box.w);
    t->text_style.px = unit * (tenths > 110 ? 54 : tenths > 78 ? 48 : tenths > 60 ? 41 : 36) / 10;
    t->text_style.line_px = t->text_style.px * 134 / 100;
    t->text_style.balanced = true;
    t->text = ui_layout(ui, &t->text_style, poster->text, box.w);
    t->h = unit * 9 + (t->hint.n_lines ? t->hint.h + unit * 6 : 0) + t->title.h + t->text.h;
    return t->title.n_lines <= 4 && t->title.w <= box.w && !t->title.broke_word && t->h <= box.h;
}

// The largest title and text that leave each other room.
static struct poster_type fit_type(const struct ui *ui, const struct poster *poster, struct rect box)
{
    struct poster_type t = {.title_style = ui_type(ui, TYPE_TITLE),
                            .text_style = ui_type(ui, TYPE_LEAD),
                            .hint_style = ui_type(ui, TYPE_SMALL)};
    t.hint_style.font = FONT_BOLD;
    t.hint = ui_layout(ui, &t.hint_style, rich_of(poster->hint), box.w - ui->sizes.unit * 9);
    // By halves, as every size that is tried opens fonts.
    int low = 0, high = (LARGEST_TITLE - LEAST_TITLE) / TITLE_STEP;
    while (low < high) {
        int middle = low + (high - low + 1) / 2;
        if (try_type(ui, poster, box, LEAST_TITLE + middle * TITLE_STEP, &t))
            low = middle;
        else
            high = middle - 1;
    }
    if (try_type(ui, poster, box, LEAST_TITLE + low * TITLE_STEP, &t))
        return t;
    // More than a poster holds: the title stands, and as much of the text as there is room for; the page has all of it.
    int over = (t.h - box.h + t.text.line_px - 1) / t.text.line_px;
    t.text.n_lines = over > 0 && (uint32_t)over < t.text.n_lines ? t.text.n_lines - (uint32_t)over : 0;
    t.h = box.h;
    ui->scene->faults |= SCENE_FAULT_TEXT;
    return t;
}

static void draw_hint(struct ui *ui, const struct poster *poster, const struct poster_type *t, int x, int y,
                      struct rect box)
{
    int unit = ui->sizes.unit;
    int icon = t->hint.h + unit;
    struct rect pill = {x, y, t->hint.w + icon + unit * 6, t->hint.h + unit * 3};
    bool pressed = ui_is_pressed(ui, poster->act, poster->arg);
    uint32_t back = pressed ? poster->field.text : poster->field.accent;
    uint32_t front = poster->field.accent == THEME_DUSK ? THEME_CREAM : THEME_INK;
    if (pressed && front == THEME_CREAM)
        back = THEME_INK;
    ui_fill(ui, pill, back, pill.h / 2);
    ui_icon(ui, ICON_TOUCH, (struct rect){x + unit * 2, y + (pill.h - icon) / 2, icon, icon}, front);
    struct rect place = {pill.x, pill.y, pill.w > box.w ? pill.w : box.w, pill.h};
    ui_text(ui, &t->hint, &t->hint_style, x + icon + unit * 3, y + unit * 15 / 10, place, ALIGN_LEFT,
            (struct ink){front, front, back});
}

static void draw_poster(struct ui *ui, const struct poster *poster)
{
    struct rect whole = page_above_bar(ui, true);
    struct composition c = compose(ui, whole);
    int unit = ui->sizes.unit;
    ui_fill(ui, whole, poster->field.back, 0);
    if (poster->picture)
        ui_picture(ui, poster->pack, poster->picture, c.picture, false, 1);
    else if (poster->asset.n)
        ui_asset(ui, poster->asset, c.picture, false, 1);
    struct poster_type t = fit_type(ui, poster, c.type);
    struct ink ink = {poster->field.text, poster->field.accent, poster->field.back};
    int y = c.type.y + (ui->sizes.portrait ? 0 : (c.type.h - t.h) / 3);
    draw_progress(ui, poster, c.type.x, y);
    y += unit * 6;
    y += ui_text(ui, &t.title, &t.title_style, c.type.x, y, c.type, ALIGN_LEFT, ink) + unit * 3;
    y += ui_text(ui, &t.text, &t.text_style, c.type.x, y, c.type, ALIGN_LEFT, ink) + unit * 4;
    if (t.hint.n_lines)
        draw_hint(ui, poster, &t, c.type.x, y, c.type);
    ui_hit_whole(ui, whole, poster->act, poster->arg);
    ui_focus_ring(ui, whole, poster->act, poster->arg, poster->field.back);
}

static struct rich first_paragraph(const struct body *body)
{
    return body->n_blocks && body->blocks[0].kind == BLOCK_PARAGRAPH ? body->blocks[0].text
                                                                     : (struct rich){0};
}

// As many whole sentences as a poster holds; the rest is read on the page.
static struct rich first_sentences(struct rich text)
{
    size_t end = 0;
    for (size_t i = 0; i + 1 < text.text.n && i < POSTER_BYTES; i++)
        if (strchr(".?!", text.text.p[i]) && text.text.p[i + 1] == ' ')
            end = i + 1;
    if (text.text.n > POSTER_BYTES && end > 0)
        text.text.n = end;
    return text;
}

static struct poster item_poster(struct ui *ui, const struct item *item)
{
    static const enum word hints[ITEM_KIND_COUNT] = {WORD_TOUCH_TO_START, WORD_TOUCH_TO_ANSWER,
                                                     WORD_TOUCH_TO_READ_STORY};
    uint16_t lang = ui_lang(ui, item->pack);
    struct poster poster = {.field = theme_topic(item->topic),
                            .title = view_title(ui, item),
                            .pack = item->pack,
                            .picture = item->picture,
                            .hint = item->neutral ? SLICE_NONE
                                                  : ui_word_plain(ui, hints[item->kind]), // it has no page
                            .act = ACT_ENTER,
                            .arg = ui->state->attract.loop};
    if (item->kind == ITEM_MESSAGE)
        poster.text = first_paragraph(&item->message.body[lang]);
    if (item->kind == ITEM_QUIZ)
        poster.text = item->quiz.questions[0].prompt[lang];
    if (item->kind == ITEM_STORY)
        poster.text = first_sentences(first_paragraph(&item->story.passages[item->story.start].body[lang]));
    return poster;
}

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
        poster = item_poster(ui, ui->country->neutral);
        poster.act = ACT_HOME;
        poster.arg = 1;
    }
    return poster;
}

struct line_of_help {
    struct text_block digits, name;
    struct text_style digits_style;
};

// The lines to talk to, as large as their column holds; returns how many fit.
static int fit_lines(struct ui *ui, struct rect column, const struct text_style *name_style,
                     struct line_of_help out[HELP_LINES])
{
    uint16_t list[LIMIT_CHANNELS];
    struct place place = {.by = CHANNELS_BY_NEED, .index = NEED_TALK};
    uint16_t n = help_channels(ui->state, ui->country, place, list);
    int lines = 0, unit = ui->sizes.unit, h = 0;
    for (uint16_t i = 0; i < n && lines < HELP_LINES; i++) {
        const struct channel *channel = ui->country->channels[list[i]];
        bool young = (channel->audience & (1u << AUDIENCE_CHILDREN | 1u << AUDIENCE_TEENS)) != 0;
        if (channel->kind != CHANNEL_PHONE || !channel->value.n || !young)
            continue;
        struct line_of_help *line = &out[lines];
        struct slice name = UI_SLICE_OF(ui, channel->pack, channel->name);
        line->digits_style = ui_type(ui, TYPE_TITLE);
        line->digits_style.px = unit * 14;
        line->digits_style.line_px = unit * 15;
        line->digits = ui_fit(ui, &line->digits_style, unit * 2, 1, rich_of(channel->value), column);
        line->name = ui_layout(ui, name_style, rich_of(name), column.w);
        h += line->digits.h + line->name.h + unit * 4;
        if (h > column.h)
            break;
        lines++;
    }
    return lines;
}

// The poster of the helplines: large digits carry it.
static void draw_help_poster(struct ui *ui)
{
    struct poster poster = {.field = {THEME_INK, THEME_CREAM, THEME_MAIZE},
                            .title = ui_word(ui, WORD_HELP_POSTER_TITLE),
                            .text = ui_word(ui, WORD_HELP_POSTER_TEXT),
                            .hint = ui_word_plain(ui, WORD_WHO_HELPS),
                            .act = ACT_ENTER,
                            .arg = ui->state->attract.loop};
    int unit = ui->sizes.unit, h = 0;
    struct rect column = rect_inset(compose(ui, page_above_bar(ui, true)).picture, ui->sizes.margin);
    struct text_style name_style = ui_type(ui, TYPE_LEAD);
    struct line_of_help lines[HELP_LINES];
    struct ink number_ink = {THEME_MAIZE, THEME_MAIZE, THEME_INK},
               name_ink = {THEME_CREAM, THEME_CREAM, THEME_INK};
    draw_poster(ui, &poster);
    int n = fit_lines(ui, column, &name_style, lines);
    for (int i = 0; i < n; i++)
        h += lines[i].digits.h + lines[i].name.h + (i ? unit * 4 : 0);
    int y = column.y + (column.h - h) / 2;
    for (int i = 0; i < n; i++) {
        y += ui_text(ui, &lines[i].digits, &lines[i].digits_style, column.x, y, column, ALIGN_LEFT,
                     number_ink);
        y += ui_text(ui, &lines[i].name, &name_style, column.x, y, column, ALIGN_LEFT, name_ink) + unit * 4;
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
    scene->prefetch_rect[0] = compose(ui, page_above_bar(ui, true)).picture;
    scene->prefetch_cover[0] = false;
    scene->n_prefetch = 1;
}

void view_attract(struct ui *ui)
{
    const struct state *state = ui->state;
    const struct country *country = ui->country;
    const struct loop_entry *entry = NULL; // none: the neutral poster
    if (!state->attract.neutral && country && attract_entry_is_current(state, country, state->attract.loop))
        entry = &country->loop[state->attract.loop];
    ui->scene->transition = state->attract.neutral ? TRANSITION_CUT : TRANSITION_FADE;
    ui->scene->transition_ms = THEME_FADE_MS;
    const struct item *item = entry ? entry->item : NULL;
    if (!entry) {
        struct poster poster = neutral_poster(ui);
        draw_poster(ui, &poster);
    } else if (item && state->attract.discuss) {
        draw_prompt(ui, item);
    } else if (item) {
        struct poster poster = item_poster(ui, item);
        draw_poster(ui, &poster);
    } else {
        draw_help_poster(ui);
    }
    if (country)
        prefetch(ui);
    if (country && state->config.facilitate) {
        ui->scene->transition = TRANSITION_CUT;
        facilitate_bar(ui);
        return;
    }
    uint16_t channel = item ? view_first_channel(ui, item) : NO_INDEX;
    // Quick exit's poster betrays nothing, not even a helpline's number.
    page_bar_with_channel(ui, channel == NO_INDEX ? NULL : country->channels[channel], channel);
}

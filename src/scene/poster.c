// SPDX-License-Identifier: MIT
#include "scene/poster.h"

#include <string.h>

#include "base/hash.h"
#include "scene/views.h"
#include "text/sentence.h"

#define POSTER_BYTES 190 // of a story's beginning
#define QUOTE_BYTES 24   // the shortest that is a sentence somebody said
// Sizes of a poster's title, in tenths of the unit.
#define LEAST_TITLE 61 // capitals a 25th as high as a wide screen: read at five metres
#define LARGEST_TITLE 150
#define TITLE_STEP 6
#define TITLE_LINES 4
#define QUESTION_LINES 6

static const struct slice open_quote = {"\xE2\x80\x9C", 3}, close_quote = {"\xE2\x80\x9D", 3};

// Per cent of an upright screen: more words, less picture.
static int picture_share(enum poster_layout layout)
{
    if (layout == POSTER_LINES)
        return 40;
    return layout == POSTER_QUESTION || layout == POSTER_QUOTE || layout == POSTER_NUMBER ? 43 : 48;
}

struct composition poster_compose(const struct ui *ui, enum poster_layout layout)
{
    struct rect whole = page_above_bar(ui, true);
    int margin = ui->sizes.margin * 12 / 10;
    bool left = layout == POSTER_LEFT;
    struct composition c = {.turned = left, .align = left ? 3 : 1};
    if (layout == POSTER_FULL) {
        // Under the words' field nothing would be seen of it: what is decoded is what is shown.
        bool tall = ui->sizes.portrait;
        int w = tall ? whole.w : whole.w * 46 / 100, h = tall ? whole.h * 46 / 100 : whole.h;
        c.type = rect_inset((struct rect){0, whole.h - h, w, h}, margin);
        c.picture =
            tall ? (struct rect){0, 0, whole.w, whole.h - h} : (struct rect){w, 0, whole.w - w, whole.h};
        c.cover = true;
        c.align = 0;
        return c;
    }
    // In high contrast a picture has a frame, which no letter should touch.
    bool framed = ui->state->access.colors == COLORS_CONTRAST;
    if (ui->sizes.portrait) {
        int picture = whole.h * picture_share(layout) / 100;
        int gutter = framed ? ui->sizes.unit * 4 : 0;
        c.type = (struct rect){margin, margin, whole.w - 2 * margin, whole.h - picture - margin - gutter};
        c.picture = (struct rect){0, whole.h - picture, whole.w, picture};
    } else {
        // Words and picture don't touch where the picture's left edge may be full.
        int side = whole.h < whole.w / 2 ? whole.h : whole.w / 2,
            gutter = left || framed ? ui->sizes.unit * 4 : 0;
        c.type = (struct rect){left ? side + gutter : margin, margin, whole.w - side - margin - gutter,
                               whole.h - 2 * margin};
        c.picture = (struct rect){left ? 0 : whole.w - side, whole.h - side, side, side};
    }
    if (layout == POSTER_LINES) {
        c.lines = c.type;
        c.type.h = c.type.h * 60 / 100;
        c.lines.y += c.type.h + ui->sizes.unit * 2;
        c.lines.h -= c.type.h + ui->sizes.unit * 2;
    }
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
    struct text_style title_style, text_style, hint_style, eyebrow_style, number_style;
    struct text_block title, text, hint, eyebrow, number;
    uint32_t most_lines; // of the title
    int percent;         // of the usual size of all but the title, which is as large as it fits in any case
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
    t->text_style.px = unit *
                       (tenths > 110  ? 54
                        : tenths > 78 ? 48
                        : tenths > 60 ? 41
                                      : 36) *
                       t->percent / 1000;
    t->text_style.line_px = t->text_style.px * 134 / 100;
    t->text_style.balanced = true;
    t->text = ui_layout(ui, &t->text_style, poster->text, box.w);
    t->h = unit * 9 + (t->hint.n_lines ? t->hint.h + unit * 6 : 0) + t->eyebrow.h + t->number.h +
           (poster->layout == POSTER_QUOTE || poster->layout == POSTER_QUESTION ? unit * 2 : 0) + t->title.h +
           t->text.h;
    return t->title.n_lines <= t->most_lines && t->title.w <= box.w && !t->title.broke_word && t->h <= box.h;
}

static struct text_style poster_style(const struct ui *ui, enum type type, int percent)
{
    struct text_style style;
    theme_type(&ui->sizes, ui->in->w, ui->in->mm, type, 100, &style);
    style.px = style.px * percent / 100;
    style.line_px = style.line_px * percent / 100;
    style.rtl = ui->rtl;
    return style;
}

// The largest title that leaves the rest room. Whether one does.
static bool fit_title(const struct ui *ui, const struct poster *poster, struct rect box, uint32_t most_lines,
                      int percent, struct poster_type *t)
{
    *t = (struct poster_type){.title_style = poster_style(ui, TYPE_TITLE, 100),
                              .text_style = poster_style(ui, TYPE_LEAD, percent),
                              .hint_style = poster_style(ui, TYPE_SMALL, percent),
                              .eyebrow_style = poster_style(ui, TYPE_LEAD, percent),
                              .number_style = poster_style(ui, TYPE_TITLE, 100),
                              .most_lines = most_lines,
                              .percent = percent};
    t->hint_style.font = FONT_BOLD;
    t->hint = ui_layout(ui, &t->hint_style, rich_of(poster->hint), box.w - ui->sizes.unit * 9);
    t->eyebrow = ui_layout(ui, &t->eyebrow_style, rich_of(poster->eyebrow), box.w);
    t->number_style.px = ui->sizes.unit * 26;
    t->number_style.line_px = ui->sizes.unit * 27;
    struct rect digits = {box.x, box.y, box.w, box.h * 22 / 100};
    if (poster->number.n)
        t->number = ui_fit(ui, &t->number_style, ui->sizes.unit * 4, 1, rich_of(poster->number), digits);
    // By halves, as every size that is tried opens fonts.
    int low = 0, high = (LARGEST_TITLE - LEAST_TITLE) / TITLE_STEP;
    while (low < high) {
        int middle = low + (high - low + 1) / 2;
        if (try_type(ui, poster, box, LEAST_TITLE + middle * TITLE_STEP, t))
            low = middle;
        else
            high = middle - 1;
    }
    return try_type(ui, poster, box, LEAST_TITLE + low * TITLE_STEP, t);
}

static struct slice last_sentence(struct slice text)
{
    struct slice sentence, last = text;
    for (size_t at = 0; sentence_next(text, &at, &sentence);)
        last = sentence;
    return last;
}

// All but the last sentence; empty when it is the only one.
static struct rich without_last(struct rich text, struct arena *arena)
{
    if (text.text.n == 0)
        return text;
    text = rich_part(&text, 0, (size_t)(last_sentence(text.text).p - text.text.p), arena);
    text.text = slice_trim(text.text);
    return text;
}

// What a poster holds of more than it can: a question in more lines, or fewer sentences; the page has all of them.
static struct poster_type fit_less(const struct ui *ui, const struct poster *poster, struct rect box)
{
    struct poster_type t;
    struct poster less = *poster;
    if (poster->layout == POSTER_QUESTION && fit_title(ui, poster, box, QUESTION_LINES, 100, &t))
        return t;
    while (less.text.text.n > 0) {
        less.text = without_last(less.text, ui->arena);
        if (fit_title(ui, &less, box, TITLE_LINES, 100, &t))
            return t;
    }
    fit_title(ui, &less, box, TITLE_LINES, 100, &t);
    ui->scene->faults |= SCENE_FAULT_TEXT;
    return t;
}

// At five metres: a capital of the title, 714 thousandths of Andika's em, is a 25th as high as the screen.
static bool is_read_from_afar(const struct ui *ui, const struct poster_type *t)
{
    return (int64_t)t->title_style.px * 714 * 25 >= (int64_t)ui->in->h * 1000;
}

// The title before the last sentences of the text, where leaving those out makes it large enough; else as it was.
static struct poster_type fit_afar(const struct ui *ui, const struct poster *poster, struct rect box,
                                   struct poster_type usual)
{
    struct poster less = *poster;
    struct poster_type t;
    for (;;) {
        less.text = without_last(less.text, ui->arena);
        if (less.text.text.n == 0)
            return usual;
        if (fit_title(ui, &less, box, TITLE_LINES, usual.percent, &t) && is_read_from_afar(ui, &t))
            return t;
    }
}

// Words as large as the visitor chose, where the field holds them, and no longer title than is read in passing.
static struct poster_type fit_type(const struct ui *ui, const struct poster *poster, struct rect box)
{
    struct poster_type t;
    int percent = 100 + (ui_percent(ui) - 100) / 2;
    while (!fit_title(ui, poster, box, TITLE_LINES, percent, &t)) {
        if (percent <= 100)
            return fit_less(ui, poster, box);
        percent -= 25;
    }
    return is_read_from_afar(ui, &t) ? t : fit_afar(ui, poster, box, t);
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

void poster_draw(struct ui *ui, const struct poster *poster)
{
    struct rect whole = page_above_bar(ui, true);
    struct composition c = poster_compose(ui, poster->layout);
    int unit = ui->sizes.unit;
    ui_fill(ui, whole, poster->field.back, 0);
    if (poster->picture)
        ui_picture(ui, poster->pack, poster->picture, c.picture, c.cover, c.align, c.turned);
    else if (poster->asset.n)
        ui_asset(ui, poster->asset, c.picture, c.cover, c.align);
    struct poster_type t = fit_type(ui, poster, c.type);
    struct ink ink = {poster->field.text, poster->field.accent, poster->field.back};
    int y = c.type.y + (ui->sizes.portrait ? 0 : (c.type.h - t.h) / 3);
    draw_progress(ui, poster, c.type.x, y);
    y += unit * 6;
    struct ink accent = {poster->field.accent, poster->field.accent, poster->field.back};
    y += ui_text(ui, &t.eyebrow, &t.eyebrow_style, c.type.x, y, c.type, ALIGN_LEFT, accent);
    y += ui_text(ui, &t.number, &t.number_style, c.type.x, y, c.type, ALIGN_LEFT, accent);
    // What somebody says or asks follows what leads to it; a title goes before its text.
    bool said = poster->layout == POSTER_QUOTE, after = said || poster->layout == POSTER_QUESTION;
    if (after && t.text.n_lines)
        y += unit * 2 + ui_text(ui, &t.text, &t.text_style, c.type.x, y, c.type, ALIGN_LEFT, ink) + unit * 3;
    y += ui_text(ui, &t.title, &t.title_style, c.type.x, y, c.type, ALIGN_LEFT, said ? accent : ink) +
         unit * 3;
    if (!after)
        y += ui_text(ui, &t.text, &t.text_style, c.type.x, y, c.type, ALIGN_LEFT, ink);
    y += unit * (after ? 1 : 4);
    if (t.hint.n_lines)
        draw_hint(ui, poster, &t, c.type.x, y, c.type);
    ui_hit_whole(ui, whole, poster->act, poster->arg);
    ui_focus_ring(ui, whole, poster->act, poster->arg);
}

static struct rich first_paragraph(struct body body)
{
    return body.n_blocks && body.blocks[0].kind == BLOCK_PARAGRAPH ? body.blocks[0].text : (struct rich){0};
}

// As many whole sentences as a poster holds, and no quotation cut in two; the rest is read on the page.
static struct rich first_sentences(struct rich text)
{
    size_t end = 0;
    int depth = 0;
    for (size_t i = 0; i + 1 < text.text.n && i < POSTER_BYTES; i++) {
        struct slice rest = slice_from(text.text, i);
        depth += slice_starts(rest, open_quote) ? 1 : slice_starts(rest, close_quote) ? -1 : 0;
        bool stops = strchr(".?!", text.text.p[i]) && text.text.p[i + 1] == ' ';
        if (depth == 0 && stops)
            end = i + 1;
    }
    if (text.text.n > POSTER_BYTES && end > 0)
        text.text.n = end;
    return text;
}

static bool is_photograph(const struct picture *picture)
{
    return picture && !slice_ends(picture->path, SLICE(".svg"));
}

// A paragraph that ends in what somebody says: “...”. The words before it, and the words themselves with their marks.
static bool ends_in_quote(struct slice text, struct slice *before, struct slice *quote)
{
    while (text.n && strchr(". ", text.p[text.n - 1]))
        text.n--;
    ptrdiff_t from = slice_find(text, open_quote);
    if (from <= 0 || !slice_ends(text, close_quote) || text.n - (size_t)from < QUOTE_BYTES ||
        slice_find(slice_from(text, (size_t)from + 3), open_quote) >= 0)
        return false;
    *quote = slice_from(text, (size_t)from);
    *before = slice_sub(text, 0, (size_t)from);
    while (before->n && before->p[before->n - 1] == ' ')
        before->n--;
    return before->n > 0;
}

// The digits that the poster's own words speak of.
static struct slice led_by(const struct ui *ui, const struct item *item, struct slice text)
{
    uint16_t index = view_first_channel(ui, item);
    const struct channel *channel = index == NO_INDEX ? NULL : ui->country->channels[index];
    bool said = channel && channel->kind == CHANNEL_PHONE && channel->value.n && channel->free == TRI_YES &&
                slice_find(text, channel->value) >= 0;
    return said ? channel->value : SLICE_NONE;
}

static enum poster_layout choose_layout(const struct ui *ui, const struct item *item, struct poster *poster)
{
    if (is_photograph(item->picture))
        return POSTER_FULL;
    if (item->kind == ITEM_QUIZ)
        return POSTER_QUESTION;
    poster->number = item->kind == ITEM_MESSAGE ? led_by(ui, item, poster->text.text) : SLICE_NONE;
    if (poster->number.n)
        return POSTER_NUMBER;
    struct slice before, quote;
    if (item->kind == ITEM_MESSAGE && ends_in_quote(poster->text.text, &before, &quote)) {
        poster->eyebrow = poster->title.text;
        poster->title = rich_of(quote);
        poster->text = rich_of(before);
        return POSTER_QUOTE;
    }
    // The same poster always stands the same way.
    return hash_slice(HASH_START, item->id) % 5 < 2 ? POSTER_LEFT : POSTER_RIGHT;
}

// What is asked leads, and what it is about goes before it: the last sentence of a question, and the others.
static void lead_by_question(struct poster *poster)
{
    struct slice all = poster->text.text, last = last_sentence(all);
    poster->eyebrow = poster->title.text;
    poster->title = last.p > all.p ? rich_of(last) : poster->text;
    poster->text = rich_of(slice_trim(slice_sub(all, 0, (size_t)(last.p - all.p))));
}

struct poster poster_of(struct ui *ui, const struct item *item, uint32_t place)
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
                            .arg = place};
    if (item->kind == ITEM_MESSAGE)
        poster.text = first_paragraph(item_body(item, lang, ui->arena));
    if (item->kind == ITEM_QUIZ)
        poster.text = item->quiz.questions[0].prompt[lang];
    if (item->kind == ITEM_STORY)
        poster.text = first_sentences(first_paragraph(item->story.passages[item->story.start].body[lang]));
    poster.layout = choose_layout(ui, item, &poster);
    if (poster.layout == POSTER_QUESTION)
        lead_by_question(&poster);
    return poster;
}

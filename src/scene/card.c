// SPDX-License-Identifier: MIT
#include "scene/card.h"

void card_paper(struct card *card)
{
    card->back = THEME_SAND;
    card->text = THEME_INK;
    card->accent = THEME_LAKE;
}

void card_primary(struct card *card)
{
    card->back = THEME_MAIZE;
    card->text = THEME_INK;
    card->accent = THEME_INK;
}

void card_field(struct card *card, struct field field)
{
    card->back = field.back;
    card->text = field.text;
    card->accent = field.accent;
}

static int padding(const struct ui *ui)
{
    return ui->sizes.unit * 22 / 10;
}

// The square at the card's head: a thumbnail is larger than an icon.
static int head_side(const struct ui *ui, const struct card *card)
{
    if (card->picture || card->photo.path.n)
        return ui->sizes.unit * 125 / 10;
    return card->has_icon ? ui->sizes.unit * 7 : 0;
}

static int trailing_side(const struct ui *ui, const struct card *card)
{
    return card->has_trailing || card->may_be_chosen ? ui->sizes.unit * 45 / 10 : 0;
}

static int text_left(const struct ui *ui, const struct card *card)
{
    int left = padding(ui);
    int head = head_side(ui, card);
    if (head)
        left += head + padding(ui);
    if (card->number_block.n_lines && !card->number_above)
        left += card->number_block.w + padding(ui);
    return left;
}

static int text_width(const struct ui *ui, const struct card *card, int width)
{
    int trailing = trailing_side(ui, card);
    return width - text_left(ui, card) - padding(ui) - (trailing ? trailing + padding(ui) : 0);
}

static struct text_style card_type(const struct ui *ui, enum type type, int percent)
{
    struct text_style style = ui_type(ui, type);
    // Where all that is touched stands low, there is less room for it.
    if (ui->state->access.low_reach && ui->state->access.text_size == TEXT_SIZE_LARGEST)
        percent = percent * 3 / 4;
    style.px = style.px * percent / 100;
    style.line_px = style.line_px * percent / 100;
    return style;
}

static void lay_out(struct ui *ui, struct card *card, int width, int percent)
{
    card->title_style = card_type(ui, TYPE_CARD, percent);
    card->text_style = card_type(ui, card->speaks ? TYPE_BODY : TYPE_SMALL, percent);
    // A few words: none alone on the last line.
    card->title_style.balanced = card->text_style.balanced = !card->speaks;
    int inner = text_width(ui, card, width);
    card->title_block = ui_layout(ui, &card->title_style, card->title, inner);
    card->text_block = ui_layout(ui, &card->text_style, card->text_below, inner);
}

static bool breaks_words(const struct card *card)
{
    return card->title_block.broke_word || card->text_block.broke_word;
}

static void measure_at(struct ui *ui, struct card *card, int width, int percent)
{
    card->number_style = card_type(ui, TYPE_TITLE, percent);
    card->number_block = (struct text_block){0};
    card->number_above = false;
    if (card->number.n) {
        struct rect room = {0, 0, text_width(ui, card, width), ui->in->h};
        uint32_t lines = slice_find_char(card->number, '\n') < 0 ? 1 : 2;
        card->number_block =
            ui_fit(ui, &card->number_style, ui->sizes.unit * 2, lines, rich_of(card->number), room);
        // Beside a long number its name would be squeezed.
        card->number_above =
            card->number_block.w > width * 36 / 100 || text_width(ui, card, width) < ui->sizes.unit * 24;
    }
    lay_out(ui, card, width, percent);
    if (breaks_words(card) && card->number_block.n_lines && !card->number_above) {
        card->number_above = true;
        lay_out(ui, card, width, percent);
    }
    int texts = card->title_block.h + card->text_block.h;
    if (card->number_above)
        texts += card->number_block.h;
    else if (card->number_block.h > texts)
        texts = card->number_block.h;
    int head = head_side(ui, card);
    int inside = texts > head ? texts : head, tight = texts + padding(ui) * 8 / 10;
    card->h = at_least(inside + padding(ui) * (card->picture ? 12 : 18) / 10, ui->sizes.touch);
    card->least = at_least(tight > head ? tight : head + padding(ui) / 2, ui->sizes.touch);
}

bool card_holds(struct ui *ui, struct card *card, int width, int percent)
{
    measure_at(ui, card, width, percent);
    return !breaks_words(card);
}

#define LEAST_PERCENT 50

void card_measure(struct ui *ui, struct card *card, int width, int height)
{
    // Large letters on low glass: a word that stands whole, and a card that a page can hold, before their full size.
    int percent = card->most_percent ? card->most_percent : 100;
    measure_at(ui, card, width, percent);
    while (percent > LEAST_PERCENT && (breaks_words(card) || card->least > height)) {
        percent -= 10;
        measure_at(ui, card, width, percent);
    }
    // What it leads to says the rest; what only speaks has nowhere else to say it.
    if (card->least > height && !card->speaks) {
        card->text_below = (struct rich){.n_spans = 0};
        measure_at(ui, card, width, percent);
    }
}

static uint32_t shade(uint32_t color)
{
    uint32_t r = (color >> 16 & 0xff) * 86 / 100, g = (color >> 8 & 0xff) * 86 / 100,
             b = (color & 0xff) * 86 / 100;
    return r << 16 | g << 8 | b;
}

static int draw_head(struct ui *ui, const struct card *card, struct rect rect)
{
    int side = head_side(ui, card);
    int x = rect.x + padding(ui);
    if (!side)
        return x;
    struct rect head = {x, rect.y + (rect.h - side) / 2, side, side};
    if (card->picture) {
        ui_fill(ui, head, card->thumb_back, ui->sizes.radius);
        ui_picture(ui, card->pack, card->picture, rect_inset(head, ui->sizes.unit / 2), false, 2, false);
    } else if (card->photo.path.n) {
        ui_picture_file(ui, card->photo, head, true, 0);
    } else {
        ui_icon(ui, card->icon, head, card->accent);
    }
    return x + side + padding(ui);
}

static void draw_texts(struct ui *ui, const struct card *card, struct rect rect, int x, uint32_t back)
{
    struct ink ink = {card->text, card->accent, back};
    struct ink number_ink = {card->accent, card->accent, back};
    int texts = card->title_block.h + card->text_block.h + (card->number_above ? card->number_block.h : 0);
    int y = rect.y + (rect.h - texts) / 2;
    if (card->number_above) {
        y += ui_text(ui, &card->number_block, &card->number_style, x, y, rect, ALIGN_LEFT, number_ink);
    } else if (card->number.n) {
        int top = rect.y + (rect.h - card->number_block.h) / 2;
        ui_text(ui, &card->number_block, &card->number_style, x, top, rect, ALIGN_LEFT, number_ink);
        x += card->number_block.w + padding(ui);
    }
    y += ui_text(ui, &card->title_block, &card->title_style, x, y, rect, ALIGN_LEFT, ink);
    ui_text(ui, &card->text_block, &card->text_style, x, y, rect, ALIGN_LEFT, ink);
}

void card_draw(struct ui *ui, const struct card *card, struct rect rect)
{
    bool pressed = card->act != ACT_NONE && ui_is_pressed(ui, card->act, card->arg);
    uint32_t back = pressed ? shade(card->back) : card->back;
    ui_fill_card(ui, rect, back, card->chosen);
    if (card->chosen)
        ui_border(ui, rect, card->accent, ui->sizes.radius, ui->sizes.unit / 2 > 3 ? ui->sizes.unit / 2 : 3);
    int x = draw_head(ui, card, rect);
    draw_texts(ui, card, rect, x, back);
    if (card->has_trailing) {
        int side = trailing_side(ui, card);
        struct rect place = {rect.x + rect.w - padding(ui) - side, rect.y + (rect.h - side) / 2, side, side};
        ui_icon(ui, card->trailing, place, card->accent);
    }
    if (card->act == ACT_NONE)
        return;
    ui_hit(ui, rect, card->act, card->arg);
    ui_focus_ring(ui, rect, card->act, card->arg);
}

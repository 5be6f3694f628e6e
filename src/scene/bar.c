// SPDX-License-Identifier: MIT
// The bar at the foot of every screen.
#include "base/kassert.h"
#include "scene/page.h"

#define BUTTONS_MAX 5

struct button {
    enum icon icon;
    struct slice label;
    enum act act;
    uint32_t arg;
    uint32_t back, front;
    bool framed;
};

static int label_width(const struct ui *ui, struct slice label)
{
    struct text_style style = ui_type(ui, TYPE_LABEL);
    struct text_block block = ui_layout(ui, &style, rich_of(label), ui->in->w);
    int width = block.w + ui->sizes.unit * 5;
    return width > ui->sizes.bar ? width : ui->sizes.bar;
}

static void draw_button(struct ui *ui, const struct button *button, struct rect rect)
{
    bool pressed = ui_is_pressed(ui, button->act, button->arg);
    uint32_t back = pressed ? button->front : button->back;
    uint32_t front = pressed ? button->back : button->front;
    int unit = ui->sizes.unit;
    struct rect shape = rect_inset(rect, unit * 7 / 10);
    if (back != THEME_INK)
        ui_fill(ui, shape, back, ui->sizes.radius);
    if (button->framed && !pressed)
        ui_border(ui, shape, front, ui->sizes.radius, unit * 4 / 10 > 2 ? unit * 4 / 10 : 2);
    struct text_style style = ui_type(ui, TYPE_LABEL);
    struct text_block label =
        ui_fit(ui, &style, style.px * 6 / 10, 1, rich_of(button->label), rect_inset(rect, unit / 2));
    int icon = shape.h - label.h - unit * 2;
    if (icon > unit * 55 / 10)
        icon = unit * 55 / 10;
    int top = rect.y + (rect.h - icon - label.h) / 2;
    ui_icon(ui, button->icon, (struct rect){rect.x + (rect.w - icon) / 2, top, icon, icon}, front);
    ui_text(ui, &label, &style, rect.x, top + icon, rect, ALIGN_CENTER, (struct ink){front, front, back});
    ui_hit(ui, rect, button->act, button->arg);
    ui_focus_ring(ui, rect, button->act, button->arg, back);
}

static bool language_button(struct ui *ui, struct button *out)
{
    const struct country *country = ui->country;
    uint16_t n = country ? country->n_langs : ui->in->campaign->n_built_in;
    const struct words *const *words = country ? country->words : ui->in->campaign->built_in;
    *out = (struct button){.icon = ICON_LANGUAGE, .back = THEME_INK, .front = THEME_CREAM};
    if (n < 2)
        return false;
    uint16_t other = ui->state->language == 0 ? 1 : 0;
    out->label = n == 2 ? words[other]->text[WORD_LANGUAGE_NAME] : ui_word_plain(ui, WORD_LANGUAGE);
    out->act = n == 2 ? ACT_LANGUAGE : ACT_LANGUAGES;
    out->arg = n == 2 ? other : 0;
    return true;
}

// The buttons at both ends of the bar, left to right, and how many of them stand on the left.
static uint32_t buttons_of(struct ui *ui, struct button out[BUTTONS_MAX], uint32_t *left)
{
    uint32_t n = 0;
    if (ui->country)
        out[n++] = (struct button){.icon = ICON_HOME,
                                   .label = ui_word_plain(ui, WORD_HOME),
                                   .act = ACT_HOME,
                                   .back = THEME_INK,
                                   .front = THEME_CREAM};
    if (language_button(ui, &out[n]))
        n++;
    if (ui->country)
        out[n++] = (struct button){.icon = ICON_ACCESS,
                                   .label = ui_word_plain(ui, WORD_ACCESS),
                                   .act = ACT_ACCESS,
                                   .back = THEME_INK,
                                   .front = THEME_CREAM};
    *left = n;
    if (ui->country)
        out[n++] = (struct button){.icon = ICON_LAMP,
                                   .label = ui_word_plain(ui, WORD_HELP),
                                   .act = ACT_HELP,
                                   .back = THEME_INK,
                                   .front = THEME_MAIZE,
                                   .framed = true};
    out[n++] = (struct button){.icon = ICON_EXIT,
                               .label = ui_word_plain(ui, WORD_EXIT),
                               .act = ACT_EXIT,
                               .back = THEME_EXIT,
                               .front = THEME_CREAM};
    return n;
}

// Draws the bar's ends and returns the rectangle of its middle.
static struct rect draw_ends(struct ui *ui, bool strip)
{
    ui->room = SCENE_MAX_ITEMS;
    struct button buttons[BUTTONS_MAX];
    uint32_t left, n = buttons_of(ui, buttons, &left);
    int h = ui->sizes.bar, y = ui->in->h - h, w = ui->in->w;
    bool two_rows = ui->sizes.portrait && strip;
    ui_fill(ui, (struct rect){0, two_rows ? y - h : y, w, two_rows ? 2 * h : h}, THEME_INK, 0);
    int x = 0, right = w;
    for (uint32_t i = 0; i < left; i++) {
        int width = ui->sizes.portrait ? w / (int)n : label_width(ui, buttons[i].label);
        draw_button(ui, &buttons[i], (struct rect){x, y, width, h});
        x += width;
    }
    for (uint32_t i = n; i-- > left;) {
        int width = ui->sizes.portrait ? w / (int)n : label_width(ui, buttons[i].label);
        if (buttons[i].act == ACT_HELP && !ui->sizes.portrait)
            width = width * 13 / 10;
        right -= width;
        draw_button(ui, &buttons[i], (struct rect){right, y, width, h});
    }
    if (ui->sizes.portrait)
        return (struct rect){0, y - h, w, h};
    return (struct rect){x, y, right - x, h};
}

static void draw_next(struct ui *ui, const struct nav *nav, struct rect rect)
{
    struct button button = {.icon = ICON_RIGHT,
                            .label = nav->next_label.n ? nav->next_label : ui_word_plain(ui, WORD_NEXT),
                            .act = nav->next.act,
                            .arg = nav->next.arg,
                            .back = nav->next_primary ? THEME_MAIZE : THEME_INK,
                            .front = nav->next_primary ? THEME_INK : THEME_CREAM};
    draw_button(ui, &button, rect);
}

void page_bar(struct ui *ui, const struct nav *nav)
{
    struct rect middle = draw_ends(ui, true);
    if (nav->back) {
        struct button back = {.icon = ICON_BACK,
                              .label = ui_word_plain(ui, WORD_BACK),
                              .act = ACT_BACK,
                              .back = THEME_INK,
                              .front = THEME_CREAM};
        int width = label_width(ui, back.label);
        draw_button(ui, &back, (struct rect){middle.x, middle.y, width, middle.h});
        middle.x += width;
        middle.w -= width;
    }
    if (nav->next.act != ACT_NONE) {
        int width = label_width(ui, nav->next_label.n ? nav->next_label : ui_word_plain(ui, WORD_NEXT));
        middle.w -= width;
        draw_next(ui, nav, (struct rect){middle.x + middle.w, middle.y, width, middle.h});
    }
    if (nav->previous.act != ACT_NONE) {
        struct button previous = {.icon = ICON_LEFT,
                                  .label = ui_word_plain(ui, WORD_PREVIOUS),
                                  .act = nav->previous.act,
                                  .arg = nav->previous.arg,
                                  .back = THEME_INK,
                                  .front = THEME_CREAM};
        int width = label_width(ui, previous.label);
        draw_button(ui, &previous, (struct rect){middle.x, middle.y, width, middle.h});
        middle.x += width;
        middle.w -= width;
    }
    struct text_style style = ui_type(ui, TYPE_LABEL);
    struct text_block text = ui_layout(ui, &style, rich_of(nav->between), ui->in->w);
    if (nav->between.n && text.w <= middle.w)
        ui_text(ui, &text, &style, 0, middle.y + (middle.h - text.h) / 2, middle, ALIGN_CENTER,
                (struct ink){THEME_CREAM, THEME_CREAM, THEME_INK});
}

// What a strip says beside the digits: that the call is free and when somebody answers, or else whose line it is.
static struct slice strip_text(struct ui *ui, const struct channel *channel)
{
    struct slice hours = UI_SLICE_OF(ui, channel->pack, channel->hours);
    bool phone = channel->kind == CHANNEL_PHONE && channel->value.n;
    if (!phone || channel->free != TRI_YES)
        return UI_SLICE_OF(ui, channel->pack, channel->name);
    struct slice call = ui_word_plain(ui, WORD_CALL_FREE);
    return hours.n ? arena_format(ui->arena, "%.*s\n%.*s", SLICE_ARG(call), SLICE_ARG(hours)) : call;
}

void page_bar_with_channel(struct ui *ui, const struct channel *channel, uint16_t index)
{
    struct rect middle = draw_ends(ui, true);
    if (!channel)
        return;
    bool pressed = ui_is_pressed(ui, ACT_CHANNEL, index);
    uint32_t back = pressed ? THEME_MAIZE : THEME_INK;
    uint32_t number = pressed ? THEME_INK : THEME_MAIZE, name = pressed ? THEME_INK : THEME_CREAM;
    int pad = ui->sizes.unit * 3;
    if (pressed)
        ui_fill(ui, rect_inset(middle, ui->sizes.unit), back, ui->sizes.radius);
    struct text_style number_style = ui_type(ui, TYPE_TITLE), name_style = ui_type(ui, TYPE_SMALL);
    struct rect box = {middle.x + pad, middle.y, middle.w - 2 * pad, middle.h};
    struct text_block digits = {0};
    number_style.px = ui->sizes.unit * 8;
    number_style.line_px = number_style.px * 115 / 100;
    if (channel->kind == CHANNEL_PHONE && channel->value.n)
        digits = ui_fit(ui, &number_style, ui->sizes.unit * 4, 1, rich_of(channel->value), box);
    struct rect rest = box;
    if (digits.w) {
        rest.x += digits.w + pad;
        rest.w -= digits.w + pad;
    }
    struct text_block words = {0};
    if (rest.w > ui->sizes.unit * 15)
        words = ui_fit(ui, &name_style, name_style.px * 85 / 100, 2, rich_of(strip_text(ui, channel)), rest);
    ui_text(ui, &digits, &number_style, box.x, middle.y + (middle.h - digits.h) / 2, box, ALIGN_LEFT,
            (struct ink){number, number, back});
    if (words.h <= middle.h && words.n_lines <= 2)
        ui_text(ui, &words, &name_style, rest.x, middle.y + (middle.h - words.h) / 2, rest, ALIGN_LEFT,
                (struct ink){name, name, back});
    ui_hit(ui, middle, ACT_CHANNEL, index);
    ui_focus_ring(ui, middle, ACT_CHANNEL, index, back);
}

// SPDX-License-Identifier: MIT
// The bar at the foot of every screen.
#include "base/kassert.h"
#include "scene/page.h"

#define BUTTONS_MAX 9 // in one row

struct button {
    enum icon icon;
    struct slice label;
    enum act act;
    uint32_t arg;
    uint32_t back, front;
    bool framed;
    struct slice other; // what the label says at another time: the button has one width for both
};

static int label_padding(const struct ui *ui)
{
    return ui->sizes.unit * 5;
}

static int label_width(const struct ui *ui, const struct text_style *style, struct slice label)
{
    struct text_block block = ui_layout(ui, style, rich_of(label), ui->in->w);
    int width = block.w + label_padding(ui);
    return width > ui->sizes.bar ? width : ui->sizes.bar;
}

static int button_width(const struct ui *ui, const struct text_style *style, const struct button *button)
{
    int now = label_width(ui, style, button->label), then = label_width(ui, style, button->other);
    return now > then ? now : then;
}

// `largest` is the label's em, px; it may be less.
static void draw_button(struct ui *ui, const struct button *button, struct rect rect, int largest)
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
    int least = style.px * 6 / 10;
    ui_shrink(&style, largest);
    struct text_block label =
        ui_fit(ui, &style, least, 1, rich_of(button->label), rect_inset(shape, unit / 2));
    int icon = shape.h - label.h - unit * 2;
    if (icon > unit * 55 / 10)
        icon = unit * 55 / 10;
    int top = rect.y + (rect.h - icon - label.h) / 2;
    ui_icon(ui, button->icon, (struct rect){rect.x + (rect.w - icon) / 2, top, icon, icon}, front);
    ui_text(ui, &label, &style, rect.x, top + icon, rect, ALIGN_CENTER, (struct ink){front, front, back});
    ui_hit(ui, rect, button->act, button->arg);
    ui_focus_ring(ui, rect, button->act, button->arg);
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
    // The list of languages lies outside the operator's rooms: there the button steps through them.
    if (ui->state->at.screen == SCREEN_OPERATOR && n > 2) {
        *out = (struct button){.icon = ICON_LANGUAGE,
                               .label = ui_word_plain(ui, WORD_LANGUAGE),
                               .act = ACT_LANGUAGE,
                               .arg = (ui->state->language + 1u) % n,
                               .back = THEME_INK,
                               .front = THEME_CREAM};
        return true;
    }
    out->label = n == 2 ? words[other]->text[WORD_LANGUAGE_NAME] : ui_word_plain(ui, WORD_LANGUAGE);
    out->act = n == 2 ? ACT_LANGUAGE : ACT_LANGUAGES;
    out->arg = n == 2 ? other : 0;
    return true;
}

// Buttons side by side: `left` of them from the left end, the others up to the right one.
struct row {
    struct button buttons[BUTTONS_MAX];
    uint32_t n, left;
};

static void add(struct row *row, enum icon icon, struct slice label, enum act act, uint32_t arg)
{
    KASSERT(row->n < BUTTONS_MAX);
    row->buttons[row->n++] = (struct button){
        .icon = icon, .label = label, .act = act, .arg = arg, .back = THEME_INK, .front = THEME_CREAM};
}

static void add_own(struct row *row, const struct button *button)
{
    KASSERT(row->n < BUTTONS_MAX);
    row->buttons[row->n++] = *button;
}

// What stands at the left end on every screen.
static void add_places(struct ui *ui, struct row *row)
{
    struct button language;
    if (ui->country)
        add(row, ICON_HOME, ui_word_plain(ui, WORD_HOME), ACT_HOME, 0);
    if (language_button(ui, &language))
        add_own(row, &language);
    if (ui->country && ui->state->at.screen != SCREEN_OPERATOR)
        add(row, ICON_ACCESS, ui_word_plain(ui, WORD_ACCESS), ACT_ACCESS, 0);
    row->left = row->n;
}

// What stands at the right end on every screen.
static void add_ways_out(struct ui *ui, struct row *row)
{
    if (ui->country)
        add_own(row, &(struct button){.icon = ICON_LAMP,
                                      .label = ui_word_plain(ui, WORD_HELP),
                                      .act = ACT_HELP,
                                      .back = THEME_INK,
                                      .front = THEME_MAIZE,
                                      .framed = true});
    add_own(row, &(struct button){.icon = ICON_EXIT,
                                  .label = ui_word_plain(ui, WORD_EXIT),
                                  .act = ACT_EXIT,
                                  .back = THEME_EXIT,
                                  .front = THEME_CREAM});
}

static void add_way_back(struct ui *ui, struct row *row, const struct nav *nav)
{
    bool on = ui->state->listen.on;
    if (nav->back)
        add(row, ICON_BACK, ui_word_plain(ui, WORD_BACK), ACT_BACK, 0);
    if (nav->listen)
        add_own(row, &(struct button){.icon = on ? ICON_STOP : ICON_LISTEN,
                                      .label = ui_word_plain(ui, on ? WORD_LISTEN_STOP : WORD_LISTEN),
                                      .other = ui_word_plain(ui, on ? WORD_LISTEN : WORD_LISTEN_STOP),
                                      .act = ACT_LISTEN,
                                      .arg = on ? LISTEN_STOP : LISTEN_START,
                                      .back = on ? THEME_MAIZE : THEME_INK,
                                      .front = on ? THEME_INK : THEME_CREAM});
    if (nav->previous.act != ACT_NONE)
        add(row, ICON_LEFT, ui_word_plain(ui, WORD_PREVIOUS), nav->previous.act, nav->previous.arg);
    row->left = row->n;
}

static void add_way_on(struct ui *ui, struct row *row, const struct nav *nav)
{
    if (nav->next.act != ACT_NONE)
        add_own(row,
                &(struct button){.icon = ICON_RIGHT,
                                 .label = nav->next_label.n ? nav->next_label : ui_word_plain(ui, WORD_NEXT),
                                 .act = nav->next.act,
                                 .arg = nav->next.arg,
                                 .back = nav->next_primary ? THEME_MAIZE : THEME_INK,
                                 .front = nav->next_primary ? THEME_INK : THEME_CREAM});
}

// The em of a row's labels: one for all of them, less than usual where they ask for more than there is.
static int label_px(const struct ui *ui, const struct row *row, int room)
{
    struct text_style style = ui_type(ui, TYPE_LABEL);
    int texts = 0;
    for (uint32_t i = 0; i < row->n; i++)
        texts += button_width(ui, &style, &row->buttons[i]) - label_padding(ui);
    room -= (int)row->n * label_padding(ui);
    // An icon stays one.
    int under_icon = (ui->sizes.bar - ui->sizes.unit * 7) * style.px / style.line_px;
    int px = under_icon < style.px ? under_icon : style.px;
    return texts > room && room > 0 && style.px * room / texts < px ? style.px * room / texts : px;
}

// How wide each button is. Where they ask for more than there is, each gets its share of it.
static void share(struct ui *ui, const struct row *row, int room, int px, int widths[BUTTONS_MAX])
{
    struct text_style style = ui_type(ui, TYPE_LABEL);
    int wanted = 0;
    ui_shrink(&style, px);
    for (uint32_t i = 0; i < row->n; i++) {
        widths[i] = button_width(ui, &style, &row->buttons[i]);
        if (row->buttons[i].act == ACT_HELP)
            widths[i] = widths[i] * 13 / 10;
        wanted += widths[i];
    }
    int least = room / (int)row->n < ui->sizes.touch ? room / (int)row->n : ui->sizes.touch;
    int spare = room - (int)row->n * least, asked = wanted - (int)row->n * least;
    for (uint32_t i = 0; wanted > room && i < row->n; i++)
        widths[i] = least + (int)((int64_t)(widths[i] - least) * spare / asked);
}

// Draws a row and returns what is free in its middle, `middle` px at least.
static struct rect draw_row(struct ui *ui, const struct row *row, struct rect rect, int middle)
{
    int widths[BUTTONS_MAX], right = rect.x + rect.w;
    if (row->n == 0)
        return rect;
    int px = label_px(ui, row, rect.w - middle);
    share(ui, row, rect.w - middle, px, widths);
    for (uint32_t i = row->left; i < row->n; i++)
        right -= widths[i];
    int x = rect.x, free = 0;
    for (uint32_t i = 0; i < row->n; i++) {
        if (i == row->left)
            free = x;
        x = i == row->left ? right : x;
        draw_button(ui, &row->buttons[i], (struct rect){x, rect.y, widths[i], rect.h}, px);
        x += widths[i];
    }
    free = row->left == row->n ? x : free;
    return (struct rect){free, rect.y, right - free, rect.h};
}

// The same with buttons of one width that fill the row.
static void draw_full_row(struct ui *ui, const struct row *row, struct rect rect)
{
    int width = rect.w / (int)row->n, px = label_px(ui, row, rect.w);
    for (uint32_t i = 0; i < row->n; i++)
        draw_button(ui, &row->buttons[i], (struct rect){rect.x + (int)i * width, rect.y, width, rect.h}, px);
}

// Draws the bar and returns what is free in its middle, `middle` px at least; upright that is a row of its own.
static struct rect draw_bar(struct ui *ui, const struct nav *nav, int middle)
{
    ui->room = SCENE_MAX_ITEMS;
    int h = ui->sizes.bar;
    struct rect foot = {0, ui->in->h - h, ui->in->w, h}, above = {0, foot.y - h, ui->in->w, h};
    struct row row = {.n = 0}, way = {.n = 0};
    add_places(ui, &row);
    if (!ui->sizes.portrait) {
        ui_fill(ui, foot, THEME_INK, 0);
        add_way_back(ui, &row, nav);
        add_way_on(ui, &row, nav);
        add_ways_out(ui, &row);
        return draw_row(ui, &row, foot, middle);
    }
    ui_fill(ui, (struct rect){0, above.y, above.w, 2 * h}, THEME_INK, 0);
    add_way_back(ui, &way, nav);
    add_way_on(ui, &way, nav);
    struct rect free = draw_row(ui, &way, above, middle);
    add_ways_out(ui, &row);
    draw_full_row(ui, &row, foot);
    return free;
}

void page_bar(struct ui *ui, const struct nav *nav)
{
    struct rect middle = draw_bar(ui, nav, 0);
    struct slice texts[] = {nav->between, nav->between_short};
    for (int i = 0; i < 2 && texts[i].n; i++) {
        struct text_style style = ui_type(ui, TYPE_LABEL);
        int least = style.px * (i ? 50 : 75) / 100;
        struct text_block text = ui_fit(ui, &style, least, 1, rich_of(texts[i]), middle);
        if (text.w > middle.w || text.n_lines > 1 || text.broke_word)
            continue;
        ui_text(ui, &text, &style, 0, middle.y + (middle.h - text.h) / 2, middle, ALIGN_CENTER,
                (struct ink){THEME_CREAM, THEME_CREAM, THEME_INK});
        return;
    }
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

// The region that was added last comes before Help and quick exit, as it stands.
static void put_before_ways_out(struct scene *scene)
{
    uint32_t last = scene->n_hits - 1, at = last;
    struct hit strip = scene->hits[last];
    while (at > 0 && last - at < 2) {
        scene->hits[at] = scene->hits[at - 1];
        at--;
    }
    scene->hits[at] = strip;
}

#define STRIP_SHARE 36 // per cent of the width that a strip has at least

void page_bar_with_channel(struct ui *ui, const struct channel *channel, uint16_t index)
{
    struct rect middle = draw_bar(ui, &(struct nav){0}, ui->in->w * STRIP_SHARE / 100);
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
    // Larger letters where there is room for them; the words in any case.
    int least = name_style.px * 85 / ui_percent(ui);
    if (rest.w > ui->sizes.unit * 15)
        words = ui_fit(ui, &name_style, least, 2, rich_of(strip_text(ui, channel)), rest);
    ui_text(ui, &digits, &number_style, box.x, middle.y + (middle.h - digits.h) / 2, box, ALIGN_LEFT,
            (struct ink){number, number, back});
    if (words.h <= middle.h && words.n_lines <= 2 && !words.broke_word)
        ui_text(ui, &words, &name_style, rest.x, middle.y + (middle.h - words.h) / 2, rest, ALIGN_LEFT,
                (struct ink){name, name, back});
    ui_hit(ui, middle, ACT_CHANNEL, index);
    put_before_ways_out(ui->scene);
    ui_focus_ring(ui, middle, ACT_CHANNEL, index);
}

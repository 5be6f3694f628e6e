// SPDX-License-Identifier: MIT
// The pad on which a PIN is typed, and the ruler by which a screen is measured.
#include "scene/view_operator.h"

// ---- The pad ----

#define KEYS 12

// Whether digits are taken now.
static bool is_awake(const struct ui *ui)
{
    return !ui->state->op.checking && !(ui->state->at.by == ROOM_PIN && operator_wait_s(ui->state) > 0);
}

// What stands in place of the dots; empty: they do.
static struct slice note_of(struct ui *ui)
{
    static const enum word notes[PIN_NOTE_COUNT] = {WORD_OP_PIN_TEXT,      WORD_OP_PIN_WRONG,
                                                    WORD_OP_PIN_SHORT,     WORD_OP_PIN_SIMPLE,
                                                    WORD_OP_PIN_DIFFERENT, WORD_OP_PIN_FAILED};
    const struct operator_state *op = &ui->state->op;
    uint32_t seconds = ui->state->at.by == ROOM_PIN ? operator_wait_s(ui->state) : 0;
    if (op->checking)
        return ui_word_plain(ui, WORD_OP_PIN_CHECKING);
    struct slice note = op->note ? ui_word_plain(ui, notes[op->note]) : SLICE_NONE;
    if (seconds == 0)
        return note;
    struct slice wait = op_fill(ui, WORD_OP_PIN_WAIT, ui_number(ui, seconds));
    return note.n ? arena_format(ui->arena, "%.*s %.*s", SLICE_ARG(note), SLICE_ARG(wait)) : wait;
}

static void draw_dots(struct ui *ui, struct rect row)
{
    int n = ui->state->op.pad.n, places = n > PIN_DIGITS_MIN ? n : PIN_DIGITS_MIN;
    int side = ui->sizes.unit * 28 / 10, step = side * 18 / 10;
    int x = row.x + (row.w - (places * step - (step - side))) / 2, y = row.y + (row.h - side) / 2;
    for (int i = 0; i < places; i++) {
        struct rect place = {x + i * step, y, side, side};
        if (i < n)
            ui_fill(ui, place, THEME_INK, side / 2);
        else
            ui_border(ui, place, THEME_INK, side / 2, at_least(side / 10, 2));
    }
}

static void draw_head(struct ui *ui, struct rect row)
{
    struct slice note = note_of(ui);
    if (note.n == 0) {
        draw_dots(ui, row);
        return;
    }
    struct text_style style = ui_type(ui, TYPE_BODY);
    style.font = FONT_BOLD;
    struct text_block block = ui_fit(ui, &style, ui->sizes.unit * 2, 2, rich_of(note), row);
    ui_text(ui, &block, &style, row.x, row.y + (row.h - block.h) / 2, row, ALIGN_CENTER,
            (struct ink){THEME_INK, THEME_INK, THEME_CREAM});
}

static void draw_key(struct ui *ui, struct rect rect, int key)
{
    bool awake = is_awake(ui), ok = key == KEYS - 1, erase = key == KEYS - 2;
    enum act act = ok ? ACT_PIN : erase ? ACT_DELETE : ACT_DIGIT;
    uint32_t arg = ok || erase ? 0 : (uint32_t)(key + 1) % 10;
    bool ready = ok && ui->state->op.pad.n >= PIN_DIGITS_MIN;
    uint32_t back = ready ? THEME_MAIZE : THEME_SAND;
    if (awake && ui_is_pressed(ui, act, arg))
        back = THEME_MAIZE_LIGHT;
    struct slice label = ok      ? ui_word_plain(ui, WORD_OP_PIN_OK)
                         : erase ? ui_word_plain(ui, WORD_OP_PIN_DELETE)
                                 : ui_number(ui, arg);
    struct text_style style = ui_type(ui, ok || erase ? TYPE_CARD : TYPE_TITLE);
    struct rect box = rect_inset(rect, ui->sizes.unit);
    struct text_block block = ui_fit(ui, &style, ui->sizes.unit, 1, rich_of(label), box);
    if (!awake)
        back = THEME_CREAM;
    ui_fill_card(ui, rect, back, false);
    if (!awake)
        ui_border(ui, rect, THEME_SAND, ui->sizes.radius, at_least(ui->sizes.unit / 3, 2));
    ui_text(ui, &block, &style, box.x, rect.y + (rect.h - block.h) / 2, rect, ALIGN_CENTER,
            (struct ink){THEME_INK, THEME_INK, back});
    if (!awake)
        return;
    ui_hit(ui, rect, act, arg);
    ui_focus_ring(ui, rect, act, arg);
}

#define HEAD 9 // units, for dots or a sentence
#define HEAD_LEAST 6

static int rows_height(const struct ui *ui, int rows)
{
    return rows * ui->sizes.touch + (rows - 1) * ui->sizes.unit;
}

// Four rows as on a telephone; fewer, and wider, where the page is low.
static int rows_in(const struct ui *ui, int height)
{
    int rows = 4;
    while (rows > 2 && rows_height(ui, rows) > height - HEAD_LEAST * ui->sizes.unit)
        rows--;
    return rows;
}

// What the keys leave.
static int head_height(const struct ui *ui, int height)
{
    int most = height - rows_height(ui, rows_in(ui, height)), head = HEAD * ui->sizes.unit;
    return most < head ? most : head;
}

static void draw_pad(struct ui *ui, struct rect rect)
{
    static const int phone[KEYS] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 9, 11};
    int rows = rows_in(ui, rect.h), columns = KEYS / rows, gap = ui->sizes.unit;
    int head = head_height(ui, rect.h), top = rect.y + head, w = (rect.w - (columns - 1) * gap) / columns;
    int h = (rect.y + rect.h - top - (rows - 1) * gap) / rows, most = ui->sizes.unit * 20;
    h = h > most && most > ui->sizes.touch ? most : h;
    draw_head(ui, (struct rect){rect.x, rect.y, rect.w, head});
    for (int i = 0; i < KEYS; i++) {
        struct rect key = {rect.x + i % columns * (w + gap), top + i / columns * (h + gap), w, h};
        draw_key(ui, key, rows == 4 ? phone[i] : i);
    }
}

void view_op_pin(struct ui *ui)
{
    static const struct {
        enum word title, text;
    } pads[] = {{WORD_OP_PIN, WORD_OP_PIN_TEXT},
                {WORD_OP_PIN_NEW, WORD_OP_PIN_NEW_TEXT},
                {WORD_OP_PIN_AGAIN, WORD_OP_PIN_AGAIN_TEXT}};
    int pad = ui->state->at.by == ROOM_PIN ? 0 : ui->state->at.by == ROOM_NEW_PIN ? 1 : 2;
    bool skips = pad == 1 && ui->state->op.setup;
    struct op_page page;
    op_begin(ui, &page, pads[pad].title, ui_word(ui, pads[pad].text));
    // What is under the pad may go to a page of its own, the pad never.
    int unit = ui->sizes.unit, phone = HEAD * unit + rows_height(ui, 4), most = page.flow.area.h;
    int h = HEAD * unit + 4 * at_least(unit * 15, ui->sizes.touch) + 3 * unit;
    if (skips && h > most - unit * 15)
        h = at_least(most - unit * 15, phone);
    h = h < most ? h : most;
    flow_box(&page.flow, h, h, draw_pad);
    if (skips) {
        struct card card = op_card(ui, ICON_RIGHT, ui_word(ui, WORD_OP_PIN_NONE),
                                   ui_word_plain(ui, WORD_OP_PIN_NONE_TEXT), ACT_SKIP, 0);
        op_gap(&page, 20);
        op_cards(&page, &card, 1, 1);
    }
    op_end(ui, &page, true);
}

// ---- The ruler: a bank card is 85.60 mm by 53.98 (ISO/IEC 7810, ID-1) ----

#define CARD_LONG 856
#define CARD_SHORT 540

static int mm_of(const struct ui *ui)
{
    return ui->state->settings.mm ? ui->state->settings.mm : ui->in->mm;
}

static int card_px(const struct ui *ui, int tenths)
{
    return (int)((int64_t)tenths * ui->in->w / (mm_of(ui) * 10));
}

static void draw_ruler(struct ui *ui, struct rect rect)
{
    int w = card_px(ui, CARD_LONG), h = card_px(ui, CARD_SHORT), line = at_least(ui->sizes.unit / 3, 2);
    // On a narrow page the card stands upright; where neither side fits, only its length is measured, as far as it goes.
    if (w > rect.w && h <= rect.w && w <= rect.h) {
        int side = w;
        w = h;
        h = side;
    }
    struct rect card = {rect.x, rect.y, w < rect.w ? w : rect.w, h < rect.h ? h : rect.h};
    ui_fill(ui, card, THEME_SKY, ui->sizes.unit);
    ui_border(ui, card, THEME_INK, ui->sizes.unit, line);
    struct rect chip = {card.x + card.w / 10, card.y + card.h * 35 / 100, card.w / 8, card.h / 6};
    ui_fill(ui, chip, THEME_MAIZE, ui->sizes.unit / 2);
}

#define CARD_LEAST_PX 40

// Larger on the screen is a narrower screen: as far as a card of this length can still be laid on it, on a page `w` px wide.
static uint32_t other_mm(const struct ui *ui, int percent, int w)
{
    int mm = mm_of(ui), step = at_least(mm * (percent < 0 ? -percent : percent) / 100, 1);
    int least = at_least((int)((int64_t)CARD_SHORT * ui->in->w / ((int64_t)w * 10)), SETTINGS_MM_MIN);
    int most = (int)((int64_t)CARD_LONG * ui->in->w / (CARD_LEAST_PX * 10));
    mm += percent < 0 ? -step : step;
    most = most < SETTINGS_MM_MAX ? most : SETTINGS_MM_MAX;
    return op_set(SETTING_MM, (uint32_t)(mm < least ? least : mm > most ? most : mm));
}

static struct card step_card(const struct op_page *page, enum icon icon, enum word title, int percent)
{
    struct ui *ui = page->flow.ui;
    return op_card(ui, icon, ui_word(ui, title), SLICE_NONE, ACT_SET,
                   other_mm(ui, percent, page->flow.area.w));
}

void view_op_width(struct ui *ui)
{
    struct op_page page;
    bool setup = ui->state->op.setup;
    struct card ways[] = {op_primary(ui, ICON_CHECK, WORD_OP_FITS,
                                     op_fill(ui, WORD_OP_WIDTH_MM, ui_number(ui, (uint32_t)mm_of(ui))),
                                     setup ? ACT_SKIP : ACT_ROOM,
                                     setup ? (uint32_t)mm_of(ui) : op_room(ROOM_SETTINGS, 0)),
                          op_card(ui, ICON_RIGHT, ui_word(ui, WORD_OP_SKIP), SLICE_NONE, ACT_SKIP, 0)};
    op_begin(ui, &page, WORD_OP_WIDTH, ui_word(ui, WORD_OP_WIDTH_TEXT));
    struct card steps[] = {step_card(&page, ICON_MINUS, WORD_OP_SMALLER, 10),
                           step_card(&page, ICON_PLUS, WORD_OP_LARGER, -10),
                           step_card(&page, ICON_MINUS, WORD_OP_BIT_SMALLER, 1),
                           step_card(&page, ICON_PLUS, WORD_OP_BIT_LARGER, -1)};
    ways[0].has_trailing = false;
    // As high at every width, so that no button moves under the finger; what doesn't fit is cut, for its length is what counts.
    flow_box(&page.flow, page.flow.area.h * 4 / 10, ui->sizes.unit * 12, draw_ruler);
    op_gap(&page, 20);
    op_cards(&page, steps, 4, 2);
    op_gap(&page, 20);
    op_cards(&page, ways, setup ? 2 : 1, setup ? 2 : 1);
    flow_keep_from(&page.flow, 0);
    op_end(ui, &page, true);
}

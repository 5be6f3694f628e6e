// SPDX-License-Identifier: MIT
// The operator's menu, and the rooms that only tell: health, counts.
#include "scene/view_operator.h"

static const struct field night = {THEME_INK, THEME_CREAM, THEME_MAIZE};

// ---- What all of them build with ----

const struct desk *op_desk(const struct ui *ui)
{
    static const struct desk empty;
    return ui->in->desk ? ui->in->desk : &empty;
}

struct slice op_text(const struct ui *ui, struct desk_text text, struct slice else_)
{
    bool spanish = slice_is(ui->words->tag, "es");
    struct slice own = spanish ? text.es : text.en, other = spanish ? text.en : text.es;
    if (own.n)
        return own;
    return other.n ? other : else_;
}

struct slice op_fill(const struct ui *ui, enum word word, struct slice a)
{
    return words_fill(ui->words, word, &a, 1, ui->arena);
}

struct slice op_fill2(const struct ui *ui, enum word word, struct slice a, struct slice b)
{
    struct slice values[] = {a, b};
    return words_fill(ui->words, word, values, 2, ui->arena);
}

struct slice op_lines(const struct ui *ui, struct slice a, struct slice b)
{
    if (a.n == 0 || b.n == 0)
        return a.n ? a : b;
    return arena_format(ui->arena, "%.*s\n%.*s", SLICE_ARG(a), SLICE_ARG(b));
}

// Rounded up: a decimal comma is a point elsewhere.
struct slice op_megabytes(const struct ui *ui, uint64_t bytes)
{
    return arena_format(ui->arena, "%llu", (unsigned long long)((bytes + 999999) / 1000000));
}

// Tools begin with a small letter what follows a colon; here it stands alone. A file's name keeps its letters.
struct slice op_sentence(const struct ui *ui, struct slice text)
{
    struct slice word, rest;
    slice_cut(text, ' ', &word, &rest);
    if (text.n < 2 || slice_find_char(word, '.') >= 0 || slice_find_char(word, '/') >= 0)
        return text;
    struct slice copy =
        arena_format(ui->arena, "%.*s%s", SLICE_ARG(text), slice_ends(text, SLICE(".")) ? "" : ".");
    char *bytes = (char *)copy.p;
    if (bytes[0] >= 'a' && bytes[0] <= 'z')
        bytes[0] = (char)(bytes[0] - 'a' + 'A');
    // The small letters of Latin-1, but for the division sign among them.
    else if (bytes[0] == '\xC3' && (unsigned char)bytes[1] >= 0xA0 && (unsigned char)bytes[1] < 0xBF &&
             (unsigned char)bytes[1] != 0xB7)
        bytes[1] = (char)(bytes[1] - 0x20);
    return copy;
}

void op_begin_panel(struct ui *ui, struct op_page *out, struct panel panel)
{
    panel.field = night;
    panel.lead_last = true;
    if (ui->state->op.setup) {
        uint16_t n, at = operator_step(ui->state, ui->in->campaign, &n);
        panel.eyebrow = op_fill2(ui, WORD_OP_SETUP_STEP, ui_number(ui, at + 1u), ui_number(ui, n));
        panel.steps = n;
        panel.step = at;
    }
    out->page = page_begin(ui, &panel);
    page_flow(&out->flow, ui, &out->page);
}

void op_begin(struct ui *ui, struct op_page *out, enum word title, struct rich lead)
{
    op_begin_panel(ui, out, (struct panel){.title = ui_word(ui, title), .lead = lead});
}

void op_end(struct ui *ui, struct op_page *page, bool back)
{
    page_end(ui, &page->page, &page->flow,
             (struct nav){.back = back && operator_has_back(ui->state, ui->in->campaign)});
}

struct card op_card(struct ui *ui, enum icon icon, struct rich title, struct slice text, enum act act,
                    uint32_t arg)
{
    struct card card = {.icon = icon,
                        .has_icon = icon != ICON_COUNT,
                        .title = title,
                        .text_below = rich_of(text),
                        .has_trailing = act == ACT_ROOM,
                        .trailing = ICON_RIGHT,
                        .act = act,
                        .arg = arg};
    (void)ui;
    card_paper(&card);
    return card;
}

struct card op_room_card(struct ui *ui, enum icon icon, enum word title, struct slice text,
                         enum operator_room room)
{
    struct card card = op_card(ui, icon, ui_word(ui, title), text, ACT_ROOM, op_room(room, 0));
    card.has_trailing = icon != ICON_BACK; // which doesn't point onward
    return card;
}

struct card op_primary(struct ui *ui, enum icon icon, enum word title, struct slice text, enum act act,
                       uint32_t arg)
{
    struct card card = op_card(ui, icon, ui_word(ui, title), text, act, arg);
    card_primary(&card);
    return card;
}

struct card op_choice(struct ui *ui, struct rich title, bool chosen, enum act act, uint32_t arg)
{
    struct card card = op_card(ui, ICON_COUNT, title, SLICE_NONE, act, arg);
    card.chosen = card.has_trailing = chosen;
    card.trailing = ICON_CHECK;
    card.may_be_chosen = true;
    return card;
}

void op_gap(struct op_page *page, int tenths)
{
    flow_gap(&page->flow, page->flow.ui->sizes.unit * tenths / 10);
}

void op_heading(struct op_page *page, enum word word)
{
    struct ui *ui = page->flow.ui;
    flow_text(&page->flow, TYPE_HEADING, ui_word(ui, word), THEME_INK, THEME_INK, true);
    op_gap(page, 15);
}

void op_say(struct op_page *page, enum type type, struct slice text)
{
    flow_text(&page->flow, type, rich_of(text), THEME_INK, THEME_INK, false);
}

void op_cards(struct op_page *page, const struct card *cards, size_t n, uint32_t columns)
{
    if (n)
        flow_cards(&page->flow, cards, n, columns);
}

static struct rich content_text(struct ui *ui)
{
    static const enum word words[DESK_CONTENT_COUNT] = {
        [DESK_CONTENT_WAITS] = WORD_OP_CONTENT_WAITS,
        [DESK_CONTENT_REFUSED] = WORD_OP_CONTENT_REFUSED,
        [DESK_CONTENT_NONE] = WORD_OP_CONTENT_NONE,
    };
    return ui_word(ui, words[op_desk(ui)->content]);
}

void op_put_content(struct op_page *page)
{
    struct ui *ui = page->flow.ui;
    uint32_t color = op_desk(ui)->content == DESK_CONTENT_REFUSED ? THEME_COCHINEAL : THEME_INK;
    if (op_desk(ui)->content == DESK_CONTENT_SHOWN)
        return;
    flow_text(&page->flow, TYPE_CARD, content_text(ui), color, color, false);
    op_gap(page, 20);
}

// ---- The menu ----

static struct card work_card(struct ui *ui)
{
    bool ready = ui->state->op.work == WORK_READY;
    enum operator_room question = ui->state->op.task == TASK_CARD ? ROOM_SITE : ROOM_PLAN;
    return op_primary(ui, ready ? ICON_PENCIL : ICON_STICK, ready ? WORD_OP_WAITING : WORD_OP_WORKING,
                      ready ? SLICE_NONE : ui_word_plain(ui, WORD_OP_WORKING_TEXT), ACT_ROOM,
                      op_room(ready ? question : ROOM_PROGRESS, 0));
}

// What must be seen to is said here, since nobody opens a room where all was well.
static struct card health_card(struct ui *ui)
{
    const struct desk *desk = op_desk(ui);
    size_t n = desk->n_revoked;
    for (size_t i = 0; i < desk->n_health; i++)
        n += desk->health[i].state == DESK_BAD;
    if (n == 0)
        return op_room_card(ui, ICON_CHECK, WORD_OP_HEALTH, ui_word_plain(ui, WORD_OP_HEALTH_TEXT),
                            ROOM_HEALTH);
    return op_room_card(ui, ICON_DANGER, WORD_OP_HEALTH,
                        op_fill(ui, WORD_OP_HEALTH_ALARM, ui_number(ui, (uint32_t)n)), ROOM_HEALTH);
}

static void view_menu(struct ui *ui)
{
    struct op_page page;
    struct card cards[] = {
        op_primary(ui, ICON_STICK, WORD_OP_BRING, ui_word_plain(ui, WORD_OP_BRING_TEXT), ACT_ROOM,
                   op_room(ROOM_STICK, 0)),
        op_room_card(ui, ICON_PHONE, WORD_OP_CONFIRMS, op_confirms_text(ui), ROOM_CONFIRMS),
        op_room_card(ui, ICON_IMAGE, WORD_OP_INSTALLED_CARD, ui_word_plain(ui, WORD_OP_INSTALLED_CARD_TEXT),
                     ROOM_INSTALLED),
        health_card(ui),
        op_room_card(ui, ICON_CHART, WORD_OP_COUNTS, ui_word_plain(ui, WORD_OP_COUNTS_TEXT), ROOM_COUNTS),
        view_op_site_room(ui),
        op_room_card(ui, ICON_SLIDERS, WORD_OP_SETTINGS, ui_word_plain(ui, WORD_OP_SETTINGS_TEXT),
                     ROOM_SETTINGS),
    };
    if (ui->state->op.work != WORK_NONE)
        cards[0] = work_card(ui);
    // On the dark side, where it moves no card.
    op_begin(ui, &page, WORD_OP_MENU,
             op_desk(ui)->content == DESK_CONTENT_SHOWN ? ui_word(ui, WORD_OP_MENU_TEXT) : content_text(ui));
    op_cards(&page, cards, 1, 1);
    op_gap(&page, 20);
    op_cards(&page, cards + 1, 6, view_columns(ui, page.flow.area.w));
    op_end(ui, &page, false);
}

// ---- Health and counts ----

static void view_health(struct ui *ui)
{
    static const enum icon icons[DESK_HEALTH_STATE_COUNT] = {ICON_CHECK, ICON_PENCIL, ICON_DANGER};
    static const uint32_t colors[DESK_HEALTH_STATE_COUNT] = {THEME_LEAF, THEME_CLAY, THEME_COCHINEAL};
    const struct desk *desk = op_desk(ui);
    struct op_page page;
    op_begin(ui, &page, WORD_OP_HEALTH, ui_word(ui, WORD_OP_HEALTH_TEXT));
    if (desk->n_health == 0)
        op_say(&page, TYPE_BODY, ui_word_plain(ui, WORD_OP_HEALTH_WAIT));
    op_put_revoked(&page);
    // What is wrong comes first.
    for (int state = DESK_HEALTH_STATE_COUNT; state-- > 0;) {
        for (size_t i = 0; i < desk->n_health; i++) {
            const struct desk_health *health = &desk->health[i];
            if (health->state != (enum desk_health_state)state)
                continue;
            flow_icon_line(&page.flow, icons[state],
                           rich_of(op_sentence(ui, op_text(ui, health->text, SLICE_NONE))), THEME_INK,
                           colors[state]);
            op_gap(&page, 15);
        }
    }
    op_end(ui, &page, true);
}

static struct slice count_text(struct ui *ui, const struct desk_count *count)
{
    const struct {
        enum word word;
        struct slice value;
    } parts[] = {{WORD_OP_COUNT_OPENED, count->opened},
                 {WORD_OP_COUNT_CLEAR, count->clear},
                 {WORD_OP_COUNT_NOT_CLEAR, count->not_clear}};
    struct slice text = SLICE_NONE;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].value.n) {
            struct slice part = op_fill(ui, parts[i].word, parts[i].value);
            text = text.n ? arena_format(ui->arena, "%.*s\xC2\xA0\xC2\xB7 %.*s", SLICE_ARG(text),
                                         SLICE_ARG(part))
                          : part;
        }
    return text;
}

static void view_counts(struct ui *ui)
{
    const struct desk *desk = op_desk(ui);
    struct slice month = SLICE_NONE;
    struct op_page page;
    op_begin(ui, &page, WORD_OP_COUNTS, ui_word(ui, WORD_OP_COUNTS_LEAD));
    if (desk->n_counts == 0)
        op_say(&page, TYPE_BODY, ui_word_plain(ui, WORD_OP_COUNTS_NONE));
    for (size_t i = 0; i < desk->n_counts; i++) {
        const struct desk_count *count = &desk->counts[i];
        if (!slice_eq(count->month, month)) {
            op_gap(&page, 20);
            flow_text(&page.flow, TYPE_HEADING, rich_of(count->month), THEME_INK, THEME_INK, true);
            op_gap(&page, 15);
            month = count->month;
        }
        flow_text(&page.flow, TYPE_CARD, rich_of(op_text(ui, count->name, count->id)), THEME_INK, THEME_INK,
                  true);
        op_say(&page, TYPE_SMALL, count_text(ui, count));
        op_gap(&page, 15);
    }
    op_end(ui, &page, true);
}

void view_dark(struct ui *ui)
{
    struct rect whole = {0, 0, ui->in->w, ui->in->h};
    ui_fill(ui, whole, THEME_BLACK, 0);
    ui_hit_whole(ui, whole, ACT_WAKE, 0);
    ui->scene->body = whole;
}

void view_operator(struct ui *ui)
{
    static void (*const rooms[ROOM_COUNT])(struct ui *) = {
        [ROOM_PIN] = view_op_pin,
        [ROOM_MENU] = view_menu,
        [ROOM_STICK] = view_op_stick,
        [ROOM_PACK] = view_op_pack,
        [ROOM_PROGRESS] = view_op_progress,
        [ROOM_PLAN] = view_op_plan,
        [ROOM_ITEMS] = view_op_items,
        [ROOM_PROBLEMS] = view_op_problems,
        [ROOM_UNCONFIRMED] = view_op_unconfirmed,
        [ROOM_POSTER] = view_op_poster,
        [ROOM_PAGES] = view_op_pages,
        [ROOM_REFUSED] = view_op_refused,
        [ROOM_DONE] = view_op_done,
        [ROOM_CANCELLED] = view_op_cancelled,
        [ROOM_SITE] = view_op_site,
        [ROOM_CARD] = view_op_card,
        [ROOM_GENERATIONS] = view_op_generations,
        [ROOM_ROLLBACK] = view_op_rollback,
        [ROOM_INSTALLED] = view_op_installed,
        [ROOM_REMOVE] = view_op_remove,
        [ROOM_CARD_AWAY] = view_op_card_away,
        [ROOM_HEALTH] = view_health,
        [ROOM_COUNTS] = view_counts,
        [ROOM_CONFIRMS] = view_op_confirms,
        [ROOM_CONFIRM] = view_op_confirm,
        [ROOM_SETTINGS] = view_op_settings,
        [ROOM_HOURS] = view_op_hours,
        [ROOM_DAY] = view_op_day,
        [ROOM_LOOK] = view_op_look,
        [ROOM_VOLUME] = view_op_volume,
        [ROOM_COUNTRY] = view_op_country,
        [ROOM_REGION] = view_op_region,
        [ROOM_LANGUAGE] = view_op_language,
        [ROOM_WIDTH] = view_op_width,
        [ROOM_NEW_PIN] = view_op_pin,
        [ROOM_NEW_PIN_AGAIN] = view_op_pin,
        [ROOM_SET_UP] = view_op_set_up,
    };
    rooms[ui->state->at.by](ui);
}

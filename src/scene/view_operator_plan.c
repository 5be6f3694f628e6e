// SPDX-License-Identifier: MIT
// What will change: every channel first, in large digits, and the decision behind the last of them.
#include "scene/view_operator.h"

#define SHORT_VALUES 14 // bytes of two values that stand large in one line
#define LARGE_VALUE 40  // bytes that stand as a number; longer ones as text

static const enum word what_words[DESK_WHAT_COUNT] = {WORD_OP_ADDED, WORD_OP_REMOVED, WORD_OP_ALTERED};
static const enum icon what_icons[DESK_WHAT_COUNT] = {ICON_PLUS, ICON_MINUS, ICON_SWAP};

// The note that what comes is wrong; NULL: none. A field of a channel is no value, and has none.
static const struct desk_confirmed *wrong_of(const struct ui *ui, const struct desk_change *change)
{
    return change->now.n ? op_noted_wrong(ui, change->id, change->now) : NULL;
}

// What is altered or goes stands out; most of all what somebody tried here and found wrong.
static void color_card(struct ui *ui, struct card *card, const struct desk_change *change)
{
    const struct desk_confirmed *wrong = wrong_of(ui, change);
    if (change->what == DESK_ALTERED)
        card_primary(card);
    if (change->what == DESK_REMOVED)
        card_field(card, theme_topic(TOPIC_FAMILY));
    if (!wrong)
        return;
    card_field(card, theme_topic(TOPIC_PRESSURE));
    card->icon = ICON_DANGER;
    card->speaks = true;
    card->text_below =
        rich_of(op_lines(ui, card->text_below.text, op_fill(ui, WORD_OP_NOTED_WRONG, wrong->date)));
}

// Old and new as they are dialled, side by side.
static struct card value_card(struct ui *ui, const struct desk_change *change)
{
    struct slice none = ui_word_plain(ui, WORD_OP_NO_VALUE);
    struct slice old = change->old.n ? change->old : none, now = change->now.n ? change->now : none;
    struct card card = op_card(ui, what_icons[change->what], rich_of(op_text(ui, change->name, change->id)),
                               ui_word_plain(ui, what_words[change->what]), ACT_NONE, 0);
    if (change->what == DESK_ALTERED)
        card.number = arena_format(
            ui->arena, old.n + now.n > SHORT_VALUES ? "%.*s \xE2\x86\x92\n%.*s" : "%.*s \xE2\x86\x92 %.*s",
            SLICE_ARG(old), SLICE_ARG(now));
    else
        card.number = change->what == DESK_ADDED ? change->now : change->old;
    color_card(ui, &card, change);
    return card;
}

#define CARD_TEXT 240 // bytes that a card holds on any glass; more goes through pages

// What isn't dialled: an address, a link, another field. Before and now, one under the other.
static void put_long(struct op_page *page, const struct desk_change *change)
{
    struct ui *ui = page->flow.ui;
    struct slice field = op_field(change->now.n ? change->now : change->old);
    struct slice old = op_field_value(ui, field, change->old), now = op_field_value(ui, field, change->now);
    struct slice head =
        op_fill2(ui, WORD_OP_FIELD, op_text(ui, change->name, change->id),
                 field.n ? op_field_name(ui, field) : ui_word_plain(ui, what_words[change->what]));
    const struct desk_confirmed *wrong = wrong_of(ui, change);
    old = old.n ? op_fill(ui, WORD_OP_BEFORE, old) : SLICE_NONE;
    now = now.n ? op_fill(ui, WORD_OP_NOW, now) : SLICE_NONE;
    if (head.n + old.n + now.n <= CARD_TEXT) {
        struct card card =
            op_card(ui, what_icons[change->what], rich_of(head), op_lines(ui, old, now), ACT_NONE, 0);
        card.speaks = true;
        color_card(ui, &card, change);
        op_cards(page, &card, 1, 1);
        op_gap(page, 20);
        return;
    }
    flow_icon_line(&page->flow, what_icons[change->what], rich_of(head), THEME_INK, THEME_LAKE);
    op_say(page, TYPE_BODY, old);
    op_say(page, TYPE_BODY, now);
    if (wrong)
        flow_text(&page->flow, TYPE_BODY, rich_of(op_fill(ui, WORD_OP_NOTED_WRONG, wrong->date)),
                  THEME_COCHINEAL, THEME_COCHINEAL, false);
    op_gap(page, 25);
}

static void put_change(struct op_page *page, const struct desk_change *change)
{
    bool field = op_field(change->now.n ? change->now : change->old).n > 0;
    if (field || change->old.n > LARGE_VALUE || change->now.n > LARGE_VALUE) {
        put_long(page, change);
        return;
    }
    struct card card = value_card(page->flow.ui, change);
    op_cards(page, &card, 1, 1);
    op_gap(page, 20);
}

// What else a child is told of a channel that comes: a line for each, below its card.
static void put_facts(struct op_page *page, struct slice facts)
{
    struct ui *ui = page->flow.ui;
    struct slice line;
    if (facts.n == 0)
        return;
    while (slice_next_line(&facts, &line)) {
        struct slice field = op_field(line);
        op_say(page, TYPE_SMALL,
               field.n ? arena_format(ui->arena, "%.*s: %.*s", SLICE_ARG(op_field_name(ui, field)),
                                      SLICE_ARG(op_field_value(ui, field, line)))
                       : line);
    }
    op_gap(page, 25);
}

static void put_channels(struct op_page *page, const struct desk *desk)
{
    // What is wrong, altered or goes is what an eye must not miss; what is new comes after it.
    static const enum desk_what order[] = {DESK_ALTERED, DESK_REMOVED, DESK_ADDED};
    for (size_t k = 0; k < 2 * DESK_WHAT_COUNT; k++) {
        bool wrong = k < DESK_WHAT_COUNT;
        for (size_t i = 0; i < desk->n_channels; i++) {
            const struct desk_change *change = &desk->channels[i];
            if (change->what == order[k % DESK_WHAT_COUNT] &&
                (wrong_of(page->flow.ui, change) != NULL) == wrong) {
                put_change(page, change);
                put_facts(page, change->facts);
            }
        }
    }
}

// What has pages of its own; languages and the pack itself are only named in the list.
static bool is_item(enum desk_kind kind)
{
    return kind == DESK_MESSAGE || kind == DESK_QUIZ || kind == DESK_STORY;
}

static uint32_t items_that(const struct desk *desk, enum desk_what what)
{
    uint32_t n = 0;
    for (int kind = 0; kind < DESK_KIND_COUNT; kind++)
        n += is_item((enum desk_kind)kind) ? desk->changes[kind][what] : 0;
    return n;
}

// All that the list names.
static uint32_t listed(const struct desk *desk)
{
    uint32_t n = 0;
    for (int kind = DESK_CHANNEL + 1; kind < DESK_KIND_COUNT; kind++)
        for (int what = 0; what < DESK_WHAT_COUNT; what++)
            n += desk->changes[kind][what];
    return n;
}

struct card op_problems_card(struct ui *ui)
{
    const struct desk *desk = op_desk(ui);
    return op_room_card(ui, ICON_PENCIL, WORD_OP_PLAN_PROBLEMS,
                        op_fill2(ui, WORD_OP_PLAN_PROBLEMS_COUNT, ui_number(ui, desk->n_errors),
                                 ui_number(ui, desk->n_warnings)),
                        ROOM_PROBLEMS);
}

static size_t put_ways(struct ui *ui, const struct desk *desk, struct card cards[4])
{
    size_t n = 0;
    struct slice counts[] = {ui_number(ui, items_that(desk, DESK_ADDED)),
                             ui_number(ui, items_that(desk, DESK_ALTERED)),
                             ui_number(ui, items_that(desk, DESK_REMOVED))};
    cards[n++] =
        op_room_card(ui, ICON_MESSAGE, WORD_OP_PLAN_ITEMS,
                     words_fill(ui->words, WORD_OP_PLAN_ITEMS_COUNT, counts, 3, ui->arena), ROOM_ITEMS);
    if (desk->n_errors + desk->n_warnings > 0)
        cards[n++] = op_problems_card(ui);
    if (desk->n_confirms > 0)
        cards[n++] = op_room_card(ui, ICON_PHONE, WORD_OP_PLAN_UNCONFIRMED,
                                  desk->n_confirms == 1 ? ui_word_plain(ui, WORD_OP_CONFIRMS_ONE)
                                                        : op_fill(ui, WORD_OP_CONFIRMS_COUNT,
                                                                  ui_number(ui, (uint32_t)desk->n_confirms)),
                                  ROOM_UNCONFIRMED);
    if (ui->state->op.task == TASK_IMPORT) // what is gone back to has been seen here
        cards[n++] = op_room_card(ui, ICON_IMAGE, WORD_OP_PLAN_POSTERS,
                                  ui_word_plain(ui, WORD_OP_PLAN_POSTERS_TEXT), ROOM_POSTER);
    return n;
}

// What is gone back to, or taken out.
static struct slice subject_of(struct ui *ui, const struct desk *desk)
{
    const struct desk_generation *generation = desk_generation(desk, ui->state->op.generation);
    if (ui->state->op.task == TASK_ROLLBACK)
        return generation ? op_fill(ui, WORD_OP_PLAN_BACK_TO, generation->date) : SLICE_NONE;
    for (size_t i = 0; i < desk->n_items; i++)
        if (desk->items[i].kind == DESK_WHOLE_PACK && desk->items[i].what == DESK_REMOVED)
            return op_fill(ui, WORD_OP_PLAN_TAKES_OUT, op_text(ui, desk->items[i].name, desk->items[i].id));
    return SLICE_NONE;
}

static void put_subject(struct op_page *page, const struct desk *desk)
{
    struct slice subject = subject_of(page->flow.ui, desk);
    if (subject.n == 0)
        return;
    flow_text(&page->flow, TYPE_HEADING, rich_of(subject), THEME_INK, THEME_INK, true);
    op_gap(page, 30);
}

// Who it is from, as it was copied: what was on the stick's list is only what the stick said then.
static void put_identity(struct op_page *page)
{
    struct ui *ui = page->flow.ui;
    const struct desk *desk = op_desk(ui);
    const struct desk_pack *pack = &desk->staged;
    bool is_signed = pack->signer.n > 0;
    if (ui->state->op.task != TASK_IMPORT)
        put_subject(page, desk);
    if (!desk->has_staged || ui->state->op.task != TASK_IMPORT)
        return;
    flow_text(&page->flow, TYPE_HEADING, rich_of(op_text(ui, pack->title, pack->id)), THEME_INK, THEME_INK,
              true);
    op_say(page, TYPE_BODY, op_version(ui, pack));
    uint32_t color = is_signed ? THEME_INK : THEME_COCHINEAL;
    flow_text(&page->flow, TYPE_CARD, rich_of(op_signer(ui, pack->signer)), color, color, false);
    if (!is_signed)
        flow_text(&page->flow, TYPE_BODY, ui_word(ui, WORD_OP_PLAN_UNSIGNED), color, color, false);
    if (desk->signer_before.n)
        flow_text(&page->flow, TYPE_BODY,
                  rich_of(op_fill(ui, WORD_OP_PLAN_OTHER_SIGNER, desk->signer_before)), THEME_COCHINEAL,
                  THEME_COCHINEAL, false);
    op_put_elsewhere(page, pack);
    op_gap(page, 30);
}

// What is damaged here and doesn't go on as it was: it may be numbers.
static void put_damaged(struct op_page *page, const struct desk *desk)
{
    static const char *const codes[] = {"pack-damaged", "pack-older-shown", "pack-left-out", "pack-not-lent",
                                        "pack-given-up"};
    struct ui *ui = page->flow.ui;
    for (size_t i = 0; i < desk->n_problems; i++)
        for (size_t k = 0; k < sizeof codes / sizeof *codes; k++)
            if (slice_is(desk->problems[i].code, codes[k])) {
                struct slice text = op_text(ui, desk->problems[i].text, desk->problems[i].code);
                flow_text(&page->flow, TYPE_BODY, rich_of(op_sentence(ui, text)), THEME_COCHINEAL,
                          THEME_COCHINEAL, false);
                op_gap(page, 20);
            }
}

void view_op_plan(struct ui *ui)
{
    const struct desk *desk = op_desk(ui);
    struct op_page page;
    struct card ways[4];
    static const struct {
        enum icon icon;
        enum word yes;
    } agree[TASK_COUNT] = {[TASK_IMPORT] = {ICON_CHECK, WORD_OP_AGREE},
                           [TASK_ROLLBACK] = {ICON_AGAIN, WORD_OP_ROLLBACK_YES},
                           [TASK_REMOVE] = {ICON_MINUS, WORD_OP_REMOVE_YES}};
    uint8_t task = ui->state->op.task;
    struct card decide[] = {op_primary(ui, agree[task].icon, agree[task].yes,
                                       ui_word_plain(ui, WORD_OP_AGREE_TEXT), ACT_AGREE, 1),
                            op_card(ui, ICON_CLOSE, ui_word(ui, WORD_OP_DISAGREE), SLICE_NONE, ACT_AGREE, 0)};
    size_t n = put_ways(ui, desk, ways);
    op_begin(ui, &page, WORD_OP_PLAN,
             ui_word(ui, desk->n_channels ? WORD_OP_PLAN_TEXT : WORD_OP_PLAN_TEXT_ITEMS));
    put_identity(&page);
    put_damaged(&page, desk);
    op_heading(&page, WORD_OP_PLAN_CHANNELS);
    if (desk->n_channels == 0) {
        op_say(&page, TYPE_BODY, ui_word_plain(ui, WORD_OP_PLAN_NO_CHANNELS));
        op_gap(&page, 20);
    }
    put_channels(&page, desk);
    op_gap(&page, 20);
    size_t first = page.flow.n_items;
    op_cards(&page, ways, n, view_columns(ui, page.flow.area.w));
    flow_lean_from(&page.flow, first);
    op_gap(&page, 30);
    first = page.flow.n_items;
    op_cards(&page, decide, 2, 1);
    flow_keep_from(&page.flow, first);
    op_end(ui, &page, false);
}

// What can be read whole before it is agreed to: what comes, and has pages.
static bool has_pages(const struct ui *ui, const struct desk_change *change)
{
    return ui->state->op.task == TASK_IMPORT && change->what != DESK_REMOVED && is_item(change->kind);
}

// A language is called as it calls itself, where there are words in it; a pack has its title.
static struct slice item_name(const struct ui *ui, const struct desk_change *change)
{
    const struct campaign *campaign = ui->in->campaign;
    for (uint16_t i = 0; change->kind == DESK_LANGUAGE && i < campaign->n_built_in; i++)
        if (slice_eq(campaign->built_in[i]->tag, change->id))
            return campaign->built_in[i]->text[WORD_LANGUAGE_NAME];
    return op_text(ui, change->name, change->id);
}

static void put_item(struct op_page *page, const struct desk *desk, size_t i)
{
    struct ui *ui = page->flow.ui;
    const struct desk_change *change = &desk->items[i];
    struct slice kind = ui_word_plain(ui, (enum word)(WORD_OP_KIND_MESSAGE + (int)change->kind - 1));
    struct slice name = item_name(ui, change);
    if (has_pages(ui, change)) {
        struct card card = op_card(ui, what_icons[change->what], rich_of(name), kind, ACT_ROOM,
                                   op_room(ROOM_PAGES, pages_of((uint32_t)i, 0)));
        op_cards(page, &card, 1, 1);
    } else if (op_field(change->now).n) {
        put_long(page, change);
    } else {
        struct slice line = arena_format(ui->arena, "%.*s: %.*s", SLICE_ARG(kind), SLICE_ARG(name));
        flow_icon_line(&page->flow, what_icons[change->what], rich_of(line), THEME_INK, THEME_LAKE);
    }
    op_gap(page, 10);
}

void view_op_items(struct ui *ui)
{
    const struct desk *desk = op_desk(ui);
    struct op_page page;
    bool import = ui->state->op.task == TASK_IMPORT;
    op_begin(ui, &page, WORD_OP_PLAN_ITEMS,
             import ? ui_word(ui, WORD_OP_PLAN_ITEMS_TEXT) : rich_of(SLICE_NONE));
    uint32_t all = listed(desk);
    for (size_t i = 0; i < desk->n_items; i++)
        put_item(&page, desk, i);
    if (all > desk->n_items)
        op_say(&page, TYPE_BODY,
               op_fill(ui, WORD_OP_MORE_CHANGES, ui_number(ui, all - (uint32_t)desk->n_items)));
    op_end(ui, &page, true);
}

static void put_problem(struct op_page *page, const struct desk_problem *problem)
{
    struct ui *ui = page->flow.ui;
    struct slice where = problem->path;
    if (problem->line > 0)
        where = op_fill2(ui, WORD_OP_PROBLEM_LINE, problem->path, ui_number(ui, problem->line));
    size_t first = page->flow.n_items;
    flow_icon_line(
        &page->flow, problem->error ? ICON_DANGER : ICON_PENCIL,
        rich_of(ui_word_plain(ui, problem->error ? WORD_OP_PROBLEM_ERROR : WORD_OP_PROBLEM_WARNING)),
        problem->error ? THEME_COCHINEAL : THEME_INK, problem->error ? THEME_COCHINEAL : THEME_INK);
    if (where.n)
        flow_text(&page->flow, TYPE_CARD, rich_of(where), THEME_INK, THEME_INK, true);
    op_say(page, TYPE_BODY, op_sentence(ui, op_text(ui, problem->text, problem->code)));
    flow_lean_from(&page->flow, first);
    op_gap(page, 30);
}

void view_op_problems(struct ui *ui)
{
    const struct desk *desk = op_desk(ui);
    struct op_page page;
    op_begin(ui, &page, WORD_OP_PROBLEMS, ui_word(ui, WORD_OP_PROBLEMS_TEXT));
    for (int error = 1; error >= 0; error--)
        for (size_t i = 0; i < desk->n_problems; i++)
            if (desk->problems[i].error == (error != 0))
                put_problem(&page, &desk->problems[i]);
    uint32_t all = desk->n_errors + desk->n_warnings;
    if (all == 0)
        op_say(&page, TYPE_BODY, ui_word_plain(ui, WORD_OP_NO_PROBLEMS));
    if (all > desk->n_problems)
        op_say(&page, TYPE_BODY,
               op_fill(ui, WORD_OP_MORE_CHANGES, ui_number(ui, all - (uint32_t)desk->n_problems)));
    op_end(ui, &page, true);
}

void view_op_unconfirmed(struct ui *ui)
{
    const struct desk *desk = op_desk(ui);
    struct op_page page;
    op_begin(ui, &page, WORD_OP_UNCONFIRMED, ui_word(ui, WORD_OP_UNCONFIRMED_TEXT));
    for (size_t i = 0; i < desk->n_confirms; i++) {
        const struct desk_confirm *confirm = &desk->confirms[i];
        bool large = confirm->value.n <= LARGE_VALUE;
        struct card card = op_card(ui, ICON_PHONE, rich_of(op_text(ui, confirm->name, confirm->id)),
                                   large ? SLICE_NONE : confirm->value, ACT_NONE, 0);
        if (large)
            card.number = confirm->value;
        op_cards(&page, &card, 1, 1);
        op_gap(&page, 20);
    }
    op_end(ui, &page, true);
}

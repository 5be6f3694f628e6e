// SPDX-License-Identifier: MIT
// What is on the stick, the import of it, and how that ended.
#include "scene/view_operator.h"

static enum word state_word(enum desk_pack_state state)
{
    return (enum word)(WORD_OP_PACK_NEW + (int)state);
}

static enum icon state_icon(enum desk_pack_state state)
{
    static const enum icon icons[DESK_PACK_STATE_COUNT] = {ICON_PLUS, ICON_SWAP,   ICON_CHECK,
                                                           ICON_BACK, ICON_PENCIL, ICON_DANGER};
    return icons[state];
}

struct slice op_signer(struct ui *ui, struct slice signer)
{
    return signer.n ? op_fill(ui, WORD_OP_SIGNED, signer) : ui_word_plain(ui, WORD_OP_NOT_SIGNED);
}

static bool is_elsewhere(const struct ui *ui, const struct desk_pack *pack)
{
    return pack->country.n > 0 && !country_is_none(ui->country) &&
           !slice_eq(pack->country, ui->country->code);
}

void op_put_elsewhere(struct op_page *page, const struct desk_pack *pack)
{
    struct ui *ui = page->flow.ui;
    if (!is_elsewhere(ui, pack))
        return;
    op_gap(page, 20);
    flow_text(&page->flow, TYPE_LEAD,
              rich_of(op_fill2(ui, WORD_OP_PACK_ELSEWHERE, view_country_name(ui, pack->country),
                               view_country_name(ui, ui->country->code))),
              THEME_COCHINEAL, THEME_COCHINEAL, false);
    op_gap(page, 20);
}

struct slice op_version(struct ui *ui, const struct desk_pack *pack)
{
    return arena_format(ui->arena, "%.*s\xC2\xA0\xC2\xB7 %.*s",
                        SLICE_ARG(op_fill(ui, WORD_OP_VERSION, pack->version)),
                        SLICE_ARG(view_country_name(ui, pack->country)));
}

static struct slice file_name(struct slice path)
{
    for (ptrdiff_t slash; (slash = slice_find_char(path, '/')) >= 0;)
        path = slice_from(path, (size_t)slash + 1);
    return path;
}

// What can't be read has no version, and nobody knows whether it was signed.
static struct card broken_card(struct ui *ui, const struct desk_pack *pack)
{
    return op_card(ui, ICON_DANGER, rich_of(file_name(pack->path)), ui_word_plain(ui, WORD_OP_PACK_BROKEN),
                   ACT_ROOM, op_room(ROOM_PACK, pack->key & 0xffffff));
}

static bool has_twin(const struct ui *ui, const struct desk_pack *pack)
{
    const struct desk *desk = op_desk(ui);
    for (size_t i = 0; i < desk->n_packs; i++)
        if (&desk->packs[i] != pack && desk->packs[i].id.n &&
            slice_eq(op_text(ui, desk->packs[i].title, desk->packs[i].path),
                     op_text(ui, pack->title, pack->path)))
            return true;
    return false;
}

static struct card pack_card(struct ui *ui, const struct desk_pack *pack)
{
    if (pack->id.n == 0)
        return broken_card(ui, pack);
    struct slice version = op_fill(ui, WORD_OP_VERSION, pack->version);
    struct slice state = ui_word_plain(ui, state_word(pack->state));
    if (is_elsewhere(ui, pack))
        state = op_fill(ui, WORD_OP_PACK_FOR, view_country_name(ui, pack->country));
    // Unsigned says both lines in one.
    struct slice first =
        pack->state == DESK_PACK_UNSIGNED && !is_elsewhere(ui, pack)
            ? version
            : arena_format(ui->arena, "%.*s\xC2\xA0\xC2\xB7 %.*s", SLICE_ARG(version), SLICE_ARG(state));
    enum icon icon = is_elsewhere(ui, pack) ? ICON_DANGER : state_icon(pack->state);
    struct slice below = op_lines(ui, first, op_signer(ui, pack->signer));
    if (has_twin(ui, pack))
        below = op_lines(ui, below, file_name(pack->path));
    return op_card(ui, icon, rich_of(op_text(ui, pack->title, pack->path)), below, ACT_ROOM,
                   op_room(ROOM_PACK, pack->key & 0xffffff));
}

// What can be brought comes first.
static void add_packs(struct ui *ui, const struct desk *desk, bool news, struct card *cards, size_t *n)
{
    for (size_t i = 0; i < desk->n_packs; i++) {
        const struct desk_pack *pack = &desk->packs[i];
        bool is_news =
            !is_elsewhere(ui, pack) && (pack->state == DESK_PACK_NEW || pack->state == DESK_PACK_UPDATE ||
                                        pack->state == DESK_PACK_UNSIGNED);
        if (is_news == news)
            cards[(*n)++] = pack_card(ui, pack);
    }
}

static void put_packs(struct op_page *page, const struct desk *desk)
{
    struct ui *ui = page->flow.ui;
    struct card *cards = ARENA_ARRAY(ui->arena, desk->n_packs + 2, struct card);
    size_t n = 0;
    add_packs(ui, desk, true, cards, &n);
    if (desk->site.found) {
        cards[n] =
            op_card(ui, ICON_PEOPLE, ui_word(ui, WORD_OP_SITE_CARD),
                    op_lines(ui, desk->site.title, ui_word_plain(ui, WORD_OP_SITE_CARD_TEXT)), ACT_SITE, 0);
        cards[n].has_trailing = true;
        cards[n++].trailing = ICON_RIGHT;
    }
    add_packs(ui, desk, false, cards, &n);
    op_cards(page, cards, n, 1);
}

void view_op_stick(struct ui *ui)
{
    const struct desk *desk = op_desk(ui);
    struct op_page page;
    bool looking = ui->state->op.looking || !desk->looked, any = desk->n_packs > 0 || desk->site.found;
    struct slice sticks = SLICE_NONE;
    for (size_t i = 0; i < desk->n_sticks; i++)
        sticks = op_lines(ui, sticks, desk->sticks[i]);
    op_begin(ui, &page, WORD_OP_STICK, rich_of(sticks));
    if (looking)
        op_say(&page, TYPE_BODY, ui_word_plain(ui, WORD_OP_STICK_LOOKING));
    else if (!any)
        op_say(&page, TYPE_BODY,
               ui_word_plain(ui, desk->n_sticks ? WORD_OP_STICK_EMPTY : WORD_OP_STICK_NONE));
    if (looking)
        op_gap(&page, 20);
    put_packs(&page, desk);
    if (!looking) {
        struct card again = op_card(ui, ICON_AGAIN, ui_word(ui, WORD_OP_STICK_AGAIN), SLICE_NONE, ACT_ROOM,
                                    op_room(ROOM_STICK, 0));
        again.has_trailing = false;
        op_gap(&page, 30);
        op_cards(&page, &again, 1, 1);
    }
    op_end(ui, &page, true);
}

// ---- One pack ----

static void put_facts(struct op_page *page, const struct desk_pack *pack)
{
    struct ui *ui = page->flow.ui;
    struct slice made[4];
    if (pack->id.n == 0) {
        op_say(page, TYPE_BODY, ui_word_plain(ui, WORD_OP_PACK_BROKEN));
        op_say(page, TYPE_SMALL, pack->path);
        op_gap(page, 30);
        return;
    }
    for (int i = 0; i < 4; i++)
        made[i] = ui_number(ui, pack->made_of[i]);
    struct slice version = op_fill(ui, WORD_OP_VERSION, pack->version);
    struct slice size = op_fill(ui, WORD_OP_SIZE, op_megabytes(ui, pack->bytes));
    flow_text(&page->flow, TYPE_HEADING, rich_of(op_text(ui, pack->title, pack->path)), THEME_INK, THEME_INK,
              true);
    op_gap(page, 15);
    op_say(page, TYPE_BODY,
           arena_format(ui->arena, "%.*s\xC2\xA0\xC2\xB7 %.*s\xC2\xA0\xC2\xB7 %.*s", SLICE_ARG(version),
                        SLICE_ARG(size), SLICE_ARG(view_country_name(ui, pack->country))));
    if (pack->publisher.n)
        op_say(page, TYPE_BODY, op_fill(ui, WORD_OP_PUBLISHER, pack->publisher));
    flow_text(&page->flow, TYPE_CARD, rich_of(op_signer(ui, pack->signer)), THEME_INK, THEME_INK, false);
    op_say(page, TYPE_BODY, words_fill(ui->words, WORD_OP_MADE_OF, made, 4, ui->arena));
    op_say(page, TYPE_SMALL, pack->path);
    op_put_elsewhere(page, pack);
    op_gap(page, 30);
}

void view_op_pack(struct ui *ui)
{
    const struct desk_pack *pack = desk_pack(op_desk(ui), ui->state->op.subject);
    struct op_page page;
    if (!pack) {
        op_begin(ui, &page, WORD_OP_STICK, ui_word(ui, WORD_OP_PACK_GONE));
        op_end(ui, &page, true);
        return;
    }
    op_begin(ui, &page, state_word(pack->state), rich_of(SLICE_NONE));
    put_facts(&page, pack);
    if (pack->state == DESK_PACK_SAME || pack->state == DESK_PACK_OLDER) {
        op_say(&page, TYPE_BODY,
               ui_word_plain(ui, pack->state == DESK_PACK_SAME ? WORD_OP_PACK_SAME_TEXT
                                                               : WORD_OP_PACK_OLDER_TEXT));
    } else {
        bool refused = pack->state == DESK_PACK_REFUSED;
        struct card stage = op_primary(
            ui, refused ? ICON_DANGER : ICON_RIGHT, refused ? WORD_OP_STAGE_REFUSED : WORD_OP_STAGE,
            refused ? SLICE_NONE : ui_word_plain(ui, WORD_OP_STAGE_TEXT), ACT_STAGE, pack->key);
        if (pack->state == DESK_PACK_UNSIGNED) {
            op_say(&page, TYPE_BODY, ui_word_plain(ui, WORD_OP_PACK_UNSIGNED_TEXT));
            op_gap(&page, 30);
        }
        op_cards(&page, &stage, 1, 1);
    }
    op_end(ui, &page, true);
}

// ---- The import ----

static void draw_bar(struct ui *ui, struct rect rect)
{
    const struct desk_progress *progress = &op_desk(ui)->progress;
    int border = at_least(ui->sizes.unit / 3, 2);
    ui_fill(ui, rect, THEME_SAND, ui->sizes.radius);
    struct rect done = rect;
    if (progress->total > 0) {
        uint64_t of = progress->done < progress->total ? progress->done : progress->total;
        done.w = (int)((double)rect.w * (double)of / (double)progress->total);
        if (done.w > 2 * ui->sizes.radius)
            ui_fill(ui, done, THEME_MAIZE, ui->sizes.radius);
    }
    ui_border(ui, rect, THEME_INK, ui->sizes.radius, border);
}

static struct slice amount(struct ui *ui, const struct desk_progress *progress)
{
    if (progress->stage == DESK_STAGE_COPY)
        return op_fill2(ui, WORD_OP_MB_OF, op_megabytes(ui, progress->done),
                        op_megabytes(ui, progress->total));
    return op_fill2(ui, WORD_OP_THINGS_OF,
                    arena_format(ui->arena, "%llu", (unsigned long long)progress->done),
                    arena_format(ui->arena, "%llu", (unsigned long long)progress->total));
}

static bool is_from_stick(const struct ui *ui)
{
    return ui->state->op.task == TASK_IMPORT || ui->state->op.task == TASK_CARD;
}

void view_op_progress(struct ui *ui)
{
    static const enum word titles[WORK_COUNT] = {WORD_OP_PROGRESS, WORD_OP_PROGRESS, WORD_OP_PROGRESS,
                                                 WORD_OP_INSTALLING, WORD_OP_ENDING};
    const struct desk_progress *progress = &op_desk(ui)->progress;
    struct op_page page;
    op_begin(ui, &page, titles[ui->state->op.work],
             ui_word(ui, is_from_stick(ui) ? WORD_OP_PROGRESS_TEXT : WORD_OP_PROGRESS_HERE));
    op_gap(&page, 60);
    if (progress->stage != DESK_STAGE_NONE) {
        flow_text(&page.flow, TYPE_HEADING,
                  ui_word(ui, (enum word)(WORD_OP_STAGE_COPY + (int)progress->stage - 1)), THEME_INK,
                  THEME_INK, true);
        op_gap(&page, 20);
    }
    flow_box(&page.flow, ui->sizes.unit * 7, ui->sizes.unit * 4, draw_bar);
    op_gap(&page, 20);
    if (progress->stage != DESK_STAGE_NONE) {
        op_say(&page, TYPE_BODY, progress->total ? amount(ui, progress) : SLICE_NONE);
        op_say(&page, TYPE_SMALL, arena_copy(ui->arena, (struct slice){progress->name, progress->n_name}));
    }
    if (ui->state->op.work == WORK_STAGING) {
        struct card cancel = op_card(ui, ICON_CLOSE, ui_word(ui, WORD_OP_CANCEL),
                                     ui_word_plain(ui, WORD_OP_CANCEL_TEXT), ACT_CANCEL, 0);
        op_gap(&page, 50);
        op_cards(&page, &cancel, 1, 1);
    }
    op_end(ui, &page, true);
}

static struct card menu_card(struct ui *ui)
{
    struct card card =
        op_card(ui, ICON_BACK, ui_word(ui, WORD_OP_MENU_BACK), SLICE_NONE, ACT_ROOM, op_room(ROOM_MENU, 0));
    card.has_trailing = false;
    return card;
}

void view_op_refused(struct ui *ui)
{
    const struct desk *desk = op_desk(ui);
    struct op_page page;
    struct slice why = desk->too_much
                           ? ui_word_plain(ui, WORD_OP_REFUSED_TOO_MUCH)
                           : op_text(ui, desk->refused_text, ui_word_plain(ui, WORD_OP_REFUSED_BARE));
    struct card cards[2];
    size_t n = 0;
    static const enum word titles[TASK_COUNT] = {WORD_OP_REFUSED, WORD_OP_REFUSED_ROLLBACK,
                                                 WORD_OP_REFUSED_REMOVE, WORD_OP_REFUSED,
                                                 WORD_OP_REFUSED_REMOVE};
    op_begin(ui, &page, titles[ui->state->op.task],
             ui_word(ui, is_from_stick(ui) ? WORD_OP_REFUSED_TEXT : WORD_OP_REFUSED_HERE));
    flow_text(&page.flow, TYPE_LEAD, rich_of(op_sentence(ui, why)), THEME_INK, THEME_INK, false);
    if (desk->refused_code.n) {
        op_gap(&page, 15);
        op_say(&page, TYPE_SMALL, desk->refused_code);
    }
    op_gap(&page, 40);
    if (desk->n_problems > 0) {
        struct slice counts = op_fill2(ui, WORD_OP_PLAN_PROBLEMS_COUNT, ui_number(ui, desk->n_errors),
                                       ui_number(ui, desk->n_warnings));
        cards[n++] =
            op_primary(ui, ICON_PENCIL, WORD_OP_PLAN_PROBLEMS, counts, ACT_ROOM, op_room(ROOM_PROBLEMS, 0));
    }
    cards[n++] = menu_card(ui);
    op_cards(&page, cards, n, 1);
    op_end(ui, &page, true);
}

// Until nobody is touching the kiosk the old content stands, and its numbers are those that could be confirmed here.
void view_op_done(struct ui *ui)
{
    static const struct {
        enum word title, text;
    } what[TASK_COUNT] = {
        [TASK_IMPORT] = {WORD_OP_DONE, WORD_OP_DONE_TEXT},
        [TASK_ROLLBACK] = {WORD_OP_DONE_ROLLBACK, WORD_OP_DONE_ROLLBACK_TEXT},
        [TASK_REMOVE] = {WORD_OP_DONE_REMOVE, WORD_OP_DONE_REMOVE_TEXT},
        [TASK_CARD] = {WORD_OP_DONE_CARD, WORD_OP_DONE_CARD_TEXT},
        [TASK_CARD_AWAY] = {WORD_OP_DONE_CARD_AWAY, WORD_OP_DONE_CARD_AWAY_TEXT},
    };
    uint8_t task = ui->state->op.task;
    struct op_page page;
    struct card menu = menu_card(ui);
    const struct desk *desk = op_desk(ui);
    bool elsewhere = task == TASK_IMPORT && desk->has_staged && is_elsewhere(ui, &desk->staged);
    bool confirms = task == TASK_IMPORT && desk->n_confirms > 0;
    op_begin(ui, &page, what[task].title, rich_of(SLICE_NONE));
    flow_text(&page.flow, TYPE_LEAD, ui_word(ui, elsewhere ? WORD_OP_DONE_ELSEWHERE : what[task].text),
              THEME_INK, THEME_INK, false);
    if (elsewhere)
        op_put_elsewhere(&page, &desk->staged);
    if (confirms && !elsewhere) {
        op_gap(&page, 20);
        flow_text(&page.flow, TYPE_LEAD, ui_word(ui, WORD_OP_DONE_CONFIRM), THEME_INK, THEME_INK, false);
    }
    op_gap(&page, 50);
    op_cards(&page, &menu, 1, 1);
    op_end(ui, &page, false);
}

void view_op_cancelled(struct ui *ui)
{
    struct op_page page;
    struct card menu = menu_card(ui);
    op_begin(ui, &page, WORD_OP_CANCELLED, rich_of(SLICE_NONE));
    flow_text(&page.flow, TYPE_LEAD, ui_word(ui, WORD_OP_CANCELLED_TEXT), THEME_INK, THEME_INK, false);
    op_gap(&page, 50);
    op_cards(&page, &menu, 1, 1);
    op_end(ui, &page, true);
}

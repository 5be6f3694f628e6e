// SPDX-License-Identifier: MIT
// What is installed, and what was: packs to take out, generations to go back to.
#include "content/names.h"
#include "scene/view_operator.h"

// ---- What is installed ----

static const struct pack *shown_pack(const struct ui *ui, struct slice id)
{
    const struct campaign *campaign = ui->in->campaign;
    for (uint16_t i = 0; i < campaign->n_packs; i++)
        if (slice_eq(campaign->packs[i]->id, id))
            return campaign->packs[i];
    return NULL;
}

static struct slice title_of(struct ui *ui, const struct desk_installed *installed)
{
    const struct pack *pack = shown_pack(ui, installed->id);
    if (!pack || pack->n_langs == 0)
        return installed->id;
    uint16_t lang = tag_match(pack->langs, pack->n_langs, ui->words->tag);
    return pack->title[lang == NO_INDEX ? 0 : lang];
}

static struct slice facts(struct ui *ui, const struct desk_installed *installed)
{
    const struct pack *pack = shown_pack(ui, installed->id);
    struct slice version = op_fill(ui, WORD_OP_VERSION, installed->version);
    if (pack)
        version = arena_format(ui->arena, "%.*s\xC2\xA0\xC2\xB7 %.*s", SLICE_ARG(version),
                               SLICE_ARG(view_country_name(ui, pack->country)));
    return op_lines(ui, version, op_signer(ui, installed->signer));
}

static struct slice revoked_text(struct ui *ui, const struct desk_revoked *revoked)
{
    return op_fill(ui, WORD_OP_INSTALLED_REVOKED, revoked->why);
}

static struct card installed_card(struct ui *ui, const struct desk_installed *installed, uint32_t which)
{
    const struct desk_revoked *revoked = desk_revoked(op_desk(ui), installed->id);
    struct slice text = facts(ui, installed);
    if (revoked)
        text = op_lines(ui, revoked_text(ui, revoked), text);
    // Signed or not, as on the list of the stick.
    enum icon icon = revoked ? ICON_DANGER : installed->signer.n ? ICON_CHECK : ICON_PENCIL;
    return op_card(ui, icon, rich_of(title_of(ui, installed)), text, ACT_ROOM, op_room(ROOM_REMOVE, which));
}

void op_put_revoked(struct op_page *page)
{
    struct ui *ui = page->flow.ui;
    const struct desk *desk = op_desk(ui);
    for (size_t i = 0; i < desk->n_revoked; i++) {
        const struct desk_revoked *revoked = &desk->revoked[i];
        flow_icon_line(&page->flow, ICON_DANGER,
                       rich_of(op_fill2(ui, WORD_OP_HEALTH_REVOKED, revoked->id, revoked->why)), THEME_INK,
                       THEME_COCHINEAL);
        op_gap(page, 15);
    }
}

void view_op_installed(struct ui *ui)
{
    const struct desk *desk = op_desk(ui);
    struct card cards[LIMIT_PACKS];
    struct desk_installed installed;
    struct op_page page;
    struct card earlier = op_room_card(ui, ICON_AGAIN, WORD_OP_EARLIER,
                                       ui_word_plain(ui, WORD_OP_EARLIER_TEXT), ROOM_GENERATIONS);
    uint32_t n = 0;
    for (; n < LIMIT_PACKS && desk_installed(desk, n, &installed); n++)
        cards[n] = installed_card(ui, &installed, n);
    op_begin(ui, &page, WORD_OP_INSTALLED, ui_word(ui, n ? WORD_OP_INSTALLED_TEXT : WORD_OP_INSTALLED_NONE));
    op_put_content(&page);
    op_cards(&page, cards, n, 1);
    op_gap(&page, 30);
    op_cards(&page, &earlier, 1, 1);
    op_end(ui, &page, true);
}

void view_op_remove(struct ui *ui)
{
    struct desk_installed installed;
    struct op_page page;
    if (!desk_installed(op_desk(ui), ui->state->op.subject, &installed)) {
        op_begin(ui, &page, WORD_OP_REMOVE, rich_of(SLICE_NONE));
        op_say(&page, TYPE_BODY, ui_word_plain(ui, WORD_OP_ROLLBACK_GONE));
        op_end(ui, &page, true);
        return;
    }
    struct card what = installed_card(ui, &installed, 0);
    what.act = ACT_NONE;
    what.has_trailing = false;
    struct card ways[] = {
        op_primary(ui, ICON_RIGHT, WORD_OP_STAGE, ui_word_plain(ui, WORD_OP_STAGE_TEXT), ACT_REMOVE,
                   ui->state->op.subject),
        op_room_card(ui, ICON_BACK, WORD_OP_REMOVE_NO, SLICE_NONE, ROOM_INSTALLED),
    };
    op_begin(ui, &page, WORD_OP_REMOVE, ui_word(ui, WORD_OP_REMOVE_TEXT));
    op_cards(&page, &what, 1, 1);
    op_gap(&page, 40);
    if (ui->state->op.work == WORK_NONE)
        op_cards(&page, ways, 2, 1);
    op_end(ui, &page, true);
}

// ---- What was ----

// "rollback 3", "import", "remove colombia", as the store writes it.
static struct slice how_text(struct ui *ui, struct slice how)
{
    if (slice_is(how, "import"))
        return ui_word_plain(ui, WORD_OP_GENERATION_IMPORT);
    if (slice_starts(how, SLICE("rollback")))
        return ui_word_plain(ui, WORD_OP_GENERATION_ROLLBACK);
    if (slice_starts(how, SLICE("remove ")))
        return op_fill(ui, WORD_OP_GENERATION_REMOVE, slice_from(how, 7));
    return how;
}

// Its packs, each "ID VERSION SIGNER" on the desk.
static struct slice packs_text(struct ui *ui, struct slice packs)
{
    struct slice text = SLICE_NONE, line, id, version, signer;
    while (slice_next_line(&packs, &line)) {
        slice_cut(line, ' ', &id, &line);
        slice_cut(line, ' ', &version, &signer);
        struct slice one =
            arena_format(ui->arena, "%.*s\xC2\xA0\xC2\xB7 %.*s\xC2\xA0\xC2\xB7 %.*s", SLICE_ARG(id),
                         SLICE_ARG(op_fill(ui, WORD_OP_VERSION, version)), SLICE_ARG(op_signer(ui, signer)));
        text = op_lines(ui, text, one);
    }
    return text;
}

static struct card generation_card(struct ui *ui, const struct desk_generation *generation)
{
    bool shown = op_desk(ui)->content == DESK_CONTENT_SHOWN;
    struct slice how = how_text(ui, generation->how), packs = packs_text(ui, generation->packs),
                 note = SLICE_NONE;
    struct slice title = arena_format(ui->arena, "%.*s%s%.*s", SLICE_ARG(generation->date),
                                      how.n ? " \xC2\xB7 " : "", SLICE_ARG(how));
    if (generation->current)
        note = ui_word_plain(ui, shown ? WORD_OP_GENERATION_NOW : WORD_OP_GENERATION_NEWEST);
    else if (generation->bad)
        note = ui_word_plain(ui, WORD_OP_GENERATION_BAD);
    if (packs.n == 0 && !generation->bad)
        packs = ui_word_plain(ui, WORD_OP_GENERATION_NOTHING);
    struct card card = op_card(ui, ICON_AGAIN, rich_of(title), op_lines(ui, note, packs), ACT_ROOM,
                               op_room(ROOM_ROLLBACK, generation->number));
    if (generation->bad) {
        card.icon = ICON_DANGER;
        card.has_trailing = false;
        card.act = ACT_NONE;
    }
    if (generation->current) {
        card.icon = ICON_CHECK;
        card.has_trailing = false;
        card.act = ACT_NONE;
        card.chosen = true;
    }
    return card;
}

void view_op_generations(struct ui *ui)
{
    const struct desk *desk = op_desk(ui);
    struct op_page page;
    struct card *cards = ARENA_ARRAY(ui->arena, desk->n_generations + 1, struct card);
    // The newest first.
    for (size_t i = 0; i < desk->n_generations; i++)
        cards[i] = generation_card(ui, &desk->generations[desk->n_generations - 1 - i]);
    op_begin(ui, &page, WORD_OP_GENERATIONS, ui_word(ui, WORD_OP_GENERATIONS_TEXT));
    op_put_content(&page);
    if (desk->n_generations == 0)
        op_say(&page, TYPE_BODY, ui_word_plain(ui, WORD_OP_GENERATIONS_NONE));
    op_cards(&page, cards, desk->n_generations, 1);
    op_end(ui, &page, true);
}

void view_op_rollback(struct ui *ui)
{
    struct op_page page;
    const struct desk_generation *generation = desk_generation(op_desk(ui), ui->state->op.subject);
    op_begin(ui, &page, WORD_OP_ROLLBACK, ui_word(ui, WORD_OP_ROLLBACK_TEXT));
    if (!generation) {
        op_say(&page, TYPE_BODY, ui_word_plain(ui, WORD_OP_ROLLBACK_GONE));
        op_end(ui, &page, true);
        return;
    }
    struct card what = generation_card(ui, generation);
    what.act = ACT_NONE;
    what.has_trailing = false;
    struct card ways[] = {
        op_primary(ui, ICON_RIGHT, WORD_OP_STAGE, ui_word_plain(ui, WORD_OP_STAGE_TEXT), ACT_ROLLBACK,
                   generation->number),
        op_room_card(ui, ICON_BACK, WORD_OP_ROLLBACK_NO, SLICE_NONE, ROOM_GENERATIONS),
    };
    op_cards(&page, &what, 1, 1);
    op_gap(&page, 40);
    op_cards(&page, ways, 2, 1);
    op_end(ui, &page, true);
}

// SPDX-License-Identifier: MIT
// What is staged, as it will stand on this screen: its posters, and the pages of one item.
#include "scene/view_operator.h"

static void draw_picture(struct ui *ui, struct rect rect)
{
    const struct desk_picture *picture = &op_desk(ui)->posters[ui->state->at.index];
    ui_picture_file(ui, (struct picture_ref){picture->root, picture->path}, rect, false, 0);
}

// Until one is drawn it says so.
static void put_waiting(struct ui *ui, enum word title, enum word wait)
{
    struct op_page page;
    bool drawn = op_desk(ui)->drawn;
    op_begin(ui, &page, title, ui_word(ui, drawn ? WORD_OP_PAGES_NONE : wait));
    op_end(ui, &page, true);
}

// One picture, large; `arg` leads to the first of them.
static void put_picture(struct ui *ui, enum word title, struct slice lead, uint32_t arg)
{
    uint16_t at = ui->state->at.index;
    struct op_page page;
    struct nav nav = {.back = true};
    op_begin(ui, &page, title, rich_of(lead));
    int h = page.flow.area.h;
    if (page.page.lead.text.n)
        h = h * 6 / 10; // large letters: the lead stands under it
    flow_box(&page.flow, h, h, draw_picture);
    if (at > 0)
        nav.previous = (struct hit){.act = ACT_ROOM, .arg = arg + ((at - 1u) << 8)};
    if (at + 1u < op_desk(ui)->n_posters)
        nav.next = (struct hit){.act = ACT_ROOM, .arg = arg + ((at + 1u) << 8)};
    page_end(ui, &page.page, &page.flow, nav);
}

// The language's own name, where this kiosk has it; its tag where it comes with this pack.
static struct slice language_of(const struct ui *ui, struct slice tag)
{
    const struct country *country = ui->country;
    for (uint16_t i = 0; i < country->n_langs; i++)
        if (slice_eq(country->langs[i], tag) && country->words[i]->text[WORD_LANGUAGE_NAME].n)
            return country->words[i]->text[WORD_LANGUAGE_NAME];
    return tag;
}

// Which of them, and in which language a child will read it.
static struct slice place_text(struct ui *ui, enum word word)
{
    const struct desk *desk = op_desk(ui);
    uint32_t at = ui->state->at.index;
    struct slice place = op_fill2(ui, word, ui_number(ui, at + 1u), ui_number(ui, (uint32_t)desk->n_posters));
    struct slice language = language_of(ui, desk->posters[at].language);
    if (language.n)
        place = arena_format(ui->arena, "%.*s\xC2\xA0\xC2\xB7 %.*s", SLICE_ARG(place), SLICE_ARG(language));
    return op_lines(ui, place, desk->more_posters ? ui_word_plain(ui, WORD_OP_PAGES_MORE) : SLICE_NONE);
}

void view_op_poster(struct ui *ui)
{
    const struct desk *desk = op_desk(ui);
    uint32_t at = ui->state->at.index;
    if (at >= desk->n_posters) {
        put_waiting(ui, WORD_OP_PLAN_POSTERS, WORD_OP_POSTERS_WAIT);
        return;
    }
    put_picture(ui, WORD_OP_PLAN_POSTERS, place_text(ui, WORD_OP_POSTER_OF), op_room(ROOM_POSTER, 0));
}

void view_op_pages(struct ui *ui)
{
    const struct desk *desk = op_desk(ui);
    uint32_t at = ui->state->at.index, item = ui->state->op.subject;
    if (item >= desk->n_items || at >= desk->n_posters) {
        put_waiting(ui, WORD_OP_PAGES, WORD_OP_PAGES_WAIT);
        return;
    }
    struct slice name = op_text(ui, desk->items[item].name, desk->items[item].id);
    struct slice lead = op_lines(ui, name, place_text(ui, WORD_OP_PAGE_OF));
    put_picture(ui, WORD_OP_PAGES, lead, op_room(ROOM_PAGES, pages_of(item, 0)));
}

// SPDX-License-Identifier: MIT
// What the operator's views share. Private to them.
#ifndef CHASQUI_SCENE_VIEW_OPERATOR_H
#define CHASQUI_SCENE_VIEW_OPERATOR_H

#include "core/desk.h"
#include "scene/views.h"

// A page of the operator's under construction.
struct op_page {
    struct page page;
    struct flow flow;
};

// Begins a page: its title and what is said under it (may be empty).
void op_begin(struct ui *ui, struct op_page *out, enum word title, struct rich lead);
// The same with a panel that says more; its colours are the operator's.
void op_begin_panel(struct ui *ui, struct op_page *out, struct panel panel);
void op_end(struct ui *ui, struct op_page *page, bool back);

// What the shell has told; never NULL.
const struct desk *op_desk(const struct ui *ui);
// A text of the desk in the operator's language; the other where it is missing, `else_` where both are.
struct slice op_text(const struct ui *ui, struct desk_text text, struct slice else_);
struct slice op_fill(const struct ui *ui, enum word word, struct slice a);
struct slice op_fill2(const struct ui *ui, enum word word, struct slice a, struct slice b);
// One under the other; an empty one adds nothing.
struct slice op_lines(const struct ui *ui, struct slice a, struct slice b);
struct slice op_megabytes(const struct ui *ui, uint64_t bytes);

// "hours" of "hours: 8 to 18", as a plan tells a channel's fields; empty where it is the channel's value.
struct slice op_field(struct slice text);
// What the field is called, in the reader's language; one that isn't known by its own name.
struct slice op_field_name(struct ui *ui, struct slice field);
// What stands behind the field's name, and where that is one of a closed list, in the reader's words.
struct slice op_field_value(struct ui *ui, struct slice field, struct slice text);

// A diagnostic's sentence as one that stands alone.
struct slice op_sentence(const struct ui *ui, struct slice text);

// A card that leads to a room (or does `act`), with an icon.
struct card op_card(struct ui *ui, enum icon icon, struct rich title, struct slice text, enum act act,
                    uint32_t arg);
struct card op_room_card(struct ui *ui, enum icon icon, enum word title, struct slice text,
                         enum operator_room room);
// The one thing to do, or what leads away from it.
struct card op_primary(struct ui *ui, enum icon icon, enum word title, struct slice text, enum act act,
                       uint32_t arg);
// Turned on or off, or one of several.
struct card op_choice(struct ui *ui, struct rich title, bool chosen, enum act act, uint32_t arg);

static inline uint32_t op_room(enum operator_room room, uint32_t which)
{
    return (uint32_t)room | which << 8;
}

static inline uint32_t op_set(enum setting setting, uint32_t value)
{
    return (uint32_t)setting << 16 | (value & 0xffff);
}

void op_gap(struct op_page *page, int units_tenths);
void op_heading(struct op_page *page, enum word word);
void op_say(struct op_page *page, enum type type, struct slice text);
// Says, where it is so, that what was changed does not stand yet, or can't.
void op_put_content(struct op_page *page);
void op_cards(struct op_page *page, const struct card *cards, size_t n, uint32_t columns);

// Who signed a pack; empty: nobody whom this kiosk trusts.
struct slice op_signer(struct ui *ui, struct slice signer);
// "Version 7 · Perú"
struct slice op_version(struct ui *ui, const struct desk_pack *pack);
// Says, where it is so, that the pack is for another country than this kiosk's.
void op_put_elsewhere(struct op_page *page, const struct desk_pack *pack);
// Names the installed packs whose key is no longer believed.
void op_put_revoked(struct op_page *page);
struct card op_problems_card(struct ui *ui); // how many the plan has, and the way to them

// The rooms, by file.
void view_op_pin(struct ui *ui);
void view_op_stick(struct ui *ui);
void view_op_pack(struct ui *ui);
void view_op_installed(struct ui *ui);
void view_op_remove(struct ui *ui);
void view_op_generations(struct ui *ui);
void view_op_rollback(struct ui *ui);
void view_op_site(struct ui *ui);
void view_op_card(struct ui *ui);
void view_op_card_away(struct ui *ui);
struct card view_op_site_room(struct ui *ui); // the way to it, for the menu
void view_op_progress(struct ui *ui);
void view_op_refused(struct ui *ui);
void view_op_done(struct ui *ui);
void view_op_cancelled(struct ui *ui);
void view_op_plan(struct ui *ui);
void view_op_items(struct ui *ui);
void view_op_problems(struct ui *ui);
void view_op_unconfirmed(struct ui *ui);
void view_op_poster(struct ui *ui);
void view_op_pages(struct ui *ui);
void view_op_confirms(struct ui *ui);
void view_op_confirm(struct ui *ui);
void view_op_settings(struct ui *ui);
void view_op_hours(struct ui *ui);
void view_op_day(struct ui *ui);
void view_op_look(struct ui *ui);
void view_op_volume(struct ui *ui);
void view_op_country(struct ui *ui);
void view_op_region(struct ui *ui);
void view_op_language(struct ui *ui);
void view_op_width(struct ui *ui);
void view_op_set_up(struct ui *ui);

// How many channels of the country nobody confirmed, here or in the pack, and how many were noted as wrong.
struct slice op_confirms_text(struct ui *ui);
// The note that this channel is wrong with this very value; NULL: there is none.
const struct desk_confirmed *op_noted_wrong(const struct ui *ui, struct slice id, struct slice value);

#endif

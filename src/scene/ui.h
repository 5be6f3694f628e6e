// SPDX-License-Identifier: MIT
// What every view builds with: the scene under construction and the words, sizes and colours for it. Private
// to src/scene.
#ifndef CHASQUI_SCENE_UI_H
#define CHASQUI_SCENE_UI_H

#include "scene/theme.h"
#include "scene/view.h"
#include "text/layout.h"

struct ui {
    const struct view_input *in;
    const struct state *state;
    const struct country *country; // or NULL
    const struct words *words;
    struct arena *arena;
    struct scene *scene;
    struct sizes sizes;
    bool aloud; // what is drawn now can be read aloud
    bool rtl;   // the visitor's language is read from right to left
    uint32_t
        room; // items that may be added: what is kept back is for the bar, which no content may crowd out
};

#define UI_BAR_ITEMS 96

enum align { ALIGN_LEFT, ALIGN_CENTER };

// Text laid out, with the colours it will be drawn in.
struct ink {
    uint32_t text, strong, back;
};

void ui_fill(struct ui *ui, struct rect rect, uint32_t color, int radius);
void ui_fill_card(struct ui *ui, struct rect rect, uint32_t color, bool chosen);
void ui_border(struct ui *ui, struct rect rect, uint32_t color, int radius, int border);
void ui_diamond(struct ui *ui, struct rect rect, uint32_t color);
void ui_icon(struct ui *ui, enum icon icon, struct rect rect, uint32_t color);
// `align` and `turned` as in struct scene_item; NULL picture draws nothing.
void ui_picture(struct ui *ui, const struct pack *pack, const struct picture *picture, struct rect rect,
                bool cover, uint8_t align, bool turned);
void ui_picture_file(struct ui *ui, struct picture_ref ref, struct rect rect, bool cover, uint8_t align);
void ui_asset(struct ui *ui, struct slice path, struct rect rect, bool cover, uint8_t align);
void ui_qr(struct ui *ui, struct slice payload, struct rect rect);

// A region that can be touched. `ui_hit_whole` is one that smaller ones lie on.
void ui_hit(struct ui *ui, struct rect rect, enum act act, uint32_t arg);
void ui_hit_whole(struct ui *ui, struct rect rect, enum act act, uint32_t arg);
// The corner that nobody sees (core/operator.h); `loop` is the poster that stands, or NO_INDEX.
void ui_corner(struct ui *ui, uint16_t loop);
bool ui_is_pressed(const struct ui *ui, enum act act, uint32_t arg);
// The ring around what the keyboard is at.
void ui_focus_ring(struct ui *ui, struct rect rect, enum act act, uint32_t arg);

int ui_percent(const struct ui *ui); // of the usual size of letters, as the visitor chose
struct text_style ui_type(const struct ui *ui, enum type type);
struct text_block ui_layout(const struct ui *ui, const struct text_style *style, struct rich text, int width);
// Draws a block with its top left corner at x, y; each line must fit `box` (a fault otherwise). Returns the
// block's height.
int ui_text(struct ui *ui, const struct text_block *block, const struct text_style *style, int x, int y,
            struct rect box, enum align align, struct ink ink);
// A style of at most this em, px.
void ui_shrink(struct text_style *style, int px);
// The largest em from `style->px` down to `least` in which the text fits box; draws nothing.
struct text_block ui_fit(const struct ui *ui, struct text_style *style, int least, uint32_t max_lines,
                         struct rich text, struct rect box);

// A sentence of the interface, with its **strong** marks read.
struct rich ui_word(const struct ui *ui, enum word word);
struct slice ui_word_plain(const struct ui *ui, enum word word);
struct slice ui_number(const struct ui *ui, uint32_t number);

// Texts of the packs in the visitor's language.
uint16_t ui_lang(const struct ui *ui, const struct pack *pack);

#define UI_SLICE_OF(ui, pack, array) ((array) ? (array)[ui_lang((ui), (pack))] : SLICE_NONE)

#endif

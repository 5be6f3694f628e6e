// SPDX-License-Identifier: MIT
// Cards: what a visitor touches on a page. One shape for lists, answers, choices and channels. Private to
// src/scene.
#ifndef CHASQUI_SCENE_CARD_H
#define CHASQUI_SCENE_CARD_H

#include "scene/ui.h"

struct card {
    uint32_t back, text, accent; // colours; pressed and focused states follow from them
    enum icon icon;
    bool has_icon;
    const struct pack *pack; // with `picture`: a thumbnail in place of the icon
    const struct picture *picture;
    struct picture_ref photo; // the same, by its file; path empty: none
    uint32_t thumb_back;      // the field behind the thumbnail
    struct rich title;
    struct rich text_below; // may be empty
    struct slice number;    // shown large before the title, in one line or two; may be empty
    bool has_trailing;
    bool may_be_chosen; // room is kept for the sign of that
    enum icon trailing; // "goes somewhere", "chosen"
    bool speaks;        // text_below is what matters: body size
    bool chosen;        // lifted by a border, besides its colour
    int most_percent;   // of the usual size of its letters; 0: 100
    enum act act;       // ACT_NONE: only shown
    uint32_t arg;

    // Filled by card_measure.
    int h, least;      // comfortable, and with all the room that it can spare given away
    bool number_above; // a long number takes a line of its own
    struct text_block title_block, text_block, number_block;
    struct text_style title_style, text_style, number_style;
};

// Colours of a card on a cream page, of one that is primary, of one in a topic's field.
void card_paper(struct card *card);
void card_primary(struct card *card);
void card_field(struct card *card, struct field field);

// Lays the texts out for this width and sets `h` and `least` (both at least the smallest touch); smaller than they
// would be where a word would break, or `least` would be more than `height`.
void card_measure(struct ui *ui, struct card *card, int width, int height);
// Measures it with letters of so many per cent of their full size; false where a word would break.
bool card_holds(struct ui *ui, struct card *card, int width, int percent);
// Draws a measured card; `rect` may be higher than `h`.
void card_draw(struct ui *ui, const struct card *card, struct rect rect);

#endif

// SPDX-License-Identifier: MIT
// What doesn't fit on one screen is paged, never shrunk or cut: a column of lines, gaps and cards, cut into
// pages between them. Private to src/scene.
#ifndef CHASQUI_SCENE_FLOW_H
#define CHASQUI_SCENE_FLOW_H

#include "scene/card.h"

#define FLOW_MAX_COLUMNS 3

// What is lost when a page ends behind an item.
enum hold {
    HOLD_NONE,
    HOLD_ROW,      // a group, between two rows
    HOLD_SENTENCE, // a paragraph, between two sentences
    HOLD_LINE,     // a sentence
    HOLD_TOGETHER, // what should be seen at once: a heading and what follows, answers
};

enum flow_kind { FLOW_GAP, FLOW_LINE, FLOW_ROW, FLOW_QR, FLOW_BOX };

struct flow_item {
    enum flow_kind kind;
    int h, least;   // comfortable; what it can be made to do with
    enum hold hold; // to what follows
    int indent;     // px
    uint32_t page;  // set when it is paged
    union {
        struct {
            struct text_block block; // of one line
            struct text_style style;
            struct ink ink;
            struct slice marker; // "•" or "3." in the indent, before the first line of a point
            bool has_icon;       // an icon in the indent
            enum icon icon;
            bool bar;         // a quote's bar in the indent
            bool first, last; // of a paragraph of three or more
            bool heard;       // it was read aloud before
        } line;
        struct {
            struct card *cards;
            uint32_t n, columns;
        } row;
        struct {
            struct slice link;
            int side; // px
            struct text_block caption;
            struct text_style style;
        } qr;
        struct {
            void (*draw)(struct ui *ui, struct rect rect);
        } box;
    };
};

struct flow {
    struct ui *ui;
    struct rect area; // of the first page
    struct rect rest; // of the pages after it: as wide, and at least as high
    uint32_t back;    // the colour of both
    uint32_t pages;   // set by flow_paginate
    struct flow_item *items;
    size_t n_items, capacity;
};

void flow_init(struct flow *flow, struct ui *ui, struct rect area, struct rect rest, uint32_t back);
void flow_gap(struct flow *flow, int h);
// A text, line by line. `keep` holds a heading to what follows it.
void flow_text(struct flow *flow, enum type type, struct rich text, uint32_t color, uint32_t strong,
               bool keep);
// A line of a list, with an icon in place of a marker.
void flow_point(struct flow *flow, struct slice marker, int level, struct rich text, uint32_t color);
void flow_icon_line(struct flow *flow, enum icon icon, struct rich text, uint32_t color, uint32_t icon_color);
// The blocks of a message or passage from block `first` on.
void flow_body(struct flow *flow, const struct body *body, size_t first, uint32_t color, uint32_t strong);
// Cards in rows of up to `columns`; the array is copied.
void flow_cards(struct flow *flow, const struct card *cards, size_t n, uint32_t columns);
// Cards that belong to what stands before them, as answers to their question: in one column, or in
// two, or in smaller letters where those are large, so that one page holds all of them.
void flow_choices(struct flow *flow, const struct card *cards, size_t n);

// Holds everything from item `first` (n_items, before it was added) to the last one on one page, where a page can
// hold it.
void flow_keep_from(struct flow *flow, size_t first);
// The same for what would rather stay together, but may be parted between its rows.
void flow_lean_from(struct flow *flow, size_t first);
// A link as a QR code with a caption beside it, and its text below.
void flow_qr(struct flow *flow, struct slice link, struct rich caption);

// Something of a view's own, `h` px high, or at least `least`; drawn in the rectangle that it gets.
void flow_box(struct flow *flow, int h, int least, void (*draw)(struct ui *ui, struct rect rect));

// Cuts into pages (scene/flow_pages.c); returns how many, at least 1, and sets flow->pages.
uint32_t flow_paginate(struct flow *flow);
// Of the page that will be drawn, below it: px that it leaves empty with all its air. After flow_paginate.
int flow_spare(const struct flow *flow, uint32_t page);
// Draws a page that there is, in `area` (flow->area or flow->rest, or a lower one that holds it).
void flow_draw(struct flow *flow, uint32_t page, struct rect area);

#endif

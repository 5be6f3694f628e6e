// SPDX-License-Identifier: MIT
// The frame that every screen but the loop shares: a field of colour with title and picture, the page beside
// or under it, and the bar at the foot, where Home, language, Help and quick exit always stand at the same
// place. Private to src/scene.
#ifndef CHASQUI_SCENE_PAGE_H
#define CHASQUI_SCENE_PAGE_H

#include "scene/flow.h"

// The middle of the bar: back, pages, and the way on.
struct nav {
    bool back;
    bool listen;                         // a button that has the page read aloud; page_end sets it
    struct hit previous, next;           // rect unused; act NONE: not there
    struct slice between, between_short; // "2 of 5"; "2/5" where there is no room for words
    struct slice next_label;
    bool next_primary; // the one thing to touch on this screen
};

struct panel {
    struct field field;
    struct slice eyebrow; // a few words above the title; may be empty
    struct rich title;
    struct rich lead; // may be empty
    const struct pack *pack;
    const struct picture *picture; // or NULL
    struct slice asset;            // a picture of the program's own, when `picture` is NULL; may be empty
    struct slice number;           // a helpline's digits, as large as the panel holds; may be empty
    uint16_t steps, step;          // how far one is, from 0; steps 0: there is nothing to go through
    bool heard;                    // it was read aloud with the page before
    bool look;                     // the picture is spoken of: it is there even where letters are large
    bool small;                    // a band that only says where one is: its title in a line or two
    bool asks;                     // the title is a question, as long as it needs
    bool lead_last;                // where letters are large, what to do comes before the lead
};

// A screen under construction. Nothing is painted before its flow has been cut into pages.
struct page {
    struct panel panel, band; // on its first page, and on those after it
    struct rect first, later; // where they stand
    struct rect content;      // where the flow of the first page goes
    struct rich lead;         // what the panel had no room for; may be empty
};

// The screen's rectangle above the bar. `strip`: the bar's middle is used (in portrait it is a row of its
// own).
struct rect page_above_bar(const struct ui *ui, bool strip);

// Whether the panel stands beside its page and holds all of its texts: what must not be cut, and may be long.
bool page_panel_holds(const struct ui *ui, const struct panel *panel);
// Says where panel and content go.
struct page page_begin(struct ui *ui, const struct panel *panel);
// Begins the flow of a page.
void page_flow(struct flow *flow, struct ui *ui, const struct page *page);
// Paints panel, flow and bar, with the flow's own paging joined to `nav`'s previous and next.
void page_end(struct ui *ui, const struct page *page, struct flow *flow, struct nav nav);

// The bar alone; `strip` draws its middle instead of nav when not NULL.
void page_bar(struct ui *ui, const struct nav *nav);
// The bar of the loop: the middle shows the channel, if any.
void page_bar_with_channel(struct ui *ui, const struct channel *channel, uint16_t index);

#endif

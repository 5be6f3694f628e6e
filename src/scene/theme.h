// SPDX-License-Identifier: MIT
// The look in one place: colours, sizes, motion. Contrasts (WCAG 2.2) stand beside the colours.
#ifndef CHASQUI_SCENE_THEME_H
#define CHASQUI_SCENE_THEME_H

#include "content/model.h"
#include "scene/scene.h"

#define THEME_INK 0x16233Fu         // night; text on light (14.5 on cream)
#define THEME_CREAM 0xFFF5E6u       // page; text on dark
#define THEME_MAIZE 0xF6B93Bu       // light; the one thing to touch (8.9 with ink)
#define THEME_MAIZE_LIGHT 0xFFD27Au // the same light on lake, clay and leaf (5.1 at least)
#define THEME_DUSK 0x3D2F66u        // cream 10.8, maize 6.6
#define THEME_LAKE 0x0B5A58u        // cream 7.4, maize 4.55 (3.8 to who lacks red cones)
#define THEME_COCHINEAL 0x8A2142u   // cream 8.2, maize 5.0
#define THEME_CLAY 0x8F3A22u        // cream 7.0
#define THEME_LEAF 0x2C6229u        // cream 6.7
#define THEME_SKY 0xCDE7EEu         // ink 12.1, dusk 9.1
#define THEME_SAND 0xF0DFC3u        // ink 11.9
#define THEME_EXIT 0x44557Au        // calm grey-blue: cream 6.9

// High contrast.
#define THEME_BLACK 0x000000u
#define THEME_BLACK_RAISED 0x1C1C1Cu // white 17.0, yellow 13.4
#define THEME_WHITE 0xFFFFFFu
#define THEME_YELLOW 0xFFE45Cu // black 16.5

// Light on dark.
#define THEME_NIGHT 0x0D1424u        // the page: cream 17.0, maize light 12.9
#define THEME_NIGHT_PAPER 0x25345Au  // cards: cream 11.3, maize light 8.6
#define THEME_NIGHT_BUBBLE 0x1E4A63u // what is said: cream 8.8, maize light 6.7

#define THEME_FADE_MS 600  // from poster to poster, eased
#define THEME_DRIFT 8      // thousandths of the width that a poster drifts while it comes
#define THEME_SLIDE_MS 200 // a page that was let go, to its place

// The colours of a field that type and a picture stand on.
struct field {
    uint32_t back, text, accent;
};

struct field theme_topic(enum topic topic);
enum icon theme_need_icon(enum need need);
enum icon theme_asker_icon(enum audience asker);
enum icon theme_channel_icon(enum channel_kind kind);

static inline int at_least(int value, int least)
{
    return value > least ? value : least;
}

// Sizes in px, from the screen's short side (what must look right) and its millimetres (what must be touched
// and read).
struct sizes {
    bool portrait;
    int unit;   // a hundredth of the short side, at least 1
    int touch;  // the smallest side of what can be touched: 20 mm, 12 mm on glass under 180 mm wide
    int margin; // around a page
    int gap;    // between cards
    int radius;
    int bar; // height of the bar at the foot
};

void theme_sizes(int w, int h, int mm, struct sizes *out);

// The type scale.
enum type {
    TYPE_TITLE,   // of a page
    TYPE_HEADING, // of a section
    TYPE_LEAD,    // the sentence under a title
    TYPE_BODY,
    TYPE_CARD, // what a card says first
    TYPE_SMALL,
    TYPE_LABEL, // in the bar
    TYPE_COUNT
};

struct text_style;
// `percent` of the usual size; titles, headings and labels grow half as much.
void theme_type(const struct sizes *sizes, int w, int mm, enum type type, int percent,
                struct text_style *out);

#endif

// SPDX-License-Identifier: MIT
// A screen as data: what is painted, in order, and what can be touched. Views build it from the state; paint
// turns it into pixels; tests read it. Everything is in px of the screen.
#ifndef CHASQUI_SCENE_SCENE_H
#define CHASQUI_SCENE_SCENE_H

#include "base/arena.h"
#include "core/event.h"
#include "text/metrics.h"

struct rect {
    int x, y, w, h;
};

bool rect_contains(struct rect outer, struct rect inner);
bool rect_has_point(struct rect rect, int x, int y);
bool rect_overlaps(struct rect a, struct rect b);
struct rect rect_union(struct rect a, struct rect b); // an empty one adds nothing
struct rect rect_inset(struct rect rect, int by);

// A colour is a uint32_t 0xRRGGBB (sRGB).

enum icon {
#define ICON(name, file) ICON_##name,
#include "scene/icons.def"
#undef ICON
    ICON_COUNT
};

const char *icon_file(enum icon icon); // "icons/home.svg" among the assets

// A picture file: in a pack's folder, or (empty root) among the program's assets.
struct picture_ref {
    struct slice root, path;
};

enum scene_kind { SCENE_FILL, SCENE_DIAMOND, SCENE_TEXT, SCENE_PICTURE, SCENE_ICON, SCENE_QR };

struct scene_item {
    enum scene_kind kind;
    struct rect rect; // what is painted stays inside
    uint32_t color;   // of the fill, the letters, the strokes, the dark modules
    union {
        struct {
            int radius;  // of the corners, px
            int border;  // px; 0: filled, else only a frame of this width inside rect
            bool chosen; // a card that stands for a choice that was made
            bool keeps;  // its colour is the same in all colours: a picture's field, the ring of the keyboard
        } fill;
        struct {
            struct slice text; // one line, one font
            enum font font;
            int px; // em
            bool rtl;
            int baseline;    // y
            struct rect box; // what it must fit in; rect is its measured place
            uint32_t back;   // the colour it stands on, for the contrast test
            bool marked;     // on a mark, the item before it
        } text;
        struct {
            struct picture_ref ref;
            bool cover;  // fills rect, cut at the edges; otherwise whole inside rect
            bool turned; // left and right change places
            uint8_t
                align; // where what is left over goes: 0 centre, 1 bottom right, 2 bottom centre, 3 bottom left
        } picture;
        struct {
            enum icon shape;
            bool turned; // left and right change places
        } icon;
        struct {
            struct slice payload; // ASCII
            uint32_t back;        // the quiet zone is part of rect
        } qr;
    };
};

struct hit {
    struct rect rect;
    enum act act;
    uint32_t arg;
    bool background; // the whole poster or page: smaller regions lie on top of it
    bool hidden;     // no key comes to it, and nothing shows where it is
};

#define SCENE_MAX_ITEMS 640
#define SCENE_MAX_HITS 64
#define SCENE_MAX_PREFETCH 2
#define SCENE_MAX_SAID 96

enum transition { TRANSITION_CUT, TRANSITION_FADE };

struct scene {
    char id[160]; // state_screen_id
    int w, h;
    struct scene_item items[SCENE_MAX_ITEMS];
    uint32_t n_items;
    struct hit hits[SCENE_MAX_HITS]; // later ones lie on top
    uint32_t n_hits;
    struct hit swipe_left, swipe_right; // act NONE: no such thing here
    struct rect body;                   // what moves with a finger that drags the page; the bar stays
    enum transition transition;         // how it takes the place of the scene before
    uint32_t transition_ms;
    struct picture_ref prefetch[SCENE_MAX_PREFETCH]; // pictures that come next, at these sizes
    struct rect prefetch_rect[SCENE_MAX_PREFETCH];
    bool prefetch_cover[SCENE_MAX_PREFETCH], prefetch_turned[SCENE_MAX_PREFETCH];
    uint32_t n_prefetch;
    struct slice
        said[SCENE_MAX_SAID]; // what stands here to be read aloud, sentence by sentence, as it is written
    uint32_t n_said;
    uint32_t faults; // SCENE_FAULT_ bits: a layout that a test must fail
};

#define SCENE_FAULT_POOL 1u // more items or regions than there is room for
#define SCENE_FAULT_TEXT 2u // text that doesn't fit its box even at its smallest

// The whole scene in other colours (scene/colors.c): light letters on black, yellow where something stands out; and
// light on dark.
void scene_contrast(struct scene *scene);
void scene_dark(struct scene *scene);
// Its regions in the order of a switch of two buttons (scene/scan.c).
void scene_scan_order(struct scene *scene);
// Turns a whole scene round for a language that is read from right to left (scene/mirror.c).
void scene_mirror(struct scene *scene);
void scene_clear(struct scene *scene, int w, int h);

// Whether two items look the same (same kind, place, colour, text bytes, picture).
bool scene_item_same(const struct scene_item *a, const struct scene_item *b);

// The region under a point, the topmost, or NULL.
const struct hit *scene_hit_at(const struct scene *scene, int x, int y);

// One line per item and region, in order: the main layout test. Ends with a line feed.
struct slice scene_dump(const struct scene *scene, struct arena *arena);

#endif

// SPDX-License-Identifier: MIT
// From fingers and keys to acts, judged against the scene that the visitor saw. Pure: no clock, no memory of
// its own.
//
// Fingers: the first one down rules until it lifts, the others are ignored. A region acts when the finger
// that came down on it lifts over it; sliding off disarms it, coming back arms it again. A region is the same
// while its act and argument are, on the same screen; if another screen came in between, lifting does
// nothing. Quick exit alone acts at once, when any finger comes down on it, whichever rules: whoever needs it must
// not have to lift a hand first. Where the scene has something to either side, a finger that goes sideways drags it and
// no longer presses; a quick stroke, or a drag over a quarter of the screen, is a swipe.
//
// Keys: Tab goes through the regions in the scene's order, the poster first; arrows go to the nearest one in their
// direction, Enter and Space choose it, Escape goes home. Under "are you still there?" any key says so.
#ifndef CHASQUI_SCENE_HIT_H
#define CHASQUI_SCENE_HIT_H

#include "core/input.h"
#include "core/state.h"
#include "scene/view.h"

#define SWIPE_MM 12      // travel that makes a swipe, sideways
#define SWIPE_MS 800     // and the time it may take, over less than a quarter of the screen
#define DRAG_MM SWIPE_MM // travel sideways from which the page is dragged
// A ruling finger that isn't heard for so long gives way to the next one down: neither a resting arm nor a lift
// that the hardware lost may deaden the screen. Only travel is heard, since a resting contact trembles.
#define FINGER_SILENT_MS 10000
#define FINGER_STILL_MM 3

// What a touch or a key asks for.
struct tap {
    bool happened;
    enum act act;
    uint32_t arg;
};

struct pointer {
    int swipe_px, still_px, drag_px;
    bool ruled;                 // a finger rules:
    int64_t finger;             // which,
    uint64_t down_ms;           // since when,
    uint64_t heard_ms;          // last heard when
    int heard_x, heard_y;       // and where,
    int x, y;                   // where it came down,
    struct selection region;    // on what,
    bool inside;                // whether it is over that now,
    bool drags;                 // whether it drags the page,
    int travel;                 // and how far, px to the right,
    char screen[SCREEN_ID_MAX]; // and on which screen
};

// `w` px are `mm` millimetres of glass.
void pointer_init(struct pointer *pointer, int w, int mm);

// A finger's event, in px of `scene`, which is the scene that stands. `at_ms` never goes back.
struct tap pointer_touch(struct pointer *pointer, const struct scene *scene, int64_t finger,
                         enum touch_phase phase, int x, int y, uint64_t at_ms);

// The region to show as pressed on this screen (state_screen_id).
struct selection pointer_selection(const struct pointer *pointer, const char *screen);

// Where the keyboard is. `region` goes into view_input.focus.
struct focus {
    struct selection region;
    uint32_t index; // of the region among the scene's, to tell apart two with the same act and argument
};

// A key. Without a focus, Tab and the arrows only give one; Enter and Space choose what lies behind
// everything (the poster), where something does.
struct tap focus_move(struct focus *focus, const struct scene *scene, enum key key);

// To be called when one screen (state_screen_id) has led to another, before it is built: its first region comes next,
// unless only the page is another one.
void focus_arrive(struct focus *focus, const char *before, const char *after);

// To be called when another scene stands: the focus stays on the same act and argument, or on a switch that was turned
// over, or goes.
void focus_settle(struct focus *focus, const struct scene *scene);

#endif

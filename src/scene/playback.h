// SPDX-License-Identifier: MIT
// Plays the steps of a tape against the core and its views, as a kiosk without a screen would: a touch is
// judged against the scene that stands, time brings the ticks that the state asks for. Scenes are only built
// when a step needs one, so that a year of acts takes seconds. No memory of its own: the room is lent.
#ifndef CHASQUI_SCENE_PLAYBACK_H
#define CHASQUI_SCENE_PLAYBACK_H

#include "core/tape.h"
#include "scene/hit.h"

struct playback {
    const struct campaign *campaign; // borrowed, as are the next five
    const struct metrics *metrics;
    struct arena *arena; // of the scene's texts: reset with every scene
    struct scene *scene;
    struct diags *diags; // unmet expectations
    struct desk *desk;   // borrowed, too; NULL: lines for it go nowhere
    int w, h, mm;
    uint64_t now_ms; // since the visit began
    struct state state;
    struct pointer pointer;
    struct focus focus;
    struct selection pressed; // as the scene shows it
    bool stale;               // the scene is older than the state
    uint64_t events, scenes;  // so far: given to the core, built
    char asked[80];           // of the shell by the last event: "answer/0+end"
};

// Begins a visit: the state of a kiosk that has just started on this day, and no scene yet.
void playback_init(struct playback *playback, const struct tape *tape, const struct config *config);

// Plays one step. False when an expectation wasn't met or the step made no sense there; the diagnostic says
// so, and playing can go on.
bool playback_step(struct playback *playback, const struct tape_step *step);

// A finger or a key, as the screen gives them.
void playback_touch(struct playback *playback, int64_t finger, enum touch_phase phase, int x, int y);
void playback_key(struct playback *playback, enum key key);
// Time passes, with every tick the state asks for.
void playback_wait(struct playback *playback, uint64_t ms);

// The scene that stands, built if need be. Valid until the next step.
const struct scene *playback_scene(struct playback *playback);

#endif

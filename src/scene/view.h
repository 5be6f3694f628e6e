// SPDX-License-Identifier: MIT
// A state seen: the one way from the core to a scene. Pure: the same input gives the same scene.
#ifndef CHASQUI_SCENE_VIEW_H
#define CHASQUI_SCENE_VIEW_H

#include "core/state.h"
#include "scene/scene.h"

// The region a finger holds down, or the one the keyboard is at.
struct selection {
    bool on;
    enum act act;
    uint32_t arg;
};

struct desk;

struct view_input {
    const struct state *state;
    const struct campaign *campaign;
    const struct desk *desk; // what the operator's screens are about; NULL: nothing is known
    const struct metrics *metrics;
    struct arena *arena; // the frame's: the scene's texts live in it or in the generation
    int w, h;            // px, LIMIT_SCREEN_SIDE_MIN at least
    int mm;              // width of the glass in mm, above 0
    struct selection pressed, focus;
    bool has_voice; // something can read aloud in the visitor's language
};

void view_build(const struct view_input *in, struct scene *scene);

#endif

// SPDX-License-Identifier: MIT
// Every screen that a visitor can reach: by touching everything, and by doing nothing; and every screen of the
// operator's. `render` makes its pictures with it, and the layout tests judge what it finds.
#ifndef CHASQUI_SCENE_WALK_H
#define CHASQUI_SCENE_WALK_H

#include "scene/view.h"

struct walk {
    const struct campaign *campaign;
    const struct metrics *metrics;
    const struct desk *desk; // of walk_operator
    int w, h, mm;
    // Called once for each screen id, in the order they are found. The scene is valid during the call. False
    // ends the walk.
    bool (*visit)(void *context, const struct state *state, const struct scene *scene);
    void *context;
};

// Walks from a state, in its language (acts that change language are not followed). Memory comes from `arena`
// and is proportional to the number of screens. Returns how many screens were visited.
size_t walk_screens(const struct walk *walk, const struct state *from, struct arena *arena);

// The same for the operator, with what stands on the desk: from the corner on, and the steps of the first run. `from`
// is in the loop. What the shell might answer is tried in every room.
size_t walk_operator(const struct walk *walk, const struct state *from, struct arena *arena);

#endif

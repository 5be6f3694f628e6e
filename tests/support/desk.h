// SPDX-License-Identifier: MIT
// What a view draws with: a scene of W by H px on a glass 500 mm wide, letters of fixed measures.
#ifndef CHASQUI_TESTS_DESK_H
#define CHASQUI_TESTS_DESK_H

#include "scene/ui.h"
#include "support/fixed_metrics.h"

#define W 1000
#define H 700
#define MM 500

struct desk {
    struct arena arena;
    struct scene scene;
    struct state state;
    struct view_input input;
    struct ui ui;
};

static void begin(struct desk *desk)
{
    arena_init(&desk->arena);
    scene_clear(&desk->scene, W, H);
    desk->state = (struct state){0};
    desk->input =
        (struct view_input){.state = &desk->state, .metrics = &fixed_metrics, .w = W, .h = H, .mm = MM};
    desk->ui = (struct ui){.in = &desk->input,
                           .state = &desk->state,
                           .arena = &desk->arena,
                           .scene = &desk->scene,
                           .aloud = true,
                           .room = SCENE_MAX_ITEMS - UI_BAR_ITEMS};
    theme_sizes(W, H, MM, &desk->ui.sizes);
}

#endif

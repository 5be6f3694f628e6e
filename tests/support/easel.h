// SPDX-License-Identifier: MIT
// What a view draws with: a scene of W by H px on a glass 500 mm wide, letters of fixed measures.
#ifndef CHASQUI_TESTS_EASEL_H
#define CHASQUI_TESTS_EASEL_H

#include "scene/ui.h"
#include "support/fixed_metrics.h"

#define W 1000
#define H 700
#define MM 500

struct easel {
    struct arena arena;
    struct scene scene;
    struct state state;
    struct view_input input;
    struct ui ui;
};

static void begin(struct easel *easel)
{
    arena_init(&easel->arena);
    scene_clear(&easel->scene, W, H);
    easel->state = (struct state){0};
    easel->input =
        (struct view_input){.state = &easel->state, .metrics = &fixed_metrics, .w = W, .h = H, .mm = MM};
    easel->ui = (struct ui){.in = &easel->input,
                            .state = &easel->state,
                            .arena = &easel->arena,
                            .scene = &easel->scene,
                            .aloud = true,
                            .room = SCENE_MAX_ITEMS - UI_BAR_ITEMS};
    theme_sizes(W, H, MM, &easel->ui.sizes);
}

#endif

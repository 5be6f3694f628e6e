// SPDX-License-Identifier: MIT
// The order in which a switch of two buttons steps: after what stands on the page comes what leads on, then the ways
// to help and out, since every step costs whoever can't point.
#include "scene/scene.h"

static int rank(const struct scene *scene, const struct hit *hit)
{
    if (hit->background || hit->rect.y < scene->body.y + scene->body.h)
        return 0;
    bool on = hit->act == scene->swipe_left.act && hit->arg == scene->swipe_left.arg;
    if (on || hit->act == ACT_READY || hit->act == ACT_CHANNEL)
        return 1;
    switch (hit->act) {
    case ACT_HELP:
        return 2;
    case ACT_EXIT:
        return 3;
    case ACT_LISTEN:
        return 4;
    case ACT_BACK:
        return 5;
    default:
        return 6;
    }
}

void scene_scan_order(struct scene *scene)
{
    // By insertion: there are few, and equals keep their order.
    for (uint32_t i = 1; i < scene->n_hits; i++) {
        struct hit hit = scene->hits[i];
        uint32_t at = i;
        for (; at > 0 && rank(scene, &scene->hits[at - 1]) > rank(scene, &hit); at--)
            scene->hits[at] = scene->hits[at - 1];
        scene->hits[at] = hit;
    }
}

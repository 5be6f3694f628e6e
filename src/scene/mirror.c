// SPDX-License-Identifier: MIT
// A scene for a language that is read from right to left: what stands left stands right. Texts and photographs keep their
// shape; drawings, arrows and what goes with the reading turn round.
#include "scene/scene.h"

static struct rect turned(const struct scene *scene, struct rect rect)
{
    rect.x = scene->w - rect.x - rect.w;
    return rect;
}

static bool goes_with_reading(enum icon icon)
{
    static const enum icon icons[] = {ICON_BACK, ICON_LEFT,       ICON_RIGHT,   ICON_EXIT,
                                      ICON_TEXT, ICON_TEXT_SHORT, ICON_MESSAGE, ICON_REPORT};
    for (size_t i = 0; i < sizeof icons / sizeof *icons; i++)
        if (icon == icons[i])
            return true;
    return false;
}

static uint8_t turned_align(uint8_t align)
{
    return align == 1 ? 3 : align == 3 ? 1 : align;
}

void scene_mirror(struct scene *scene)
{
    for (uint32_t i = 0; i < scene->n_items; i++) {
        struct scene_item *item = &scene->items[i];
        item->rect = turned(scene, item->rect);
        if (item->kind == SCENE_TEXT)
            item->text.box = turned(scene, item->text.box);
        if (item->kind == SCENE_ICON)
            item->icon.turned = item->icon.turned != goes_with_reading(item->icon.shape);
        if (item->kind == SCENE_PICTURE) {
            item->picture.align = turned_align(item->picture.align);
            // A drawing has no writing in it; a photograph may.
            if (slice_ends(item->picture.ref.path, SLICE(".svg")))
                item->picture.turned = !item->picture.turned;
        }
    }
    for (uint32_t i = 0; i < scene->n_prefetch; i++)
        if (slice_ends(scene->prefetch[i].path, SLICE(".svg")))
            scene->prefetch_turned[i] = !scene->prefetch_turned[i];
    for (uint32_t i = 0; i < scene->n_hits; i++)
        scene->hits[i].rect = turned(scene, scene->hits[i].rect);
    struct hit left = scene->swipe_left;
    scene->swipe_left = scene->swipe_right;
    scene->swipe_right = left;
}

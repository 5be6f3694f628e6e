// SPDX-License-Identifier: MIT
#include "scene/scene.h"

#include <string.h>

bool rect_contains(struct rect outer, struct rect inner)
{
    return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.w <= outer.x + outer.w &&
           inner.y + inner.h <= outer.y + outer.h;
}

bool rect_has_point(struct rect rect, int x, int y)
{
    return x >= rect.x && y >= rect.y && x < rect.x + rect.w && y < rect.y + rect.h;
}

bool rect_overlaps(struct rect a, struct rect b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

struct rect rect_union(struct rect a, struct rect b)
{
    if (a.w <= 0 || a.h <= 0)
        return b;
    if (b.w <= 0 || b.h <= 0)
        return a;
    int x = a.x < b.x ? a.x : b.x;
    int y = a.y < b.y ? a.y : b.y;
    int right = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
    int bottom = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;
    return (struct rect){x, y, right - x, bottom - y};
}

struct rect rect_inset(struct rect rect, int by)
{
    return (struct rect){rect.x + by, rect.y + by, rect.w - 2 * by, rect.h - 2 * by};
}

const char *icon_file(enum icon icon)
{
    static const char *const files[ICON_COUNT] = {
#define ICON(name, file) "icons/" file ".svg",
#include "scene/icons.def"
#undef ICON
    };
    return icon < ICON_COUNT ? files[icon] : NULL;
}

void scene_clear(struct scene *scene, int w, int h)
{
    scene->id[0] = '\0';
    scene->w = w;
    scene->h = h;
    scene->n_items = 0;
    scene->n_hits = 0;
    scene->n_prefetch = 0;
    scene->n_said = 0;
    scene->faults = 0;
    scene->body = (struct rect){0, 0, w, h};
    scene->swipe_left = (struct hit){0};
    scene->swipe_right = (struct hit){0};
    scene->transition = TRANSITION_CUT;
    scene->transition_ms = 0;
}

static bool same_rect(struct rect a, struct rect b)
{
    return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

static bool same_ref(struct picture_ref a, struct picture_ref b)
{
    return slice_eq(a.root, b.root) && slice_eq(a.path, b.path);
}

bool scene_item_same(const struct scene_item *a, const struct scene_item *b)
{
    if (a->kind != b->kind || a->color != b->color || !same_rect(a->rect, b->rect))
        return false;
    switch (a->kind) {
    case SCENE_FILL:
        return a->fill.radius == b->fill.radius && a->fill.border == b->fill.border;
    case SCENE_DIAMOND:
        return true;
    case SCENE_TEXT:
        return slice_eq(a->text.text, b->text.text) && a->text.font == b->text.font &&
               a->text.px == b->text.px && a->text.rtl == b->text.rtl && a->text.baseline == b->text.baseline;
    case SCENE_PICTURE:
        return same_ref(a->picture.ref, b->picture.ref) && a->picture.cover == b->picture.cover &&
               a->picture.align == b->picture.align && a->picture.turned == b->picture.turned;
    case SCENE_ICON:
        return a->icon.shape == b->icon.shape && a->icon.turned == b->icon.turned;
    case SCENE_QR:
        return slice_eq(a->qr.payload, b->qr.payload) && a->qr.back == b->qr.back;
    }
    return false;
}

const struct hit *scene_hit_at(const struct scene *scene, int x, int y)
{
    for (uint32_t i = scene->n_hits; i-- > 0;)
        if (rect_has_point(scene->hits[i].rect, x, y))
            return &scene->hits[i];
    return NULL;
}

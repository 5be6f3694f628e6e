// SPDX-License-Identifier: MIT
// Which pixels differ between two scenes. Items that both have, in the same order, paint the same pixels;
// every other item's rect is damage. Outside all of those only common items paint, in the same order, so
// nothing differs there.
#include "paint/painter.h"

#define LOOK_AHEAD 96 // items; a match further away costs more than repainting

struct damage {
    struct rect *rects;
    size_t n;
};

static int64_t area(struct rect r)
{
    return (int64_t)r.w * r.h;
}

static void take_out(struct damage *damage, size_t i)
{
    damage->rects[i] = damage->rects[--damage->n];
}

// The rect whose union with `rect` wastes least.
static size_t nearest(const struct damage *damage, struct rect rect)
{
    size_t best = 0;
    int64_t least = INT64_MAX;
    for (size_t i = 0; i < damage->n; i++) {
        int64_t waste = area(rect_union(damage->rects[i], rect)) - area(damage->rects[i]) - area(rect);
        if (waste < least) {
            least = waste;
            best = i;
        }
    }
    return best;
}

// Adds a rect, joined with all it overlaps; when there are too many, with the one nearest to it.
static void add(struct damage *damage, struct rect rect)
{
    if (rect.w <= 0 || rect.h <= 0)
        return;
    for (;;) {
        size_t i = 0;
        while (i < damage->n && !rect_overlaps(damage->rects[i], rect))
            i++;
        if (i == damage->n && damage->n < PAINTER_RECTS)
            break;
        if (i == damage->n)
            i = nearest(damage, rect);
        rect = rect_union(rect, damage->rects[i]);
        take_out(damage, i);
    }
    damage->rects[damage->n++] = rect;
}

// The next item of `scene`, from `at`, that looks like `item`; n_items without one.
static uint32_t match(const struct scene *scene, uint32_t at, const struct scene_item *item)
{
    uint32_t end = scene->n_items - at > LOOK_AHEAD ? at + LOOK_AHEAD : scene->n_items;
    for (uint32_t i = at; i < end; i++)
        if (scene_item_same(&scene->items[i], item))
            return i;
    return scene->n_items;
}

size_t painter_damage(const struct scene *before, const struct scene *after, struct rect rects[PAINTER_RECTS])
{
    struct rect all = {0, 0, after->w, after->h};
    struct damage damage = {.rects = rects};
    if (!before || before->w != after->w || before->h != after->h) {
        add(&damage, all);
        return damage.n;
    }
    uint32_t old = 0;
    for (uint32_t i = 0; i < after->n_items; i++) {
        uint32_t same = match(before, old, &after->items[i]);
        if (same == before->n_items) {
            add(&damage, rect_shared(all, after->items[i].rect));
            continue;
        }
        for (; old < same; old++)
            add(&damage, rect_shared(all, before->items[old].rect));
        old = same + 1;
    }
    for (; old < before->n_items; old++)
        add(&damage, rect_shared(all, before->items[old].rect));
    return damage.n;
}

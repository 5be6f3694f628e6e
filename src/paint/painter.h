// SPDX-License-Identifier: MIT
// Turns a scene into pixels, and says which pixels differ between two scenes. One thread only.
#ifndef CHASQUI_PAINT_PAINTER_H
#define CHASQUI_PAINT_PAINTER_H

#include "paint/fonts.h"
#include "paint/icons.h"
#include "paint/pictures.h"

struct painter;

// Everything is borrowed and outlives the painter.
struct painter_tools {
    struct fonts *fonts;
    struct icons *icons;
    struct pictures *pictures;
};

struct painter *painter_create(const struct painter_tools *tools); // NULL without memory
void painter_destroy(struct painter *painter);                     // NULL is allowed

// Paints what of the scene lies in `clip`, over what the frame shows. A picture that isn't ready yet leaves
// what is under it; its rect is joined to *missing (which may be empty: {0}), and is to be painted again when
// pictures tell that one is ready. A picture that failed, an icon or a code that can't be drawn leaves what
// is under it, for good.
void painter_draw(struct painter *painter, const struct scene *scene, struct frame *frame, struct rect clip,
                  struct rect *missing);

// Queues the scene's own pictures, which stay decoded until the next scene is fetched: before a window exists this
// starts the first one.
void painter_fetch(struct painter *painter, const struct scene *scene);
// Queues the pictures that the scene says come next.
void painter_prefetch(struct painter *painter, const struct scene *scene);

#define PAINTER_RECTS 12

// The places where `after` looks different from `before` (NULL: everywhere), at most PAINTER_RECTS of them,
// none overlapping another; the number of them. 0 when both look the same.
size_t painter_damage(const struct scene *before, const struct scene *after,
                      struct rect rects[PAINTER_RECTS]);

#endif

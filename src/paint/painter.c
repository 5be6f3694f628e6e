// SPDX-License-Identifier: MIT
#include "paint/painter.h"

#include <stdlib.h>

#include "paint/qr.h"

struct painter {
    struct painter_tools tools;
};

struct painter *painter_create(const struct painter_tools *tools)
{
    struct painter *painter = calloc(1, sizeof *painter);
    if (painter)
        painter->tools = *tools;
    return painter;
}

void painter_destroy(struct painter *painter)
{
    free(painter);
}

// Alignment changes the pixels only where a picture is cut: one that fits is the same wherever it stands, and
// the same as was prefetched.
static struct decode_wish wish_of(struct rect rect, bool cover, uint8_t align, bool turned)
{
    return (struct decode_wish){
        .w = rect.w, .h = rect.h, .cover = cover, .align = cover ? align : 0, .turned = turned};
}

static void draw_fill(struct frame *frame, struct rect clip, const struct scene_item *item)
{
    if (item->fill.radius > 0 || item->fill.border > 0)
        compose_round(frame, clip, item->rect, item->fill.radius, item->fill.border, item->color);
    else
        compose_fill(frame, clip, item->rect, item->color);
}

static void draw_text(struct painter *painter, struct frame *frame, struct rect clip,
                      const struct scene_item *item)
{
    int above;
    const struct mask *line = fonts_line(painter->tools.fonts, item->text.font, item->text.px, item->text.rtl,
                                         item->text.text, &above);
    if (line)
        compose_mask(frame, clip, item->rect.x, item->text.baseline - above, line, item->color);
}

static void draw_picture(struct painter *painter, struct frame *frame, struct rect clip,
                         const struct scene_item *item, struct rect *missing)
{
    const struct decoded *picture;
    struct decode_wish wish =
        wish_of(item->rect, item->picture.cover, item->picture.align, item->picture.turned);
    switch (pictures_get(painter->tools.pictures, item->picture.ref, wish, &picture)) {
    case PICTURES_READY:
        compose_pixels(
            frame, clip,
            item->rect.x + decode_place(item->rect.w - picture->pixels.w, item->picture.align, false),
            item->rect.y + decode_place(item->rect.h - picture->pixels.h, item->picture.align, true),
            &(struct pixels){.px = picture->pixels.px,
                             .w = picture->pixels.w,
                             .h = picture->pixels.h,
                             .stride = picture->pixels.stride,
                             .opaque = picture->opaque});
        break;
    case PICTURES_PENDING:
        *missing = rect_union(*missing, clip);
        break;
    case PICTURES_FAILED:
        break;
    }
}

static void draw_icon(struct painter *painter, struct frame *frame, struct rect clip,
                      const struct scene_item *item)
{
    struct rect r = item->rect;
    int px = r.w < r.h ? r.w : r.h;
    const struct mask *mask = icons_get(painter->tools.icons, item->icon.shape, px, item->icon.turned);
    if (mask)
        compose_mask(frame, clip, r.x + (r.w - px) / 2, r.y + (r.h - px) / 2, mask, item->color);
}

static void draw_item(struct painter *painter, struct frame *frame, struct rect clip,
                      const struct scene_item *item, struct rect *missing)
{
    switch (item->kind) {
    case SCENE_FILL:
        draw_fill(frame, clip, item);
        break;
    case SCENE_DIAMOND:
        compose_diamond(frame, clip, item->rect, item->color);
        break;
    case SCENE_TEXT:
        draw_text(painter, frame, clip, item);
        break;
    case SCENE_PICTURE:
        draw_picture(painter, frame, clip, item, missing);
        break;
    case SCENE_ICON:
        draw_icon(painter, frame, clip, item);
        break;
    case SCENE_QR:
        qr_draw(frame, clip, item->rect, item->qr.payload, item->color, item->qr.back);
        break;
    }
}

// The last item that hides everything before it in `clip`, or 0.
static uint32_t first_seen(const struct scene *scene, struct rect clip)
{
    for (uint32_t i = scene->n_items; i-- > 0;) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_FILL && item->fill.radius == 0 && item->fill.border == 0 &&
            rect_contains(item->rect, clip))
            return i;
    }
    return 0;
}

void painter_draw(struct painter *painter, const struct scene *scene, struct frame *frame, struct rect clip,
                  struct rect *missing)
{
    struct rect area = rect_shared(clip, frame_rect(frame));
    if (area.w == 0)
        return;
    for (uint32_t i = first_seen(scene, area); i < scene->n_items; i++) {
        struct rect shown = rect_shared(area, scene->items[i].rect);
        if (shown.w > 0)
            draw_item(painter, frame, shown, &scene->items[i], missing);
    }
}

void painter_fetch(struct painter *painter, const struct scene *scene)
{
    const struct decoded *picture;
    pictures_begin_scene(painter->tools.pictures);
    for (uint32_t i = 0; i < scene->n_items; i++) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_PICTURE)
            pictures_get(painter->tools.pictures, item->picture.ref,
                         wish_of(item->rect, item->picture.cover, item->picture.align, item->picture.turned),
                         &picture);
    }
}

void painter_prefetch(struct painter *painter, const struct scene *scene)
{
    for (uint32_t i = 0; i < scene->n_prefetch; i++)
        pictures_prefetch(
            painter->tools.pictures, scene->prefetch[i],
            wish_of(scene->prefetch_rect[i], scene->prefetch_cover[i], 0, scene->prefetch_turned[i]));
}

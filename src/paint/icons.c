// SPDX-License-Identifier: MIT
#include "paint/icons.h"

#include <stdlib.h>

#include "paint/decode.h"

#define ICONS_KEPT 96 // a screen shows about 20 at 3 sizes

struct kept_icon {
    struct mask mask; // px NULL when it can't be drawn
    uint8_t *memory;  // owned
    uint64_t used;    // 0: the slot is free
    enum icon icon;
    int px;
    bool turned;
};

struct icons {
    const struct embedded *assets;
    struct kept_icon kept[ICONS_KEPT];
    uint64_t clock;
};

struct icons *icons_create(const struct embedded *assets)
{
    struct icons *icons = calloc(1, sizeof *icons);
    if (icons)
        icons->assets = assets;
    return icons;
}

void icons_destroy(struct icons *icons)
{
    if (!icons)
        return;
    for (size_t i = 0; i < ICONS_KEPT; i++)
        free(icons->kept[i].memory);
    free(icons);
}

static uint8_t *coverage(const struct decoded *picture, int px)
{
    uint8_t *memory = calloc((size_t)px, (size_t)px);
    const struct frame *from = &picture->pixels;
    for (int y = 0; memory && y < from->h; y++)
        for (int x = 0; x < from->w; x++)
            memory[(size_t)(y + picture->dy) * (size_t)px + (size_t)(x + picture->dx)] =
                picture->opaque ? 255 : (uint8_t)(from->px[(ptrdiff_t)y * from->stride + x] >> 24);
    return memory;
}

static void rasterise(struct icons *icons, struct kept_icon *kept)
{
    const struct embedded_file *file =
        icons->assets ? embedded_find(icons->assets, slice_of(icon_file(kept->icon))) : NULL;
    struct decoded picture;
    struct decode_wish wish = {.w = kept->px, .h = kept->px, .turned = kept->turned};
    if (!file || decode_picture(embedded_bytes(file), wish, &picture) != DECODE_OK)
        return;
    kept->memory = coverage(&picture, kept->px);
    kept->mask = (struct mask){.px = kept->memory, .w = kept->px, .h = kept->px, .stride = kept->px};
    decoded_fini(&picture);
}

const struct mask *icons_get(struct icons *icons, enum icon icon, int px, bool turned)
{
    if (px < 1 || px > 1024 || icon >= ICON_COUNT)
        return NULL;
    struct kept_icon *slot = &icons->kept[0];
    for (size_t i = 0; i < ICONS_KEPT; i++) {
        struct kept_icon *kept = &icons->kept[i];
        if (kept->used && kept->icon == icon && kept->px == px && kept->turned == turned) {
            kept->used = ++icons->clock;
            return kept->mask.px ? &kept->mask : NULL;
        }
        if (kept->used < slot->used)
            slot = kept;
    }
    free(slot->memory);
    *slot = (struct kept_icon){.icon = icon, .px = px, .turned = turned, .used = ++icons->clock};
    rasterise(icons, slot);
    return slot->mask.px ? &slot->mask : NULL;
}

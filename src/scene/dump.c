// SPDX-License-Identifier: MIT
// A scene as text, one line per item: what most layout tests compare.
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "scene/scene.h"

struct writer {
    struct arena *arena;
    char *bytes;
    size_t n, capacity;
};

__attribute__((format(printf, 2, 3))) static void put(struct writer *out, const char *format, ...)
{
    char line[640];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    size_t length = n < 0 ? 0 : (size_t)n < sizeof line ? (size_t)n : sizeof line - 1;
    for (size_t i = 0; i < length; i++)
        *ARENA_PUSH(out->arena, out->bytes, out->n, out->capacity) = line[i];
}

static void put_rect(struct writer *out, struct rect rect)
{
    put(out, " %d,%d %dx%d", rect.x, rect.y, rect.w, rect.h);
}

static void put_item(struct writer *out, const struct scene_item *item)
{
    static const char *const kinds[] = {"fill", "diamond", "text", "picture", "icon", "qr"};
    static const char *const fonts[FONT_COUNT] = {"regular", "bold", "italic"};
    put(out, "%s", kinds[item->kind]);
    put_rect(out, item->rect);
    put(out, " #%06x", item->color);
    switch (item->kind) {
    case SCENE_FILL:
        if (item->fill.radius)
            put(out, " radius %d", item->fill.radius);
        if (item->fill.border)
            put(out, " border %d", item->fill.border);
        break;
    case SCENE_DIAMOND:
        break;
    case SCENE_TEXT:
        put(out, " %s %d on #%06x \"%.*s\"", fonts[item->text.font], item->text.px, item->text.back,
            SLICE_ARG(item->text.text));
        break;
    case SCENE_PICTURE:
        put(out, " %s %.*s", item->picture.cover ? "cover" : "whole", SLICE_ARG(item->picture.ref.path));
        break;
    case SCENE_ICON:
        put(out, " %s%s", icon_file(item->icon.shape), item->icon.turned ? " turned" : "");
        break;
    case SCENE_QR:
        put(out, " \"%.*s\"", SLICE_ARG(item->qr.payload));
        break;
    }
    put(out, "\n");
}

static void put_hit(struct writer *out, const char *name, const struct hit *hit)
{
    put(out, "%s", name);
    put_rect(out, hit->rect);
    put(out, " %s %u%s%s\n", act_word(hit->act), hit->arg, hit->background ? " background" : "",
        hit->hidden ? " hidden" : "");
}

struct slice scene_dump(const struct scene *scene, struct arena *arena)
{
    struct writer out = {.arena = arena};
    put(&out, "scene %s %dx%d\n", scene->id, scene->w, scene->h);
    for (uint32_t i = 0; i < scene->n_items; i++)
        put_item(&out, &scene->items[i]);
    for (uint32_t i = 0; i < scene->n_hits; i++)
        put_hit(&out, "touch", &scene->hits[i]);
    if (scene->swipe_left.act != ACT_NONE)
        put(&out, "swipe left %s %u\n", act_word(scene->swipe_left.act), scene->swipe_left.arg);
    if (scene->swipe_right.act != ACT_NONE)
        put(&out, "swipe right %s %u\n", act_word(scene->swipe_right.act), scene->swipe_right.arg);
    return (struct slice){out.bytes, out.n};
}

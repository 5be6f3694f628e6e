// SPDX-License-Identifier: MIT
// A scene in few colours that are far apart (WCAG 2.2, 1.4.6: 7 to 1 at least). Whatever a view painted, each colour has
// one of these roles: ground, raised ground, the one thing to touch, letters, letters that stand out.
#include "scene/scene.h"

#include "scene/theme.h"

#define BLACK 0x000000u
#define RAISED 0x1C1C1Cu // white 17.0, yellow 14.5
#define WHITE 0xFFFFFFu
#define YELLOW 0xFFE45Cu // black 16.3

static bool is_light(uint32_t color)
{
    return color == THEME_MAIZE || color == THEME_MAIZE_LIGHT;
}

static uint32_t ground(uint32_t color)
{
    if (is_light(color))
        return YELLOW;
    return color == THEME_SAND || color == THEME_SKY || color == THEME_EXIT ? RAISED : BLACK;
}

static uint32_t letters(uint32_t color, uint32_t back)
{
    if (back == YELLOW)
        return BLACK;
    return color == THEME_INK || color == THEME_CREAM ? WHITE : YELLOW;
}

// What an icon or a text stands on: the last filled shape before it that holds it.
static uint32_t back_of(const struct scene *scene, uint32_t index)
{
    for (uint32_t i = index; i-- > 0;) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_FILL && item->fill.border == 0 &&
            rect_contains(item->rect, scene->items[index].rect))
            return item->color; // in its new colour already
    }
    return BLACK;
}

// A raised shape has an edge, so that it is seen to be one.
static void add_edges(struct scene *scene)
{
    uint32_t n = scene->n_items;
    for (uint32_t i = 0; i < n && scene->n_items < SCENE_MAX_ITEMS; i++) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind != SCENE_FILL || item->fill.border || !item->fill.radius || item->color != RAISED)
            continue;
        int border = item->fill.radius / 6;
        scene->items[scene->n_items] = *item;
        scene->items[scene->n_items].fill.border = border > 2 ? border : 2;
        scene->items[scene->n_items++].color = WHITE;
    }
}

void scene_contrast(struct scene *scene)
{
    for (uint32_t i = 0; i < scene->n_items; i++) {
        struct scene_item *item = &scene->items[i];
        switch (item->kind) {
        case SCENE_FILL:
            item->color = item->fill.border ? letters(item->color, BLACK) : ground(item->color);
            if (item->color == BLACK && item->fill.radius)
                item->color = RAISED; // a card, whatever its field
            break;
        case SCENE_TEXT:
            item->text.back = is_light(item->text.back) ? YELLOW : back_of(scene, i);
            item->color = letters(item->color, item->text.back);
            break;
        case SCENE_ICON:
            item->color = letters(item->color, back_of(scene, i));
            break;
        case SCENE_DIAMOND:
            item->color = letters(item->color, BLACK);
            break;
        default:
            break;
        }
    }
    add_edges(scene);
}

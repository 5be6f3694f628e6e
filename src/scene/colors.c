// SPDX-License-Identifier: MIT
// A scene in other colours: light on dark, or few that are far apart (WCAG 2.2, 1.4.6: 7 to 1 at least). Whatever a
// view painted, each colour has one of these roles: ground, raised ground, the one thing to touch, letters, letters
// that stand out.
#include <string.h>

#include "scene/scene.h"
#include "scene/theme.h"

static bool is_light(uint32_t color)
{
    return color == THEME_MAIZE || color == THEME_MAIZE_LIGHT;
}

// ---- High contrast ----

static uint32_t contrast_ground(const struct scene_item *fill)
{
    if (is_light(fill->color) || fill->fill.chosen)
        return THEME_YELLOW;
    bool raised = fill->color == THEME_SAND || fill->color == THEME_SKY || fill->color == THEME_EXIT;
    return raised || fill->fill.radius ? THEME_BLACK_RAISED : THEME_BLACK; // a card, whatever its field
}

static uint32_t contrast_letters(uint32_t color, uint32_t back)
{
    if (back == THEME_YELLOW)
        return THEME_BLACK;
    return color == THEME_INK || color == THEME_CREAM ? THEME_WHITE : THEME_YELLOW;
}

// ---- Light on dark ----

static uint32_t brightness(uint32_t color)
{
    return (color >> 16 & 0xff) * 2 + (color >> 8 & 0xff) * 5 + (color & 0xff);
}

// Of a fill: a card that is held down is a shade of its own colour, which isn't among the theme's.
static uint32_t dark_ground(const struct scene_item *fill)
{
    switch (fill->color) {
    case THEME_CREAM:
        return THEME_NIGHT;
    case THEME_SAND:
        return THEME_NIGHT_PAPER;
    case THEME_SKY:
        return THEME_NIGHT_BUBBLE;
    case THEME_INK: // a card, which would be lost on the page; else the panel and the bar
        return fill->fill.radius ? THEME_NIGHT_PAPER : THEME_INK;
    case THEME_MAIZE:
    case THEME_MAIZE_LIGHT:
        return fill->color;
    default:
        return brightness(fill->color) > 8 * 0x90 ? THEME_NIGHT_PAPER : fill->color;
    }
}

static uint32_t dark_letters(uint32_t color, uint32_t back)
{
    if (brightness(back) > 8 * 0x90)
        return THEME_INK;
    if (color == THEME_INK || color == THEME_CREAM)
        return THEME_CREAM;
    return is_light(color) ? color : THEME_MAIZE_LIGHT;
}

// ---- Both ----

struct palette {
    uint32_t page;
    uint32_t (*ground)(const struct scene_item *fill);
    uint32_t (*letters)(uint32_t color, uint32_t back); // `back` in its new colour
};

// What an item stands on: the last filled shape before it that holds it.
static uint32_t back_of(const struct scene *scene, uint32_t index, uint32_t page)
{
    for (uint32_t i = index; i-- > 0;) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_FILL && item->fill.border == 0 &&
            rect_contains(item->rect, scene->items[index].rect))
            return item->color;
    }
    return page;
}

static void recolor(struct scene *scene, const struct palette *palette)
{
    for (uint32_t i = 0; i < scene->n_items; i++) {
        struct scene_item *item = &scene->items[i];
        uint32_t back = back_of(scene, i, palette->page); // in its new colour already
        switch (item->kind) {
        case SCENE_FILL:
            if (item->fill.keeps)
                break;
            if (item->fill.border)
                item->color = palette->letters(item->color, back);
            else
                item->color = palette->ground(item);
            break;
        case SCENE_TEXT:
            // The mark on what is being said is lower than its line.
            item->text.back = item->text.marked ? scene->items[i - 1].color : back;
            back = item->text.back;
            item->color = palette->letters(item->color, back);
            break;
        case SCENE_ICON:
        case SCENE_DIAMOND:
            item->color = palette->letters(item->color, back);
            break;
        case SCENE_PICTURE:
        case SCENE_QR:
            break;
        }
    }
}

void scene_dark(struct scene *scene)
{
    static const struct palette palette = {THEME_NIGHT, dark_ground, dark_letters};
    recolor(scene, &palette);
}

// A drawing is made for the field that it stands on: that stays behind it, as a picture in its frame.
static void frame_pictures(struct scene *scene)
{
    for (uint32_t i = 0; i < scene->n_items && scene->n_items < SCENE_MAX_ITEMS; i++) {
        if (scene->items[i].kind != SCENE_PICTURE || scene->items[i].picture.cover)
            continue;
        struct scene_item frame = {
            .kind = SCENE_FILL, .rect = scene->items[i].rect, .color = back_of(scene, i, THEME_CREAM)};
        frame.fill.keeps = true;
        memmove(&scene->items[i + 1], &scene->items[i], (scene->n_items - i) * sizeof *scene->items);
        scene->items[i++] = frame;
        scene->n_items++;
    }
}

// A raised shape has an edge, so that it is seen to be one.
static void add_edges(struct scene *scene)
{
    uint32_t n = scene->n_items;
    for (uint32_t i = 0; i < n && scene->n_items < SCENE_MAX_ITEMS; i++) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind != SCENE_FILL || item->fill.border || !item->fill.radius ||
            item->color != THEME_BLACK_RAISED)
            continue;
        int border = item->fill.radius / 6;
        scene->items[scene->n_items] = *item;
        scene->items[scene->n_items].fill.border = border > 2 ? border : 2;
        scene->items[scene->n_items++].color = THEME_WHITE;
    }
}

void scene_contrast(struct scene *scene)
{
    static const struct palette palette = {THEME_BLACK, contrast_ground, contrast_letters};
    frame_pictures(scene);
    recolor(scene, &palette);
    add_edges(scene);
}

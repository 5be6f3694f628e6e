// SPDX-License-Identifier: MIT
#include "scene/hit.h"

#include <string.h>

#include "base/limits.h"

static const struct tap no_tap;

static struct tap tap_of(enum act act, uint32_t arg)
{
    return (struct tap){.happened = true, .act = act, .arg = arg};
}

static bool is_region(struct selection region, const struct hit *hit)
{
    return region.on && hit && hit->act == region.act && hit->arg == region.arg;
}

void pointer_init(struct pointer *pointer, int w, int mm)
{
    *pointer = (struct pointer){0};
    pointer->swipe_px = (int)((int64_t)w * SWIPE_MM / (mm > 0 ? mm : 1));
    pointer->drag_px = (int)((int64_t)w * DRAG_MM / (mm > 0 ? mm : 1));
    pointer->still_px = (int)((int64_t)w * FINGER_STILL_MM / (mm > 0 ? mm : 1));
}

static bool is_exit(const struct hit *hit)
{
    return hit && hit->act == ACT_EXIT;
}

static bool is_silent(const struct pointer *pointer, uint64_t at_ms)
{
    return at_ms > pointer->heard_ms && at_ms - pointer->heard_ms >= FINGER_SILENT_MS;
}

// The ruling finger is here now: heard where it has travelled.
static void hear(struct pointer *pointer, int x, int y, uint64_t at_ms)
{
    int64_t dx = (int64_t)x - pointer->heard_x, dy = (int64_t)y - pointer->heard_y;
    if (dx * dx + dy * dy <= (int64_t)pointer->still_px * pointer->still_px)
        return;
    pointer->heard_ms = at_ms;
    pointer->heard_x = x;
    pointer->heard_y = y;
}

static struct tap begin(struct pointer *pointer, const struct scene *scene, const struct hit *hit,
                        int64_t finger, int x, int y, uint64_t at_ms)
{
    pointer->ruled = true;
    pointer->finger = finger;
    pointer->down_ms = pointer->heard_ms = at_ms;
    pointer->x = pointer->heard_x = x;
    pointer->y = pointer->heard_y = y;
    pointer->region = (struct selection){0};
    if (hit)
        pointer->region = (struct selection){.on = true, .act = hit->act, .arg = hit->arg};
    pointer->inside = hit != NULL;
    pointer->drags = false;
    pointer->travel = 0;
    memcpy(pointer->screen, scene->id, sizeof pointer->screen);
    if (!is_exit(hit))
        return no_tap;
    pointer->region = (struct selection){0};
    pointer->inside = false;
    return tap_of(ACT_EXIT, hit->arg);
}

static bool counts_on(const struct pointer *pointer, const char *screen)
{
    return strcmp(pointer->screen, screen) == 0;
}

static bool goes_sideways(const struct pointer *pointer, int x, int y, int least)
{
    int64_t dx = (int64_t)x - pointer->x, dy = (int64_t)y - pointer->y;
    int64_t across = dx < 0 ? -dx : dx, along = dy < 0 ? -dy : dy;
    return across >= least && across >= 2 * along;
}

static const struct hit *side(const struct scene *scene, int travel)
{
    return travel < 0 ? &scene->swipe_left : &scene->swipe_right;
}

static void drag(struct pointer *pointer, const struct scene *scene, int x, int y)
{
    bool begins = counts_on(pointer, scene->id) && goes_sideways(pointer, x, y, pointer->drag_px) &&
                  side(scene, x - pointer->x)->act != ACT_NONE;
    if (begins && !pointer->drags) {
        pointer->drags = true;
        pointer->region = (struct selection){0};
    }
    if (pointer->drags)
        pointer->travel = x - pointer->x;
}

static bool is_swipe(const struct pointer *pointer, const struct scene *scene, int x, int y, uint64_t at_ms)
{
    int64_t across = x < pointer->x ? (int64_t)pointer->x - x : (int64_t)x - pointer->x;
    bool quick = at_ms - pointer->down_ms < SWIPE_MS && goes_sideways(pointer, x, y, pointer->swipe_px);
    return quick || (pointer->drags && across >= scene->w / 4);
}

static struct tap lift(struct pointer *pointer, const struct scene *scene, int x, int y, uint64_t at_ms)
{
    bool dragged = pointer->drags;
    pointer->ruled = false;
    if (!counts_on(pointer, scene->id))
        return no_tap;
    bool swipes = scene->swipe_left.act != ACT_NONE || scene->swipe_right.act != ACT_NONE;
    if (swipes && is_swipe(pointer, scene, x, y, at_ms)) {
        const struct hit *hit = side(scene, x - pointer->x);
        return hit->act == ACT_NONE ? no_tap : tap_of(hit->act, hit->arg);
    }
    return pointer->inside && !dragged ? tap_of(pointer->region.act, pointer->region.arg) : no_tap;
}

struct tap pointer_touch(struct pointer *pointer, const struct scene *scene, int64_t finger,
                         enum touch_phase phase, int x, int y, uint64_t at_ms)
{
    bool rules = pointer->ruled && pointer->finger == finger;
    if (phase == TOUCH_DOWN) {
        const struct hit *hit = scene_hit_at(scene, x, y);
        // The same finger down twice: its lift was lost.
        if (rules || !pointer->ruled || is_silent(pointer, at_ms) || is_exit(hit))
            return begin(pointer, scene, hit, finger, x, y, at_ms);
        return no_tap;
    }
    if (phase == TOUCH_CANCEL)
        pointer->ruled = false;
    if (!rules || !pointer->ruled)
        return no_tap;
    hear(pointer, x, y, at_ms);
    if (phase == TOUCH_MOVE)
        drag(pointer, scene, x, y);
    pointer->inside = is_region(pointer->region, scene_hit_at(scene, x, y));
    if (phase == TOUCH_UP)
        return lift(pointer, scene, x, y, at_ms);
    return no_tap;
}

struct selection pointer_selection(const struct pointer *pointer, const char *screen)
{
    if (!pointer->ruled || !pointer->inside || !counts_on(pointer, screen))
        return (struct selection){0};
    return pointer->region;
}

// The regions that keys can reach, by index in the scene: what lies behind everything (the poster) first.
static uint32_t reachable(const struct scene *scene, uint32_t out[SCENE_MAX_HITS])
{
    uint32_t n = 0;
    for (int background = 1; background >= 0; background--)
        for (uint32_t i = 0; i < scene->n_hits; i++)
            if (scene->hits[i].background == (background != 0) && !scene->hits[i].hidden)
                out[n++] = i;
    return n;
}

static void focus_on(struct focus *focus, const struct scene *scene, uint32_t index)
{
    const struct hit *hit = &scene->hits[index];
    focus->region = (struct selection){.on = true, .act = hit->act, .arg = hit->arg};
    focus->index = index;
}

// The only region with this act, whatever its argument: a switch that was turned over. n_hits: there are none or
// several.
static uint32_t only_with(const struct scene *scene, enum act act)
{
    uint32_t found = scene->n_hits;
    for (uint32_t i = 0; i < scene->n_hits; i++) {
        if (scene->hits[i].act != act)
            continue;
        if (found < scene->n_hits)
            return scene->n_hits;
        found = i;
    }
    return found;
}

void focus_settle(struct focus *focus, const struct scene *scene)
{
    if (!focus->region.on ||
        (focus->index < scene->n_hits && is_region(focus->region, &scene->hits[focus->index])))
        return;
    for (uint32_t i = 0; i < scene->n_hits; i++) {
        if (is_region(focus->region, &scene->hits[i])) {
            focus->index = i;
            return;
        }
    }
    uint32_t only = only_with(scene, focus->region.act);
    // A step of the operator's, whose value has moved on with it.
    bool step = focus->region.act == ACT_SET && focus->index < scene->n_hits &&
                scene->hits[focus->index].act == ACT_SET;
    if (step)
        only = focus->index;
    focus->region = (struct selection){0};
    if (only < scene->n_hits)
        focus_on(focus, scene, only);
}

// The screen's name without its page.
static struct slice name_of(const char *screen)
{
    struct slice name, page;
    slice_cut(slice_of(screen), '@', &name, &page);
    return name;
}

void focus_arrive(struct focus *focus, const char *before, const char *after)
{
    if (!slice_eq(name_of(before), name_of(after)))
        *focus = (struct focus){0};
}

static void step(struct focus *focus, const struct scene *scene, bool forward)
{
    uint32_t order[SCENE_MAX_HITS];
    uint32_t n = reachable(scene, order);
    if (n == 0)
        return;
    uint32_t at = 0;
    while (at < n && order[at] != focus->index)
        at++;
    if (!focus->region.on || at == n)
        at = forward ? 0 : n - 1;
    else
        at = (forward ? at + 1 : at + n - 1) % n;
    focus_on(focus, scene, order[at]);
}

// How far `to` lies from `from` in the key's direction: its gap along that direction, and more dearly what it
// lies aside. Negative: not in that direction.
static int64_t distance(struct rect from, struct rect to, enum key key)
{
    int ahead, aside_a, aside_b;
    if (key == KEY_LEFT || key == KEY_RIGHT) {
        ahead = key == KEY_RIGHT ? to.x - (from.x + from.w) : from.x - (to.x + to.w);
        aside_a = to.y - (from.y + from.h);
        aside_b = from.y - (to.y + to.h);
    } else {
        ahead = key == KEY_DOWN ? to.y - (from.y + from.h) : from.y - (to.y + to.h);
        aside_a = to.x - (from.x + from.w);
        aside_b = from.x - (to.x + to.w);
    }
    int aside = aside_a > aside_b ? aside_a : aside_b;
    return ahead < 0 ? -1 : (int64_t)ahead + 4 * (int64_t)(aside > 0 ? aside : 0);
}

static void go(struct focus *focus, const struct scene *scene, enum key key)
{
    uint32_t order[SCENE_MAX_HITS];
    uint32_t n = reachable(scene, order);
    int64_t nearest = -1;
    uint32_t to = focus->index;
    for (uint32_t i = 0; i < n; i++) {
        int64_t far = distance(scene->hits[focus->index].rect, scene->hits[order[i]].rect, key);
        if (far < 0 || (nearest >= 0 && far >= nearest))
            continue;
        nearest = far;
        to = order[i];
    }
    focus_on(focus, scene, to);
}

static struct tap choose(struct focus *focus, const struct scene *scene)
{
    if (focus->region.on)
        return tap_of(focus->region.act, focus->region.arg);
    for (uint32_t i = scene->n_hits; i-- > 0;)
        if (scene->hits[i].background)
            return tap_of(scene->hits[i].act, scene->hits[i].arg);
    step(focus, scene, true);
    return no_tap;
}

// Whoever presses a key is there.
static bool asks_who_is_there(const struct scene *scene)
{
    for (uint32_t i = 0; i < scene->n_hits; i++)
        if (scene->hits[i].background && scene->hits[i].act == ACT_STAY)
            return true;
    return false;
}

struct tap focus_move(struct focus *focus, const struct scene *scene, enum key key)
{
    focus_settle(focus, scene);
    if (asks_who_is_there(scene))
        return tap_of(ACT_STAY, 0);
    switch (key) {
    case KEY_ESCAPE:
        return tap_of(ACT_HOME, 0);
    case KEY_ENTER:
    case KEY_SPACE:
        return choose(focus, scene);
    case KEY_TAB:
    case KEY_SHIFT_TAB:
        step(focus, scene, key == KEY_TAB);
        return no_tap;
    case KEY_LEFT:
    case KEY_RIGHT:
    case KEY_UP:
    case KEY_DOWN:
        if (focus->region.on && !scene->hits[focus->index].background)
            go(focus, scene, key);
        else
            step(focus, scene, true);
        return no_tap;
    case KEY_COUNT:
        break;
    }
    return no_tap;
}

// SPDX-License-Identifier: MIT
// Walks every screen that a visitor can reach in a pack, in every language, at six sizes of glass, and
// judges the layout:
//   walk-screens PACK...
//   walk-screens --desk FILE PACK...     the operator's screens, with FILE's lines on the desk
// PACK is a folder, or `built-in`: what the program shows when it has nothing else.
// One line for each fault; exit status 1 if there was any.
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/desk.h"
#include "paint/fonts.h"
#include "programs/app.h"
#include "scene/walk.h"
#include "system/files.h"

#define CONTRAST 4.5
#define FAULTS_SHOWN 40

struct judge {
    const char *pack;
    const struct desk *desk; // NULL: a visitor's screens
    struct slice lang;
    int touch; // px, the smallest side of a target
    unsigned faults, screens;
};

static void fault(struct judge *judge, const struct scene *scene, const char *what, struct rect rect,
                  struct slice text)
{
    if (++judge->faults <= FAULTS_SHOWN)
        printf("%s %.*s %dx%d %s: %s at %d,%d %dx%d \"%.*s\"\n", judge->pack, SLICE_ARG(judge->lang),
               scene->w, scene->h, scene->id, what, rect.x, rect.y, rect.w, rect.h, SLICE_ARG(text));
}

// Relative luminance and contrast: WCAG 2.2, definitions.
static double channel(uint32_t byte)
{
    double c = byte / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t color)
{
    return 0.2126 * channel(color >> 16 & 0xff) + 0.7152 * channel(color >> 8 & 0xff) +
           0.0722 * channel(color & 0xff);
}

static double contrast(uint32_t a, uint32_t b)
{
    double la = luminance(a), lb = luminance(b);
    return la > lb ? (la + 0.05) / (lb + 0.05) : (lb + 0.05) / (la + 0.05);
}

// What the text at `index` really stands on: the topmost filled shape under all of it. A picture in between
// is a fault.
static bool ground(const struct scene *scene, uint32_t index, uint32_t *color)
{
    struct rect rect = scene->items[index].rect;
    for (uint32_t i = index; i-- > 0;) {
        const struct scene_item *item = &scene->items[i];
        bool shape = item->kind == SCENE_FILL && item->fill.border == 0;
        if (shape && rect_contains(item->rect, rect)) {
            *color = item->color;
            return true;
        }
        if ((item->kind == SCENE_PICTURE || item->kind == SCENE_QR || shape) &&
            rect_overlaps(item->rect, rect))
            return false;
    }
    return false;
}

static void judge_text(struct judge *judge, const struct scene *scene, uint32_t index)
{
    const struct scene_item *item = &scene->items[index];
    uint32_t back = 0;
    if (!rect_contains(item->text.box, item->rect))
        fault(judge, scene, "text outside its box", item->rect, item->text.text);
    if (!ground(scene, index, &back))
        fault(judge, scene, "text over a picture or an edge", item->rect, item->text.text);
    else if (back != item->text.back)
        fault(judge, scene, "text on another colour than it says", item->rect, item->text.text);
    else if (contrast(item->color, back) < CONTRAST)
        fault(judge, scene, "contrast under 4.5", item->rect, item->text.text);
    for (uint32_t i = 0; i < index; i++) {
        const struct scene_item *other = &scene->items[i];
        if (other->kind != SCENE_TEXT || !rect_overlaps(other->rect, item->rect))
            continue;
        // Lines of one text may lean into each other by what accents and descenders need.
        int top = other->rect.y > item->rect.y ? other->rect.y : item->rect.y;
        int below = other->rect.y + other->rect.h, own = item->rect.y + item->rect.h;
        int overlap = (below < own ? below : own) - top;
        if (overlap * 4 > item->rect.h)
            fault(judge, scene, "text over text", item->rect, item->text.text);
    }
}

static void judge_touch(struct judge *judge, const struct scene *scene, uint32_t index)
{
    const struct hit *hit = &scene->hits[index];
    struct rect whole = {0, 0, scene->w, scene->h};
    struct slice act = slice_of(act_word(hit->act));
    if (!rect_contains(whole, hit->rect))
        fault(judge, scene, "touch target off the screen", hit->rect, act);
    if (hit->rect.w < judge->touch || hit->rect.h < judge->touch)
        fault(judge, scene, "touch target too small", hit->rect, act);
    for (uint32_t i = 0; i < index; i++) {
        const struct hit *other = &scene->hits[i];
        if (!hit->background && !other->background && rect_overlaps(hit->rect, other->rect))
            fault(judge, scene, "touch targets overlap", hit->rect, act);
    }
}

static bool has_act(const struct scene *scene, enum act act)
{
    for (uint32_t i = 0; i < scene->n_hits; i++)
        if (scene->hits[i].act == act)
            return true;
    return false;
}

// Of Andika Bold, whose capitals are so high in thousandths of the em.
#define CAP_HEIGHT 714

// A poster of the loop is read at five metres: a capital of its title is a 25th as high as a wide screen.
static void judge_title(struct judge *judge, const struct scene *scene)
{
    int px = 0;
    for (uint32_t i = 0; i < scene->n_items; i++) {
        const struct scene_item *item = &scene->items[i];
        struct slice text = item->text.text;
        bool words = item->kind == SCENE_TEXT && item->text.font == FONT_BOLD &&
                     rect_contains(scene->body, item->rect) &&
                     (text.n == 0 || text.p[0] < '0' || text.p[0] > '9');
        if (words && item->text.px > px)
            px = item->text.px;
    }
    if (scene->w > scene->h && (int64_t)px * CAP_HEIGHT * 25 < (int64_t)scene->h * 1000)
        fault(judge, scene, "a title too small for five metres", scene->body, SLICE_NONE);
}

static bool judge_screen(void *context, const struct state *state, const struct scene *scene)
{
    struct judge *judge = context;
    struct rect whole = {0, 0, scene->w, scene->h};
    judge->screens++;
    if (state->at.screen == SCREEN_ATTRACT && !state->attract.discuss)
        judge_title(judge, scene);
    if (scene->faults)
        fault(judge, scene,
              scene->faults & SCENE_FAULT_POOL ? "more than a scene holds" : "text that doesn't fit", whole,
              SLICE_NONE);
    for (uint32_t i = 0; i < scene->n_items; i++) {
        if (!rect_contains(whole, scene->items[i].rect))
            fault(judge, scene, "something off the screen", scene->items[i].rect, SLICE_NONE);
        if (scene->items[i].kind == SCENE_TEXT)
            judge_text(judge, scene, i);
    }
    for (uint32_t i = 0; i < scene->n_hits; i++)
        judge_touch(judge, scene, i);
    if (!has_act(scene, ACT_HELP) || !has_act(scene, ACT_HOME) || !has_act(scene, ACT_EXIT) ||
        !(has_act(scene, ACT_LANGUAGE) || has_act(scene, ACT_LANGUAGES)))
        fault(judge, scene, "a screen without Help, Home, language or quick exit", whole, SLICE_NONE);
    return true;
}

static void judge_language(struct judge *judge, const struct metrics *metrics,
                           const struct campaign *campaign, uint16_t language, bool facilitate,
                           struct access access)
{
    static const struct {
        int w, h, mm;
    } glasses[] = {{1024, 600, 223},  {1920, 1080, 476}, {1080, 1920, 268},
                   {3840, 2160, 941}, {1280, 1024, 376}, {1600, 1200, 408}};
    struct config config = {.idle_ms = 60000,
                            .warning_ms = 20000,
                            .country = 0,
                            .language = language,
                            .facilitate = facilitate,
                            .access = access};
    for (size_t i = 0; i < sizeof glasses / sizeof *glasses; i++) {
        struct arena arena;
        struct state state;
        struct effects effects;
        arena_init(&arena);
        state_init(&state, campaign, &config, 1);
        update(&state, campaign, &(struct event){.kind = EVENT_DATE, .date = {2026, 11, 22}}, &effects);
        int tenths = glasses[i].mm < 180 ? 120 : 200;
        judge->touch = tenths * glasses[i].w / (glasses[i].mm * 10);
        struct walk walk = {.campaign = campaign,
                            .desk = judge->desk,
                            .metrics = metrics,
                            .w = glasses[i].w,
                            .h = glasses[i].h,
                            .mm = glasses[i].mm,
                            .visit = judge_screen,
                            .context = judge};
        if (judge->desk)
            walk_operator(&walk, &state, &arena);
        else
            walk_screens(&walk, &state, &arena);
        arena_fini(&arena);
    }
}

static const struct access modes[] = {
    {.text_size = TEXT_SIZE_LARGE},
    {.text_size = TEXT_SIZE_LARGEST},
    {.colors = COLORS_CONTRAST},
    {.colors = COLORS_DARK},
    {.low_reach = true},
    {.text_size = TEXT_SIZE_LARGEST, .colors = COLORS_CONTRAST, .low_reach = true},
};

static bool read_desk(const char *path, struct arena *arena, struct desk *out)
{
    struct tree_entry entry;
    struct slice line;
    if (!files_read(path, LIMIT_DESK_FILE, arena, &entry))
        return false;
    for (struct slice rest = entry.bytes; slice_next_line(&rest, &line);)
        desk_line(out, line);
    return true;
}

int main(int argc, char **argv)
{
    const char *why = NULL;
    struct fonts *fonts = fonts_create(&why);
    struct arena kept;
    static struct desk desk;
    unsigned faults = 0;
    int first = 1;
    arena_init(&kept);
    desk_init(&desk);
    if (argc > 2 && strcmp(argv[1], "--desk") == 0) {
        first = 3;
        if (!read_desk(argv[2], &kept, &desk)) {
            fprintf(stderr, "walk-screens: %s can't be read\n", argv[2]);
            return 3;
        }
    }
    if (!fonts || argc < 2) {
        fprintf(stderr, "walk-screens: %s\n", fonts ? "no pack" : why);
        return 3;
    }
    for (int i = first; i < argc; i++) {
        struct arena arena;
        arena_init(&arena);
        struct app_options options = {
            .packs = {argv[i]}, .n_packs = 1, .site = TESTS_DIR "/check/base-site", .date = {2026, 11, 22}};
        int status;
        const struct campaign *campaign = strcmp(argv[i], "built-in") == 0
                                              ? app_load_last_resort(&options, &arena)
                                              : app_load(&options, &arena, &status);
        if (!campaign)
            return 1;
        struct judge judge = {.pack = argv[i], .desk = first > 1 ? &desk : NULL};
        for (uint16_t l = 0; l < campaign->countries[0].n_langs; l++) {
            judge.lang = campaign->countries[0].langs[l];
            judge_language(&judge, fonts_metrics(fonts), campaign, l, false, (struct access){0});
            if (!judge.desk)
                judge_language(&judge, fonts_metrics(fonts), campaign, l, true, (struct access){0});
            for (size_t mode = 0; mode < sizeof modes / sizeof *modes; mode++)
                judge_language(&judge, fonts_metrics(fonts), campaign, l, false, modes[mode]);
        }
        printf("%s: %u screens, %u faults\n", argv[i], judge.screens, judge.faults);
        faults += judge.faults + (judge.screens == 0);
        arena_fini(&arena);
    }
    desk_fini(&desk);
    arena_fini(&kept);
    fonts_destroy(fonts);
    return faults ? 1 : 0;
}

// SPDX-License-Identifier: MIT
// Visits, made up: whoever comes wakes the poster, touches what stands there, reads, slides a page aside, and in the end
// leaves by quick exit, goes home first, or just walks away. Each becomes a tape, as chasqui replay plays it.
//   year_visits OUT N SEED WIDTHxHEIGHT MM PACK...
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/rooms.h"
#include "paint/fonts.h"
#include "programs/app.h"
#include "scene/playback.h"

#define LONGEST_MS 13000 // so that whoever walks away is forgotten before the next one comes
#define MOST_TOUCHES 6

struct maker {
    struct playback playback;
    uint64_t random;
    FILE *out;
    uint64_t spent_ms;
};

static uint32_t below(struct maker *maker, uint32_t n)
{
    return (uint32_t)(core_random(&maker->random) % n);
}

static void wait_ms(struct maker *maker, uint32_t ms)
{
    fprintf(maker->out, "wait %u\n", ms);
    playback_wait(&maker->playback, ms);
    maker->spent_ms += ms;
}

static void touch(struct maker *maker, enum touch_phase phase, int x, int y)
{
    static const char *const words[] = {[TOUCH_DOWN] = "down", [TOUCH_MOVE] = "move", [TOUCH_UP] = "up"};
    fprintf(maker->out, "touch 0 %s %d %d\n", words[phase], x, y);
    playback_touch(&maker->playback, 0, phase, x, y);
}

static void press(struct maker *maker, struct rect rect)
{
    int x = rect.x + rect.w / 8 + (int)below(maker, (uint32_t)rect.w * 3 / 4 + 1);
    int y = rect.y + rect.h / 8 + (int)below(maker, (uint32_t)rect.h * 3 / 4 + 1);
    touch(maker, TOUCH_DOWN, x, y);
    wait_ms(maker, 60 + below(maker, 120));
    touch(maker, TOUCH_UP, x, y);
}

static void drag(struct maker *maker, bool left)
{
    int w = maker->playback.w, y = maker->playback.h / 2, from = left ? w * 3 / 4 : w / 4;
    touch(maker, TOUCH_DOWN, from, y);
    for (int i = 1; i <= 4; i++) {
        wait_ms(maker, 40);
        touch(maker, TOUCH_MOVE, from + (left ? -i : i) * w / 8, y);
    }
    wait_ms(maker, 20);
    touch(maker, TOUCH_UP, from + (left ? -w : w) / 2, y);
}

static const struct hit *with_act(const struct scene *scene, enum act act)
{
    for (size_t i = 0; i < scene->n_hits; i++)
        if (scene->hits[i].act == act)
            return &scene->hits[i];
    return NULL;
}

// Anything that stands there, but for what ends the visit, and the corner of the operator's.
static const struct hit *any(struct maker *maker, const struct scene *scene)
{
    for (int tries = 0; scene->n_hits > 0 && tries < 20; tries++) {
        const struct hit *hit = &scene->hits[below(maker, (uint32_t)scene->n_hits)];
        if (hit->act != ACT_EXIT && hit->act != ACT_CORNER && hit->act != ACT_QUIT && hit->act != ACT_NONE)
            return hit;
    }
    return NULL;
}

static void leave(struct maker *maker)
{
    static const enum act ways[] = {ACT_EXIT, ACT_HOME, ACT_HOME, ACT_NONE, ACT_NONE};
    enum act way = ways[below(maker, sizeof ways / sizeof *ways)];
    const struct hit *hit = way == ACT_NONE ? NULL : with_act(playback_scene(&maker->playback), way);
    if (hit)
        press(maker, hit->rect);
}

static void visit(struct maker *maker)
{
    struct rect glass = {0, 0, maker->playback.w, maker->playback.h};
    uint32_t touches = 1 + below(maker, MOST_TOUCHES);
    maker->spent_ms = 0;
    press(maker, glass);
    while (touches-- > 0 && maker->spent_ms < LONGEST_MS) {
        wait_ms(maker, 700 + below(maker, 5000));
        const struct scene *scene = playback_scene(&maker->playback);
        const struct hit *hit = any(maker, scene);
        if (below(maker, 10) == 0)
            drag(maker, below(maker, 3) > 0);
        else if (hit)
            press(maker, hit->rect);
    }
    wait_ms(maker, 1000);
    leave(maker);
}

static bool write_tape(struct maker *maker, const char *folder, unsigned number, uint64_t seed)
{
    char path[PATH_MAX];
    const struct config config = {.idle_ms = 60000, .warning_ms = 20000, .country = NO_INDEX};
    struct tape tape = {.seed = seed + number,
                        .date = {2027, 1, 4},
                        .w = maker->playback.w,
                        .h = maker->playback.h,
                        .mm = maker->playback.mm};
    snprintf(path, sizeof path, "%s/%u.tape", folder, number);
    maker->out = fopen(path, "w");
    if (!maker->out)
        return false;
    maker->random = tape.seed;
    fprintf(maker->out, "chasqui-tape 1\nseed %llu\ndate 2027-01-04\nsize %dx%d %d\n\n",
            (unsigned long long)tape.seed, tape.w, tape.h, tape.mm);
    playback_init(&maker->playback, &tape, &config);
    visit(maker);
    bool failed = ferror(maker->out) != 0;
    return fclose(maker->out) == 0 && !failed;
}

static int make(struct maker *maker, const char *folder, unsigned n, uint64_t seed)
{
    for (unsigned i = 0; i < n; i++)
        if (!write_tape(maker, folder, i, seed)) {
            perror(folder);
            return 3;
        }
    return 0;
}

int main(int argc, char **argv)
{
    static struct maker maker;
    static struct scene scene;
    static struct arena kept, frame;
    static struct diags diags;
    struct app_options options = {.date = {2027, 1, 4}};
    const char *why;
    int status = 2;
    if (argc < 7 || sscanf(argv[4], "%dx%d", &maker.playback.w, &maker.playback.h) != 2) {
        fputs("year_visits OUT N SEED WIDTHxHEIGHT MM PACK...\n", stderr);
        return 2;
    }
    maker.playback.mm = atoi(argv[5]);
    for (int i = 6; i < argc && options.n_packs < LIMIT_PACKS; i++)
        options.packs[options.n_packs++] = argv[i];
    arena_init(&kept);
    arena_init(&frame);
    diags_init(&diags, &kept);
    struct fonts *fonts = fonts_create(&why);
    maker.playback.campaign = app_load(&options, &kept, &status);
    if (fonts && maker.playback.campaign) {
        maker.playback.metrics = fonts_metrics(fonts);
        maker.playback.arena = &frame;
        maker.playback.scene = &scene;
        maker.playback.diags = &diags;
        status = make(&maker, argv[1], (unsigned)strtoul(argv[2], NULL, 10), strtoull(argv[3], NULL, 10));
    }
    fonts_destroy(fonts);
    arena_fini(&frame);
    arena_fini(&kept);
    return status;
}

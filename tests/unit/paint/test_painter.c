// SPDX-License-Identifier: MIT
#include "unit/paint/paint_test.h"

#include "paint/painter.h"

#define SVG "<svg viewBox=\"0 0 24 24\"><path fill=\"#ffffff\" d=\"M0 0H24V24H0Z\"/></svg>"

static const char svg[] = SVG;
static const struct embedded_file asset_files[] = {{"icons/home.svg", svg, svg + sizeof svg - 1},
                                                   {"pictures/white.svg", svg, svg + sizeof svg - 1}};
static const struct embedded assets = {asset_files, 2};

struct fixture {
    struct painter_tools tools;
    struct painter *painter;
    struct scene before, after;
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    const char *why;
    f->tools.fonts = fonts_create(&why);
    f->tools.icons = icons_create(&assets);
    f->tools.pictures = pictures_create(
        &(struct pictures_config){.loader = {.assets = &assets, .decoder = DECODER}, .cap_bytes = 1 << 20});
    f->painter = painter_create(&f->tools);
    *state = f;
    return f->tools.fonts && f->tools.icons && f->tools.pictures && f->painter ? 0 : -1;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    painter_destroy(f->painter);
    pictures_destroy(f->tools.pictures);
    icons_destroy(f->tools.icons);
    fonts_destroy(f->tools.fonts);
    free(f);
    return 0;
}

static struct scene_item *item(struct scene *scene, enum scene_kind kind, struct rect rect, uint32_t color)
{
    struct scene_item *made = &scene->items[scene->n_items++];
    *made = (struct scene_item){.kind = kind, .rect = rect, .color = color};
    return made;
}

static void text(struct fixture *f, struct scene *scene, int x, int baseline, const char *words)
{
    const struct metrics *metrics = fonts_metrics(f->tools.fonts);
    int above, below, w = metrics->width(metrics->context, FONT_BOLD, 24, false, slice_of(words));
    metrics->height(metrics->context, FONT_BOLD, 24, &above, &below);
    struct scene_item *made =
        item(scene, SCENE_TEXT, (struct rect){x, baseline - above, w, above + below}, 0x16233F);
    made->text.text = slice_of(words);
    made->text.font = FONT_BOLD;
    made->text.px = 24;
    made->text.baseline = baseline;
}

// A little of everything on 400 by 300, with a button that is pressed or not, and a word.
static void build(struct fixture *f, struct scene *scene, bool pressed, const char *word)
{
    scene_clear(scene, 400, 300);
    item(scene, SCENE_FILL, (struct rect){0, 0, 400, 300}, 0xFFF5E6);
    item(scene, SCENE_PICTURE, (struct rect){220, 0, 180, 140}, 0)->picture.ref.path =
        SLICE("pictures/white.svg");
    item(scene, SCENE_FILL, (struct rect){20, 200, 120, 60}, pressed ? 0x3D2F66 : 0xF6B93B)->fill.radius = 14;
    text(f, scene, 40, 240, "Ayuda");
    item(scene, SCENE_ICON, (struct rect){160, 205, 48, 48}, 0x0B5A58)->icon.shape = ICON_HOME;
    item(scene, SCENE_DIAMOND, (struct rect){230, 220, 15, 15}, 0x8A2142);
    struct scene_item *code = item(scene, SCENE_QR, (struct rect){280, 180, 100, 100}, 0);
    code->qr.payload = SLICE("tel:141");
    code->qr.back = 0xffffff;
    text(f, scene, 20, 60, word);
}

static void draw(struct fixture *f, const struct scene *scene, struct frame *frame, struct rect clip)
{
    struct rect missing = {0};
    painter_draw(f->painter, scene, frame, clip, &missing);
    pictures_wait(f->tools.pictures);
    if (missing.w)
        painter_draw(f->painter, scene, frame, missing, &missing);
}

static void same_pixels(const struct frame *a, const struct frame *b)
{
    for (int y = 0; y < a->h; y++)
        assert_memory_equal(a->px + (ptrdiff_t)y * a->stride, b->px + (ptrdiff_t)y * b->stride,
                            (size_t)a->w * 4);
}

static void every_kind_is_painted_in_its_rect(void **state)
{
    struct fixture *f = *state;
    struct frame frame, blank;
    build(f, &f->before, false, "No es tu culpa");
    paper(&frame, 400, 300, 0x000001);
    paper(&blank, 400, 300, 0x000001);
    draw(f, &f->before, &frame, frame_rect(&frame));
    for (uint32_t i = 0; i < f->before.n_items; i++) {
        struct rect r = f->before.items[i].rect;
        struct scene one = {.w = 400, .h = 300, .n_items = 1};
        one.items[0] = f->before.items[i];
        struct frame alone;
        paper(&alone, 400, 300, 0x000001);
        draw(f, &one, &alone, frame_rect(&alone));
        int changed = 0;
        for (int k = 0; k < 400 * 300; k++) {
            bool differs = px_at(&alone, k % 400, k / 400) != 0x000001;
            changed += differs;
            assert_true(!differs || rect_has_point(r, k % 400, k / 400));
        }
        assert_true(changed > r.w * r.h / 20);
        frame_fini(&alone);
    }
    frame_fini(&frame);
    frame_fini(&blank);
}

// Repainting the damage gives exactly what painting everything gives, and is small.
static void damage_is_enough_and_small(void **state)
{
    struct fixture *f = *state;
    static const struct {
        bool pressed;
        const char *word;
        int drop; // this item is missing; -1: none
        int swap; // this item changes places with the next; -1: none
        int most; // px of damage
    } rows[] = {
        {false, "No es tu culpa", -1, -1, 0},       {true, "No es tu culpa", -1, -1, 120 * 60},
        {false, "Agua", -1, -1, 220 * 50},          {true, "Agua y pausa", -1, -1, 120 * 60 + 220 * 50},
        {false, "No es tu culpa", 5, -1, 15 * 15},  {false, "No es tu culpa", 1, -1, 180 * 140},
        {false, "No es tu culpa", -1, 2, 120 * 60}, {false, "No es tu culpa", 0, -1, 400 * 300},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct frame whole, patched;
        struct rect rects[PAINTER_RECTS];
        paper(&whole, 400, 300, 0);
        paper(&patched, 400, 300, 0);
        build(f, &f->before, false, "No es tu culpa");
        build(f, &f->after, rows[i].pressed, rows[i].word);
        if (rows[i].drop >= 0)
            memmove(&f->after.items[rows[i].drop], &f->after.items[rows[i].drop + 1],
                    (--f->after.n_items - (uint32_t)rows[i].drop) * sizeof f->after.items[0]);
        if (rows[i].swap >= 0) {
            struct scene_item kept = f->after.items[rows[i].swap];
            f->after.items[rows[i].swap] = f->after.items[rows[i].swap + 1];
            f->after.items[rows[i].swap + 1] = kept;
        }
        draw(f, &f->before, &patched, frame_rect(&patched));
        size_t n = painter_damage(&f->before, &f->after, rects);
        long area = 0;
        if (rows[i].drop != 0) { // without a ground there is nothing to paint over
            for (size_t k = 0; k < n; k++)
                draw(f, &f->after, &patched, rects[k]);
            draw(f, &f->after, &whole, frame_rect(&whole));
            same_pixels(&whole, &patched);
        }
        for (size_t k = 0; k < n; k++) {
            area += (long)rects[k].w * rects[k].h;
            for (size_t j = 0; j < k; j++)
                assert_false(rect_overlaps(rects[k], rects[j]));
        }
        assert_true(area <= rows[i].most);
        assert_int_equal(n == 0, rows[i].most == 0);
        frame_fini(&whole);
        frame_fini(&patched);
    }
}

static void random_changes_are_repaired(void **state)
{
    struct fixture *f = *state;
    uint32_t seed = 7;
    struct frame whole, patched;
    paper(&whole, 400, 300, 0);
    paper(&patched, 400, 300, 0);
    scene_clear(&f->before, 400, 300);
    for (int round = 0; round < 200; round++) {
        scene_clear(&f->after, 400, 300);
        item(&f->after, SCENE_FILL, (struct rect){0, 0, 400, 300}, 0xCDE7EE);
        for (uint32_t i = 1; i < f->before.n_items; i++) {
            seed = seed * 1664525 + 1013904223;
            if (seed >> 28 != 0) // one in sixteen goes
                f->after.items[f->after.n_items++] = f->before.items[i];
        }
        for (int k = 0; k < 3; k++) {
            seed = seed * 1664525 + 1013904223;
            struct rect rect = {(int)(seed >> 8 & 255), (int)(seed >> 16 & 255), 10 + (int)(seed >> 24 & 63),
                                20};
            item(&f->after, seed & 64 ? SCENE_FILL : SCENE_DIAMOND, rect, seed >> 5 & 0xffffff)->fill.radius =
                4;
            uint32_t to = 1 + seed % (f->after.n_items - 1);
            struct scene_item last = f->after.items[f->after.n_items - 1];
            f->after.items[f->after.n_items - 1] = f->after.items[to];
            f->after.items[to] = last;
        }
        struct rect rects[PAINTER_RECTS];
        size_t n = painter_damage(round ? &f->before : NULL, &f->after, rects);
        assert_true(n >= 1 && n <= PAINTER_RECTS);
        for (size_t k = 0; k < n; k++)
            draw(f, &f->after, &patched, rects[k]);
        draw(f, &f->after, &whole, frame_rect(&whole));
        same_pixels(&whole, &patched);
        f->before = f->after;
    }
    frame_fini(&whole);
    frame_fini(&patched);
}

static void another_size_is_damaged_everywhere(void **state)
{
    struct fixture *f = *state;
    struct rect rects[PAINTER_RECTS];
    build(f, &f->before, false, "a");
    build(f, &f->after, false, "a");
    assert_int_equal(painter_damage(&f->before, &f->after, rects), 0);
    f->after.w = 500;
    assert_int_equal(painter_damage(&f->before, &f->after, rects), 1);
    assert_int_equal(rects[0].w, 500);
    assert_int_equal(painter_damage(NULL, &f->after, rects), 1);
    assert_int_equal(rects[0].h, 300);
}

static void a_picture_in_work_is_reported_and_a_broken_one_is_not(void **state)
{
    struct fixture *f = *state;
    struct frame frame;
    struct rect missing = {0};
    paper(&frame, 400, 300, 0);
    scene_clear(&f->after, 400, 300);
    item(&f->after, SCENE_FILL, (struct rect){0, 0, 400, 300}, 0x3D2F66);
    item(&f->after, SCENE_PICTURE, (struct rect){10, 20, 30, 40}, 0)->picture.ref.path =
        SLICE("pictures/white.svg");
    item(&f->after, SCENE_PICTURE, (struct rect){100, 20, 30, 40}, 0)->picture.ref.path =
        SLICE("pictures/none.svg");
    painter_draw(f->painter, &f->after, &frame, frame_rect(&frame), &missing);
    assert_true(rect_contains(missing, (struct rect){10, 20, 30, 40}));
    assert_int_equal(px_at(&frame, 25, 40), 0x3D2F66);
    pictures_wait(f->tools.pictures);
    missing = (struct rect){0};
    painter_draw(f->painter, &f->after, &frame, frame_rect(&frame), &missing);
    assert_int_equal(missing.w, 0);
    assert_int_equal(px_at(&frame, 25, 40), 0xffffff);
    assert_int_equal(px_at(&frame, 25, 22), 0x3D2F66); // the square picture stands whole in the middle
    assert_int_equal(px_at(&frame, 110, 40), 0x3D2F66);
    frame_fini(&frame);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_kind_is_painted_in_its_rect, setup, teardown),
        cmocka_unit_test_setup_teardown(damage_is_enough_and_small, setup, teardown),
        cmocka_unit_test_setup_teardown(random_changes_are_repaired, setup, teardown),
        cmocka_unit_test_setup_teardown(another_size_is_damaged_everywhere, setup, teardown),
        cmocka_unit_test_setup_teardown(a_picture_in_work_is_reported_and_a_broken_one_is_not, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

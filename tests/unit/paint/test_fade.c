// SPDX-License-Identifier: MIT
#include "unit/paint/paint_test.h"

#include "paint/fade.h"

#define MS UINT64_C(1000000)

static void the_curve_is_smooth_and_exact_at_its_ends(void **state)
{
    (void)state;
    assert_int_equal(fade_ease(0, 1000), 0);
    assert_int_equal(fade_ease(500, 1000), 128);
    assert_int_equal(fade_ease(1000, 1000), 256);
    assert_int_equal(fade_ease(5000, 1000), 256);
    for (uint64_t t = 0; t < 1000; t++) {
        assert_true(fade_ease(t + 1, 1000) >= fade_ease(t, 1000));
        assert_in_range(fade_ease(t, 1000) + fade_ease(1000 - t, 1000), 255, 257);
    }
    assert_true(fade_ease(50, 1000) < 5 && fade_ease(250, 1000) < 48); // slow at first: 3t^2 - 2t^3
}

static void steps_stand_on_a_fixed_grid(void **state)
{
    (void)state;
    struct fade fade = {0};
    struct frame shown;
    paper(&shown, 64, 8, 0x000000);
    assert_true(fade_prepare(&fade, &shown, (struct rect[]){frame_rect(&shown)}, 1, 1000, 50));
    fade_start(&fade, 500 * MS);
    static const struct {
        uint64_t now, due; // ms
    } rows[] = {{500, 520}, {520, 540}, {541, 560},   {563, 580},  {599, 620},
                {650, 660}, {700, 720}, {1470, 1480}, {1490, 1500}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(fade_step(&fade, &shown, rows[i].now * MS));
        assert_int_equal(fade_due_ns(&fade), rows[i].due * MS);
    }
    assert_false(fade_step(&fade, &shown, 1500 * MS));
    assert_false(fade_runs(&fade));
    frame_fini(&shown);
}

static void it_ends_at_the_new_scene_and_only_in_its_area(void **state)
{
    (void)state;
    for (int finish = 0; finish < 2; finish++) {
        struct fade fade = {0};
        struct frame shown;
        struct rect area = {8, 2, 40, 4};
        paper(&shown, 64, 8, 0x204060);
        assert_true(fade_prepare(&fade, &shown, &area, 1, 200, 60));
        for (int i = 0; i < fade.to.stride * 8; i++)
            fade.to.px[i] = 0xFFF5E6;
        fade_start(&fade, 0);
        assert_true(fade_step(&fade, &shown, 0));
        assert_int_equal(px_at(&shown, 20, 3), 0x204060);
        assert_true(fade_step(&fade, &shown, 100 * MS));
        assert_int_equal(px_at(&shown, 20, 3), 0x909BA3);
        if (finish)
            fade_finish(&fade, &shown);
        else
            assert_false(fade_step(&fade, &shown, 200 * MS));
        for (int i = 0; i < 64 * 8; i++)
            assert_int_equal(px_at(&shown, i % 64, i / 64),
                             rect_has_point(area, i % 64, i / 64) ? 0xFFF5E6 : 0x204060);
        assert_false(fade_runs(&fade));
        assert_null(fade.to.px);
        frame_fini(&shown);
    }
}

// A poster comes to rest in its place, and what isn't part of it never moves.
static void a_drift_comes_to_rest(void **state)
{
    (void)state;
    struct fade fade = {0};
    struct frame shown;
    struct rect whole = {0, 0, 64, 8};
    paper(&shown, 64, 8, 0);
    assert_true(fade_prepare(&fade, &shown, &whole, 1, 200, 60));
    for (int i = 0; i < 64 * 8; i++)
        fade.to.px[i / 64 * fade.to.stride + i % 64] = i % 64 == 30 ? 0xFFFFFF : 0;
    fade.moves = (struct rect){0, 0, 64, 6};
    fade.drift = 8;
    fade_start(&fade, 0);
    int before = 30 + fade.drift;
    for (uint64_t ms = 20; ms < 200; ms += 20) {
        assert_true(fade_step(&fade, &shown, ms * MS));
        int line = 0;
        while (line < 64 && px_at(&shown, line, 2) == 0)
            line++;
        assert_in_range(line, 30, before);
        before = line;
        assert_true(px_at(&shown, 30, 7) != 0 && px_at(&shown, 31, 7) == 0);
    }
    assert_true(before < 34);
    assert_false(fade_step(&fade, &shown, 200 * MS));
    assert_int_equal(px_at(&shown, 30, 2), 0xFFFFFF);
    assert_int_equal(px_at(&shown, 31, 2), 0);
    frame_fini(&shown);
}

static void blacken(struct frame *frame)
{
    for (int i = 0; i < frame->stride * frame->h; i++)
        frame->px[i] = 0;
}

static void several_areas_fade_and_what_is_between_them_stays(void **state)
{
    (void)state;
    static const struct rect areas[] = {{0, 0, 10, 8}, {40, 4, 100, 2}};
    for (int revert = 0; revert < 2; revert++) {
        struct fade fade = {0};
        struct frame shown;
        paper(&shown, 64, 8, 0xFFFFFF);
        assert_true(fade_prepare(&fade, &shown, areas, 2, 200, 60));
        blacken(&fade.to);
        fade_start(&fade, 0);
        assert_true(fade_step(&fade, &shown, 100 * MS));
        for (int i = 0; i < 64 * 8; i++) {
            bool faded = rect_has_point(areas[0], i % 64, i / 64) || rect_has_point(areas[1], i % 64, i / 64);
            assert_int_equal(px_at(&shown, i % 64, i / 64), faded ? 0x808080 : 0xFFFFFF);
        }
        if (revert)
            fade_revert(&fade, &shown);
        else
            fade_finish(&fade, &shown);
        assert_false(fade_runs(&fade));
        assert_int_equal(px_at(&shown, 5, 7), revert ? 0xFFFFFF : 0);
        assert_int_equal(px_at(&shown, 63, 4), revert ? 0xFFFFFF : 0);
        assert_int_equal(px_at(&shown, 20, 4), 0xFFFFFF);
        frame_fini(&shown);
    }
}

static void too_many_areas_fade_as_the_whole(void **state)
{
    (void)state;
    struct rect areas[FADE_AREAS + 1];
    for (int i = 0; i <= FADE_AREAS; i++)
        areas[i] = (struct rect){2 * i, 0, 1, 1};
    struct fade fade = {0};
    struct frame shown;
    paper(&shown, 64, 8, 0xFFFFFF);
    assert_true(fade_prepare(&fade, &shown, areas, FADE_AREAS + 1, 200, 60));
    assert_int_equal(fade.n_areas, 1);
    blacken(&fade.to);
    fade_finish(&fade, &shown);
    assert_int_equal(px_at(&shown, 63, 7), 0);
    frame_fini(&shown);
}

static void what_cannot_fade_is_cut(void **state)
{
    (void)state;
    struct fade fade = {0};
    struct frame shown, other;
    paper(&shown, 64, 8, 0);
    paper(&other, 32, 8, 7);
    assert_false(fade_prepare(&fade, &shown, (struct rect[]){{100, 0, 5, 5}}, 1, 200, 60));
    assert_false(fade_prepare(&fade, &shown, (struct rect[]){frame_rect(&shown)}, 1, 0, 60));
    assert_false(fade_prepare(&fade, &shown, (struct rect[]){frame_rect(&shown)}, 1, 200, 0));
    assert_false(fade_step(&fade, &shown, 5));
    fade_finish(&fade, &shown);
    assert_true(fade_prepare(&fade, &shown, (struct rect[]){frame_rect(&shown)}, 1, 200, 60));
    fade_start(&fade, 0);
    assert_false(fade_step(&fade, &other, 10 * MS)); // the window changed its size
    assert_int_equal(px_at(&other, 3, 3), 7);
    assert_false(fade_runs(&fade));
    frame_fini(&shown);
    frame_fini(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_curve_is_smooth_and_exact_at_its_ends),
        cmocka_unit_test(steps_stand_on_a_fixed_grid),
        cmocka_unit_test(it_ends_at_the_new_scene_and_only_in_its_area),
        cmocka_unit_test(a_drift_comes_to_rest),
        cmocka_unit_test(several_areas_fade_and_what_is_between_them_stays),
        cmocka_unit_test(too_many_areas_fade_as_the_whole),
        cmocka_unit_test(what_cannot_fade_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

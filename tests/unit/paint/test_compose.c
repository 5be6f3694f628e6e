// SPDX-License-Identifier: MIT
#include "unit/paint/paint_test.h"

#include "paint/compose.h"

#define GROUND 0x102030u
#define INK 0xF6B93Bu

static const struct rect everywhere = {-10000, -10000, 20000, 20000};

// The exact blend that the vector code must give: rounded to nearest.
static uint32_t blended(uint32_t ground, uint32_t ink, uint32_t cover)
{
    uint32_t out = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        uint32_t g = ground >> shift & 255, i = ink >> shift & 255;
        out |= (2 * (i * cover + g * (255 - cover)) + 255) / 510 << shift;
    }
    return out;
}

static void a_mask_blends_exactly_for_every_coverage(void **state)
{
    (void)state;
    static const uint32_t grounds[] = {0x000000, 0xFFFFFF, GROUND, 0x80807F};
    static const uint32_t inks[] = {0xFFFFFF, 0x000000, INK, 0x010203};
    uint8_t cover[256];
    for (int i = 0; i < 256; i++)
        cover[i] = (uint8_t)i;
    for (size_t k = 0; k < 4; k++) {
        struct frame frame;
        paper(&frame, 260, 3, grounds[k]);
        compose_mask(&frame, everywhere, 2, 1, &(struct mask){cover, 256, 1, 256}, inks[k]);
        for (int i = 0; i < 256; i++)
            assert_int_equal(px_at(&frame, 2 + i, 1), blended(grounds[k], inks[k], (uint32_t)i));
        assert_int_equal(px_at(&frame, 1, 1), grounds[k]);
        assert_int_equal(px_at(&frame, 258, 1), grounds[k]);
        frame_fini(&frame);
    }
}

static void long_rows_blend_like_short_ones(void **state)
{
    (void)state;
    uint8_t cover[1003];
    for (size_t i = 0; i < sizeof cover; i++)
        cover[i] = (uint8_t)(i * 37);
    struct frame frame;
    paper(&frame, 1003, 1, GROUND);
    compose_mask(&frame, everywhere, 0, 0, &(struct mask){cover, 1003, 1, 1003}, INK);
    for (int i = 0; i < 1003; i++)
        assert_int_equal(px_at(&frame, i, 0), blended(GROUND, INK, cover[i]));
    frame_fini(&frame);
}

// Calls that try to write outside: the clip and the frame hold them.
static void nothing_is_painted_outside_clip_and_frame(void **state)
{
    (void)state;
    static const struct rect rects[] = {
        {-5, -5, 60, 60}, {-100, 3, 90, 4}, {30, 30, 500, 500}, {5, 5, 0, 10}, {20, 20, -4, 9}};
    static const struct rect clip = {4, 6, 10, 7};
    uint8_t cover[60 * 60];
    uint32_t pixels[60 * 60];
    memset(cover, 255, sizeof cover);
    memset(pixels, 0xff, sizeof pixels);
    for (size_t k = 0; k < sizeof rects / sizeof *rects; k++) {
        struct frame frame;
        paper(&frame, 40, 40, GROUND);
        compose_fill(&frame, clip, rects[k], INK);
        compose_round(&frame, clip, rects[k], 5, 0, INK);
        compose_round(&frame, clip, rects[k], 5, 2, INK);
        compose_diamond(&frame, clip, rects[k], INK);
        compose_mask(&frame, clip, rects[k].x, rects[k].y, &(struct mask){cover, 60, 60, 60}, INK);
        compose_pixels(&frame, clip, rects[k].x, rects[k].y, &(struct pixels){pixels, 60, 60, 60, false});
        compose_pixels(&frame, clip, rects[k].x, rects[k].y, &(struct pixels){pixels, 60, 60, 60, true});
        for (int y = 0; y < 40; y++)
            for (int x = 0; x < 40; x++)
                if (!rect_has_point(clip, x, y))
                    assert_int_equal(px_at(&frame, x, y), GROUND);
        frame_fini(&frame);
    }
}

static void shapes_are_symmetric(void **state)
{
    (void)state;
    static const struct {
        int w, h, radius, border;
        bool diamond;
    } rows[] = {{40, 40, 12, 0, false}, {41, 33, 9, 0, false}, {60, 24, 99, 0, false}, {50, 30, 10, 3, false},
                {21, 21, 0, 0, true},   {20, 20, 0, 0, true},  {7, 7, 3, 1, false},    {1, 1, 4, 0, false}};
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        struct frame frame;
        int w = rows[k].w, h = rows[k].h;
        struct rect rect = {3, 2, w, h};
        paper(&frame, w + 6, h + 4, 0);
        if (rows[k].diamond)
            compose_diamond(&frame, everywhere, rect, 0xffffff);
        else
            compose_round(&frame, everywhere, rect, rows[k].radius, rows[k].border, 0xffffff);
        for (int y = 0; y < h; y++)
            for (int x = 0; x < w; x++) {
                uint32_t px = px_at(&frame, 3 + x, 2 + y);
                assert_int_equal(px, px_at(&frame, 3 + w - 1 - x, 2 + y));
                assert_int_equal(px, px_at(&frame, 3 + x, 2 + h - 1 - y));
                if (w == h)
                    assert_int_equal(px, px_at(&frame, 3 + y, 2 + x));
            }
        frame_fini(&frame);
    }
}

// The area that a quarter disc of coverage adds up to is pi/4 of its square, within 1.5 %.
static void corners_are_round(void **state)
{
    (void)state;
    static const int radii[] = {4, 8, 24, 60, 200};
    for (size_t k = 0; k < sizeof radii / sizeof *radii; k++) {
        struct frame frame;
        int r = radii[k];
        double area = 0;
        paper(&frame, 2 * r, 2 * r, 0);
        compose_round(&frame, everywhere, frame_rect(&frame), r, 0, 0xffffff);
        for (int i = 0; i < r * r; i++)
            area += (px_at(&frame, i % r, i / r) & 255) / 255.0;
        double want = 3.14159265358979 / 4 * r * r;
        assert_true(area > 0.985 * want && area < 1.015 * want);
        frame_fini(&frame);
    }
}

static void a_border_leaves_its_middle(void **state)
{
    (void)state;
    struct frame frame;
    paper(&frame, 60, 40, GROUND);
    compose_round(&frame, everywhere, frame_rect(&frame), 10, 4, INK);
    static const struct {
        int x, y;
        uint32_t want;
    } rows[] = {{30, 0, INK},     {30, 3, INK},    {30, 4, GROUND},  {0, 20, INK},
                {3, 20, INK},     {4, 20, GROUND}, {30, 20, GROUND}, {59, 20, INK},
                {55, 20, GROUND}, {30, 39, INK},   {0, 0, GROUND},   {12, 12, GROUND}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(px_at(&frame, rows[i].x, rows[i].y), rows[i].want);
    frame_fini(&frame);
}

// A clipped shape is a piece of the whole one: dirty rectangles depend on it.
static void a_clipped_shape_is_a_piece_of_the_whole(void **state)
{
    (void)state;
    static const struct rect shape = {5, 4, 50, 37};
    for (int kind = 0; kind < 3; kind++) {
        struct frame whole, pieces;
        paper(&whole, 64, 48, GROUND);
        paper(&pieces, 64, 48, GROUND);
        for (int piece = -1; piece < 12; piece++) {
            struct rect clip = {piece % 4 * 16, piece / 4 * 16, 16, 16};
            struct frame *frame = piece < 0 ? &whole : &pieces;
            if (kind == 2)
                compose_diamond(frame, piece < 0 ? everywhere : clip, shape, INK);
            else
                compose_round(frame, piece < 0 ? everywhere : clip, shape, 12, kind == 1 ? 5 : 0, INK);
        }
        for (int i = 0; i < 64 * 48; i++)
            assert_int_equal(px_at(&whole, i % 64, i / 64), px_at(&pieces, i % 64, i / 64));
        frame_fini(&whole);
        frame_fini(&pieces);
    }
}

static void premultiplied_pixels_lie_over(void **state)
{
    (void)state;
    static const struct {
        uint32_t px, ground, want;
    } rows[] = {
        {0x00000000, GROUND, GROUND},     {0xFF123456, GROUND, 0x123456},   {0x80800000, 0x000000, 0x800000},
        {0x80008000, 0xFFFFFF, 0x7FFF7F}, {0x40404040, 0xFFFFFF, 0xFFFFFF}, {0x01010101, 0xFFFFFF, 0xFFFFFF},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct frame frame;
        paper(&frame, 1, 1, rows[i].ground);
        compose_pixels(&frame, everywhere, 0, 0, &(struct pixels){&rows[i].px, 1, 1, 1, false});
        assert_int_equal(px_at(&frame, 0, 0), rows[i].want);
        frame_fini(&frame);
    }
}

static void a_fade_is_exact_at_both_ends_and_between(void **state)
{
    (void)state;
    struct frame from, to, frame;
    paper(&from, 301, 2, 0);
    paper(&to, 301, 2, 0);
    paper(&frame, 301, 2, GROUND);
    for (int i = 0; i < 602; i++) {
        from.px[i / 301 * from.stride + i % 301] = (uint32_t)i * 2654435761u & 0xffffff;
        to.px[i / 301 * to.stride + i % 301] = (uint32_t)i * 40503u * 77u & 0xffffff;
    }
    static const int alphas[] = {0, 1, 77, 128, 255, 256};
    for (size_t k = 0; k < sizeof alphas / sizeof *alphas; k++) {
        compose_fade(&frame, &from, &to, frame_rect(&frame), alphas[k], 0);
        for (int i = 0; i < 602; i++) {
            uint32_t f = px_at(&from, i % 301, i / 301), t = px_at(&to, i % 301, i / 301), want = 0;
            for (int shift = 0; shift < 24; shift += 8) {
                uint32_t a = (uint32_t)alphas[k];
                want |= ((f >> shift & 255) * (256 - a) + (t >> shift & 255) * a + 128) / 256 << shift;
            }
            assert_int_equal(px_at(&frame, i % 301, i / 301), want);
        }
    }
    compose_copy(&frame, &from, (struct rect){10, 0, 5, 9});
    assert_int_equal(px_at(&frame, 9, 1), px_at(&to, 9, 1));
    assert_int_equal(px_at(&frame, 10, 1), px_at(&from, 10, 1));
    assert_int_equal(px_at(&frame, 15, 1), px_at(&to, 15, 1));
    frame_fini(&from);
    frame_fini(&to);
    frame_fini(&frame);
}

static void what_fades_in_may_stand_beside_its_place(void **state)
{
    (void)state;
    struct frame from, to, frame;
    struct rect rect = {4, 1, 20, 2};
    paper(&from, 30, 4, 0x101010);
    paper(&to, 30, 4, 0);
    for (int i = 0; i < 120; i++)
        to.px[i / 30 * to.stride + i % 30] = 0x200000u + (uint32_t)(i % 30);
    static const int drifts[] = {0, 1, 7, 19, 20, 500, -1, -7, -19, -20};
    for (size_t k = 0; k < sizeof drifts / sizeof *drifts; k++) {
        paper(&frame, 30, 4, GROUND);
        compose_fade(&frame, &from, &to, rect, 256, drifts[k]);
        for (int i = 0; i < 120; i++) {
            int x = i % 30, source = x - drifts[k];
            bool inside = rect_has_point(rect, x, i / 30), beside = source >= 4 && source < 24;
            uint32_t want = inside ? 0x200000u + (uint32_t)(beside ? source : x) : GROUND;
            assert_int_equal(px_at(&frame, x, i / 30), want);
        }
        frame_fini(&frame);
    }
    frame_fini(&from);
    frame_fini(&to);
}

static void frames_have_plausible_sizes(void **state)
{
    (void)state;
    static const int sizes[][2] = {{0, 5}, {5, 0}, {-1, 5}, {100000, 5}, {5, 100000}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct frame frame;
        assert_false(frame_init(&frame, sizes[i][0], sizes[i][1]));
        assert_null(frame.px);
        frame_fini(&frame);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mask_blends_exactly_for_every_coverage),
        cmocka_unit_test(long_rows_blend_like_short_ones),
        cmocka_unit_test(nothing_is_painted_outside_clip_and_frame),
        cmocka_unit_test(shapes_are_symmetric),
        cmocka_unit_test(corners_are_round),
        cmocka_unit_test(a_border_leaves_its_middle),
        cmocka_unit_test(a_clipped_shape_is_a_piece_of_the_whole),
        cmocka_unit_test(premultiplied_pixels_lie_over),
        cmocka_unit_test(a_fade_is_exact_at_both_ends_and_between),
        cmocka_unit_test(what_fades_in_may_stand_beside_its_place),
        cmocka_unit_test(frames_have_plausible_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

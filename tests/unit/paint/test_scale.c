// SPDX-License-Identifier: MIT
#include "unit/paint/paint_test.h"

#include "paint/scale.h"

// A photograph may be larger than a screen.
static void source(struct frame *frame, int w, int h, uint32_t color)
{
    *frame = (struct frame){.w = w, .h = h, .stride = w};
    frame->px = malloc((size_t)w * (size_t)h * sizeof *frame->px);
    assert_non_null(frame->px);
    for (int i = 0; i < w * h; i++)
        frame->px[i] = color;
}

// One colour stays that colour at every reduction, across and down: the weights always sum to the whole.
static void one_colour_stays(void **state)
{
    (void)state;
    static const struct {
        int from, to;
    } rows[] = {{8192, 80}, {8192, 1}, {8192, 7}, {8192, 97}, {3000, 30},
                {640, 320}, {97, 1},   {50, 50},  {3, 800}};
    static const uint32_t colors[] = {0xffffffff, 0xff808080, 0x00000000, 0x80402010};
    for (size_t i = 0; i < 2 * sizeof rows / sizeof *rows; i++) {
        bool down = i % 2;
        int n = rows[i / 2].from, m = rows[i / 2].to;
        for (size_t c = 0; c < sizeof colors / sizeof *colors; c++) {
            struct frame from, to;
            source(&from, down ? 1 : n, down ? n : 1, colors[c]);
            paper(&to, down ? 1 : m, down ? m : 1, 0x12345678);
            struct window all = {0, 0, (int64_t)from.w * 65536, (int64_t)from.h * 65536};
            assert_true(scale(&from, all, &to));
            for (int k = 0; k < m; k++)
                assert_int_equal(px_at(&to, down ? 0 : k, down ? k : 0), colors[c]);
            free(from.px);
            frame_fini(&to);
        }
    }
}

// A ramp from black to white comes out as a ramp, however much it is reduced.
static void a_ramp_stays_a_ramp(void **state)
{
    (void)state;
    struct frame from, to;
    source(&from, 8192, 1, 0);
    paper(&to, 80, 1, 0);
    for (int x = 0; x < 8192; x++)
        from.px[x] = 0x010101u * (uint32_t)(x / 32);
    assert_true(scale(&from, (struct window){0, 0, INT64_C(8192) * 65536, 65536}, &to));
    for (int x = 0; x < 80; x++) {
        int gray = (int)(px_at(&to, x, 0) & 0xff), want = (x * 1024 + 512) / 320;
        assert_in_range(gray, want - 3 < 0 ? 0 : want - 3, want + 3);
    }
    free(from.px);
    frame_fini(&to);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_colour_stays),
        cmocka_unit_test(a_ramp_stays_a_ramp),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

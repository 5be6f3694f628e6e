// SPDX-License-Identifier: MIT
// A page under a finger: both pages stand where they should, to the pixel.
#include "unit/paint/paint_test.h"

#include "paint/slide.h"

#define MS UINT64_C(1000000)
#define W 40
#define H 6

static const struct rect area = {0, 1, W, 4};

// Pages whose every column has a colour of its own.
static void begin(struct slide *slide, struct frame *frame, bool left)
{
    assert_true(frame_init(frame, W, H));
    for (int y = 0; y < H; y++)
        for (int x = 0; x < W; x++)
            frame->px[(ptrdiff_t)y * frame->stride + x] = 0x100000u + (uint32_t)x;
    assert_true(slide_prepare(slide, frame, area, left));
    for (int y = 0; y < H; y++)
        for (int x = 0; x < W; x++)
            slide->to.px[(ptrdiff_t)y * slide->to.stride + x] = 0x200000u + (uint32_t)x;
}

// The page has gone so far to its side.
static void stands(const struct frame *frame, bool left, int gone)
{
    for (int y = 0; y < H; y++)
        for (int x = 0; x < W; x++) {
            int source = left ? x + gone : x - gone;
            bool from = source >= 0 && source < W;
            uint32_t want =
                from ? 0x100000u + (uint32_t)source : 0x200000u + (uint32_t)(left ? source - W : source + W);
            bool inside = rect_has_point(area, x, y);
            assert_int_equal(px_at(frame, x, y), inside ? want : 0x100000u + (uint32_t)x);
        }
}

static void both_pages_follow_the_finger(void **state)
{
    (void)state;
    for (int left = 0; left < 2; left++) {
        struct slide slide = {0};
        struct frame frame;
        int way = left ? -1 : 1;
        begin(&slide, &frame, left != 0);
        for (int gone = 0; gone <= W; gone++) {
            slide_draw(&slide, &frame, way * gone);
            stands(&frame, left != 0, gone);
        }
        slide_draw(&slide, &frame, way * 1000); // no further than the other page
        stands(&frame, left != 0, W);
        slide_draw(&slide, &frame, -way * 5); // and not the other way
        stands(&frame, left != 0, 0);
        slide_drop(&slide);
        assert_false(slide_runs(&slide));
        frame_fini(&frame);
    }
}

static void let_go_it_runs_to_its_place(void **state)
{
    (void)state;
    for (int other = 0; other < 2; other++) {
        struct slide slide = {0};
        struct frame frame;
        begin(&slide, &frame, true);
        slide_draw(&slide, &frame, -W / 2);
        assert_true(slide_due_ns(&slide) == UINT64_MAX);
        slide_settle(&slide, other != 0, 200, 50, 1000 * MS);
        assert_int_equal(slide.length_ns, 100 * MS); // half of the way
        int before = slide.shown;
        for (uint64_t now = 1000; now < 1100; now = slide_due_ns(&slide) / MS) {
            assert_true(slide_step(&slide, &frame, now * MS));
            assert_true(other ? slide.shown >= before : slide.shown <= before);
            stands(&frame, true, before = slide.shown);
        }
        assert_false(slide_step(&slide, &frame, 1100 * MS));
        stands(&frame, true, other ? W : 0);
        slide_drop(&slide);
        frame_fini(&frame);
    }
}

static void a_frame_of_another_size_is_left_alone(void **state)
{
    (void)state;
    struct slide slide = {0};
    struct frame frame, small;
    begin(&slide, &frame, true);
    paper(&small, W - 1, H, 0x123456);
    slide_draw(&slide, &small, -10);
    slide_settle(&slide, true, 200, 60, 0);
    assert_false(slide_step(&slide, &small, 0));
    assert_int_equal(px_at(&small, 3, 3), 0x123456);
    slide_drop(&slide);
    frame_fini(&frame);
    frame_fini(&small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_pages_follow_the_finger),
        cmocka_unit_test(let_go_it_runs_to_its_place),
        cmocka_unit_test(a_frame_of_another_size_is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

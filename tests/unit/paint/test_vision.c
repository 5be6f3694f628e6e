// SPDX-License-Identifier: MIT
// What a simulation must keep and what it must take.
#include "unit/paint/paint_test.h"

#include <stdlib.h>

#include "paint/vision.h"

static uint32_t as_seen(uint32_t color, enum vision vision)
{
    uint32_t px[6] = {color, color, color, color, color, color};
    struct frame frame = {.px = px, .w = 2, .h = 2, .stride = 3};
    vision_simulate(&frame, vision);
    assert_int_equal(px[0], px[4]);
    assert_int_equal(px[2], color); // beyond the row's end
    return px[0];
}

static int distance(uint32_t a, uint32_t b)
{
    int sum = 0;
    for (int shift = 0; shift <= 16; shift += 8)
        sum += abs((int)(a >> shift & 0xff) - (int)(b >> shift & 0xff));
    return sum;
}

static void greys_stay(void **state)
{
    (void)state;
    for (int vision = VISION_FULL; vision < VISION_COUNT; vision++)
        for (uint32_t v = 0; v < 256; v += 15)
            assert_true(distance(as_seen(v * 0x010101u, (enum vision)vision), v * 0x010101u) <= 3);
}

static void what_cannot_be_told_apart_comes_close(void **state)
{
    (void)state;
    static const struct {
        enum vision vision;
        uint32_t a, b;
    } rows[] = {
        {VISION_PROTAN, 0x8A2142, 0x2F3A44},
        {VISION_DEUTAN, 0xB03030, 0x5E6A1E},
        {VISION_TRITAN, 0x2F6F8F, 0x2F8060},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint32_t a = as_seen(rows[i].a, rows[i].vision), b = as_seen(rows[i].b, rows[i].vision);
        assert_true(distance(a, b) * 2 < distance(rows[i].a, rows[i].b));
        assert_int_equal(as_seen(rows[i].a, VISION_FULL), rows[i].a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(greys_stay),
        cmocka_unit_test(what_cannot_be_told_apart_comes_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// What a simulation must keep and what it must take.
#include "unit/paint/paint_test.h"

#include <math.h>
#include <stdlib.h>

#include "paint/vision.h"
#include "scene/theme.h"

#define LEAST_CONTRAST 4.5 // WCAG 2.2, 1.4.3

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

// Relative luminance and contrast: WCAG 2.2, definitions.
static double channel(uint32_t byte)
{
    double c = byte / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double contrast(uint32_t a, uint32_t b)
{
    double l[2];
    for (int i = 0; i < 2; i++) {
        uint32_t c = i ? b : a;
        l[i] =
            0.2126 * channel(c >> 16 & 0xff) + 0.7152 * channel(c >> 8 & 0xff) + 0.0722 * channel(c & 0xff);
    }
    return l[0] > l[1] ? (l[0] + 0.05) / (l[1] + 0.05) : (l[1] + 0.05) / (l[0] + 0.05);
}

// Letters and what they stand on, as the theme pairs them, are as easily read by whoever lacks a kind of cone.
static void the_pairs_of_the_theme_are_read_by_everybody(void **state)
{
    (void)state;
    uint32_t pairs[3 * TOPIC_COUNT + 16][2] = {
        {THEME_INK, THEME_CREAM},  {THEME_INK, THEME_SAND},        {THEME_INK, THEME_SKY},
        {THEME_INK, THEME_MAIZE},  {THEME_INK, THEME_MAIZE_LIGHT}, {THEME_CREAM, THEME_INK},
        {THEME_MAIZE, THEME_INK},  {THEME_CREAM, THEME_EXIT},      {THEME_LAKE, THEME_CREAM},
        {THEME_LAKE, THEME_SAND},  {THEME_LAKE, THEME_SKY},        {THEME_DUSK, THEME_SAND},
        {THEME_CLAY, THEME_SAND},  {THEME_LEAF, THEME_SAND},       {THEME_COCHINEAL, THEME_SAND},
        {THEME_DUSK, THEME_CREAM},
    };
    size_t n = 16;
    for (int topic = 0; topic < TOPIC_COUNT; topic++) {
        struct field field = theme_topic((enum topic)topic);
        uint32_t of_topic[][2] = {
            {field.text, field.back}, {field.accent, field.back}, {field.back, THEME_CREAM}};
        for (int i = 0; i < 2 + (topic != TOPIC_REST); i++, n++)
            memcpy(pairs[n], of_topic[i], sizeof of_topic[i]);
    }
    for (int vision = VISION_FULL; vision < VISION_COUNT; vision++)
        for (size_t i = 0; i < n; i++) {
            double seen = contrast(as_seen(pairs[i][0], (enum vision)vision),
                                   as_seen(pairs[i][1], (enum vision)vision));
            if (seen < LEAST_CONTRAST)
                print_error("%06x on %06x, %s: %.2f\n", pairs[i][0], pairs[i][1],
                            vision_name((enum vision)vision), seen);
            assert_true(seen >= LEAST_CONTRAST);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(greys_stay),
        cmocka_unit_test(what_cannot_be_told_apart_comes_close),
        cmocka_unit_test(the_pairs_of_the_theme_are_read_by_everybody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

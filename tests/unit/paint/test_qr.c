// SPDX-License-Identifier: MIT
#include "unit/paint/paint_test.h"

#include <zbar.h>

#include "paint/qr.h"

static const struct rect everywhere = {0, 0, 10000, 10000};

// What a scanner reads from the frame; "" when it finds nothing.
static void scan(const struct frame *frame, char *out, size_t n)
{
    uint8_t *gray = malloc((size_t)frame->w * (size_t)frame->h);
    for (int i = 0; i < frame->w * frame->h; i++) {
        uint32_t px = px_at(frame, i % frame->w, i / frame->w);
        gray[i] = (uint8_t)(((px >> 16 & 255) * 77 + (px >> 8 & 255) * 150 + (px & 255) * 29) >> 8);
    }
    zbar_image_scanner_t *scanner = zbar_image_scanner_create();
    zbar_image_t *image = zbar_image_create();
    zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
    zbar_image_set_size(image, (unsigned)frame->w, (unsigned)frame->h);
    zbar_image_set_data(image, gray, (unsigned long)frame->w * (unsigned long)frame->h, NULL);
    zbar_scan_image(scanner, image);
    const zbar_symbol_t *symbol = zbar_image_first_symbol(image);
    snprintf(out, n, "%s", symbol ? zbar_symbol_get_data(symbol) : "");
    zbar_image_destroy(image);
    zbar_image_scanner_destroy(scanner);
    free(gray);
}

static void a_scanner_reads_what_was_drawn(void **state)
{
    (void)state;
    static const struct {
        const char *payload;
        int side;
        uint32_t color, back;
    } rows[] = {
        {"https://www.teprotejo.org/co/reporte", 200, 0x16233F, 0xFFF5E6},
        {"https://example.org/a?b=c&d=%20", 331, 0x000000, 0xFFFFFF},
        {"tel:141", 120, 0x3D2F66, 0xFFF5E6},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct frame frame;
        char read[256];
        paper(&frame, 400, 400, 0x16233F); // a dark page: the quiet zone alone makes the code readable
        struct rect rect = {17, 23, rows[i].side, rows[i].side};
        assert_true(
            qr_draw(&frame, everywhere, rect, slice_of(rows[i].payload), rows[i].color, rows[i].back));
        scan(&frame, read, sizeof read);
        assert_string_equal(read, rows[i].payload);
        frame_fini(&frame);
    }
}

static void what_cannot_be_drawn_draws_nothing(void **state)
{
    (void)state;
    static const struct {
        struct slice payload;
        int side;
    } rows[] = {{SLICE(""), 100},
                {SLICE("https://ejemplo.co/ni\xC3\xB1o"), 300},
                {SLICE("https://example.org"), 20},
                {SLICE("a\nb"), 200}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct frame frame;
        paper(&frame, 320, 320, 0x123456);
        assert_false(qr_draw(&frame, everywhere, (struct rect){0, 0, rows[i].side, rows[i].side},
                             rows[i].payload, 0, 0xffffff));
        for (int k = 0; k < 320 * 320; k++)
            assert_int_equal(px_at(&frame, k % 320, k / 320), 0x123456);
        frame_fini(&frame);
    }
}

static void modules_are_whole_pixels_with_a_quiet_zone(void **state)
{
    (void)state;
    struct frame frame;
    paper(&frame, 200, 200, 0x808080);
    assert_true(qr_draw(&frame, everywhere, frame_rect(&frame), SLICE("tel:141"), 0x000000, 0xffffff));
    // Version 1 has 21 modules: 200 / 29 = 6 px each, 126 px, 37 on either side.
    for (int i = 0; i < 200 * 200; i++) {
        int x = i % 200, y = i / 200;
        uint32_t px = px_at(&frame, x, y);
        if (x < 37 || y < 37 || x >= 163 || y >= 163)
            assert_int_equal(px, 0xffffff);
        else
            assert_int_equal(px, px_at(&frame, 37 + (x - 37) / 6 * 6, 37 + (y - 37) / 6 * 6));
    }
    assert_int_equal(px_at(&frame, 37, 37), 0x000000); // the finder pattern
    frame_fini(&frame);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_scanner_reads_what_was_drawn),
        cmocka_unit_test(what_cannot_be_drawn_draws_nothing),
        cmocka_unit_test(modules_are_whole_pixels_with_a_quiet_zone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

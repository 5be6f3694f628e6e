// SPDX-License-Identifier: MIT
#include "unit/paint/paint_test.h"

#include "paint/fonts.h"
#include "text/layout.h"

static int setup(void **state)
{
    const char *why = NULL;
    *state = fonts_create(&why);
    return *state ? 0 : -1;
}

static int teardown(void **state)
{
    fonts_destroy(*state);
    return 0;
}

static int width_of(struct fonts *fonts, enum font font, int px, const char *text)
{
    const struct metrics *metrics = fonts_metrics(fonts);
    return metrics->width(metrics->context, font, px, false, slice_of(text));
}

static long ink_of(const struct mask *mask)
{
    long ink = 0;
    for (int i = 0; i < mask->w * mask->h; i++)
        ink += mask->px[i / mask->w * mask->stride + i % mask->w];
    return ink;
}

static const char *const lines[] = {
    "No es tu culpa.",
    "Ñandú, pingüino, ¿cómo estás?",
    "Ch’aska, q’inti, wañuy",
    "Čšžđ ćë ţăâîș",
    "Дети, помощь, Ћирилица",
    "141 \xE2\x86\x92 0800-76-888 \xE2\x98\x8E", // arrow; a telephone, which only the fallback has
    "e\xCC\x81 n\xCC\x83",                       // combining accents
    "a\xC2\xAD"
    "b\xE2\x80\x8B"
    "c",                // soft hyphen, zero-width space
    "\xF0\x9F\x92\xA1", // neither font has it
    " ",
};

// A line is as wide as it was measured, at every size and in every font: what is painted stays in its rect.
static void lines_are_as_wide_as_measured(void **state)
{
    struct fonts *fonts = *state;
    static const int sizes[] = {14, 23, 40, 97};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
            for (enum font font = 0; font < FONT_COUNT; font++) {
                int above = 0;
                const struct mask *mask =
                    fonts_line(fonts, font, sizes[k], false, slice_of(lines[i]), &above);
                assert_non_null(mask);
                assert_int_equal(mask->w, width_of(fonts, font, sizes[k], lines[i]));
                if (lines[i][0] == ' ')
                    continue;
                assert_true(ink_of(mask) > 0);
                // From about the height of an x to an accented capital above the baseline, a descender below.
                assert_true(above > sizes[k] * 2 / 5 && above < sizes[k] * 3 / 2);
                assert_true(mask->h >= above - 1 && mask->h < above + sizes[k] / 2);
            }
}

static void the_cache_gives_what_was_measured(void **state)
{
    struct fonts *fonts = *state, *fresh = NULL;
    const char *why;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        int first = width_of(fonts, FONT_BOLD, 33, lines[i]);
        for (int fill = 0; fill < 6000; fill += 7) { // enough to push the first ones out
            char text[16];
            snprintf(text, sizeof text, "w%d", fill);
            width_of(fonts, FONT_REGULAR, 20, text);
        }
        assert_int_equal(first, width_of(fonts, FONT_BOLD, 33, lines[i]));
        fresh = fonts_create(&why);
        assert_non_null(fresh);
        assert_int_equal(first, width_of(fresh, FONT_BOLD, 33, lines[i]));
        fonts_destroy(fresh);
    }
}

static void sizes_and_fonts_do_not_mix(void **state)
{
    struct fonts *fonts = *state;
    int regular = width_of(fonts, FONT_REGULAR, 40, "Ayuda"), bold = width_of(fonts, FONT_BOLD, 40, "Ayuda");
    int large = width_of(fonts, FONT_REGULAR, 80, "Ayuda");
    assert_true(bold > regular);
    assert_in_range(large, 2 * regular - 6, 2 * regular + 6);
    assert_int_equal(width_of(fonts, FONT_REGULAR, 40, ""), 0);
    assert_true(width_of(fonts, FONT_REGULAR, 40, "a ") > width_of(fonts, FONT_REGULAR, 40, "a"));
    assert_int_equal(width_of(fonts, FONT_REGULAR, 40, "si\xC2\xADno"),
                     width_of(fonts, FONT_REGULAR, 40, "sino"));
}

// Slices need not end with a NUL, nor be good UTF-8, nor be short.
static void any_bytes_are_measured_and_drawn(void **state)
{
    struct fonts *fonts = *state;
    const struct metrics *metrics = fonts_metrics(fonts);
    char *bytes = malloc(3000); // exactly, so that AddressSanitizer sees a byte too many
    int above;
    memset(bytes, 'a', 3000);
    assert_int_equal(metrics->width(metrics->context, FONT_REGULAR, 20, false, (struct slice){bytes, 1}),
                     width_of(fonts, FONT_REGULAR, 20, "a"));
    assert_true(metrics->width(metrics->context, FONT_REGULAR, 20, false, (struct slice){bytes, 3000}) >
                3000);
    memset(bytes, 0xf0, 3000);
    assert_true(metrics->width(metrics->context, FONT_REGULAR, 20, false, (struct slice){bytes, 3000}) > 0);
    memset(bytes, 0, 3000);
    assert_int_equal(metrics->width(metrics->context, FONT_REGULAR, 20, false, (struct slice){bytes, 40}), 0);
    assert_null(fonts_line(fonts, FONT_REGULAR, 20, false, (struct slice){bytes, 40}, &above));
    assert_null(fonts_line(fonts, FONT_REGULAR, 20, false, SLICE_NONE, &above));
    free(bytes);
}

// A run in two faces stands on one baseline: the Latin letters are where they are without the telephone.
static void fallback_shares_the_baseline(void **state)
{
    struct fonts *fonts = *state;
    int above_plain, above_mixed;
    const struct mask *plain = fonts_line(fonts, FONT_REGULAR, 40, false, SLICE("Ayuda"), &above_plain);
    assert_non_null(plain);
    struct mask kept = *plain;
    uint8_t *copy = malloc((size_t)(plain->w * plain->h));
    memcpy(copy, plain->px, (size_t)(plain->w * plain->h));
    const struct mask *mixed =
        fonts_line(fonts, FONT_REGULAR, 40, false, SLICE("Ayuda\xE2\x98\x8E"), &above_mixed);
    assert_non_null(mixed);
    assert_true(mixed->w > kept.w && above_mixed >= above_plain);
    for (int y = 0; y < kept.h; y++) {
        const uint8_t *row = mixed->px + (ptrdiff_t)(y + above_mixed - above_plain) * mixed->stride;
        assert_memory_equal(copy + (ptrdiff_t)y * kept.w, row, (size_t)kept.w);
    }
    free(copy);
}

static void many_lines_and_sizes_stay_bounded(void **state)
{
    struct fonts *fonts = *state;
    for (int i = 0; i < 900; i++) {
        char text[32];
        int above;
        snprintf(text, sizeof text, "Mensaje número %d", i);
        const struct mask *mask =
            fonts_line(fonts, (enum font)(i % FONT_COUNT), 20 + i % 60, false, slice_of(text), &above);
        assert_non_null(mask);
        assert_int_equal(mask->w, width_of(fonts, (enum font)(i % FONT_COUNT), 20 + i % 60, text));
    }
}

// The pixels of a helpline inside Arabic are those of the helpline alone: its digits stand in the order of dialling.
static void numbers_in_arabic_are_drawn_in_order(void **state)
{
    struct fonts *fonts = *state;
    static const char *const numbers[] = {"1818", "116 111", "01 8000 91 80 80"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct arena arena;
        arena_init(&arena);
        struct text_style style = {
            .font = FONT_REGULAR, .strong_font = FONT_BOLD, .px = 40, .line_px = 56, .rtl = true};
        // "call ... now"
        struct rich text = rich_of(arena_format(
            &arena, "\xD8\xA7\xD8\xAA\xD8\xB5\xD9\x84 %s \xD8\xA7\xD9\x84\xD8\xA2\xD9\x86", numbers[i]));
        struct text_block block = text_layout(fonts_metrics(fonts), &style, &text, 2000, &arena);
        assert_int_equal(block.n_lines, 1);
        assert_int_equal(block.lines[0].n_runs, 3);
        const struct text_run *run = &block.lines[0].runs[1];
        assert_false(run->rtl);
        assert_true(slice_is(run->text, numbers[i]));
        int above, above_alone;
        const struct mask *drawn = fonts_line(fonts, FONT_REGULAR, 40, run->rtl, run->text, &above);
        struct mask copy = *drawn;
        uint8_t *pixels = arena_alloc(&arena, (size_t)copy.stride * (size_t)copy.h);
        memcpy(pixels, copy.px, (size_t)copy.stride * (size_t)copy.h);
        // Digit by digit, each where the ones before it end.
        for (size_t n = 1; n <= strlen(numbers[i]); n++) {
            struct slice head = {numbers[i], n};
            const struct mask *alone = fonts_line(fonts, FONT_REGULAR, 40, false, head, &above_alone);
            for (int y = 0; n > 1 && alone && y < alone->h; y++) {
                int other = y + above - above_alone;
                if (other < 0 || other >= copy.h)
                    continue;
                // The last pixel columns may touch the next digit.
                assert_memory_equal(pixels + (ptrdiff_t)other * copy.stride,
                                    alone->px + (ptrdiff_t)y * alone->stride, (size_t)alone->w - 3);
            }
        }
        arena_fini(&arena);
    }
}

// Letters that join do: a word is narrower than its letters drawn apart, and has none that is missing.
static void arabic_letters_join(void **state)
{
    struct fonts *fonts = *state;
    const struct metrics *metrics = fonts_metrics(fonts);
    struct slice word = SLICE("\xD8\xA7\xD8\xAA\xD8\xB5\xD9\x84");
    int apart = 0;
    for (size_t at = 0; at < word.n; at += 2)
        apart += metrics->width(metrics->context, FONT_REGULAR, 40, true, slice_sub(word, at, 2));
    assert_true(metrics->width(metrics->context, FONT_REGULAR, 40, true, word) < apart);
}

// As on the first day: the same widths, the same letters.
static void what_was_forgotten_is_drawn_again(void **state)
{
    struct fonts *fonts = *state;
    int above, again;
    int width = width_of(fonts, FONT_BOLD, 33, lines[0]);
    const struct mask *mask = fonts_line(fonts, FONT_BOLD, 33, false, slice_of(lines[0]), &above);
    assert_non_null(mask);
    size_t n = (size_t)mask->stride * (size_t)mask->h;
    uint8_t *before = malloc(n);
    memcpy(before, mask->px, n);
    fonts_forget(fonts);
    fonts_forget(fonts);
    assert_int_equal(width_of(fonts, FONT_BOLD, 33, lines[0]), width);
    mask = fonts_line(fonts, FONT_BOLD, 33, false, slice_of(lines[0]), &again);
    assert_non_null(mask);
    assert_int_equal(again, above);
    assert_memory_equal(mask->px, before, n);
    free(before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(numbers_in_arabic_are_drawn_in_order, setup, teardown),
        cmocka_unit_test_setup_teardown(arabic_letters_join, setup, teardown),
        cmocka_unit_test_setup_teardown(lines_are_as_wide_as_measured, setup, teardown),
        cmocka_unit_test_setup_teardown(the_cache_gives_what_was_measured, setup, teardown),
        cmocka_unit_test_setup_teardown(sizes_and_fonts_do_not_mix, setup, teardown),
        cmocka_unit_test_setup_teardown(any_bytes_are_measured_and_drawn, setup, teardown),
        cmocka_unit_test_setup_teardown(fallback_shares_the_baseline, setup, teardown),
        cmocka_unit_test_setup_teardown(what_was_forgotten_is_drawn_again, setup, teardown),
        cmocka_unit_test_setup_teardown(many_lines_and_sizes_stay_bounded, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

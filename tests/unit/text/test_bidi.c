// SPDX-License-Identifier: MIT
// Right to left, and the numbers in it: whoever reads "116 111" in any language dials 116 111.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "support/fixed_metrics.h"
#include "text/bidi.h"
#include "text/layout.h"

static void languages_know_their_direction(void **state)
{
    (void)state;
    static const char *const rtl[] = {"ar", "he", "fa-AF", "ur", "az-Arab", "ku-Arab-IQ"};
    static const char *const ltr[] = {"es", "en", "bs-Cyrl", "ru", "qu", "ur-Latn", "a", ""};
    for (size_t i = 0; i < sizeof rtl / sizeof *rtl; i++)
        assert_true(bidi_language_is_rtl(slice_of(rtl[i])));
    for (size_t i = 0; i < sizeof ltr / sizeof *ltr; i++)
        assert_false(bidi_language_is_rtl(slice_of(ltr[i])));
}

// The runs as they stand from left to right: '<' before one that is read from right to left, '>' before the others.
static void places_of(const char *text, bool rtl, int width, char out[512])
{
    struct arena arena;
    arena_init(&arena);
    struct text_style style = {
        .font = FONT_REGULAR, .strong_font = FONT_BOLD, .px = 20, .line_px = 28, .rtl = rtl};
    struct rich rich = rich_of(slice_of(text));
    struct text_block block = text_layout(&fixed_metrics, &style, &rich, width, &arena);
    size_t n = 0;
    for (uint32_t i = 0; i < block.n_lines; i++) {
        int x = 0;
        if (i)
            out[n++] = '|';
        for (uint32_t r = 0; r < block.lines[i].n_runs; r++) {
            const struct text_run *run = &block.lines[i].runs[r];
            assert_int_equal(run->x, x);
            x += run->w;
            out[n++] = run->rtl ? '<' : '>';
            memcpy(out + n, run->text.p, run->text.n);
            n += run->text.n;
        }
        assert_int_equal(x, block.lines[i].w);
    }
    out[n] = '\0';
    arena_fini(&arena);
}

#define CALL "\xD8\xA7\xD8\xAA\xD8\xB5\xD9\x84" // "call", four letters
#define NOW "\xD8\xA7\xD9\x84\xD8\xA2\xD9\x86"  // "now"

static void numbers_keep_their_order(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool rtl;
        const char *want;
    } rows[] = {
        {"llama al 141", false, ">llama al 141"},
        {CALL " 1818 " NOW, true, "< " NOW ">1818<" CALL " "},
        {CALL " 116 111 " NOW, true, "< " NOW ">116 111<" CALL " "},
        {CALL " 01 8000 91 80 80 " NOW, true, "< " NOW ">01 8000 91 80 80<" CALL " "},
        {CALL " 0800-76-888", true, ">0800-76-888<" CALL " "},
        {CALL " (01) 411 8000", true, ">(01) 411 8000<" CALL " "},
        {CALL " +51 1 411", true, ">+51 1 411<" CALL " "},
        {CALL " Take It Down " NOW, true, "< " NOW ">Take It Down<" CALL " "},
        {"116 111", true, ">116 111"},
        {"llama: " CALL " 116 111", false, ">llama: >116 111<" CALL " "},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char got[512];
        places_of(rows[i].text, rows[i].rtl, 10000, got);
        assert_string_equal(got, rows[i].want);
    }
}

static void lines_are_turned_one_by_one(void **state)
{
    (void)state;
    char got[512];
    // A letter is 10 px wide: two words and the space fill the first line, the number the second.
    places_of(CALL " " NOW " 116 111 " CALL, true, 100, got);
    assert_string_equal(got, "<" CALL " " NOW "|>116 111|<" CALL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(languages_know_their_direction),
        cmocka_unit_test(numbers_keep_their_order),
        cmocka_unit_test(lines_are_turned_one_by_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

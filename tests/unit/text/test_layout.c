// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "support/fixed_metrics.h"
#include "text/layout.h"

static const struct text_style plain = {
    .font = FONT_REGULAR, .strong_font = FONT_BOLD, .px = 20, .line_px = 28};
static const struct text_style title = {
    .font = FONT_BOLD, .strong_font = FONT_BOLD, .px = 20, .line_px = 22, .balanced = true};

// Joins lines with '|' and marks runs of strong text with '*'.
static const char *lines_of(const struct text_block *block, char out[512])
{
    size_t n = 0;
    for (uint32_t i = 0; i < block->n_lines; i++) {
        if (i)
            out[n++] = '|';
        for (uint32_t r = 0; r < block->lines[i].n_runs; r++) {
            const struct text_run *run = &block->lines[i].runs[r];
            if (run->strong)
                out[n++] = '*';
            memcpy(out + n, run->text.p, run->text.n);
            n += run->text.n;
        }
    }
    out[n] = '\0';
    return out;
}

// A character is 10 px wide.
static void lines_break_where_people_would(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int width;
        const struct text_style *style;
        const char *want;
    } rows[] = {
        {"uno dos tres", 80, &plain, "uno dos|tres"},
        {"uno dos tres", 70, &plain, "uno dos|tres"},
        {"uno dos tres", 69, &plain, "uno|dos|tres"},
        {"uno\ndos", 500, &plain, "uno|dos"},
        {"llama al 116 111 hoy", 120, &plain, "llama al|116 111 hoy"},
        {"llama al 116 111", 110, &plain, "llama al|116 111"},
        {"marca 0800-76-888 y ya", 110, &plain, "marca|0800-76-888|y ya"},
        {"al (01) 411 8000 hoy", 130, &plain, "al|(01) 411 8000|hoy"},
        {"al 0800 - 76 ya", 90, &plain, "al|0800 - 76|ya"},
        {"01 8000 91 80 80 gratis", 180, &plain, "01 8000 91 80 80|gratis"},
        // A number stays with what it names or counts, where a line can hold both.
        {"llama a la L\xC3\xADnea 141 hoy", 150, &plain, "llama a la|L\xC3\xADnea 141 hoy"},
        {"llama a la L\xC3\xADnea 141 hoy", 80, &plain, "llama a|la L\xC3\xADnea|141 hoy"},
        {"de menos de 18 a\xC3\xB1os de edad", 150, &plain, "de menos de|18 a\xC3\xB1os de edad"},
        {"Son 18. Nada m\xC3\xA1s", 70, &plain, "Son 18.|Nada|m\xC3\xA1s"},
        {"abcdefghij", 50, &plain, "abcde|fghij"},
        {"a\xC3\xB1o nuevo", 50, &plain, "a\xC3\xB1o|nuevo"},
        {"\xC2\xBFqu\xC3\xA9? nada", 60, &plain, "\xC2\xBFqu\xC3\xA9?|nada"},
        {"uno dos tres cuatro cinco", 200, &plain, "uno dos tres cuatro|cinco"},
        {"uno dos tres cuatro cinco", 200, &title, "uno dos tres|cuatro cinco"},
        {"ahora o ma\xC3\xB1"
         "ana",
         80, &title,
         "ahora|o ma\xC3\xB1"
         "ana"},
        {"\xC2\xBFPides \xC2\xBF"
         "A qui\xC3\xA9n?",
         100, &title,
         "\xC2\xBFPides|\xC2\xBF"
         "A qui\xC3\xA9n?"},
        {"seis dos tres", 100, &title, "seis|dos tres"},
        {"", 100, &plain, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena;
        char got[512];
        arena_init(&arena);
        struct rich text = rich_of(slice_of(rows[i].text));
        struct text_block block = text_layout(&fixed_metrics, rows[i].style, &text, rows[i].width, &arena);
        assert_string_equal(lines_of(&block, got), rows[i].want);
        for (uint32_t line = 0; line < block.n_lines; line++)
            assert_true(block.lines[line].w <= rows[i].width);
        arena_fini(&arena);
    }
}

static void strong_parts_become_runs_of_their_own(void **state)
{
    (void)state;
    struct arena arena;
    char got[512];
    arena_init(&arena);
    struct rich text = rich_from_marks(SLICE("No es **tu culpa**."), &arena);
    assert_true(slice_is(text.text, "No es tu culpa."));
    struct text_block block = text_layout(&fixed_metrics, &plain, &text, 90, &arena);
    assert_string_equal(lines_of(&block, got), "No es *tu|*culpa.");
    assert_int_equal(block.lines[0].runs[1].font, FONT_BOLD);
    assert_int_equal(block.lines[0].runs[1].x, 60);
    assert_int_equal(block.h, 56);
    arena_fini(&arena);
}

static void a_word_too_wide_is_reported(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    struct rich text = rich_of(SLICE("inconmensurable"));
    assert_true(text_layout(&fixed_metrics, &plain, &text, 60, &arena).broke_word);
    assert_false(text_layout(&fixed_metrics, &plain, &text, 150, &arena).broke_word);
    arena_fini(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_break_where_people_would),
        cmocka_unit_test(strong_parts_become_runs_of_their_own),
        cmocka_unit_test(a_word_too_wide_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

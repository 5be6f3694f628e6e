// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "content/seen.h"

static void digits_are_those_that_are_read(void **state)
{
    (void)state;
    static const struct {
        uint32_t c;
        const char *digits;
        bool plain;
    } rows[] = {
        {'8', "8", true},      {'x', "", true},  {0xFF18, "8", true}, // full-width
        {0xB9, "1", true},                                            // superscript
        {0x2468, "9", true},                                          // circled
        {0x246B, "12", true},                                         // two in one circle
        {0x1D7D7, "9", true},                                         // mathematical
        {0x669, "9", false},                                          // Arabic
        {0x9EA, "4", false},                                          // Bengali: looks like an 8
        {0x7C9, "9", false},                                          // N'Ko
        {0x2167, "8", false},                                         // Roman
        {0x1F51F, "10", true}, {0xBD, "", true},                      // a half
        {0xF1, "", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char digits[SEEN_DIGITS];
        bool plain;
        size_t n = seen_digits(rows[i].c, digits, &plain);
        assert_int_equal(n, strlen(rows[i].digits));
        assert_memory_equal(digits, rows[i].digits, n);
        if (n > 0)
            assert_int_equal(plain, rows[i].plain);
    }
}

static void what_shows_nothing_is_known(void **state)
{
    (void)state;
    static const uint32_t unseen[] = {0xAD,   0x34F,  0x332,  0x61C,  0x115F, 0x180E, 0x200B, 0x200C, 0x200D,
                                      0x200E, 0x2060, 0x2063, 0x20E3, 0x3164, 0xFE0F, 0xFEFF, 0xE0031};
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
        assert_true(seen_nothing(unseen[i]));
    static const uint32_t seen[] = {'a', ' ', '.', 0xA0, 0xF1, 0x2013, 0x1F600};
    for (size_t i = 0; i < sizeof seen / sizeof *seen; i++)
        assert_false(seen_nothing(seen[i]));
    static const uint32_t spaces[] = {' ', '\n', 0xA0, 0x2003, 0x202F, 0x2028, 0x3000, 0x2800};
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        assert_true(seen_space(spaces[i]));
}

static void the_words_before_a_place_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *text, *last, *second;
    } rows[] = {
        {"", "", ""},
        {"Llámame al ", "al", "llamame"},
        {"I.E. N.º ", "n", "e"},
        {"Salón 204, ", "", ""},
        {"línea\n", "", ""},
        {"a ¡Tel\u00ADéfono: ", "telefono", "a"},
        {"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx ", "xxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxx"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char last[SEEN_WORD], second[SEEN_WORD];
        seen_words(slice_of(rows[i].text), strlen(rows[i].text), last, second);
        assert_string_equal(last, rows[i].last);
        assert_string_equal(second, rows[i].second);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_are_those_that_are_read),
        cmocka_unit_test(what_shows_nothing_is_known),
        cmocka_unit_test(the_words_before_a_place_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

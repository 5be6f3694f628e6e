// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/slice.h"

static void utf8_prefix_stops_at_the_first_bad_byte(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t n, valid;
    } rows[] = {
        {"", 0, 0},
        {"abc", 3, 3},
        {"ni\xC3\xB1o", 5, 5},
        {"ni\xF1o", 4, 2},          // Latin-1
        {"\xC0\xAF", 2, 0},         // overlong
        {"\xED\xA0\x80", 3, 0},     // surrogate
        {"\xF4\x90\x80\x80", 4, 0}, // past U+10FFFF
        {"\xF0\x9F\x92\xA1", 4, 4},
        {"a\xE2\x82", 3, 1}, // cut short
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(utf8_valid_prefix((struct slice){rows[i].bytes, rows[i].n}), rows[i].valid);
}

static void utf8_round_trips(void **state)
{
    (void)state;
    static const uint32_t points[] = {0x41, 0xF1, 0x20AC, 0xA78C, 0x1F4A1, 0x10FFFF};
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        char bytes[4];
        size_t n = utf8_put(points[i], bytes), at = 0;
        assert_int_equal(utf8_next((struct slice){bytes, n}, &at), points[i]);
        assert_int_equal(at, n);
    }
}

static void lines_lose_their_line_ends(void **state)
{
    (void)state;
    struct slice rest = SLICE("uno\r\ndos\n\ntres"), line;
    static const char *const want[] = {"uno", "dos", "", "tres"};
    for (size_t i = 0; i < 4; i++) {
        assert_true(slice_next_line(&rest, &line));
        assert_true(slice_is(line, want[i]));
    }
    assert_false(slice_next_line(&rest, &line));
}

static void numbers_are_whole_and_capped(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool good;
        uint64_t value;
    } rows[] = {{"0", true, 0}, {"141", true, 141}, {"1000", true, 1000}, {"1001", false, 0},
                {"", false, 0}, {"-1", false, 0},   {"1 ", false, 0},     {"99999999999999999999", false, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint64_t value = 7;
        assert_int_equal(slice_to_uint(slice_of(rows[i].text), 1000, &value), rows[i].good);
        if (rows[i].good)
            assert_int_equal(value, rows[i].value);
    }
}

static void search_and_trim(void **state)
{
    (void)state;
    assert_int_equal(slice_find(SLICE("abcabd"), SLICE("abd")), 3);
    assert_int_equal(slice_find(SLICE("abc"), SLICE("x")), -1);
    assert_true(slice_is(slice_trim(SLICE(" \t x y\r\n")), "x y"));
    assert_true(slice_is(slice_sub(SLICE("hola"), 2, 99), "la"));
    assert_int_equal(slice_from(SLICE("hola"), 9).n, 0);
    assert_true(slice_cmp(SLICE("a"), SLICE("ab")) < 0);
}

static void what_may_be_shown(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t size;
        const char *shown;
    } rows[] = {
        {"CAMPAÑA 2026", 64, "CAMPAÑA 2026"},
        {"a\nb\x7f\xc2\x85", 64, "a\uFFFDb\uFFFD\uFFFD"},
        {"a\xff\xc3", 64, "a\uFFFD\uFFFD"},
        {"\u202Egpj.exe\u2066\u200F", 64, "\uFFFDgpj.exe\uFFFD\uFFFD"},
        {"añb", 4, "añ"},
        {"añb", 3, "a"},
        {"añb", 1, ""},
        {"", 1, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char out[64];
        assert_int_equal(utf8_clean(slice_of(rows[i].text), out, rows[i].size), strlen(rows[i].shown));
        assert_string_equal(out, rows[i].shown);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_may_be_shown),
        cmocka_unit_test(utf8_prefix_stops_at_the_first_bad_byte),
        cmocka_unit_test(utf8_round_trips),
        cmocka_unit_test(lines_lose_their_line_ends),
        cmocka_unit_test(numbers_are_whole_and_capped),
        cmocka_unit_test(search_and_trim),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

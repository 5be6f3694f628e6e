// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/checksum.h"

// Known answers of XXH64 with seed 0.
static void known_answers(void **state)
{
    static const struct {
        const char *text;
        uint64_t sum;
    } rows[] = {
        {"", UINT64_C(0xef46db3751d8e999)},
        {"a", UINT64_C(0xd24ec4f1a98c6e5b)},
        {"abc", UINT64_C(0x44bc2cf5ad770999)},
        {"123456789", UINT64_C(0x8cb841db40e6ae83)},
        {"The quick brown fox jumps over the lazy dog", UINT64_C(0x0b242d361fda71bc)},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_true(checksum(slice_of(rows[i].text), 0) == rows[i].sum);
    assert_true(checksum(SLICE_NONE, 0) == rows[0].sum);
}

static void every_bit_counts(void **state)
{
    char bytes[100] = {0};
    struct slice all = {bytes, sizeof bytes};
    uint64_t sum = checksum(all, 1);
    (void)state;
    assert_true(checksum(all, 2) != sum);
    for (size_t i = 0; i < sizeof bytes * 8; i++) {
        bytes[i / 8] = (char)(1 << i % 8);
        assert_true(checksum(all, 1) != sum);
        bytes[i / 8] = 0;
    }
    assert_true(checksum(slice_sub(all, 0, 99), 1) != sum);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_answers),
        cmocka_unit_test(every_bit_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/embedded.h"

static const char text[] = "uno\0dos";
static const struct embedded_file files[] = {
    {"icons/a.svg", text, text + 3},
    {"icons/b.svg", text + 4, text + 7},
    {"icons-old", text, text},
    {"words/es.yaml", text, text + 7},
};

// '-' sorts before '/', so a table in byte order has "icons-old" first.
static const struct embedded_file sorted[] = {
    {"icons-old", text, text},
    {"icons/a.svg", text, text + 3},
    {"icons/b.svg", text + 4, text + 7},
    {"words/es.yaml", text, text + 7},
};
static const struct embedded all = {sorted, 4};

static void every_file_is_found_by_its_path(void **state)
{
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        const struct embedded_file *found = embedded_find(&all, slice_of(files[i].path));
        assert_non_null(found);
        assert_true(slice_eq(embedded_bytes(found), embedded_bytes(&files[i])));
    }
}

static void what_is_not_there_is_not_found(void **state)
{
    (void)state;
    static const char *const missing[] = {"", "icons", "icons/", "icons/a.sv", "icons/a.svgz", "zzz"};
    for (size_t i = 0; i < sizeof missing / sizeof *missing; i++)
        assert_null(embedded_find(&all, slice_of(missing[i])));
}

static void a_folder_is_a_range(void **state)
{
    (void)state;
    static const struct {
        const char *prefix;
        size_t count;
        const char *first;
    } rows[] = {
        {"icons/", 2, "icons/a.svg"}, {"icons", 3, "icons-old"}, {"words/", 1, "words/es.yaml"},
        {"sounds/", 0, NULL},         {"", 4, "icons-old"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct embedded under = embedded_under(&all, slice_of(rows[i].prefix));
        assert_int_equal(under.count, rows[i].count);
        if (rows[i].first)
            assert_string_equal(under.files[0].path, rows[i].first);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_file_is_found_by_its_path),
        cmocka_unit_test(what_is_not_there_is_not_found),
        cmocka_unit_test(a_folder_is_a_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

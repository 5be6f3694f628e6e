// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"

static char called[8];

static void note(void *context)
{
    size_t n = strlen(called);
    called[n] = *(const char *)context;
    called[n + 1] = '\0';
}

static void what_lives_as_long_ends_with_it(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    char *a = arena_alloc(&arena, 1), *b = arena_alloc(&arena, 1);
    *a = 'a';
    *b = 'b';
    arena_on_end(&arena, note, a);
    arena_on_end(&arena, note, b);
    assert_string_equal(called, "");
    arena_reset(&arena);
    assert_string_equal(called, "ba"); // the newest first
    char *c = arena_alloc(&arena, 1);
    *c = 'c';
    arena_on_end(&arena, note, c);
    arena_fini(&arena);
    assert_string_equal(called, "bac");
    arena_fini(&arena);
    assert_string_equal(called, "bac"); // once
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_lives_as_long_ends_with_it)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// Which generation a start shows: after crashes, rot, and texts that were cut.
#include "unit/pack/import_test.h"

#include <dirent.h>

#include "pack/store_change.h"

struct store_test {
    struct import_test import;
    const char *root;
};

// A store with three generations of the pack.
static void init(struct store_test *test)
{
    import_test_init(&test->import);
    test->root = import_path(&test->import, "store");
    for (unsigned version = 1; version <= 3; version++) {
        import_make(&test->import, version);
        assert_string_equal(import_code(&test->import, "pack"), "");
    }
}

static void fini(struct store_test *test)
{
    import_test_fini(&test->import);
}

static uint64_t shown(struct store_test *test)
{
    struct store_start start;
    bool any = store_open_current(test->root, &test->import.base.arena, &start);
    assert_int_equal(any, start.n > 0);
    return any ? start.set.number : 0;
}

static void the_current_one_is_shown(void **state)
{
    struct store_test test;
    struct store_start start;
    (void)state;
    init(&test);
    assert_true(store_open_current(test.root, &test.import.base.arena, &start));
    assert_int_equal(start.set.number, 3);
    assert_int_equal(start.n, 1);
    assert_false(start.fell_back);
    assert_int_equal(access(arena_format(&test.import.base.arena, "%s/INDEX", start.folders[0]).p, R_OK), 0);
    fini(&test);
}

static void after_three_starts_without_luck_the_one_before(void **state)
{
    struct store_test test;
    (void)state;
    init(&test);
    for (uint64_t number = 3; number >= 1; number--) {
        for (int i = 0; i < LIMIT_TRIES; i++) {
            assert_int_equal(shown(&test), number);
            assert_true(store_begin_try(test.root, number));
        }
    }
    assert_int_equal(shown(&test), 0); // what came with the program
    // And an import is shown again.
    import_make(&test.import, 4);
    assert_string_equal(import_code(&test.import, "pack"), "");
    assert_int_equal(shown(&test), 4);
    fini(&test);
}

// Power that fails again and again is no fault of what is shown.
static void tries_of_an_earlier_boot_do_not_count(void **state)
{
    struct store_test test;
    (void)state;
    init(&test);
    for (int i = 0; i < LIMIT_TRIES; i++)
        assert_true(store_begin_try(test.root, 3));
    import_write(&test.import, "store/tries", SLICE("3 3 00000000-0000-0000-0000-000000000000\n"));
    assert_int_equal(shown(&test), 3);
    assert_false(store_is_bad(test.root, 3));
    fini(&test);
}

// In the kiosk's sandbox the kernel's file can't be read; the service says which boot it is.
static void the_service_tells_which_boot_it_is(void **state)
{
    struct store_test test;
    (void)state;
    init(&test);
    setenv("CHASQUI_BOOT", "00000000000000000000000000000001", 1);
    for (int i = 0; i < LIMIT_TRIES; i++)
        assert_true(store_begin_try(test.root, 3));
    setenv("CHASQUI_BOOT", "00000000000000000000000000000002", 1);
    assert_int_equal(shown(&test), 3);
    for (int i = 0; i < LIMIT_TRIES; i++)
        assert_true(store_begin_try(test.root, 3));
    unsetenv("CHASQUI_BOOT");
    assert_int_equal(shown(&test), 3);
    setenv("CHASQUI_BOOT", "00000000000000000000000000000002", 1);
    assert_int_not_equal(shown(&test), 3);
    unsetenv("CHASQUI_BOOT");
    fini(&test);
}

static void one_that_ran_well_keeps_its_tries(void **state)
{
    struct store_test test;
    (void)state;
    init(&test);
    for (int i = 0; i < 5 * LIMIT_TRIES; i++) {
        assert_int_equal(shown(&test), 3);
        assert_true(store_begin_try(test.root, 3));
        assert_true(store_mark_good(test.root, 3));
    }
    fini(&test);
}

static void a_bad_one_is_never_shown_again(void **state)
{
    struct store_test test;
    (void)state;
    init(&test);
    assert_true(store_mark_bad(test.root, 3));
    assert_true(store_mark_bad(test.root, 3));
    assert_true(store_is_bad(test.root, 3));
    assert_false(store_is_bad(test.root, 2));
    assert_int_equal(shown(&test), 2);
    fini(&test);
}

static void what_rots_in_the_store_is_passed_over(void **state)
{
    struct store_test test;
    (void)state;
    init(&test);
    import_write(&test.import, "store/generations/3", SLICE("chasqui-gen"));
    assert_int_equal(shown(&test), 2);
    import_write(&test.import, "store/current", SLICE("x"));
    assert_int_equal(shown(&test), 2);
    unlink(import_path(&test.import, "store/current"));
    assert_int_equal(shown(&test), 2);
    import_write(&test.import, "store/generations/2", SLICE_NONE);
    assert_int_equal(shown(&test), 1);
    import_write(&test.import, "store/current", SLICE("0\n"));
    assert_int_equal(shown(&test), 0);
    fini(&test);
}

static void what_was_never_committed_is_not_shown_and_goes(void **state)
{
    struct store_test test;
    struct diags diags;
    (void)state;
    init(&test);
    import_write(&test.import, "store/generations/4", import_read(&test.import, "store/generations/1"));
    import_write(&test.import, "store/generations/5.new", SLICE("x"));
    mkdir(import_path(&test.import, "store/packs/base-9-000000000000"), 0755);
    mkdir(import_path(&test.import, "store/staging/pack"), 0755);
    assert_int_equal(shown(&test), 3);
    diags_init(&diags, &test.import.base.arena);
    int lock = store_lock(test.root, &test.import.base.arena, &diags);
    assert_true(lock >= 0);
    store_unlock(lock);
    assert_int_equal(access(import_path(&test.import, "store/generations/4"), F_OK), -1);
    assert_int_equal(access(import_path(&test.import, "store/generations/5.new"), F_OK), -1);
    assert_int_equal(access(import_path(&test.import, "store/packs/base-9-000000000000"), F_OK), -1);
    assert_int_equal(access(import_path(&test.import, "store/staging/pack"), F_OK), -1);
    assert_int_equal(access(import_path(&test.import, "store/generations/1"), F_OK), 0);
    fini(&test);
}

static void the_last_few_are_kept(void **state)
{
    struct store_test test;
    uint64_t *numbers;
    size_t n;
    (void)state;
    init(&test);
    for (unsigned version = 4; version <= 9; version++) {
        import_make(&test.import, version);
        assert_string_equal(import_code(&test.import, "pack"), "");
    }
    assert_true(store_numbers(test.root, &test.import.base.arena, &numbers, &n));
    assert_int_equal(n, LIMIT_GENERATIONS_KEPT);
    assert_int_equal(numbers[0], 9 - LIMIT_GENERATIONS_KEPT + 1);
    fini(&test);
}

static uint64_t roll_back(struct store_test *test)
{
    struct diags diags;
    uint64_t made;
    diags_init(&diags, &test->import.base.arena);
    store_rollback(test->root, 0, (struct date){2026, 11, 22}, NULL, &test->import.base.arena, &diags, &made);
    return made;
}

static void a_torn_one_is_mended_by_an_import(void **state)
{
    struct store_test test;
    (void)state;
    init(&test);
    import_write(&test.import, "store/generations/3", SLICE("chasqui-gen"));
    // The versions go on from what is whole; and what that names may come again.
    import_make(&test.import, 2);
    assert_string_equal(import_code(&test.import, "pack"), "");
    assert_int_equal(shown(&test), 4);
    import_write(&test.import, "store/generations/4", SLICE_NONE);
    import_make(&test.import, 1);
    assert_string_equal(import_code(&test.import, "pack"), "version-older");
    import_make(&test.import, 5);
    assert_string_equal(import_code(&test.import, "pack"), "");
    assert_int_equal(shown(&test), 5);
    // With none that is whole, as in an empty store.
    for (const char *name = "12345"; *name; name++)
        import_write(&test.import, arena_format(&test.import.base.arena, "store/generations/%c", *name).p,
                     SLICE("chasqui-generation 1\nmade 2026-11-22 import\n"));
    import_make(&test.import, 1);
    assert_string_equal(import_code(&test.import, "pack"), "");
    assert_int_equal(shown(&test), 6);
    fini(&test);
}

static void a_torn_one_is_mended_by_going_back(void **state)
{
    struct store_test test;
    (void)state;
    init(&test);
    import_write(&test.import, "store/generations/3", SLICE("chasqui-gen"));
    assert_int_equal(roll_back(&test), 4);
    assert_int_equal(shown(&test), 4);
    fini(&test);
}

static void a_current_that_is_not_there_is_the_highest(void **state)
{
    static const char *const numbers[] = {"7\n", "1\n"};
    for (size_t i = 0; i < 2; i++) {
        struct store_test test;
        (void)state;
        init(&test);
        unlink(import_path(&test.import, "store/generations/1"));
        import_write(&test.import, "store/current", slice_of(numbers[i]));
        assert_int_equal(shown(&test), 3);
        import_make(&test.import, 4);
        assert_string_equal(import_code(&test.import, "pack"), "");
        assert_int_equal(shown(&test), 4);
        import_write(&test.import, "store/current", slice_of(numbers[i]));
        assert_int_equal(roll_back(&test), 5);
        fini(&test);
    }
}

static void a_number_that_was_bad_is_not_given_again(void **state)
{
    struct store_test test;
    (void)state;
    init(&test);
    assert_true(store_mark_bad(test.root, 4));
    import_make(&test.import, 4);
    assert_string_equal(import_code(&test.import, "pack"), "");
    assert_int_equal(shown(&test), 5);
    fini(&test);
}

static bool is_kept(struct store_test *test, const char *name)
{
    return access(import_path(&test->import, arena_format(&test->import.base.arena, "store/%s", name).p),
                  F_OK) == 0;
}

static size_t count_packs(struct store_test *test)
{
    DIR *stream = opendir(import_path(&test->import, "store/packs"));
    const struct dirent *entry;
    size_t n = 0;
    assert_non_null(stream);
    while ((entry = readdir(stream)))
        n += entry->d_name[0] != '.';
    closedir(stream);
    return n;
}

static void room_is_made_by_the_oldest(void **state)
{
    struct store_test test;
    (void)state;
    init(&test);
    assert_true(store_drop_oldest(test.root));
    assert_false(is_kept(&test, "generations/1"));
    assert_true(is_kept(&test, "generations/2"));
    assert_int_equal(count_packs(&test), 2);
    assert_true(store_drop_oldest(test.root));
    assert_false(is_kept(&test, "generations/2"));
    assert_false(store_drop_oldest(test.root));
    assert_int_equal(count_packs(&test), 1);
    assert_int_equal(shown(&test), 3);
    fini(&test);
}

static void room_is_made_by_what_cannot_be_shown_first(void **state)
{
    struct store_test test;
    (void)state;
    init(&test);
    import_make(&test.import, 4);
    assert_string_equal(import_code(&test.import, "pack"), "");
    import_write(&test.import, "store/generations/2", SLICE("chasqui-gen"));
    assert_true(store_drop_oldest(test.root));
    assert_false(is_kept(&test, "generations/2"));
    assert_true(is_kept(&test, "generations/1"));
    assert_int_equal(count_packs(&test), 3);
    fini(&test);
}

// The kiosk shows the one before.
static void room_is_not_made_by_what_is_shown(void **state)
{
    struct store_test test;
    (void)state;
    init(&test);
    assert_true(store_mark_bad(test.root, 3));
    assert_true(store_drop_oldest(test.root));
    assert_false(store_drop_oldest(test.root));
    assert_int_equal(shown(&test), 2);
    assert_true(is_kept(&test, "generations/3"));
    // Nor when nothing could be shown.
    assert_true(store_mark_bad(test.root, 2));
    assert_false(store_drop_oldest(test.root));
    fini(&test);
}

static void signed_packs_come_first(void **state)
{
#define HASH "0000000000000000000000000000000000000000000000000000000000000000"
    struct pack_test test;
    struct generation set;
    (void)state;
    pack_test_init(&test);
    assert_true(
        generation_read(SLICE("chasqui-generation 1\nmade unknown import\npack u u 1 " HASH
                              " unsigned\npack a a 1 " HASH " signed 0123456789ABCDEF red\npack v v 1 " HASH
                              " unsigned\npack b b 1 " HASH " signed 0123456789ABCDEF red\n"),
                        1, &test.arena, &set));
    assert_int_equal(set.n_packs, 4);
    for (size_t i = 0; i < 4; i++)
        assert_true(slice_eq(set.packs[i].id, slice_sub(SLICE("abuv"), i, 1)));
    pack_test_fini(&test);
}

static void a_generation_is_read_in_its_form_alone(void **state)
{
    static const char *const bad[] = {
        "",
        "chasqui-generation 1\n",
        "chasqui-generation 2\nmade 2026-11-22 import\nnothing\n",
        "chasqui-generation 1\nmade 2026-11-22 import\n", // cut at the end of a line
        "chasqui-generation 1\nmade 2026-11-22 import\nnothing",
        "chasqui-generation 1\nmade 2026-11-22 import\nnothing\nnothing\n",
        "chasqui-generation 1\nmade 2026-11-22 import\npack x a 1 "
        "0000000000000000000000000000000000000000000000000000000000000000 unsigned\nnothing\n",
        "chasqui-generation 1\nmade 2026-11-32 import\n",
        "chasqui-generation 1\nmade 2026-11-22 import\npack ../x a 1 "
        "0000000000000000000000000000000000000000000000000000000000000000 unsigned\n",
        "chasqui-generation 1\nmade 2026-11-22 import\npack x a 1 00 unsigned\n",
        "chasqui-generation 1\nmade 2026-11-22 import\npack x a 1 "
        "0000000000000000000000000000000000000000000000000000000000000000 signed\n",
        "chasqui-generation 1\nmade 2026-11-22 import\npack x a 1 "
        "0000000000000000000000000000000000000000000000000000000000000000 unsigned",
    };
    struct pack_test test;
    struct generation set;
    (void)state;
    pack_test_init(&test);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(generation_read(slice_of(bad[i]), 1, &test.arena, &set));
    struct slice good = SLICE("chasqui-generation 1\nmade unknown rollback 3\npack a-1-0 a 1 "
                              "0000000000000000000000000000000000000000000000000000000000000000 signed "
                              "0123456789ABCDEF la red\n");
    assert_true(generation_read(good, 1, &test.arena, &set));
    assert_true(slice_is(set.packs[0].name, "la red"));
    assert_true(slice_eq(generation_write(&set, &test.arena), good));
    struct slice empty = SLICE("chasqui-generation 1\nmade 2026-11-22 remove a\nnothing\n");
    assert_true(generation_read(empty, 1, &test.arena, &set));
    assert_int_equal(set.n_packs, 0);
    assert_true(slice_eq(generation_write(&set, &test.arena), empty));
    pack_test_fini(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_current_one_is_shown),
        cmocka_unit_test(after_three_starts_without_luck_the_one_before),
        cmocka_unit_test(tries_of_an_earlier_boot_do_not_count),
        cmocka_unit_test(the_service_tells_which_boot_it_is),
        cmocka_unit_test(one_that_ran_well_keeps_its_tries),
        cmocka_unit_test(a_bad_one_is_never_shown_again),
        cmocka_unit_test(what_rots_in_the_store_is_passed_over),
        cmocka_unit_test(what_was_never_committed_is_not_shown_and_goes),
        cmocka_unit_test(the_last_few_are_kept),
        cmocka_unit_test(a_torn_one_is_mended_by_an_import),
        cmocka_unit_test(a_torn_one_is_mended_by_going_back),
        cmocka_unit_test(a_current_that_is_not_there_is_the_highest),
        cmocka_unit_test(a_number_that_was_bad_is_not_given_again),
        cmocka_unit_test(room_is_made_by_the_oldest),
        cmocka_unit_test(room_is_made_by_what_cannot_be_shown_first),
        cmocka_unit_test(room_is_not_made_by_what_is_shown),
        cmocka_unit_test(signed_packs_come_first),
        cmocka_unit_test(a_generation_is_read_in_its_form_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

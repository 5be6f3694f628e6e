// SPDX-License-Identifier: MIT
// A pack is taken out of a store, unless somebody relies on it.
#include "unit/pack/import_test.h"

#include "pack/store_remove.h"

static const char *remove_with(struct import_test *test, const char *id, const struct trust *trust,
                               uint64_t *made)
{
    struct diags diags;
    struct store_removal asked = {.root = import_path(test, "store"),
                                  .id = slice_of(id),
                                  .trust = trust,
                                  .today = (struct date){2026, 11, 22}};
    diags_init(&diags, &test->base.arena);
    if (store_remove(&asked, &test->base.arena, &diags, made))
        return "";
    assert_true(diags.count > 0);
    return diag_code_name(diags.list[0].code);
}

static const char *remove_code(struct import_test *test, const char *id, uint64_t *made)
{
    return remove_with(test, id, NULL, made);
}

// A store with the signed pack `base` and the unsigned `escuela`, which names its channels.
static void init(struct import_test *test)
{
    char command[3 * PATH_MAX];
    import_test_init(test);
    assert_string_equal(import_code(test, "pack"), "");
    snprintf(command, sizeof command,
             "cp -R '%s/check/borrowed/pack' '%s/escuela' && sed -i '/^loop:/d' '%s/escuela/pack.yaml'",
             TESTS_DIR, test->folder, test->folder);
    assert_int_equal(system(command), 0);
    assert_string_equal(import_code(test, "escuela"), "");
}

static void one_that_nobody_relies_on_goes(void **state)
{
    struct import_test test;
    struct generation set;
    uint64_t made;
    (void)state;
    init(&test);
    assert_string_equal(remove_code(&test, "escuela", &made), "");
    assert_int_equal(made, 3);
    assert_true(store_generation(import_path(&test, "store"), made, &test.base.arena, &set));
    assert_int_equal(set.n_packs, 1);
    assert_true(slice_is(set.packs[0].id, "base"));
    assert_true(slice_is(set.how, "remove escuela"));
    assert_string_equal(remove_code(&test, "escuela", &made), "remove-unknown");
    import_test_fini(&test);
}

static void one_that_is_relied_on_stays(void **state)
{
    struct import_test test;
    uint64_t made;
    (void)state;
    init(&test);
    assert_string_equal(remove_code(&test, "base", &made), "remove-needed");
    assert_int_equal(made, 0);
    assert_string_equal(remove_code(&test, "escuela", &made), "");
    assert_string_equal(remove_code(&test, "base", &made), "remove-last");
    assert_string_equal(remove_code(&test, "nada", &made), "remove-unknown");
    import_test_fini(&test);
}

// What came with the program is better than what a thief may have signed.
static void the_only_one_goes_when_its_key_is_revoked(void **state)
{
    struct import_test test;
    struct generation set;
    struct store_start start;
    struct keys_revoke revoke = {.why = SLICE("lost")};
    struct trust trust = {.revoked = &revoke, .n_revoked = 1};
    uint64_t made, current;
    (void)state;
    init(&test);
    const char *store = import_path(&test, "store");
    assert_true(store_generation(store, 1, &test.base.arena, &set));
    assert_true(minisign_id_read(set.packs[0].key, revoke.id));
    assert_string_equal(remove_with(&test, "base", &trust, &made), "remove-needed");
    assert_string_equal(remove_code(&test, "escuela", &made), "");
    revoke.id[0] ^= 1;
    assert_string_equal(remove_with(&test, "base", &trust, &made), "remove-last");
    revoke.id[0] ^= 1;
    assert_string_equal(remove_with(&test, "base", &trust, &made), "");
    assert_int_equal(made, 4);
    // The ones before it are not gone back to.
    assert_true(store_current(store, &current));
    assert_int_equal(current, 4);
    assert_false(store_open_current(store, &test.base.arena, &start));
    assert_int_equal(start.n, 0);
    assert_false(start.fell_back);
    assert_string_equal(remove_with(&test, "base", &trust, &made), "remove-unknown");
    // And what is brought then stands on it.
    assert_string_equal(import_code(&test, "pack"), "");
    assert_true(store_open_current(store, &test.base.arena, &start));
    assert_int_equal(start.set.number, 5);
    import_test_fini(&test);
}

static void nothing_is_removed_from_nothing(void **state)
{
    struct import_test test;
    uint64_t made;
    (void)state;
    import_test_init(&test);
    assert_string_equal(remove_code(&test, "base", &made), "remove-unknown");
    import_test_fini(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_that_nobody_relies_on_goes),
        cmocka_unit_test(one_that_is_relied_on_stays),
        cmocka_unit_test(the_only_one_goes_when_its_key_is_revoked),
        cmocka_unit_test(nothing_is_removed_from_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// Imports of a pack that was cut or changed anywhere: refused, each for its reason, and nothing of it stays.
#include "unit/pack/import_test.h"

static void assert_untouched(struct import_test *test)
{
    uint64_t current;
    assert_true(store_current(import_path(test, "store"), &current));
    assert_int_equal(current, 0);
    assert_int_equal(access(import_path(test, "store/staging/pack"), F_OK), -1);
}

static void a_pack_in_order_is_installed(void **state)
{
    struct import_test test;
    uint64_t current;
    (void)state;
    import_test_init(&test);
    assert_string_equal(import_code(&test, "pack.chasqui"), "");
    assert_string_equal(import_code(&test, "pack"), "already-here");
    import_make(&test, 2);
    assert_string_equal(import_code(&test, "pack"), "");
    assert_true(store_current(import_path(&test, "store"), &current));
    assert_int_equal(current, 2);
    import_test_fini(&test);
}

static void a_file_cut_at_any_byte_is_refused(void **state)
{
    struct import_test test;
    (void)state;
    import_test_init(&test);
    for (size_t n = 0; n < test.zip.n; n++) {
        import_write(&test, "cut.chasqui", slice_sub(test.zip, 0, n));
        assert_string_equal(import_code(&test, "cut.chasqui"), "zip-form");
    }
    assert_untouched(&test);
    import_test_fini(&test);
}

// Whatever bit of the whole file is turned: it is refused, or it is one that nobody reads (times, versions, modes).
static void a_turned_bit_changes_nothing_that_is_shown(void **state)
{
    struct import_test test;
    size_t taken = 0;
    (void)state;
    import_test_init(&test);
    char *bytes = arena_alloc(&test.base.arena, test.zip.n);
    for (size_t bit = 0; bit < 8 * test.zip.n; bit += 29) {
        memcpy(bytes, test.zip.p, test.zip.n);
        bytes[bit / 8] = (char)((unsigned char)bytes[bit / 8] ^ 1u << bit % 8);
        import_write(&test, "turned.chasqui", (struct slice){bytes, test.zip.n});
        const char *code = import_code(&test, "turned.chasqui");
        if (strcmp(code, "") == 0) {
            // What came in is what was signed, byte for byte.
            struct arena arena;
            struct generation set;
            arena_init(&arena);
            assert_true(store_generation(import_path(&test, "store"), 1, &arena, &set));
            uint8_t hash[MANIFEST_HASH];
            char text[MANIFEST_HASH_TEXT];
            install_hash(test.manifest, hash);
            manifest_hash_text(hash, text);
            assert_true(slice_is(set.packs[0].manifest, text));
            arena_fini(&arena);
            taken++;
            char command[PATH_MAX + 32];
            snprintf(command, sizeof command, "rm -rf '%s/store'", test.folder);
            assert_int_equal(system(command), 0);
        } else {
            assert_string_not_equal(code, "no reason");
        }
    }
    assert_true(taken < 8 * test.zip.n / 29 / 2);
    import_test_fini(&test);
}

static void turn_all(struct import_test *test, const char *name, struct slice good, const char *codes)
{
    char *bytes = arena_alloc(&test->base.arena, good.n);
    for (size_t bit = 0; bit < 8 * good.n; bit++) {
        memcpy(bytes, good.p, good.n);
        bytes[bit / 8] = (char)((unsigned char)bytes[bit / 8] ^ 1u << bit % 8);
        import_write(test, name, (struct slice){bytes, good.n});
        const char *code = import_code(test, "pack");
        if (!slice_is_among(slice_of(code), codes))
            fail_msg("%s, bit %zu: '%s'", name, bit, code);
    }
    import_write(test, name, good);
    assert_untouched(test);
}

static void every_bit_of_manifest_and_signature_counts(void **state)
{
    struct import_test test;
    (void)state;
    import_test_init(&test);
    turn_all(&test, "pack/MANIFEST", test.manifest, "signature-wrong");
    // The untrusted comment, its first line, is signed by nobody: see test_minisign.
    struct slice line, signature = test.signature;
    assert_true(slice_next_line(&signature, &line));
    char *bytes = arena_alloc(&test.base.arena, test.signature.n);
    size_t from = (size_t)(signature.p - test.signature.p);
    for (size_t bit = 8 * from; bit < 8 * test.signature.n; bit++) {
        memcpy(bytes, test.signature.p, test.signature.n);
        bytes[bit / 8] = (char)((unsigned char)bytes[bit / 8] ^ 1u << bit % 8);
        import_write(&test, "pack/MANIFEST.minisig", (struct slice){bytes, test.signature.n});
        const char *code = import_code(&test, "pack");
        // The last line's end may be anything blank, or be lacking.
        bool last = bit / 8 == test.signature.n - 1;
        if (!slice_is_among(slice_of(code),
                            "signature-wrong signature-form signature-legacy signature-unknown-key") &&
            !(last && strcmp(code, "") == 0))
            fail_msg("MANIFEST.minisig, bit %zu: '%s'", bit, code);
    }
    import_test_fini(&test);
}

static void every_byte_of_a_file_counts(void **state)
{
    struct import_test test;
    (void)state;
    import_test_init(&test);
    turn_all(&test, "pack/pictures/sol.svg", import_read(&test, "pack/pictures/sol.svg"), "file-changed");
    import_test_fini(&test);
}

static bool at_once(void *context)
{
    int *left = context;
    return --*left < 0;
}

// Called off at every question whether it should go on.
static void called_off_at_any_moment_it_leaves_nothing(void **state)
{
    struct import_test test;
    struct arena arena;
    struct diags diags;
    struct install install;
    (void)state;
    import_test_init(&test);
    for (int n = 0, done = 0; !done; n++) {
        int left = n;
        const struct install_options options = {.source = import_path(&test, "pack"),
                                                .store = import_path(&test, "store"),
                                                .trust = import_path(&test, "trust"),
                                                .today = {2026, 11, 22},
                                                .watch = {&left, no_progress, at_once}};
        arena_init(&arena);
        diags_init(&diags, &arena);
        install_init(&install, &options, &arena, &diags);
        enum install_status status = install_stage(&install);
        done = status == INSTALL_DONE;
        assert_true(done || status == INSTALL_CANCELLED);
        install_fini(&install);
        arena_fini(&arena);
        if (n > 0)
            assert_untouched(&test);
    }
    import_test_fini(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pack_in_order_is_installed),
        cmocka_unit_test(a_file_cut_at_any_byte_is_refused),
        cmocka_unit_test(a_turned_bit_changes_nothing_that_is_shown),
        cmocka_unit_test(every_bit_of_manifest_and_signature_counts),
        cmocka_unit_test(every_byte_of_a_file_counts),
        cmocka_unit_test(called_off_at_any_moment_it_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// MANIFEST: the one form that is read, and every way to be beside it.
#include "unit/pack/pack_test.h"

#include "base/limits.h"
#include "pack/manifest.h"

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"
#define ONES "1111111111111111111111111111111111111111111111111111111111111111"
#define HEAD "# chasqui-manifest 1\n# id prueba\n# version 4\n"
#define GOOD                                                                                                 \
    HEAD ZEROS "  channels.yaml\n" ONES "  messages/hola.es-PE.md\n" ZEROS "  messages/hola.es.md\n" ONES    \
               "  pack.yaml\n" ZEROS "  pictures/a_b.png\n"

static const struct {
    const char *text, *code;
    uint32_t line;
} rows[] = {
    {"", "manifest-form", 1},
    {"\xEF\xBB\xBF" GOOD, "manifest-form", 1},
    {"# chasqui-manifest 2\n", "manifest-newer", 1},
    {"# chasqui-manifest 01\n", "manifest-form", 1},
    {"# chasqui-manifest 1 \n", "manifest-form", 1},
    {"# chasqui-manifest 1\r\n# id prueba\r\n", "manifest-form", 1},
    {"# chasqui-manifest 1\n# version 4\n# id prueba\n" ZEROS "  pack.yaml\n", "manifest-form", 2},
    {"# chasqui-manifest 1\n# id Prueba\n# version 4\n" ZEROS "  pack.yaml\n", "manifest-form", 2},
    {"# chasqui-manifest 1\n# id ..\n# version 4\n" ZEROS "  pack.yaml\n", "manifest-form", 2},
    {"# chasqui-manifest 1\n# id prueba\n# version 0\n" ZEROS "  pack.yaml\n", "manifest-form", 3},
    {"# chasqui-manifest 1\n# id prueba\n# version 04\n" ZEROS "  pack.yaml\n", "manifest-form", 3},
    {"# chasqui-manifest 1\n# id prueba\n# version -4\n" ZEROS "  pack.yaml\n", "manifest-form", 3},
    {"# chasqui-manifest 1\n# id prueba\n# version 18446744073709551615\n" ZEROS "  pack.yaml\n",
     "manifest-form", 3},
    {"# chasqui-manifest 1\n# id prueba\n# version 99999999999999999999\n" ZEROS "  pack.yaml\n",
     "manifest-form", 3},
    {HEAD, "manifest-form", 3},
    {HEAD ZEROS "  pack.yaml", "manifest-form", 4},
    {HEAD ZEROS "  pack.yaml\r\n", "manifest-path", 4},
    {HEAD ZEROS " pack.yaml\n", "manifest-form", 4},
    {HEAD ZEROS " *pack.yaml\n", "manifest-form", 4},
    {HEAD ZEROS "\tpack.yaml\n", "manifest-form", 4},
    {HEAD ZEROS "   pack.yaml\n", "manifest-path", 4},
    {HEAD "\\" ZEROS "  pack.yaml\n", "manifest-form", 4},
    {HEAD "A" ZEROS "  pack.yaml\n", "manifest-form", 4},
    {HEAD "000000000000000000000000000000000000000000000000000000000000000A  pack.yaml\n", "manifest-form",
     4},
    {HEAD ZEROS "  \n", "manifest-form", 4},
    {HEAD "\n" ZEROS "  pack.yaml\n", "manifest-form", 4},
    {HEAD ZEROS "  pack.yaml\n\n", "manifest-form", 5},
    {HEAD ZEROS "  pack.yaml\n# more\n", "manifest-form", 5},
    {HEAD ZEROS "  pack.yaml\n" ZEROS "  pack.yaml\n", "manifest-duplicate", 5},
    {HEAD ZEROS "  pack.yaml\n" ZEROS "  channels.yaml\n", "manifest-order", 5},
    {HEAD ZEROS "  ../pack.yaml\n", "manifest-path", 4},
    {HEAD ZEROS "  /pack.yaml\n", "manifest-path", 4},
    {HEAD ZEROS "  ./pack.yaml\n", "manifest-path", 4},
    {HEAD ZEROS "  messages\n", "manifest-path", 4},
    {HEAD ZEROS "  messages/\n", "manifest-path", 4},
    {HEAD ZEROS "  messages/../pack.yaml\n", "manifest-path", 4},
    {HEAD ZEROS "  messages//hola.es.md\n", "manifest-path", 4},
    {HEAD ZEROS "  messages\\hola.es.md\n", "manifest-path", 4},
    {HEAD ZEROS "  messages/._hola.es.md\n", "manifest-path", 4},
    {HEAD ZEROS "  messages/Hola.es.md\n", "manifest-path", 4},
    {HEAD ZEROS "  MANIFEST\n", "manifest-path", 4},
    {HEAD ZEROS "  MANIFEST.minisig\n", "manifest-path", 4},
    {HEAD ZEROS "  README.md\n", "manifest-path", 4},
    {HEAD ZEROS "  INDEX\n", "manifest-path", 4},
    {HEAD ZEROS "  pictures/\x1b[2J.png\n", "manifest-path", 4},
    {HEAD ZEROS "  pictures/\xFF.png\n", "manifest-path", 4},
};

static void refused(void **state)
{
    (void)state;
    struct pack_test test;
    struct manifest manifest;
    pack_test_init(&test);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (manifest_read(SLICE("MANIFEST"), slice_of(rows[i].text), &test.arena, &test.diags, &manifest))
            fail_msg("row %zu is read", i);
        assert_string_equal(pack_test_code(&test), rows[i].code);
        assert_int_equal(test.diags.list[0].pos.line, rows[i].line);
        pack_test_again(&test);
    }
    // A NUL is a byte like another, and no path has it.
    assert_false(manifest_read(SLICE("MANIFEST"), SLICE(HEAD ZEROS "  pack.yaml\0\n"), &test.arena,
                               &test.diags, &manifest));
    assert_string_equal(pack_test_code(&test), "manifest-path");
    pack_test_fini(&test);
}

static void read_and_written(void **state)
{
    (void)state;
    struct pack_test test;
    struct manifest manifest;
    pack_test_init(&test);
    assert_true(manifest_read(SLICE("MANIFEST"), SLICE(GOOD), &test.arena, &test.diags, &manifest));
    assert_int_equal(test.diags.count, 0);
    assert_true(slice_is(manifest.id, "prueba"));
    assert_int_equal(manifest.version, 4);
    assert_int_equal(manifest.n_files, 5);
    assert_true(slice_eq(manifest_write(&manifest, &test.arena), SLICE(GOOD)));
    for (size_t i = 0; i < manifest.n_files; i++)
        assert_ptr_equal(manifest_find(&manifest, manifest.files[i].path), &manifest.files[i]);
    assert_int_equal(manifest_find(&manifest, SLICE("pack.yaml"))->sha256[31], 0x11);
    assert_null(manifest_find(&manifest, SLICE("pack")));
    assert_null(manifest_find(&manifest, SLICE("zzz")));
    assert_null(manifest_find(&manifest, SLICE_NONE));
    pack_test_fini(&test);
}

// Whatever bit is turned, it is refused or it says something else: no two texts are one manifest.
static void every_bit(void **state)
{
    (void)state;
    struct pack_test test;
    struct manifest manifest;
    char text[] = GOOD;
    size_t n = sizeof text - 1, changed = 0;
    pack_test_init(&test);
    for (size_t at = 0; at < n; at++) {
        for (int bit = 0; bit < 8; bit++) {
            text[at] ^= (char)(1 << bit);
            if (manifest_read(SLICE("MANIFEST"), (struct slice){text, n}, &test.arena, &test.diags,
                              &manifest)) {
                struct slice again = manifest_write(&manifest, &test.arena);
                assert_true(slice_eq(again, (struct slice){text, n}));
                changed++;
            } else {
                assert_string_not_equal(pack_test_code(&test), "several");
                assert_true(test.diags.count == 1);
            }
            text[at] ^= (char)(1 << bit);
            pack_test_again(&test);
        }
    }
    assert_true(changed > 300 && changed < 8 * n); // digits of a hash become other digits
    pack_test_fini(&test);
}

// Cut between two lines it is a manifest of fewer files, which is why it is signed.
static void every_length(void **state)
{
    (void)state;
    struct pack_test test;
    struct manifest manifest;
    struct slice whole = SLICE(GOOD);
    pack_test_init(&test);
    for (size_t n = 0; n < whole.n; n++) {
        struct slice part = slice_sub(whole, 0, n);
        bool lines = n > strlen(HEAD) && part.p[n - 1] == '\n';
        assert_int_equal(manifest_read(SLICE("MANIFEST"), part, &test.arena, &test.diags, &manifest), lines);
        assert_string_equal(pack_test_code(&test), lines ? ""
                                                   : test.diags.count
                                                       ? diag_code_name(test.diags.list[0].code)
                                                       : "?");
        pack_test_again(&test);
    }
    pack_test_fini(&test);
}

static void too_many(void **state)
{
    (void)state;
    struct pack_test test;
    struct manifest manifest;
    static const char head[] = HEAD;
    pack_test_init(&test);
    size_t n = sizeof head - 1 + LIMIT_PACK_FILES + 1;
    char *text = arena_alloc(&test.arena, n);
    memset(text, '\n', n);
    memcpy(text, head, sizeof head - 1);
    assert_false(
        manifest_read(SLICE("MANIFEST"), (struct slice){text, n}, &test.arena, &test.diags, &manifest));
    assert_string_equal(pack_test_code(&test), "manifest-large");
    pack_test_fini(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refused),      cmocka_unit_test(read_and_written), cmocka_unit_test(every_bit),
        cmocka_unit_test(every_length), cmocka_unit_test(too_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

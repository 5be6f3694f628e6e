// SPDX-License-Identifier: MIT
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "system/mapping.h"

struct fixture {
    char folder[32], path[64];
    struct arena arena;
};

static void setup(struct fixture *f, size_t n)
{
    memcpy(f->folder, "/tmp/mappingXXXXXX", sizeof "/tmp/mappingXXXXXX");
    assert_non_null(mkdtemp(f->folder));
    snprintf(f->path, sizeof f->path, "%s/file", f->folder);
    FILE *file = fopen(f->path, "wb");
    assert_non_null(file);
    for (size_t i = 0; i < n; i++)
        fputc((int)('a' + i % 26), file);
    assert_int_equal(fclose(file), 0);
    arena_init(&f->arena);
}

static void teardown(struct fixture *f)
{
    arena_fini(&f->arena);
    unlink(f->path);
    rmdir(f->folder);
}

static void a_file_is_there_until_the_arena_goes(void **state)
{
    (void)state;
    struct fixture f;
    struct slice bytes;
    setup(&f, 100000);
    assert_true(mapping_open(f.path, 100000, &f.arena, &bytes));
    assert_int_equal(bytes.n, 100000);
    assert_int_equal(bytes.p[27], 'b');
    assert_true(mapping_fetch(bytes, bytes.n));
    mapping_rest(bytes);
    assert_int_equal(bytes.p[99999], 'a' + 99999 % 26);
    // Whoever replaces it makes another file.
    unlink(f.path);
    mapping_rest(bytes);
    assert_int_equal(bytes.p[26], 'a');
    teardown(&f);
}

static void what_is_no_file_of_that_size_is_refused(void **state)
{
    (void)state;
    struct fixture f;
    struct slice bytes;
    setup(&f, 11);
    assert_false(mapping_open(f.path, 10, &f.arena, &bytes));
    assert_int_equal(errno, EFBIG);
    assert_true(mapping_open(f.path, 11, &f.arena, &bytes));
    assert_false(mapping_open(f.folder, 11, &f.arena, &bytes));
    unlink(f.path);
    assert_false(mapping_open(f.path, 11, &f.arena, &bytes));
    assert_int_equal(errno, ENOENT);
    assert_int_equal(mkfifo(f.path, 0600), 0);
    assert_false(mapping_open(f.path, 11, &f.arena, &bytes));
    unlink(f.path);
    assert_int_equal(symlink("/etc/passwd", f.path), 0);
    assert_false(mapping_open(f.path, 100000, &f.arena, &bytes));
    assert_int_equal(errno, ELOOP);
    teardown(&f);
}

static void an_empty_file_is_an_empty_slice(void **state)
{
    (void)state;
    struct fixture f;
    struct slice bytes;
    setup(&f, 0);
    assert_true(mapping_open(f.path, 10, &f.arena, &bytes));
    assert_int_equal(bytes.n, 0);
    assert_true(mapping_fetch(bytes, 10));
    mapping_rest(bytes);
    teardown(&f);
}

// What would be SIGBUS when it is looked at.
static void pages_that_are_gone_are_told(void **state)
{
    (void)state;
    struct fixture f;
    struct slice bytes;
    setup(&f, 100000);
    assert_true(mapping_open(f.path, 100000, &f.arena, &bytes));
    assert_int_equal(truncate(f.path, 10), 0);
    assert_true(mapping_fetch(bytes, 10));
    if (mapping_fetch(bytes, bytes.n))
        print_message("this kernel doesn't tell\n");
    teardown(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_there_until_the_arena_goes),
        cmocka_unit_test(what_is_no_file_of_that_size_is_refused),
        cmocka_unit_test(an_empty_file_is_an_empty_slice),
        cmocka_unit_test(pages_that_are_gone_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

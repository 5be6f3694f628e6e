// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/limits.h"
#include "system/files.h"

static char folder[] = "/tmp/chasqui-test-files-XXXXXX";

static uint64_t wants(struct slice path)
{
    return slice_ends(path, SLICE(".txt")) ? 10 : 0;
}

static uint64_t cap(struct slice path)
{
    return slice_ends(path, SLICE(".txt")) ? 20 : 8;
}

static void put(const char *name, const char *text)
{
    FILE *file = fopen(name, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static int enter(void **state)
{
    (void)state;
    char copy[sizeof folder];
    memcpy(copy, folder, sizeof copy);
    if (!mkdtemp(copy) || chdir(copy) != 0)
        return -1;
    *state = strdup(copy);
    return 0;
}

static int leave(void **state)
{
    char command[128];
    if (chdir("/") != 0)
        return -1;
    snprintf(command, sizeof command, "chmod -R u+rwx '%s' && rm -rf '%s'", (char *)*state, (char *)*state);
    free(*state);
    return system(command);
}

static void expect(const struct tree *tree, const char *path, enum tree_kind kind, enum tree_fault fault,
                   uint64_t size, const char *bytes)
{
    const struct tree_entry *entry = tree_find(tree, slice_of(path));
    assert_non_null(entry);
    assert_int_equal(entry->kind, kind);
    assert_int_equal(entry->fault, fault);
    if (kind == TREE_FILE)
        assert_int_equal(entry->size, size);
    assert_true(slice_is(entry->bytes, bytes));
}

static void a_folder_is_read(void **state)
{
    (void)state;
    struct arena arena;
    struct tree tree;
    assert_int_equal(mkdir("b", 0700), 0);
    put("b/uno.txt", "hola");
    put("b-x.txt", "");
    put("long.txt", "0123456789abcdef");
    put("larger.txt", "0123456789abcdefghijklmn");
    put("picture.png", "1234");
    put("sound.wav", "123456789");
    put(".hidden", "x");
    assert_int_equal(mkdir(".git", 0700), 0);
    put(".git/x.txt", "x");
    arena_init(&arena);
    assert_true(files_read_tree("./", wants, cap, &arena, &tree));
    assert_true(slice_is(tree.root, "."));
    assert_false(tree.truncated);
    assert_int_equal(tree.count, 7);
    expect(&tree, "b", TREE_FOLDER, TREE_OK, 0, "");
    expect(&tree, "b/uno.txt", TREE_FILE, TREE_OK, 4, "hola");
    expect(&tree, "b-x.txt", TREE_FILE, TREE_OK, 0, "");
    expect(&tree, "long.txt", TREE_FILE, TREE_OK, 16, "0123456789");
    expect(&tree, "larger.txt", TREE_FILE, TREE_TOO_LARGE, 24, "");
    expect(&tree, "picture.png", TREE_FILE, TREE_OK, 4, "");
    expect(&tree, "sound.wav", TREE_FILE, TREE_TOO_LARGE, 9, "");
    for (size_t i = 1; i < tree.count; i++)
        assert_true(slice_cmp(tree.entries[i - 1].path, tree.entries[i].path) < 0);
    arena_fini(&arena);
}

static void nothing_but_files_is_opened(void **state)
{
    (void)state;
    struct arena arena;
    struct tree tree;
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "socket.txt"};
    put("secret", "x");
    assert_int_equal(symlink("secret", "link.txt"), 0);
    assert_int_equal(symlink("/", "root"), 0);
    assert_int_equal(symlink("nowhere", "dangling.txt"), 0);
    assert_int_equal(mkfifo("fifo.txt", 0600), 0);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    arena_init(&arena);
    assert_true(files_read_tree(".", wants, cap, &arena, &tree));
    close(fd);
    assert_int_equal(tree.count, 6);
    expect(&tree, "link.txt", TREE_LINK, TREE_OK, 0, "");
    expect(&tree, "root", TREE_LINK, TREE_OK, 0, "");
    expect(&tree, "dangling.txt", TREE_LINK, TREE_OK, 0, "");
    expect(&tree, "fifo.txt", TREE_OTHER, TREE_OK, 0, "");
    expect(&tree, "socket.txt", TREE_OTHER, TREE_OK, 0, "");
    arena_fini(&arena);
}

static void faults_stay_with_their_entry(void **state)
{
    (void)state;
    struct arena arena;
    struct tree tree;
    arena_init(&arena);
    put("good.txt", "si");
    if (geteuid() != 0) { // root reads everything
        put("bad.txt", "no");
        assert_int_equal(chmod("bad.txt", 0), 0);
        assert_int_equal(mkdir("shut", 0), 0);
        assert_true(files_read_tree(".", wants, cap, &arena, &tree));
        expect(&tree, "bad.txt", TREE_FILE, TREE_UNREADABLE, 0, "");
        expect(&tree, "shut", TREE_FOLDER, TREE_UNREADABLE, 0, "");
        expect(&tree, "good.txt", TREE_FILE, TREE_OK, 2, "si");
    }
    assert_false(files_read_tree("nowhere", wants, cap, &arena, &tree));
    assert_int_equal(errno, ENOENT);
    assert_false(files_read_tree("good.txt", wants, cap, &arena, &tree));
    assert_int_equal(errno, ENOTDIR);
    arena_fini(&arena);
}

static void depth_is_capped(void **state)
{
    (void)state;
    char path[64] = "d";
    struct arena arena;
    struct tree tree;
    arena_init(&arena);
    for (int depth = 1; depth <= LIMIT_PACK_DEPTH; depth++) {
        assert_int_equal(mkdir(path, 0700), 0);
        memcpy(path + strlen(path), "/d", 3);
    }
    put("d/x.txt", "x");
    assert_true(files_read_tree(".", wants, cap, &arena, &tree));
    assert_false(tree.truncated);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_true(files_read_tree(".", wants, cap, &arena, &tree));
    assert_true(tree.truncated);
    expect(&tree, "d/x.txt", TREE_FILE, TREE_OK, 1, "x"); // the rest is read all the same
    arena_fini(&arena);
}

static void one_file_is_read(void **state)
{
    (void)state;
    struct arena arena;
    struct tree_entry entry;
    arena_init(&arena);
    put("a", "hola");
    assert_int_equal(symlink("a", "b"), 0);
    assert_int_equal(mkfifo("fifo", 0600), 0);
    assert_true(files_read("a", 4, &arena, &entry));
    assert_true(slice_is(entry.bytes, "hola") && slice_is(entry.path, "a"));
    assert_true(files_read("b", 4, &arena, &entry));
    assert_false(files_read("a", 3, &arena, &entry));
    assert_int_equal(entry.fault, TREE_TOO_LARGE);
    assert_false(files_read("nowhere", 4, &arena, &entry));
    assert_int_equal(entry.fault, TREE_UNREADABLE);
    assert_false(files_read(".", 1 << 20, &arena, &entry));
    assert_false(files_read("fifo", 4, &arena, &entry));
    arena_fini(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_folder_is_read, enter, leave),
        cmocka_unit_test_setup_teardown(nothing_but_files_is_opened, enter, leave),
        cmocka_unit_test_setup_teardown(faults_stay_with_their_entry, enter, leave),
        cmocka_unit_test_setup_teardown(depth_is_capped, enter, leave),
        cmocka_unit_test_setup_teardown(one_file_is_read, enter, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// What tests of an import share: a small pack in order, signed, as a folder and as a .chasqui file; a store; a trusted key.
#ifndef CHASQUI_TESTS_IMPORT_TEST_H
#define CHASQUI_TESTS_IMPORT_TEST_H

#include "unit/pack/pack_test.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pack/install.h"
#include "pack/seal.h"
#include "content/pack.h"
#include "system/files.h"

struct import_test {
    struct pack_test base;
    char folder[PATH_MAX]; // owned by the test: everything is below it
    struct slice manifest, signature;
    struct slice zip; // the whole .chasqui file
};

static inline const char *import_path(struct import_test *test, const char *name)
{
    return arena_format(&test->base.arena, "%s/%s", test->folder, name).p;
}

static inline void import_write(struct import_test *test, const char *name, struct slice bytes)
{
    const char *path = import_path(test, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(bytes.n == 0 || fwrite(bytes.p, 1, bytes.n, file) == bytes.n);
    assert_int_equal(fclose(file), 0);
}

static inline struct slice import_read(struct import_test *test, const char *name)
{
    struct tree_entry file;
    assert_true(files_read(import_path(test, name), 1 << 20, &test->base.arena, &file));
    return file.bytes;
}

// Copies tests/check/base-es as PACK with this version, hashed and signed.
static inline void import_make(struct import_test *test, unsigned version)
{
    char command[3 * PATH_MAX];
    struct minisign_secret secret;
    struct minisign_public public;
    struct tree tree;
    struct manifest manifest = {.id = SLICE("base"), .version = version};
    struct arena *arena = &test->base.arena;
    snprintf(
        command, sizeof command,
        "cd '%s' && rm -rf pack && cp -R '%s/check/base-es' pack && sed -i 's/^version: .*/version: %u/' "
        "pack/pack.yaml",
        test->folder, TESTS_DIR, version);
    assert_int_equal(system(command), 0);
    const char *pack = import_path(test, "pack");
    assert_true(files_read_tree(pack, pack_wants, pack_cap, arena, &tree));
    struct seal seal = {.folder = open(pack, O_RDONLY | O_DIRECTORY), .tree = &tree};
    assert_int_equal(seal_hash(&seal, arena, &manifest), SEAL_DONE);
    test->manifest = manifest_write(&manifest, arena);
    pack_test_key(7, &secret, &public);
    test->signature = minisign_sign(&secret, test->manifest, SLICE("test"), arena);
    int fd = open(import_path(test, "pack.chasqui"), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_int_equal(seal_write(&seal, &manifest, test->manifest, test->signature, fd), SEAL_DONE);
    close(fd);
    close(seal.folder);
    import_write(test, "pack/MANIFEST", test->manifest);
    import_write(test, "pack/MANIFEST.minisig", test->signature);
    test->zip = import_read(test, "pack.chasqui");
}

static inline void import_test_init(struct import_test *test)
{
    struct minisign_secret secret;
    struct minisign_public public;
    char key[MINISIGN_KEY_TEXT];
    pack_test_init(&test->base);
    // Memory, where there is some: thousands of folders are made.
    const char *place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    snprintf(test->folder, sizeof test->folder, "%s/chasqui-test.XXXXXX", place);
    assert_non_null(mkdtemp(test->folder));
    mkdir(import_path(test, "trust"), 0755);
    pack_test_key(7, &secret, &public);
    minisign_key_text(&public, key);
    import_write(test, "trust/red.pub", arena_format(&test->base.arena, "untrusted comment: red\n%s\n", key));
    import_make(test, 1);
}

static inline void import_test_fini(struct import_test *test)
{
    char command[PATH_MAX + 16];
    snprintf(command, sizeof command, "rm -rf '%s'", test->folder);
    assert_int_equal(system(command), 0);
    pack_test_fini(&test->base);
}

static inline void no_progress(void *context, enum install_stage stage, uint64_t done, uint64_t total,
                               struct slice name)
{
    (void)context, (void)stage, (void)done, (void)total, (void)name;
}

static inline bool not_cancelled(void *context)
{
    (void)context;
    return false;
}

// Imports NAME (in the test's folder). The code of the reason, or "" when it is done.
static inline const char *import_code(struct import_test *test, const char *name)
{
    struct arena arena;
    struct diags diags;
    struct install install;
    uint64_t generation;
    const struct install_options options = {.source = import_path(test, name),
                                            .store = import_path(test, "store"),
                                            .trust = import_path(test, "trust"),
                                            .unsigned_messages = true,
                                            .today = {2026, 11, 22},
                                            .watch = {NULL, no_progress, not_cancelled}};
    arena_init(&arena);
    diags_init(&diags, &arena);
    install_init(&install, &options, &arena, &diags);
    enum install_status status = install_stage(&install);
    if (status == INSTALL_DONE)
        status = install_commit(&install, &generation);
    const struct diag *reason = install_reason(&install);
    const char *code = status == INSTALL_DONE ? "" : reason ? diag_code_name(reason->code) : "no reason";
    install_fini(&install);
    arena_fini(&arena);
    return code;
}

#endif

// SPDX-License-Identifier: MIT
// Whom to believe: the folder of keys, signatures with every bit turned, and keys that come and go.
#include "unit/pack/pack_test.h"

#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "pack/trust_change.h"
#include "system/durable.h"

#define MESSAGE SLICE("# chasqui-manifest 1\n# id prueba\n# version 4\n")

struct fixture {
    struct pack_test test;
    char folder[64];
    struct minisign_secret secret[4];
    struct minisign_public public[4];
};

static void put(struct fixture *f, const char *name, struct slice text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", f->folder, name);
    assert_true(durable_replace(path, text, 0644));
}

static void put_key(struct fixture *f, const char *name, int key)
{
    char line[MINISIGN_KEY_TEXT];
    minisign_key_text(&f->public[key], line);
    put(f, name, arena_format(&f->test.arena, "untrusted comment: x\n%s\n", line));
}

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    *state = f;
    pack_test_init(&f->test);
    snprintf(f->folder, sizeof f->folder, "/tmp/chasqui-trust-XXXXXX");
    for (uint8_t i = 0; i < 4; i++)
        pack_test_key((uint8_t)(i + 1), &f->secret[i], &f->public[i]);
    return mkdtemp(f->folder) ? 0 : -1;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    DIR *dir = opendir(f->folder);
    for (const struct dirent *entry; dir && (entry = readdir(dir));)
        if (unlinkat(dirfd(dir), entry->d_name, 0) != 0)
            unlinkat(dirfd(dir), entry->d_name, AT_REMOVEDIR);
    if (dir)
        closedir(dir);
    rmdir(f->folder);
    pack_test_fini(&f->test);
    free(f);
    return 0;
}

static bool read_trust(struct fixture *f, struct trust *out)
{
    diags_init(&f->test.diags, &f->test.arena);
    return trust_read(f->folder, &f->test.arena, &f->test.diags, out);
}

static struct slice id_of(struct fixture *f, int key)
{
    char id[MINISIGN_ID_TEXT];
    minisign_id_text(f->public[key].id, id);
    return arena_copy(&f->test.arena, slice_of(id));
}

// ---- The folder ----

static void a_folder(void **state)
{
    struct fixture *f = *state;
    struct trust trust;
    assert_true(trust_read("/nonexistent/trusted.d", &f->test.arena, &f->test.diags, &trust));
    assert_int_equal(trust.n_keys, 0);
    put_key(f, "a-b.pub", 0);
    put_key(f, "a.pub", 1);
    put(f, "README", SLICE("notes"));
    put(f, "revoked",
        arena_format(&f->test.arena, "# why\n\n%.*s robada\r\n%s\n", SLICE_ARG(id_of(f, 1)),
                     "0123456789abcdef"));
    assert_true(read_trust(f, &trust));
    assert_int_equal(f->test.diags.count, 0);
    assert_int_equal(trust.n_keys, 2);
    assert_true(slice_is(trust.keys[0].name, "a") && trust.keys[0].revoked &&
                slice_is(trust.keys[0].why, "robada"));
    assert_true(slice_is(trust.keys[1].name, "a-b") && !trust.keys[1].revoked);
    assert_ptr_equal(trust_find(&trust, f->public[0].id), &trust.keys[1]);
    assert_null(trust_find(&trust, f->public[2].id));
    assert_int_equal(trust.n_revoked, 2);
}

static void what_is_left_out(void **state)
{
    struct fixture *f = *state;
    struct trust trust;
    put_key(f, "a.pub", 0);
    put_key(f, "b.pub", 0);
    put(f, "c.pub", SLICE("untrusted comment: x\nRWQ=\n"));
    put_key(f, "d\x1b[2J.pub", 1);
    put_key(f, "e\xE2\x80\xAE.pub", 2);
    assert_true(read_trust(f, &trust));
    assert_int_equal(trust.n_keys, 1);
    assert_int_equal(f->test.diags.errors, 0);
    assert_int_equal(f->test.diags.count, 4);
    assert_string_equal(diag_code_name(f->test.diags.list[0].code), "trust-key-twice");
    assert_string_equal(diag_code_name(f->test.diags.list[1].code), "trust-key-form");
    assert_string_equal(diag_code_name(f->test.diags.list[2].code), "trust-key-name");
    assert_string_equal(diag_code_name(f->test.diags.list[3].code), "trust-key-name");
}

static void what_closes_the_folder(void **state)
{
    struct fixture *f = *state;
    struct trust trust;
    put_key(f, "a.pub", 0);
    put(f, "revoked", SLICE("0123456789abcdeg robada\n"));
    assert_false(read_trust(f, &trust));
    assert_string_equal(diag_code_name(f->test.diags.list[0].code), "trust-revoked-form");
    assert_int_equal(trust.n_keys, 0);
    char path[256];
    snprintf(path, sizeof path, "%s/revoked", f->folder);
    unlink(path);
    assert_int_equal(symlink("a.pub", path), 0);
    assert_false(read_trust(f, &trust));
    assert_string_equal(pack_test_code(&f->test), "trust-unreadable");
    unlink(path);
    assert_int_equal(mkdir(path, 0755), 0);
    assert_false(read_trust(f, &trust));
    rmdir(path);
    assert_true(read_trust(f, &trust));
    put(f, "lists", SLICE("# chasqui-keys 1\n# serial 1\nrubbish\n"));
    assert_false(read_trust(f, &trust));
    assert_string_equal(diag_code_name(f->test.diags.list[0].code), "keys-form");
}

// ---- Signatures ----

// Whose signature it is decides what a turned bit may lead to.
static bool may_be(size_t at, struct slice text, const char *code)
{
    size_t prefix = strlen("untrusted comment: "), second = (size_t)slice_find_char(text, '\n') + 1;
    size_t third = second + 101, fourth = text.n - 89, column = at - second;
    if (at >= prefix && at < second - 1)
        return strcmp(code, "") == 0 || strcmp(code, "signature-form") == 0; // signed by nobody
    if (strcmp(code, "signature-form") == 0)
        return true;
    if (at >= second && column < 3 && strcmp(code, "signature-legacy") == 0)
        return true;
    if (at >= second && column >= 2 && column < 14 && strcmp(code, "signature-unknown-key") == 0)
        return true;
    if (at == text.n - 1 && strcmp(code, "") == 0)
        return true; // the last line feed
    bool in_signature = at >= second && column >= 13 && column < 100;
    bool in_comment = at >= third + strlen("trusted comment: ") && at < fourth - 1;
    return (in_signature || in_comment || at >= fourth) && strcmp(code, "signature-wrong") == 0;
}

static void every_bit_of_a_signature(void **state)
{
    struct fixture *f = *state;
    // No id of another key is one bit away.
    struct trusted_key keys[] = {{.name = SLICE("red"), .key = f->public[0]}};
    struct trust trust = {.keys = keys, .n_keys = 1};
    const struct trusted_key *by;
    struct slice made = minisign_sign(&f->secret[0], MESSAGE, SLICE("chasqui prueba 4"), &f->test.arena);
    assert_true(trust_verify(&trust, SLICE("s"), made, MESSAGE, &f->test.diags, &by));
    assert_ptr_equal(by, &keys[0]);
    char text[512];
    memcpy(text, made.p, made.n);
    struct slice turned = {text, made.n};
    for (size_t at = 0; at < turned.n; at++) {
        for (int bit = 0; bit < 8; bit++) {
            text[at] ^= (char)(1 << bit);
            pack_test_again(&f->test);
            bool good = trust_verify(&trust, SLICE("s"), turned, MESSAGE, &f->test.diags, &by);
            text[at] ^= (char)(1 << bit);
            const char *code = pack_test_code(&f->test);
            assert_int_equal(good, strcmp(code, "") == 0);
            if (!may_be(at, turned, code))
                fail_msg("byte %zu, bit %d: %s", at, bit, code);
        }
    }
    for (size_t n = 0; n + 1 < turned.n; n++) {
        pack_test_again(&f->test);
        assert_false(trust_verify(&trust, SLICE("s"), slice_sub(turned, 0, n), MESSAGE, &f->test.diags, &by));
        assert_string_equal(pack_test_code(&f->test), n ? "signature-form" : "signature-missing");
    }
}

static void every_bit_of_a_manifest(void **state)
{
    struct fixture *f = *state;
    struct trusted_key keys[] = {{.name = SLICE("red"), .key = f->public[0]}};
    struct trust trust = {.keys = keys, .n_keys = 1};
    const struct trusted_key *by;
    char text[128], signature_text[512];
    struct slice message = MESSAGE,
                 made = minisign_sign(&f->secret[0], MESSAGE, SLICE("chasqui prueba 4"), &f->test.arena);
    memcpy(text, message.p, message.n);
    memcpy(signature_text, made.p, made.n);
    for (size_t at = 0; at < message.n; at++) {
        for (int bit = 0; bit < 8; bit++) {
            text[at] ^= (char)(1 << bit);
            pack_test_again(&f->test);
            assert_false(trust_verify(&trust, SLICE("s"), (struct slice){signature_text, made.n},
                                      (struct slice){text, message.n}, &f->test.diags, &by));
            assert_string_equal(pack_test_code(&f->test), "signature-wrong");
            text[at] ^= (char)(1 << bit);
        }
    }
    for (size_t n = 0; n < message.n; n++) {
        pack_test_again(&f->test);
        assert_false(trust_verify(&trust, SLICE("s"), (struct slice){signature_text, made.n},
                                  slice_sub(message, 0, n), &f->test.diags, &by));
        assert_string_equal(pack_test_code(&f->test), "signature-wrong");
    }
}

static void whose_signature(void **state)
{
    struct fixture *f = *state;
    struct trust trust;
    const struct trusted_key *by;
    put_key(f, "a.pub", 0);
    put_key(f, "b.pub", 1);
    put(f, "revoked", arena_format(&f->test.arena, "%.*s robada\n", SLICE_ARG(id_of(f, 1))));
    static const struct {
        int key;
        const char *code, *name;
    } cases[] = {{0, "", "a"}, {1, "signature-revoked", "b"}, {2, "signature-unknown-key", NULL}};
    for (size_t i = 0; i < 3; i++) {
        assert_true(read_trust(f, &trust));
        struct slice text = minisign_sign(&f->secret[cases[i].key], MESSAGE, SLICE_NONE, &f->test.arena);
        trust_verify(&trust, SLICE("s"), text, MESSAGE, &f->test.diags, &by);
        assert_string_equal(pack_test_code(&f->test), cases[i].code);
        assert_true(cases[i].name ? slice_is(by->name, cases[i].name) : !by);
    }
    assert_false(trust_verify(&trust, SLICE("s"), SLICE_NONE, MESSAGE, &f->test.diags, &by));
}

// ---- Changes ----

static enum trust_change apply(struct fixture *f, int signer, const char *text, struct trust_applied *out)
{
    struct slice list = slice_of(text),
                 signature = minisign_sign(&f->secret[signer], list, SLICE_NONE, &f->test.arena);
    diags_init(&f->test.diags, &f->test.arena);
    return trust_apply(f->folder, SLICE("l.keys"), list, SLICE("l.keys.minisig"), signature, &f->test.arena,
                       &f->test.diags, out);
}

static const char *list_text(struct fixture *f, uint64_t serial, const char *lines)
{
    return arena_format(&f->test.arena, "# chasqui-keys 1\n# serial %" PRIu64 "\n%s", serial, lines).p;
}

static const char *add_line(struct fixture *f, int key, const char *name)
{
    char line[MINISIGN_KEY_TEXT];
    minisign_key_text(&f->public[key], line);
    return arena_format(&f->test.arena, "add %s %s\n", line, name).p;
}

static const char *revoke_line(struct fixture *f, int key, const char *why)
{
    return arena_format(&f->test.arena, "revoke %.*s %s\n", SLICE_ARG(id_of(f, key)), why).p;
}

static const char *joined(struct fixture *f, const char *a, const char *b)
{
    return arena_format(&f->test.arena, "%s%s", a, b).p;
}

// A lost key is replaced: the second key signs a list that adds the third and revokes the first.
static void a_rotation(void **state)
{
    struct fixture *f = *state;
    struct trust trust;
    struct trust_applied applied;
    put_key(f, "a.pub", 0);
    put_key(f, "b.pub", 1);
    const char *lines = joined(f, add_line(f, 2, "c 2027"), revoke_line(f, 0, "se perdió la portátil"));
    assert_int_equal(apply(f, 1, list_text(f, 3, lines), &applied), TRUST_DONE);
    assert_int_equal(applied.serial, 3);
    assert_true(slice_is(applied.by, "b"));
    assert_int_equal(applied.n_added, 1);
    assert_int_equal(applied.n_revoked, 1);
    assert_true(read_trust(f, &trust));
    assert_int_equal(f->test.diags.count, 0);
    assert_int_equal(trust.n_keys, 3);
    assert_true(trust.keys[0].revoked && slice_is(trust.keys[0].why, "se perdió la portátil"));
    assert_true(slice_is(trust.keys[2].name, "c 2027") && !trust.keys[2].revoked);
    // The new key signs the next list, which repeats what was said and goes on.
    lines = joined(f, lines, revoke_line(f, 1, "fin de su uso"));
    assert_int_equal(apply(f, 2, list_text(f, 4, lines), &applied), TRUST_DONE);
    assert_int_equal(applied.n_added, 0);
    assert_int_equal(applied.n_revoked, 1);
    // The old ones sign nothing any more.
    assert_int_equal(apply(f, 0, list_text(f, 5, ""), &applied), TRUST_REFUSED);
    assert_string_equal(pack_test_code(&f->test), "signature-revoked");
    assert_int_equal(apply(f, 1, list_text(f, 5, ""), &applied), TRUST_REFUSED);
    assert_string_equal(pack_test_code(&f->test), "signature-revoked");
}

static void lists_that_are_refused(void **state)
{
    struct fixture *f = *state;
    struct trust_applied applied;
    struct trust before, after;
    put_key(f, "a.pub", 0);
    put_key(f, "b.pub", 1);
    assert_int_equal(apply(f, 0, list_text(f, 7, ""), &applied), TRUST_DONE);
    const struct {
        int signer;
        const char *text, *code;
    } cases[] = {
        {0, list_text(f, 7, add_line(f, 2, "c")), "keys-serial-old"},
        {0, list_text(f, 1, ""), "keys-serial-old"},
        {0, list_text(f, 1008, ""), "keys-serial-far"},
        {0, list_text(f, UINT64_MAX, ""), "keys-serial-far"},
        {0, "# chasqui-keys 1\n# serial 18446744073709551616\n", "keys-form"},
        {0, "# chasqui-keys 1\n# serial 0\n", "keys-form"},
        {0, "# chasqui-keys 2\n# serial 8\n", "keys-newer"},
        {0, "# chasqui-manifest 1\n# id prueba\n# version 4\n", "keys-form"},
        {0, "", "keys-form"},
        {2, list_text(f, 8, ""), "signature-unknown-key"},
        {0, list_text(f, 8, joined(f, add_line(f, 2, "c"), revoke_line(f, 0, "x"))), "keys-own-key"},
        {0, list_text(f, 8, joined(f, revoke_line(f, 1, "x"), add_line(f, 2, "b"))), "keys-name-taken"},
        {0, list_text(f, 8, joined(f, add_line(f, 2, "c"), add_line(f, 3, "c"))), "keys-name-taken"},
        {0, list_text(f, 8, joined(f, add_line(f, 2, "c"), "add RWQ= d\n")), "keys-form"},
        {0, list_text(f, 8, add_line(f, 2, "../c")), "keys-form"},
        {0, list_text(f, 8, add_line(f, 2, "c\x1b[2J")), "keys-form"},
        {0, list_text(f, 8, add_line(f, 2, "")), "keys-form"},
        {0, list_text(f, 8, revoke_line(f, 1, "")), "keys-form"},
        {0, list_text(f, 8, "revoke 0123 why\n"), "keys-form"},
        {0, list_text(f, 8, "delete everything\n"), "keys-form"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(read_trust(f, &before));
        assert_int_equal(apply(f, cases[i].signer, cases[i].text, &applied), TRUST_REFUSED);
        assert_string_equal(pack_test_code(&f->test), cases[i].code);
        assert_true(read_trust(f, &after));
        assert_int_equal(after.n_keys, before.n_keys);
        assert_int_equal(after.n_revoked, before.n_revoked);
        assert_int_equal(after.lists.serial, 7);
    }
    // Not so far that it can't be followed.
    assert_int_equal(apply(f, 0, list_text(f, 1007, ""), &applied), TRUST_DONE);
}

// An id is 8 bytes that anybody can copy: with another key behind it it is another key.
static void an_id_that_is_taken(void **state)
{
    struct fixture *f = *state;
    struct trust_applied applied;
    put_key(f, "a.pub", 0);
    memcpy(f->public[2].id, f->public[0].id, sizeof f->public[0].id);
    assert_int_equal(apply(f, 0, list_text(f, 1, add_line(f, 2, "c")), &applied), TRUST_REFUSED);
    assert_string_equal(pack_test_code(&f->test), "keys-known");
}

static void too_many_keys(void **state)
{
    struct fixture *f = *state;
    struct trust_applied applied;
    struct trust trust;
    const char *lines = "";
    put_key(f, "a.pub", 0);
    for (int i = 0; i < LIMIT_KEYS; i++)
        lines = arena_format(&f->test.arena, "%srevoke %016x x\n", lines, i + 1).p;
    assert_int_equal(apply(f, 0, list_text(f, 1, lines), &applied), TRUST_DONE);
    assert_int_equal(apply(f, 0, list_text(f, 2, "revoke FFFF000000000000 x\n"), &applied), TRUST_REFUSED);
    assert_string_equal(pack_test_code(&f->test), "trust-too-many");
    assert_true(read_trust(f, &trust));
    assert_int_equal(trust.n_revoked, LIMIT_KEYS);
}

static void one_key(void **state)
{
    struct fixture *f = *state;
    struct trust trust;
    char line[MINISIGN_KEY_TEXT];
    minisign_key_text(&f->public[0], line);
    struct slice text = arena_format(&f->test.arena, "untrusted comment: x\r\n%s\r\n", line);
    struct arena *arena = &f->test.arena;
    struct diags *diags = &f->test.diags;
    assert_int_equal(trust_add(f->folder, SLICE("red"), SLICE("red.pub"), text, arena, diags), TRUST_DONE);
    assert_int_equal(trust_add(f->folder, SLICE("red"), SLICE("red.pub"), text, arena, diags), TRUST_REFUSED);
    assert_string_equal(pack_test_code(&f->test), "keys-known");
    assert_true(read_trust(f, &trust));
    assert_int_equal(trust.n_keys, 1);
    put(f, "revoked", SLICE("# notes, without a last line feed"));
    assert_int_equal(trust_revoke(f->folder, f->public[0].id, SLICE("robada"), arena, diags), TRUST_DONE);
    assert_int_equal(trust_revoke(f->folder, f->public[0].id, SLICE("robada"), arena, diags),
                     TRUST_UNCHANGED);
    assert_int_equal(trust_revoke(f->folder, f->public[1].id, SLICE("por si acaso"), arena, diags),
                     TRUST_DONE);
    assert_true(read_trust(f, &trust));
    assert_true(trust.keys[0].revoked);
    assert_int_equal(trust.n_revoked, 2);
    minisign_key_text(&f->public[1], line);
    text = arena_format(&f->test.arena, "untrusted comment: x\n%s\n", line);
    assert_int_equal(trust_add(f->folder, SLICE("otra"), SLICE("otra.pub"), text, arena, diags),
                     TRUST_REFUSED);
    assert_string_equal(pack_test_code(&f->test), "keys-revoked");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_folder),
        TEST(what_is_left_out),
        TEST(what_closes_the_folder),
        TEST(every_bit_of_a_signature),
        TEST(every_bit_of_a_manifest),
        TEST(whose_signature),
        TEST(a_rotation),
        TEST(lists_that_are_refused),
        TEST(an_id_that_is_taken),
        TEST(too_many_keys),
        TEST(one_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

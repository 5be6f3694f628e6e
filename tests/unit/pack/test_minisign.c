// SPDX-License-Identifier: MIT
// Keys and signatures: every form that minisign writes, every bit of them turned, and every length they may be cut to.
#include "unit/pack/pack_test.h"

#include "base/limits.h"

// Written by minisign 0.11 (-G -W; -S -H -t 'x y' of "hi\n").
#define KEY_LINE "RWQD1fH/7a1D9dv4viRmyUxYQoEYvcigdg03a3YhMIVKpEIqk9vdLg6y"
#define PUBLIC "untrusted comment: minisign public key F543ADEDFFF1D503\n" KEY_LINE "\n"
#define SIGNATURE                                                                                            \
    "untrusted comment: signature from minisign secret key\n"                                                \
    "RUQD1fH/7a1D9fD+18osYaWUblHCsk6dNTc6Ds206hrb4oNgFKCzFuxlUdrMxlPnUoLOwaAQX+LfWVCvxUbZu3a3gDyICEgMrwE=\n" \
    "trusted comment: x y\n"                                                                                 \
    "579ufhwjxpHt2hj55gSwYUlOuN7hl2FoVkJcdFfY4TQWxY58v7nzCBAwmal+N52Eb2RhJrBBtIZXhMXVp4n5CA==\n"
#define MESSAGE "hi\n"

static enum minisign_status verify(struct slice public_text, struct slice signature_text,
                                   struct slice message)
{
    struct minisign_public key;
    struct minisign_signature signature;
    enum minisign_status status = minisign_read_public(public_text, &key);
    if (status == MINISIGN_OK)
        status = minisign_read_signature(signature_text, &signature);
    return status == MINISIGN_OK ? minisign_verify(&key, &signature, message) : status;
}

static void what_minisign_signed(void **state)
{
    (void)state;
    struct minisign_public key;
    struct minisign_signature signature;
    char id[MINISIGN_ID_TEXT], line[MINISIGN_KEY_TEXT];
    assert_int_equal(verify(SLICE(PUBLIC), SLICE(SIGNATURE), SLICE(MESSAGE)), MINISIGN_OK);
    assert_int_equal(minisign_read_public(SLICE(PUBLIC), &key), MINISIGN_OK);
    minisign_id_text(key.id, id);
    assert_string_equal(id, "F543ADEDFFF1D503");
    minisign_key_text(&key, line);
    assert_string_equal(line, KEY_LINE);
    assert_int_equal(minisign_read_signature(SLICE(SIGNATURE), &signature), MINISIGN_OK);
    assert_true(slice_is(signature.comment, "x y"));
}

static void ids(void **state)
{
    (void)state;
    uint8_t id[MINISIGN_ID];
    char text[MINISIGN_ID_TEXT];
    assert_true(minisign_id_read(SLICE("f543ADEDFFF1D503"), id));
    minisign_id_text(id, text);
    assert_string_equal(text, "F543ADEDFFF1D503");
    assert_false(minisign_id_read(SLICE(""), id));
    assert_false(minisign_id_read(SLICE("F543ADEDFFF1D50"), id));
    assert_false(minisign_id_read(SLICE("F543ADEDFFF1D5033"), id));
    assert_false(minisign_id_read(SLICE("F543ADEDFFF1D50G"), id));
    assert_false(minisign_id_read(SLICE("F543 DEDFFF1D503"), id));
}

static void line_ends_of_windows(void **state)
{
    (void)state;
    assert_int_equal(
        verify(SLICE("untrusted comment: x\r\n" KEY_LINE "\r\n"), SLICE(SIGNATURE), SLICE(MESSAGE)),
        MINISIGN_OK);
    assert_int_equal(
        verify(SLICE("untrusted comment: x\r\n" KEY_LINE "\r\r\n"), SLICE(SIGNATURE), SLICE(MESSAGE)),
        MINISIGN_FORM);
    assert_int_equal(verify(SLICE("untrusted comment: x\n" KEY_LINE), SLICE(SIGNATURE), SLICE(MESSAGE)),
                     MINISIGN_OK);
    assert_int_equal(
        verify(SLICE("untrusted comment: x\n" KEY_LINE "\nmore\n"), SLICE(SIGNATURE), SLICE(MESSAGE)),
        MINISIGN_FORM);
    assert_int_equal(verify(SLICE("untrusted comment: x\n" KEY_LINE " \n"), SLICE(SIGNATURE), SLICE(MESSAGE)),
                     MINISIGN_FORM);
    assert_int_equal(verify(SLICE(KEY_LINE "\n"), SLICE(SIGNATURE), SLICE(MESSAGE)), MINISIGN_FORM);
}

static void legacy_by_name(void **state)
{
    (void)state;
    struct minisign_signature signature;
    // "Ed" where "ED" should stand.
    static const char legacy[] =
        "untrusted comment: x\nRWQD1fH/7a1D9fD+18osYaWUblHCsk6dNTc6Ds206hrb4oNgFKCzFuxlUdrMxlPnUo"
        "LOwaAQX+LfWVCvxUbZu3a3gDyICEgMrwE=\ntrusted comment: x y\n";
    assert_int_equal(minisign_read_signature(slice_of(legacy), &signature), MINISIGN_ALGORITHM);
}

// Nobody signs the untrusted comment, so that it may say anything; every other bit counts.
static void every_bit_of_a_signature(void **state)
{
    (void)state;
    char text[] = SIGNATURE;
    size_t n = sizeof text - 1, free_from = strlen("untrusted comment: "), free_to = strcspn(SIGNATURE, "\n");
    for (size_t at = 0; at < n; at++) {
        for (int bit = 0; bit < 8; bit++) {
            text[at] ^= (char)(1 << bit);
            // The last line feed may be let go, or be another blank; see the header.
            bool blank = at == n - 1 && slice_trim((struct slice){text + at, 1}).n == 0;
            enum minisign_status status = verify(SLICE(PUBLIC), (struct slice){text, n}, SLICE(MESSAGE));
            if (at >= free_from && at < free_to)
                assert_true(status == MINISIGN_OK || text[at] == '\n' || text[at] == '\r');
            else if (!blank)
                assert_int_not_equal(status, MINISIGN_OK);
            text[at] ^= (char)(1 << bit);
        }
    }
}

static void every_bit_of_what_is_signed(void **state)
{
    (void)state;
    char message[] = MESSAGE;
    for (size_t at = 0; at < sizeof message - 1; at++) {
        for (int bit = 0; bit < 8; bit++) {
            message[at] ^= (char)(1 << bit);
            assert_int_equal(
                verify(SLICE(PUBLIC), SLICE(SIGNATURE), (struct slice){message, sizeof message - 1}),
                MINISIGN_WRONG);
            message[at] ^= (char)(1 << bit);
        }
    }
}

static void every_bit_of_a_public_key(void **state)
{
    (void)state;
    char text[] = KEY_LINE;
    for (size_t at = 0; at < sizeof text - 1; at++) {
        for (int bit = 0; bit < 8; bit++) {
            struct minisign_public key;
            struct minisign_signature signature;
            text[at] ^= (char)(1 << bit);
            if (minisign_read_key((struct slice){text, sizeof text - 1}, &key) == MINISIGN_OK) {
                assert_int_equal(minisign_read_signature(SLICE(SIGNATURE), &signature), MINISIGN_OK);
                assert_int_not_equal(minisign_verify(&key, &signature, SLICE(MESSAGE)), MINISIGN_OK);
            }
            text[at] ^= (char)(1 << bit);
        }
    }
}

static void every_length(void **state)
{
    (void)state;
    struct minisign_signature signature;
    struct minisign_public key;
    struct slice whole = SLICE(SIGNATURE);
    for (size_t n = 0; n + 1 < whole.n; n++)
        assert_int_not_equal(minisign_read_signature(slice_sub(whole, 0, n), &signature), MINISIGN_OK);
    assert_int_equal(minisign_read_signature(slice_sub(whole, 0, whole.n - 1), &signature), MINISIGN_OK);
    whole = SLICE(PUBLIC);
    for (size_t n = 0; n + 1 < whole.n; n++)
        assert_int_not_equal(minisign_read_public(slice_sub(whole, 0, n), &key), MINISIGN_OK);
}

static void comments_that_are_refused(void **state)
{
    (void)state;
    struct arena arena;
    struct minisign_signature signature;
    struct minisign_secret key = {.id = {1}};
    uint8_t public[32];
    static const struct {
        const char *from, *to;
    } rows[] = {
        {"x y", "x\x1b[2J"},
        {"x y", "x\xC2\x9B"},
        {"x y", "\xFF"},
        {"x y", "x\x7f"},
        {"trusted comment: x y", "trusted comment:x"},
    };
    arena_init(&arena);
    crypto_sign_keypair(public, key.key);
    struct slice good = minisign_sign(&key, SLICE(MESSAGE), SLICE("x y"), &arena);
    ptrdiff_t at = slice_find(good, SLICE("x y"));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct slice from = slice_of(rows[i].from);
        size_t head = (size_t)at + 3 - from.n;
        struct slice text = arena_format(&arena, "%.*s%s%.*s", (int)head, good.p, rows[i].to,
                                         SLICE_ARG(slice_from(good, head + from.n)));
        assert_int_equal(minisign_read_signature(text, &signature), MINISIGN_FORM);
    }
    // A comment as long as may be, and one longer.
    for (size_t n = MINISIGN_COMMENT - 18; n <= MINISIGN_COMMENT; n++) {
        char *comment = arena_alloc(&arena, n);
        memset(comment, 'a', n);
        struct slice text = arena_format(&arena, "%.*s%.*s%.*s", (int)at, good.p, (int)n, comment,
                                         SLICE_ARG(slice_from(good, (size_t)at + 3)));
        bool fits = n + strlen("trusted comment: ") <= MINISIGN_COMMENT;
        assert_int_equal(minisign_read_signature(text, &signature), fits ? MINISIGN_OK : MINISIGN_FORM);
    }
    arena_fini(&arena);
}

static void what_we_generate(void **state)
{
    (void)state;
    struct arena arena;
    struct slice secret_text, public_text, other_secret, other_public;
    struct minisign_secret secret;
    arena_init(&arena);
    assert_int_equal(minisign_generate(SLICE_NONE, &arena, &secret_text, &public_text), MINISIGN_OK);
    assert_int_equal(minisign_read_secret(secret_text, SLICE_NONE, &secret), MINISIGN_OK);
    struct slice text = minisign_sign(&secret, SLICE("message"), SLICE("chasqui prueba 4"), &arena);
    assert_true(slice_eq(text, minisign_sign(&secret, SLICE("message"), SLICE("chasqui prueba 4"), &arena)));
    assert_int_equal(verify(public_text, text, SLICE("message")), MINISIGN_OK);
    assert_int_equal(verify(public_text, text, SLICE("massage")), MINISIGN_WRONG);
    assert_int_equal(verify(SLICE(PUBLIC), text, SLICE("message")), MINISIGN_KEY);
    assert_int_equal(minisign_generate(SLICE_NONE, &arena, &other_secret, &other_public), MINISIGN_OK);
    assert_false(slice_eq(secret_text, other_secret));
    // Empty messages and comments are signed too.
    text = minisign_sign(&secret, SLICE_NONE, SLICE_NONE, &arena);
    assert_int_equal(verify(public_text, text, SLICE_NONE), MINISIGN_OK);
    arena_fini(&arena);
}

// The file's base64 with some of its bytes changed.
static struct slice changed_secret(struct arena *arena, struct slice text, size_t at, uint64_t value,
                                   size_t bytes)
{
    struct slice comment, line, rest;
    uint8_t file[158];
    char again[256];
    size_t n;
    slice_cut(text, '\n', &comment, &rest);
    slice_cut(rest, '\n', &line, &rest);
    assert_int_equal(
        sodium_base642bin(file, sizeof file, line.p, line.n, NULL, &n, NULL, sodium_base64_VARIANT_ORIGINAL),
        0);
    for (size_t i = 0; i < bytes; i++)
        file[at + i] = (uint8_t)(value >> (8 * i));
    sodium_bin2base64(again, sizeof again, file, sizeof file, sodium_base64_VARIANT_ORIGINAL);
    return arena_format(arena, "untrusted comment: x\n%s\n", again);
}

static void secret_keys_that_are_refused(void **state)
{
    (void)state;
    struct arena arena;
    struct slice text, public_text;
    struct minisign_secret secret;
    static const struct {
        size_t at;
        uint64_t value;
        size_t bytes;
        enum minisign_status want;
    } rows[] = {
        {0, 'E' | 'D' << 8, 2, MINISIGN_FORM},     // the algorithm
        {2, 'S' | 'd' << 8, 2, MINISIGN_FORM},     // the key derivation
        {4, 'B' | '3' << 8, 2, MINISIGN_FORM},     // the checksum's kind
        {62, 0, 8, MINISIGN_FORM},                 // half of the secret half
        {94, 0, 8, MINISIGN_FORM},                 // of the public half
        {2, 'S' | 'c' << 8, 2, MINISIGN_PASSWORD}, // it says there is a password, and none is given
        {38, LIMIT_KEY_WORK, 8, MINISIGN_OK},      // not looked at without one
    };
    arena_init(&arena);
    assert_int_equal(minisign_generate(SLICE_NONE, &arena, &text, &public_text), MINISIGN_OK);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(
            minisign_read_secret(changed_secret(&arena, text, rows[i].at, rows[i].value, rows[i].bytes),
                                 SLICE_NONE, &secret),
            rows[i].want);
    // A file that asks for all the memory, or for a year's work, is refused before any is spent.
    struct slice covered = changed_secret(&arena, text, 2, 'S' | 'c' << 8, 2);
    struct slice memory = changed_secret(&arena, covered, 46, (uint64_t)LIMIT_KEY_MEMORY + 1, 8);
    struct slice work = changed_secret(&arena, covered, 38, (uint64_t)LIMIT_KEY_WORK + 1, 8);
    assert_int_equal(minisign_read_secret(memory, SLICE("x"), &secret), MINISIGN_FORM);
    assert_int_equal(minisign_read_secret(work, SLICE("x"), &secret), MINISIGN_FORM);
    assert_int_equal(minisign_read_secret(covered, SLICE("x"), &secret), MINISIGN_PASSWORD);
    for (size_t n = 0; n + 1 < text.n; n++)
        assert_int_equal(minisign_read_secret(slice_sub(text, 0, n), SLICE_NONE, &secret), MINISIGN_FORM);
    arena_fini(&arena);
}

// What minisign does with a password, at the least work that scrypt allows; tests/packs/minisign.sh goes the whole way.
static void a_password(void **state)
{
    (void)state;
    struct arena arena;
    struct slice text, public_text;
    struct minisign_secret plain, secret;
    uint8_t sum[32], stream[104], salt[32] = {0};
    arena_init(&arena);
    assert_int_equal(minisign_generate(SLICE_NONE, &arena, &text, &public_text), MINISIGN_OK);
    assert_int_equal(minisign_read_secret(text, SLICE_NONE, &plain), MINISIGN_OK);
    crypto_generichash_state hash;
    crypto_generichash_init(&hash, NULL, 0, sizeof sum);
    crypto_generichash_update(&hash, (const uint8_t *)"Ed", 2);
    crypto_generichash_update(&hash, plain.id, sizeof plain.id);
    crypto_generichash_update(&hash, plain.key, sizeof plain.key);
    crypto_generichash_final(&hash, sum, sizeof sum);
    assert_int_equal(
        crypto_pwhash_scryptsalsa208sha256(stream, sizeof stream, "caj\xC3\xB3n", 6, salt, 32768, 16777216),
        0);
    text = changed_secret(&arena, text, 2, 'S' | 'c' << 8, 2);
    text = changed_secret(&arena, text, 38, 32768, 8);
    text = changed_secret(&arena, text, 46, 16777216, 8);
    for (size_t i = 0; i < sizeof stream; i++) {
        uint8_t byte = i < 8 ? plain.id[i] : i < 72 ? plain.key[i - 8] : sum[i - 72];
        text = changed_secret(&arena, text, 54 + i, byte ^ stream[i], 1);
    }
    assert_int_equal(minisign_read_secret(text, SLICE_NONE, &secret), MINISIGN_PASSWORD);
    assert_int_equal(minisign_read_secret(text, SLICE("cajon"), &secret), MINISIGN_PASSWORD);
    assert_int_equal(minisign_read_secret(text, SLICE("caj\xC3\xB3n"), &secret), MINISIGN_OK);
    assert_memory_equal(&secret, &plain, sizeof secret);
    arena_fini(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_minisign_signed),         cmocka_unit_test(ids),
        cmocka_unit_test(line_ends_of_windows),         cmocka_unit_test(legacy_by_name),
        cmocka_unit_test(every_bit_of_a_signature),     cmocka_unit_test(every_bit_of_what_is_signed),
        cmocka_unit_test(every_bit_of_a_public_key),    cmocka_unit_test(every_length),
        cmocka_unit_test(comments_that_are_refused),    cmocka_unit_test(what_we_generate),
        cmocka_unit_test(secret_keys_that_are_refused), cmocka_unit_test(a_password),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

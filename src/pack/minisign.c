// SPDX-License-Identifier: MIT
#include "pack/minisign.h"

#include <sodium.h>
#include <string.h>

#include "base/kassert.h"
#include "base/limits.h"

#define UNTRUSTED SLICE("untrusted comment: ")
#define TRUSTED SLICE("trusted comment: ")
#define DIGEST 64   // BLAKE2b-512
#define CHECKSUM 32 // BLAKE2b-256

// What stands in the base64 of each file. Everything is bytes, so there is no padding between the members.
struct public_file {
    uint8_t algorithm[2], id[MINISIGN_ID], key[32];
};

struct signature_file {
    uint8_t algorithm[2], id[MINISIGN_ID], signature[64];
};

struct secret_part { // the part that a password covers
    uint8_t id[MINISIGN_ID], key[64], checksum[CHECKSUM];
};

struct secret_file {
    uint8_t algorithm[2], kdf[2], check[2], salt[32], work[8], memory[8];
    struct secret_part secret;
};

_Static_assert(sizeof(struct public_file) == 42 && sizeof(struct signature_file) == 74 &&
                   sizeof(struct secret_file) == 158,
               "the files are byte for byte what minisign writes");
_Static_assert(crypto_sign_BYTES == 64 && crypto_sign_SECRETKEYBYTES == 64 &&
                   crypto_sign_PUBLICKEYBYTES == 32,
               "Ed25519");

static bool is_tag(const uint8_t tag[2], const char *wanted)
{
    return memcmp(tag, wanted, 2) == 0;
}

static uint64_t from_le(const uint8_t bytes[8])
{
    uint64_t value = 0;
    for (int i = 7; i >= 0; i--)
        value = value << 8 | bytes[i];
    return value;
}

static void to_le(uint8_t bytes[8], uint64_t value)
{
    for (int i = 0; i < 8; i++, value >>= 8)
        bytes[i] = (uint8_t)value;
}

void minisign_id_text(const uint8_t id[MINISIGN_ID], char out[MINISIGN_ID_TEXT])
{
    uint8_t turned[MINISIGN_ID];
    for (size_t i = 0; i < MINISIGN_ID; i++)
        turned[i] = id[MINISIGN_ID - 1 - i];
    sodium_bin2hex(out, MINISIGN_ID_TEXT, turned, sizeof turned);
    for (char *p = out; *p; p++)
        if (*p >= 'a')
            *p = (char)(*p - 'a' + 'A');
}

bool minisign_id_read(struct slice text, uint8_t out[MINISIGN_ID])
{
    uint8_t turned[MINISIGN_ID];
    size_t n;
    if (text.n != 2 * MINISIGN_ID ||
        sodium_hex2bin(turned, sizeof turned, text.p, text.n, NULL, &n, NULL) != 0 || n != sizeof turned)
        return false;
    for (size_t i = 0; i < MINISIGN_ID; i++)
        out[i] = turned[MINISIGN_ID - 1 - i];
    return true;
}

// ---- The lines of a file ----

// Takes the next line off `rest`. One CR before the line feed is let go, as minisign does: editors on Windows put it there.
static bool take_line(struct slice *rest, size_t cap, struct slice *line)
{
    if (!slice_next_line(rest, line) || line->n > cap)
        return false;
    return slice_find_char(*line, '\r') < 0;
}

static bool take_comment(struct slice *rest, struct slice prefix, struct slice *comment)
{
    struct slice line;
    if (!take_line(rest, MINISIGN_COMMENT, &line) || !slice_starts(line, prefix))
        return false;
    *comment = slice_from(line, prefix.n);
    return true;
}

static bool is_base64(struct slice text)
{
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
              c == '/' || c == '='))
            return false;
    }
    return text.n > 0;
}

// The whole of a line is the base64 of exactly n bytes. libsodium 1.0.18 takes bytes from 0x80 for a '/' where char is
// signed, so the letters are looked at first.
static bool from_base64(struct slice text, void *out, size_t n)
{
    size_t written;
    return is_base64(text) &&
           sodium_base642bin(out, n, text.p, text.n, NULL, &written, NULL, sodium_base64_VARIANT_ORIGINAL) ==
               0 &&
           written == n;
}

// It is shown to people: no control characters, so that it can't move a terminal's cursor.
static bool is_printable(struct slice comment)
{
    size_t at = 0;
    if (utf8_valid_prefix(comment) != comment.n)
        return false;
    while (at < comment.n) {
        uint32_t c = utf8_next(comment, &at);
        if ((c < 0x20 && c != '\t') || (c >= 0x7f && c <= 0x9f))
            return false;
    }
    return true;
}

enum minisign_status minisign_read_key(struct slice base64, struct minisign_public *out)
{
    struct public_file file;
    if (!from_base64(base64, &file, sizeof file) || !is_tag(file.algorithm, "Ed"))
        return MINISIGN_FORM;
    memcpy(out->id, file.id, sizeof out->id);
    memcpy(out->key, file.key, sizeof out->key);
    return MINISIGN_OK;
}

void minisign_key_text(const struct minisign_public *key, char out[MINISIGN_KEY_TEXT])
{
    struct public_file file = {.algorithm = {'E', 'd'}};
    memcpy(file.id, key->id, sizeof file.id);
    memcpy(file.key, key->key, sizeof file.key);
    sodium_bin2base64(out, MINISIGN_KEY_TEXT, (const uint8_t *)&file, sizeof file,
                      sodium_base64_VARIANT_ORIGINAL);
}

enum minisign_status minisign_read_public(struct slice text, struct minisign_public *out)
{
    struct slice comment, line;
    if (!take_comment(&text, UNTRUSTED, &comment) || !take_line(&text, MINISIGN_COMMENT, &line) ||
        slice_trim(text).n)
        return MINISIGN_FORM;
    return minisign_read_key(line, out);
}

enum minisign_status minisign_read_signature(struct slice text, struct minisign_signature *out)
{
    struct signature_file file;
    struct slice untrusted, line, global;
    if (!take_comment(&text, UNTRUSTED, &untrusted) || !take_line(&text, MINISIGN_COMMENT, &line) ||
        !from_base64(line, &file, sizeof file))
        return MINISIGN_FORM;
    if (is_tag(file.algorithm, "Ed"))
        return MINISIGN_ALGORITHM;
    if (!is_tag(file.algorithm, "ED") || !take_comment(&text, TRUSTED, &out->comment) ||
        !is_printable(out->comment) || !take_line(&text, MINISIGN_COMMENT, &global) ||
        !from_base64(global, out->global, sizeof out->global) || slice_trim(text).n)
        return MINISIGN_FORM;
    memcpy(out->id, file.id, sizeof out->id);
    memcpy(out->signature, file.signature, sizeof out->signature);
    return MINISIGN_OK;
}

// ---- Verifying and signing ----

static void digest(struct slice message, uint8_t out[DIGEST])
{
    crypto_generichash(out, DIGEST, (const uint8_t *)message.p, message.n, NULL, 0);
}

// What the global signature is over: the signature and the trusted comment.
static size_t join_global(uint8_t out[64 + MINISIGN_COMMENT], const uint8_t signature[64],
                          struct slice comment)
{
    KASSERT(comment.n <= MINISIGN_COMMENT);
    memcpy(out, signature, 64);
    if (comment.n)
        memcpy(out + 64, comment.p, comment.n);
    return 64 + comment.n;
}

enum minisign_status minisign_verify(const struct minisign_public *key,
                                     const struct minisign_signature *signature, struct slice message)
{
    uint8_t hash[DIGEST], joined[64 + MINISIGN_COMMENT];
    if (sodium_init() < 0)
        return MINISIGN_MEMORY;
    if (memcmp(key->id, signature->id, MINISIGN_ID) != 0)
        return MINISIGN_KEY;
    digest(message, hash);
    size_t n = join_global(joined, signature->signature, signature->comment);
    if (crypto_sign_verify_detached(signature->signature, hash, sizeof hash, key->key) != 0 ||
        crypto_sign_verify_detached(signature->global, joined, n, key->key) != 0)
        return MINISIGN_WRONG;
    return MINISIGN_OK;
}

static struct slice base64_line(struct arena *arena, const void *bytes, size_t n)
{
    size_t room = sodium_base64_encoded_len(n, sodium_base64_VARIANT_ORIGINAL);
    char *text = arena_alloc(arena, room);
    sodium_bin2base64(text, room, bytes, n, sodium_base64_VARIANT_ORIGINAL);
    return (struct slice){text, room - 1};
}

struct slice minisign_sign(const struct minisign_secret *key, struct slice message,
                           struct slice trusted_comment, struct arena *arena)
{
    struct signature_file file = {.algorithm = {'E', 'D'}};
    uint8_t hash[DIGEST], joined[64 + MINISIGN_COMMENT], global[64];
    KASSERT(sodium_init() >= 0);
    KASSERT(is_printable(trusted_comment) && TRUSTED.n + trusted_comment.n <= MINISIGN_COMMENT);
    memcpy(file.id, key->id, sizeof file.id);
    digest(message, hash);
    crypto_sign_detached(file.signature, NULL, hash, sizeof hash, key->key);
    size_t n = join_global(joined, file.signature, trusted_comment);
    crypto_sign_detached(global, NULL, joined, n, key->key);
    struct slice first = base64_line(arena, &file, sizeof file),
                 last = base64_line(arena, global, sizeof global);
    return arena_format(arena,
                        "untrusted comment: signature by chasquictl\n%.*s\ntrusted comment: %.*s\n%.*s\n",
                        SLICE_ARG(first), SLICE_ARG(trusted_comment), SLICE_ARG(last));
}

// ---- Secret keys ----

// scrypt's stream over the secret part, which covers or uncovers it.
static bool cover(struct secret_file *file, struct slice password)
{
    uint8_t stream[sizeof file->secret];
    uint8_t *secret = (uint8_t *)&file->secret;
    int status =
        crypto_pwhash_scryptsalsa208sha256(stream, sizeof stream, password.p ? password.p : "", password.n,
                                           file->salt, from_le(file->work), (size_t)from_le(file->memory));
    for (size_t i = 0; status == 0 && i < sizeof stream; i++)
        secret[i] ^= stream[i];
    sodium_memzero(stream, sizeof stream);
    return status == 0;
}

static void checksum(const struct secret_file *file, uint8_t out[CHECKSUM])
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, CHECKSUM);
    crypto_generichash_update(&state, file->algorithm, sizeof file->algorithm);
    crypto_generichash_update(&state, file->secret.id, sizeof file->secret.id);
    crypto_generichash_update(&state, file->secret.key, sizeof file->secret.key);
    crypto_generichash_final(&state, out, CHECKSUM);
    sodium_memzero(&state, sizeof state);
}

// Signing with a public half that isn't the seed's would give the seed away.
static bool halves_match(const uint8_t key[64])
{
    uint8_t seed[crypto_sign_SEEDBYTES], again[64], public[32];
    crypto_sign_ed25519_sk_to_seed(seed, key);
    crypto_sign_seed_keypair(public, again, seed);
    bool match = sodium_memcmp(again, key, sizeof again) == 0;
    sodium_memzero(seed, sizeof seed);
    sodium_memzero(again, sizeof again);
    return match;
}

static enum minisign_status open_secret(struct secret_file *file, struct slice password)
{
    uint8_t sum[CHECKSUM];
    bool covered = is_tag(file->kdf, "Sc");
    if (!is_tag(file->algorithm, "Ed") || !is_tag(file->check, "B2") ||
        (!covered && !is_tag(file->kdf, "\0\0")))
        return MINISIGN_FORM;
    if (covered) {
        if (from_le(file->work) > LIMIT_KEY_WORK || from_le(file->memory) > LIMIT_KEY_MEMORY)
            return MINISIGN_FORM;
        if (password.n == 0)
            return MINISIGN_PASSWORD;
        if (!cover(file, password))
            return MINISIGN_MEMORY;
        checksum(file, sum);
        if (sodium_memcmp(sum, file->secret.checksum, sizeof sum) != 0)
            return MINISIGN_PASSWORD;
    }
    // A key without a password has no checksum in minisign's files.
    return halves_match(file->secret.key) ? MINISIGN_OK : MINISIGN_FORM;
}

enum minisign_status minisign_read_secret(struct slice text, struct slice password,
                                          struct minisign_secret *out)
{
    struct secret_file file;
    struct slice comment, line;
    if (sodium_init() < 0)
        return MINISIGN_MEMORY;
    if (!take_comment(&text, UNTRUSTED, &comment) || !take_line(&text, MINISIGN_COMMENT, &line) ||
        slice_trim(text).n || !from_base64(line, &file, sizeof file)) {
        sodium_memzero(&file, sizeof file);
        return MINISIGN_FORM;
    }
    enum minisign_status status = open_secret(&file, password);
    if (status == MINISIGN_OK) {
        memcpy(out->id, file.secret.id, sizeof out->id);
        memcpy(out->key, file.secret.key, sizeof out->key);
    }
    sodium_memzero(&file, sizeof file);
    return status;
}

// Where there is less memory than minisign asks for, half of it, and so on; the file tells how much it was.
static bool protect(struct secret_file *file, struct slice password)
{
    uint64_t work = LIMIT_KEY_WORK, memory = LIMIT_KEY_MEMORY;
    memcpy(file->kdf, "Sc", 2);
    randombytes_buf(file->salt, sizeof file->salt);
    checksum(file, file->secret.checksum);
    for (;;) {
        to_le(file->work, work);
        to_le(file->memory, memory);
        if (cover(file, password))
            return true;
        work /= 2;
        memory /= 2;
        if (memory < crypto_pwhash_scryptsalsa208sha256_MEMLIMIT_MIN)
            return false;
    }
}

enum minisign_status minisign_generate(struct slice password, struct arena *arena, struct slice *secret_text,
                                       struct slice *public_text)
{
    struct public_file public = {.algorithm = {'E', 'd'}};
    struct secret_file secret = {.algorithm = {'E', 'd'}, .check = {'B', '2'}};
    char id[MINISIGN_ID_TEXT];
    if (sodium_init() < 0)
        return MINISIGN_MEMORY;
    randombytes_buf(public.id, sizeof public.id);
    crypto_sign_keypair(public.key, secret.secret.key);
    memcpy(secret.secret.id, public.id, sizeof public.id);
    if (password.n && !protect(&secret, password)) {
        sodium_memzero(&secret, sizeof secret);
        return MINISIGN_MEMORY;
    }
    struct slice line = base64_line(arena, &secret, sizeof secret);
    sodium_memzero(&secret, sizeof secret);
    *secret_text =
        arena_format(arena, "untrusted comment: %s\n%.*s\n",
                     password.n ? "minisign encrypted secret key" : "minisign secret key, without a password",
                     SLICE_ARG(line));
    sodium_memzero((char *)line.p, line.n);
    minisign_id_text(public.id, id);
    line = base64_line(arena, &public, sizeof public);
    *public_text =
        arena_format(arena, "untrusted comment: minisign public key %s\n%.*s\n", id, SLICE_ARG(line));
    return MINISIGN_OK;
}

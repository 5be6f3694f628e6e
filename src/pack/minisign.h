// SPDX-License-Identifier: MIT
// Keys and signatures in the formats of minisign (https://jedisct1.github.io/minisign/, "Format" sections), by libsodium.
// One algorithm only: Ed25519 over the BLAKE2b-512 of the message ("ED", prehashed).
#ifndef CHASQUI_PACK_MINISIGN_H
#define CHASQUI_PACK_MINISIGN_H

#include "base/arena.h"

#define MINISIGN_ID 8 // bytes; written in hexadecimal as minisign does, the last byte first
#define MINISIGN_ID_TEXT (2 * MINISIGN_ID + 1)
#define MINISIGN_KEY_TEXT 57  // "RW...", 42 bytes in base64
#define MINISIGN_COMMENT 1024 // bytes at most of a trusted comment

struct minisign_public {
    uint8_t id[MINISIGN_ID];
    uint8_t key[32];
};

struct minisign_secret {
    uint8_t id[MINISIGN_ID];
    uint8_t key[64]; // seed and public key, as libsodium keeps them
};

struct minisign_signature {
    uint8_t id[MINISIGN_ID];
    uint8_t signature[64];
    uint8_t global[64];   // over the signature and the trusted comment
    struct slice comment; // trusted; points into the text that was read
};

enum minisign_status {
    MINISIGN_OK,
    MINISIGN_FORM,      // not a key (signature) in minisign's format
    MINISIGN_ALGORITHM, // a legacy signature, not prehashed: sign again with `minisign -H` or `chasquictl pack`
    MINISIGN_PASSWORD, // the key is protected, and this password doesn't open it (or none was given)
    MINISIGN_KEY,      // made with another key
    MINISIGN_WRONG,    // the message, or the trusted comment, isn't what was signed
    MINISIGN_MEMORY,
};

void minisign_id_text(const uint8_t id[MINISIGN_ID], char out[MINISIGN_ID_TEXT]); // NUL-terminated
// False when the text isn't an id: 16 hexadecimal digits, large or small.
bool minisign_id_read(struct slice text, uint8_t out[MINISIGN_ID]);

// Whole files. One CR before a line feed, and blanks after the last line, are let go as minisign does; nothing else is. The
// untrusted comment is signed by nobody, in minisign's format, and never shown.
enum minisign_status minisign_read_public(struct slice text, struct minisign_public *out);
enum minisign_status minisign_read_signature(struct slice text, struct minisign_signature *out);
// The second line of a public key's file alone: "RW...".
enum minisign_status minisign_read_key(struct slice base64, struct minisign_public *out);
void minisign_key_text(const struct minisign_public *key,
                       char out[MINISIGN_KEY_TEXT]); // its inverse, NUL-terminated
// `password` may be empty for a key that has none (MINISIGN_PASSWORD tells). Takes about a second, and as much memory as
// LIMIT_KEY_MEMORY, for one that has (scrypt); a file that asks for more is MINISIGN_FORM. The caller wipes *out.
enum minisign_status minisign_read_secret(struct slice text, struct slice password,
                                          struct minisign_secret *out);

enum minisign_status minisign_verify(const struct minisign_public *key,
                                     const struct minisign_signature *signature, struct slice message);

// A new pair. The texts are whole files, in `arena`; with an empty password the secret one is not protected.
// The caller wipes the secret text (sodium_memzero).
enum minisign_status minisign_generate(struct slice password, struct arena *arena, struct slice *secret_text,
                                       struct slice *public_text);
// The text of a MANIFEST.minisig. The same key, message and comment give the same bytes.
struct slice minisign_sign(const struct minisign_secret *key, struct slice message,
                           struct slice trusted_comment, struct arena *arena);

#endif

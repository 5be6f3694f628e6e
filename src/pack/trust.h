// SPDX-License-Identifier: MIT
// Whose signature is believed here. A folder (trusted.d):
//
//     NAME.pub      a key in minisign's format; the file's name is what people are shown
//     revoked       one key a line: its id (16 hexadecimal digits), a space, why; # begins a comment
//
// A key that is revoked is believed no more, wherever else it stands. Keys are rotated with NAME.keys files: see
// trust_apply.
#ifndef CHASQUI_PACK_TRUST_H
#define CHASQUI_PACK_TRUST_H

#include "base/diag.h"
#include "pack/minisign.h"

struct trusted_key {
    struct slice name; // "red-papaz", without .pub
    struct minisign_public key;
    bool revoked;
    struct slice why; // when it is
};

struct trust {
    const struct trusted_key *keys; // by name
    size_t n_keys;
    struct slice folder;
};

// Reads the folder. A file that can't be read as what it is, is named and left out; a revocation list that can't be read
// makes the whole folder unreadable: then, or when the folder can't be listed, false. A folder that isn't there is no
// keys. Everything is in `arena`.
bool trust_read(const char *folder, struct arena *arena, struct diags *diags, struct trust *out);

// The key with this id, revoked or not, or NULL.
const struct trusted_key *trust_find(const struct trust *trust, const uint8_t id[MINISIGN_ID]);

// Whether `message` is signed by a key that is believed here; *by is that key (also when it is revoked and so the answer
// is false). `path` is what diagnostics call the signature. False with a diagnostic otherwise.
bool trust_verify(const struct trust *trust, struct slice path, struct slice signature_text,
                  struct slice message, struct diags *diags, const struct trusted_key **by);

#endif

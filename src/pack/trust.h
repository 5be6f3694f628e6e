// SPDX-License-Identifier: MIT
// Whose signature is believed here. A folder (trusted.d):
//
//     NAME.pub      a key in minisign's format; the file's name is what people are shown
//     revoked       one key a line: its id (16 hexadecimal digits), a space, why; # begins a comment
//     lists         what the signed lists of keys that were applied here come to, and the serial of the last (keys_list.h)
//
// A key that is revoked is believed no more, wherever else it stands. Keys are rotated with NAME.keys files: see
// trust_change.h. Other files are let be.
#ifndef CHASQUI_PACK_TRUST_H
#define CHASQUI_PACK_TRUST_H

#include "base/diag.h"
#include "pack/keys_list.h"

#define TRUST_REVOKED "revoked"
#define TRUST_LISTS "lists"

struct trusted_key {
    struct slice name; // "red-papaz", without .pub
    struct minisign_public key;
    bool revoked;
    struct slice why; // when it is
};

struct trust {
    const struct trusted_key *keys; // by name
    size_t n_keys;
    const struct keys_revoke *revoked; // also of keys that aren't here
    size_t n_revoked;
    struct keys_list lists; // what the lists of keys applied here come to; serial 0: none was
    struct slice folder;
};

// Reads the folder. A key that can't be read is named and left out; `revoked` or `lists` that can't be read
// makes the whole folder unreadable: then, or when the folder can't be listed, false. A folder that isn't there is no
// keys. Everything is in `arena`.
bool trust_read(const char *folder, struct arena *arena, struct diags *diags, struct trust *out);

// The key with this id, revoked or not, or NULL.
const struct trusted_key *trust_find(const struct trust *trust, const uint8_t id[MINISIGN_ID]);

// What revoked the key with this id, whether the key is here or not, or NULL.
const struct keys_revoke *trust_revoked(const struct trust *trust, const uint8_t id[MINISIGN_ID]);

// The same of a key's id as a generation writes it; NULL for what is none.
const struct keys_revoke *trust_revoked_pack(const struct trust *trust, struct slice key);

// Whether `message` is signed by a key that is believed here; *by is that key (also when it is revoked and so the answer
// is false). `path` is what diagnostics call the signature; signature_text is empty where there is none.
// False with a diagnostic otherwise.
bool trust_verify(const struct trust *trust, struct slice path, struct slice signature_text,
                  struct slice message, struct diags *diags, const struct trusted_key **by);

#endif

// SPDX-License-Identifier: MIT
// The files of minisign: a signature, a public and a secret key. One message was signed with the key below, and the seeds hold
// that signature: whatever else is good must be the same signature, written with other blanks.
#include "fuzz/fuzz.h"

#include <string.h>

#include "pack/minisign.h"

// Written by minisign 0.11 (-G -W; -S -H -t 'x y' of "hi\n").
#define KEY "RWQD1fH/7a1D9dv4viRmyUxYQoEYvcigdg03a3YhMIVKpEIqk9vdLg6y"
#define SIGNED                                                                                               \
    "untrusted comment: signature from minisign secret key\n"                                                \
    "RUQD1fH/7a1D9fD+18osYaWUblHCsk6dNTc6Ds206hrb4oNgFKCzFuxlUdrMxlPnUoLOwaAQX+LfWVCvxUbZu3a3gDyICEgMrwE=\n" \
    "trusted comment: x y\n"                                                                                 \
    "579ufhwjxpHt2hj55gSwYUlOuN7hl2FoVkJcdFfY4TQWxY58v7nzCBAwmal+N52Eb2RhJrBBtIZXhMXVp4n5CA==\n"

static void read_signature(struct slice bytes)
{
    struct minisign_public key;
    struct minisign_signature signature, good;
    FUZZ_EXPECT(minisign_read_key(SLICE(KEY), &key) == MINISIGN_OK);
    FUZZ_EXPECT(minisign_read_signature(SLICE(SIGNED), &good) == MINISIGN_OK);
    if (minisign_read_signature(bytes, &signature) != MINISIGN_OK ||
        minisign_verify(&key, &signature, SLICE("hi\n")) != MINISIGN_OK)
        return;
    FUZZ_EXPECT(memcmp(signature.id, good.id, sizeof good.id) == 0);
    FUZZ_EXPECT(memcmp(signature.signature, good.signature, sizeof good.signature) == 0);
    FUZZ_EXPECT(memcmp(signature.global, good.global, sizeof good.global) == 0);
    FUZZ_EXPECT(slice_eq(signature.comment, good.comment));
}

static void read_public(struct slice bytes)
{
    struct minisign_public key, again;
    char text[MINISIGN_KEY_TEXT];
    if (minisign_read_public(bytes, &key) != MINISIGN_OK)
        return;
    minisign_key_text(&key, text);
    FUZZ_EXPECT(slice_find(bytes, slice_of(text)) >= 0);
    FUZZ_EXPECT(minisign_read_key(slice_of(text), &again) == MINISIGN_OK);
    FUZZ_EXPECT(memcmp(&key, &again, sizeof key) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice bytes = {(const char *)data, size};
    struct minisign_secret secret;
    read_signature(bytes);
    read_public(bytes);
    minisign_read_secret(bytes, SLICE_NONE, &secret);
    return 0;
}

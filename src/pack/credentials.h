// SPDX-License-Identifier: MIT
// What a source says it is, and who says so: its MANIFEST and signature, read once and kept, so that what was verified is
// what is installed.
#ifndef CHASQUI_PACK_CREDENTIALS_H
#define CHASQUI_PACK_CREDENTIALS_H

#include "pack/origin.h"
#include "pack/manifest.h"
#include "pack/trust.h"

struct credentials {
    bool is_signed; // by a key that is believed here
    const struct trusted_key *signer;
    struct slice manifest_text, signature_text; // of a signed pack
    struct manifest manifest;
};

// A source without MANIFEST.minisig is unsigned, whatever else is in it. False with a diagnostic: it has one that isn't
// believed, or a MANIFEST that isn't one, or other files than that names.
bool credentials_read(struct origin *source, const struct trust *trust, struct credentials *out);

#endif

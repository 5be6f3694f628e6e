// SPDX-License-Identifier: MIT
// From a pack's folder to one file: what is in it is hashed into a MANIFEST, and copied into a ZIP in which nothing else
// stands but MANIFEST, its signature and those files.
#ifndef CHASQUI_PACK_SEAL_H
#define CHASQUI_PACK_SEAL_H

#include "base/tree.h"
#include "pack/manifest.h"

enum seal_status {
    SEAL_DONE,
    SEAL_CHANGED, // a file isn't any more what it was when the folder was read
    SEAL_READ,    // a file can't be read (errno)
    SEAL_WRITE,   // the ZIP can't be written (errno)
};

struct seal {
    int folder;              // descriptor of the pack's folder, borrowed
    const struct tree *tree; // of the same folder, as it was checked
    struct slice at;         // the path that a failure is about
};

// Hashes every file of the tree that a MANIFEST names (manifest_is_path). Of those that the tree holds whole, it is those
// bytes that are hashed: what was checked is what will be signed.
enum seal_status seal_hash(struct seal *seal, struct arena *arena, struct manifest *out);

// Writes the ZIP to `fd`: MANIFEST, MANIFEST.minisig, then the files in order. Each is hashed while it is copied, and must
// be what the manifest says.
enum seal_status seal_write(struct seal *seal, const struct manifest *manifest, struct slice manifest_text,
                            struct slice signature_text, int fd);

#endif

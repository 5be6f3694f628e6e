// SPDX-License-Identifier: MIT
// MANIFEST: what a pack is made of, as text that `sha256sum --check --strict MANIFEST` understands:
//
//     # chasqui-manifest 1
//     # id colombia
//     # version 4
//     8d96...64 hex digits...  channels.yaml
//     ...                      messages/no-es-tu-culpa.es.md
//
// Every file that the pack is made of stands in it once, by path, in byte order: what content/paths.h gives a place.
// MANIFEST and MANIFEST.minisig don't, nor notes (README, LICENSE) and litter, which no kiosk takes. Only this exact form is
// read: LF line ends, lower-case digits, two spaces, a version from 1 without zeros before it.
#ifndef CHASQUI_PACK_MANIFEST_H
#define CHASQUI_PACK_MANIFEST_H

#include "base/diag.h"

#define MANIFEST_HASH 32 // bytes of a SHA-256
#define MANIFEST_HASH_TEXT (2 * MANIFEST_HASH + 1)

struct manifest_file {
    struct slice path; // in the pack; of a shape that content/paths.h knows
    uint8_t sha256[MANIFEST_HASH];
};

struct manifest {
    struct slice id;
    uint64_t version;
    const struct manifest_file *files; // by path, byte order
    size_t n_files;
};

// Reads the text of a manifest; `path` is what diagnostics call it. False, with a diagnostic, for anything but the form
// above. Slices point into `bytes`.
bool manifest_read(struct slice path, struct slice bytes, struct arena *arena, struct diags *diags,
                   struct manifest *out);

// The text of a manifest, in `arena`. The files must be in order.
struct slice manifest_write(const struct manifest *manifest, struct arena *arena);

// Whether a file of this path is one that a MANIFEST names.
bool manifest_is_path(struct slice path);
// Lower-case digits, NUL-terminated.
void manifest_hash_text(const uint8_t sha256[MANIFEST_HASH], char out[MANIFEST_HASH_TEXT]);

// The entry with this path, or NULL. Binary search.
const struct manifest_file *manifest_find(const struct manifest *manifest, struct slice path);

#endif

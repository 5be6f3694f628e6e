// SPDX-License-Identifier: MIT
#include "pack/credentials.h"

#include "base/limits.h"
#include "pack/origin_kinds.h"

#define MANIFEST SLICE("MANIFEST")
#define SIGNATURE SLICE("MANIFEST.minisig")

// Which files there are; what is in them is compared once they are copied.
static void compare_names(struct origin *source, const struct manifest *manifest)
{
    for (size_t i = 0; i < manifest->n_files; i++)
        if (!origin_find(source, manifest->files[i].path))
            DIAG(source->diags, origin_pos(source, manifest->files[i].path), FILE_MISSING);
    for (size_t i = 0; i < source->n_files; i++) {
        struct slice path = source->files[i].path;
        if (manifest_is_path(path) && !manifest_find(manifest, path))
            DIAG(source->diags, origin_pos(source, path), FILE_UNLISTED);
    }
    for (size_t i = 0; i < source->n_strays; i++)
        DIAG(source->diags, origin_pos(source, source->strays[i]), FILE_UNLISTED);
}

bool credentials_read(struct origin *source, const struct trust *trust, struct credentials *out)
{
    const struct origin_file *manifest = origin_find(source, MANIFEST),
                             *signature = origin_find(source, SIGNATURE);
    size_t errors = source->diags->errors;
    struct slice path = origin_pos(source, MANIFEST).path;
    *out = (struct credentials){0};
    if (!signature)
        return true;
    if (!manifest) {
        DIAG(source->diags, (struct pos){.path = path}, MANIFEST_MISSING);
        return false;
    }
    if (!origin_read(source, signature, LIMIT_SIGNATURE_FILE, &out->signature_text) ||
        !origin_read(source, manifest, LIMIT_MANIFEST, &out->manifest_text))
        return false;
    // Nothing is read out of a text before its signature is verified.
    if (!trust_verify(trust, origin_pos(source, SIGNATURE).path, out->signature_text, out->manifest_text,
                      source->diags, &out->signer) ||
        !manifest_read(path, out->manifest_text, source->arena, source->diags, &out->manifest))
        return false;
    out->is_signed = true;
    compare_names(source, &out->manifest);
    return source->diags->errors == errors;
}

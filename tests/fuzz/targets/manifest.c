// SPDX-License-Identifier: MIT
// A MANIFEST. Only one form of one is read, so what is read is written again as the same bytes.
#include "fuzz/fuzz.h"

#include "pack/manifest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_room room;
    struct manifest manifest;
    struct slice bytes = {(const char *)data, size};
    fuzz_room_init(&room);
    if (manifest_read(SLICE("MANIFEST"), bytes, &room.arena, &room.diags, &manifest)) {
        FUZZ_EXPECT(slice_eq(manifest_write(&manifest, &room.arena), bytes));
        for (size_t i = 0; i < manifest.n_files; i++) {
            FUZZ_EXPECT(manifest_is_path(manifest.files[i].path));
            FUZZ_EXPECT(manifest_find(&manifest, manifest.files[i].path) == &manifest.files[i]);
        }
    } else {
        FUZZ_EXPECT(room.diags.errors > 0);
    }
    fuzz_print(&room.diags);
    fuzz_room_fini(&room);
    return 0;
}

// SPDX-License-Identifier: MIT
// What the header of a picture says, to the reader of packs and to the kiosk. The first byte says by which name it comes, and
// whether the file goes on behind what was read.
#include "fuzz/fuzz.h"

#include "base/limits.h"
#include "content/readers.h"
#include "paint/header.h"

#define GOES_ON 128

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"pictures/a.png", "pictures/a.jpg", "pictures/a.webp",
                                        "pictures/a.svg"};
    struct fuzz_room room;
    struct picture picture;
    struct picture_header header;
    if (size == 0)
        return 0;
    fuzz_room_init(&room);
    struct slice bytes = {(const char *)data + 1, size - 1};
    struct tree_entry *entry = fuzz_file(&room, names[data[0] % 4], bytes);
    entry->size += data[0] & GOES_ON ? LIMIT_PICTURE_FILE / 2 : 0;
    bool good = picture_probe(&room.tree, entry, &room.arena, &room.diags, &picture);
    FUZZ_EXPECT(good || room.diags.errors > 0);
    bool shown = picture_header(bytes, &header);
    if (good && shown && header.kind != PICTURE_SVG)
        FUZZ_EXPECT(header.w == picture.width && header.h == picture.height);
    if (good) {
        FUZZ_EXPECT(picture.width <= LIMIT_PICTURE_SIDE && picture.height <= LIMIT_PICTURE_SIDE);
        FUZZ_EXPECT((uint64_t)picture.width * picture.height <= LIMIT_PICTURE_PIXELS || data[0] % 4 == 3);
    }
    fuzz_print(&room.diags);
    fuzz_room_fini(&room);
    return 0;
}

// SPDX-License-Identifier: MIT
#include "fuzz/fuzz.h"

#include "base/limits.h"
#include "content/svg.h"
#include "paint/header.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_room room;
    struct picture_header header;
    uint32_t w = 0, h = 0;
    struct slice bytes = {(const char *)data, size};
    fuzz_room_init(&room);
    bool good = svg_probe(bytes, SLICE("a.svg"), &room.diags, &w, &h);
    FUZZ_EXPECT(good || room.diags.errors > 0);
    if (good)
        FUZZ_EXPECT(w <= LIMIT_PICTURE_SIDE && h <= LIMIT_PICTURE_SIDE && (w == 0) == (h == 0));
    struct slice description = svg_description(bytes);
    FUZZ_EXPECT(description.n == 0 || (description.p >= bytes.p && description.n <= bytes.n));
    picture_header(bytes, &header);
    fuzz_print(&room.diags);
    fuzz_room_fini(&room);
    return 0;
}

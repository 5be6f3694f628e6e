// SPDX-License-Identifier: MIT
// The channels that were dialled from here, as the store keeps them.
#include "fuzz/fuzz.h"

#include "content/confirmed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_room room;
    fuzz_room_init(&room);
    struct slice bytes = {(const char *)data, size};
    struct confirmed confirmed = confirmed_read(bytes, SLICE("confirmed"), &room.arena, &room.diags);
    for (size_t i = 0; i < confirmed.n; i++) {
        const struct confirmed_channel *channel = &confirmed.channels[i];
        FUZZ_EXPECT(channel->id.n > 0 && channel->by.on.year > 0);
        soundness_text(channel->by.how);
        soundness_text(channel->by.by);
    }
    fuzz_print(&room.diags);
    fuzz_room_fini(&room);
    return 0;
}

// SPDX-License-Identifier: MIT
// A compiled pack of any bytes, as it is and with its checksum made good, so that what stands behind it is read; its messages
// behind their own. "Any bytes are safe": every screen of what comes out is built.
#include "fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "content/campaign.h"
#include "content/index.h"
#include "content/index_codec.h"

#define SUM_BYTES 8 // of a message's bodies, in front of them

static void read_bodies(const struct pack *pack, struct arena *arena)
{
    struct body body;
    for (size_t i = 0; i < pack->n_items; i++)
        if (pack->items[i].kind == ITEM_MESSAGE)
            for (uint16_t lang = 0; lang < pack->n_langs; lang++)
                index_body_read(slice_from(pack->items[i].message.packed, SUM_BYTES), pack->n_langs, lang,
                                arena, &body);
}

static void read_it(struct slice bytes)
{
    struct fuzz_room room;
    fuzz_room_init(&room);
    struct pack *pack = index_read(bytes, SLICE("pack"), &room.arena);
    if (pack) {
        struct pack *packs[] = {pack};
        read_bodies(pack, &room.arena);
        soundness_screens(campaign_build(packs, 1, fuzz_built_in, 2, SLICE_NONE, NULL, &room.arena));
    }
    fuzz_room_fini(&room);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *bytes = malloc(size + 1);
    FUZZ_EXPECT(bytes);
    if (size)
        memcpy(bytes, data, size);
    index_front((struct slice){bytes, size});
    read_it((struct slice){bytes, size});
    index_seal(bytes, size);
    read_it((struct slice){bytes, size});
    free(bytes);
    return 0;
}

// SPDX-License-Identifier: MIT
// A list of keys, and the file `revoked` of a folder of keys.
#include "fuzz/fuzz.h"

#include <string.h>

#include "pack/keys_list.h"

static void write_again(const struct keys_list *list, struct fuzz_room *room)
{
    struct keys_list again;
    struct slice text = keys_list_write(list, &room->arena);
    FUZZ_EXPECT(keys_list_read(SLICE("a.keys"), text, &room->arena, &room->diags, &again));
    FUZZ_EXPECT(again.serial == list->serial && again.n_adds == list->n_adds &&
                again.n_revokes == list->n_revokes);
    for (size_t i = 0; i < list->n_adds; i++) {
        FUZZ_EXPECT(keys_is_name(list->adds[i].name) && slice_eq(list->adds[i].name, again.adds[i].name));
        FUZZ_EXPECT(memcmp(&list->adds[i].key, &again.adds[i].key, sizeof again.adds[i].key) == 0);
    }
    for (size_t i = 0; i < list->n_revokes; i++) {
        FUZZ_EXPECT(slice_eq(list->revokes[i].why, again.revokes[i].why));
        FUZZ_EXPECT(memcmp(list->revokes[i].id, again.revokes[i].id, MINISIGN_ID) == 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_room room;
    struct keys_list list;
    struct keys_revoke revoke;
    struct slice bytes = {(const char *)data, size};
    fuzz_room_init(&room);
    if (keys_list_read(SLICE("a.keys"), bytes, &room.arena, &room.diags, &list))
        write_again(&list, &room);
    else
        FUZZ_EXPECT(room.diags.errors > 0);
    if (keys_read_revoke(bytes, true, &revoke))
        FUZZ_EXPECT(revoke.why.n == 0 || keys_is_why(revoke.why));
    fuzz_print(&room.diags);
    fuzz_room_fini(&room);
    return 0;
}

// SPDX-License-Identifier: MIT
// A settings file: read, written again as it is, and changed on the screen without losing what a person wrote in it.
#include "fuzz/fuzz.h"

#include <string.h>

#include "system/setup.h"

static void sound(const struct setup *setup)
{
    FUZZ_EXPECT(memchr(setup->country, '\0', sizeof setup->country));
    FUZZ_EXPECT(memchr(setup->region, '\0', sizeof setup->region));
    FUZZ_EXPECT(memchr(setup->language, '\0', sizeof setup->language));
    FUZZ_EXPECT(memchr(setup->access, '\0', sizeof setup->access));
    FUZZ_EXPECT(setup->volume <= 100);
    for (int day = 0; day < SETUP_DAYS; day++)
        FUZZ_EXPECT(setup->hours[day].opens <= setup->hours[day].closes &&
                    setup->hours[day].closes <= 24 * 60);
}

static struct setup read_setup(struct slice bytes, struct fuzz_room *room)
{
    struct setup setup = setup_defaults();
    setup_parse(SLICE("settings"), bytes, NULL, &room->diags, &setup);
    sound(&setup);
    return setup;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_room room;
    const struct setup base = setup_defaults();
    struct slice bytes = {(const char *)data, size};
    fuzz_room_init(&room);
    struct setup setup = read_setup(bytes, &room);
    struct slice same = setup_rewrite(bytes, &base, &setup, &room.arena);
    struct setup again = read_setup(same, &room);
    FUZZ_EXPECT(memcmp(&again, &setup, sizeof setup) == 0);
    struct setup wanted = setup;
    wanted.volume = setup.volume > 50 ? 10 : 90;
    wanted.mm = 777;
    again = read_setup(setup_rewrite(bytes, &base, &wanted, &room.arena), &room);
    FUZZ_EXPECT(memcmp(&again, &wanted, sizeof wanted) == 0);
    fuzz_print(&room.diags);
    fuzz_room_fini(&room);
    return 0;
}

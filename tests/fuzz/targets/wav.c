// SPDX-License-Identifier: MIT
// A recording, to the reader of packs (its first bytes) and to the program that plays it (all of it).
#include "fuzz/fuzz.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "content/pack.h"
#include "content/sounds.h"
#include "unit/content/good_pack.h"
#include "voice/sound.h"

static void read_head(struct slice bytes)
{
    struct fuzz_room room;
    struct slice path = SLICE("sounds/hola.es.wav");
    fuzz_room_init(&room);
    for (size_t i = 0; i < sizeof good_pack / sizeof *good_pack; i++)
        fuzz_file(&room, good_pack[i].path, slice_of(good_pack[i].text));
    struct tree_entry *entry = fuzz_file(&room, path.p, slice_sub(bytes, 0, pack_wants(path)));
    entry->size = bytes.n;
    struct pack *pack = pack_read(fuzz_tree(&room), &room.arena, &room.diags);
    FUZZ_EXPECT(pack);
    fuzz_print(&room.diags);
    fuzz_room_fini(&room);
}

static void read_all(struct slice bytes)
{
    char path[64];
    struct sound sound;
    int fd = memfd_create("wav", MFD_CLOEXEC);
    FUZZ_EXPECT(fd >= 0 && write(fd, bytes.p, bytes.n) == (ssize_t)bytes.n);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    if (sound_read_wav(path, &sound)) {
        FUZZ_EXPECT(sound.n > 0 && sound.n <= bytes.n / 2 && sound.n <= sound.capacity);
        FUZZ_EXPECT((sound.channels == 1 || sound.channels == 2) && sound.n % (size_t)sound.channels == 0);
        FUZZ_EXPECT(sound.rate >= 8000 && sound.rate <= 48000);
    }
    sound_free(&sound);
    close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice bytes = {(const char *)data, size};
    read_head(bytes);
    read_all(bytes);
    return 0;
}

// SPDX-License-Identifier: MIT
// A .chasqui file of any bytes: its list of names, and every file in it.
#include "fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/limits.h"
#include "content/paths.h"
#include "pack/origin.h"

static void read_all(struct origin *source, uint8_t *block)
{
    for (size_t i = 0; i < source->n_files; i++) {
        const struct origin_file *file = &source->files[i];
        struct origin_reader reader;
        uint64_t total = 0;
        size_t n = 0;
        FUZZ_EXPECT(file->path.n > 0 && file->path.n <= LIMIT_PATH && file->path.p[0] != '/');
        FUZZ_EXPECT(i == 0 || slice_cmp(source->files[i - 1].path, file->path) < 0);
        FUZZ_EXPECT(origin_find(source, file->path) == file);
        if (!origin_reader_open(source, file, &reader))
            continue;
        while (origin_reader_next(&reader, block, &n) && n > 0) {
            FUZZ_EXPECT(n <= ORIGIN_BLOCK);
            total += n;
        }
        origin_reader_close(&reader);
        FUZZ_EXPECT(total <= file->size);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static uint8_t *block;
    static int fd = -1;
    char path[64];
    struct fuzz_room room;
    struct origin source;
    if (!block) {
        block = malloc(ORIGIN_BLOCK);
        fd = memfd_create("archive", 0);
    }
    FUZZ_EXPECT(block && fd >= 0 && ftruncate(fd, 0) == 0);
    FUZZ_EXPECT(pwrite(fd, data, size, 0) == (ssize_t)size);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    fuzz_room_init(&room);
    if (origin_open(path, &room.arena, &room.diags, &source)) {
        FUZZ_EXPECT(source.is_zip);
        read_all(&source, block);
        origin_close(&source);
    } else {
        FUZZ_EXPECT(room.diags.errors > 0);
    }
    fuzz_print(&room.diags);
    fuzz_room_fini(&room);
    return 0;
}

// SPDX-License-Identifier: MIT
// Any bytes as a text file: encodings, line ends, characters that no text may have.
#include "fuzz/fuzz.h"

#include "base/limits.h"

static void judge(const struct source_text *source, struct arena *arena)
{
    uint32_t feeds = 0;
    soundness_text(source->text);
    FUZZ_EXPECT(slice_find_char(source->text, '\r') < 0);
    FUZZ_EXPECT(slice_eq(source_normalised(source->text, arena), source->text));
    for (size_t i = 0; i < source->text.n; i++)
        feeds += source->text.p[i] == '\n';
    FUZZ_EXPECT(source->n_lines == feeds + 1 && source->lines[0] == 0);
    for (uint32_t i = 1; i < source->n_lines; i++)
        FUZZ_EXPECT(source->text.p[source->lines[i] - 1] == '\n');
    struct pos end = source_pos(source, SIZE_MAX);
    FUZZ_EXPECT(end.line == source->n_lines && end.col >= 1 && end.col <= LIMIT_LINE * 3 + 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_room room;
    struct source_text source;
    fuzz_room_init(&room);
    if (fuzz_source(&room, "f", (struct slice){(const char *)data, size}, &source))
        judge(&source, &room.arena);
    else
        FUZZ_EXPECT(room.diags.errors == 1);
    fuzz_print(&room.diags);
    fuzz_room_fini(&room);
    return 0;
}

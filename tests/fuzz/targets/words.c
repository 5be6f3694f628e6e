// SPDX-License-Identifier: MIT
#include "fuzz/fuzz.h"

#include "content/words.h"

static const char *const holes[] = {
#define WORD(name, key, holes) holes,
#include "content/words.def"
#undef WORD
};

static void judge(const struct words *words, struct arena *arena)
{
    struct slice values[] = {SLICE("1"), SLICE("2"), SLICE("3"), SLICE("4")};
    for (int i = 0; i < WORD_COUNT; i++) {
        size_t n = holes[i][0] != '\0';
        for (const char *p = holes[i]; *p; p++)
            n += *p == ' ';
        FUZZ_EXPECT(words->text[i].n > 0 && n <= sizeof values / sizeof *values);
        soundness_text(words->text[i]);
        soundness_text(words_fill(words, (enum word)i, values, n, arena));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_room room;
    struct source_text source;
    fuzz_room_init(&room);
    if (fuzz_source(&room, "words/qu.yaml", (struct slice){(const char *)data, size}, &source)) {
        const struct words *words = words_read(&source, SLICE("qu"), &room.arena, &room.diags);
        FUZZ_EXPECT(words || room.diags.errors > 0);
        if (words)
            judge(words, &room.arena);
    }
    fuzz_print(&room.diags);
    fuzz_room_fini(&room);
    return 0;
}

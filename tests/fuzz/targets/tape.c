// SPDX-License-Identifier: MIT
// A tape: its check, then its steps, which a tape that was found good always has.
#include "fuzz/fuzz.h"

#include "core/tape.h"
#include "support/campaign.h"

#define STEPS 20000 // of one input

static void play(struct tape *tape)
{
    struct tape_step step;
    size_t steps = 0;
    while (steps < STEPS && tape_next(tape, &step)) {
        FUZZ_EXPECT(step.kind < TAPE_REPEAT && step.pos.line > 0);
        steps++;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_room room;
    struct source_text source;
    struct tape tape;
    struct config config;
    fuzz_room_init(&room);
    if (fuzz_source(&room, "a.tape", (struct slice){(const char *)data, size}, &source)) {
        if (tape_open(&source, &room.diags, &tape)) {
            tape_fits(&tape, &test_campaign, &room.diags, &config);
            play(&tape);
        } else {
            FUZZ_EXPECT(room.diags.errors > 0);
        }
    }
    fuzz_print(&room.diags);
    fuzz_room_fini(&room);
    return 0;
}

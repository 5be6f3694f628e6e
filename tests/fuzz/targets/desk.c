// SPDX-License-Identifier: MIT
// What programs that read a stick have told the operator's desk, line by line.
#include "fuzz/fuzz.h"

#include "core/desk.h"

static void text(struct desk_text each)
{
    soundness_text(each.es);
    soundness_text(each.en);
}

static void found(const struct desk *desk)
{
    for (size_t i = 0; i < desk->n_packs; i++) {
        const struct desk_pack *pack = &desk->packs[i];
        FUZZ_EXPECT(pack->state < DESK_PACK_STATE_COUNT && desk_pack(desk, pack->key));
        soundness_text(pack->id);
        soundness_text(pack->version);
        soundness_text(pack->publisher);
        soundness_text(pack->signer);
        text(pack->title);
    }
    FUZZ_EXPECT(desk->site.n_adults <= LIMIT_DESK_ADULTS);
    for (uint32_t i = 0; i < desk->site.n_adults; i++) {
        soundness_text(desk->site.adults[i].name);
        soundness_text(desk->site.adults[i].role);
    }
}

static void changes(const struct desk_change *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        FUZZ_EXPECT(list[i].what < DESK_WHAT_COUNT && list[i].kind < DESK_KIND_COUNT);
        text(list[i].name);
        soundness_text(list[i].old);
        soundness_text(list[i].now);
    }
}

static void plan(const struct desk *desk)
{
    changes(desk->channels, desk->n_channels);
    changes(desk->items, desk->n_items);
    FUZZ_EXPECT(desk->progress.stage < DESK_STAGE_COUNT && desk->progress.n_name <= LIMIT_PATH);
    soundness_text((struct slice){desk->progress.name, desk->progress.n_name});
    for (size_t i = 0; i < desk->n_problems; i++) {
        soundness_text(desk->problems[i].path);
        text(desk->problems[i].text);
    }
    text(desk->refused_text);
}

static void others(const struct desk *desk)
{
    for (size_t i = 0; i < desk->n_health; i++) {
        FUZZ_EXPECT(desk->health[i].state < DESK_HEALTH_STATE_COUNT);
        text(desk->health[i].text);
    }
    for (size_t i = 0; i < desk->n_counts; i++)
        text(desk->counts[i].name);
    for (size_t i = 0; i < desk->n_confirmed; i++)
        soundness_text(desk->confirmed[i].by);
    for (size_t i = 0; i < desk->n_generations; i++)
        FUZZ_EXPECT(desk_generation(desk, desk->generations[i].number));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct desk desk;
    struct slice rest = {(const char *)data, size}, line;
    desk_init(&desk);
    while (slice_next_line(&rest, &line))
        FUZZ_EXPECT(desk_line(&desk, line).news < DESK_NEWS_COUNT);
    found(&desk);
    plan(&desk);
    others(&desk);
    desk_fini(&desk);
    return 0;
}

// SPDX-License-Identifier: MIT
#include "fuzz/fuzz.h"

#include <string.h>

#include "content/campaign.h"
#include "core/state.h"
#include "scene/walk.h"
#include "support/fixed_metrics.h"

#define SCREENS 200 // of one input

static struct words built_in[2];
const struct words *const fuzz_built_in[2] = {&built_in[0], &built_in[1]};

__attribute__((constructor)) static void fill_words(void)
{
    for (int i = 0; i < 2; i++) {
        built_in[i].tag = i ? SLICE("en") : SLICE("es");
        for (int word = 0; word < WORD_COUNT; word++)
            built_in[i].text[word] = i ? SLICE("Some words") : SLICE("Palabras");
    }
}

static bool judge(void *context, const struct state *state, const struct scene *scene)
{
    size_t *left = context;
    (void)state;
    for (uint32_t i = 0; i < scene->n_items; i++)
        FUZZ_EXPECT(scene->items[i].kind != SCENE_TEXT || scene->items[i].text.text.n > 0);
    return --*left > 0;
}

void soundness_screens(const struct campaign *campaign)
{
    static const struct {
        int w, h, mm;
    } glasses[] = {{1024, 600, 223}, {1080, 1920, 268}};
    for (uint16_t lang = 0; lang < 2; lang++) {
        struct config config = {.idle_ms = 60000, .warning_ms = 20000, .language = lang};
        struct arena arena;
        struct state state;
        struct effects effects;
        size_t left = SCREENS;
        arena_init(&arena);
        state_init(&state, campaign, &config, 1);
        update(&state, campaign, &(struct event){.kind = EVENT_DATE, .date = {2026, 11, 22}}, &effects);
        struct walk walk = {.campaign = campaign,
                            .metrics = &fixed_metrics,
                            .w = glasses[lang].w,
                            .h = glasses[lang].h,
                            .mm = glasses[lang].mm,
                            .visit = judge,
                            .context = &left};
        walk_screens(&walk, &state, &arena);
        arena_fini(&arena);
    }
}

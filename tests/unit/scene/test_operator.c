// SPDX-License-Identifier: MIT
// What the operator's rooms say of what lies on the desk, and what Help says of what was noted there.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "scene/view_operator.h"
#include "support/campaign.h"
#include "support/fixed_metrics.h"

static const char *const keys[] = {
#define WORD(name, key, holes) key,
#include "content/words.def"
#undef WORD
};
static const char *const word_holes[] = {
#define WORD(name, key, holes) holes,
#include "content/words.def"
#undef WORD
};

struct desktop {
    struct arena arena;
    struct scene scene;
    struct state state;
    struct words words;
    struct pack pack;
    struct channel channel[N_CH];
    const struct channel *channels[N_CH];
    struct country country;
    struct desk desk;
    struct view_input input;
    struct ui ui;
};

// Every sentence is its key between two brackets, with what fills it behind.
static struct slice sentence(struct arena *arena, int word)
{
    struct slice rest = slice_of(word_holes[word]), hole, text = arena_format(arena, "<%s>", keys[word]);
    while (rest.n) {
        slice_cut(rest, ' ', &hole, &rest);
        text = arena_format(arena, "%.*s {%.*s}", SLICE_ARG(text), SLICE_ARG(hole));
    }
    return text;
}

static void begin(struct desktop *on)
{
    memset(on, 0, sizeof *on);
    arena_init(&on->arena);
    desk_init(&on->desk);
    scene_clear(&on->scene, 8000, 8000);
    on->words.for_operator = true;
    for (int word = 0; word < WORD_COUNT; word++)
        on->words.text[word] = sentence(&on->arena, word);
    // Installed, and not built into the program.
    on->pack = test_pack;
    on->pack.root = SLICE("/pack");
    for (int i = 0; i < N_CH; i++) {
        on->channel[i] = test_channel[i];
        on->channel[i].pack = &on->pack;
        on->channels[i] = &on->channel[i];
    }
    on->country = test_countries[CO];
    on->country.channels = on->channels;
    on->state = (struct state){.today = {2026, 11, 27}};
    on->input = (struct view_input){.state = &on->state,
                                    .campaign = &test_campaign,
                                    .desk = &on->desk,
                                    .metrics = &fixed_metrics,
                                    .w = 8000,
                                    .h = 8000,
                                    .mm = 2000};
    on->ui = (struct ui){.in = &on->input,
                         .state = &on->state,
                         .country = &on->country,
                         .words = &on->words,
                         .arena = &on->arena,
                         .scene = &on->scene,
                         .room = SCENE_MAX_ITEMS - UI_BAR_ITEMS};
    theme_sizes(on->input.w, on->input.h, on->input.mm, &on->ui.sizes);
}

static void end(struct desktop *on)
{
    desk_fini(&on->desk);
    arena_fini(&on->arena);
}

// All texts of the scene in their order, with a space between lines.
static struct slice told(struct desktop *on)
{
    struct slice all = SLICE("");
    for (uint32_t i = 0; i < on->scene.n_items; i++)
        if (on->scene.items[i].kind == SCENE_TEXT)
            all = arena_format(&on->arena, "%.*s%.*s ", SLICE_ARG(all),
                               SLICE_ARG(on->scene.items[i].text.text));
    return all;
}

static void says(struct desktop *on, const char *text)
{
    if (slice_find(told(on), slice_of(text)) < 0)
        fail_msg("\"%s\" isn't in: %.*s", text, SLICE_ARG(told(on)));
}

static void says_not(struct desktop *on, const char *text)
{
    if (slice_find(told(on), slice_of(text)) >= 0)
        fail_msg("\"%s\" is in: %.*s", text, SLICE_ARG(told(on)));
}

// ---- Help ----

static void who_confirmed_is_told_in_the_readers_language(void **unused)
{
    (void)unused;
    static const struct {
        const char *by;
        bool here;
        const char *told;
    } rows[] = {
        {"teacher", true, "<confirmed-dialled> 27 <month-11> 2026 <by-teacher>"},
        {"school coordinator", true, "<by-coordinator>"},
        {"staff", true, "<by-other>"},
        {"Ana", true, "<confirmed-dialled> 27 <month-11> 2026 Ana"},
        {"teacher", false, "<confirmed-dialled> 27 <month-11> 2026 teacher"}, // a pack's author wrote it
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct desktop on;
        begin(&on);
        on.channel[CH_LINE].confirmed =
            (struct confirmation){{2026, 11, 27}, SLICE("dialled"), slice_of(rows[i].by), rows[i].here};
        on.state.at = (struct place){.screen = SCREEN_CHANNEL, .index = CH_LINE};
        view_channel(&on.ui);
        says(&on, rows[i].told);
        end(&on);
    }
}

static void who_confirmed_is_left_out_where_a_language_has_no_word(void **unused)
{
    (void)unused;
    struct desktop on;
    begin(&on);
    on.words.text[WORD_BY_TEACHER] = SLICE("");
    on.channel[CH_LINE].confirmed =
        (struct confirmation){{2026, 11, 27}, SLICE("dialled"), SLICE("teacher"), true};
    on.state.at = (struct place){.screen = SCREEN_CHANNEL, .index = CH_LINE};
    view_channel(&on.ui);
    says(&on, "<free>");
    says_not(&on, "<confirmed-dialled>");
    end(&on);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_confirmed_is_told_in_the_readers_language),
        cmocka_unit_test(who_confirmed_is_left_out_where_a_language_has_no_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// Which layout a poster's content asks for.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "scene/poster.h"

#include "support/campaign.h"
#include "support/fixed_metrics.h"

#define OPEN "\xE2\x80\x9C"
#define CLOSE "\xE2\x80\x9D"

struct wall {
    struct arena arena;
    struct scene scene;
    struct state state;
    struct words words;
    struct view_input input;
    struct ui ui;
};

static void begin(struct wall *wall, int w, int h)
{
    arena_init(&wall->arena);
    scene_clear(&wall->scene, w, h);
    wall->state = (struct state){.language = 0};
    for (int word = 0; word < WORD_COUNT; word++)
        wall->words.text[word] = SLICE("palabras");
    wall->input =
        (struct view_input){.state = &wall->state, .metrics = &fixed_metrics, .w = w, .h = h, .mm = 400};
    wall->ui = (struct ui){.in = &wall->input,
                           .state = &wall->state,
                           .country = &test_countries[CO],
                           .words = &wall->words,
                           .arena = &wall->arena,
                           .scene = &wall->scene,
                           .room = SCENE_MAX_ITEMS - UI_BAR_ITEMS};
    theme_sizes(w, h, 400, &wall->ui.sizes);
}

// The layout of a message with this first paragraph and picture, by a channel of the sample.
static struct poster poster_for(struct wall *wall, const char *text, const char *picture)
{
    struct item *item = ARENA_NEW(&wall->arena, struct item);
    struct block *block = ARENA_NEW(&wall->arena, struct block);
    struct body *bodies = ARENA_ARRAY(&wall->arena, 4, struct body);
    struct picture *drawing = ARENA_NEW(&wall->arena, struct picture);
    *item = *test_countries[CO].items[I_CALM];
    *block = (struct block){.kind = BLOCK_PARAGRAPH, .text = rich_of(slice_of(text))};
    for (int i = 0; i < 4; i++)
        bodies[i] = (struct body){block, 1};
    *drawing = (struct picture){.path = slice_of(picture)};
    item->message.body = bodies;
    item->picture = drawing;
    return poster_of(&wall->ui, item, 0);
}

static void content_chooses_the_layout(void **unused)
{
    (void)unused;
    static const struct {
        const char *text, *picture, *number, *title;
        enum poster_layout layout;
    } rows[] = {
        {"Alguien escucha.", "pictures/foto.jpg", "", NULL, POSTER_FULL},
        {"Alguien escucha en el 141.", "pictures/sol.svg", "141", NULL, POSTER_NUMBER},
        {"Puedes decirle: " OPEN "Hiciste bien en contarme" CLOSE ".", "pictures/sol.svg", "",
         OPEN "Hiciste bien en contarme" CLOSE, POSTER_QUOTE},
        // Too short, not at the end, or two of them: the sentence stays whole.
        {"Puedes decirle: " OPEN "hola" CLOSE ".", "pictures/sol.svg", "", NULL, POSTER_RIGHT},
        {"Decir " OPEN "hiciste bien en contarme" CLOSE " ayuda.", "pictures/sol.svg", "", NULL,
         POSTER_RIGHT},
        {"Ni " OPEN "hiciste bien" CLOSE " ni " OPEN "hiciste mal en contarme" CLOSE ".", "pictures/sol.svg",
         "", NULL, POSTER_RIGHT},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct wall wall;
        begin(&wall, 1000, 600);
        struct poster poster = poster_for(&wall, rows[i].text, rows[i].picture);
        enum poster_layout layout = poster.layout == POSTER_LEFT ? POSTER_RIGHT : poster.layout;
        assert_int_equal(layout, rows[i].layout);
        assert_true(slice_is(poster.number, rows[i].number));
        if (rows[i].title)
            assert_true(slice_is(poster.title.text, rows[i].title));
        arena_fini(&wall.arena);
    }
}

// Every layout keeps its words inside the field and off the picture, on wide and on tall glass.
static void words_and_picture_keep_apart(void **unused)
{
    (void)unused;
    static const int sizes[][2] = {{1000, 600}, {600, 1000}, {1000, 800}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        for (int layout = POSTER_RIGHT; layout <= POSTER_QUESTION; layout++) {
            struct wall wall;
            begin(&wall, sizes[i][0], sizes[i][1]);
            struct composition c = poster_compose(&wall.ui, (enum poster_layout)layout);
            struct rect whole = {0, 0, sizes[i][0], sizes[i][1]};
            assert_true(rect_contains(whole, c.type) && rect_contains(whole, c.picture));
            assert_false(rect_overlaps(c.type, c.picture));
            assert_true(c.type.w >= sizes[i][0] * 30 / 100);
            arena_fini(&wall.arena);
        }
    }
}

// Posters fade into each other, but for those who want nothing to move, and on the way out.
static void posters_fade_unless_nothing_may_move(void **unused)
{
    (void)unused;
    static const struct {
        bool still, neutral;
        enum transition transition;
    } rows[] = {
        {false, false, TRANSITION_FADE}, {true, false, TRANSITION_CUT}, {false, true, TRANSITION_CUT}};
    for (size_t i = 0; i < COUNT(test_words); i++)
        for (int word = 0; word < WORD_COUNT; word++)
            test_words[i].text[word] = SLICE("palabras");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct wall wall;
        struct config config = {.idle_ms = 60000, .warning_ms = 20000, .access = {.still = rows[i].still}};
        begin(&wall, 1000, 600);
        state_init(&wall.state, &test_campaign, &config, 1);
        wall.state.attract.neutral = rows[i].neutral;
        wall.input.campaign = &test_campaign;
        wall.input.arena = &wall.arena;
        view_build(&wall.input, &wall.scene);
        assert_int_equal(wall.scene.transition, rows[i].transition);
        arena_fini(&wall.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(content_chooses_the_layout),
        cmocka_unit_test(words_and_picture_keep_apart),
        cmocka_unit_test(posters_fade_unless_nothing_may_move),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

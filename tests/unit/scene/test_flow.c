// SPDX-License-Identifier: MIT
// Pages: where they part, and where less air saves one.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "scene/flow.h"

#include "support/fixed_metrics.h"

#define W 1000
#define H 700
#define MM 500

struct desk {
    struct arena arena;
    struct scene scene;
    struct state state;
    struct view_input input;
    struct ui ui;
};

static void begin(struct desk *desk)
{
    arena_init(&desk->arena);
    scene_clear(&desk->scene, W, H);
    desk->state = (struct state){0};
    desk->input =
        (struct view_input){.state = &desk->state, .metrics = &fixed_metrics, .w = W, .h = H, .mm = MM};
    desk->ui = (struct ui){.in = &desk->input,
                           .state = &desk->state,
                           .arena = &desk->arena,
                           .scene = &desk->scene,
                           .room = SCENE_MAX_ITEMS - UI_BAR_ITEMS};
    theme_sizes(W, H, MM, &desk->ui.sizes);
}

// Six cards with a heading, in an area of this height; returns the pages and draws page `page`.
static uint32_t draw(struct desk *desk, int height, uint32_t page)
{
    struct flow flow;
    struct card cards[6];
    uint32_t shown;
    scene_clear(&desk->scene, W, H);
    desk->ui.room = SCENE_MAX_ITEMS - UI_BAR_ITEMS;
    flow_init(&flow, &desk->ui, (struct rect){0, 0, W, height}, THEME_CREAM);
    flow_text(&flow, TYPE_HEADING, rich_of(SLICE("Heading")), THEME_INK, THEME_INK, true);
    flow_gap(&flow, desk->ui.sizes.unit * 2);
    for (uint32_t i = 0; i < 6; i++) {
        cards[i] = (struct card){.icon = ICON_HOME,
                                 .has_icon = true,
                                 .title = rich_of(SLICE("One line")),
                                 .act = ACT_OPEN,
                                 .arg = i};
        card_paper(&cards[i]);
    }
    flow_cards(&flow, cards, 6, 1);
    return flow_draw(&flow, page, &shown);
}

static int lowest_hit(const struct scene *scene)
{
    int y = 0;
    for (size_t i = 0; i < scene->n_hits; i++)
        if (scene->hits[i].rect.y + scene->hits[i].rect.h > y)
            y = scene->hits[i].rect.y + scene->hits[i].rect.h;
    return y;
}

static void less_air_saves_a_page_and_no_more(void **unused)
{
    (void)unused;
    struct desk desk;
    begin(&desk);
    int least = 0; // the lowest area that takes one page
    for (int height = 100; height < 1000; height++) {
        uint32_t pages = draw(&desk, height, 0);
        assert_true(lowest_hit(&desk.scene) <= height);
        for (size_t i = 0; i < desk.scene.n_hits; i++)
            assert_true(desk.scene.hits[i].rect.h >= desk.ui.sizes.touch);
        assert_true(!least || pages == 1);
        least = pages == 1 && !least ? height : least;
        arena_reset(&desk.arena);
    }
    assert_true(least > 6 * desk.ui.sizes.touch);
    assert_int_equal(draw(&desk, least, 0), 1);
    assert_int_equal(desk.scene.n_hits, 6);
    assert_int_equal(draw(&desk, least - 1, 0), 2);
    assert_in_range(desk.scene.n_hits, 1, 5);
    arena_fini(&desk.arena);
}

static void each_page_has_its_own(void **unused)
{
    (void)unused;
    struct desk desk;
    uint32_t seen = 0;
    begin(&desk);
    uint32_t pages = draw(&desk, 3 * H / 10, 0);
    assert_true(pages > 1);
    for (uint32_t page = 0; page < pages; page++) {
        assert_int_equal(draw(&desk, 3 * H / 10, page), pages);
        for (size_t i = 0; i < desk.scene.n_hits; i++) {
            assert_int_equal(seen & 1u << desk.scene.hits[i].arg, 0);
            seen |= 1u << desk.scene.hits[i].arg;
        }
    }
    assert_int_equal(seen, 0x3f);
    arena_fini(&desk.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(less_air_saves_a_page_and_no_more),
        cmocka_unit_test(each_page_has_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

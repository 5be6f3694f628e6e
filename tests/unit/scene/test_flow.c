// SPDX-License-Identifier: MIT
// Pages: where they part, and where less air saves one.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "scene/flow.h"

#include "support/easel.h"

// Six cards with a heading, in an area of this height; returns the pages and draws page `page`.
static uint32_t draw(struct easel *easel, int height, uint32_t page)
{
    struct flow flow;
    struct card cards[6];
    scene_clear(&easel->scene, W, H);
    easel->ui.room = SCENE_MAX_ITEMS - UI_BAR_ITEMS;
    struct rect area = {0, 0, W, height};
    flow_init(&flow, &easel->ui, area, area, THEME_CREAM);
    flow_text(&flow, TYPE_HEADING, rich_of(SLICE("Heading")), THEME_INK, THEME_INK, true);
    flow_gap(&flow, easel->ui.sizes.unit * 2);
    for (uint32_t i = 0; i < 6; i++) {
        cards[i] = (struct card){.icon = ICON_HOME,
                                 .has_icon = true,
                                 .title = rich_of(SLICE("One line")),
                                 .act = ACT_OPEN,
                                 .arg = i};
        card_paper(&cards[i]);
    }
    flow_cards(&flow, cards, 6, 1);
    uint32_t pages = flow_paginate(&flow);
    flow_draw(&flow, page < pages ? page : pages - 1, area);
    return pages;
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
    struct easel easel;
    begin(&easel);
    int least = 0; // the lowest area that takes one page
    for (int height = 100; height < 1000; height++) {
        uint32_t pages = draw(&easel, height, 0);
        assert_true(lowest_hit(&easel.scene) <= height);
        for (size_t i = 0; i < easel.scene.n_hits; i++)
            assert_true(easel.scene.hits[i].rect.h >= easel.ui.sizes.touch);
        assert_true(!least || pages == 1);
        least = pages == 1 && !least ? height : least;
        arena_reset(&easel.arena);
    }
    assert_true(least > 6 * easel.ui.sizes.touch);
    assert_int_equal(draw(&easel, least, 0), 1);
    assert_int_equal(easel.scene.n_hits, 6);
    assert_int_equal(draw(&easel, least - 1, 0), 2);
    assert_in_range(easel.scene.n_hits, 1, 5);
    arena_fini(&easel.arena);
}

static void each_page_has_its_own(void **unused)
{
    (void)unused;
    struct easel easel;
    uint32_t seen = 0;
    begin(&easel);
    uint32_t pages = draw(&easel, 3 * H / 10, 0);
    assert_true(pages > 1);
    for (uint32_t page = 0; page < pages; page++) {
        assert_int_equal(draw(&easel, 3 * H / 10, page), pages);
        for (size_t i = 0; i < easel.scene.n_hits; i++) {
            assert_int_equal(seen & 1u << easel.scene.hits[i].arg, 0);
            seen |= 1u << easel.scene.hits[i].arg;
        }
    }
    assert_int_equal(seen, 0x3f);
    arena_fini(&easel.arena);
}

static void a_long_paragraph_parts_between_sentences(void **unused)
{
    (void)unused;
#define SENTENCE "Aaaaaaaaaa aaaaaaaaa bbbbbbbbb bbbbbbbbb. " // two lines of 20
    static const char text[] = SENTENCE SENTENCE SENTENCE SENTENCE SENTENCE SENTENCE SENTENCE SENTENCE;
    struct easel easel;
    begin(&easel);
    struct text_style style = ui_type(&easel.ui, TYPE_BODY);
    for (int lines = 6; lines < 12; lines++) {
        struct flow flow;
        struct rect area = {0, 0, 20 * style.px / 2, lines * style.line_px};
        flow_init(&flow, &easel.ui, area, area, THEME_CREAM);
        flow_text(&flow, TYPE_BODY, rich_of(slice_of(text)), THEME_INK, THEME_INK, false);
        uint32_t pages = flow_paginate(&flow);
        assert_true(pages > 1);
        for (uint32_t page = 0; page < pages; page++) {
            scene_clear(&easel.scene, W, H);
            flow_draw(&flow, page, area);
            struct slice last = easel.scene.items[easel.scene.n_items - 1].text.text;
            assert_true(slice_ends(last, SLICE(".")));
        }
        assert_int_equal(easel.scene.faults, 0);
        arena_reset(&easel.arena);
    }
    arena_fini(&easel.arena);
}

// The cards on each of its pages, in a flow of `n` that begins under a heading where `headed`.
static void put_cards(struct flow *flow, uint32_t n, bool headed)
{
    for (uint32_t i = 0; i < n; i++) {
        struct card card = {.title = rich_of(SLICE("One line")), .act = ACT_OPEN, .arg = i};
        card_paper(&card);
        if (headed && i == 3)
            flow_text(flow, TYPE_HEADING, rich_of(SLICE("Heading")), THEME_INK, THEME_INK, true);
        flow_cards(flow, &card, 1, 1);
    }
}

static uint32_t cards_on(struct easel *easel, struct flow *flow, uint32_t page)
{
    scene_clear(&easel->scene, W, H);
    flow_draw(flow, page, flow->area);
    return easel->scene.n_hits;
}

static void the_last_page_is_no_scrap(void **unused)
{
    (void)unused;
    struct easel easel;
    struct flow flow;
    begin(&easel);
    struct rect area = {0, 0, W, 10000};
    flow_init(&flow, &easel.ui, area, area, THEME_CREAM);
    put_cards(&flow, 1, false);
    int h = flow.items[0].h, least = flow.items[0].least;
    assert_true(least < h);
    area.h = 4 * least - 1; // four don't fit, three do
    flow_init(&flow, &easel.ui, area, area, THEME_CREAM);
    put_cards(&flow, 4, false);
    assert_int_equal(flow_paginate(&flow), 2);
    assert_int_equal(cards_on(&easel, &flow, 0), 2);
    assert_int_equal(cards_on(&easel, &flow, 1), 2);
    arena_fini(&easel.arena);
}

static void a_heading_goes_with_what_follows(void **unused)
{
    (void)unused;
    struct easel easel;
    begin(&easel);
    for (int h = 200; h < H; h += 10) {
        struct flow flow;
        struct rect area = {0, 0, W, h};
        flow_init(&flow, &easel.ui, area, area, THEME_CREAM);
        put_cards(&flow, 6, true);
        uint32_t pages = flow_paginate(&flow), heading = 0, after = 0;
        for (size_t i = 0; i + 1 < flow.n_items; i++)
            if (flow.items[i].kind == FLOW_LINE) {
                heading = flow.items[i].page;
                after = flow.items[i + 1].page;
            }
        assert_true(pages >= 1 && heading == after);
        arena_reset(&easel.arena);
    }
    arena_fini(&easel.arena);
}

// The pages after the first have more room.
static void later_pages_hold_more(void **unused)
{
    (void)unused;
    struct easel easel;
    struct flow flow;
    begin(&easel);
    struct rect area = {0, 0, W, 10000};
    flow_init(&flow, &easel.ui, area, area, THEME_CREAM);
    put_cards(&flow, 1, false);
    int h = flow.items[0].h;
    flow_init(&flow, &easel.ui, (struct rect){0, 0, W, h}, (struct rect){0, 0, W, 3 * h}, THEME_CREAM);
    put_cards(&flow, 4, false);
    assert_int_equal(flow_paginate(&flow), 2);
    assert_int_equal(cards_on(&easel, &flow, 0), 1);
    scene_clear(&easel.scene, W, H);
    flow_draw(&flow, 1, flow.rest);
    assert_int_equal(easel.scene.n_hits, 3);
    arena_fini(&easel.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(less_air_saves_a_page_and_no_more),
        cmocka_unit_test(each_page_has_its_own),
        cmocka_unit_test(a_long_paragraph_parts_between_sentences),
        cmocka_unit_test(the_last_page_is_no_scrap),
        cmocka_unit_test(a_heading_goes_with_what_follows),
        cmocka_unit_test(later_pages_hold_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// Fingers and keys on scenes made by hand.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/limits.h"
#include "scene/hit.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define W 1000
#define MM 500 // 2 px a millimetre: a swipe is 24 px

// A poster with three buttons in a row at the bottom and one above the right one:
//
//                    [exit 800,100]
//   [help 100,400] [open 3 400,400] [open 4 800,400]
static void poster(struct scene *scene, const char *id)
{
    static const struct hit hits[] = {
        {{0, 0, W, 600}, ACT_ENTER, 5, true, false},       {{100, 400, 100, 100}, ACT_HELP, 0, false, false},
        {{400, 400, 100, 100}, ACT_OPEN, 3, false, false}, {{800, 400, 100, 100}, ACT_OPEN, 4, false, false},
        {{800, 100, 100, 100}, ACT_EXIT, 0, false, false},
    };
    scene_clear(scene, W, 600);
    snprintf(scene->id, sizeof scene->id, "%s", id);
    memcpy(scene->hits, hits, sizeof hits);
    scene->n_hits = COUNT(hits);
    scene->swipe_left = (struct hit){.act = ACT_NEXT};
}

enum on { POSTER, OTHER, BARE }; // which scene stands

struct touch {
    int64_t finger;
    enum touch_phase phase;
    int x, y;
    uint64_t at;
    enum on on;
};

#define MAX_TOUCHES 8

static struct scene scenes[3]; // too large for the stack

static int make_scenes(void **unused)
{
    (void)unused;
    poster(&scenes[POSTER], "attract/message/a");
    poster(&scenes[OTHER], "attract/message/b");
    poster(&scenes[BARE], "attract/message/a");
    scenes[BARE].n_hits = 1; // the same screen, its buttons gone
    scenes[BARE].swipe_left = (struct hit){0};
    return 0;
}

static void touches_become_taps(void **unused)
{
    (void)unused;
    static const struct {
        const char *what;
        struct touch touches[MAX_TOUCHES];
        size_t n;
        struct tap tap; // of the last touch; none may happen before it
    } rows[] = {
        {"a press acts when it lifts",
         {{1, TOUCH_DOWN, 150, 450, 0, POSTER}, {1, TOUCH_UP, 160, 460, 90, POSTER}},
         2,
         {true, ACT_HELP, 0}},
        {"a long press too",
         {{1, TOUCH_DOWN, 450, 450, 0, POSTER}, {1, TOUCH_UP, 450, 450, 9000, POSTER}},
         2,
         {true, ACT_OPEN, 3}},
        {"beside the buttons is the poster",
         {{1, TOUCH_DOWN, 10, 10, 0, POSTER}, {1, TOUCH_UP, 11, 10, 90, POSTER}},
         2,
         {true, ACT_ENTER, 5}},
        {"outside everything is nothing",
         {{1, TOUCH_DOWN, -5, 700, 0, POSTER}, {1, TOUCH_UP, -5, 700, 90, POSTER}},
         2,
         {0}},
        {"sliding off cancels",
         {{1, TOUCH_DOWN, 150, 450, 0, POSTER},
          {1, TOUCH_MOVE, 150, 300, 50, POSTER},
          {1, TOUCH_UP, 150, 300, 90, POSTER}},
         3,
         {0}},
        {"sliding off and lifting on another button too",
         {{1, TOUCH_DOWN, 150, 450, 0, POSTER}, {1, TOUCH_UP, 450, 450, 90, POSTER}},
         2,
         {0}},
        {"and on another of its kind",
         {{1, TOUCH_DOWN, 450, 450, 0, POSTER}, {1, TOUCH_UP, 850, 450, 900, POSTER}},
         2,
         {0}},
        {"coming back arms it again",
         {{1, TOUCH_DOWN, 150, 450, 0, POSTER},
          {1, TOUCH_MOVE, 150, 300, 50, POSTER},
          {1, TOUCH_MOVE, 150, 450, 80, POSTER},
          {1, TOUCH_UP, 150, 450, 90, POSTER}},
         4,
         {true, ACT_HELP, 0}},
        {"sliding on from the poster presses no button",
         {{1, TOUCH_DOWN, 150, 300, 0, POSTER}, {1, TOUCH_UP, 150, 450, 90, POSTER}},
         2,
         {0}},
        {"a cancelled touch is none",
         {{1, TOUCH_DOWN, 150, 450, 0, POSTER},
          {1, TOUCH_CANCEL, 150, 450, 50, POSTER},
          {1, TOUCH_UP, 150, 450, 90, POSTER}},
         3,
         {0}},
        {"a lift without a press is nothing", {{1, TOUCH_UP, 150, 450, 0, POSTER}}, 1, {0}},
        {"another screen in between: nothing",
         {{1, TOUCH_DOWN, 150, 450, 0, POSTER}, {1, TOUCH_UP, 150, 450, 90, OTHER}},
         2,
         {0}},
        {"there and back again: the screen that was seen",
         {{1, TOUCH_DOWN, 150, 450, 0, POSTER},
          {1, TOUCH_MOVE, 150, 450, 50, OTHER},
          {1, TOUCH_UP, 150, 450, 90, POSTER}},
         3,
         {true, ACT_HELP, 0}},
        {"the same screen without the button: nothing",
         {{1, TOUCH_DOWN, 150, 450, 0, POSTER}, {1, TOUCH_UP, 150, 450, 90, BARE}},
         2,
         {0}},
        {"quick exit acts when the finger comes down",
         {{1, TOUCH_DOWN, 850, 150, 0, POSTER}},
         1,
         {true, ACT_EXIT, 0}},
        {"quick exit is for any finger, whichever rules",
         {{1, TOUCH_DOWN, 150, 450, 0, POSTER}, {2, TOUCH_DOWN, 850, 150, 10, POSTER}},
         2,
         {true, ACT_EXIT, 0}},
        {"a cancel ends whichever finger rules",
         {{1, TOUCH_DOWN, 150, 450, 0, POSTER},
          {0, TOUCH_CANCEL, 0, 0, 10, POSTER},
          {1, TOUCH_UP, 150, 450, 20, POSTER}},
         3,
         {0}},
        {"and the next one down rules",
         {{1, TOUCH_DOWN, 150, 450, 0, POSTER},
          {0, TOUCH_CANCEL, 0, 0, 10, POSTER},
          {2, TOUCH_DOWN, 450, 450, 20, POSTER},
          {2, TOUCH_UP, 450, 450, 30, POSTER}},
         4,
         {true, ACT_OPEN, 3}},
        {"the first finger rules",
         {{1, TOUCH_DOWN, 150, 450, 0, POSTER},
          {2, TOUCH_DOWN, 450, 450, 10, POSTER},
          {2, TOUCH_UP, 450, 450, 20, POSTER},
          {1, TOUCH_UP, 150, 450, 90, POSTER}},
         4,
         {true, ACT_HELP, 0}},
        {"a second finger stays ignored after the first has lifted",
         {{1, TOUCH_DOWN, 150, 300, 0, POSTER},
          {2, TOUCH_DOWN, 450, 450, 10, POSTER},
          {1, TOUCH_UP, 150, 450, 20, POSTER},
          {2, TOUCH_UP, 450, 450, 30, POSTER}},
         4,
         {0}},
        {"and rules when it comes down again",
         {{1, TOUCH_DOWN, 150, 300, 0, POSTER},
          {2, TOUCH_DOWN, 450, 450, 10, POSTER},
          {1, TOUCH_UP, 150, 450, 20, POSTER},
          {2, TOUCH_UP, 450, 450, 30, POSTER},
          {2, TOUCH_DOWN, 450, 450, 40, POSTER},
          {2, TOUCH_UP, 450, 450, 50, POSTER}},
         6,
         {true, ACT_OPEN, 3}},
        {"a lift that was lost: the same finger begins anew",
         {{1, TOUCH_DOWN, 150, 450, 0, POSTER},
          {1, TOUCH_DOWN, 450, 450, 500, POSTER},
          {1, TOUCH_UP, 450, 450, 600, POSTER}},
         3,
         {true, ACT_OPEN, 3}},
        {"a resting arm gives way after ten seconds",
         {{1, TOUCH_DOWN, 10, 10, 0, POSTER},
          {2, TOUCH_DOWN, 450, 450, 10000, POSTER},
          {1, TOUCH_UP, 10, 10, 10010, POSTER},
          {2, TOUCH_UP, 450, 450, 10090, POSTER}},
         4,
         {true, ACT_OPEN, 3}},
        {"not before",
         {{1, TOUCH_DOWN, 10, 10, 0, POSTER},
          {2, TOUCH_DOWN, 450, 450, 9999, POSTER},
          {2, TOUCH_UP, 450, 450, 10090, POSTER}},
         3,
         {0}},
        {"nor while it moves",
         {{1, TOUCH_DOWN, 10, 10, 0, POSTER},
          {1, TOUCH_MOVE, 17, 10, 5000, POSTER},
          {2, TOUCH_DOWN, 450, 450, 14999, POSTER},
          {2, TOUCH_UP, 450, 450, 15090, POSTER}},
         4,
         {0}},
        {"nor while it creeps",
         {{1, TOUCH_DOWN, 10, 10, 0, POSTER},
          {1, TOUCH_MOVE, 14, 10, 4000, POSTER},
          {1, TOUCH_MOVE, 14, 16, 8000, POSTER},
          {2, TOUCH_DOWN, 450, 450, 10000, POSTER},
          {2, TOUCH_UP, 450, 450, 10090, POSTER}},
         5,
         {0}},
        {"trembling is not moving",
         {{1, TOUCH_DOWN, 10, 10, 0, POSTER},
          {1, TOUCH_MOVE, 16, 10, 3000, POSTER},
          {1, TOUCH_MOVE, 4, 10, 6000, POSTER},
          {1, TOUCH_MOVE, 10, 16, 9000, POSTER},
          {2, TOUCH_DOWN, 450, 450, 10000, POSTER},
          {1, TOUCH_MOVE, 11, 10, 10050, POSTER},
          {2, TOUCH_UP, 450, 450, 10090, POSTER}},
         7,
         {true, ACT_OPEN, 3}},
        {"a swipe to the left",
         {{1, TOUCH_DOWN, 600, 300, 0, POSTER}, {1, TOUCH_UP, 576, 312, 799, POSTER}},
         2,
         {true, ACT_NEXT, 0}},
        {"a swipe may begin on a button",
         {{1, TOUCH_DOWN, 450, 450, 0, POSTER}, {1, TOUCH_UP, 410, 450, 200, POSTER}},
         2,
         {true, ACT_NEXT, 0}},
        {"too short: the poster",
         {{1, TOUCH_DOWN, 600, 300, 0, POSTER}, {1, TOUCH_UP, 577, 300, 200, POSTER}},
         2,
         {true, ACT_ENTER, 5}},
        {"too slow: the poster",
         {{1, TOUCH_DOWN, 600, 300, 0, POSTER}, {1, TOUCH_UP, 500, 300, 800, POSTER}},
         2,
         {true, ACT_ENTER, 5}},
        {"too steep: the poster",
         {{1, TOUCH_DOWN, 600, 300, 0, POSTER}, {1, TOUCH_UP, 560, 321, 200, POSTER}},
         2,
         {true, ACT_ENTER, 5}},
        {"there is nothing to the right: nothing",
         {{1, TOUCH_DOWN, 500, 300, 0, POSTER}, {1, TOUCH_UP, 600, 300, 200, POSTER}},
         2,
         {0}},
        {"where nothing swipes, a stroke is a press",
         {{1, TOUCH_DOWN, 500, 300, 0, BARE}, {1, TOUCH_UP, 600, 300, 200, BARE}},
         2,
         {true, ACT_ENTER, 5}},
        {"a slow drag over a quarter of the screen",
         {{1, TOUCH_DOWN, 600, 300, 0, POSTER},
          {1, TOUCH_MOVE, 500, 310, 1000, POSTER},
          {1, TOUCH_UP, 350, 340, 3000, POSTER}},
         3,
         {true, ACT_NEXT, 0}},
        {"a slow drag over less, on a button: nothing",
         {{1, TOUCH_DOWN, 490, 450, 0, POSTER},
          {1, TOUCH_MOVE, 450, 450, 1000, POSTER},
          {1, TOUCH_UP, 450, 450, 3000, POSTER}},
         3,
         {0}},
        {"a drag that came back: nothing",
         {{1, TOUCH_DOWN, 600, 300, 0, POSTER},
          {1, TOUCH_MOVE, 300, 300, 1000, POSTER},
          {1, TOUCH_UP, 599, 300, 3000, POSTER}},
         3,
         {0}},
        {"a finger that trembles on a button presses it",
         {{1, TOUCH_DOWN, 450, 450, 0, POSTER},
          {1, TOUCH_MOVE, 430, 450, 1000, POSTER},
          {1, TOUCH_UP, 430, 450, 3000, POSTER}},
         3,
         {true, ACT_OPEN, 3}},
        {"a swipe over a change of screens is none",
         {{1, TOUCH_DOWN, 600, 300, 0, POSTER}, {1, TOUCH_UP, 500, 300, 200, OTHER}},
         2,
         {0}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct pointer pointer;
        pointer_init(&pointer, W, MM);
        for (size_t k = 0; k < rows[i].n; k++) {
            const struct touch *touch = &rows[i].touches[k];
            struct tap tap = pointer_touch(&pointer, &scenes[touch->on], touch->finger, touch->phase,
                                           touch->x, touch->y, touch->at);
            struct tap want = k + 1 == rows[i].n ? rows[i].tap : (struct tap){0};
            if (tap.happened != want.happened || tap.act != want.act || tap.arg != want.arg)
                fail_msg("%s: touch %zu gave %d %s %u", rows[i].what, k, tap.happened, act_word(tap.act),
                         tap.arg);
        }
    }
}

// Even on the same screen: quick exit's poster has the button too.
static void after_quick_exit_no_finger_presses_anything(void **unused)
{
    (void)unused;
    struct pointer pointer;
    pointer_init(&pointer, W, MM);
    assert_true(pointer_touch(&pointer, &scenes[POSTER], 1, TOUCH_DOWN, 850, 150, 0).happened);
    assert_false(pointer_touch(&pointer, &scenes[POSTER], 1, TOUCH_MOVE, 851, 151, 0).happened);
    assert_false(pointer_touch(&pointer, &scenes[POSTER], 1, TOUCH_UP, 850, 150, 0).happened);
    assert_false(pointer_touch(&pointer, &scenes[POSTER], 1, TOUCH_DOWN, 150, 450, 0).happened);
    struct tap tap = pointer_touch(&pointer, &scenes[POSTER], 2, TOUCH_DOWN, 850, 150, 10);
    assert_true(tap.happened && tap.act == ACT_EXIT);
    assert_false(pointer_touch(&pointer, &scenes[POSTER], 1, TOUCH_UP, 150, 450, 20).happened);
    assert_false(pointer_touch(&pointer, &scenes[POSTER], 2, TOUCH_UP, 850, 150, 30).happened);
    assert_false(pointer.ruled);
}

static void ten_fingers_make_one_tap(void **unused)
{
    (void)unused;
    struct pointer pointer;
    pointer_init(&pointer, W, MM);
    int taps = 0;
    for (int finger = 0; finger < LIMIT_FINGERS; finger++)
        taps +=
            pointer_touch(&pointer, &scenes[POSTER], finger, TOUCH_DOWN, 100 * finger + 50, 450, 10).happened;
    for (int finger = 0; finger < LIMIT_FINGERS; finger++)
        taps +=
            pointer_touch(&pointer, &scenes[POSTER], finger, TOUCH_MOVE, 100 * finger + 51, 450, 20).happened;
    assert_int_equal(taps, 0);
    for (int finger = LIMIT_FINGERS - 1; finger >= 0; finger--) {
        struct tap tap =
            pointer_touch(&pointer, &scenes[POSTER], finger, TOUCH_UP, 100 * finger + 51, 450, 30);
        taps += tap.happened;
        assert_int_equal(tap.happened, finger == 0);
    }
    assert_int_equal(taps, 1);
    assert_false(pointer.ruled);
}

static void what_is_pressed_is_shown(void **unused)
{
    (void)unused;
    struct pointer pointer;
    pointer_init(&pointer, W, MM);
    const char *here = scenes[POSTER].id, *there = scenes[OTHER].id;
    assert_false(pointer_selection(&pointer, here).on);
    pointer_touch(&pointer, &scenes[POSTER], 1, TOUCH_DOWN, 450, 450, 0);
    struct selection pressed = pointer_selection(&pointer, here);
    assert_true(pressed.on && pressed.act == ACT_OPEN && pressed.arg == 3);
    assert_false(pointer_selection(&pointer, there).on);
    pointer_touch(&pointer, &scenes[POSTER], 1, TOUCH_MOVE, 450, 300, 10);
    assert_false(pointer_selection(&pointer, here).on);
    pointer_touch(&pointer, &scenes[POSTER], 1, TOUCH_MOVE, 450, 450, 20);
    assert_true(pointer_selection(&pointer, here).on);
    pointer_touch(&pointer, &scenes[POSTER], 1, TOUCH_UP, 450, 450, 30);
    assert_false(pointer_selection(&pointer, here).on);
    pointer_touch(&pointer, &scenes[POSTER], 1, TOUCH_DOWN, 850, 150, 40);
    assert_false(pointer_selection(&pointer, here).on); // quick exit has acted
}

static void a_swipe_is_in_millimetres(void **unused)
{
    (void)unused;
    static const struct {
        int w, mm, px;
    } rows[] = {{1920, 476, 48}, {1024, 154, 79}, {3840, 476, 96}, {1000, 0, 12000}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct pointer pointer;
        pointer_init(&pointer, rows[i].w, rows[i].mm);
        assert_int_equal(pointer.swipe_px, rows[i].px);
    }
}

static void keys_move_and_choose(void **unused)
{
    (void)unused;
    static const struct {
        const char *what;
        enum key keys[8];
        size_t n;
        struct selection at; // in the end
        struct tap tap;      // of the last key
    } rows[] = {
        {"Tab begins at the poster", {KEY_TAB}, 1, {true, ACT_ENTER, 5}, {0}},
        {"and goes on to the first button", {KEY_TAB, KEY_TAB}, 2, {true, ACT_HELP, 0}, {0}},
        {"and round", {KEY_TAB, KEY_TAB, KEY_TAB, KEY_TAB, KEY_TAB, KEY_TAB}, 6, {true, ACT_ENTER, 5}, {0}},
        {"Shift-Tab begins at the last", {KEY_SHIFT_TAB}, 1, {true, ACT_EXIT, 0}, {0}},
        {"and goes back", {KEY_SHIFT_TAB, KEY_SHIFT_TAB}, 2, {true, ACT_OPEN, 4}, {0}},
        {"an arrow gives a focus first", {KEY_RIGHT}, 1, {true, ACT_ENTER, 5}, {0}},
        {"from the poster to its first button", {KEY_TAB, KEY_DOWN}, 2, {true, ACT_HELP, 0}, {0}},
        {"right", {KEY_TAB, KEY_TAB, KEY_RIGHT}, 3, {true, ACT_OPEN, 3}, {0}},
        {"right again is the button beside, not the one aside",
         {KEY_TAB, KEY_TAB, KEY_RIGHT, KEY_RIGHT},
         4,
         {true, ACT_OPEN, 4},
         {0}},
        {"nothing further right",
         {KEY_TAB, KEY_TAB, KEY_RIGHT, KEY_RIGHT, KEY_RIGHT},
         5,
         {true, ACT_OPEN, 4},
         {0}},
        {"up", {KEY_TAB, KEY_TAB, KEY_RIGHT, KEY_RIGHT, KEY_UP}, 5, {true, ACT_EXIT, 0}, {0}},
        {"down again", {KEY_SHIFT_TAB, KEY_DOWN}, 2, {true, ACT_OPEN, 4}, {0}},
        {"left from above", {KEY_SHIFT_TAB, KEY_LEFT}, 2, {true, ACT_OPEN, 3}, {0}},
        {"up from the left finds the one above, far aside",
         {KEY_TAB, KEY_TAB, KEY_UP},
         3,
         {true, ACT_EXIT, 0},
         {0}},
        {"Enter chooses",
         {KEY_TAB, KEY_TAB, KEY_TAB, KEY_ENTER},
         4,
         {true, ACT_OPEN, 3},
         {true, ACT_OPEN, 3}},
        {"Enter on the poster opens it", {KEY_TAB, KEY_ENTER}, 2, {true, ACT_ENTER, 5}, {true, ACT_ENTER, 5}},
        {"Space chooses", {KEY_SHIFT_TAB, KEY_SPACE}, 2, {true, ACT_EXIT, 0}, {true, ACT_EXIT, 0}},
        {"Enter without a focus enters the poster", {KEY_ENTER}, 1, {0}, {true, ACT_ENTER, 5}},
        {"Escape goes home", {KEY_TAB, KEY_ESCAPE}, 2, {true, ACT_ENTER, 5}, {true, ACT_HOME, 0}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct focus focus = {0};
        struct tap tap = {0};
        for (size_t k = 0; k < rows[i].n; k++) {
            assert_false(tap.happened);
            tap = focus_move(&focus, &scenes[POSTER], rows[i].keys[k]);
        }
        bool same = focus.region.on == rows[i].at.on && focus.region.act == rows[i].at.act &&
                    focus.region.arg == rows[i].at.arg;
        if (!same || tap.happened != rows[i].tap.happened || tap.act != rows[i].tap.act ||
            tap.arg != rows[i].tap.arg)
            fail_msg("%s: at %d %s %u, tapped %d %s %u", rows[i].what, focus.region.on,
                     act_word(focus.region.act), focus.region.arg, tap.happened, act_word(tap.act), tap.arg);
    }
}

static void the_poster_is_reached_when_nothing_else_is(void **unused)
{
    (void)unused;
    struct focus focus = {0};
    focus_move(&focus, &scenes[BARE], KEY_TAB);
    assert_true(focus.region.on && focus.region.act == ACT_ENTER);
    focus_move(&focus, &scenes[BARE], KEY_TAB);
    assert_true(focus.region.on && focus.region.act == ACT_ENTER);
    static struct scene empty;
    scene_clear(&empty, W, 600);
    focus = (struct focus){0};
    for (int key = 0; key < KEY_ESCAPE; key++) {
        assert_false(focus_move(&focus, &empty, (enum key)key).happened);
        assert_false(focus.region.on);
    }
}

static void the_focus_outlives_a_scene_that_has_its_place(void **unused)
{
    (void)unused;
    struct focus focus = {0};
    focus_move(&focus, &scenes[POSTER], KEY_TAB);
    focus_move(&focus, &scenes[POSTER], KEY_TAB);
    focus_settle(&focus, &scenes[OTHER]);
    assert_true(focus.region.on);
    static struct scene moved;
    poster(&moved, "home");
    moved.hits[3] = moved.hits[1]; // help stands elsewhere
    moved.hits[1] = moved.hits[2];
    focus_settle(&focus, &moved);
    assert_true(focus.region.on && focus.region.act == ACT_HELP);
    assert_int_equal(focus.index, 3);
    focus_settle(&focus, &scenes[BARE]);
    assert_false(focus.region.on);
    focus_settle(&focus, &scenes[POSTER]);
    assert_false(focus.region.on); // not before the next key
}

static void another_screen_begins_anew_and_another_page_does_not(void **unused)
{
    (void)unused;
    static const struct {
        const char *before, *after;
        bool stays;
    } rows[] = {{"home", "home", true},
                {"home", "help", false},
                {"message/a", "message/a@2", true},
                {"message/a@2", "message/a@3", true},
                {"message/a@2", "message/b@2", false}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct focus focus = {.region = {true, ACT_HOME, 0}};
        focus_arrive(&focus, rows[i].before, rows[i].after);
        assert_int_equal(focus.region.on, rows[i].stays);
    }
}

// "Listen" has become "Stop".
static void the_focus_stays_on_a_switch_that_was_turned_over(void **unused)
{
    (void)unused;
    static struct scene scene;
    poster(&scene, "home");
    struct focus focus = {.region = {true, ACT_HELP, 7}, .index = 1};
    focus_settle(&focus, &scene);
    assert_true(focus.region.on && focus.region.arg == 0);
    focus = (struct focus){.region = {true, ACT_OPEN, 7}, .index = 1}; // there are two of these
    focus_settle(&focus, &scene);
    assert_false(focus.region.on);
}

static void any_key_says_that_somebody_is_there(void **unused)
{
    (void)unused;
    static struct scene scene;
    poster(&scene, "home+idle");
    scene.hits[0].act = ACT_STAY;
    for (int key = 0; key < KEY_COUNT; key++) {
        struct focus focus = {0};
        struct tap tap = focus_move(&focus, &scene, (enum key)key);
        assert_true(tap.happened && tap.act == ACT_STAY);
        assert_false(focus.region.on);
    }
}

static void what_lies_straight_ahead_comes_before_what_is_aside(void **unused)
{
    (void)unused;
    static const struct hit hits[] = {{{0, 300, 100, 100}, ACT_HELP, 0, false, false},
                                      {{150, 100, 100, 100}, ACT_OPEN, 1, false, false}, // nearer, but aside
                                      {{500, 300, 100, 100}, ACT_OPEN, 2, false, false}};
    static struct scene scene;
    scene_clear(&scene, W, 600);
    memcpy(scene.hits, hits, sizeof hits);
    scene.n_hits = COUNT(hits);
    struct focus focus = {0};
    focus_move(&focus, &scene, KEY_TAB);
    focus_move(&focus, &scene, KEY_RIGHT);
    assert_int_equal(focus.index, 2);
}

static void no_key_comes_to_a_hidden_region(void **unused)
{
    (void)unused;
    static struct scene scene;
    poster(&scene, "attract/help");
    uint32_t n = scene.n_hits;
    scene.hits[scene.n_hits++] = (struct hit){.rect = {0, 0, 90, 90}, .act = ACT_CORNER, .hidden = true};
    struct focus focus = {0};
    for (uint32_t i = 0; i < 2 * n + 2; i++) {
        focus_move(&focus, &scene, KEY_TAB);
        assert_int_not_equal(focus.region.act, ACT_CORNER);
        focus_move(&focus, &scene, KEY_UP);
        assert_int_not_equal(focus.region.act, ACT_CORNER);
    }
    // A finger does.
    assert_int_equal(scene_hit_at(&scene, 10, 10)->act, ACT_CORNER);
}

// With two buttons, what leads on, help and the way out come right after the page; the rest of the bar last.
static void two_buttons_come_to_help_early(void **unused)
{
    (void)unused;
    static const struct hit hits[] = {
        {{0, 500, 100, 100}, ACT_HOME, 0, false, false},
        {{100, 500, 100, 100}, ACT_BACK, 0, false, false},
        {{200, 500, 100, 100}, ACT_LISTEN, 1, false, false},
        {{300, 500, 100, 100}, ACT_PAGE, 0, false, false},
        {{400, 500, 100, 100}, ACT_PAGE, 2, false, false},
        {{500, 500, 100, 100}, ACT_HELP, 0, false, false},
        {{600, 500, 100, 100}, ACT_EXIT, 0, false, false},
        {{0, 0, 100, 100}, ACT_OPEN, 1, false, false},
        {{0, 200, 100, 100}, ACT_HELP, 2, false, false},
    };
    static const struct {
        enum act act;
        uint32_t arg;
    } order[] = {{ACT_OPEN, 1},   {ACT_HELP, 2}, {ACT_PAGE, 2}, {ACT_HELP, 0}, {ACT_EXIT, 0},
                 {ACT_LISTEN, 1}, {ACT_BACK, 0}, {ACT_HOME, 0}, {ACT_PAGE, 0}};
    static struct scene scene;
    scene_clear(&scene, W, 600);
    scene.body = (struct rect){0, 0, W, 500};
    memcpy(scene.hits, hits, sizeof hits);
    scene.n_hits = COUNT(hits);
    scene.swipe_left = (struct hit){.act = ACT_PAGE, .arg = 2};
    scene_scan_order(&scene);
    for (size_t i = 0; i < COUNT(order); i++) {
        assert_int_equal(scene.hits[i].act, order[i].act);
        assert_int_equal(scene.hits[i].arg, order[i].arg);
    }
}

static void twins_are_told_apart(void **unused)
{
    (void)unused;
    static struct scene twins;
    poster(&twins, "help");
    twins.hits[2].act = ACT_HELP;
    twins.hits[2].arg = 0;
    struct focus focus = {0};
    static const uint32_t order[] = {0, 1, 2, 3, 4, 0};
    for (size_t i = 0; i < COUNT(order); i++) {
        focus_move(&focus, &twins, KEY_TAB);
        assert_int_equal(focus.index, order[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(touches_become_taps),
        cmocka_unit_test(after_quick_exit_no_finger_presses_anything),
        cmocka_unit_test(ten_fingers_make_one_tap),
        cmocka_unit_test(what_is_pressed_is_shown),
        cmocka_unit_test(a_swipe_is_in_millimetres),
        cmocka_unit_test(another_screen_begins_anew_and_another_page_does_not),
        cmocka_unit_test(the_focus_stays_on_a_switch_that_was_turned_over),
        cmocka_unit_test(any_key_says_that_somebody_is_there),
        cmocka_unit_test(keys_move_and_choose),
        cmocka_unit_test(the_poster_is_reached_when_nothing_else_is),
        cmocka_unit_test(the_focus_outlives_a_scene_that_has_its_place),
        cmocka_unit_test(what_lies_straight_ahead_comes_before_what_is_aside),
        cmocka_unit_test(no_key_comes_to_a_hidden_region),
        cmocka_unit_test(two_buttons_come_to_help_early),
        cmocka_unit_test(twins_are_told_apart),
    };
    return cmocka_run_group_tests(tests, make_scenes, NULL);
}

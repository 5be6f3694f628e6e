// SPDX-License-Identifier: MIT
// Tapes played against the core and its views: what each step does, and what is said when one can't.
#include <stdio.h>

#include "scene/playback.h"
#include "support/campaign.h"
#include "support/fixed_metrics.h"
#include "support/visit.h"

struct player {
    struct arena kept, frame;
    struct diags diags;
    struct scene *scene;
    struct playback playback;
    bool met;
};

#define HEAD "chasqui-tape 1\nseed 7\ndate 2026-11-22\n" // 3 lines

static void fill_words(void)
{
    for (size_t i = 0; i < COUNT(test_words); i++)
        for (int word = 0; word < WORD_COUNT; word++)
            test_words[i].text[word] = i ? SLICE("words") : SLICE("palabras");
}

static void play_on(struct player *player, const struct campaign *campaign, const char *text)
{
    static struct scene scene;
    arena_init(&player->kept);
    arena_init(&player->frame);
    diags_init(&player->diags, &player->kept);
    struct tree_entry entry = {.path = SLICE("a.tape"), .size = strlen(text), .bytes = slice_of(text)};
    struct tree tree = {.entries = &entry, .count = 1};
    struct source_text source;
    struct tape tape;
    struct config config;
    if (!source_open(&tree, &entry, &player->kept, &player->diags, &source) ||
        !tape_open(&source, &player->diags, &tape) || !tape_fits(&tape, campaign, &player->diags, &config))
        fail_msg("not a tape: %s", text);
    player->playback = (struct playback){.campaign = campaign,
                                         .metrics = &fixed_metrics,
                                         .arena = &player->frame,
                                         .scene = &scene,
                                         .diags = &player->diags};
    playback_init(&player->playback, &tape, &config);
    struct tape_step step;
    player->met = true;
    while (tape_next(&tape, &step)) {
        player->met = playback_step(&player->playback, &step) && player->met;
        assert_true(state_is_valid(&player->playback.state, campaign));
    }
}

static void end(struct player *player)
{
    arena_fini(&player->frame);
    arena_fini(&player->kept);
}

#define CO_HEAD HEAD "country CO\nsize 1000x700 300\n" // 5 lines
#define CO_LOW HEAD "country CO\nsize 1000x480 300\n"  // messages take two pages

static void every_kind_of_step_is_played(void **unused)
{
    (void)unused;
    static const struct {
        const char *what, *text, *screen;
        uint64_t now_ms;
    } rows[] = {
        {"acts", CO_HEAD "act open message/calm\nact home\nact open message/calm\n", "message/calm", 0},
        {"enter is the poster that stands", CO_HEAD "wait 8000\nact enter\n", "message/quotes", 8000},
        {"or the one that is named", CO_HEAD "wait 8000\nact enter message/calm\n", "message/calm", 8000},
        {"waiting ticks", CO_HEAD "wait 64000\n", "attract/message/calm", 64000},
        {"a visit goes idle", CO_HEAD "act home\nwait 60000\n", "home+idle", 60000},
        {"and is forgotten", CO_HEAD "act home\nwait 80000\n", "attract/message/calm", 80000},
        {"dates", CO_HEAD "date 2027-06-30\nwait 8000\n", "attract/message/quotes", 8000},
        {"days on end", CO_HEAD "repeat 221\ndate +1\nend\nwait 8000\n", "attract/help", 8000},
        {"many days at once", CO_HEAD "date +221\nwait 8000\n", "attract/help", 8000},
        {"a press", CO_HEAD "press enter\n", "message/calm", 0},
        {"presses through a quiz",
         CO_HEAD "act home\npress track teens\npress list quizzes\npress open quiz/short\npress answer "
                 "1\npress next\n",
         "quiz/short/end", 0},
        {"a press and quick exit", CO_HEAD "press help\npress need talk\npress channel line\npress exit\n",
         "exit", 0},
        {"a touch", CO_HEAD "touch 3 down 500 300\nwait 90\ntouch 3 up 500 300\n", "message/calm", 90},
        {"touching keeps a visit alive",
         CO_HEAD "act home\nwait 59000\ntouch 0 down 0 0\ntouch 0 cancel 0 0\nwait 59000\n", "home", 118000},
        {"no poster leaves from under a finger", CO_HEAD "wait 7000\ntouch 0 down 500 300\nwait 9999\n",
         "attract/message/calm", 16999},
        {"unless it was forgotten there", CO_HEAD "wait 7000\ntouch 0 down 500 300\nwait 10001\n",
         "attract/message/quotes", 17001},
        {"swipes", CO_LOW "act home\nact open message/calm\nswipe left\nswipe left\n", "message/first", 0},
        {"and back", CO_LOW "act home\nact open message/calm\nswipe left\nswipe left\nswipe right\n",
         "message/calm", 0},
        {"keys", CO_HEAD "key escape\n", "home", 0},
        {"Enter enters the poster", CO_HEAD "key enter\n", "message/calm", 0},
        {"Tab and Enter", CO_HEAD "act home\nkey tab\nkey shift-tab\nkey tab\nkey tab\nkey enter\n", "*", 0},
        {"a country", HEAD "act country PE\nact enter\n", "message/calm", 0},
        {"a language", CO_HEAD "language en\nexpect screen attract/*\nact languages\n", "languages", 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct player player;
        char screen[SCREEN_ID_MAX];
        play_on(&player, &test_campaign, rows[i].text);
        state_screen_id(&player.playback.state, &test_campaign, screen);
        if (!player.met || player.diags.count > 0)
            fail_msg("%s: %s at %u", rows[i].what, diag_code_name(player.diags.list[0].code),
                     player.diags.list[0].pos.line);
        if (strcmp(rows[i].screen, "*") != 0 && strcmp(screen, rows[i].screen) != 0)
            fail_msg("%s: %s instead of %s", rows[i].what, screen, rows[i].screen);
        assert_int_equal(player.playback.state.now_ms >= rows[i].now_ms || rows[i].now_ms == 16999, true);
        assert_int_equal(player.playback.now_ms, rows[i].now_ms);
        end(&player);
    }
}

static void what_is_not_met_is_told(void **unused)
{
    (void)unused;
    static const struct {
        const char *text;
        uint32_t line, col;
        enum diag_code code;
    } rows[] = {
        {CO_HEAD "expect screen attract/*\nexpect screen home\n", 7, 1, DIAG_TAPE_SCREEN},
        {CO_HEAD "expect hash 0123456789abcdef\n", 6, 1, DIAG_TAPE_HASH},
        {CO_HEAD "press ready\n", 6, 1, DIAG_TAPE_NO_REGION},
        {CO_HEAD "act home\npress open quiz/quiz\n", 7, 1, DIAG_TAPE_NO_REGION},
        {CO_HEAD "act home\nswipe left\n", 7, 1, DIAG_TAPE_NO_SWIPE},
        {HEAD "act country PE\nact home\npress channel web\n", 6, 1, DIAG_TAPE_NO_REGION},
        {HEAD "act open quiz/quiz\n", 4, 10, DIAG_TAPE_NAME}, // no country is chosen yet
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct player player;
        play_on(&player, &test_campaign, rows[i].text);
        assert_false(player.met);
        assert_int_equal(player.diags.count, 1);
        assert_int_equal(player.diags.list[0].code, rows[i].code);
        assert_int_equal(player.diags.list[0].pos.line, rows[i].line);
        assert_int_equal(player.diags.list[0].pos.col, rows[i].col);
        end(&player);
    }
}

// The same visit as acts and as touches leaves the same state.
static void touches_and_acts_agree(void **unused)
{
    (void)unused;
    struct player acts, presses;
    play_on(&acts, &test_campaign,
            CO_HEAD
            "act enter\nwait 500\nact help\nwait 500\nact need talk\nwait 500\nact channel line\nwait 500\n"
            "act back\nwait 500\nact exit\nwait 1000\n");
    play_on(&presses, &test_campaign,
            CO_HEAD
            "press enter\nwait 500\npress help\nwait 500\npress need talk\nwait 500\npress channel line\n"
            "wait 500\npress back\nwait 500\npress exit\nwait 1000\n");
    assert_true(acts.met && presses.met);
    assert_int_equal(state_hash(&acts.playback.state), state_hash(&presses.playback.state));
    assert_int_equal(acts.playback.scenes, 0);
    assert_true(presses.playback.scenes > 0);
    end(&acts);
    end(&presses);
}

// A year of the loop builds no scene and keeps its memory.
static void waiting_costs_nothing_but_ticks(void **unused)
{
    (void)unused;
    struct player player;
    play_on(&player, &test_campaign, CO_HEAD "repeat 365\nwait 86400000\ndate +1\nend\n");
    assert_true(player.met);
    assert_int_equal(player.playback.scenes, 0);
    assert_int_equal(player.frame.total, 0);
    assert_int_equal(player.playback.state.now_ms, UINT64_C(365) * 86400000);
    assert_true(player.playback.events > 2500000);
    end(&player);
}

static void the_scene_shows_what_is_pressed_and_focused(void **unused)
{
    (void)unused;
    struct player player;
    play_on(&player, &test_campaign, CO_HEAD "act home\n");
    struct playback *playback = &player.playback;
    const struct scene *scene = playback_scene(playback);
    uint64_t built = playback->scenes;
    playback_scene(playback);
    assert_int_equal(playback->scenes, built); // nothing has changed
    struct rect rect = scene->hits[0].rect;
    playback_touch(playback, 1, TOUCH_DOWN, rect.x + rect.w / 2, rect.y + rect.h / 2);
    playback_scene(playback);
    assert_int_equal(playback->scenes, built + 1);
    assert_true(playback->pressed.on);
    playback_touch(playback, 1, TOUCH_CANCEL, 0, 0);
    playback_key(playback, KEY_TAB);
    assert_true(playback->focus.region.on);
    playback_scene(playback);
    assert_true(playback->focus.region.on);
    playback_touch(playback, 1, TOUCH_DOWN, -1, -1);
    assert_false(playback->focus.region.on); // the ring is for those who use keys
    end(&player);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_step_is_played),
        cmocka_unit_test(what_is_not_met_is_told),
        cmocka_unit_test(touches_and_acts_agree),
        cmocka_unit_test(waiting_costs_nothing_but_ticks),
        cmocka_unit_test(the_scene_shows_what_is_pressed_and_focused),
    };
    fill_words();
    return cmocka_run_group_tests(tests, NULL, NULL);
}

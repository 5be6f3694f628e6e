// SPDX-License-Identifier: MIT
// The loop: how long posters stand, when they leave, and how one enters.
#include "support/campaign.h"
#include "support/visit.h"

static void each_poster_stands_its_time(void **unused)
{
    (void)unused;
    static const struct {
        const char *id;
        uint64_t ms;
    } rows[] = {
        {"attract/message/calm", 8000}, {"attract/message/quotes", 8000}, {"attract/help", 12000},
        {"attract/quiz/quiz", 20000},   {"attract/message/alone", 8000},  {"attract/story/story", 8000},
        {"attract/message/calm", 8000},
    };
    struct visit v;
    visit_begin(&v, &test_campaign);
    for (size_t i = 0; i < COUNT(rows); i++) {
        visit_is_at(&v, rows[i].id);
        assert_int_equal(state_deadline(&v.state, v.campaign), v.state.now_ms + rows[i].ms);
        visit_wait(&v, rows[i].ms - 1);
        visit_is_at(&v, rows[i].id);
        assert_false(v.effects.redraw);
        visit_wait(&v, 1);
        assert_true(v.effects.redraw);
        assert_false(v.effects.session_ended);
    }
}

static void a_tick_from_the_past_changes_nothing(void **unused)
{
    (void)unused;
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_wait(&v, 8000);
    uint64_t before = state_hash(&v.state);
    visit_event(&v, (struct event){.kind = EVENT_TICK, .at_ms = 5});
    assert_int_equal(state_hash(&v.state), before);
    assert_false(v.effects.redraw);
}

static void entries_leave_with_their_dates(void **unused)
{
    (void)unused;
    static const struct {
        int year, month, day;
        bool stands[N_LOOP];
    } rows[] = {
        {2027, 6, 30, {true, true, true, true, true, true}}, // the last day counts
        {2027, 7, 1, {true, false, true, true, false, true}},
        {2031, 1, 1, {true, false, true, true, false, true}},
        {2026, 11, 22, {true, true, true, true, true, true}}, // a clock set back
    };
    struct visit v;
    visit_begin(&v, &test_campaign);
    for (size_t i = 0; i < COUNT(rows); i++) {
        visit_date(&v, rows[i].year, rows[i].month, rows[i].day);
        assert_true(v.effects.redraw);
        bool seen[N_LOOP] = {false};
        for (int step = 0; step < 2 * N_LOOP; step++) {
            seen[v.state.attract.loop] = true;
            visit_wait(&v, state_deadline(&v.state, v.campaign) - v.state.now_ms);
        }
        for (int at = 0; at < N_LOOP; at++) {
            assert_int_equal(seen[at], rows[i].stands[at]);
            assert_int_equal(attract_entry_is_current(&v.state, &test_countries[CO], (uint16_t)at),
                             rows[i].stands[at]);
        }
    }
}

static void a_poster_leaves_at_the_very_event_that_ends_its_day(void **unused)
{
    (void)unused;
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_date(&v, 2027, 6, 30);
    visit_wait(&v, 8000);
    visit_is_at(&v, "attract/message/quotes");
    visit_date(&v, 2027, 7, 1);
    visit_is_at(&v, "attract/help");
}

static void without_a_date_everything_stands(void **unused)
{
    (void)unused;
    struct visit v;
    visit_begin(&v, &test_campaign);
    for (uint16_t at = 0; at < N_LOOP; at++)
        assert_true(attract_entry_is_current(&v.state, &test_countries[CO], at));
    assert_false(attract_entry_is_current(&v.state, &test_countries[CO], N_LOOP));
}

static void one_enters_at_the_poster_that_stands(void **unused)
{
    (void)unused;
    static const char *const inside[N_LOOP] = {"message/calm", "message/quotes", "help",
                                               "quiz/quiz/1",  "message/alone",  "story/story/start"};
    for (uint32_t at = 0; at < N_LOOP; at++) {
        struct visit v;
        visit_begin(&v, &test_campaign);
        while (v.state.attract.loop != at)
            visit_wait(&v, state_deadline(&v.state, v.campaign) - v.state.now_ms);
        visit_act(&v, ACT_ENTER, at);
        visit_is_at(&v, inside[at]);
        assert_true(state_in_visit(&v.state));
        visit_act(&v, ACT_BACK, 0);
        visit_is_at(&v, "home");
    }
}

static void the_poster_that_was_seen_is_entered_though_another_has_come(void **unused)
{
    (void)unused;
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_wait(&v, 8000);
    visit_act(&v, ACT_ENTER, L_CALM);
    visit_is_at(&v, "message/calm");
}

static void what_has_left_is_not_entered(void **unused)
{
    (void)unused;
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_date(&v, 2027, 7, 1);
    visit_act(&v, ACT_ENTER, L_QUOTES);
    visit_is_at(&v, "attract/message/calm");
    visit_act(&v, ACT_ENTER, N_LOOP);
    visit_is_at(&v, "attract/message/calm");
}

static void a_loop_of_one_never_wakes(void **unused)
{
    (void)unused;
    struct visit v;
    struct config config = visit_config;
    config.country = PE;
    visit_begin_with(&v, &test_campaign, config);
    visit_is_at(&v, "attract/message/calm");
    assert_int_equal(state_deadline(&v.state, v.campaign), UINT64_MAX);
    visit_wait(&v, 1000000000);
    assert_false(v.effects.redraw);
    visit_is_at(&v, "attract/message/calm");
}

static void an_empty_campaign_stands_and_lets_one_in(void **unused)
{
    (void)unused;
    struct visit v;
    visit_begin(&v, &test_empty);
    visit_is_at(&v, "attract/empty");
    assert_int_equal(state_deadline(&v.state, v.campaign), UINT64_MAX);
    visit_wait(&v, 1000000);
    assert_false(v.effects.redraw);
    static const struct visit_step steps[] = {
        {ACT_ENTER, 0, "attract/empty"},
        {ACT_HOME, 0, "home"},
        {ACT_LIST, ITEM_MESSAGE, "messages"},
        {ACT_TOPIC, 0, "messages/feelings"},
        {ACT_OPEN, 0, "messages/feelings"},
        {ACT_HELP, 0, "help"},
        {ACT_CHANNEL, 0, "help"},
        {ACT_EXIT, 0, "exit"},
    };
    visit_walk(&v, steps, COUNT(steps));
    visit_wait(&v, 20000);
    visit_is_at(&v, "attract/empty");
}

static void the_neutral_poster_gives_way_to_the_next(void **unused)
{
    (void)unused;
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_act(&v, ACT_EXIT, 0);
    visit_is_at(&v, "exit");
    assert_int_equal(state_deadline(&v.state, v.campaign), v.state.now_ms + 20000);
    visit_wait(&v, 19999);
    visit_is_at(&v, "exit");
    visit_wait(&v, 1);
    visit_is_at(&v, "attract/message/quotes");
}

// However the deadlines fall, waiting for them in turn shows the same as one tick a second.
static void deadlines_are_all_that_is_needed(void **unused)
{
    (void)unused;
    struct visit dense, sparse;
    visit_begin(&dense, &test_campaign);
    visit_begin(&sparse, &test_campaign);
    for (uint64_t at = 1000; at <= 600000; at += 1000) {
        visit_event(&dense, (struct event){.kind = EVENT_TICK, .at_ms = at});
        while (state_deadline(&sparse.state, sparse.campaign) <= at)
            visit_event(&sparse, (struct event){.kind = EVENT_TICK,
                                                .at_ms = state_deadline(&sparse.state, sparse.campaign)});
        assert_int_equal(dense.state.attract.loop, sparse.state.attract.loop);
        assert_int_equal(dense.state.attract.since_ms, sparse.state.attract.since_ms);
    }
}

// A key that steps to it gives a poster its whole time again.
static void a_poster_stays_for_whoever_steps_to_it(void **unused)
{
    (void)unused;
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_wait(&v, 7999);
    visit_touch(&v);
    visit_wait(&v, 7999);
    visit_is_at(&v, "attract/message/calm");
    visit_wait(&v, 1);
    visit_is_at(&v, "attract/message/quotes");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_poster_stands_its_time),
        cmocka_unit_test(a_poster_stays_for_whoever_steps_to_it),
        cmocka_unit_test(a_tick_from_the_past_changes_nothing),
        cmocka_unit_test(entries_leave_with_their_dates),
        cmocka_unit_test(a_poster_leaves_at_the_very_event_that_ends_its_day),
        cmocka_unit_test(without_a_date_everything_stands),
        cmocka_unit_test(one_enters_at_the_poster_that_stands),
        cmocka_unit_test(the_poster_that_was_seen_is_entered_though_another_has_come),
        cmocka_unit_test(what_has_left_is_not_entered),
        cmocka_unit_test(a_loop_of_one_never_wakes),
        cmocka_unit_test(an_empty_campaign_stands_and_lets_one_in),
        cmocka_unit_test(the_neutral_poster_gives_way_to_the_next),
        cmocka_unit_test(deadlines_are_all_that_is_needed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

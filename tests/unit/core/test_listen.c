// SPDX-License-Identifier: MIT
// Read aloud: it starts on a touch, after saying that others may hear, and ends with the visit.
#include "support/campaign.h"
#include "support/visit.h"

static void said(struct visit *visit, bool last)
{
    visit_event(visit, (struct event){.kind = EVENT_SAID, .at_ms = visit->state.now_ms, .arg = last});
}

// In a message, with reading begun.
static void begin_reading(struct visit *visit)
{
    visit_begin(visit, &test_campaign);
    visit_act(visit, ACT_HOME, 0);
    visit_act(visit, ACT_OPEN, I_CALM);
    visit_act(visit, ACT_LISTEN, LISTEN_START);
    visit_act(visit, ACT_LISTEN, LISTEN_AGREED);
    visit_is_at(visit, "message/calm");
    assert_true(visit->state.listen.on);
}

static void the_first_time_it_says_that_others_may_hear(void **unused)
{
    (void)unused;
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_act(&v, ACT_LISTEN, LISTEN_START); // in the loop there is nothing to read
    assert_false(v.state.listen.on);
    visit_act(&v, ACT_HOME, 0);
    visit_act(&v, ACT_OPEN, I_CALM);
    visit_act(&v, ACT_LISTEN, LISTEN_AGREED); // not asked yet
    visit_is_at(&v, "listen");
    assert_false(v.state.listen.on);
    visit_act(&v, ACT_LISTEN, LISTEN_START);
    visit_is_at(&v, "listen");
    visit_act(&v, ACT_BACK, 0);
    visit_is_at(&v, "message/calm");
    assert_false(v.state.listen.on);
    visit_act(&v, ACT_LISTEN, LISTEN_START);
    visit_act(&v, ACT_LISTEN, LISTEN_AGREED);
    visit_is_at(&v, "message/calm");
    assert_true(v.state.listen.on);
    visit_act(&v, ACT_LISTEN, LISTEN_STOP);
    assert_false(v.state.listen.on);
    visit_act(&v, ACT_LISTEN, LISTEN_START); // asked once
    visit_is_at(&v, "message/calm");
    assert_true(v.state.listen.on);
}

static void it_goes_on_sentence_by_sentence_and_ends(void **unused)
{
    (void)unused;
    struct visit v;
    begin_reading(&v);
    assert_int_equal(v.state.listen.sentence, 0);
    said(&v, false);
    assert_true(v.effects.redraw);
    assert_int_equal(v.state.listen.sentence, 1);
    said(&v, true);
    assert_false(v.state.listen.on);
    said(&v, false); // too late to mean anything
    assert_false(v.state.listen.on);
    assert_false(v.effects.redraw);
}

static void whatever_the_visitor_does_next_ends_it(void **unused)
{
    (void)unused;
    static const struct {
        enum act act;
        uint32_t arg;
        bool on;
    } rows[] = {
        {ACT_HELP, 0, false},      {ACT_HOME, 0, false},
        {ACT_EXIT, 0, false},      {ACT_BACK, 0, false},
        {ACT_LANGUAGE, 1, false},  {ACT_NEXT, 0, true},
        {ACT_EASY, 1, true},       {ACT_CLEAR, 1, false},
        {ACT_TEXT_SIZE, 1, false}, {ACT_VOLUME, VOLUME_SOFT, true},
        {ACT_PAGE, 1, true},       {ACT_STAY, 0, true},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct visit v;
        begin_reading(&v);
        said(&v, false);
        visit_act(&v, rows[i].act, rows[i].arg);
        assert_int_equal(v.state.listen.on, rows[i].on);
        // Another page begins at its top.
        bool begins = rows[i].act == ACT_PAGE || rows[i].act == ACT_NEXT || rows[i].act == ACT_EASY;
        assert_true(!begins || v.state.listen.sentence == 0);
    }
}

// Somebody who can't read is read to through a quiz: the question, and what is said of the answer.
static void it_goes_on_through_a_quiz(void **unused)
{
    (void)unused;
    struct visit v;
    begin_reading(&v);
    visit_act(&v, ACT_HOME, 0);
    visit_act(&v, ACT_OPEN, I_QUIZ);
    visit_act(&v, ACT_LISTEN, LISTEN_START);
    assert_true(v.state.listen.on);
    const struct quiz *quiz = &test_countries[CO].items[I_QUIZ]->quiz;
    for (uint16_t i = 0; i < quiz->n_questions; i++) {
        if (!v.state.listen.on)
            visit_act(&v, ACT_LISTEN, LISTEN_START);
        bool several = quiz->questions[i].kind == QUESTION_MULTIPLE;
        visit_act(&v, ACT_ANSWER, 0);
        bool answered = v.state.quiz.questions[i].answered;
        assert_int_equal(v.state.listen.on, answered);
        assert_true(!several || !answered);
        visit_act(&v, ACT_NEXT, 0);
        if (!answered)
            break;
    }
}

static void a_visit_that_is_read_to_is_not_idle_but_a_silent_voice_is(void **unused)
{
    (void)unused;
    struct visit v;
    begin_reading(&v);
    for (int i = 0; i < 20; i++) {
        visit_wait(&v, 59000);
        said(&v, false);
    }
    assert_false(v.state.warning);
    assert_true(v.state.listen.on);
    visit_wait(&v, 299000);
    assert_false(v.state.warning);
    visit_wait(&v, 1000);
    assert_true(v.state.warning);
    assert_false(v.state.listen.on);
    visit_wait(&v, 20000);
    assert_false(state_in_visit(&v.state));
}

static void the_end_of_a_visit_forgets_all_of_it(void **unused)
{
    (void)unused;
    struct visit v;
    begin_reading(&v);
    visit_act(&v, ACT_VOLUME, VOLUME_LOUD);
    visit_act(&v, ACT_VOLUME, VOLUME_COUNT); // no such thing
    assert_int_equal(v.state.listen.volume, VOLUME_LOUD);
    visit_act(&v, ACT_EXIT, 0);
    assert_false(v.state.listen.on || v.state.listen.told);
    assert_int_equal(v.state.listen.volume, VOLUME_MIDDLE);
}

static void a_day_that_takes_the_page_away_ends_it(void **unused)
{
    (void)unused;
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_act(&v, ACT_HOME, 0);
    visit_act(&v, ACT_OPEN, I_QUOTES);
    visit_act(&v, ACT_LISTEN, LISTEN_START);
    visit_act(&v, ACT_LISTEN, LISTEN_AGREED);
    visit_date(&v, 2027, 7, 1);
    visit_is_at(&v, "home");
    assert_false(v.state.listen.on);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_time_it_says_that_others_may_hear),
        cmocka_unit_test(it_goes_on_sentence_by_sentence_and_ends),
        cmocka_unit_test(whatever_the_visitor_does_next_ends_it),
        cmocka_unit_test(it_goes_on_through_a_quiz),
        cmocka_unit_test(a_visit_that_is_read_to_is_not_idle_but_a_silent_voice_is),
        cmocka_unit_test(the_end_of_a_visit_forgets_all_of_it),
        cmocka_unit_test(a_day_that_takes_the_page_away_ends_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

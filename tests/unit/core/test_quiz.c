// SPDX-License-Identifier: MIT
// Questions of every kind, and what stays when one leaves and comes back.
#include "support/campaign.h"
#include "support/visit.h"

static void open_at(struct visit *visit, uint16_t question)
{
    visit_begin(visit, &test_campaign);
    visit_act(visit, ACT_HOME, 0);
    visit_act(visit, ACT_OPEN, I_QUIZ);
    visit->state.quiz.question = question;
}

static void single_shows_feedback_and_lets_one_look_at_others(void **unused)
{
    (void)unused;
    static const struct visit_step steps[] = {
        {ACT_NEXT, 0, "quiz/quiz/1"},
        {ACT_READY, 0, "quiz/quiz/1"},
        {ACT_ANSWER, 3, "quiz/quiz/1"},
        {ACT_ANSWER, UINT32_MAX, "quiz/quiz/1"},
        {ACT_PAGE, 1, "quiz/quiz/1@2"},
        {ACT_ANSWER, 1, "quiz/quiz/1/answer-2"},
        {ACT_PAGE, 1, "quiz/quiz/1/answer-2@2"},
        {ACT_ANSWER, 0, "quiz/quiz/1/answer-1"},
        {ACT_ANSWER, 2, "quiz/quiz/1/answer-3"},
        {ACT_NEXT, 0, "quiz/quiz/2"},
        {ACT_PREVIOUS, 0, "quiz/quiz/1/answer-3"},
        {ACT_PREVIOUS, 0, "quiz/quiz/1/answer-3"},
    };
    struct visit v;
    open_at(&v, Q_SINGLE);
    visit_walk(&v, steps, COUNT(steps));
    assert_int_equal(v.state.quiz.questions[Q_SINGLE].chosen, 1u << 2);
}

static void several_are_chosen_and_unchosen_until_ready(void **unused)
{
    (void)unused;
    static const struct visit_step steps[] = {
        {ACT_READY, 0, "quiz/quiz/2"},
        {ACT_ANSWER, 1, "quiz/quiz/2/chosen-2"},
        {ACT_ANSWER, 3, "quiz/quiz/2/chosen-2-4"},
        {ACT_ANSWER, 1, "quiz/quiz/2/chosen-4"},
        {ACT_NEXT, 0, "quiz/quiz/2/chosen-4"},
        {ACT_ANSWER, 4, "quiz/quiz/2/chosen-4"},
        {ACT_READY, 0, "quiz/quiz/2/chosen-4/answer-4"},
        {ACT_READY, 0, "quiz/quiz/2/chosen-4/answer-4"},
        {ACT_ANSWER, 0, "quiz/quiz/2/chosen-4/answer-1"}, // another's feedback; the choice stays
        {ACT_NEXT, 0, "quiz/quiz/3"},
    };
    struct visit v;
    open_at(&v, Q_MULTIPLE);
    visit_walk(&v, steps, COUNT(steps));
}

// The feedback that comes first is that of the chosen answer that stands first on screen.
static void several_begin_with_the_first_chosen_on_screen(void **unused)
{
    (void)unused;
    for (uint64_t seed = 0; seed < 50; seed++) {
        struct visit v;
        open_at(&v, Q_MULTIPLE);
        v.state.visit_seed = seed;
        visit_act(&v, ACT_ANSWER, 1);
        visit_act(&v, ACT_ANSWER, 3);
        visit_act(&v, ACT_READY, 0);
        uint8_t order[LIMIT_ANSWERS];
        quiz_answer_order(&v.state, &test_questions[Q_MULTIPLE], Q_MULTIPLE, order);
        int first = 0;
        while (order[first] != 1 && order[first] != 3)
            first++;
        assert_int_equal(v.state.quiz.questions[Q_MULTIPLE].shown, order[first]);
    }
}

static void true_and_false(void **unused)
{
    (void)unused;
    static const struct visit_step steps[] = {
        {ACT_ANSWER, 2, "quiz/quiz/3"},
        {ACT_ANSWER, 1, "quiz/quiz/3/answer-2"},
        {ACT_ANSWER, 0, "quiz/quiz/3/answer-1"},
        {ACT_NEXT, 0, "quiz/quiz/4"},
    };
    struct visit v;
    open_at(&v, Q_TRUE_FALSE);
    visit_walk(&v, steps, COUNT(steps));
    uint8_t order[LIMIT_ANSWERS];
    for (v.state.visit_seed = 0; v.state.visit_seed < 20; v.state.visit_seed++) {
        quiz_answer_order(&v.state, &test_questions[Q_TRUE_FALSE], Q_TRUE_FALSE, order);
        assert_int_equal(order[0], 0);
        assert_int_equal(order[1], 1);
    }
}

static void pairs_are_matched_one_by_one_and_taken_back(void **unused)
{
    (void)unused;
    static const struct visit_step steps[] = {
        {ACT_NEXT, 0, "quiz/quiz/4"},           {ACT_ANSWER, 3, "quiz/quiz/4"},
        {ACT_ANSWER, 2, "quiz/quiz/4/pair-2"},  {ACT_PREVIOUS, 0, "quiz/quiz/4"},
        {ACT_ANSWER, 0, "quiz/quiz/4/pair-2"},  {ACT_ANSWER, 0, "quiz/quiz/4/pair-3"},
        {ACT_NEXT, 0, "quiz/quiz/4/pair-3"},    {ACT_ANSWER, 1, "quiz/quiz/4/matched"},
        {ACT_ANSWER, 2, "quiz/quiz/4/matched"}, {ACT_NEXT, 0, "quiz/quiz/end"},
        {ACT_NEXT, 0, "quiz/quiz/end"},         {ACT_ANSWER, 0, "quiz/quiz/end"},
        {ACT_READY, 0, "quiz/quiz/end"},        {ACT_PREVIOUS, 0, "quiz/quiz/4/matched"},
        {ACT_PREVIOUS, 0, "quiz/quiz/3"},
    };
    struct visit v;
    open_at(&v, Q_MATCHING);
    visit_walk(&v, steps, COUNT(steps));
    static const uint8_t match[3] = {1, 1, 2};
    assert_memory_equal(v.state.quiz.questions[Q_MATCHING].match, match, sizeof match);
}

static void orders_are_whole_and_of_this_visit(void **unused)
{
    (void)unused;
    struct state state = {0};
    bool differs = false;
    uint8_t first[LIMIT_ANSWERS], order[LIMIT_ANSWERS], pairs[LIMIT_PAIRS];
    quiz_answer_order(&state, &test_questions[Q_MULTIPLE], 1, first);
    for (state.visit_seed = 0; state.visit_seed < 100; state.visit_seed++) {
        unsigned seen = 0, seen_pairs = 0;
        quiz_answer_order(&state, &test_questions[Q_MULTIPLE], 1, order);
        quiz_pair_order(&state, &test_questions[Q_MATCHING], 3, pairs);
        for (int i = 0; i < 4; i++)
            seen |= 1u << order[i];
        for (int i = 0; i < 3; i++)
            seen_pairs |= 1u << pairs[i];
        assert_int_equal(seen, 0xf);
        assert_int_equal(seen_pairs, 0x7);
        differs = differs || memcmp(order, first, 4) != 0;
        uint8_t again[LIMIT_ANSWERS];
        quiz_answer_order(&state, &test_questions[Q_MULTIPLE], 1, again);
        assert_memory_equal(order, again, 4);
    }
    assert_true(differs);
}

static void back_takes_a_quiz_up_and_opening_it_begins_anew(void **unused)
{
    (void)unused;
    static const struct visit_step steps[] = {
        {ACT_HOME, 0, "home"},
        {ACT_OPEN, I_QUIZ, "quiz/quiz/1"},
        {ACT_ANSWER, 0, "quiz/quiz/1/answer-1"},
        {ACT_NEXT, 0, "quiz/quiz/2"},
        {ACT_ANSWER, 2, "quiz/quiz/2/chosen-3"},
        {ACT_LANGUAGE, 1, "quiz/quiz/2/chosen-3"}, // another language, the same choice
        {ACT_LANGUAGES, 0, "languages"},
        {ACT_LANGUAGE, 0, "quiz/quiz/2/chosen-3"},
        {ACT_HELP, 0, "help"},
        {ACT_BACK, 0, "quiz/quiz/2/chosen-3"},
        {ACT_HOME, 0, "home"},
        {ACT_OPEN, I_QUIZ, "quiz/quiz/1"},
        {ACT_BACK, 0, "home"},
        {ACT_OPEN, I_SHORT, "quiz/short/1"}, // one quiz at a time is remembered
        {ACT_HELP, 0, "help"},
        {ACT_LIST, ITEM_QUIZ, "quizzes"},
        {ACT_OPEN, I_QUIZ, "quiz/quiz/1"},
        {ACT_ANSWER, 1, "quiz/quiz/1/answer-2"},
        {ACT_BACK, 0, "quizzes"},
        {ACT_BACK, 0, "help"},
        {ACT_BACK, 0, "quiz/short/1"},
    };
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_walk(&v, steps, COUNT(steps));
}

static void again_begins_anew_and_so_does_a_quiz_that_was_ended(void **unused)
{
    (void)unused;
    static const struct visit_step steps[] = {
        {ACT_HOME, 0, "home"},
        {ACT_OPEN, I_SHORT, "quiz/short/1"},
        {ACT_ANSWER, 2, "quiz/short/1/answer-3"},
        {ACT_AGAIN, 0, "quiz/short/1"},
        {ACT_ANSWER, 2, "quiz/short/1/answer-3"},
        {ACT_NEXT, 0, "quiz/short/end"},
        {ACT_HELP, 0, "help"},
        {ACT_BACK, 0, "quiz/short/end"},
        {ACT_AGAIN, 0, "quiz/short/1"},
        {ACT_ANSWER, 0, "quiz/short/1/answer-1"},
        {ACT_NEXT, 0, "quiz/short/end"},
        {ACT_HOME, 0, "home"},
        {ACT_OPEN, I_SHORT, "quiz/short/1"},
    };
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_walk(&v, steps, COUNT(steps));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(single_shows_feedback_and_lets_one_look_at_others),
        cmocka_unit_test(several_are_chosen_and_unchosen_until_ready),
        cmocka_unit_test(several_begin_with_the_first_chosen_on_screen),
        cmocka_unit_test(true_and_false),
        cmocka_unit_test(pairs_are_matched_one_by_one_and_taken_back),
        cmocka_unit_test(orders_are_whole_and_of_this_visit),
        cmocka_unit_test(back_takes_a_quiz_up_and_opening_it_begins_anew),
        cmocka_unit_test(again_begins_anew_and_so_does_a_quiz_that_was_ended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// The state as a number: every field counts, padding doesn't.
#include "support/campaign.h"
#include "support/visit.h"

static void busy(struct state *state)
{
    static const struct visit_step steps[] = {
        {ACT_HOME, 0, "home"},
        {ACT_OPEN, I_STORY, "story/story/start"},
        {ACT_CHOICE, 0, "story/story/left"},
        {ACT_LIST, ITEM_QUIZ, "quizzes"},
        {ACT_OPEN, I_QUIZ, "quiz/quiz/1"},
        {ACT_ANSWER, 1, "quiz/quiz/1/answer-2"},
    };
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_date(&v, 2026, 11, 22);
    visit_walk(&v, steps, COUNT(steps));
    *state = v.state;
}

#define CHANGES(field)                                                                                       \
    do {                                                                                                     \
        struct state other = state;                                                                          \
        other.field ^= 1;                                                                                    \
        if (state_hash(&other) == hash)                                                                      \
            fail_msg("%s is not in the hash", #field);                                                       \
    } while (0)

static void every_field_changes_the_hash(void **unused)
{
    (void)unused;
    struct state state;
    busy(&state);
    uint64_t hash = state_hash(&state);
    CHANGES(config.idle_ms);
    CHANGES(config.warning_ms);
    CHANGES(config.country);
    CHANGES(config.language);
    CHANGES(config.may_quit);
    CHANGES(config.facilitate);
    CHANGES(track);
    CHANGES(n_said);
    CHANGES(easy);
    CHANGES(access.text_size);
    CHANGES(access.colors);
    CHANGES(access.low_reach);
    CHANGES(access.still);
    CHANGES(access.two_buttons);
    CHANGES(config.access.text_size);
    CHANGES(config.access.colors);
    CHANGES(config.access.low_reach);
    CHANGES(config.access.still);
    CHANGES(config.access.two_buttons);
    CHANGES(attract.discuss);
    CHANGES(now_ms);
    CHANGES(touched_ms);
    CHANGES(today.year);
    CHANGES(today.month);
    CHANGES(today.day);
    CHANGES(rng);
    CHANGES(visit_seed);
    CHANGES(country);
    CHANGES(language);
    CHANGES(warning);
    CHANGES(at.screen);
    CHANGES(at.by);
    CHANGES(at.index);
    CHANGES(at.page);
    CHANGES(n_back);
    for (uint16_t i = 0; i < state.n_back; i++) {
        CHANGES(back[i].screen);
        CHANGES(back[i].by);
        CHANGES(back[i].index);
        CHANGES(back[i].page);
    }
    CHANGES(attract.loop);
    CHANGES(attract.neutral);
    CHANGES(attract.since_ms);
    CHANGES(quiz.item);
    CHANGES(quiz.question);
    for (int i = 0; i < LIMIT_QUESTIONS; i++) {
        CHANGES(quiz.questions[i].chosen);
        CHANGES(quiz.questions[i].answered);
        CHANGES(quiz.questions[i].shown);
        for (int k = 0; k < LIMIT_PAIRS; k++)
            CHANGES(quiz.questions[i].match[k]);
    }
    CHANGES(story.item);
    CHANGES(story.passage);
    CHANGES(story.n_trail);
    for (uint16_t i = 0; i < state.story.n_trail; i++)
        CHANGES(story.trail[i]);
}

static void padding_and_what_lay_there_before_do_not_count(void **unused)
{
    (void)unused;
    struct state a, b;
    memset(&a, 0, sizeof a);
    memset(&b, 0xff, sizeof b);
    state_init(&a, &test_campaign, &visit_config, 3);
    state_init(&b, &test_campaign, &visit_config, 3);
    static const struct event events[] = {
        {.kind = EVENT_ACT, .act = ACT_HOME},
        {.kind = EVENT_ACT, .act = ACT_OPEN, .arg = I_STORY},
        {.kind = EVENT_ACT, .act = ACT_CHOICE, .arg = 0},
        {.kind = EVENT_ACT, .act = ACT_BACK},
        {.kind = EVENT_ACT, .act = ACT_HELP},
        {.kind = EVENT_DATE, .date = {2026, 11, 22}},
        {.kind = EVENT_TICK, .at_ms = 500000},
    };
    struct effects effects;
    for (size_t i = 0; i < COUNT(events); i++) {
        update(&a, &test_campaign, &events[i], &effects);
        update(&b, &test_campaign, &events[i], &effects);
        assert_int_equal(state_hash(&a), state_hash(&b));
    }
}

// What the back stack and the trail have given up is no part of the state.
static void places_left_behind_do_not_count(void **unused)
{
    (void)unused;
    struct state state;
    busy(&state);
    uint64_t hash = state_hash(&state);
    state.back[state.n_back].index ^= 1;
    state.story.trail[state.story.n_trail] ^= 1;
    assert_int_equal(state_hash(&state), hash);
}

static void the_same_seed_gives_the_same_visit(void **unused)
{
    (void)unused;
    struct state a, b, c;
    state_init(&a, &test_campaign, &visit_config, 11);
    state_init(&b, &test_campaign, &visit_config, 11);
    state_init(&c, &test_campaign, &visit_config, 12);
    assert_int_equal(state_hash(&a), state_hash(&b));
    assert_int_not_equal(a.visit_seed, c.visit_seed);
}

static void a_broken_state_is_seen(void **unused)
{
    (void)unused;
    struct state good;
    busy(&good);
    assert_true(state_is_valid(&good, &test_campaign));
#define BROKEN(assignment)                                                                                   \
    do {                                                                                                     \
        struct state state = good;                                                                           \
        assignment;                                                                                          \
        if (state_is_valid(&state, &test_campaign))                                                          \
            fail_msg("%s is held to be valid", #assignment);                                                 \
    } while (0)
    BROKEN(state.country = 2);
    BROKEN(state.language = 2);
    BROKEN(state.n_back = STATE_BACK_MAX + 1);
    BROKEN(state.touched_ms = state.now_ms + 1);
    BROKEN(state.back[0].screen = SCREEN_COUNT);
    BROKEN(state.at.screen = SCREEN_COUNTRY);
    BROKEN(state.at.screen = SCREEN_MESSAGE); // the index is a quiz's
    BROKEN(state.at.index = I_SHORT);         // another quiz than the one that was begun
    BROKEN(state.quiz.question = N_QUESTIONS + 1);
    BROKEN((state.at = (struct place){.screen = SCREEN_STORY, .index = I_STORY},
            state.story.passage = N_PASSAGES));
    BROKEN(state.quiz.item = I_CALM);
    BROKEN(state.quiz.questions[Q_SINGLE].chosen = 3); // two answers where there is one
    BROKEN(state.quiz.questions[Q_SINGLE].chosen = 1u << 3);
    BROKEN(state.quiz.questions[Q_SINGLE].shown = 3);
    BROKEN(state.quiz.questions[Q_MULTIPLE].answered = true);
    BROKEN(state.quiz.questions[Q_MATCHING].answered = true);
    BROKEN(state.quiz.questions[Q_MATCHING].match[1] = 4);
    BROKEN(state.story.item = N_ITEMS);
    BROKEN(state.story.passage = N_PASSAGES);
    BROKEN(state.story.n_trail = STATE_TRAIL_MAX + 1);
    BROKEN(state.story.trail[0] = N_PASSAGES);
    BROKEN(state.attract.loop = N_LOOP);
    BROKEN(state.attract.discuss = true); // nobody leads a class
    BROKEN(state.track = AUDIENCE_COUNT + 1);
    BROKEN(state.n_said = STATE_SAID_MAX + 1);
    BROKEN((state.n_said = 1, state.said[0] = N_ITEMS));
    BROKEN((state.at = (struct place){.screen = SCREEN_TOPIC, .index = TOPIC_COUNT}));
    BROKEN((state.at = (struct place){.screen = SCREEN_CHANNEL, .index = N_CH}));
    BROKEN((state.at = (struct place){.screen = SCREEN_CHANNELS, .by = CHANNELS_NO_PHONE + 1}));
    BROKEN((state.at =
                (struct place){.screen = SCREEN_CHANNELS, .by = CHANNELS_BY_ASKER, .index = AUDIENCE_COUNT}));
}

static void acts_have_names(void **unused)
{
    (void)unused;
    for (int i = 0; i < ACT_COUNT; i++) {
        enum act act;
        assert_true(act_from_word(slice_of(act_word((enum act)i)), &act));
        assert_int_equal(act, i);
    }
    enum act act;
    assert_false(act_from_word(SLICE("ope"), &act));
    assert_null(act_word(ACT_COUNT));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_changes_the_hash),
        cmocka_unit_test(padding_and_what_lay_there_before_do_not_count),
        cmocka_unit_test(places_left_behind_do_not_count),
        cmocka_unit_test(the_same_seed_gives_the_same_visit),
        cmocka_unit_test(a_broken_state_is_seen),
        cmocka_unit_test(acts_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

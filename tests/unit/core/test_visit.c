// SPDX-License-Identifier: MIT
// A visit: home, back, quick exit, idle, languages, the choice of a country.
#include "support/campaign.h"
#include "support/visit.h"

static void home_forgets_the_way_back(void **unused)
{
    (void)unused;
    static const struct visit_step steps[] = {
        {ACT_HOME, 0, "home"},
        {ACT_LIST, ITEM_MESSAGE, "messages"},
        {ACT_TOPIC, TOPIC_FEELINGS, "messages/feelings"},
        {ACT_OPEN, I_CALM, "message/calm"},
        {ACT_BACK, 0, "messages/feelings"},
        {ACT_BACK, 0, "messages"},
        {ACT_LIST, ITEM_QUIZ, "quizzes"},
        {ACT_BACK, 0, "messages"},
        {ACT_BACK, 0, "home"},
        {ACT_BACK, 0, "home"},
        {ACT_LIST, ITEM_STORY, "stories"},
        {ACT_HELP, 0, "help"},
        {ACT_HELP, 0, "help"}, // once is enough
        {ACT_BACK, 0, "stories"},
        {ACT_HOME, 0, "home"},
        {ACT_BACK, 0, "home"},
    };
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_walk(&v, steps, COUNT(steps));
}

static void help_and_languages_open_from_the_loop(void **unused)
{
    (void)unused;
    static const struct visit_step steps[] = {
        {ACT_HELP, 0, "help"},           {ACT_BACK, 0, "home"},           {ACT_EXIT, 0, "exit"},
        {ACT_HELP, 0, "help"},           {ACT_BACK, 0, "home"},           {ACT_EXIT, 0, "exit"},
        {ACT_LANGUAGES, 0, "languages"}, {ACT_LANGUAGES, 0, "languages"}, {ACT_LANGUAGE, 1, "home"},
    };
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_walk(&v, steps, COUNT(steps));
}

static void back_remembers_sixteen_places_and_then_goes_home(void **unused)
{
    (void)unused;
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_act(&v, ACT_HOME, 0);
    for (uint32_t i = 0; i < 40; i++)
        visit_act(&v, i % 2 ? ACT_LIST : ACT_TOPIC, i % 2 ? ITEM_QUIZ : TOPIC_FEELINGS);
    visit_is_at(&v, "quizzes");
    assert_int_equal(v.state.n_back, STATE_BACK_MAX);
    for (int i = 0; i < STATE_BACK_MAX; i++) {
        visit_act(&v, ACT_BACK, 0);
        visit_is_at(&v, i % 2 ? "quizzes" : "messages/feelings");
    }
    visit_act(&v, ACT_BACK, 0);
    visit_is_at(&v, "home");
}

static void messages_turn_within_their_topic(void **unused)
{
    (void)unused;
    static const struct visit_step steps[] = {
        {ACT_HOME, 0, "home"},
        {ACT_TOPIC, TOPIC_FEELINGS, "messages/feelings"},
        {ACT_OPEN, I_CALM, "message/calm"},
        {ACT_PREVIOUS, 0, "message/calm"},
        {ACT_NEXT, 0, "message/first"},
        {ACT_NEXT, 0, "message/quotes"},
        {ACT_NEXT, 0, "message/quotes"},
        {ACT_PREVIOUS, 0, "message/first"},
        {ACT_BACK, 0, "messages/feelings"},
    };
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_walk(&v, steps, COUNT(steps));
    visit_date(&v, 2027, 7, 1);
    assert_int_equal(browse_neighbour(&v.state, &test_countries[CO], I_FIRST, 1), NO_INDEX);
    assert_int_equal(browse_neighbour(&v.state, &test_countries[CO], I_FIRST, -1), I_CALM);
    assert_int_equal(browse_neighbour(&v.state, &test_countries[CO], N_ITEMS, 1), NO_INDEX);
}

static void a_list_of_one_opens_it(void **unused)
{
    (void)unused;
    static const struct visit_step steps[] = {
        {ACT_HOME, 0, "home"},
        {ACT_TOPIC, TOPIC_ACTION, "message/brave"},
        {ACT_BACK, 0, "home"},
        {ACT_TOPIC, TOPIC_REST, "messages/rest"}, // of none: it says so
    };
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_walk(&v, steps, COUNT(steps));
}

static void lists_leave_out_the_neutral_and_the_past(void **unused)
{
    (void)unused;
    static const struct {
        struct date today;
        enum item_kind kind;
        enum topic topic;
        uint16_t items[N_ITEMS];
        size_t n;
    } rows[] = {
        {{0}, ITEM_MESSAGE, TOPIC_COUNT, {I_CALM, I_BRAVE, I_FIRST, I_QUOTES, I_ALONE}, 5},
        {{0}, ITEM_MESSAGE, TOPIC_FEELINGS, {I_CALM, I_FIRST, I_QUOTES}, 3},
        {{0}, ITEM_MESSAGE, TOPIC_REST, {0}, 0},
        {{0}, ITEM_QUIZ, TOPIC_COUNT, {I_QUIZ, I_SHORT}, 2},
        {{0}, ITEM_STORY, TOPIC_COUNT, {I_STORY, I_OTHER}, 2},
        {{2027, 7, 1}, ITEM_MESSAGE, TOPIC_COUNT, {I_CALM, I_BRAVE, I_FIRST}, 3},
        {{2027, 7, 1}, ITEM_MESSAGE, TOPIC_FAMILY, {0}, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct state state = {.today = rows[i].today, .track = AUDIENCE_COUNT};
        uint16_t out[N_ITEMS];
        size_t n = browse_items(&state, &test_countries[CO], rows[i].kind, rows[i].topic, out, N_ITEMS);
        assert_int_equal(n, rows[i].n);
        assert_memory_equal(out, rows[i].items, n * sizeof *out);
        assert_int_equal(browse_items(&state, &test_countries[CO], rows[i].kind, rows[i].topic, out, 1),
                         n > 0);
    }
}

static void lists_are_for_the_track_that_was_chosen(void **unused)
{
    (void)unused;
    struct item for_families = *test_countries[CO].items[I_CALM];
    for_families.audience = 1u << AUDIENCE_FAMILIES;
    const struct item *items[] = {test_countries[CO].items[I_BRAVE], &for_families};
    struct country country = test_countries[CO];
    country.items = items;
    country.n_items = COUNT(items);
    static const struct {
        uint8_t track;
        uint16_t first;
        size_t n;
    } rows[] = {{AUDIENCE_COUNT, 0, 2},
                {AUDIENCE_TEENS, 0, 1},
                {AUDIENCE_FAMILIES, 1, 1},
                {AUDIENCE_PROFESSIONALS, 0, 0}};
    uint8_t tracks[AUDIENCE_COUNT];
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct state state = {.track = rows[i].track};
        uint16_t out[N_ITEMS];
        assert_int_equal(browse_items(&state, &country, ITEM_MESSAGE, TOPIC_COUNT, out, N_ITEMS), rows[i].n);
        assert_int_equal(rows[i].n ? out[0] : 0, rows[i].first);
        // Every track is offered, whichever was chosen.
        assert_int_equal(browse_tracks(&state, &country, tracks), 3);
        assert_int_equal(tracks[0], AUDIENCE_CHILDREN);
        assert_int_equal(tracks[2], AUDIENCE_FAMILIES);
    }
}

static void a_track_is_kept_for_the_visit_and_no_longer(void **unused)
{
    (void)unused;
    static const struct visit_step steps[] = {
        {ACT_TRACK, AUDIENCE_TEENS, "attract/message/calm"}, // nobody is inside yet
        {ACT_HOME, 0, "home"},
        {ACT_TRACK, AUDIENCE_COUNT + 1, "home"},
        {ACT_TRACK, AUDIENCE_TEENS, "home/for/teens"},
        {ACT_LIST, ITEM_QUIZ, "quizzes/for/teens"},
        {ACT_HOME, 0, "home/for/teens"},
        {ACT_LIST, ITEM_MESSAGE, "messages/for/teens"},
        {ACT_TOPIC, TOPIC_FEELINGS, "messages/feelings/for/teens"},
        {ACT_OPEN, I_CALM, "message/calm"},
        {ACT_BACK, 0, "messages/feelings/for/teens"},
        {ACT_TRACK, AUDIENCE_CHILDREN, "home/for/children"},
        {ACT_BACK, 0, "home/for/children"}, // what was read for others is no way back
        {ACT_TRACK, AUDIENCE_COUNT, "home"},
        {ACT_TRACK, AUDIENCE_TEENS, "home/for/teens"},
        {ACT_EXIT, 0, "exit"},
        {ACT_HOME, 0, "home"},
    };
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_walk(&v, steps, COUNT(steps));
}

static void a_class_turns_the_posters_and_talks_between_them(void **unused)
{
    (void)unused;
    static const struct visit_step steps[] = {
        {ACT_PREVIOUS, 0, "attract/story/story/discuss"}, // round to the last
        {ACT_NEXT, 0, "attract/message/calm"},
        {ACT_NEXT, 0, "attract/message/calm/discuss"},
        {ACT_NEXT, 0, "attract/message/quotes"},
        {ACT_PREVIOUS, 0, "attract/message/calm/discuss"},
        {ACT_PREVIOUS, 0, "attract/message/calm"},
        {ACT_ENTER, 0, "message/calm"},
        {ACT_BACK, 0, "attract/message/calm"}, // the class goes on
        {ACT_HELP, 0, "help"},
        {ACT_HOME, 0, "home"},
        {ACT_BACK, 0, "attract/message/calm"},
        {ACT_NEXT, 0, "attract/message/calm/discuss"},
        {ACT_EXIT, 0, "exit"},
        {ACT_NEXT, 0, "attract/message/calm"},
    };
    struct visit v;
    struct config config = visit_config;
    config.facilitate = true;
    visit_begin_with(&v, &test_campaign, config);
    visit_wait(&v, 3600000); // nothing turns by itself
    visit_is_at(&v, "attract/message/calm");
    assert_true(state_deadline(&v.state, &test_campaign) == UINT64_MAX);
    visit_walk(&v, steps, COUNT(steps));
    uint16_t count;
    assert_int_equal(attract_number(&v.state, &test_countries[CO], &count), 1);
    assert_int_equal(count, test_countries[CO].n_loop);
    visit_act(&v, ACT_EXIT, 0);
    visit_wait(&v, 3600000); // what was covered doesn't come back by itself
    visit_is_at(&v, "exit");
    visit_begin(&v, &test_campaign);
    visit_act(&v, ACT_NEXT, 0);
    visit_is_at(&v, "attract/message/calm"); // where nobody leads a class
}

// A class talks for long about one screen, whatever the kiosk was set to.
static void a_class_is_given_time(void **unused)
{
    (void)unused;
    for (int is_class = 0; is_class < 2; is_class++) {
        struct visit v;
        struct config config = visit_config;
        config.facilitate = is_class == 1;
        config.idle_ms = 45000;
        visit_begin_with(&v, &test_campaign, config);
        visit_act(&v, ACT_HOME, 0);
        visit_wait(&v, 44000);
        assert_false(v.state.warning);
        visit_wait(&v, 2000);
        assert_int_equal(v.state.warning, is_class == 0);
    }
}

static void the_easy_text_is_for_a_visit(void **unused)
{
    (void)unused;
    static const struct visit_step steps[] = {
        {ACT_HOME, 0, "home"},
        {ACT_EASY, 1, "home"}, // nothing is read here
        {ACT_OPEN, I_CALM, "message/calm"},
        {ACT_EASY, 2, "message/calm"},
        {ACT_EASY, 1, "message/calm/easy"},
        {ACT_NEXT, 0, "message/first/easy"},
        {ACT_EASY, 0, "message/first"},
        {ACT_EASY, 1, "message/first/easy"},
        {ACT_EXIT, 0, "exit"},
        {ACT_HOME, 0, "home"},
        {ACT_OPEN, I_CALM, "message/calm"},
    };
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_walk(&v, steps, COUNT(steps));
}

static void ways_to_see_are_for_a_visit(void **unused)
{
    (void)unused;
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_act(&v, ACT_ACCESS, 0);
    visit_is_at(&v, "access");
    visit_act(&v, ACT_ACCESS, 0); // once is enough
    visit_act(&v, ACT_TEXT_SIZE, TEXT_SIZE_LARGEST);
    visit_act(&v, ACT_TEXT_SIZE, TEXT_SIZE_COUNT); // no such size
    visit_act(&v, ACT_CONTRAST, 1);
    visit_act(&v, ACT_LOW_REACH, 1);
    visit_is_at(&v, "access");
    assert_int_equal(v.state.access.text_size, TEXT_SIZE_LARGEST);
    assert_true(v.state.access.colors == COLORS_CONTRAST && v.state.access.low_reach);
    visit_act(&v, ACT_CONTRAST, COLORS_DARK);
    visit_act(&v, ACT_CONTRAST, COLORS_COUNT); // no such colours
    assert_int_equal(v.state.access.colors, COLORS_DARK);
    visit_act(&v, ACT_CONTRAST, 0);
    assert_false(v.state.access.colors);
    visit_act(&v, ACT_BACK, 0);
    visit_is_at(&v, "home");
    assert_true(v.state.access.low_reach);
    visit_act(&v, ACT_EXIT, 0);
    assert_int_equal(v.state.access.text_size, TEXT_SIZE_NORMAL);
    assert_false(v.state.access.low_reach);
    // Idle restores them too, to what the settings say.
    v.state.config.access.colors = COLORS_CONTRAST;
    visit_act(&v, ACT_HOME, 0);
    visit_act(&v, ACT_CONTRAST, 0);
    visit_act(&v, ACT_LOW_REACH, 1);
    visit_wait(&v, 60000);
    visit_wait(&v, 20000);
    assert_int_equal(v.state.access.colors, COLORS_CONTRAST);
    assert_false(v.state.access.low_reach);
}

// Said once of each item in a visit; asking for help is never counted.
static void whether_it_was_clear_is_counted_once(void **unused)
{
    (void)unused;
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_act(&v, ACT_CLEAR, 1); // nothing is being read
    assert_int_equal(v.effects.count, COUNT_NONE);
    visit_act(&v, ACT_HOME, 0);
    visit_act(&v, ACT_CLEAR, 1);
    assert_int_equal(v.effects.count, COUNT_NONE);
    visit_act(&v, ACT_OPEN, I_CALM);
    visit_act(&v, ACT_CLEAR, 2);
    assert_int_equal(v.effects.count, COUNT_NONE);
    visit_act(&v, ACT_CLEAR, 0);
    assert_int_equal(v.effects.count, COUNT_NOT_CLEAR);
    assert_int_equal(v.effects.count_item, I_CALM);
    visit_is_at(&v, "message/calm");
    visit_act(&v, ACT_CLEAR, 1);
    assert_int_equal(v.effects.count, COUNT_NONE);
    visit_act(&v, ACT_OPEN, I_STORY);
    visit_act(&v, ACT_HELP, 2);
    assert_int_equal(v.effects.count, COUNT_NONE);
    visit_act(&v, ACT_BACK, 0);
    visit_act(&v, ACT_CLEAR, 1);
    assert_int_equal(v.effects.count, COUNT_CLEAR);
    assert_int_equal(v.effects.count_item, I_STORY);
    visit_act(&v, ACT_EXIT, 0);
    assert_int_equal(v.state.n_said, 0);
    visit_act(&v, ACT_HOME, 0);
    visit_act(&v, ACT_OPEN, I_CALM);
    assert_true(browse_asks_clear(&v.state, &test_countries[CO])); // whoever comes next is asked anew
}

static void the_neutral_and_the_past_are_not_opened(void **unused)
{
    (void)unused;
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_date(&v, 2027, 7, 1);
    visit_act(&v, ACT_OPEN, I_CALM); // nobody is inside yet
    visit_is_at(&v, "attract/message/calm");
    visit_act(&v, ACT_HOME, 0);
    static const uint32_t shut[] = {I_NEUTRAL, I_QUOTES, I_ALONE, N_ITEMS, UINT32_MAX};
    for (size_t i = 0; i < COUNT(shut); i++) {
        visit_act(&v, ACT_OPEN, shut[i]);
        visit_is_at(&v, "home");
    }
}

static void pages_are_kept_for_back_and_start_anew_elsewhere(void **unused)
{
    (void)unused;
    static const struct visit_step steps[] = {
        {ACT_PAGE, 1, "attract/message/calm"}, // posters have none
        {ACT_HOME, 0, "home"},
        {ACT_OPEN, I_CALM, "message/calm"},
        {ACT_PAGE, 2, "message/calm@3"},
        {ACT_HELP, 0, "help"},
        {ACT_BACK, 0, "message/calm@3"},
        {ACT_NEXT, 0, "message/first"},
        {ACT_PAGE, UINT32_MAX, "message/first@1000"},
        {ACT_PAGE, 0, "message/first"},
    };
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_walk(&v, steps, COUNT(steps));
}

static const struct visit_step busy[] = {
    {ACT_HOME, 0, "home"},
    {ACT_LANGUAGE, 1, "home"},
    {ACT_OPEN, I_STORY, "story/story/start"},
    {ACT_CHOICE, 0, "story/story/left"},
    {ACT_HELP, 0, "help"},
    {ACT_CHANNEL, CH_LINE, "channel/line"},
    {ACT_LIST, ITEM_QUIZ, "quizzes"},
    {ACT_OPEN, I_QUIZ, "quiz/quiz/1"},
    {ACT_ANSWER, 1, "quiz/quiz/1/answer-2"},
};

// Nothing of the visit is left: but for the clock, the seed and the neutral poster, the state is that of a
// kiosk nobody has touched.
static void assert_forgotten(const struct visit *visit)
{
    struct visit fresh;
    visit_begin(&fresh, visit->campaign);
    struct state left = visit->state;
    left.now_ms = left.touched_ms = left.attract.since_ms = 0;
    left.attract.neutral = false;
    left.attract.loop = fresh.state.attract.loop;
    assert_int_not_equal(left.visit_seed, fresh.state.visit_seed);
    left.visit_seed = fresh.state.visit_seed;
    left.rng = fresh.state.rng;
    left.today = fresh.state.today;
    assert_memory_equal(&left, &fresh.state, sizeof left);
}

static void quick_exit_forgets_everything_and_has_no_way_back(void **unused)
{
    (void)unused;
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_wait(&v, 3000);
    visit_walk(&v, busy, COUNT(busy));
    visit_act(&v, ACT_EXIT, 0);
    assert_true(v.effects.session_ended);
    assert_true(v.effects.redraw);
    visit_is_at(&v, "exit");
    assert_false(state_in_visit(&v.state));
    assert_forgotten(&v);
    for (uint32_t act = 0; act < ACT_COUNT; act++) {
        struct visit after = v;
        visit_act(&after, (enum act)act, 0);
        visit_act(&after, ACT_BACK, 0);
        assert_int_not_equal(after.state.at.screen, SCREEN_QUIZ);
        assert_int_equal(after.state.story.item, NO_INDEX);
        assert_int_equal(after.state.quiz.item, NO_INDEX);
    }
}

static void quick_exit_works_under_the_warning_and_from_everywhere(void **unused)
{
    (void)unused;
    for (size_t n = 0; n <= COUNT(busy); n++) {
        struct visit v;
        visit_begin(&v, &test_campaign);
        visit_walk(&v, busy, n);
        visit_wait(&v, 60000);
        assert_int_equal(v.state.warning, n > 0);
        visit_act(&v, ACT_EXIT, 0);
        visit_is_at(&v, "exit");
        assert_forgotten(&v);
    }
}

static void idle_warns_then_forgets(void **unused)
{
    (void)unused;
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_walk(&v, busy, COUNT(busy));
    assert_int_equal(state_deadline(&v.state, v.campaign), 60000);
    visit_wait(&v, 59999);
    assert_false(v.effects.redraw);
    visit_wait(&v, 1);
    assert_true(v.effects.redraw);
    visit_is_at(&v, "quiz/quiz/1/answer-2+idle");
    assert_int_equal(state_deadline(&v.state, v.campaign), 80000);
    visit_wait(&v, 19999);
    visit_is_at(&v, "quiz/quiz/1/answer-2+idle");
    assert_false(v.effects.session_ended);
    visit_wait(&v, 1);
    assert_true(v.effects.session_ended);
    visit_is_at(&v, "attract/message/calm");
    assert_forgotten(&v);
}

static void after_a_late_tick_the_warning_still_has_its_time(void **unused)
{
    (void)unused;
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_walk(&v, busy, COUNT(busy));
    visit_wait(&v, 79999);
    visit_is_at(&v, "quiz/quiz/1/answer-2+idle");
    visit_wait(&v, 19999);
    visit_is_at(&v, "quiz/quiz/1/answer-2+idle");
}

// The machine slept or stood still: whoever touches it next isn't the one who left it.
static void who_comes_after_a_long_sleep_finds_nothing(void **unused)
{
    (void)unused;
    static const struct {
        uint64_t slept_ms;
        enum event_kind kind;
        enum act act;
        const char *id;
        bool ended;
    } rows[] = {
        {79999, EVENT_ACT, ACT_NONE, "quiz/quiz/1/answer-2", false},
        {80000, EVENT_ACT, ACT_NONE, "attract/message/calm", true},
        {80000, EVENT_ACT, ACT_NEXT, "attract/message/calm", true},
        {80000, EVENT_ACT, ACT_EXIT, "exit", true},
        {80000, EVENT_INPUT, ACT_NONE, "attract/message/calm", true},
        {3600000, EVENT_INPUT, ACT_NONE, "attract/message/calm", true},
        {79999, EVENT_TICK, ACT_NONE, "quiz/quiz/1/answer-2+idle", false},
        {80000, EVENT_TICK, ACT_NONE, "attract/message/calm", true},
        {28800000, EVENT_TICK, ACT_NONE, "attract/message/calm", true},
        {79999, EVENT_DATE, ACT_NONE, "quiz/quiz/1/answer-2+idle", false},
        {80000, EVENT_DATE, ACT_NONE, "attract/message/calm", true},
        {28800000, EVENT_DATE, ACT_NONE, "attract/message/calm", true},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct visit v;
        visit_begin(&v, &test_campaign);
        visit_walk(&v, busy, COUNT(busy));
        visit_event(&v, (struct event){.kind = rows[i].kind, .at_ms = rows[i].slept_ms, .act = rows[i].act});
        visit_is_at(&v, rows[i].id);
        assert_int_equal(v.effects.session_ended, rows[i].ended);
        assert_true(v.effects.redraw || !rows[i].ended);
        if (rows[i].ended)
            assert_forgotten(&v);
    }
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_walk(&v, busy, COUNT(busy));
    visit_wait(&v, 60000);
    visit_event(&v, (struct event){.kind = EVENT_ACT, .at_ms = 80000, .act = ACT_STAY});
    visit_is_at(&v, "attract/message/calm");
    assert_true(v.effects.session_ended && v.effects.redraw);
}

static void one_stays_with_one_touch(void **unused)
{
    (void)unused;
    static const struct {
        enum act act;
        uint32_t arg;
        const char *id;
    } rows[] = {
        {ACT_STAY, 0, "quiz/quiz/1/answer-2"},
        {ACT_NONE, 0, "quiz/quiz/1/answer-2"},
        {ACT_ANSWER, 2, "quiz/quiz/1/answer-2"}, // what lies beneath the warning is out of reach
        {ACT_BACK, 0, "quiz/quiz/1/answer-2"},
        {ACT_NEXT, 0, "quiz/quiz/1/answer-2"},
        {ACT_HELP, 0, "help"},
        {ACT_HOME, 0, "home"},
        {ACT_LANGUAGE, 0, "quiz/quiz/1/answer-2"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct visit v;
        visit_begin(&v, &test_campaign);
        visit_walk(&v, busy, COUNT(busy));
        visit_wait(&v, 60000);
        visit_act(&v, rows[i].act, rows[i].arg);
        visit_is_at(&v, rows[i].id);
        assert_false(v.effects.session_ended);
        assert_int_equal(state_deadline(&v.state, v.campaign), v.state.now_ms + 60000);
    }
}

static void any_touch_keeps_a_visit_alive(void **unused)
{
    (void)unused;
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_act(&v, ACT_HOME, 0);
    for (int i = 0; i < 20; i++) {
        visit_wait(&v, 59999);
        assert_false(v.state.warning);
        visit_touch(&v);
    }
    visit_is_at(&v, "home");
    visit_wait(&v, 60000);
    visit_is_at(&v, "home+idle");
    visit_wait(&v, 15000);
    visit_touch(&v); // beside the button: the warning stands, and waits
    visit_wait(&v, 19999);
    visit_is_at(&v, "home+idle");
}

static void the_loop_goes_back_to_its_own_language(void **unused)
{
    (void)unused;
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_act(&v, ACT_LANGUAGE, 1);
    assert_int_equal(v.state.language, 1);
    visit_wait(&v, 79999);
    assert_int_equal(v.state.language, 1);
    assert_true(state_deadline(&v.state, v.campaign) <= 80000);
    visit_wait(&v, 1);
    assert_int_equal(v.state.language, 0);
    assert_true(v.effects.redraw);
    assert_true(slice_is(state_words(&v.state, v.campaign)->tag, "es"));
}

// So too when no tick came in time, whatever comes first.
static void a_language_chosen_in_the_loop_is_not_left_to_the_next(void **unused)
{
    (void)unused;
    static const struct {
        uint64_t slept_ms;
        enum event_kind kind;
        enum act act;
        uint16_t language;
    } rows[] = {
        {79999, EVENT_ACT, ACT_ENTER, 1},    {80000, EVENT_ACT, ACT_ENTER, 0},
        {28800000, EVENT_ACT, ACT_HELP, 0},  {28800000, EVENT_ACT, ACT_NONE, 0},
        {79999, EVENT_INPUT, ACT_NONE, 1},   {80000, EVENT_INPUT, ACT_NONE, 0},
        {28800000, EVENT_TICK, ACT_NONE, 0}, {28800000, EVENT_DATE, ACT_NONE, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct visit v;
        visit_begin(&v, &test_campaign);
        visit_act(&v, ACT_LANGUAGE, 1);
        visit_event(&v, (struct event){.kind = rows[i].kind, .at_ms = rows[i].slept_ms, .act = rows[i].act});
        assert_int_equal(v.state.language, rows[i].language);
        assert_true(v.effects.redraw || rows[i].language == 1);
        assert_false(v.effects.session_ended);
    }
    struct visit v; // whoever comes then may choose it
    visit_begin(&v, &test_campaign);
    visit_act(&v, ACT_LANGUAGE, 1);
    visit_event(&v, (struct event){.kind = EVENT_ACT, .at_ms = 80000, .act = ACT_LANGUAGE, .arg = 1});
    assert_int_equal(v.state.language, 1);
}

// A country whose first language is the second of the built-in words.
static void the_settings_language_is_kept_when_a_country_is_chosen(void **unused)
{
    (void)unused;
    static const struct slice turned_langs[] = {TEXT("en"), TEXT("es")};
    static const struct words *const turned_words[] = {&test_words[1], &test_words[0]};
    static const struct slice quechua[] = {TEXT("qu"), TEXT("en")};
    static const struct country countries[] = {
        {.code = TEXT("CO"), .langs = turned_langs, .words = turned_words, .n_langs = 2},
        {.code = TEXT("PE"), .langs = quechua, .words = test_word_list, .n_langs = 2}};
    static const struct campaign campaign = {
        .countries = countries, .n_countries = 2, .built_in = test_word_list, .n_built_in = 2};
    static const struct {
        uint16_t setting;
        uint32_t country;
        const char *tag;
    } rows[] = {
        {0, 0, "es"}, {1, 0, "en"}, {NO_INDEX, 0, "en"}, {0, 1, "qu"}, {1, 1, "en"}, {NO_INDEX, 1, "qu"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct config config = visit_config;
        config.country = NO_INDEX;
        config.language = rows[i].setting;
        struct visit v;
        visit_begin_with(&v, &campaign, config);
        visit_act(&v, ACT_COUNTRY, rows[i].country);
        assert_true(slice_is(state_country(&v.state, &campaign)->langs[v.state.language], rows[i].tag));
        visit_act(&v, ACT_HOME, 0);
        visit_act(&v, ACT_LANGUAGE, 1 - v.state.language);
        visit_act(&v, ACT_EXIT, 0);
        assert_true(slice_is(state_country(&v.state, &campaign)->langs[v.state.language], rows[i].tag));
    }
}

static void what_a_new_day_takes_away_is_left_for_home(void **unused)
{
    (void)unused;
    static const struct visit_step to_message[] = {
        {ACT_HOME, 0, "home"}, {ACT_LIST, ITEM_MESSAGE, "messages"}, {ACT_OPEN, I_QUOTES, "message/quotes"}};
    static const struct visit_step beyond[] = {
        {ACT_OPEN, I_ALONE, "message/alone"}, {ACT_OPEN, I_CALM, "message/calm"}, {ACT_HELP, 0, "help"}};
    static const struct visit_step back[] = {
        {ACT_BACK, 0, "message/calm"}, {ACT_BACK, 0, "messages"}, {ACT_BACK, 0, "home"}};
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_date(&v, 2027, 6, 30);
    visit_walk(&v, to_message, COUNT(to_message));
    struct visit on = v;
    visit_date(&v, 2027, 7, 1);
    visit_is_at(&v, "home");
    assert_int_equal(v.state.n_back, 0);
    assert_true(v.effects.redraw && !v.effects.session_ended);
    visit_walk(&on, beyond, COUNT(beyond));
    visit_date(&on, 2027, 7, 1);
    visit_is_at(&on, "help");
    visit_walk(&on, back, COUNT(back));
}

// The answers of a quiz and the way through a story go with it, shown or not.
static void what_was_done_in_what_is_gone_is_forgotten(void **unused)
{
    (void)unused;
    static struct item items[N_ITEMS];
    static const struct item *pointers[N_ITEMS];
    static struct country country;
    static struct campaign campaign;
    memcpy(items, test_item, sizeof items);
    for (size_t i = 0; i < N_ITEMS; i++)
        pointers[i] = &items[i];
    items[I_QUIZ].channels = items[I_STORY].channels = test_names_old;
    items[I_QUIZ].n_channels = items[I_STORY].n_channels = COUNT(test_names_old);
    country = test_countries[CO];
    country.items = pointers;
    campaign = test_campaign;
    campaign.countries = &country;
    campaign.n_countries = 1;
    static const struct visit_step steps[] = {{ACT_HOME, 0, "home"},
                                              {ACT_OPEN, I_STORY, "story/story/start"},
                                              {ACT_CHOICE, 0, "story/story/left"},
                                              {ACT_OPEN, I_QUIZ, "quiz/quiz/1"},
                                              {ACT_ANSWER, 1, "quiz/quiz/1/answer-2"}};
    for (size_t n = 2; n <= COUNT(steps); n++) {
        struct visit v;
        visit_begin(&v, &campaign);
        visit_date(&v, 2027, 6, 30);
        visit_walk(&v, steps, n);
        visit_date(&v, 2027, 7, 1);
        visit_is_at(&v, "home");
        struct visit fresh;
        visit_begin(&fresh, &campaign);
        assert_memory_equal(&v.state.quiz, &fresh.state.quiz, sizeof v.state.quiz);
        assert_memory_equal(&v.state.story, &fresh.state.story, sizeof v.state.story);
        visit_act(&v, ACT_BACK, 0);
        visit_is_at(&v, "home");
    }
}

// A language from the settings that this campaign doesn't have must not wake the kiosk for ever.
static void an_unknown_own_language_is_the_first(void **unused)
{
    (void)unused;
    struct config config = visit_config;
    config.language = 7;
    config.country = PE; // a loop of one
    struct visit v;
    visit_begin_with(&v, &test_campaign, config);
    assert_int_equal(v.state.language, 0);
    assert_int_equal(state_deadline(&v.state, v.campaign), UINT64_MAX);
    visit_wait(&v, 1000000);
    assert_false(v.effects.redraw);
}

static void a_language_that_is_not_there_changes_nothing(void **unused)
{
    (void)unused;
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_act(&v, ACT_LANGUAGES, 0);
    visit_act(&v, ACT_LANGUAGE, 2);
    visit_is_at(&v, "languages");
    assert_int_equal(v.state.language, 0);
}

static void a_country_is_chosen_once(void **unused)
{
    (void)unused;
    struct config config = visit_config;
    config.country = NO_INDEX;
    struct visit v;
    visit_begin_with(&v, &test_campaign, config);
    assert_null(state_country(&v.state, v.campaign));
    assert_int_equal(state_deadline(&v.state, v.campaign), UINT64_MAX);
    static const struct visit_step steps[] = {
        {ACT_HELP, 0, "country"},    {ACT_ENTER, 0, "country"},    {ACT_CHANNEL, 0, "country"},
        {ACT_LIST, 0, "country"},    {ACT_HOME, 0, "country"},     {ACT_BACK, 0, "country"},
        {ACT_COUNTRY, 2, "country"}, {ACT_LANGUAGE, 1, "country"}, {ACT_EXIT, 0, "exit"},
        {ACT_HOME, 0, "country"},    {ACT_EXIT, 0, "exit"},
    };
    visit_walk(&v, steps, COUNT(steps));
    visit_wait(&v, 20000);
    visit_is_at(&v, "country");
    visit_act(&v, ACT_COUNTRY, PE);
    visit_is_at(&v, "attract/message/calm");
    assert_int_equal(v.state.country, PE);
    visit_act(&v, ACT_COUNTRY, CO);
    assert_int_equal(v.state.country, PE);
    visit_act(&v, ACT_EXIT, 0);
    assert_int_equal(v.state.country, PE);
}

static void one_country_needs_no_choice(void **unused)
{
    (void)unused;
    struct config config = visit_config;
    config.country = NO_INDEX;
    struct visit v;
    visit_begin_with(&v, &test_empty, config);
    visit_is_at(&v, "attract/empty");
}

static void quitting_is_for_those_who_started_it(void **unused)
{
    (void)unused;
    for (int may = 0; may < 2; may++) {
        struct config config = visit_config;
        config.may_quit = may;
        struct visit v;
        visit_begin_with(&v, &test_campaign, config);
        visit_act(&v, ACT_QUIT, 0);
        assert_int_equal(v.effects.quit, may);
    }
}

// Once for each that is opened, by whatever way; never that somebody came to help, or left.
static void what_is_opened_is_counted_and_help_never(void **state)
{
    (void)state;
    static const struct {
        enum act act;
        uint32_t arg;
        enum count count;
        uint16_t item;
    } steps[] = {
        {ACT_ENTER, L_CALM, COUNT_OPENED, I_CALM},
        {ACT_PAGE, 1, COUNT_NONE, 0},
        {ACT_EASY, 1, COUNT_NONE, 0},
        {ACT_NEXT, 0, COUNT_OPENED, I_FIRST},
        {ACT_PREVIOUS, 0, COUNT_OPENED, I_CALM},
        {ACT_CLEAR, 1, COUNT_CLEAR, I_CALM},
        {ACT_HELP, 0, COUNT_NONE, 0},
        {ACT_NEED, NEED_EMERGENCY, COUNT_NONE, 0},
        {ACT_CHANNEL, CH_LINE, COUNT_NONE, 0},
        {ACT_BACK, 0, COUNT_NONE, 0},
        {ACT_BACK, 0, COUNT_NONE, 0},
        {ACT_BACK, 0, COUNT_NONE, 0}, // the message again
        {ACT_OPEN, I_QUIZ, COUNT_OPENED, I_QUIZ},
        {ACT_ANSWER, 0, COUNT_NONE, 0},
        {ACT_NEXT, 0, COUNT_NONE, 0},
        {ACT_AGAIN, 0, COUNT_NONE, 0},
        {ACT_OPEN, I_STORY, COUNT_OPENED, I_STORY},
        {ACT_CHOICE, 0, COUNT_NONE, 0},
        {ACT_EXIT, 0, COUNT_NONE, 0},
        {ACT_HOME, 0, COUNT_NONE, 0},
        {ACT_NO_PHONE, 0, COUNT_NONE, 0},
    };
    struct visit v;
    visit_begin(&v, &test_campaign);
    for (size_t i = 0; i < COUNT(steps); i++) {
        visit_act(&v, steps[i].act, steps[i].arg);
        assert_int_equal(v.effects.count, steps[i].count);
        if (steps[i].count != COUNT_NONE)
            assert_int_equal(v.effects.count_item, steps[i].item);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_opened_is_counted_and_help_never),
        cmocka_unit_test(home_forgets_the_way_back),
        cmocka_unit_test(help_and_languages_open_from_the_loop),
        cmocka_unit_test(back_remembers_sixteen_places_and_then_goes_home),
        cmocka_unit_test(messages_turn_within_their_topic),
        cmocka_unit_test(a_list_of_one_opens_it),
        cmocka_unit_test(lists_leave_out_the_neutral_and_the_past),
        cmocka_unit_test(lists_are_for_the_track_that_was_chosen),
        cmocka_unit_test(a_track_is_kept_for_the_visit_and_no_longer),
        cmocka_unit_test(a_class_turns_the_posters_and_talks_between_them),
        cmocka_unit_test(a_class_is_given_time),
        cmocka_unit_test(the_easy_text_is_for_a_visit),
        cmocka_unit_test(ways_to_see_are_for_a_visit),
        cmocka_unit_test(whether_it_was_clear_is_counted_once),
        cmocka_unit_test(the_neutral_and_the_past_are_not_opened),
        cmocka_unit_test(pages_are_kept_for_back_and_start_anew_elsewhere),
        cmocka_unit_test(quick_exit_forgets_everything_and_has_no_way_back),
        cmocka_unit_test(quick_exit_works_under_the_warning_and_from_everywhere),
        cmocka_unit_test(idle_warns_then_forgets),
        cmocka_unit_test(after_a_late_tick_the_warning_still_has_its_time),
        cmocka_unit_test(who_comes_after_a_long_sleep_finds_nothing),
        cmocka_unit_test(one_stays_with_one_touch),
        cmocka_unit_test(any_touch_keeps_a_visit_alive),
        cmocka_unit_test(the_loop_goes_back_to_its_own_language),
        cmocka_unit_test(a_language_chosen_in_the_loop_is_not_left_to_the_next),
        cmocka_unit_test(the_settings_language_is_kept_when_a_country_is_chosen),
        cmocka_unit_test(what_a_new_day_takes_away_is_left_for_home),
        cmocka_unit_test(what_was_done_in_what_is_gone_is_forgotten),
        cmocka_unit_test(an_unknown_own_language_is_the_first),
        cmocka_unit_test(a_language_that_is_not_there_changes_nothing),
        cmocka_unit_test(a_country_is_chosen_once),
        cmocka_unit_test(one_country_needs_no_choice),
        cmocka_unit_test(quitting_is_for_those_who_started_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

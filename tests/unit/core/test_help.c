// SPDX-License-Identifier: MIT
// Who helps: which channels a list shows, and in which order.
#include "support/campaign.h"
#include "support/visit.h"

#define BY(by_what, i)                                                                                       \
    {                                                                                                        \
        .screen = SCREEN_CHANNELS, .by = (by_what), .index = (i)                                             \
    }
static const struct date before = {2026, 11, 22}, after = {2027, 7, 1};

static void lists_are_in_order(void **unused)
{
    (void)unused;
    static const struct {
        struct place place;
        struct date today;
        uint16_t channels[N_CH];
        uint16_t n;
    } rows[] = {
        // Phones first, and of those the children's own; places before what needs internet.
        {BY(CHANNELS_BY_NEED, NEED_TALK), {2026, 11, 22}, {CH_LINE, CH_FAMILIES, CH_PLACE}, 3},
        {BY(CHANNELS_BY_NEED, NEED_REPORT), {2026, 11, 22}, {CH_LINE, CH_WEB}, 2},
        {BY(CHANNELS_BY_NEED, NEED_LEGAL), {2027, 6, 30}, {CH_OLD}, 1},
        {BY(CHANNELS_BY_NEED, NEED_LEGAL), {2027, 7, 1}, {0}, 0},
        {BY(CHANNELS_BY_NEED, NEED_EMERGENCY), {2027, 7, 1}, {CH_NATIONAL}, 1}, // national: stays, marked
        {BY(CHANNELS_BY_NEED, NEED_SHELTER), {0}, {0}, 0},
        {BY(CHANNELS_BY_ASKER, AUDIENCE_TEENS), {0}, {CH_LINE, CH_NATIONAL, CH_PLACE, CH_WEB}, 4},
        {BY(CHANNELS_BY_ASKER, AUDIENCE_FAMILIES), {0}, {CH_FAMILIES}, 1},
        {BY(CHANNELS_BY_ASKER, AUDIENCE_PROFESSIONALS), {0}, {0}, 0},
        // Where to go, then what a lent phone may call for nothing; nothing that needs internet.
        {BY(CHANNELS_NO_PHONE, 0), {0}, {CH_PLACE, CH_LINE}, 2},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct state state = {.today = rows[i].today};
        uint16_t out[LIMIT_CHANNELS];
        uint16_t n = help_channels(&state, &test_countries[CO], rows[i].place, out);
        assert_int_equal(n, rows[i].n);
        assert_memory_equal(out, rows[i].channels, n * sizeof *out);
    }
}

static void needs_and_askers_are_those_that_find_somebody(void **unused)
{
    (void)unused;
    static const bool needs[2][NEED_COUNT] = {{true, true, true, true, true, false, false, false},
                                              {true, true, true, true, false, false, false, false}};
    static const bool askers[2][AUDIENCE_COUNT] = {{true, true, true, false, true},
                                                   {true, true, true, false, false}};
    for (int late = 0; late < 2; late++) {
        struct state state = {.today = late ? after : before};
        for (int i = 0; i < NEED_COUNT; i++)
            assert_int_equal(help_has_need(&state, &test_countries[CO], (enum need)i), needs[late][i]);
        for (int i = 0; i < AUDIENCE_COUNT; i++)
            assert_int_equal(help_has_asker(&state, &test_countries[CO], (enum audience)i), askers[late][i]);
    }
}

static void from_help_to_a_channel_and_back(void **unused)
{
    (void)unused;
    static const struct visit_step steps[] = {
        {ACT_HELP, 0, "help"},
        {ACT_NEED, NEED_TALK, "help/need/talk"},
        {ACT_CHANNEL, CH_PLACE, "channel/place"},
        {ACT_BACK, 0, "help/need/talk"},
        {ACT_BACK, 0, "help"},
        {ACT_ASKER, AUDIENCE_TEENS, "help/for/teens"},
        {ACT_CHANNEL, CH_LINE, "channel/line"},
        {ACT_BACK, 0, "help/for/teens"},
        {ACT_BACK, 0, "help"},
        {ACT_NO_PHONE, 0, "help/no-phone"},
        {ACT_BACK, 0, "help"},
        {ACT_NEED, NEED_COUNT, "help"},
        {ACT_ASKER, AUDIENCE_COUNT, "help"},
        {ACT_CHANNEL, N_CH, "help"},
        {ACT_CHANNEL, UINT32_MAX, "help"},
        {ACT_BACK, 0, "home"},
    };
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_walk(&v, steps, COUNT(steps));
}

static void the_strip_in_the_loop_leads_to_a_channel(void **unused)
{
    (void)unused;
    static const struct visit_step steps[] = {{ACT_CHANNEL, CH_LINE, "channel/line"}, {ACT_BACK, 0, "home"}};
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_walk(&v, steps, COUNT(steps));
}

static void a_channel_out_of_date_is_not_opened(void **unused)
{
    (void)unused;
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_date(&v, 2027, 7, 1);
    visit_act(&v, ACT_CHANNEL, CH_OLD);
    visit_is_at(&v, "attract/message/calm");
    visit_act(&v, ACT_CHANNEL, CH_NATIONAL);
    visit_is_at(&v, "channel/national");
}

// Midnight takes a number away: whoever reads it is led to Help, and no way leads back to it.
static void a_channel_that_lapses_is_left_for_help(void **unused)
{
    (void)unused;
    static const struct visit_step by_help[] = {
        {ACT_OPEN, I_CALM, "message/calm"},        {ACT_HELP, 0, "help"},
        {ACT_NEED, NEED_LEGAL, "help/need/legal"}, {ACT_CHANNEL, CH_OLD, "channel/old"},
        {ACT_LANGUAGES, 0, "languages"},           {ACT_BACK, 0, "channel/old"}};
    static const struct visit_step on[] = {{ACT_BACK, 0, "message/calm"}, {ACT_BACK, 0, "home"}};
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_date(&v, 2027, 6, 30);
    visit_act(&v, ACT_HOME, 0);
    visit_walk(&v, by_help, COUNT(by_help));
    visit_date(&v, 2027, 7, 1);
    visit_is_at(&v, "help");
    assert_true(v.effects.redraw);
    visit_walk(&v, on, COUNT(on));
    // From the strip of a poster there was no Help on the way.
    visit_date(&v, 2027, 6, 30);
    visit_act(&v, ACT_EXIT, 0);
    visit_act(&v, ACT_CHANNEL, CH_OLD);
    visit_date(&v, 2027, 7, 1);
    visit_is_at(&v, "help");
    visit_act(&v, ACT_BACK, 0);
    visit_is_at(&v, "home");
}

static void a_channel_that_lapsed_is_not_gone_back_to(void **unused)
{
    (void)unused;
    static const struct visit_step steps[] = {{ACT_NEED, NEED_TALK, "help/need/talk"},
                                              {ACT_CHANNEL, CH_OLD, "channel/old"},
                                              {ACT_LIST, ITEM_QUIZ, "quizzes"}};
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_date(&v, 2027, 6, 30);
    visit_act(&v, ACT_HOME, 0);
    visit_walk(&v, steps, COUNT(steps));
    visit_date(&v, 2027, 7, 1);
    visit_is_at(&v, "quizzes");
    visit_act(&v, ACT_BACK, 0);
    visit_is_at(&v, "help/need/talk");
    // A state that held it, however it came to, isn't whole.
    v.state.back[v.state.n_back++] = (struct place){.screen = SCREEN_CHANNEL, .index = CH_OLD};
    assert_false(state_is_valid(&v.state, v.campaign));
    // And still Back doesn't lead there.
    visit_act(&v, ACT_BACK, 0);
    visit_is_at(&v, "home");
}

// The adults of this place are there as long as somebody stands for them.
static void the_site_card_lapses(void **unused)
{
    (void)unused;
    static const struct visit_step steps[] = {{ACT_HELP, 0, "help"}, {ACT_ADULTS, 0, "site"}};
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_date(&v, 2027, 6, 30);
    visit_act(&v, ACT_HOME, 0);
    visit_walk(&v, steps, COUNT(steps));
    visit_date(&v, 2027, 7, 1);
    visit_is_at(&v, "help");
    visit_act(&v, ACT_ADULTS, 0);
    visit_is_at(&v, "help");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_are_in_order),
        cmocka_unit_test(needs_and_askers_are_those_that_find_somebody),
        cmocka_unit_test(from_help_to_a_channel_and_back),
        cmocka_unit_test(the_strip_in_the_loop_leads_to_a_channel),
        cmocka_unit_test(a_channel_out_of_date_is_not_opened),
        cmocka_unit_test(a_channel_that_lapses_is_left_for_help),
        cmocka_unit_test(a_channel_that_lapsed_is_not_gone_back_to),
        cmocka_unit_test(the_site_card_lapses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

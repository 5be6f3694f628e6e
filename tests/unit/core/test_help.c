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
        {BY(CHANNELS_NO_PHONE, 0), {0}, {CH_PLACE, CH_WEB}, 2},
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_are_in_order),
        cmocka_unit_test(needs_and_askers_are_those_that_find_somebody),
        cmocka_unit_test(from_help_to_a_channel_and_back),
        cmocka_unit_test(the_strip_in_the_loop_leads_to_a_channel),
        cmocka_unit_test(a_channel_out_of_date_is_not_opened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// Stories: choices, the way back, and the end at help.
#include "support/campaign.h"
#include "support/visit.h"

static void a_story_goes_on_and_back(void **unused)
{
    (void)unused;
    static const struct visit_step steps[] = {
        {ACT_HOME, 0, "home"},
        {ACT_OPEN, I_STORY, "story/story/start"},
        {ACT_CHOICE, 2, "story/story/start"},
        {ACT_CHOICE, UINT32_MAX, "story/story/start"},
        {ACT_PREVIOUS, 0, "story/story/start"},
        {ACT_CHOICE, 0, "story/story/left"},
        {ACT_PAGE, 1, "story/story/left@2"},
        {ACT_CHOICE, 1, "story/story/start"}, // round in a circle
        {ACT_CHOICE, 1, "story/story/right"},
        {ACT_BACK, 0, "story/story/start"},
        {ACT_PREVIOUS, 0, "story/story/left"},
        {ACT_CHOICE, 0, "story/story/end"},
        {ACT_CHOICE, 0, "story/story/end"},
        {ACT_BACK, 0, "story/story/left"},
        {ACT_BACK, 0, "story/story/start"},
        {ACT_BACK, 0, "home"},
    };
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_walk(&v, steps, COUNT(steps));
}

static void a_story_opened_afresh_begins_anew(void **unused)
{
    (void)unused;
    static const struct visit_step steps[] = {
        {ACT_HOME, 0, "home"},
        {ACT_OPEN, I_STORY, "story/story/start"},
        {ACT_CHOICE, 1, "story/story/right"},
        {ACT_HELP, 0, "help"},
        {ACT_BACK, 0, "story/story/right"},
        {ACT_HOME, 0, "home"},
        {ACT_OPEN, I_STORY, "story/story/start"},
        {ACT_CHOICE, 1, "story/story/right"},
        {ACT_LANGUAGE, 1, "story/story/right"},
        {ACT_CHOICE, 0, "story/story/end"},
        {ACT_HELP, 0, "help"},
        {ACT_BACK, 0, "story/story/end"},
        {ACT_HOME, 0, "home"},
        {ACT_OPEN, I_STORY, "story/story/start"},
        {ACT_CHOICE, 0, "story/story/left"},
        {ACT_AGAIN, 0, "story/story/start"},
        {ACT_BACK, 0, "home"},
    };
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_walk(&v, steps, COUNT(steps));
}

static void another_story_in_between_begins_the_first_anew(void **unused)
{
    (void)unused;
    static const struct visit_step steps[] = {
        {ACT_HOME, 0, "home"},
        {ACT_OPEN, I_STORY, "story/story/start"},
        {ACT_CHOICE, 0, "story/story/left"},
        {ACT_LIST, ITEM_STORY, "stories"},
        {ACT_OPEN, I_OTHER, "story/other/right"},
        {ACT_BACK, 0, "stories"},
        {ACT_BACK, 0, "story/story/start"},
    };
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_walk(&v, steps, COUNT(steps));
}

static void the_trail_drops_its_oldest(void **unused)
{
    (void)unused;
    struct visit v;
    visit_begin(&v, &test_campaign);
    visit_act(&v, ACT_HOME, 0);
    visit_act(&v, ACT_OPEN, I_STORY);
    for (int i = 0; i < 100; i++) {
        visit_act(&v, ACT_CHOICE, 0);
        visit_act(&v, ACT_CHOICE, 1);
    }
    visit_is_at(&v, "story/story/start");
    assert_int_equal(v.state.story.n_trail, STATE_TRAIL_MAX);
    for (int i = 0; i < STATE_TRAIL_MAX; i++) {
        visit_act(&v, ACT_BACK, 0);
        visit_is_at(&v, i % 2 ? "story/story/start" : "story/story/left");
    }
    visit_act(&v, ACT_BACK, 0);
    visit_is_at(&v, "home");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_story_goes_on_and_back),
        cmocka_unit_test(a_story_opened_afresh_begins_anew),
        cmocka_unit_test(another_story_in_between_begins_the_first_anew),
        cmocka_unit_test(the_trail_drops_its_oldest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// A million events of every kind, sensible and not, from a fixed seed: the state stays whole, and what is on
// screen never changes without asking for a redraw.
#include "core/desk.h"
#include "core/rooms.h"
#include "support/campaign.h"
#include "support/visit.h"

#define EVENTS 1000000

static uint32_t below(uint64_t *random, uint32_t n)
{
    return (uint32_t)(core_random(random) % n);
}

// Mostly small arguments, since those lead somewhere.
static uint32_t any_arg(uint64_t *random)
{
    static const uint32_t odd[] = {UINT32_MAX, UINT32_MAX - 1, UINT16_MAX, UINT16_MAX + 1u, 1000, 255, 256,
                                   64};
    return below(random, 20) ? below(random, 11) : odd[below(random, COUNT(odd))];
}

static struct event any_event(uint64_t *random, uint64_t now)
{
    struct event event = {.at_ms = now + below(random, 2000)};
    uint32_t dice = below(random, 200);
    if (dice == 0) {
        event.at_ms = now + below(random, 200000);
    } else if (dice == 1) {
        event.kind = EVENT_DATE;
        event.date = (struct date){(int16_t)(2026 + below(random, 3)), (uint8_t)(1 + below(random, 12)), 15};
    } else if (dice == 2) {
        event.at_ms = below(random, 1000); // a clock that goes back
    } else if (dice == 3) {
        event.kind = EVENT_CLOCK;
        event.weekday = (uint8_t)below(random, 9);
        event.minute = (uint16_t)below(random, 1600);
    } else if (dice == 4 || dice == 5) {
        event.kind = EVENT_DESK;
        event.arg = below(random, DESK_NEWS_COUNT + 2);
        event.value = below(random, 100);
    } else if (dice < 12) {
        event.kind = EVENT_INPUT;
    } else if (dice < 190) {
        event.kind = EVENT_ACT;
        event.act = (enum act)(dice == 12 ? 200 + below(random, 50) : below(random, ACT_COUNT));
        if (event.act == ACT_EXIT || event.act == ACT_HOME) // a visit must get somewhere
            event.act = below(random, 8) ? ACT_OPEN : event.act;
        event.arg = any_arg(random);
    }
    return event;
}

static void run(const struct campaign *campaign, struct config config, uint64_t seed, uint32_t n,
                bool seen[SCREEN_COUNT])
{
    struct state state;
    memset(&state, 0xff, sizeof state);
    state_init(&state, campaign, &config, seed);
    char before[SCREEN_ID_MAX], after[SCREEN_ID_MAX];
    state_screen_id(&state, campaign, before);
    for (uint32_t i = 0; i < n; i++) {
        struct event event = any_event(&seed, state.now_ms);
        struct effects effects;
        uint16_t language = state.language;
        bool visiting = state_in_visit(&state);
        update(&state, campaign, &event, &effects);
        state_screen_id(&state, campaign, after);
        if (!state_is_valid(&state, campaign))
            fail_msg("event %u (kind %d, act %d, arg %u) broke %s", i, event.kind, event.act, event.arg,
                     before);
        if ((strcmp(before, after) != 0 || language != state.language) && !effects.redraw)
            fail_msg("event %u: %s became %s without a redraw", i, before, after);
        if (visiting && !state_in_visit(&state) && !effects.session_ended)
            fail_msg("event %u: the visit at %s ended unsaid", i, before);
        if (after[0] == '\0')
            fail_msg("event %u: a screen without a name", i);
        if (event.kind == EVENT_TICK && state_deadline(&state, campaign) <= state.now_ms)
            fail_msg("event %u: %s would tick without end", i, after);
        seen[state.at.screen] = true;
        memcpy(before, after, sizeof before);
    }
}

static void a_million_events_break_nothing(void **unused)
{
    (void)unused;
    bool seen[SCREEN_COUNT] = {false};
    struct config ask = visit_config;
    ask.country = NO_INDEX;
    run(&test_campaign, visit_config, 1, EVENTS * 7 / 10, seen);
    for (uint64_t seed = 2; seed < 102; seed++)
        run(&test_campaign, ask, seed, EVENTS / 500, seen);
    for (int screen = 0; screen < SCREEN_DARK; screen++) // test_operator sees the others
        assert_true(seen[screen]);
    run(&test_empty, visit_config, 200, EVENTS / 10, seen);
}

// Every act with every small argument, in a state of every screen.
static void unknown_acts_are_harmless_everywhere(void **unused)
{
    (void)unused;
    static const struct visit_step ways[] = {
        {ACT_HOME, 0, "home"},
        {ACT_LIST, ITEM_MESSAGE, "messages"},
        {ACT_LIST, ITEM_QUIZ, "quizzes"},
        {ACT_LIST, ITEM_STORY, "stories"},
        {ACT_TOPIC, 0, "messages/feelings"},
        {ACT_OPEN, I_CALM, "message/calm"},
        {ACT_OPEN, I_QUIZ, "quiz/quiz/1"},
        {ACT_OPEN, I_STORY, "story/story/start"},
        {ACT_HELP, 0, "help"},
        {ACT_NEED, NEED_TALK, "help/need/talk"},
        {ACT_CHANNEL, CH_LINE, "channel/line"},
        {ACT_LANGUAGES, 0, "languages"},
        {ACT_EXIT, 0, "exit"},
    };
    for (size_t way = 0; way < COUNT(ways); way++) {
        struct visit at;
        visit_begin(&at, &test_campaign);
        visit_act(&at, ACT_HOME, 0);
        visit_walk(&at, &ways[way], 1);
        for (uint32_t act = 0; act < ACT_COUNT + 4u; act++) {
            for (uint32_t arg = 0; arg < 14; arg++) {
                struct visit v = at;
                visit_act(&v, (enum act)act, arg == 13 ? UINT32_MAX : arg);
            }
            if (act < ACT_COUNT)
                continue;
            struct visit v = at;
            visit_act(&v, (enum act)act, 0);
            visit_is_at(&v, ways[way].id);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_million_events_break_nothing),
        cmocka_unit_test(unknown_acts_are_harmless_everywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// A kiosk without a screen, for tests: events go in, the state and the last effects are looked at.
#ifndef CHASQUI_TESTS_VISIT_H
#define CHASQUI_TESTS_VISIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/state.h"

struct visit {
    const struct campaign *campaign;
    struct state state;
    struct effects effects; // of the last event
};

static const struct config visit_config = {
    .idle_ms = 60000, .warning_ms = 20000, .country = 0, .language = 0, .may_quit = false};

static inline void visit_begin_with(struct visit *visit, const struct campaign *campaign,
                                    struct config config)
{
    visit->campaign = campaign;
    state_init(&visit->state, campaign, &config, 7);
}

static inline void visit_begin(struct visit *visit, const struct campaign *campaign)
{
    visit_begin_with(visit, campaign, visit_config);
}

static inline void visit_event(struct visit *visit, struct event event)
{
    update(&visit->state, visit->campaign, &event, &visit->effects);
    assert_true(state_is_valid(&visit->state, visit->campaign));
}

static inline void visit_act(struct visit *visit, enum act act, uint32_t arg)
{
    visit_event(visit,
                (struct event){.kind = EVENT_ACT, .at_ms = visit->state.now_ms, .act = act, .arg = arg});
}

static inline void visit_wait(struct visit *visit, uint64_t ms)
{
    visit_event(visit, (struct event){.kind = EVENT_TICK, .at_ms = visit->state.now_ms + ms});
}

static inline void visit_touch(struct visit *visit)
{
    visit_event(visit, (struct event){.kind = EVENT_INPUT, .at_ms = visit->state.now_ms});
}

static inline void visit_date(struct visit *visit, int year, int month, int day)
{
    struct date date = {(int16_t)year, (uint8_t)month, (uint8_t)day};
    visit_event(visit, (struct event){.kind = EVENT_DATE, .at_ms = visit->state.now_ms, .date = date});
}

static inline void visit_is_at(struct visit *visit, const char *id)
{
    char name[SCREEN_ID_MAX];
    state_screen_id(&visit->state, visit->campaign, name);
    assert_string_equal(name, id);
}

// One act and the screen it must lead to.
struct visit_step {
    enum act act;
    uint32_t arg;
    const char *id;
};

static inline void visit_walk(struct visit *visit, const struct visit_step *steps, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        visit_act(visit, steps[i].act, steps[i].arg);
        visit_is_at(visit, steps[i].id);
    }
}

#endif

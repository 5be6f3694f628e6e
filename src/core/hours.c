// SPDX-License-Identifier: MIT
// Opening hours: outside them the loop is dark. Any touch lights it for five minutes, since a child who needs help at
// night matters more than the lamp; and while the clock looks wrong nothing is ever dark.
#include "core/rooms.h"

static bool is_trusted(const struct state *state)
{
    return state->clock.known && state->today.year >= DATE_LEAST_YEAR;
}

static uint64_t minutes_since(const struct state *state)
{
    return (state->now_ms - state->clock.at_ms) / 60000;
}

static uint32_t week_minute(const struct state *state)
{
    uint64_t told = state->clock.weekday * 1440u + state->clock.minute;
    return (uint32_t)((told + minutes_since(state)) % WEEK_MINUTES);
}

static bool is_closed(const struct state *state)
{
    return is_trusted(state) && !settings_open_at(&state->settings, week_minute(state));
}

static bool in_loop(const struct state *state)
{
    return state->at.screen == SCREEN_ATTRACT || state->at.screen == SCREEN_DARK;
}

bool hours_settle(struct state *state, const struct country *country)
{
    bool dark = country && is_closed(state) && state->now_ms - state->touched_ms >= NIGHT_WAKE_MS;
    if (!in_loop(state) || dark == (state->at.screen == SCREEN_DARK))
        return false;
    state->attract.neutral = false;
    state->attract.discuss = false;
    state->attract.since_ms = state->now_ms;
    state->at = (struct place){.screen = dark ? SCREEN_DARK : SCREEN_ATTRACT};
    if (!dark && country && !attract_entry_is_current(state, country, state->attract.loop))
        state->attract.loop = attract_next(state, country);
    return true;
}

uint64_t hours_deadline(const struct state *state, const struct country *country)
{
    if (!country || !in_loop(state) || !is_trusted(state))
        return UINT64_MAX;
    uint32_t until = settings_until_change(&state->settings, week_minute(state));
    uint64_t change = state->clock.at_ms + (minutes_since(state) + until) * 60000;
    uint64_t next = until ? change : UINT64_MAX;
    uint64_t sleeps = state->touched_ms + NIGHT_WAKE_MS;
    if (is_closed(state) && sleeps > state->now_ms && sleeps < next)
        next = sleeps;
    return next;
}

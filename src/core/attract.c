// SPDX-License-Identifier: MIT
// The loop that nobody touches.
#include "core/rooms.h"

#define POSTER_MS 8000       // an item that doesn't say
#define HELP_POSTER_MS 12000 // numbers take longer to read
#define NEUTRAL_MS 20000     // quick exit's poster, before the loop goes on

bool attract_entry_is_current(const struct state *state, const struct country *country, uint16_t loop)
{
    if (loop >= country->n_loop)
        return false;
    const struct item *item = country->loop[loop].item;
    return !item || item_is_current(country, item, state->today);
}

// The position that is shown today after the one that stands, or (forward false) before it.
static uint16_t neighbour(const struct state *state, const struct country *country, bool forward)
{
    size_t n = country->n_loop;
    if (n == 0)
        return 0;
    uint16_t from = state->attract.loop < n ? state->attract.loop : (uint16_t)(n - 1);
    for (size_t step = 1; step <= n; step++) {
        uint16_t at = (uint16_t)((from + (forward ? step : n - step)) % n);
        if (attract_entry_is_current(state, country, at))
            return at;
    }
    return from;
}

uint16_t attract_next(const struct state *state, const struct country *country)
{
    return neighbour(state, country, true);
}

uint16_t attract_number(const struct state *state, const struct country *country, uint16_t *count)
{
    uint16_t number = 0;
    *count = 0;
    for (uint16_t i = 0; i < country->n_loop; i++) {
        *count += attract_entry_is_current(state, country, i);
        if (i == state->attract.loop)
            number = *count;
    }
    return number;
}

// ---- Facilitating ----

static bool has_prompt(const struct state *state, const struct country *country)
{
    const struct item *item =
        state->attract.loop < country->n_loop ? country->loop[state->attract.loop].item : NULL;
    return item && item->discuss[0].n > 0;
}

// A poster, then what to talk about it, then the next poster.
static void turn(struct state *state, const struct country *country, bool forward)
{
    struct attract_state *at = &state->attract;
    at->since_ms = state->now_ms;
    if (at->neutral) {
        at->neutral = false;
    } else if (at->discuss != forward && (at->discuss || has_prompt(state, country))) {
        at->discuss = forward;
    } else {
        at->loop = neighbour(state, country, forward);
        at->discuss = !forward && has_prompt(state, country);
    }
}

bool attract_act(struct state *state, const struct country *country, const struct event *event)
{
    if (!state->config.facilitate || state->at.screen != SCREEN_ATTRACT)
        return false;
    if (event->act != ACT_NEXT && event->act != ACT_PREVIOUS)
        return false;
    turn(state, country, event->act == ACT_NEXT);
    return true;
}

// ---- Time ----

static uint64_t poster_ms(const struct state *state, const struct country *country)
{
    if (state->attract.neutral)
        return NEUTRAL_MS;
    if (state->attract.loop >= country->n_loop)
        return POSTER_MS;
    const struct item *item = country->loop[state->attract.loop].item;
    if (!item)
        return HELP_POSTER_MS;
    return item->seconds ? item->seconds * UINT64_C(1000) : POSTER_MS;
}

// A loop of one stands for ever, and costs nothing.
static bool stands_still(const struct state *state, const struct country *country)
{
    return !state->attract.neutral && attract_entry_is_current(state, country, state->attract.loop) &&
           attract_next(state, country) == state->attract.loop;
}

// Without an entry that may be shown the built-in poster stands; it too needs no clock.
static bool is_empty(const struct state *state, const struct country *country)
{
    return !attract_entry_is_current(state, country, state->attract.loop) &&
           !attract_entry_is_current(state, country, attract_next(state, country));
}

bool attract_tick(struct state *state, const struct campaign *campaign)
{
    const struct country *country = state_country(state, campaign);
    uint64_t stood = state->now_ms - state->attract.since_ms;
    if (!country) {
        if (stood < NEUTRAL_MS)
            return false;
        state->attract.neutral = false;
        state->at = (struct place){.screen = SCREEN_COUNTRY};
        return true;
    }
    bool left = !state->attract.neutral && !attract_entry_is_current(state, country, state->attract.loop);
    if (state->config.facilitate && !left)
        return false;
    if (!left && (stood < poster_ms(state, country) || stands_still(state, country)))
        return false;
    if (left && is_empty(state, country))
        return false;
    state->attract.neutral = false;
    state->attract.discuss = false;
    state->attract.loop = attract_next(state, country);
    state->attract.since_ms = state->now_ms;
    return true;
}

uint64_t attract_deadline(const struct state *state, const struct campaign *campaign)
{
    const struct country *country = state_country(state, campaign);
    if (!country)
        return state->attract.since_ms + NEUTRAL_MS;
    if (state->config.facilitate)
        return UINT64_MAX;
    if (!state->attract.neutral && (stands_still(state, country) || is_empty(state, country)))
        return UINT64_MAX;
    return state->attract.since_ms + poster_ms(state, country);
}

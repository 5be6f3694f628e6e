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

uint16_t attract_next(const struct state *state, const struct country *country)
{
    if (country->n_loop == 0)
        return 0;
    uint16_t from =
        state->attract.loop < country->n_loop ? state->attract.loop : (uint16_t)(country->n_loop - 1);
    for (size_t step = 1; step <= country->n_loop; step++) {
        uint16_t at = (uint16_t)((from + step) % country->n_loop);
        if (attract_entry_is_current(state, country, at))
            return at;
    }
    return from;
}

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
    if (!left && (stood < poster_ms(state, country) || stands_still(state, country)))
        return false;
    if (left && is_empty(state, country))
        return false;
    state->attract.neutral = false;
    state->attract.loop = attract_next(state, country);
    state->attract.since_ms = state->now_ms;
    return true;
}

uint64_t attract_deadline(const struct state *state, const struct campaign *campaign)
{
    const struct country *country = state_country(state, campaign);
    if (!country)
        return state->attract.since_ms + NEUTRAL_MS;
    if (!state->attract.neutral && (stands_still(state, country) || is_empty(state, country)))
        return UINT64_MAX;
    return state->attract.since_ms + poster_ms(state, country);
}

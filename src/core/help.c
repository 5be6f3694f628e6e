// SPDX-License-Identifier: MIT
// Who helps: by need, by who asks, and without a phone.
#include "base/kassert.h"
#include "core/rooms.h"

static bool serves(const struct channel *channel, struct place place)
{
    switch ((enum channels_by)place.by) {
    case CHANNELS_BY_NEED:
        return (channel->needs & 1u << place.index) != 0;
    case CHANNELS_BY_ASKER:
        return (channel->audience & 1u << place.index) != 0;
    case CHANNELS_NO_PHONE:
        // A place to go to, or a call that costs whoever lends a phone nothing.
        return channel->kind == CHANNEL_PLACE || (channel->kind == CHANNEL_PHONE && channel->free == TRI_YES);
    }
    return false;
}

// Phones and places before what needs internet; then lines that children may use; then the author's order.
static int rank(const struct channel *channel, struct place place)
{
    bool children = (channel->audience & (1u << AUDIENCE_CHILDREN | 1u << AUDIENCE_TEENS)) != 0;
    int kind = (int)channel->kind;
    // Without a phone, a place comes first.
    if (place.by == CHANNELS_NO_PHONE)
        kind = channel->kind != CHANNEL_PLACE;
    return kind * 2 + !children;
}

uint16_t help_channels(const struct state *state, const struct country *country, struct place place,
                       uint16_t out[LIMIT_CHANNELS])
{
    uint16_t n = 0;
    for (uint16_t i = 0; i < country->n_channels && n < LIMIT_CHANNELS; i++) {
        if (!channel_is_current(country->channels[i], state->today) || !serves(country->channels[i], place))
            continue;
        uint16_t at = n++;
        while (at > 0 && rank(country->channels[out[at - 1]], place) > rank(country->channels[i], place)) {
            out[at] = out[at - 1];
            at--;
        }
        out[at] = i;
    }
    return n;
}

static bool any(const struct state *state, const struct country *country, struct place place)
{
    for (uint16_t i = 0; i < country->n_channels; i++)
        if (channel_is_current(country->channels[i], state->today) && serves(country->channels[i], place))
            return true;
    return false;
}

bool help_has_need(const struct state *state, const struct country *country, enum need need)
{
    return any(state, country, (struct place){.by = CHANNELS_BY_NEED, .index = (uint16_t)need});
}

bool help_has_asker(const struct state *state, const struct country *country, enum audience asker)
{
    return any(state, country, (struct place){.by = CHANNELS_BY_ASKER, .index = (uint16_t)asker});
}

bool help_has_site(const struct state *state, const struct country *country)
{
    return country->site && site_is_current(country->site, state->today);
}

static void list(struct state *state, enum channels_by by, uint32_t index)
{
    core_go(state, (struct place){.screen = SCREEN_CHANNELS, .by = (uint8_t)by, .index = (uint16_t)index});
}

bool help_act(struct state *state, const struct country *country, const struct event *event)
{
    switch (event->act) {
    case ACT_NEED:
        if (event->arg < NEED_COUNT)
            list(state, CHANNELS_BY_NEED, event->arg);
        return true;
    case ACT_ASKER:
        if (event->arg < AUDIENCE_COUNT)
            list(state, CHANNELS_BY_ASKER, event->arg);
        return true;
    case ACT_NO_PHONE:
        list(state, CHANNELS_NO_PHONE, 0);
        return true;
    case ACT_ADULTS:
        if (help_has_site(state, country))
            core_go(state, (struct place){.screen = SCREEN_SITE});
        return true;
    case ACT_CHANNEL:
        if (event->arg < country->n_channels &&
            channel_is_current(country->channels[event->arg], state->today))
            core_go(state, (struct place){.screen = SCREEN_CHANNEL, .index = (uint16_t)event->arg});
        return true;
    default:
        return false;
    }
}

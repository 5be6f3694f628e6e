// SPDX-License-Identifier: MIT
// Home, the lists of messages, quizzes and stories, and the messages themselves.
#include "core/rooms.h"

// An item that doesn't say is for everybody.
static bool is_for(const struct item *item, uint8_t track)
{
    return track == AUDIENCE_COUNT || item->audience == 0 || (item->audience & 1u << track) != 0;
}

static bool is_listed(const struct state *state, const struct country *country, uint16_t index,
                      enum item_kind kind, enum topic topic)
{
    const struct item *item = country->items[index];
    return item->kind == kind && !item->neutral && (topic == TOPIC_COUNT || item->topic == topic) &&
           is_for(item, state->track) && item_is_current(country, item, state->today);
}

uint16_t browse_tracks(const struct state *state, const struct country *country, uint8_t out[AUDIENCE_COUNT])
{
    unsigned found = 0;
    uint16_t n = 0;
    for (size_t i = 0; i < country->n_items; i++)
        if (!country->items[i]->neutral && item_is_current(country, country->items[i], state->today))
            found |= country->items[i]->audience;
    for (unsigned track = 0; track < AUDIENCE_COUNT; track++)
        if (found & 1u << track)
            out[n++] = (uint8_t)track;
    return n;
}

size_t browse_items(const struct state *state, const struct country *country, enum item_kind kind,
                    enum topic topic, uint16_t *out, size_t max)
{
    size_t n = 0;
    for (size_t i = 0; i < country->n_items && n < max; i++)
        if (is_listed(state, country, (uint16_t)i, kind, topic))
            out[n++] = (uint16_t)i;
    return n;
}

uint16_t browse_neighbour(const struct state *state, const struct country *country, uint16_t item, int step)
{
    if (item >= country->n_items)
        return NO_INDEX;
    enum topic topic = country->items[item]->topic;
    for (int64_t i = (int64_t)item + step; i >= 0 && i < (int64_t)country->n_items; i += step)
        if (is_listed(state, country, (uint16_t)i, ITEM_MESSAGE, topic))
            return (uint16_t)i;
    return NO_INDEX;
}

bool browse_asks_clear(const struct state *state, const struct country *country)
{
    if (!core_item(state, country) || state->n_said == STATE_SAID_MAX)
        return false;
    for (uint16_t i = 0; i < state->n_said; i++)
        if (state->said[i] == state->at.index)
            return false;
    return true;
}

void browse_clear(struct state *state, const struct country *country, uint32_t clear, struct effects *out)
{
    if (clear > 1 || !browse_asks_clear(state, country))
        return;
    state->said[state->n_said++] = state->at.index;
    out->count = clear ? COUNT_CLEAR : COUNT_NOT_CLEAR;
    out->count_item = state->at.index;
}

static void enter(struct state *state, const struct country *country, uint32_t loop)
{
    if (state->at.screen != SCREEN_ATTRACT || loop >= country->n_loop ||
        !attract_entry_is_current(state, country, (uint16_t)loop))
        return;
    const struct item *item = country->loop[loop].item;
    if (!item) {
        core_go(state, (struct place){.screen = SCREEN_HELP});
        return;
    }
    if (item->neutral)
        state->at = (struct place){.screen = SCREEN_HOME};
    uint16_t index = country_item(country, item);
    if (index != NO_INDEX)
        core_open(state, country, index);
}

static bool go_next(struct state *state, const struct country *country, int step)
{
    if (state->at.screen != SCREEN_MESSAGE)
        return false;
    uint16_t next = browse_neighbour(state, country, state->at.index, step);
    if (next != NO_INDEX)
        state->at = (struct place){.screen = SCREEN_MESSAGE, .index = next};
    return true;
}

// A list of one would be a page with a single button: that one opens at once.
static void go_to_list(struct state *state, const struct country *country, struct place list,
                       enum item_kind kind, enum topic topic)
{
    uint16_t items[2];
    if (browse_items(state, country, kind, topic, items, 2) == 1)
        core_open(state, country, items[0]);
    else
        core_go(state, list);
}

bool browse_act(struct state *state, const struct country *country, const struct event *event)
{
    static const uint8_t lists[ITEM_KIND_COUNT] = {SCREEN_TOPICS, SCREEN_QUIZZES, SCREEN_STORIES};
    switch (event->act) {
    case ACT_ENTER:
        enter(state, country, event->arg);
        return true;
    case ACT_TRACK:
        if (event->arg <= AUDIENCE_COUNT && state_in_visit(state)) {
            state->track = (uint8_t)event->arg;
            core_home(state);
        }
        return true;
    case ACT_LIST:
        if (event->arg < ITEM_KIND_COUNT && state_in_visit(state))
            go_to_list(state, country, (struct place){.screen = lists[event->arg]},
                       (enum item_kind)event->arg, TOPIC_COUNT);
        return true;
    case ACT_TOPIC:
        if (event->arg < TOPIC_COUNT && state_in_visit(state))
            go_to_list(state, country, (struct place){.screen = SCREEN_TOPIC, .index = (uint16_t)event->arg},
                       ITEM_MESSAGE, (enum topic)event->arg);
        return true;
    case ACT_OPEN:
        if (event->arg < country->n_items && state_in_visit(state))
            core_open(state, country, (uint16_t)event->arg);
        return true;
    case ACT_EASY:
        if (event->arg <= 1 && state->at.screen == SCREEN_MESSAGE) {
            state->easy = event->arg == 1;
            state->at.page = 0;
        }
        return true;
    case ACT_NEXT:
        return go_next(state, country, 1);
    case ACT_PREVIOUS:
        return go_next(state, country, -1);
    default:
        return false;
    }
}

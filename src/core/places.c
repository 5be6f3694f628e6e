// SPDX-License-Identifier: MIT
// Where a visitor is and was: going on, going back, and leaving what a new day took away.
#include <string.h>

#include "core/rooms.h"

void core_home(struct state *state)
{
    state->n_back = 0;
    if (state->config.facilitate) // the class goes on where it was
        state->back[state->n_back++] = (struct place){.screen = SCREEN_ATTRACT};
    state->attract.neutral = false;
    state->at = (struct place){.screen = SCREEN_HOME};
}

static const struct item *item_of(struct place place, const struct country *country)
{
    switch ((enum screen_kind)place.screen) {
    case SCREEN_MESSAGE:
    case SCREEN_QUIZ:
    case SCREEN_STORY:
        return country && place.index < country->n_items ? country->items[place.index] : NULL;
    default:
        return NULL;
    }
}

const struct item *core_item(const struct state *state, const struct country *country)
{
    return item_of(state->at, country);
}

const struct item *state_item(const struct state *state, const struct campaign *campaign)
{
    const struct country *country = state_country(state, campaign);
    if (state->at.screen != SCREEN_ATTRACT)
        return core_item(state, country);
    bool stands = country && !state->attract.neutral && state->attract.loop < country->n_loop;
    return stands ? country->loop[state->attract.loop].item : NULL;
}

bool core_place_is_current(const struct state *state, const struct country *country, struct place place)
{
    if (place.screen == SCREEN_SITE)
        return help_has_site(state, country);
    if (place.screen == SCREEN_CHANNEL)
        return channel_is_current(country->channels[place.index], state->today);
    const struct item *item = item_of(place, country);
    return !item || item_is_current(country, item, state->today);
}

void core_go(struct state *state, struct place place)
{
    struct place from = state->at;
    if (!state_in_visit(state) || state->at.screen == SCREEN_OPERATOR)
        from = (struct place){.screen = state->config.facilitate ? SCREEN_ATTRACT : SCREEN_HOME};
    if (state->n_back == STATE_BACK_MAX) {
        memmove(state->back, state->back + 1, (STATE_BACK_MAX - 1) * sizeof *state->back);
        state->n_back--;
    }
    state->back[state->n_back++] = from;
    state->attract.neutral = false;
    state->at = place;
}

void core_back(struct state *state, const struct country *country)
{
    state->at = (struct place){.screen = state->config.facilitate ? SCREEN_ATTRACT : SCREEN_HOME};
    bool found = false;
    while (!found && state->n_back > 0) {
        struct place place = state->back[--state->n_back];
        found = core_place_is_current(state, country, place);
        if (found)
            state->at = place;
    }
    // Another quiz or story may have been opened since.
    const struct item *item = core_item(state, country);
    if (item && item->kind == ITEM_QUIZ && state->quiz.item != state->at.index)
        quiz_open(state, state->at.index);
    if (item && item->kind == ITEM_STORY && state->story.item != state->at.index)
        story_open(state, state->at.index, &item->story);
}

void core_open(struct state *state, const struct country *country, uint16_t index)
{
    if (index >= country->n_items || country->items[index]->neutral ||
        !item_is_current(country, country->items[index], state->today))
        return;
    const struct item *item = country->items[index];
    static const uint8_t screens[ITEM_KIND_COUNT] = {SCREEN_MESSAGE, SCREEN_QUIZ, SCREEN_STORY};
    if (item->kind == ITEM_QUIZ)
        quiz_open(state, index);
    if (item->kind == ITEM_STORY)
        story_open(state, index, &item->story);
    core_go(state, (struct place){.screen = screens[item->kind], .index = index});
}

static bool is_past(const struct state *state, const struct country *country, uint16_t item)
{
    return item < country->n_items && !item_is_current(country, country->items[item], state->today);
}

// Help as it was left on the way here, so that Back leads on from there; a fresh one if there was none.
static void to_help(struct state *state)
{
    struct place help = {.screen = SCREEN_HELP};
    for (uint16_t i = state->n_back; i-- > 0;) {
        if (state->back[i].screen != SCREEN_HELP)
            continue;
        help = state->back[i];
        state->n_back = i;
        break;
    }
    state->at = help;
}

void core_leave_past(struct state *state, const struct country *country)
{
    if (!country)
        return;
    if (is_past(state, country, state->quiz.item)) {
        memset(&state->quiz, 0, sizeof state->quiz);
        state->quiz.item = NO_INDEX;
    }
    if (is_past(state, country, state->story.item)) {
        memset(&state->story, 0, sizeof state->story);
        state->story.item = NO_INDEX;
    }
    uint16_t kept = 0;
    for (uint16_t i = 0; i < state->n_back; i++)
        if (core_place_is_current(state, country, state->back[i]))
            state->back[kept++] = state->back[i];
    state->n_back = kept;
    if (core_place_is_current(state, country, state->at))
        return;
    state->listen.on = false;
    if (state->at.screen == SCREEN_CHANNEL || state->at.screen == SCREEN_SITE)
        to_help(state);
    else
        core_home(state);
}

// SPDX-License-Identifier: MIT
#include <string.h>

#include "base/kassert.h"
#include "core/rooms.h"

void state_init(struct state *state, const struct campaign *campaign, const struct config *config,
                uint64_t seed)
{
    memset(state, 0, sizeof *state);
    state->config = *config;
    state->rng = seed;
    state->country = config->country;
    if (state->country == NO_INDEX && campaign->n_countries == 1)
        state->country = 0;
    KASSERT(state->country == NO_INDEX || state->country < campaign->n_countries);
    core_forget(state, campaign, false);
}

const struct country *state_country(const struct state *state, const struct campaign *campaign)
{
    return state->country == NO_INDEX ? NULL : &campaign->countries[state->country];
}

static uint16_t language_count(const struct state *state, const struct campaign *campaign)
{
    const struct country *country = state_country(state, campaign);
    return country ? country->n_langs : campaign->n_built_in;
}

const struct words *state_words(const struct state *state, const struct campaign *campaign)
{
    const struct country *country = state_country(state, campaign);
    return country ? country->words[state->language] : campaign->built_in[state->language];
}

// The language a visit begins in; the first one where the settings' own isn't among this country's.
static uint16_t own_language(const struct state *state, const struct campaign *campaign)
{
    return state->config.language < language_count(state, campaign) ? state->config.language : 0;
}

bool state_in_visit(const struct state *state)
{
    return state->at.screen != SCREEN_ATTRACT && state->at.screen != SCREEN_COUNTRY;
}

void core_forget(struct state *state, const struct campaign *campaign, bool neutral)
{
    const struct country *country = state_country(state, campaign);
    state->language = own_language(state, campaign);
    state->warning = false;
    state->n_back = 0;
    memset(state->back, 0, sizeof state->back);
    memset(&state->quiz, 0, sizeof state->quiz);
    memset(&state->story, 0, sizeof state->story);
    state->quiz.item = NO_INDEX;
    state->story.item = NO_INDEX;
    state->visit_seed = core_random(&state->rng);
    state->touched_ms = state->now_ms;
    state->attract.neutral = neutral;
    state->attract.since_ms = state->now_ms;
    state->at = (struct place){.screen = country || neutral ? SCREEN_ATTRACT : SCREEN_COUNTRY};
    if (country && !attract_entry_is_current(state, country, state->attract.loop))
        state->attract.loop = attract_next(state, country);
}

void core_go(struct state *state, struct place place)
{
    struct place from = state->at;
    if (!state_in_visit(state))
        from = (struct place){.screen = SCREEN_HOME};
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
    state->at = (struct place){.screen = SCREEN_HOME};
    if (state->n_back > 0)
        state->at = state->back[--state->n_back];
    // Another quiz or story may have been opened since.
    const struct item *item = core_item(state, country);
    if (item && item->kind == ITEM_QUIZ && state->quiz.item != state->at.index)
        quiz_open(state, state->at.index, &item->quiz);
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
        quiz_open(state, index, &item->quiz);
    if (item->kind == ITEM_STORY)
        story_open(state, index, &item->story);
    core_go(state, (struct place){.screen = screens[item->kind], .index = index});
}

const struct item *core_item(const struct state *state, const struct country *country)
{
    switch ((enum screen_kind)state->at.screen) {
    case SCREEN_MESSAGE:
    case SCREEN_QUIZ:
    case SCREEN_STORY:
        return country && state->at.index < country->n_items ? country->items[state->at.index] : NULL;
    default:
        return NULL;
    }
}

static void choose_country(struct state *state, const struct campaign *campaign, uint32_t index)
{
    if (state->country != NO_INDEX || index >= campaign->n_countries)
        return;
    state->country = (uint16_t)index;
    state->config.country = (uint16_t)index;
    state->attract.loop = 0;
    core_forget(state, campaign, false);
}

static void choose_language(struct state *state, const struct campaign *campaign, uint32_t index)
{
    if (index >= language_count(state, campaign))
        return;
    state->language = (uint16_t)index;
    if (state->at.screen == SCREEN_LANGUAGES)
        core_back(state, state_country(state, campaign));
}

static void go_home(struct state *state)
{
    state->n_back = 0;
    state->attract.neutral = false;
    state->at = (struct place){.screen = SCREEN_HOME};
}

// Acts that every screen has; false: not one of them.
static bool common_act(struct state *state, const struct campaign *campaign, const struct event *event,
                       struct effects *out)
{
    switch (event->act) {
    case ACT_EXIT:
        core_forget(state, campaign, true);
        out->session_ended = true;
        return true;
    case ACT_QUIT:
        out->quit = state->config.may_quit;
        return true;
    case ACT_LANGUAGE:
        choose_language(state, campaign, event->arg);
        return true;
    case ACT_COUNTRY:
        choose_country(state, campaign, event->arg);
        return true;
    default:
        break;
    }
    const struct country *country = state_country(state, campaign);
    if (!country) {
        if (event->act == ACT_HOME)
            core_forget(state, campaign, false);
        return true;
    }
    switch (event->act) {
    case ACT_HOME:
        go_home(state);
        return true;
    case ACT_HELP:
        if (state->at.screen != SCREEN_HELP)
            core_go(state, (struct place){.screen = SCREEN_HELP});
        return true;
    case ACT_LANGUAGES:
        if (state->at.screen != SCREEN_LANGUAGES)
            core_go(state, (struct place){.screen = SCREEN_LANGUAGES});
        return true;
    default:
        return false;
    }
}

static void act(struct state *state, const struct campaign *campaign, const struct event *event,
                struct effects *out)
{
    bool warned = state->warning;
    state->warning = false;
    state->touched_ms = state->now_ms;
    out->redraw = true;
    if (event->act == ACT_STAY || event->act == ACT_NONE)
        return;
    if (common_act(state, campaign, event, out))
        return;
    // Under the warning only what stands in its own scene counts.
    if (warned)
        return;
    const struct country *country = state_country(state, campaign);
    bool moves = event->act == ACT_BACK || event->act == ACT_PAGE;
    if (moves && !state_in_visit(state))
        return;
    if (event->act == ACT_PAGE) {
        state->at.page = (uint16_t)(event->arg < 1000 ? event->arg : 999);
        return;
    }
    if (browse_act(state, country, event) || quiz_act(state, country, event) ||
        story_act(state, country, event) || help_act(state, country, event))
        return;
    if (event->act == ACT_BACK)
        core_back(state, country);
}

// The idle rule: a warning, and some time later everything is forgotten.
static void idle(struct state *state, const struct campaign *campaign, struct effects *out)
{
    uint64_t quiet = state->now_ms - state->touched_ms;
    if (!state_in_visit(state)) {
        uint16_t own = own_language(state, campaign);
        if (state->language != own && quiet >= (uint64_t)state->config.idle_ms + state->config.warning_ms) {
            state->language = own;
            state->touched_ms = state->now_ms;
            out->redraw = true;
        }
        return;
    }
    if (!state->warning && quiet >= state->config.idle_ms) {
        state->warning = true;
        state->touched_ms = state->now_ms;
        out->redraw = true;
    } else if (state->warning && quiet >= state->config.warning_ms) {
        core_forget(state, campaign, false);
        out->session_ended = true;
        out->redraw = true;
    }
}

// Nobody gave this visit its ticks, because the machine slept or stood still: it was over long before this
// touch.
static bool is_long_over(const struct state *state)
{
    uint64_t left = state->warning ? state->config.warning_ms
                                   : (uint64_t)state->config.idle_ms + state->config.warning_ms;
    return state_in_visit(state) && state->now_ms - state->touched_ms >= left;
}

static void forget_long_over(struct state *state, const struct campaign *campaign, const struct event *event,
                             struct effects *out)
{
    core_forget(state, campaign, event->kind == EVENT_ACT && event->act == ACT_EXIT);
    out->session_ended = true;
    out->redraw = true;
}

void update(struct state *state, const struct campaign *campaign, const struct event *event,
            struct effects *out)
{
    *out = (struct effects){0};
    if (event->at_ms > state->now_ms)
        state->now_ms = event->at_ms;
    if ((event->kind == EVENT_ACT || event->kind == EVENT_INPUT) && is_long_over(state)) {
        forget_long_over(state, campaign, event, out);
        return;
    }
    switch (event->kind) {
    case EVENT_TICK:
        break;
    case EVENT_DATE:
        state->today = event->date;
        out->redraw = true;
        break;
    case EVENT_INPUT:
        state->touched_ms = state->now_ms;
        return;
    case EVENT_ACT:
        act(state, campaign, event, out);
        break;
    }
    idle(state, campaign, out);
    if (state->at.screen == SCREEN_ATTRACT && attract_tick(state, campaign))
        out->redraw = true;
}

uint64_t state_deadline(const struct state *state, const struct campaign *campaign)
{
    if (state_in_visit(state))
        return state->touched_ms + (state->warning ? state->config.warning_ms : state->config.idle_ms);
    uint64_t next = state->at.screen == SCREEN_ATTRACT ? attract_deadline(state, campaign) : UINT64_MAX;
    if (state->language != own_language(state, campaign)) {
        uint64_t reset = state->touched_ms + state->config.idle_ms + state->config.warning_ms;
        next = reset < next ? reset : next;
    }
    return next;
}

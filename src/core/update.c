// SPDX-License-Identifier: MIT
#include <string.h>

#include "base/kassert.h"
#include "core/rooms.h"

const struct country *state_country(const struct state *state, const struct campaign *campaign)
{
    return state->country == NO_INDEX ? NULL : &campaign->countries[state->country];
}

static uint16_t language_count(const struct state *state, const struct campaign *campaign)
{
    const struct country *country = state_country(state, campaign);
    return country ? country->n_langs : campaign->n_built_in;
}

// Where there is no country to choose yet, or a PIN is set, whoever passes by sees the loop: the first run waits for the corner.
static void begin(struct state *state, const struct campaign *campaign)
{
    const struct country *country = state_country(state, campaign);
    core_forget(state, campaign, false);
    if (state->config.first_run && !state->op.has_pin && country && !country_is_none(country))
        operator_begin_first_run(state, campaign);
}

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
    state->settings = settings_start();
    state->settings.country = state->country;
    if (config->language < language_count(state, campaign))
        state->settings.language = config->language;
    state->settings.facilitate = config->facilitate;
    state->settings.access = config->access;
    state->op.has_pin = config->guarded;
    begin(state, campaign);
}

void state_take_settings(struct state *state, const struct campaign *campaign,
                         const struct settings *settings)
{
    struct settings *own = &state->settings;
    KASSERT(settings_are_valid(settings));
    *own = *settings;
    if (own->country >= campaign->n_countries)
        own->country = campaign->n_countries == 1 ? 0 : NO_INDEX;
    uint16_t n_langs =
        own->country == NO_INDEX ? campaign->n_built_in : campaign->countries[own->country].n_langs;
    if (own->language >= n_langs)
        own->language = NO_INDEX;
    state->country = state->config.country = own->country;
    state->config.language = own->language;
    state->config.facilitate = own->facilitate;
    state->config.access = own->access;
    state->attract.loop = 0;
    state->attract.discuss = false;
    begin(state, campaign);
}

const struct words *state_words(const struct state *state, const struct campaign *campaign)
{
    const struct country *country = state_country(state, campaign);
    return country ? country->words[state->language] : campaign->built_in[state->language];
}

struct slice state_language(const struct state *state, const struct campaign *campaign)
{
    const struct country *country = state_country(state, campaign);
    return country && state->language < country->n_langs ? country->langs[state->language]
                                                         : state_words(state, campaign)->tag;
}

// The language a visit begins in; the first one where the settings' own isn't among this country's.
static uint16_t own_language(const struct state *state, const struct campaign *campaign)
{
    return state->config.language < language_count(state, campaign) ? state->config.language : 0;
}

bool state_in_visit(const struct state *state)
{
    return state->at.screen != SCREEN_ATTRACT && state->at.screen != SCREEN_COUNTRY &&
           state->at.screen != SCREEN_DARK;
}

void core_forget(struct state *state, const struct campaign *campaign, bool neutral)
{
    const struct country *country = state_country(state, campaign);
    state->language = own_language(state, campaign);
    state->track = AUDIENCE_COUNT;
    state->easy = false;
    state->access = state->config.access;
    state->listen = (struct listen_state){.volume = VOLUME_MIDDLE};
    state->warning = false;
    state->n_back = 0;
    memset(state->back, 0, sizeof state->back);
    memset(state->said, 0, sizeof state->said);
    state->n_said = 0;
    memset(&state->quiz, 0, sizeof state->quiz);
    memset(&state->story, 0, sizeof state->story);
    state->quiz.item = NO_INDEX;
    state->story.item = NO_INDEX;
    operator_forget(state);
    state->visit_seed = core_random(&state->rng);
    state->touched_ms = state->now_ms;
    state->attract.neutral = neutral;
    state->attract.discuss = state->attract.discuss && !neutral;
    state->attract.since_ms = state->now_ms;
    state->at = (struct place){.screen = country || neutral ? SCREEN_ATTRACT : SCREEN_COUNTRY};
    if (country && !attract_entry_is_current(state, country, state->attract.loop))
        state->attract.loop = attract_next(state, country);
}

// The settings' language is one of the built-in words until a country is chosen, and of the country's then.
static uint16_t same_language(const struct campaign *campaign, uint16_t built_in,
                              const struct country *country)
{
    for (uint16_t i = 0; built_in < campaign->n_built_in && i < country->n_langs; i++)
        if (slice_eq(country->langs[i], campaign->built_in[built_in]->tag))
            return i;
    return NO_INDEX;
}

static void choose_country(struct state *state, const struct campaign *campaign, uint32_t index)
{
    if (state->country != NO_INDEX || index >= campaign->n_countries)
        return;
    state->config.language = same_language(campaign, state->config.language, &campaign->countries[index]);
    state->country = (uint16_t)index;
    state->config.country = (uint16_t)index;
    state->settings.country = (uint16_t)index;
    state->settings.language = state->config.language;
    state->attract.loop = 0;
    core_forget(state, campaign, false);
    if (state->config.first_run && !state->op.has_pin)
        operator_begin_first_run(state, campaign);
}

static void choose_language(struct state *state, const struct campaign *campaign, uint32_t index)
{
    if (index >= language_count(state, campaign))
        return;
    state->language = (uint16_t)index;
    if (state->at.screen == SCREEN_LANGUAGES)
        core_back(state, state_country(state, campaign));
}

// How things are seen.
static void access_act(struct access *access, const struct event *event)
{
    if (event->act == ACT_TEXT_SIZE && event->arg < TEXT_SIZE_COUNT)
        access->text_size = (uint8_t)event->arg;
    else if (event->act == ACT_CONTRAST && event->arg < COLORS_COUNT)
        access->colors = (uint8_t)event->arg;
    else if (event->act == ACT_LOW_REACH)
        access->low_reach = event->arg == 1;
    else if (event->act == ACT_STILL)
        access->still = event->arg == 1;
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
        core_home(state);
        return true;
    case ACT_HELP:
        if (state->at.screen != SCREEN_HELP)
            core_go(state, (struct place){.screen = SCREEN_HELP});
        return true;
    case ACT_LANGUAGES:
        if (state->at.screen != SCREEN_LANGUAGES)
            core_go(state, (struct place){.screen = SCREEN_LANGUAGES});
        return true;
    case ACT_ACCESS:
        if (state->at.screen != SCREEN_ACCESS)
            core_go(state, (struct place){.screen = SCREEN_ACCESS});
        return true;
    case ACT_TEXT_SIZE:
        state->at.page = 0; // its pages are others now
        access_act(&state->access, event);
        return true;
    case ACT_CONTRAST:
    case ACT_LOW_REACH:
    case ACT_STILL:
        access_act(&state->access, event);
        return true;
    default:
        return false;
    }
}

// A visitor has opened an item: by its card, its poster, a list of one, or as the next one.
static void count_opened(const struct state *state, struct place before, const struct event *event,
                         struct effects *out)
{
    uint8_t screen = state->at.screen;
    bool opens = event->act == ACT_OPEN || event->act == ACT_ENTER || event->act == ACT_LIST ||
                 event->act == ACT_TOPIC || event->act == ACT_NEXT || event->act == ACT_PREVIOUS;
    if (!opens || (screen != SCREEN_MESSAGE && screen != SCREEN_QUIZ && screen != SCREEN_STORY) ||
        (before.screen == screen && before.index == state->at.index))
        return;
    out->count = COUNT_OPENED;
    out->count_item = state->at.index;
}

static void act(struct state *state, const struct campaign *campaign, const struct event *event,
                struct effects *out)
{
    struct place before = state->at;
    bool warned = state->warning;
    state->warning = false;
    state->touched_ms = state->now_ms;
    out->redraw = true;
    listen_before(state, event);
    if (event->act == ACT_STAY || event->act == ACT_NONE)
        return;
    if (operator_corner(state, campaign, event) || common_act(state, campaign, event, out))
        return;
    // Under the warning only what stands in its own scene counts.
    if (warned)
        return;
    if (operator_act(state, campaign, event, out))
        return;
    const struct country *country = state_country(state, campaign);
    bool moves = event->act == ACT_BACK || event->act == ACT_PAGE;
    if (moves && !state_in_visit(state))
        return;
    if (event->act == ACT_PAGE) {
        state->at.page = (uint16_t)(event->arg < 1000 ? event->arg : 999);
        return;
    }
    if (event->act == ACT_CLEAR) {
        browse_clear(state, country, event->arg, out);
        return;
    }
    if (listen_act(state, country, event) || attract_act(state, country, event) ||
        browse_act(state, country, event) || quiz_act(state, country, event) ||
        story_act(state, country, event) || help_act(state, country, event)) {
        count_opened(state, before, event, out);
        return;
    }
    if (event->act == ACT_BACK)
        core_back(state, country);
}

// While something is read aloud nobody need touch anything; a voice that never ends is no sign of life either.
#define LISTEN_MAX_MS UINT64_C(300000)

static uint64_t idle_of(const struct state *state)
{
    uint64_t idle = state->config.idle_ms;
    if (state->config.facilitate && idle < STATE_CLASS_IDLE_MS)
        idle = STATE_CLASS_IDLE_MS;
    if (operator_is_in(state))
        return OPERATOR_IDLE_MS;
    return state->listen.on && idle < LISTEN_MAX_MS ? LISTEN_MAX_MS : idle;
}

// Time is up for whoever was here: a visit is forgotten, and in the loop the language somebody chose. Asked before
// anything else of every event: ticks come late or not at all when the machine slept or stood still, and
// whoever touches it next isn't the one who left it. True: a visit ended, and the event with it.
static bool end_what_is_over(struct state *state, const struct campaign *campaign, const struct event *event,
                             struct effects *out)
{
    uint64_t quiet = state->now_ms - state->touched_ms;
    uint64_t left = state->warning ? state->config.warning_ms : idle_of(state) + state->config.warning_ms;
    if (quiet < left)
        return false;
    if (!state_in_visit(state)) {
        uint16_t own = own_language(state, campaign);
        out->redraw = out->redraw || state->language != own;
        state->language = own;
        return false;
    }
    core_forget(state, campaign, event->kind == EVENT_ACT && event->act == ACT_EXIT);
    out->session_ended = true;
    out->redraw = true;
    return true;
}

// The idle rule: first a warning. What comes of it is above.
static void warn(struct state *state, struct effects *out)
{
    if (!state_in_visit(state) || state->warning || state->now_ms - state->touched_ms < idle_of(state))
        return;
    state->warning = true;
    state->listen.on = false;
    state->touched_ms = state->now_ms;
    out->redraw = true;
}

// What happened, but for what every event brings along.
static void take(struct state *state, const struct campaign *campaign, const struct event *event,
                 struct effects *out)
{
    switch (event->kind) {
    case EVENT_TICK:
        break;
    case EVENT_DATE:
        core_leave_past(state, state_country(state, campaign));
        break;
    case EVENT_CLOCK:
        break;
    case EVENT_DESK:
        operator_news(state, campaign, event, out);
        break;
    case EVENT_INPUT:
        state->touched_ms = state->now_ms;
        state->attract.since_ms = state->now_ms; // a poster stays for whoever steps to it
        return;
    case EVENT_SAID:
        out->redraw = state->listen.on;
        if (state->listen.on)
            state->touched_ms = state->now_ms;
        listen_said(state, event->arg != 0);
        break;
    case EVENT_ACT:
        act(state, campaign, event, out);
        listen_after(state, event);
        break;
    }
    warn(state, out);
    if (state->at.screen == SCREEN_ATTRACT && attract_tick(state, campaign))
        out->redraw = true;
}

// The corner was tapped and left alone: a visitor meant the poster.
static void open_from_corner(struct state *state, const struct campaign *campaign, struct effects *out)
{
    uint16_t loop = operator_corner_over(state);
    if (loop != NO_INDEX)
        act(state, campaign, &(struct event){.kind = EVENT_ACT, .act = ACT_ENTER, .arg = loop}, out);
}

static void take_time(struct state *state, const struct event *event, struct effects *out)
{
    if (event->at_ms > state->now_ms)
        state->now_ms = event->at_ms;
    if (event->kind == EVENT_DATE) {
        state->today = event->date;
        out->redraw = true;
    }
    if (event->kind == EVENT_CLOCK && event->weekday < SETTINGS_DAYS && event->minute < 24 * 60)
        state->clock = (struct wall_clock){
            .known = true, .weekday = event->weekday, .minute = event->minute, .at_ms = state->now_ms};
}

void update(struct state *state, const struct campaign *campaign, const struct event *event,
            struct effects *out)
{
    *out = (struct effects){0};
    bool was_in = operator_is_in(state), waits = operator_wait_s(state) > 0;
    take_time(state, event, out);
    if (waits && state->at.screen == SCREEN_OPERATOR) // the seconds that are left
        out->redraw = true;
    // What the shell found out holds for whoever is there.
    if (!end_what_is_over(state, campaign, event, out))
        take(state, campaign, event, out);
    else if (event->kind == EVENT_DESK)
        operator_news(state, campaign, event, out);
    open_from_corner(state, campaign, out);
    operator_after(state, was_in, out);
    if (hours_settle(state, state_country(state, campaign)))
        out->redraw = true;
}

static uint64_t sooner(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

uint64_t state_deadline(const struct state *state, const struct campaign *campaign)
{
    uint64_t next = operator_deadline(state);
    if (state_in_visit(state))
        return sooner(next, state->touched_ms + (state->warning ? state->config.warning_ms : idle_of(state)));
    next = sooner(next, hours_deadline(state, state_country(state, campaign)));
    if (state->at.screen == SCREEN_ATTRACT)
        next = sooner(next, attract_deadline(state, campaign));
    if (state->language != own_language(state, campaign))
        next = sooner(next, state->touched_ms + state->config.idle_ms + state->config.warning_ms);
    return next;
}

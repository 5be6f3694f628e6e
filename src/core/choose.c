// SPDX-License-Identifier: MIT
// What the operator sets, and the steps of the first run.
#include "content/regions.h"
#include "core/operator_rooms.h"

// ---- What the core itself goes by ----

static uint16_t language_of(const struct campaign *campaign, const struct country *from, uint16_t language,
                            const struct country *to)
{
    struct slice tag = from ? from->langs[language] : campaign->built_in[language]->tag;
    for (uint16_t i = 0; i < to->n_langs; i++)
        if (slice_eq(to->langs[i], tag))
            return i;
    return 0;
}

static void take_country(struct state *state, const struct campaign *campaign)
{
    uint16_t chosen = state->settings.country;
    if (chosen == NO_INDEX || chosen == state->country)
        return;
    uint16_t language =
        language_of(campaign, state_country(state, campaign), state->language, &campaign->countries[chosen]);
    state->country = state->config.country = chosen;
    state->settings.region = NO_INDEX;
    state->settings.language = state->language = language;
    state->attract.loop = 0;
    state->attract.discuss = false;
}

void operator_take_settings(struct state *state, const struct campaign *campaign)
{
    const struct settings *settings = &state->settings;
    take_country(state, campaign);
    if (settings->language != state->config.language && settings->language != NO_INDEX)
        state->language = settings->language;
    state->config.language = settings->language;
    if (settings->facilitate != state->config.facilitate)
        state->attract.discuss = false;
    state->config.facilitate = settings->facilitate;
    state->config.access = settings->access;
}

// ---- The first run ----

#define STEPS_MAX 5

static uint16_t steps_of(const struct state *state, const struct campaign *campaign, uint8_t out[STEPS_MAX])
{
    const struct country *country = state_country(state, campaign);
    uint16_t n = 0, regions = 0;
    if (country)
        regions_of(country->code, &regions);
    if (regions > 0)
        out[n++] = ROOM_REGION;
    if (country && country->n_langs > 1)
        out[n++] = ROOM_LANGUAGE;
    out[n++] = ROOM_WIDTH;
    if (state->op.asks_pin)
        out[n++] = ROOM_NEW_PIN;
    out[n++] = ROOM_SET_UP;
    return n;
}

uint16_t operator_step(const struct state *state, const struct campaign *campaign, uint16_t *n)
{
    uint8_t steps[STEPS_MAX], room = state->at.by == ROOM_NEW_PIN_AGAIN ? ROOM_NEW_PIN : state->at.by;
    uint16_t at = 0;
    *n = steps_of(state, campaign, steps);
    while (at + 1 < *n && steps[at] != room)
        at++;
    return at;
}

// Only now is anything written: settings without this would be no first run at the next start.
static void finish(struct state *state, struct effects *out)
{
    state->config.first_run = false;
    operator_ask(out, ASK_SAVE, 0);
}

bool operator_has_back(const struct state *state, const struct campaign *campaign)
{
    uint16_t n;
    return !state->op.setup || operator_step(state, campaign, &n) > 0 || campaign->n_countries > 1;
}

// Before the first step stands the country, where there are several.
static void choose_again(struct state *state, const struct campaign *campaign)
{
    if (campaign->n_countries < 2)
        return;
    state->country = state->config.country = state->settings.country = NO_INDEX;
    state->config.language = state->settings.language = NO_INDEX;
    core_forget(state, campaign, false);
}

void setup_step(struct state *state, const struct campaign *campaign, int step, struct effects *out)
{
    uint8_t steps[STEPS_MAX] = {0};
    uint16_t n, at = operator_step(state, campaign, &n);
    steps_of(state, campaign, steps);
    if (step < 0 && state->at.by == ROOM_NEW_PIN_AGAIN)
        step = 0;
    // Whoever went on without a PIN may still set one.
    bool over = steps[at] == ROOM_SET_UP && (step > 0 || state->op.has_pin);
    if (step < 0 && at == 0)
        choose_again(state, campaign);
    if ((step < 0 && at == 0) || over)
        return;
    operator_enter(state, (enum operator_room)steps[at + step], 0, out);
    if (state->at.by == ROOM_SET_UP && state->op.has_pin)
        finish(state, out);
}

void operator_begin_first_run(struct state *state, const struct campaign *campaign)
{
    uint8_t steps[STEPS_MAX];
    struct effects unused = {0};
    core_forget(state, campaign, false);
    state->op.setup = true;
    // Where a PIN is set already, nobody puts another in its place here.
    state->op.asks_pin = !state->op.has_pin;
    steps_of(state, campaign, steps);
    operator_enter(state, (enum operator_room)steps[0], 0, &unused);
}

// Whoever came in by the PIN goes on inside.
static void leave_setup(struct state *state, const struct campaign *campaign, struct effects *out)
{
    if (state->op.by_pin) {
        state->op.setup = state->op.by_pin = false;
        state->op.in = true;
        operator_enter(state, ROOM_MENU, 0, out);
        return;
    }
    core_forget(state, campaign, false);
    out->session_ended = true;
}

static void skip(struct state *state, const struct campaign *campaign, uint32_t mm, struct effects *out)
{
    if (state->at.by == ROOM_SET_UP) {
        if (state->config.first_run)
            finish(state, out);
        leave_setup(state, campaign, out);
        return;
    }
    if (state->at.by == ROOM_WIDTH && mm > 0 && mm <= UINT16_MAX)
        settings_set(&state->settings, SETTING_MM, (uint16_t)mm);
    setup_step(state, campaign, 1, out);
}

// ---- Settings ----

static bool fits(const struct state *state, const struct campaign *campaign, enum setting setting,
                 uint16_t value)
{
    const struct country *country = state_country(state, campaign);
    uint16_t n, first;
    switch (setting) {
    case SETTING_COUNTRY:
        return value < campaign->n_countries;
    case SETTING_LANGUAGE:
        return country && value < country->n_langs;
    case SETTING_REGION:
        first = regions_of(country ? country->code : SLICE_NONE, &n);
        return value == NO_INDEX || (value >= first && value - first < n);
    default:
        return true;
    }
}

static void set(struct state *state, const struct campaign *campaign, uint32_t arg, struct effects *out)
{
    struct operator_state *op = &state->op;
    enum setting setting = (enum setting)(arg >> 16);
    uint16_t value = (uint16_t)arg;
    bool step = setting == SETTING_REGION || setting == SETTING_LANGUAGE;
    if (op->setup && !step && setting != SETTING_MM)
        return;
    if (!fits(state, campaign, setting, value) || !settings_set(&state->settings, setting, value))
        return;
    op->edited = !op->setup;
    operator_take_settings(state, campaign);
    if (setting >= SETTING_TEXT_SIZE && setting <= SETTING_STILL) {
        state->access = state->settings.access; // to be seen at once
        state->at.page = 0;
    }
    if (op->setup && step && state->at.by == (setting == SETTING_REGION ? ROOM_REGION : ROOM_LANGUAGE))
        setup_step(state, campaign, 1, out);
}

bool choose_act(struct state *state, const struct campaign *campaign, const struct event *event,
                struct effects *out)
{
    if (!operator_is_in(state))
        return false;
    if (event->act == ACT_SKIP && state->op.setup)
        skip(state, campaign, event->arg, out);
    else if (event->act == ACT_SET)
        set(state, campaign, event->arg, out);
    else
        return false;
    return true;
}

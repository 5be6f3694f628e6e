// SPDX-License-Identifier: MIT
// The corner, and the PIN that it asks for: what is typed lives in the state until it is used or left, and no longer.
#include <string.h>

#include "core/operator_rooms.h"

static void wipe(struct pin_pad *pad)
{
    explicit_bzero(pad->digits, sizeof pad->digits);
    pad->n = 0;
}

void pin_wipe(struct operator_state *op)
{
    wipe(&op->pad);
    wipe(&op->first);
}

void pin_leave(struct operator_state *op, bool again)
{
    wipe(&op->pad);
    if (!again)
        wipe(&op->first);
    op->checking = false;
    op->note = PIN_NOTE_NONE;
}

uint32_t operator_wait_s(const struct state *state)
{
    uint64_t until = state->op.wait_until_ms;
    return until > state->now_ms ? (uint32_t)((until - state->now_ms + 999) / 1000) : 0;
}

// ---- The corner ----

static void enter(struct state *state, const struct campaign *campaign)
{
    struct effects unused = {0};
    state->op.taps = 0;
    state->warning = false;
    if (state->config.first_run && !state->op.has_pin) {
        operator_begin_first_run(state, campaign);
        return;
    }
    core_forget(state, campaign, false);
    operator_enter(state, ROOM_PIN, 0, &unused);
}

bool operator_corner(struct state *state, const struct campaign *campaign, const struct event *event)
{
    struct operator_state *op = &state->op;
    bool poster = state->at.screen == SCREEN_ATTRACT;
    if (event->act != ACT_CORNER) {
        op->taps = 0;
        return false;
    }
    if ((!poster && state->at.screen != SCREEN_HOME) || !state_country(state, campaign))
        return true;
    if (op->taps == 0 || state->now_ms - op->corner_ms >= CORNER_MS) {
        op->taps = 0;
        op->corner_ms = state->now_ms;
    }
    op->taps++;
    op->tapped_ms = state->now_ms;
    op->corner_loop = poster && event->arg < NO_INDEX ? (uint16_t)event->arg : NO_INDEX;
    if (op->taps == CORNER_TAPS && (op->has_pin || state->config.first_run))
        enter(state, campaign);
    return true;
}

uint16_t operator_corner_over(struct state *state)
{
    struct operator_state *op = &state->op;
    bool waits = op->has_pin || state->config.first_run;
    // At home nothing waits for it.
    if (op->taps == 0 || op->corner_loop == NO_INDEX ||
        (waits && state->now_ms - op->tapped_ms < CORNER_PAUSE_MS))
        return NO_INDEX;
    op->taps = 0;
    return state->at.screen == SCREEN_ATTRACT ? op->corner_loop : NO_INDEX;
}

uint64_t operator_deadline(const struct state *state)
{
    const struct operator_state *op = &state->op;
    if (op->taps > 0 && op->corner_loop != NO_INDEX && state->at.screen == SCREEN_ATTRACT)
        return op->tapped_ms + CORNER_PAUSE_MS;
    uint32_t seconds = operator_wait_s(state);
    if (seconds > 0 && state->at.screen == SCREEN_OPERATOR && state->at.by == ROOM_PIN)
        return op->wait_until_ms - (seconds - 1) * UINT64_C(1000);
    return UINT64_MAX;
}

// ---- The pad ----

static bool is_pad(const struct state *state)
{
    return state->at.by == ROOM_PIN || state->at.by == ROOM_NEW_PIN || state->at.by == ROOM_NEW_PIN_AGAIN;
}

static void hand_over(struct state *state, enum ask ask, struct effects *out)
{
    struct operator_state *op = &state->op;
    operator_ask(out, ask, 0);
    memcpy(out->pin, op->pad.digits, op->pad.n);
    out->pin[op->pad.n] = '\0';
    op->checking = true;
    pin_wipe(op);
}

static void type_again(struct state *state, struct effects *out)
{
    struct operator_state *op = &state->op;
    bool same = op->pad.n == op->first.n && memcmp(op->pad.digits, op->first.digits, op->pad.n) == 0;
    if (same) {
        hand_over(state, ASK_SET_PIN, out);
        return;
    }
    operator_enter(state, ROOM_NEW_PIN, 0, out);
    op->note = PIN_NOTE_DIFFERENT;
}

static void take(struct state *state, struct effects *out)
{
    struct operator_state *op = &state->op;
    if (op->pad.n < PIN_DIGITS_MIN) {
        op->note = PIN_NOTE_SHORT;
    } else if (state->at.by == ROOM_PIN) {
        hand_over(state, ASK_PIN, out);
    } else if (state->at.by == ROOM_NEW_PIN_AGAIN) {
        type_again(state, out);
    } else if (pin_judge((struct slice){op->pad.digits, op->pad.n}) == PIN_SIMPLE) {
        pin_wipe(op);
        op->note = PIN_NOTE_SIMPLE;
    } else {
        op->first = op->pad;
        operator_enter(state, ROOM_NEW_PIN_AGAIN, 0, out);
    }
}

bool pin_act(struct state *state, const struct campaign *campaign, const struct event *event,
             struct effects *out)
{
    struct operator_state *op = &state->op;
    (void)campaign;
    if (event->act != ACT_DIGIT && event->act != ACT_DELETE && event->act != ACT_PIN)
        return false;
    if (!is_pad(state) || op->checking || (state->at.by == ROOM_PIN && operator_wait_s(state) > 0))
        return true;
    op->note = PIN_NOTE_NONE;
    if (event->act == ACT_PIN)
        take(state, out);
    else if (event->act == ACT_DELETE && op->pad.n > 0)
        op->pad.digits[--op->pad.n] = '\0';
    else if (event->act == ACT_DIGIT && event->arg <= 9 && op->pad.n < PIN_DIGITS_MAX)
        op->pad.digits[op->pad.n++] = (char)('0' + event->arg);
    return true;
}

static void is_set(struct state *state, const struct campaign *campaign, struct effects *out)
{
    struct operator_state *op = &state->op;
    bool waited = op->checking && operator_is_in(state) && state->at.by == ROOM_NEW_PIN_AGAIN;
    op->has_pin = true;
    if (!waited) {
        op->asks_pin = false; // it came from elsewhere, and stays
        return;
    }
    if (op->setup)
        setup_step(state, campaign, 1, out);
    else
        operator_enter(state, ROOM_SETTINGS, 0, out);
}

// Without a country there is little to choose, and whoever set the PIN comes to bring content.
static void come_in(struct state *state, const struct campaign *campaign, struct effects *out)
{
    const struct country *country = state_country(state, campaign);
    if (state->config.first_run && country && !country_is_none(country)) {
        operator_begin_first_run(state, campaign);
        state->op.by_pin = true;
        return;
    }
    state->op.in = true;
    operator_enter(state, ROOM_MENU, 0, out);
}

void pin_news(struct state *state, const struct campaign *campaign, enum desk_news news, uint32_t seconds,
              struct effects *out)
{
    struct operator_state *op = &state->op;
    bool asked = op->checking && state->at.screen == SCREEN_OPERATOR && state->at.by == ROOM_PIN;
    if (news == DESK_PIN_NONE)
        op->has_pin = false;
    if (news == DESK_PIN_SET)
        is_set(state, campaign, out);
    if (news == DESK_PIN_WRONG || news == DESK_PIN_WAIT)
        op->wait_until_ms = state->now_ms + seconds * UINT64_C(1000);
    if (news == DESK_PIN_FAILED && op->checking && state->at.by == ROOM_NEW_PIN_AGAIN) {
        operator_enter(state, ROOM_NEW_PIN, 0, out);
        op->note = PIN_NOTE_FAILED;
    }
    if (!asked)
        return;
    if (news == DESK_PIN_GOOD) {
        op->wait_until_ms = 0;
        state->touched_ms = state->now_ms;
        come_in(state, campaign, out);
    }
    if (news == DESK_PIN_GOOD || news == DESK_PIN_WRONG || news == DESK_PIN_NONE || news == DESK_PIN_FAILED) {
        op->checking = false;
        op->note = news == DESK_PIN_GOOD     ? PIN_NOTE_NONE
                   : news == DESK_PIN_FAILED ? PIN_NOTE_FAILED
                                             : PIN_NOTE_WRONG;
    }
}

// SPDX-License-Identifier: MIT
// The operator's part of a state as a number, as a name, and as something that holds. No digit of a PIN is in either.
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "core/operator_rooms.h"

uint64_t operator_hash(uint64_t hash, const struct state *state)
{
    const struct operator_state *op = &state->op;
    const uint64_t numbers[] = {
        op->in,      op->setup,     op->has_pin,   op->checking,   op->looking,       op->edited,
        op->taps,    op->note,      op->work,      op->task,       op->how,           op->by,
        op->subject, op->corner_ms, op->tapped_ms, op->watched_ms, op->wait_until_ms, op->corner_loop,
        op->pad.n,   op->first.n,   op->generation};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        hash = hash_u64(hash, numbers[i]);
    return hash;
}

// What a room shows besides by what state it is in: each is a screen of its own.
static const char *variant(const struct state *state)
{
    static const char *const done[TASK_COUNT] = {"", "/rollback", "/remove", "/card", "/card-away"};
    static const char *const installing[TASK_COUNT] = {"/install", "/rollback", "/remove", "/install-card",
                                                       "/card-away"};
    const struct operator_state *op = &state->op;
    const struct opening *hours = &state->settings.hours[state->at.index % SETTINGS_DAYS];
    switch ((enum operator_room)state->at.by) {
    case ROOM_PIN:
        return op->checking ? "/checking" : operator_wait_s(state) > 0 ? "/wait" : "";
    case ROOM_NEW_PIN_AGAIN:
        return op->checking ? "/checking" : "";
    case ROOM_MENU:
        return op->work == WORK_READY     ? "/ready"
               : op->work == WORK_STAGING ? "/working"
               : op->work != WORK_NONE    ? "/ending"
                                          : "";
    case ROOM_STICK:
        return op->looking ? "/looking" : "";
    case ROOM_PROGRESS:
        return op->work == WORK_INSTALLING ? installing[op->task]
               : op->work == WORK_ENDING   ? "/stop"
               : op->task == TASK_CARD     ? "/card"
               : op->task == TASK_ROLLBACK ? "/plan"
               : op->task == TASK_REMOVE   ? "/plan-remove"
                                           : "";
    case ROOM_PLAN:
    case ROOM_ITEMS:
        return done[op->task];
    case ROOM_CONFIRM:
        return !op->how ? "" : !op->by ? "/how" : op->how == CONFIRM_WITHDRAWN ? "/withdraw" : "/ready";
    case ROOM_DAY:
        return hours->from >= hours->to ? "/closed" : "";
    case ROOM_SET_UP:
        return op->has_pin ? "" : "/no-pin";
    case ROOM_DONE:
        return done[op->task];
    default:
        return "";
    }
}

void operator_name(const struct state *state, const struct country *country, char name[SCREEN_ID_MAX])
{
    static const char *const days[SETTINGS_DAYS] = {"monday", "tuesday",  "wednesday", "thursday",
                                                    "friday", "saturday", "sunday"};
    enum operator_room room = (enum operator_room)state->at.by;
    uint16_t index = state->at.index;
    char which[24] = "";
    struct slice about = SLICE_NONE;
    if (room == ROOM_DAY)
        about = slice_of(days[index]);
    if (room == ROOM_CONFIRM)
        about = country->channels[index]->id;
    if (room == ROOM_POSTER || room == ROOM_PACK || room == ROOM_ROLLBACK || room == ROOM_REMOVE) {
        snprintf(which, sizeof which, "%u", room == ROOM_POSTER ? index + 1u : state->op.subject);
        about = slice_of(which);
    }
    if (room == ROOM_PAGES) {
        snprintf(which, sizeof which, "%u/%u", state->op.subject + 1u, index + 1u);
        about = slice_of(which);
    }
    snprintf(name, SCREEN_ID_MAX, "operator/%s%s%s%.*s%s", state->op.setup ? "setup/" : "", room_word(room),
             about.n ? "/" : "", SLICE_ARG(about), variant(state));
}

static bool holds_no_digit(const struct pin_pad *pad)
{
    static const struct pin_pad empty;
    return memcmp(pad->digits, empty.digits, sizeof pad->digits) == 0 && pad->n == 0;
}

static bool pad_is_valid(const struct pin_pad *pad)
{
    for (uint8_t i = 0; i < PIN_DIGITS_MAX; i++) {
        char c = pad->digits[i];
        if (i < pad->n ? c < '0' || c > '9' : c != '\0')
            return false;
    }
    return pad->n <= PIN_DIGITS_MAX;
}

static bool is_step(enum operator_room room)
{
    return room == ROOM_REGION || room == ROOM_LANGUAGE || room == ROOM_WIDTH || room == ROOM_NEW_PIN ||
           room == ROOM_NEW_PIN_AGAIN || room == ROOM_SET_UP;
}

static bool room_is_valid(const struct state *state, const struct country *country)
{
    const struct operator_state *op = &state->op;
    enum operator_room room = (enum operator_room)state->at.by;
    bool plan = room == ROOM_PLAN || room == ROOM_ITEMS || room == ROOM_UNCONFIRMED || room == ROOM_POSTER ||
                room == ROOM_PAGES;
    bool card = op->task == TASK_CARD;
    bool typing = room == ROOM_PIN || room == ROOM_NEW_PIN || room == ROOM_NEW_PIN_AGAIN;
    if (op->setup ? op->in || !is_step(room) : op->in == (room == ROOM_PIN) || room == ROOM_SET_UP)
        return false;
    if ((op->checking && !typing) || (op->pad.n && !typing) || (op->first.n && room != ROOM_NEW_PIN_AGAIN))
        return false;
    if (((plan || room == ROOM_SITE) && (op->work != WORK_READY || card != (room == ROOM_SITE))) ||
        (room == ROOM_DAY && state->at.index >= SETTINGS_DAYS) ||
        (room == ROOM_CONFIRM && state->at.index >= country->n_channels))
        return false;
    return state->n_back == 0;
}

bool operator_is_valid(const struct state *state, const struct campaign *campaign)
{
    const struct operator_state *op = &state->op;
    const struct settings *settings = &state->settings;
    const struct country *country = state_country(state, campaign);
    if (!settings_are_valid(settings) || settings->country != state->country)
        return false;
    if (settings->language != NO_INDEX &&
        settings->language >= (country ? country->n_langs : campaign->n_built_in))
        return false;
    if (op->taps >= CORNER_TAPS || op->note >= PIN_NOTE_COUNT || op->work >= WORK_COUNT ||
        op->task >= TASK_COUNT || op->how >= CONFIRM_HOW_COUNT || op->by >= CONFIRM_BY_COUNT ||
        !pad_is_valid(&op->pad) || !pad_is_valid(&op->first))
        return false;
    if (state->at.screen == SCREEN_OPERATOR)
        return country && room_is_valid(state, country);
    // Whoever has left leaves nothing behind.
    return !op->in && !op->setup && !op->checking && !op->edited && op->work != WORK_READY &&
           holds_no_digit(&op->pad) && holds_no_digit(&op->first);
}

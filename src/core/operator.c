// SPDX-License-Identifier: MIT
// Who comes in, where they go, and what they leave behind. What they type is in pin.c, what they set in choose.c.
#include "core/operator.h"

#include <string.h>

#include "core/operator_rooms.h"

static const struct {
    const char *word;
    enum operator_room back;
} rooms[ROOM_COUNT] = {
#define ROOM(name, word, back) {word, ROOM_##back},
#include "core/operator_rooms.def"
#undef ROOM
};

const char *room_word(enum operator_room room)
{
    return room < ROOM_COUNT ? rooms[room].word : NULL;
}

const char *confirm_how_name(enum confirm_how how)
{
    static const char *const names[CONFIRM_HOW_COUNT] = {NULL, "dialled", "opened", "visited", "withdrawn"};
    return how < CONFIRM_HOW_COUNT ? names[how] : NULL;
}

const char *confirm_by_name(enum confirm_by by)
{
    static const char *const names[CONFIRM_BY_COUNT] = {
        NULL, "school coordinator", "teacher", "counsellor", "community worker", "health worker", "staff"};
    return by < CONFIRM_BY_COUNT ? names[by] : NULL;
}

enum confirm_by confirm_by_of(struct slice name)
{
    for (int by = CONFIRM_BY_NOBODY + 1; by < CONFIRM_BY_COUNT; by++)
        if (slice_is(name, confirm_by_name((enum confirm_by)by)))
            return (enum confirm_by)by;
    return CONFIRM_BY_NOBODY;
}

static bool is_number(struct slice value)
{
    for (size_t i = 0; i < value.n; i++)
        if (value.p[i] == '\0' || !strchr("0123456789 +-.()/", value.p[i]))
            return false;
    return value.n > 0;
}

bool confirm_fits(enum confirm_how how, const struct channel *channel)
{
    enum channel_kind kind = channel->kind;
    switch (how) {
    case CONFIRM_DIALLED:
        return kind == CHANNEL_PHONE || (kind == CHANNEL_PLACE && is_number(channel->value));
    case CONFIRM_OPENED:
        return kind == CHANNEL_CHAT || kind == CHANNEL_APP || kind == CHANNEL_WEB;
    case CONFIRM_VISITED:
        return kind == CHANNEL_PLACE;
    case CONFIRM_WITHDRAWN:
        return true;
    default:
        return false;
    }
}

void operator_ask(struct effects *out, enum ask ask, uint32_t arg)
{
    if (out->n_requests < EFFECTS_REQUESTS)
        out->requests[out->n_requests++] = (struct request){.ask = ask, .arg = arg};
}

bool operator_is_in(const struct state *state)
{
    return state->at.screen == SCREEN_OPERATOR && (state->op.in || state->op.setup);
}

void operator_forget(struct state *state)
{
    struct operator_state *op = &state->op;
    op->in = op->setup = op->asks_pin = op->by_pin = op->checking = op->looking = false;
    op->taps = op->note = op->how = op->by = 0;
    op->subject = 0;
    op->corner_ms = op->tapped_ms = op->watched_ms = 0;
    op->corner_loop = NO_INDEX;
    pin_wipe(op);
}

void operator_after(struct state *state, bool was_in, struct effects *out)
{
    struct operator_state *op = &state->op;
    if (state->at.screen == SCREEN_OPERATOR)
        return;
    if (op->edited)
        operator_ask(out, ASK_SAVE, 0);
    op->edited = false;
    if (op->work == WORK_READY) {
        operator_ask(out, ASK_ANSWER, 0);
        op->work = WORK_ENDING;
    }
    if (was_in)
        operator_ask(out, ASK_END, 0);
    if (op->in || op->setup || op->checking || op->pad.n || op->first.n || op->note)
        operator_forget(state);
}

// ---- Rooms ----

// Of a plan that waits for an answer.
static bool is_of_plan(enum operator_room room)
{
    return room == ROOM_PLAN || room == ROOM_ITEMS || room == ROOM_PROBLEMS || room == ROOM_UNCONFIRMED ||
           room == ROOM_POSTER || room == ROOM_PAGES || room == ROOM_SITE;
}

// Where what waits for an answer is laid open.
static enum operator_room question_room(const struct operator_state *op)
{
    return op->task == TASK_CARD ? ROOM_SITE : ROOM_PLAN;
}

static bool is_of_settings(enum operator_room room)
{
    return room >= ROOM_SETTINGS && room <= ROOM_NEW_PIN_AGAIN;
}

void operator_enter(struct state *state, enum operator_room room, uint32_t which, struct effects *out)
{
    struct operator_state *op = &state->op;
    bool settings = state->at.screen == SCREEN_OPERATOR && is_of_settings((enum operator_room)state->at.by);
    if (settings && !is_of_settings(room) && op->edited) {
        operator_ask(out, ASK_SAVE, 0);
        op->edited = false;
    }
    bool has_index = room == ROOM_DAY || room == ROOM_CONFIRM || room == ROOM_POSTER;
    state->at = (struct place){.screen = SCREEN_OPERATOR,
                               .by = (uint8_t)room,
                               .index = has_index && which < NO_INDEX ? (uint16_t)which : 0};
    if (room == ROOM_PACK || room == ROOM_ROLLBACK || room == ROOM_REMOVE)
        op->subject = which;
    if (room == ROOM_PAGES) {
        op->subject = which >> PAGES_BITS;
        state->at.index = (uint16_t)(which & ((1u << PAGES_BITS) - 1));
    }
    if (room != ROOM_CONFIRM)
        op->how = op->by = 0;
    pin_leave(op, room == ROOM_NEW_PIN_AGAIN);
}

// What a room shows is asked for as it is entered.
static void ask_for(struct state *state, enum operator_room room, enum operator_room from,
                    struct effects *out)
{
    if (room == ROOM_STICK && state->op.work == WORK_NONE) {
        state->op.looking = true;
        operator_ask(out, ASK_LOOK, 0);
    }
    // From page to page of the same it is there.
    if (room == ROOM_POSTER && from != ROOM_POSTER)
        operator_ask(out, ASK_PREVIEW, 0);
    if (room == ROOM_PAGES && from != ROOM_PAGES)
        operator_ask(out, ASK_PREVIEW, state->op.subject + 1);
    // The menu says whether something is wrong, without being asked; not while the one program that could tell is at work.
    bool menu = room == ROOM_MENU && state->op.work == WORK_NONE;
    if (room == ROOM_HEALTH || menu)
        operator_ask(out, ASK_HEALTH, 0);
    // With what is installed comes whose key is no longer believed.
    if (room == ROOM_GENERATIONS || room == ROOM_INSTALLED || room == ROOM_HEALTH || menu)
        operator_ask(out, ASK_GENERATIONS, 0);
    if (room == ROOM_COUNTS)
        operator_ask(out, ASK_COUNTS, 0);
}

// Whether there is such a room now, for whoever wants to go there.
static bool is_open(const struct state *state, const struct country *country, enum operator_room room,
                    uint32_t which)
{
    uint8_t work = state->op.work;
    switch (room) {
    case ROOM_PIN:
    case ROOM_REFUSED:
    case ROOM_DONE:
    case ROOM_CANCELLED:
    case ROOM_NEW_PIN_AGAIN:
    case ROOM_SET_UP:
    case ROOM_COUNT:
        return false;
    case ROOM_PROGRESS:
        return work != WORK_NONE && work != WORK_READY;
    case ROOM_PLAN:
    case ROOM_ITEMS:
    case ROOM_UNCONFIRMED:
    case ROOM_POSTER:
    case ROOM_PAGES:
        return work == WORK_READY && state->op.task != TASK_CARD;
    case ROOM_SITE:
        return work == WORK_READY && state->op.task == TASK_CARD;
    case ROOM_CARD_AWAY:
        return country->site != NULL;
    case ROOM_DAY:
        return which < SETTINGS_DAYS;
    case ROOM_CONFIRM:
        return which < country->n_channels;
    default:
        return room < ROOM_COUNT;
    }
}

static void go(struct state *state, const struct country *country, uint32_t arg, struct effects *out)
{
    enum operator_room room = (enum operator_room)(arg & 0xff), from = (enum operator_room)state->at.by;
    uint32_t which = arg >> 8;
    if (!is_open(state, country, room, which))
        return;
    state->op.pages[state->at.by] = state->at.page;
    operator_enter(state, room, which, out);
    ask_for(state, room, from, out);
}

static void back(struct state *state, const struct campaign *campaign, struct effects *out)
{
    enum operator_room room = (enum operator_room)state->at.by, to = rooms[room].back;
    if (room == ROOM_PIN) {
        core_forget(state, campaign, false);
        out->session_ended = true;
        return;
    }
    if (state->op.setup) {
        setup_step(state, campaign, -1, out);
        return;
    }
    // A plan is only left by an answer; its problems may outlive it.
    if (room == ROOM_PROBLEMS)
        to = state->op.work == WORK_READY ? question_room(&state->op) : ROOM_REFUSED;
    if (room != ROOM_PROGRESS && to == room)
        return;
    operator_enter(state, to, state->at.index, out);
    state->at.page = state->op.pages[to];
}

// ---- The import ----

static void start(struct state *state, enum operator_task task, enum ask ask, uint32_t arg,
                  struct effects *out)
{
    bool asks_first = task != TASK_CARD_AWAY;
    if (state->op.work != WORK_NONE)
        return;
    state->op.task = (uint8_t)task;
    state->op.generation = task == TASK_ROLLBACK ? arg : 0;
    state->op.work = asks_first ? WORK_STAGING : WORK_INSTALLING;
    operator_ask(out, ask, arg);
    operator_enter(state, ROOM_PROGRESS, 0, out);
}

static void answer(struct state *state, bool yes, struct effects *out)
{
    if (state->op.work != WORK_READY)
        return;
    operator_ask(out, ASK_ANSWER, yes);
    state->op.work = yes ? WORK_INSTALLING : WORK_ENDING;
    operator_enter(state, ROOM_PROGRESS, 0, out);
}

static void cancel(struct state *state, struct effects *out)
{
    if (state->op.work == WORK_READY) {
        answer(state, false, out);
    } else if (state->op.work == WORK_STAGING) {
        operator_ask(out, ASK_CANCEL, 0);
        state->op.work = WORK_ENDING;
    }
}

static void confirm(struct state *state, uint32_t channel, struct effects *out)
{
    struct operator_state *op = &state->op;
    if (state->at.by != ROOM_CONFIRM || channel != state->at.index || !op->how || !op->by ||
        state->today.year < DATE_LEAST_YEAR)
        return;
    operator_ask(out, ASK_CONFIRM, channel);
    out->requests[out->n_requests - 1].how = op->how;
    out->requests[out->n_requests - 1].by = op->by;
    operator_enter(state, ROOM_CONFIRMS, 0, out);
}

// For whoever knows the PIN.
static void act_inside(struct state *state, const struct country *country, const struct event *event,
                       struct effects *out)
{
    switch (event->act) {
    case ACT_ROOM:
        go(state, country, event->arg, out);
        return;
    case ACT_STAGE:
        start(state, TASK_IMPORT, ASK_STAGE, event->arg, out);
        return;
    case ACT_ROLLBACK:
        start(state, TASK_ROLLBACK, ASK_ROLLBACK, event->arg, out);
        return;
    case ACT_REMOVE:
        start(state, TASK_REMOVE, ASK_REMOVE, event->arg, out);
        return;
    case ACT_SITE:
        if (event->arg == 0)
            start(state, TASK_CARD, ASK_SITE, 0, out);
        else if (event->arg == 1 && state->at.by == ROOM_CARD_AWAY && country->site)
            start(state, TASK_CARD_AWAY, ASK_SITE, 1, out);
        return;
    case ACT_AGREE:
        // Only where all that will change has been laid open.
        if (event->arg == 0 || state->at.by == question_room(&state->op))
            answer(state, event->arg == 1, out);
        return;
    case ACT_CANCEL:
        cancel(state, out);
        return;
    case ACT_CONFIRM_HOW:
        if (state->at.by == ROOM_CONFIRM && state->at.index < country->n_channels &&
            event->arg < CONFIRM_HOW_COUNT &&
            confirm_fits((enum confirm_how)event->arg, country->channels[state->at.index]))
            state->op.how = (uint8_t)event->arg;
        return;
    case ACT_CONFIRM_BY:
        if (state->at.by == ROOM_CONFIRM && event->arg > CONFIRM_BY_NOBODY && event->arg < CONFIRM_BY_COUNT)
            state->op.by = (uint8_t)event->arg;
        return;
    case ACT_CONFIRM:
        confirm(state, event->arg, out);
        return;
    default:
        return;
    }
}

bool operator_act(struct state *state, const struct campaign *campaign, const struct event *event,
                  struct effects *out)
{
    if (state->at.screen != SCREEN_OPERATOR)
        return false;
    state->op.watched_ms = state->now_ms;
    if (event->act == ACT_BACK)
        back(state, campaign, out);
    else if (event->act == ACT_PAGE)
        state->at.page = (uint16_t)(event->arg < 1000 ? event->arg : 999);
    else if (!pin_act(state, campaign, event, out) && !choose_act(state, campaign, event, out) &&
             state->op.in)
        act_inside(state, state_country(state, campaign), event, out);
    return true;
}

// ---- News ----

static void import_news(struct state *state, enum desk_news news, struct effects *out)
{
    struct operator_state *op = &state->op;
    enum operator_room room = (enum operator_room)state->at.by;
    bool wanted = op->in && op->work == WORK_STAGING;
    bool here = op->in && (room == ROOM_PROGRESS || is_of_plan(room));
    if (news == DESK_READY && (op->work == WORK_READY || op->work == WORK_INSTALLING))
        return; // said twice
    if (news == DESK_READY || news == DESK_TOO_MUCH) {
        op->work = news == DESK_READY && wanted ? WORK_READY : WORK_ENDING;
        if (op->work == WORK_ENDING)
            operator_ask(out, ASK_ANSWER, 0);
        if (here && (op->work == WORK_READY || news == DESK_TOO_MUCH))
            operator_enter(state, news == DESK_READY ? question_room(op) : ROOM_REFUSED, 0, out);
        return;
    }
    op->work = WORK_NONE;
    if (here)
        operator_enter(state,
                       news == DESK_DONE      ? ROOM_DONE
                       : news == DESK_REFUSED ? ROOM_REFUSED
                                              : ROOM_CANCELLED,
                       0, out);
}

void operator_news(struct state *state, const struct campaign *campaign, const struct event *event,
                   struct effects *out)
{
    enum desk_news news = (enum desk_news)event->arg;
    out->redraw = out->redraw || state->at.screen == SCREEN_OPERATOR;
    switch (news) {
    case DESK_LOOKED:
        state->op.looking = false;
        return;
    case DESK_PROGRESS:
        if (state->op.in && state->at.by == ROOM_PROGRESS && state->op.work != WORK_NONE &&
            state->now_ms - state->op.watched_ms < OPERATOR_WATCH_MS && !state->warning)
            state->touched_ms = state->now_ms;
        return;
    case DESK_READY:
    case DESK_TOO_MUCH:
    case DESK_REFUSED:
    case DESK_DONE:
    case DESK_CANCELLED:
        import_news(state, news, out);
        return;
    case DESK_PIN_NONE:
    case DESK_PIN_SET:
    case DESK_PIN_GOOD:
    case DESK_PIN_FAILED:
    case DESK_PIN_WRONG:
    case DESK_PIN_WAIT:
        pin_news(state, campaign, news, event->value, out);
        return;
    case DESK_NOTHING:
    case DESK_MORE:
    case DESK_NEWS_COUNT:
        return;
    }
}

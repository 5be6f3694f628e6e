// SPDX-License-Identifier: MIT
// Read aloud: it starts on a touch of the visitor's own, goes on sentence by sentence, and ends with whatever they do
// next.
#include "core/rooms.h"

void listen_before(struct state *state, const struct event *event)
{
    switch (event->act) {
    case ACT_NONE:
    case ACT_STAY:
    case ACT_LISTEN:
    case ACT_VOLUME:
        return;
    case ACT_PAGE: // whoever is read to goes on through a page, a story, a quiz
    case ACT_CHOICE:
    case ACT_ANSWER:
    case ACT_READY:
    case ACT_NEXT:
    case ACT_PREVIOUS:
    case ACT_EASY:
        state->listen.sentence = 0;
        return;
    default:
        state->listen.on = false;
    }
}

static void begin(struct state *state)
{
    state->listen.on = true;
    state->listen.sentence = 0;
}

bool listen_act(struct state *state, const struct country *country, const struct event *event)
{
    if (event->act == ACT_VOLUME) {
        if (event->arg < VOLUME_COUNT)
            state->listen.volume = (uint8_t)event->arg;
        return true;
    }
    if (event->act != ACT_LISTEN)
        return false;
    if (!state_in_visit(state))
        return true;
    if (event->arg == LISTEN_STOP)
        state->listen.on = false;
    else if (state->at.screen == SCREEN_LISTEN && event->arg == LISTEN_AGREED) {
        state->listen.told = true;
        core_back(state, country);
        begin(state);
    } else if (state->listen.told)
        begin(state);
    else if (state->at.screen != SCREEN_LISTEN)
        core_go(state, (struct place){.screen = SCREEN_LISTEN});
    return true;
}

void listen_after(struct state *state, const struct event *event)
{
    // One of several answers was chosen: what was read of the question needn't be read again.
    if (event->act == ACT_ANSWER && state->at.screen == SCREEN_QUIZ &&
        state->quiz.question < LIMIT_QUESTIONS && !state->quiz.questions[state->quiz.question].answered)
        state->listen.on = false;
}

void listen_said(struct state *state, bool last)
{
    if (!state->listen.on)
        return;
    state->listen.sentence++;
    state->listen.on = !last && state->listen.sentence < UINT16_MAX;
}

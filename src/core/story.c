// SPDX-License-Identifier: MIT
// Stories: a passage, its choices, and always a way back.
#include <string.h>

#include "core/rooms.h"

void story_open(struct state *state, uint16_t item, const struct story *story)
{
    memset(&state->story, 0, sizeof state->story);
    state->story.item = item;
    state->story.passage = story->start;
}

static void choose(struct story_state *at, const struct story *story, uint32_t arg)
{
    const struct passage *passage = &story->passages[at->passage];
    if (arg >= passage->n_choices)
        return;
    if (at->n_trail == STATE_TRAIL_MAX) {
        memmove(at->trail, at->trail + 1, (STATE_TRAIL_MAX - 1) * sizeof *at->trail);
        at->n_trail--;
    }
    at->trail[at->n_trail++] = at->passage;
    at->passage = passage->choices[arg].to;
}

bool story_act(struct state *state, const struct country *country, const struct event *event)
{
    if (state->at.screen != SCREEN_STORY)
        return false;
    const struct story *story = &country->items[state->at.index]->story;
    switch (event->act) {
    case ACT_CHOICE:
        choose(&state->story, story, event->arg);
        break;
    case ACT_AGAIN:
        story_open(state, state->at.index, story);
        break;
    case ACT_BACK:
    case ACT_PREVIOUS:
        if (state->story.n_trail == 0)
            return false;
        state->story.passage = state->story.trail[--state->story.n_trail];
        break;
    default:
        return false;
    }
    state->at.page = 0;
    return true;
}

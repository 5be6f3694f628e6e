// SPDX-License-Identifier: MIT
// What the activities of the core share. Private to src/core.
#ifndef CHASQUI_CORE_ROOMS_H
#define CHASQUI_CORE_ROOMS_H

#include "core/state.h"

// Goes somewhere, remembering where the visitor was for Back.
void core_go(struct state *state, struct place place);
// Home, with nothing to go back to.
void core_home(struct state *state);
// Returns to the last place where the visitor was that is still current, or home.
void core_back(struct state *state, const struct country *country);
// Whether a place that exists may still be shown today: its item's channels, its channel.
bool core_place_is_current(const struct state *state, const struct country *country, struct place place);
// To be called with every new date: forgets what is no longer current. From such a channel to Help, from such an item
// home.
void core_leave_past(struct state *state, const struct country *country);
// Opens an item: its page, its first question, its first passage.
void core_open(struct state *state, const struct country *country, uint16_t item);
// Ends the visit: answers, language and place are forgotten, and the loop stands.
void core_forget(struct state *state, const struct campaign *campaign, bool neutral);

// Each activity takes the acts that are its own; false: not mine.
// What the visitor says of the item on screen, once.
void browse_clear(struct state *state, const struct country *country, uint32_t clear, struct effects *out);
bool browse_act(struct state *state, const struct country *country, const struct event *event);
bool quiz_act(struct state *state, const struct country *country, const struct event *event);
bool story_act(struct state *state, const struct country *country, const struct event *event);
bool listen_act(struct state *state, const struct country *country, const struct event *event);
bool help_act(struct state *state, const struct country *country, const struct event *event);

// ---- The operator ----

// Whether what stands is the operator's, or the first run's.
bool operator_is_in(const struct state *state);
// Once a country is known: the steps that are left of the first run.
void operator_begin_first_run(struct state *state, const struct campaign *campaign);
// To be called before any act is carried out: the taps in the corner. True: the act was one, and is done with.
bool operator_corner(struct state *state, const struct campaign *campaign, const struct event *event);
bool operator_act(struct state *state, const struct campaign *campaign, const struct event *event,
                  struct effects *out);
// News of the desk.
void operator_news(struct state *state, const struct campaign *campaign, const struct event *event,
                   struct effects *out);
// Nobody tapped the corner again: the poster's own touch, whose position in the loop it was, or NO_INDEX.
uint16_t operator_corner_over(struct state *state);
// Everything but what is still to be answered or saved.
void operator_forget(struct state *state);
// To be called after every event: whoever has left leaves nothing behind.
void operator_after(struct state *state, bool was_in, struct effects *out);
uint64_t operator_deadline(const struct state *state);
bool operator_is_valid(const struct state *state, const struct campaign *campaign);
uint64_t operator_hash(uint64_t hash, const struct state *state);
// What its rooms are called: "operator/plan", in at most SCREEN_ID_MAX bytes with the NUL.
void operator_name(const struct state *state, const struct country *country, char name[SCREEN_ID_MAX]);
// Settings that the core itself goes by.
void operator_take_settings(struct state *state, const struct campaign *campaign);

// ---- Opening hours ----

// To be called after every event: darkens the loop, or wakes it. True when it did.
bool hours_settle(struct state *state, const struct country *country);
uint64_t hours_deadline(const struct state *state, const struct country *country);

// ---- Quizzes and stories ----

// From the beginning, with nothing chosen.
void quiz_open(struct state *state, uint16_t item);
void story_open(struct state *state, uint16_t item, const struct story *story);

// To be called before any act is carried out: reading stops, unless the act is about it or turns the page.
void listen_before(struct state *state, const struct event *event);
// To be called after it.
void listen_after(struct state *state, const struct event *event);
// Something has been read: on to the next sentence, or the end.
void listen_said(struct state *state, bool last);

// Moves the loop on when its poster's time is over or its entry has left. True when another poster stands.
bool attract_tick(struct state *state, const struct campaign *campaign);
bool attract_act(struct state *state, const struct country *country, const struct event *event);
uint64_t attract_deadline(const struct state *state, const struct campaign *campaign);

// The item of the place a visitor is at, or NULL.
const struct item *core_item(const struct state *state, const struct country *country);

// SplitMix64 (Steele, Lea, Flood 2014): advances `x` and returns the next number.
static inline uint64_t core_random(uint64_t *x)
{
    uint64_t z = (*x += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

#endif

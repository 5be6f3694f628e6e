// SPDX-License-Identifier: MIT
// A state as a number, as a name, and as something that holds.
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "core/rooms.h"

static uint64_t hash_place(uint64_t hash, struct place place)
{
    hash = hash_u64(hash, place.screen);
    hash = hash_u64(hash, place.by);
    hash = hash_u64(hash, place.index);
    return hash_u64(hash, place.page);
}

static uint64_t hash_quiz(uint64_t hash, const struct quiz_state *quiz)
{
    hash = hash_u64(hash, quiz->item);
    hash = hash_u64(hash, quiz->question);
    for (size_t i = 0; i < LIMIT_QUESTIONS; i++) {
        const struct question_state *question = &quiz->questions[i];
        hash = hash_u64(hash, question->chosen);
        hash = hash_u64(hash, question->answered);
        hash = hash_u64(hash, question->shown);
        hash = hash_bytes(hash, question->match, sizeof question->match);
    }
    return hash;
}

static uint64_t hash_story(uint64_t hash, const struct story_state *story)
{
    hash = hash_u64(hash, story->item);
    hash = hash_u64(hash, story->passage);
    hash = hash_u64(hash, story->n_trail);
    for (uint16_t i = 0; i < story->n_trail; i++)
        hash = hash_u64(hash, story->trail[i]);
    return hash;
}

uint64_t state_hash(const struct state *state)
{
    const uint64_t numbers[] = {
        state->config.idle_ms,
        state->config.warning_ms,
        state->config.country,
        state->config.language,
        state->config.may_quit,
        state->config.facilitate,
        state->config.access.text_size,
        state->config.access.colors,
        state->config.access.low_reach,
        state->config.access.still,
        state->config.access.two_buttons,
        state->access.text_size,
        state->access.colors,
        state->access.low_reach,
        state->access.still,
        state->access.two_buttons,
        state->now_ms,
        state->touched_ms,
        (uint64_t)state->today.year,
        state->today.month,
        state->today.day,
        state->rng,
        state->visit_seed,
        state->country,
        state->language,
        state->track,
        state->easy,
        state->warning,
        state->listen.on,
        state->listen.told,
        state->listen.volume,
        state->listen.sentence,
        state->attract.loop,
        state->attract.neutral,
        state->attract.discuss,
        state->attract.since_ms,
        state->n_back,
        state->n_said,
        state->config.first_run,
        state->clock.known,
        state->clock.weekday,
        state->clock.minute,
        state->clock.at_ms,
    };
    uint64_t hash = HASH_START;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        hash = hash_u64(hash, numbers[i]);
    hash = hash_place(hash, state->at);
    for (uint16_t i = 0; i < state->n_back; i++)
        hash = hash_place(hash, state->back[i]);
    for (uint16_t i = 0; i < state->n_said; i++)
        hash = hash_u64(hash, state->said[i]);
    hash = hash_story(hash_quiz(hash, &state->quiz), &state->story);
    return operator_hash(settings_hash(hash, &state->settings), state);
}

static bool place_is_valid(struct place place, const struct country *country)
{
    if (!country)
        return place.screen == SCREEN_COUNTRY || place.screen == SCREEN_ATTRACT;
    switch ((enum screen_kind)place.screen) {
    case SCREEN_MESSAGE:
        return place.index < country->n_items && country->items[place.index]->kind == ITEM_MESSAGE;
    case SCREEN_QUIZ:
        return place.index < country->n_items && country->items[place.index]->kind == ITEM_QUIZ;
    case SCREEN_STORY:
        return place.index < country->n_items && country->items[place.index]->kind == ITEM_STORY;
    case SCREEN_TOPIC:
        return place.index < TOPIC_COUNT;
    case SCREEN_SITE:
        return country->site != NULL;
    case SCREEN_CHANNEL:
        return place.index < country->n_channels;
    case SCREEN_CHANNELS:
        return place.by <= CHANNELS_NO_PHONE &&
               place.index < (place.by == CHANNELS_BY_ASKER ? AUDIENCE_COUNT : NEED_COUNT);
    case SCREEN_COUNTRY:
        return false;
    case SCREEN_DARK:
        return place.index == 0;
    case SCREEN_OPERATOR:
        return place.by < ROOM_COUNT;
    default:
        return place.screen < SCREEN_COUNT;
    }
}

static bool question_is_valid(const struct question_state *at, const struct question *question)
{
    for (uint16_t i = 0; i < LIMIT_PAIRS; i++)
        if (at->match[i] > question->n_pairs)
            return false;
    if (question->kind == QUESTION_MATCHING)
        return at->chosen == 0 && at->answered == (quiz_pair_asked(at, question) == question->n_pairs);
    bool single = (at->chosen & (at->chosen - 1)) == 0;
    return at->chosen >> question->n_answers == 0 && (single || question->kind == QUESTION_MULTIPLE) &&
           (!at->answered || (at->chosen != 0 && at->shown < question->n_answers));
}

static bool quiz_is_valid(const struct quiz_state *at, const struct country *country)
{
    if (at->item == NO_INDEX)
        return true;
    if (!country || at->item >= country->n_items || country->items[at->item]->kind != ITEM_QUIZ)
        return false;
    const struct quiz *quiz = &country->items[at->item]->quiz;
    for (uint16_t i = 0; i < quiz->n_questions; i++)
        if (!question_is_valid(&at->questions[i], &quiz->questions[i]))
            return false;
    return at->question <= quiz->n_questions;
}

static bool story_is_valid(const struct story_state *at, const struct country *country)
{
    if (at->item == NO_INDEX)
        return true;
    if (!country || at->item >= country->n_items || country->items[at->item]->kind != ITEM_STORY)
        return false;
    const struct story *story = &country->items[at->item]->story;
    if (at->n_trail > STATE_TRAIL_MAX)
        return false;
    for (uint16_t i = 0; i < at->n_trail; i++)
        if (at->trail[i] >= story->n_passages)
            return false;
    return at->passage < story->n_passages;
}

static bool activities_are_valid(const struct state *state, const struct country *country)
{
    if (state->at.screen == SCREEN_QUIZ && state->quiz.item != state->at.index)
        return false;
    if (state->at.screen == SCREEN_STORY && state->story.item != state->at.index)
        return false;
    if (state->attract.loop >= (country && country->n_loop ? country->n_loop : 1))
        return false;
    return quiz_is_valid(&state->quiz, country) && story_is_valid(&state->story, country);
}

static bool item_holds(const struct state *state, const struct country *country, uint16_t item)
{
    return item == NO_INDEX || item_is_current(country, country->items[item], state->today);
}

// Nothing that the day took away is shown, or can be gone back to. For places and activities that are valid.
static bool is_of_today(const struct state *state, const struct country *country)
{
    if (!country)
        return true;
    for (uint16_t i = 0; i < state->n_back; i++)
        if (!core_place_is_current(state, country, state->back[i]))
            return false;
    return core_place_is_current(state, country, state->at) && item_holds(state, country, state->quiz.item) &&
           item_holds(state, country, state->story.item);
}

bool state_is_valid(const struct state *state, const struct campaign *campaign)
{
    const struct country *country = state_country(state, campaign);
    if (state->country != NO_INDEX && state->country >= campaign->n_countries)
        return false;
    if (state->language >= (country ? country->n_langs : campaign->n_built_in))
        return false;
    if (state->attract.neutral && state->at.screen != SCREEN_ATTRACT)
        return false;
    if (state->attract.discuss && (!state->config.facilitate || state->attract.neutral))
        return false;
    if (state->access.text_size >= TEXT_SIZE_COUNT || state->access.colors >= COLORS_COUNT)
        return false;
    if (state->listen.volume >= VOLUME_COUNT || (state->listen.on && !state_in_visit(state)))
        return false;
    if (state->track > AUDIENCE_COUNT || state->n_back > STATE_BACK_MAX || state->touched_ms > state->now_ms)
        return false;
    for (uint16_t i = 0; i < state->n_back; i++)
        if (!place_is_valid(state->back[i], country) || state->back[i].screen >= SCREEN_DARK)
            return false;
    if (state->n_said > STATE_SAID_MAX)
        return false;
    for (uint16_t i = 0; i < state->n_said; i++)
        if (!country || state->said[i] >= country->n_items)
            return false;
    return place_is_valid(state->at, country) && activities_are_valid(state, country) &&
           is_of_today(state, country) && operator_is_valid(state, campaign);
}

// Appends to a NUL-terminated name; what doesn't fit is cut.
__attribute__((format(printf, 2, 3))) static void append(char *name, const char *format, ...)
{
    size_t n = strlen(name);
    va_list args;
    va_start(args, format);
    vsnprintf(name + n, SCREEN_ID_MAX - n, format, args);
    va_end(args);
}

static void append_item(char *name, const struct item *item)
{
    append(name, "%s/%.*s", item_kind_name(item->kind), SLICE_ARG(item->id));
}

static void append_attract(char *name, const struct state *state, const struct country *country)
{
    if (state->attract.neutral || !country) {
        append(name, "exit");
        return;
    }
    append(name, "attract/");
    if (!attract_entry_is_current(state, country, state->attract.loop))
        append(name, "empty");
    else if (country->loop[state->attract.loop].item)
        append_item(name, country->loop[state->attract.loop].item);
    else
        append(name, "help");
    if (state->attract.discuss)
        append(name, "/discuss");
}

static void append_question(char *name, const struct state *state, const struct quiz *quiz)
{
    uint16_t number = state->quiz.question;
    if (number >= quiz->n_questions) {
        append(name, "/end");
        return;
    }
    const struct question *question = &quiz->questions[number];
    const struct question_state *at = &state->quiz.questions[number];
    append(name, "/%u", number + 1u);
    if (question->kind == QUESTION_MATCHING) {
        uint16_t pair = quiz_pair_asked(at, question);
        if (pair > 0)
            append(name, at->answered ? "/matched" : "/pair-%u", pair + 1u);
        return;
    }
    if (at->chosen && question->kind == QUESTION_MULTIPLE)
        append(name, "/chosen");
    for (unsigned i = 0; i < question->n_answers && question->kind == QUESTION_MULTIPLE; i++)
        if (at->chosen & 1u << i)
            append(name, "-%u", i + 1u);
    if (at->answered)
        append(name, "/answer-%u", at->shown + 1u);
}

static void append_channels(char *name, struct place place)
{
    if (place.by == CHANNELS_BY_NEED)
        append(name, "help/need/%s", need_name((enum need)place.index));
    else if (place.by == CHANNELS_BY_ASKER)
        append(name, "help/for/%s", audience_name((enum audience)place.index));
    else
        append(name, "help/no-phone");
}

// Lists differ by track.
static void append_track(char *name, const struct state *state)
{
    static const bool lists[SCREEN_COUNT] = {[SCREEN_HOME] = true,
                                             [SCREEN_TOPICS] = true,
                                             [SCREEN_TOPIC] = true,
                                             [SCREEN_QUIZZES] = true,
                                             [SCREEN_STORIES] = true};
    if (lists[state->at.screen] && state->track < AUDIENCE_COUNT)
        append(name, "/for/%s", audience_name((enum audience)state->track));
}

static void append_place(char *name, const struct state *state, const struct country *country)
{
    static const char *const plain[SCREEN_COUNT] = {
        [SCREEN_COUNTRY] = "country",     [SCREEN_HOME] = "home",       [SCREEN_TOPICS] = "messages",
        [SCREEN_QUIZZES] = "quizzes",     [SCREEN_STORIES] = "stories", [SCREEN_HELP] = "help",
        [SCREEN_LANGUAGES] = "languages", [SCREEN_ACCESS] = "access",   [SCREEN_LISTEN] = "listen",
        [SCREEN_DARK] = "dark",           [SCREEN_SITE] = "site"};
    const struct item *item = core_item(state, country);
    if (plain[state->at.screen])
        append(name, "%s", plain[state->at.screen]);
    else if (state->at.screen == SCREEN_ATTRACT)
        append_attract(name, state, country);
    else if (state->at.screen == SCREEN_TOPIC)
        append(name, "messages/%s", topic_name((enum topic)state->at.index));
    else if (state->at.screen == SCREEN_CHANNELS)
        append_channels(name, state->at);
    else if (state->at.screen == SCREEN_OPERATOR)
        operator_name(state, country, name);
    else if (state->at.screen == SCREEN_CHANNEL)
        append(name, "channel/%.*s", SLICE_ARG(country->channels[state->at.index]->id));
    append_track(name, state);
    if (!item)
        return;
    append_item(name, item);
    if (item->kind == ITEM_MESSAGE && state->easy)
        append(name, "/easy");
    if (item->kind == ITEM_QUIZ)
        append_question(name, state, &item->quiz);
    if (item->kind == ITEM_STORY)
        append(name, "/%.*s", SLICE_ARG(item->story.passages[state->story.passage].name));
}

void state_screen_id(const struct state *state, const struct campaign *campaign, char out[SCREEN_ID_MAX])
{
    out[0] = '\0';
    append_place(out, state, state_country(state, campaign));
    if (state->at.page > 0)
        append(out, "@%u", state->at.page + 1u);
    if (state->warning)
        append(out, "+idle");
}

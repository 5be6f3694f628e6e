// SPDX-License-Identifier: MIT
// Questions: no score, no wrong; every answer gets its feedback, and another may be looked at.
#include <string.h>

#include "base/hash.h"
#include "base/kassert.h"
#include "core/rooms.h"

void quiz_open(struct state *state, uint16_t item)
{
    memset(&state->quiz, 0, sizeof state->quiz);
    state->quiz.item = item;
}

// Fisher-Yates with numbers that depend only on the visit and the question.
static void shuffle(const struct state *state, uint16_t number, uint64_t salt, uint8_t *out, uint16_t n)
{
    uint64_t x = hash_u64(hash_u64(hash_u64(HASH_START, state->visit_seed), number), salt);
    for (uint16_t i = 0; i < n; i++)
        out[i] = (uint8_t)i;
    for (uint16_t i = n; i > 1; i--) {
        uint16_t j = (uint16_t)(core_random(&x) % i);
        uint8_t swap = out[i - 1];
        out[i - 1] = out[j];
        out[j] = swap;
    }
}

void quiz_answer_order(const struct state *state, const struct question *question, uint16_t number,
                       uint8_t out[LIMIT_ANSWERS])
{
    KASSERT(question->n_answers <= LIMIT_ANSWERS);
    if (question->kind != QUESTION_TRUE_FALSE) {
        shuffle(state, number, 1, out, question->n_answers);
        return;
    }
    for (uint8_t i = 0; i < question->n_answers; i++)
        out[i] = i;
}

void quiz_pair_order(const struct state *state, const struct question *question, uint16_t number,
                     uint8_t out[LIMIT_PAIRS])
{
    KASSERT(question->n_pairs <= LIMIT_PAIRS);
    shuffle(state, number, 2, out, question->n_pairs);
}

uint16_t quiz_pair_asked(const struct question_state *question_state, const struct question *question)
{
    uint16_t pair = 0;
    while (pair < question->n_pairs && question_state->match[pair] != 0)
        pair++;
    return pair;
}

static void answer(struct question_state *at, const struct question *question, uint32_t arg)
{
    if (question->kind == QUESTION_MATCHING) {
        uint16_t pair = quiz_pair_asked(at, question);
        if (pair >= question->n_pairs || arg >= question->n_pairs)
            return;
        at->match[pair] = (uint8_t)(arg + 1);
        at->answered = pair + 1 == question->n_pairs;
        return;
    }
    if (arg >= question->n_answers)
        return;
    uint8_t bit = (uint8_t)(1u << arg);
    if (question->kind == QUESTION_MULTIPLE && !at->answered) {
        at->chosen ^= bit;
        return;
    }
    if (question->kind != QUESTION_MULTIPLE)
        at->chosen = bit;
    at->shown = (uint8_t)arg;
    at->answered = true;
}

static void ready(const struct state *state, struct question_state *at, const struct question *question)
{
    uint8_t order[LIMIT_ANSWERS];
    if (question->kind != QUESTION_MULTIPLE || at->chosen == 0 || at->answered)
        return;
    at->answered = true;
    quiz_answer_order(state, question, state->quiz.question, order);
    for (uint16_t i = question->n_answers; i-- > 0;)
        if (at->chosen & 1u << order[i])
            at->shown = order[i];
}

// One step back: the last match of a question under way, else the question before.
static void previous(struct state *state, const struct quiz *quiz)
{
    uint16_t number = state->quiz.question;
    if (number < quiz->n_questions && quiz->questions[number].kind == QUESTION_MATCHING) {
        struct question_state *at = &state->quiz.questions[number];
        uint16_t pair = quiz_pair_asked(at, &quiz->questions[number]);
        if (!at->answered && pair > 0) {
            at->match[pair - 1] = 0;
            return;
        }
    }
    if (number > 0)
        state->quiz.question--;
}

bool quiz_act(struct state *state, const struct country *country, const struct event *event)
{
    if (state->at.screen != SCREEN_QUIZ)
        return false;
    const struct quiz *quiz = &country->items[state->at.index]->quiz;
    uint16_t number = state->quiz.question;
    struct question_state *at = number < quiz->n_questions ? &state->quiz.questions[number] : NULL;
    switch (event->act) {
    case ACT_ANSWER:
        if (at)
            answer(at, &quiz->questions[number], event->arg);
        break;
    case ACT_READY:
        if (at)
            ready(state, at, &quiz->questions[number]);
        break;
    case ACT_NEXT:
        if (at && at->answered)
            state->quiz.question++;
        break;
    case ACT_PREVIOUS:
        previous(state, quiz);
        break;
    case ACT_AGAIN:
        quiz_open(state, state->at.index);
        break;
    default:
        return false;
    }
    state->at.page = 0;
    return true;
}

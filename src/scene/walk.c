// SPDX-License-Identifier: MIT
#include "scene/walk.h"

#include <string.h>

#include "base/hash.h"
#include "core/desk.h"

struct walker {
    const struct walk *walk;
    bool inside; // only the operator's screens
    struct arena *arena;
    struct arena frame;
    struct scene *scene;
    struct state *queue; // every state found, in order
    size_t n, capacity;
    size_t *table; // open addressing: index in queue + 1, by screen id
    size_t table_size;
};

// Two packs may each have an item of one name.
static bool is_same(const struct walker *walker, size_t index, const struct state *state, const char *id)
{
    char other[SCREEN_ID_MAX];
    const struct campaign *campaign = walker->walk->campaign;
    state_screen_id(&walker->queue[index], campaign, other);
    return strcmp(other, id) == 0 &&
           state_item(&walker->queue[index], campaign) == state_item(state, campaign);
}

static uint64_t id_hash(const char *id)
{
    return hash_slice(HASH_START, slice_of(id));
}

static void grow_table(struct walker *walker)
{
    size_t size = walker->table_size ? walker->table_size * 2 : 1024;
    walker->table = ARENA_ARRAY(walker->arena, size, size_t);
    walker->table_size = size;
    for (size_t i = 0; i < walker->n; i++) {
        char id[SCREEN_ID_MAX];
        state_screen_id(&walker->queue[i], walker->walk->campaign, id);
        size_t at = id_hash(id) % size;
        while (walker->table[at])
            at = (at + 1) % size;
        walker->table[at] = i + 1;
    }
}

// Whether it is a new one.
static bool found(struct walker *walker, const struct state *state)
{
    char id[SCREEN_ID_MAX];
    state_screen_id(state, walker->walk->campaign, id);
    if (walker->n * 2 >= walker->table_size)
        grow_table(walker);
    size_t at = id_hash(id) % walker->table_size;
    for (; walker->table[at]; at = (at + 1) % walker->table_size)
        if (is_same(walker, walker->table[at] - 1, state, id))
            return false;
    walker->table[at] = walker->n + 1;
    *ARENA_PUSH(walker->arena, walker->queue, walker->n, walker->capacity) = *state;
    return true;
}

static bool try_event(struct walker *walker, struct state *next, struct event event)
{
    struct effects effects;
    event.at_ms = next->now_ms > event.at_ms ? next->now_ms : event.at_ms;
    update(next, walker->walk->campaign, &event, &effects);
    if (walker->inside && next->at.screen != SCREEN_OPERATOR)
        return false;
    return effects.quit || found(walker, next);
}

// The loop may show a poster more than once, by the same name: what comes after each time is reached too.
static void try_loop(struct walker *walker, struct state state, struct event event)
{
    const struct campaign *campaign = walker->walk->campaign;
    const struct country *country = state_country(&state, campaign);
    for (size_t i = 0; i < (country ? 2 * country->n_loop : 1); i++) {
        if (event.kind == EVENT_TICK)
            event.at_ms = state_deadline(&state, campaign);
        if (event.at_ms == UINT64_MAX || try_event(walker, &state, event) ||
            state.at.screen != SCREEN_ATTRACT)
            return;
    }
}

// A question with several answers has a state for each set of them; two chosen ones show all that more would.
static bool has_two_chosen(const struct state *state)
{
    if (state->at.screen != SCREEN_QUIZ || state->quiz.question >= LIMIT_QUESTIONS)
        return false;
    const struct question_state *question = &state->quiz.questions[state->quiz.question];
    unsigned chosen = question->chosen;
    return !question->answered && (chosen & (chosen - 1)) != 0;
}

static bool sets_language(const struct hit *hit)
{
    return hit->act == ACT_LANGUAGE || (hit->act == ACT_SET && hit->arg >> 16 == SETTING_LANGUAGE);
}

static void try_act(struct walker *walker, const struct state *state, const struct hit *hit)
{
    if (hit->act == ACT_NONE || hit->act == ACT_CORNER || sets_language(hit))
        return;
    if (hit->act == ACT_ANSWER && has_two_chosen(state))
        return;
    struct event event = {.kind = EVENT_ACT, .at_ms = state->now_ms, .act = hit->act, .arg = hit->arg};
    struct state next = *state;
    if (state->at.screen == SCREEN_ATTRACT && hit->act == ACT_NEXT)
        try_loop(walker, next, event);
    else
        try_event(walker, &next, event);
}

// Doing nothing leads on too: to the next poster, and from home (one screen stands for all) to the question
// whether anybody is there.
static void try_waiting(struct walker *walker, const struct state *state)
{
    uint64_t deadline = state_deadline(state, walker->walk->campaign);
    struct event event = {.kind = EVENT_TICK, .at_ms = deadline};
    struct state next = *state;
    if (state->warning || deadline == UINT64_MAX)
        return;
    if (state->at.screen == SCREEN_ATTRACT)
        try_loop(walker, next, event);
    else if (state->at.screen == SCREEN_HOME)
        try_event(walker, &next, event);
}

// ---- The operator ----

static struct event act_event(const struct state *state, enum act act, uint32_t arg)
{
    return (struct event){.kind = EVENT_ACT, .at_ms = state->now_ms, .act = act, .arg = arg};
}

// Whatever the shell may answer; on a pad, after four digits.
static void try_answers(struct walker *walker, const struct state *state)
{
    struct state ready = *state;
    bool pad = state->at.by == ROOM_PIN || state->at.by == ROOM_NEW_PIN || state->at.by == ROOM_NEW_PIN_AGAIN;
    for (int i = 0; pad && i < PIN_DIGITS_MIN; i++)
        try_event(walker, &ready, act_event(&ready, ACT_DIGIT, i * 3 % 10)); // none that is too simple
    if (pad)
        try_event(walker, &ready, act_event(&ready, ACT_PIN, 0));
    for (uint32_t news = 0; news < DESK_NEWS_COUNT; news++) {
        struct state next = ready;
        try_event(walker, &next,
                  (struct event){.kind = EVENT_DESK, .at_ms = next.now_ms, .arg = news, .value = 30});
    }
    // In the first run a language leads on, too.
    if (state->op.setup && state->at.by == ROOM_LANGUAGE) {
        struct state next = *state;
        try_event(walker, &next, act_event(&next, ACT_SKIP, 0));
    }
}

static bool visit(struct walker *walker, size_t index)
{
    struct state state = walker->queue[index];
    const struct walk *walk = walker->walk;
    struct view_input input = {.state = &state,
                               .campaign = walk->campaign,
                               .desk = walk->desk,
                               .metrics = walk->metrics,
                               .arena = &walker->frame,
                               .w = walk->w,
                               .h = walk->h,
                               .mm = walk->mm,
                               .has_voice = true};
    arena_reset(&walker->frame);
    view_build(&input, walker->scene);
    if (!walk->visit(walk->context, &state, walker->scene))
        return false;
    for (uint32_t i = 0; i < walker->scene->n_hits; i++)
        try_act(walker, &state, &walker->scene->hits[i]);
    if (walker->inside)
        try_answers(walker, &state);
    else
        try_waiting(walker, &state);
    return true;
}

static size_t walk_from(const struct walk *walk, const struct state *from, bool inside, struct arena *arena)
{
    struct walker walker = {
        .walk = walk, .inside = inside, .arena = arena, .scene = ARENA_NEW(arena, struct scene)};
    size_t visited = 0;
    arena_init(&walker.frame);
    found(&walker, from);
    while (visited < walker.n && visit(&walker, visited))
        visited++;
    arena_fini(&walker.frame);
    return visited;
}

size_t walk_screens(const struct walk *walk, const struct state *from, struct arena *arena)
{
    return walk_from(walk, from, false, arena);
}

size_t walk_operator(const struct walk *walk, const struct state *from, struct arena *arena)
{
    struct state state = *from;
    struct effects effects;
    struct event tap = act_event(&state, ACT_CORNER, state.attract.loop);
    size_t visited = 0;
    // The first run, and then the corner of a kiosk that has a PIN.
    for (int first_run = 1; first_run >= 0; first_run--) {
        state = *from;
        state.config.first_run = first_run == 1;
        update(&state, walk->campaign,
               &(struct event){.kind = EVENT_DESK, .arg = first_run ? DESK_PIN_NONE : DESK_PIN_SET},
               &effects);
        for (int i = 0; i < CORNER_TAPS; i++)
            update(&state, walk->campaign, &tap, &effects);
        if (state.at.screen == SCREEN_OPERATOR)
            visited += walk_from(walk, &state, true, arena);
    }
    return visited;
}

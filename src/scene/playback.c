// SPDX-License-Identifier: MIT
#include "scene/playback.h"

#include <fnmatch.h>
#include <stdio.h>
#include <string.h>

#include "base/kassert.h"
#include "core/desk.h"

#define PAGES_MAX 100
#define TAPE_FINGER (-1) // presses and swipes; no finger of a `touch` step

// As a shell would, but for doing any of it: the glass has the width that was set, and a PIN goes no further.
static void hear_requests(struct playback *playback, struct effects *effects)
{
    explicit_bzero(effects->pin, sizeof effects->pin);
    playback->asked[0] = '\0';
    for (uint8_t i = 0; i < effects->n_requests; i++) {
        const struct request *request = &effects->requests[i];
        size_t n = strlen(playback->asked);
        snprintf(playback->asked + n, sizeof playback->asked - n, request->arg ? "%s%s/%u" : "%s%s",
                 i ? "+" : "", ask_word(request->ask), request->arg);
        if (request->ask == ASK_SAVE && playback->state.settings.mm)
            playback->mm = playback->state.settings.mm;
    }
}

static void tell(struct playback *playback, struct event event)
{
    struct effects effects;
    char before[SCREEN_ID_MAX], after[SCREEN_ID_MAX];
    event.at_ms = playback->now_ms;
    if (playback->focus.region.on)
        state_screen_id(&playback->state, playback->campaign, before);
    update(&playback->state, playback->campaign, &event, &effects);
    playback->events++;
    hear_requests(playback, &effects);
    if (playback->focus.region.on) {
        state_screen_id(&playback->state, playback->campaign, after);
        focus_arrive(&playback->focus, before, after);
    }
    if (effects.session_ended)
        playback->focus = (struct focus){0};
    if (effects.redraw)
        playback->stale = true;
}

// A tap, or what is still a sign of life. Moves and lifts are none: a resting hand trembles.
static void tell_tap(struct playback *playback, struct tap tap, bool alive)
{
    if (tap.happened)
        tell(playback, (struct event){.kind = EVENT_ACT, .act = tap.act, .arg = tap.arg});
    else if (alive)
        tell(playback, (struct event){.kind = EVENT_INPUT});
}

void playback_init(struct playback *playback, const struct tape *tape, const struct config *config)
{
    playback->w = tape->w;
    playback->h = tape->h;
    playback->mm = tape->mm;
    playback->focus = (struct focus){0};
    playback->pressed = (struct selection){0};
    playback->stale = true;
    playback->events = playback->scenes = 0;
    playback->now_ms = 0;
    pointer_init(&playback->pointer, tape->w, tape->mm);
    state_init(&playback->state, playback->campaign, config, tape->seed);
    tell(playback, (struct event){.kind = EVENT_DATE, .date = tape->date});
}

static bool same_selection(struct selection a, struct selection b)
{
    return a.on == b.on && (!a.on || (a.act == b.act && a.arg == b.arg));
}

// What the pointer shows as pressed on the screen of the state.
static struct selection pressed_now(const struct playback *playback)
{
    char screen[SCREEN_ID_MAX];
    if (!playback->pointer.ruled)
        return (struct selection){0};
    state_screen_id(&playback->state, playback->campaign, screen);
    return pointer_selection(&playback->pointer, screen);
}

const struct scene *playback_scene(struct playback *playback)
{
    struct selection pressed = pressed_now(playback);
    if (!playback->stale && same_selection(pressed, playback->pressed))
        return playback->scene;
    struct view_input in = {.state = &playback->state,
                            .campaign = playback->campaign,
                            .desk = playback->desk,
                            .metrics = playback->metrics,
                            .arena = playback->arena,
                            .w = playback->w,
                            .h = playback->h,
                            .mm = playback->mm,
                            .pressed = pressed,
                            .focus = playback->focus.region,
                            .has_voice = true};
    arena_reset(playback->arena);
    view_build(&in, playback->scene);
    focus_settle(&playback->focus, playback->scene);
    playback->pressed = pressed;
    playback->stale = false;
    playback->scenes++;
    return playback->scene;
}

void playback_touch(struct playback *playback, int64_t finger, enum touch_phase phase, int x, int y)
{
    const struct scene *scene = playback_scene(playback);
    if (playback->focus.region.on)
        playback->stale = true;
    playback->focus = (struct focus){0};
    struct tap tap = pointer_touch(&playback->pointer, scene, finger, phase, x, y, playback->now_ms);
    tell_tap(playback, tap, phase == TOUCH_DOWN);
}

void playback_key(struct playback *playback, enum key key)
{
    struct selection before = playback->focus.region;
    enum key meant = access_key(&playback->state.access, key);
    struct tap tap = focus_move(&playback->focus, playback_scene(playback), meant);
    if (!same_selection(before, playback->focus.region))
        playback->stale = true;
    tell_tap(playback, tap, true);
}

// A poster doesn't leave from under a finger, unless that hasn't been heard of for long.
static uint64_t held_until(const struct playback *playback)
{
    bool held = playback->pointer.ruled && !state_in_visit(&playback->state);
    return held ? playback->pointer.heard_ms + FINGER_SILENT_MS : 0;
}

// When the kiosk wakes by itself.
static uint64_t next_tick(const struct playback *playback)
{
    uint64_t due = state_deadline(&playback->state, playback->campaign);
    uint64_t held = held_until(playback);
    due = due > held ? due : held;
    return due > playback->now_ms ? due : playback->now_ms;
}

void playback_wait(struct playback *playback, uint64_t ms)
{
    uint64_t until = playback->now_ms + ms;
    for (uint64_t next = next_tick(playback); next < until; next = next_tick(playback)) {
        playback->now_ms = next;
        tell(playback, (struct event){.kind = EVENT_TICK});
        KASSERT(next_tick(playback) > next);
    }
    playback->now_ms = until;
    if (held_until(playback) <= until)
        tell(playback, (struct event){.kind = EVENT_TICK});
}

// ---- Steps ----

static const struct country *country_of(const struct playback *playback)
{
    return state_country(&playback->state, playback->campaign);
}

static bool find_arg(const struct playback *playback, const struct tape_step *step, uint32_t *out)
{
    if (tape_arg(playback->campaign, country_of(playback), step->act, step->arg, out))
        return true;
    DIAG(playback->diags, step->arg_pos, TAPE_NAME, step->arg, slice_of(act_word(step->act)));
    return false;
}

static bool play_act(struct playback *playback, const struct tape_step *step)
{
    uint32_t arg;
    if (!find_arg(playback, step, &arg))
        return false;
    if (step->act == ACT_ENTER && step->arg.n == 0)
        arg = playback->state.attract.loop;
    tell(playback, (struct event){.kind = EVENT_ACT, .act = step->act, .arg = arg});
    return true;
}

// A point of the region where nothing lies on top of it, the nearer to its middle the better.
static bool uncovered_point(const struct scene *scene, const struct hit *hit, int *x, int *y)
{
    static const int eighths[] = {4, 3, 5, 2, 6, 1, 7};
    const int n = sizeof eighths / sizeof *eighths;
    for (int i = 0; i < n * n; i++) {
        *x = hit->rect.x + hit->rect.w * eighths[i % n] / 8;
        *y = hit->rect.y + hit->rect.h * eighths[i / n] / 8;
        const struct hit *top = scene_hit_at(scene, *x, *y);
        if (top && top->act == hit->act && top->arg == hit->arg)
            return true;
    }
    return false;
}

static void press_at(struct playback *playback, int x, int y)
{
    playback_touch(playback, TAPE_FINGER, TOUCH_DOWN, x, y);
    playback_touch(playback, TAPE_FINGER, TOUCH_UP, x, y);
}

// Presses the first region with this act, and with this argument unless any will do.
static bool press(struct playback *playback, enum act act, uint32_t arg, bool any)
{
    int x, y;
    const struct scene *scene = playback_scene(playback);
    for (uint32_t i = 0; i < scene->n_hits; i++) {
        const struct hit *hit = &scene->hits[i];
        if (hit->act == act && (any || hit->arg == arg) && uncovered_point(scene, hit, &x, &y)) {
            press_at(playback, x, y);
            return true;
        }
    }
    return false;
}

// What isn't on this page may be on another: a visitor would turn to it, first forwards, then back.
static bool press_on_pages(struct playback *playback, enum act act, uint32_t arg, bool any)
{
    static const int steps[] = {1, -1};
    for (int i = 0; i < 2; i++) {
        int64_t page = playback->state.at.page;
        do {
            if (press(playback, act, arg, any))
                return true;
            page += steps[i];
        } while (page >= 0 && page < PAGES_MAX && press(playback, ACT_PAGE, (uint32_t)page, false));
    }
    return false;
}

static bool play_press(struct playback *playback, const struct tape_step *step)
{
    uint32_t arg;
    if (!find_arg(playback, step, &arg))
        return false;
    if (press_on_pages(playback, step->act, arg, step->arg.n == 0))
        return true;
    struct slice wanted = arena_format(playback->diags->arena, "%s%s%.*s", act_word(step->act),
                                       step->arg.n ? " " : "", SLICE_ARG(step->arg));
    DIAG(playback->diags, step->pos, TAPE_NO_REGION, slice_of(playback_scene(playback)->id), wanted);
    return false;
}

static bool play_swipe(struct playback *playback, const struct tape_step *step)
{
    const struct scene *scene = playback_scene(playback);
    int left = scene->w / 4, right = scene->w - left, y = scene->h / 2;
    if ((step->left ? scene->swipe_left.act : scene->swipe_right.act) == ACT_NONE) {
        DIAG(playback->diags, step->pos, TAPE_NO_SWIPE, slice_of(scene->id),
             step->left ? SLICE("left") : SLICE("right"));
        return false;
    }
    playback_touch(playback, TAPE_FINGER, TOUCH_DOWN, step->left ? right : left, y);
    playback_touch(playback, TAPE_FINGER, TOUCH_MOVE, scene->w / 2, y);
    playback_touch(playback, TAPE_FINGER, TOUCH_UP, step->left ? left : right, y);
    return true;
}

static bool play_date(struct playback *playback, const struct tape_step *step)
{
    struct date date = step->number ? playback->state.today : step->date;
    for (uint64_t i = 0; i < step->number; i++)
        date = date_next(date);
    tell(playback, (struct event){.kind = EVENT_DATE, .date = date});
    return true;
}

// A line as a tape writes it: \t is a TAB, \\ a backslash.
static struct slice desk_text_of(struct slice arg, char out[LIMIT_TAPE_LINE])
{
    size_t n = 0;
    for (size_t i = 0; i < arg.n && n < LIMIT_TAPE_LINE; i++) {
        char next = i + 1 < arg.n ? arg.p[i + 1] : '\0';
        bool escape = arg.p[i] == '\\' && (next == 't' || next == '\\');
        i += escape;
        out[n++] = escape && next == 't' ? '\t' : arg.p[i];
    }
    return (struct slice){out, n};
}

static bool play_desk(struct playback *playback, struct slice line)
{
    struct desk_told told = {DESK_MORE, 0};
    if (playback->desk)
        told = desk_line(playback->desk, line);
    playback->stale = true;
    tell(playback, (struct event){.kind = EVENT_DESK, .arg = told.news, .value = told.value});
    return true;
}

static bool play_step_of_desk(struct playback *playback, const struct tape_step *step)
{
    char bytes[LIMIT_TAPE_LINE];
    if (step->kind == TAPE_DESK)
        return play_desk(playback, desk_text_of(step->arg, bytes));
    int n = snprintf(bytes, sizeof bytes, "pin\t%.*s\t%llu", SLICE_ARG(step->arg),
                     (unsigned long long)step->number);
    return play_desk(playback, (struct slice){bytes, n > 0 ? (size_t)n : 0});
}

static bool meet_ask(struct playback *playback, const struct tape_step *step)
{
    const char *asked = playback->asked[0] ? playback->asked : "none";
    if (slice_is(step->arg, asked))
        return true;
    DIAG(playback->diags, step->pos, TAPE_ASK, step->arg, slice_of(asked));
    return false;
}

static bool meet_screen(struct playback *playback, const struct tape_step *step)
{
    char screen[SCREEN_ID_MAX], glob[LIMIT_TAPE_LINE + 1];
    KASSERT(step->arg.n < sizeof glob);
    memcpy(glob, step->arg.p, step->arg.n);
    glob[step->arg.n] = '\0';
    state_screen_id(&playback->state, playback->campaign, screen);
    if (fnmatch(glob, screen, 0) == 0)
        return true;
    DIAG(playback->diags, step->pos, TAPE_SCREEN, step->arg, slice_of(screen));
    return false;
}

static bool meet_hash(struct playback *playback, const struct tape_step *step)
{
    uint64_t hash = state_hash(&playback->state);
    if (hash == step->number)
        return true;
    DIAG(playback->diags, step->pos, TAPE_HASH, step->arg,
         arena_format(playback->diags->arena, "%016llx", (unsigned long long)hash));
    return false;
}

bool playback_step(struct playback *playback, const struct tape_step *step)
{
    switch (step->kind) {
    case TAPE_WAIT:
        playback_wait(playback, step->number);
        return true;
    case TAPE_ACT:
        return play_act(playback, step);
    case TAPE_PRESS:
        return play_press(playback, step);
    case TAPE_TOUCH:
        playback_touch(playback, step->finger, step->phase, step->x, step->y);
        return true;
    case TAPE_SWIPE:
        return play_swipe(playback, step);
    case TAPE_KEY:
        playback_key(playback, step->key);
        return true;
    case TAPE_SAID:
        tell(playback, (struct event){.kind = EVENT_SAID, .arg = step->last});
        return true;
    case TAPE_DATE:
        return play_date(playback, step);
    case TAPE_CLOCK:
        tell(playback,
             (struct event){.kind = EVENT_CLOCK, .weekday = step->weekday, .minute = (uint16_t)step->number});
        return true;
    case TAPE_DESK:
    case TAPE_PIN:
        return play_step_of_desk(playback, step);
    case TAPE_EXPECT_ASK:
        return meet_ask(playback, step);
    case TAPE_EXPECT_SCREEN:
        return meet_screen(playback, step);
    case TAPE_EXPECT_HASH:
        return meet_hash(playback, step);
    case TAPE_REPEAT:
    case TAPE_END:
    case TAPE_KIND_COUNT:
        break;
    }
    KASSERT(!"a step that tape_next carries out itself");
    return false;
}

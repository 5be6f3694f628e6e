// SPDX-License-Identifier: MIT
#include <string.h>

#include "programs/kiosk.h"

// A finger that comes down so soon after a visitor's own act brought another screen was meant for the one
// before: the second half of a double tap goes through to nothing.
#define DOUBLE_TAP_MS 250

void kiosk_tell(struct kiosk *kiosk, struct event event)
{
    struct effects effects;
    char before[SCREEN_ID_MAX], after[SCREEN_ID_MAX];
    event.at_ms = kiosk_now_ms(kiosk);
    state_screen_id(&kiosk->state, kiosk->campaign, before);
    update(&kiosk->state, kiosk->campaign, &event, &effects);
    state_screen_id(&kiosk->state, kiosk->campaign, after);
    focus_arrive(&kiosk->focus, before, after);
    if (event.kind == EVENT_ACT && strcmp(before, after) != 0)
        kiosk->turned_ms = kiosk_now_ms(kiosk);
    if (effects.quit)
        kiosk->quit = true;
    kiosk_serve(kiosk, &effects);
    if (effects.session_ended) {
        kiosk->focus = (struct focus){0};
        kiosk_end_voice(kiosk);
    }
    if (effects.redraw) {
        if (kiosk->held)
            kiosk_release_poster(kiosk);
        kiosk_show(kiosk);
    }
    kiosk_follow_voice(kiosk);
}

static void tell_act(struct kiosk *kiosk, struct tap tap)
{
    kiosk_tell(kiosk, (struct event){.kind = EVENT_ACT, .act = tap.act, .arg = tap.arg});
}

// Moves and lifts are no signs of life: a resting hand trembles. But where they come without end nothing else
// is heard, and time must go on. A poster doesn't leave from under a finger.
static void pass_time(struct kiosk *kiosk)
{
    uint64_t now = kiosk_now_ms(kiosk);
    bool finger = kiosk->pointer.ruled && !state_in_visit(&kiosk->state) &&
                  now < kiosk->pointer.heard_ms + FINGER_SILENT_MS;
    if (!finger && now >= state_deadline(&kiosk->state, kiosk->campaign))
        kiosk_tell(kiosk, (struct event){.kind = EVENT_TICK});
}

static void tell_touch(struct kiosk *kiosk, struct tap tap, bool alive)
{
    if (tap.happened)
        tell_act(kiosk, tap);
    else if (alive)
        kiosk_tell(kiosk, (struct event){.kind = EVENT_INPUT});
    else
        pass_time(kiosk);
}

// Quick exit is never too soon.
static bool is_too_soon(const struct kiosk *kiosk, const struct input_event *event)
{
    if (event->kind != INPUT_TOUCH_DOWN || kiosk->turned_ms == 0 ||
        kiosk_now_ms(kiosk) >= kiosk->turned_ms + DOUBLE_TAP_MS)
        return false;
    const struct hit *hit = scene_hit_at(kiosk_standing(kiosk), event->x, event->y);
    return !hit || hit->act != ACT_EXIT;
}

// The act of the page that is dragged in.
static bool is_side(const struct kiosk *kiosk, struct tap tap)
{
    const struct scene *scene = kiosk_standing(kiosk);
    const struct hit *side = kiosk->slide.left ? &scene->swipe_left : &scene->swipe_right;
    return tap.happened && tap.act == side->act && tap.arg == side->arg;
}

static void hear_touch(struct kiosk *kiosk, const struct input_event *event)
{
    static const enum touch_phase phases[] = {[INPUT_TOUCH_DOWN] = TOUCH_DOWN,
                                              [INPUT_TOUCH_MOVE] = TOUCH_MOVE,
                                              [INPUT_TOUCH_UP] = TOUCH_UP,
                                              [INPUT_TOUCH_CANCEL] = TOUCH_CANCEL};
    kiosk->focus = (struct focus){0};
    if (is_too_soon(kiosk, event)) {
        // Its moves and its lift then belong to no press. If it rules, an earlier lift was lost.
        if (kiosk->pointer.ruled && kiosk->pointer.finger == event->finger) {
            kiosk->pointer.ruled = false;
            kiosk_let_go(kiosk, false);
        }
        kiosk_tell(kiosk, (struct event){.kind = EVENT_INPUT});
        return;
    }
    struct selection before = kiosk->pointer.region;
    bool was_inside = kiosk->pointer.inside;
    if (event->kind == INPUT_TOUCH_DOWN && !kiosk->pointer.ruled)
        kiosk_hold_poster(kiosk);
    struct tap tap = pointer_touch(&kiosk->pointer, kiosk_standing(kiosk), event->finger, phases[event->kind],
                                   event->x, event->y, kiosk_now_ms(kiosk));
    if (kiosk->held && !kiosk->pointer.ruled)
        kiosk_release_poster(kiosk);
    bool dragged = slide_runs(&kiosk->slide) && !kiosk->pointer.ruled;
    kiosk->slides = dragged && is_side(kiosk, tap);
    tell_touch(kiosk, tap, event->kind == INPUT_TOUCH_DOWN);
    if (dragged)
        kiosk_let_go(kiosk, kiosk->slides);
    kiosk->slides = false;
    const struct selection *after = &kiosk->pointer.region;
    bool looks_other = before.on != after->on || before.act != after->act || before.arg != after->arg ||
                       was_inside != kiosk->pointer.inside;
    if (looks_other && !tap.happened && !kiosk->held && !slide_runs(&kiosk->slide))
        kiosk_show(kiosk);
    if (kiosk->pointer.ruled && kiosk->pointer.drags)
        kiosk_drag(kiosk);
}

static bool is_deaf_to_keys(const struct kiosk *kiosk)
{
    const struct setup *setup = kiosk->options->setup;
    return setup && setup->keyboard == SETUP_KEYBOARD_OFF;
}

static void hear_key(struct kiosk *kiosk, enum input_key pressed)
{
    static const enum key keys[] = {[INPUT_KEY_TAB] = KEY_TAB,       [INPUT_KEY_BACKTAB] = KEY_SHIFT_TAB,
                                    [INPUT_KEY_LEFT] = KEY_LEFT,     [INPUT_KEY_RIGHT] = KEY_RIGHT,
                                    [INPUT_KEY_UP] = KEY_UP,         [INPUT_KEY_DOWN] = KEY_DOWN,
                                    [INPUT_KEY_ENTER] = KEY_ENTER,   [INPUT_KEY_SPACE] = KEY_SPACE,
                                    [INPUT_KEY_ESCAPE] = KEY_ESCAPE, [INPUT_KEY_HOME] = KEY_ESCAPE};
    enum key key = access_key(&kiosk->state.access, keys[pressed]);
    struct tap tap = focus_move(&kiosk->focus, kiosk_standing(kiosk), key);
    tell_touch(kiosk, tap, true);
    if (!tap.happened)
        kiosk_show(kiosk);
}

void kiosk_hear(struct kiosk *kiosk, const struct input_event *event)
{
    switch (event->kind) {
    case INPUT_TOUCH_DOWN:
    case INPUT_TOUCH_MOVE:
    case INPUT_TOUCH_UP:
    case INPUT_TOUCH_CANCEL:
        hear_touch(kiosk, event);
        break;
    case INPUT_KEY:
        if (!is_deaf_to_keys(kiosk))
            hear_key(kiosk, event->key);
        break;
    case INPUT_QUIT_KEY:
    case INPUT_CLOSE:
        kiosk_tell(kiosk, (struct event){.kind = EVENT_ACT, .act = ACT_QUIT});
        break;
    case INPUT_RESIZED:
        fade_drop(&kiosk->fade);
        slide_drop(&kiosk->slide);
        kiosk->held = NULL;
        kiosk_take_frame_size(kiosk);
        kiosk->empty = true;
        kiosk_show(kiosk);
        break;
    case INPUT_EXPOSED:
        kiosk_expose(kiosk);
        break;
    case INPUT_WAKE:
        kiosk_show_missing(kiosk);
        kiosk_hear_voice(kiosk);
        break;
    case INPUT_NONE:
        break;
    }
}

// SPDX-License-Identifier: MIT
#include "programs/kiosk.h"

void kiosk_tell(struct kiosk *kiosk, struct event event)
{
    struct effects effects;
    event.at_ms = kiosk_now_ms(kiosk);
    update(&kiosk->state, kiosk->campaign, &event, &effects);
    if (effects.quit)
        kiosk->quit = true;
    if (effects.session_ended)
        kiosk->focus = (struct focus){0};
    if (effects.redraw)
        kiosk_show(kiosk);
}

static void tell_tap(struct kiosk *kiosk, struct tap tap)
{
    if (tap.happened)
        kiosk_tell(kiosk, (struct event){.kind = EVENT_ACT, .act = tap.act, .arg = tap.arg});
    else
        kiosk_tell(kiosk, (struct event){.kind = EVENT_INPUT});
}

static void hear_touch(struct kiosk *kiosk, const struct input_event *event)
{
    static const enum touch_phase phases[] = {[INPUT_TOUCH_DOWN] = TOUCH_DOWN,
                                              [INPUT_TOUCH_MOVE] = TOUCH_MOVE,
                                              [INPUT_TOUCH_UP] = TOUCH_UP,
                                              [INPUT_TOUCH_CANCEL] = TOUCH_CANCEL};
    struct selection before = kiosk->pointer.region;
    bool was_inside = kiosk->pointer.inside;
    if (event->kind == INPUT_TOUCH_DOWN && !kiosk->pointer.ruled)
        kiosk_hold_poster(kiosk);
    kiosk->focus = (struct focus){0};
    struct tap tap = pointer_touch(&kiosk->pointer, kiosk_standing(kiosk), event->finger, phases[event->kind],
                                   event->x, event->y, kiosk_now_ms(kiosk));
    if (kiosk->held && !kiosk->pointer.ruled)
        kiosk_release_poster(kiosk);
    tell_tap(kiosk, tap);
    const struct selection *after = &kiosk->pointer.region;
    bool looks_other = before.on != after->on || before.act != after->act || before.arg != after->arg ||
                       was_inside != kiosk->pointer.inside;
    if (looks_other && !tap.happened && !kiosk->held)
        kiosk_show(kiosk);
}

static void hear_key(struct kiosk *kiosk, enum input_key pressed)
{
    static const enum key keys[] = {[INPUT_KEY_TAB] = KEY_TAB,       [INPUT_KEY_BACKTAB] = KEY_SHIFT_TAB,
                                    [INPUT_KEY_LEFT] = KEY_LEFT,     [INPUT_KEY_RIGHT] = KEY_RIGHT,
                                    [INPUT_KEY_UP] = KEY_UP,         [INPUT_KEY_DOWN] = KEY_DOWN,
                                    [INPUT_KEY_ENTER] = KEY_ENTER,   [INPUT_KEY_SPACE] = KEY_SPACE,
                                    [INPUT_KEY_ESCAPE] = KEY_ESCAPE, [INPUT_KEY_HOME] = KEY_ESCAPE};
    struct tap tap = focus_move(&kiosk->focus, kiosk_standing(kiosk), keys[pressed]);
    tell_tap(kiosk, tap);
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
        hear_key(kiosk, event->key);
        break;
    case INPUT_QUIT_KEY:
    case INPUT_CLOSE:
        kiosk_tell(kiosk, (struct event){.kind = EVENT_ACT, .act = ACT_QUIT});
        break;
    case INPUT_RESIZED:
        fade_drop(&kiosk->fade);
        kiosk->held = NULL;
        kiosk_take_frame_size(kiosk);
        kiosk->empty = true;
        kiosk_show(kiosk);
        break;
    case INPUT_EXPOSED:
        screen_present(kiosk->screen, NULL, 0);
        break;
    case INPUT_WAKE:
        kiosk_show_missing(kiosk);
        break;
    case INPUT_NONE:
        break;
    }
}

// SPDX-License-Identifier: MIT
// A page that is dragged: what lies beside it comes along, and where it is let go decides which of both stays.
#include "programs/kiosk.h"

// What the visitor would see after the act of that side, without doing it.
static void build_other(struct kiosk *kiosk, const struct hit *side)
{
    struct state now = kiosk->state;
    struct effects effects;
    struct event event = {.kind = EVENT_ACT, .at_ms = now.now_ms, .act = side->act, .arg = side->arg};
    update(&kiosk->state, kiosk->campaign, &event, &effects);
    kiosk->state.listen.on = false; // nothing is read of it yet
    kiosk_build(kiosk, &kiosk->stages[1 - kiosk->shown]);
    kiosk->state = now;
}

static bool begin(struct kiosk *kiosk, struct frame *frame, bool left)
{
    const struct scene *scene = &kiosk->stages[kiosk->shown].scene;
    const struct hit *side = left ? &scene->swipe_left : &scene->swipe_right;
    struct rect missing = {0};
    if (side->act == ACT_NONE || !slide_prepare(&kiosk->slide, frame, scene->body, left))
        return false;
    build_other(kiosk, side);
    const struct scene *other = &kiosk->stages[1 - kiosk->shown].scene;
    painter_fetch(kiosk->painter, other);
    painter_draw(kiosk->painter, other, &kiosk->slide.to, kiosk->slide.area, &missing);
    return true;
}

void kiosk_drag(struct kiosk *kiosk)
{
    bool fresh;
    int travel = kiosk->pointer.travel;
    // It begins where it stands, however far the finger had to go to be understood.
    travel += travel < 0 ? kiosk->pointer.drag_px : -kiosk->pointer.drag_px;
    if (kiosk->state.access.still || kiosk->held || fade_runs(&kiosk->fade))
        return;
    struct frame *frame = screen_frame(kiosk->screen, &fresh);
    if (!frame || fresh)
        return;
    if (!slide_runs(&kiosk->slide) && !begin(kiosk, frame, kiosk->pointer.travel < 0))
        return;
    struct rect area = kiosk->slide.area;
    slide_draw(&kiosk->slide, frame, travel);
    kiosk_present(kiosk, &area, 1);
}

void kiosk_let_go(struct kiosk *kiosk, bool other)
{
    if (slide_runs(&kiosk->slide))
        slide_settle(&kiosk->slide, other, THEME_SLIDE_MS, PACE_FPS, input_now_ns());
}

void kiosk_step_slide(struct kiosk *kiosk)
{
    bool fresh;
    if (!slide_runs(&kiosk->slide) || input_now_ns() < slide_due_ns(&kiosk->slide))
        return;
    struct frame *frame = screen_frame(kiosk->screen, &fresh);
    struct rect area = kiosk->slide.area;
    uint64_t began = input_now_ns();
    bool goes_on = frame && !fresh && slide_step(&kiosk->slide, frame, began);
    if (frame && !fresh) {
        kiosk_present(kiosk, &area, 1);
        pace_note(&kiosk->pace, input_now_ns() - began);
        kiosk->slide.step_ns = pace_step_ns(&kiosk->pace);
    }
    if (goes_on)
        return;
    slide_drop(&kiosk->slide);
    kiosk->empty = true; // the page that stands was drawn, but not its bar
    kiosk_show(kiosk);
    kiosk_follow_voice(kiosk);
}

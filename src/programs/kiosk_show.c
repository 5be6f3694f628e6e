// SPDX-License-Identifier: MIT
#include <string.h>

#include "programs/kiosk.h"

#define FADE_FPS 60

void kiosk_build(struct kiosk *kiosk, struct stage *stage)
{
    char id[SCREEN_ID_MAX];
    state_screen_id(&kiosk->state, kiosk->campaign, id);
    struct view_input in = {.state = &kiosk->state,
                            .campaign = kiosk->campaign,
                            .metrics = fonts_metrics(kiosk->tools.fonts),
                            .arena = &stage->arena,
                            .w = kiosk->w,
                            .h = kiosk->h,
                            .mm = kiosk->mm,
                            .pressed = pointer_selection(&kiosk->pointer, id),
                            .focus = kiosk->focus.region};
    arena_reset(&stage->arena);
    view_build(&in, &stage->scene);
}

static void paint(struct kiosk *kiosk, struct frame *frame, const struct rect *rects, size_t n)
{
    struct rect missing = {0};
    for (size_t i = 0; i < n; i++)
        painter_draw(kiosk->painter, &kiosk->stages[kiosk->shown].scene, frame, rects[i], &missing);
    kiosk->missing = rect_union(kiosk->missing, missing);
}

// Posters follow each other by a fade; whatever a visitor asked for is there at once.
static bool begin_fade(struct kiosk *kiosk, const struct frame *frame, const struct scene *before,
                       const struct scene *after)
{
    bool posters = before && before->transition == TRANSITION_FADE && after->transition == TRANSITION_FADE;
    struct rect whole = {0, 0, kiosk->w, kiosk->h};
    if (!posters || strcmp(before->id, after->id) == 0)
        return false;
    if (!fade_prepare(&kiosk->fade, frame, whole, after->transition_ms, FADE_FPS))
        return false;
    paint(kiosk, &kiosk->fade.to, &whole, 1);
    fade_start(&kiosk->fade, input_now_ns());
    return true;
}

void kiosk_show(struct kiosk *kiosk)
{
    bool fresh;
    struct rect rects[PAINTER_RECTS];
    struct frame *frame = screen_frame(kiosk->screen, &fresh);
    if (!frame)
        return;
    int next = 1 - kiosk->shown;
    kiosk_build(kiosk, &kiosk->stages[next]);
    const struct scene *before = kiosk->empty || fresh ? NULL : &kiosk->stages[kiosk->shown].scene;
    const struct scene *after = &kiosk->stages[next].scene;
    if (fade_runs(&kiosk->fade)) {
        fade_finish(&kiosk->fade, frame);
        screen_present(kiosk->screen, NULL, 0);
    }
    size_t n = painter_damage(before, after, rects);
    kiosk->shown = next;
    kiosk->empty = false;
    focus_settle(&kiosk->focus, after);
    painter_fetch(kiosk->painter, after);
    painter_prefetch(kiosk->painter, after);
    if (n == 0 || begin_fade(kiosk, frame, before, after))
        return;
    if (!before)
        kiosk->missing = (struct rect){0};
    paint(kiosk, frame, rects, n);
    screen_present(kiosk->screen, rects, n);
}

// The first poster appears whole: its type is painted while its picture is decoded, and the picture is waited for.
void kiosk_show_first(struct kiosk *kiosk)
{
    bool fresh;
    struct rect whole = {0, 0, kiosk->w, kiosk->h};
    struct frame *frame = screen_frame(kiosk->screen, &fresh);
    if (!frame)
        return;
    kiosk_build(kiosk, &kiosk->stages[kiosk->shown]);
    kiosk->empty = false;
    const struct scene *scene = &kiosk->stages[kiosk->shown].scene;
    painter_fetch(kiosk->painter, scene);
    paint(kiosk, frame, &whole, 1);
    if (kiosk->missing.w > 0) {
        struct rect missing = kiosk->missing;
        pictures_wait(kiosk->tools.pictures);
        kiosk->missing = (struct rect){0};
        paint(kiosk, frame, &missing, 1);
    }
    screen_present(kiosk->screen, NULL, 0);
    painter_prefetch(kiosk->painter, scene);
}

void kiosk_show_missing(struct kiosk *kiosk)
{
    bool fresh;
    struct rect rect = kiosk->missing;
    if (rect.w <= 0 || rect.h <= 0)
        return;
    struct frame *frame = screen_frame(kiosk->screen, &fresh);
    if (!frame || fresh) {
        kiosk_show(kiosk);
        return;
    }
    kiosk->missing = (struct rect){0};
    if (fade_runs(&kiosk->fade)) {
        paint(kiosk, &kiosk->fade.to, &rect, 1);
        return;
    }
    paint(kiosk, frame, &rect, 1);
    screen_present(kiosk->screen, &rect, 1);
}

void kiosk_step_fade(struct kiosk *kiosk)
{
    bool fresh;
    struct frame *frame = screen_frame(kiosk->screen, &fresh);
    if (!fade_runs(&kiosk->fade) || !frame)
        return;
    if (input_now_ns() < fade_due_ns(&kiosk->fade))
        return;
    struct rect area = kiosk->fade.area;
    fade_step(&kiosk->fade, frame, input_now_ns());
    screen_present(kiosk->screen, &area, 1);
}

void kiosk_hold_poster(struct kiosk *kiosk)
{
    uint64_t now = input_now_ns();
    if (!fade_runs(&kiosk->fade) || now - kiosk->fade.began_ns > kiosk->fade.length_ns / 2)
        return;
    bool fresh;
    struct frame *frame = screen_frame(kiosk->screen, &fresh);
    if (!frame)
        return;
    kiosk->held = &kiosk->stages[1 - kiosk->shown].scene;
    compose_copy(frame, &kiosk->fade.from, kiosk->fade.area);
    fade_drop(&kiosk->fade);
    screen_present(kiosk->screen, NULL, 0);
}

void kiosk_release_poster(struct kiosk *kiosk)
{
    bool fresh;
    struct rect whole = {0, 0, kiosk->w, kiosk->h};
    struct frame *frame = screen_frame(kiosk->screen, &fresh);
    kiosk->held = NULL;
    if (!frame)
        return;
    paint(kiosk, frame, &whole, 1);
    screen_present(kiosk->screen, NULL, 0);
}

void kiosk_take_size(struct kiosk *kiosk, int w, int h)
{
    kiosk->w = w < LIMIT_SCREEN_SIDE_MIN ? LIMIT_SCREEN_SIDE_MIN : w;
    kiosk->h = h < LIMIT_SCREEN_SIDE_MIN ? LIMIT_SCREEN_SIDE_MIN : h;
    kiosk->mm = kiosk->options->mm ? kiosk->options->mm : screen_width_mm(kiosk->screen, kiosk->w);
    if (kiosk->mm <= 0)
        kiosk->mm = APP_DEFAULT_MM;
    pointer_init(&kiosk->pointer, kiosk->w, kiosk->mm);
}

void kiosk_take_frame_size(struct kiosk *kiosk)
{
    bool fresh;
    const struct frame *frame = screen_frame(kiosk->screen, &fresh);
    if (frame)
        kiosk_take_size(kiosk, frame->w, frame->h);
}

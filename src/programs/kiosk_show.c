// SPDX-License-Identifier: MIT
#include <assert.h>
#include <string.h>

#include "programs/kiosk.h"

#define FIRST_PICTURE_MS 400 // the first poster waits so long for its picture, then appears without it
#define RETRY_NS UINT64_C(1000000000) // a display that is lost is looked for as often

// Nothing can be shown now: kiosk_retry does it when there is a display again. A fade would only wake the loop.
static void lose(struct kiosk *kiosk)
{
    fade_drop(&kiosk->fade);
    slide_drop(&kiosk->slide);
    kiosk->stale = true;
    kiosk->retry_ns = input_now_ns() + RETRY_NS;
}

static struct frame *take_frame(struct kiosk *kiosk, bool *fresh)
{
    struct frame *frame = screen_frame(kiosk->screen, fresh);
    if (!frame)
        lose(kiosk);
    return frame;
}

void kiosk_present(struct kiosk *kiosk, const struct rect *rects, size_t n)
{
    if (!screen_present(kiosk->screen, rects, n))
        lose(kiosk);
}

void kiosk_build(struct kiosk *kiosk, struct stage *stage)
{
    char id[SCREEN_ID_MAX];
    state_screen_id(&kiosk->state, kiosk->campaign, id);
    struct view_input in = {.state = &kiosk->state,
                            .campaign = kiosk->campaign,
                            .desk = &kiosk->office.desk,
                            .metrics = fonts_metrics(kiosk->tools.fonts),
                            .arena = &stage->arena,
                            .w = kiosk->w,
                            .h = kiosk->h,
                            .mm = kiosk->mm,
                            .pressed = pointer_selection(&kiosk->pointer, id),
                            .focus = kiosk->focus.region,
                            .has_voice = kiosk_has_voice(kiosk)};
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
                       const struct scene *after, const struct rect *rects, size_t n)
{
    static_assert(PAINTER_RECTS <= FADE_AREAS, "whatever differs between two posters fades in its own place");
    struct fade *fade = &kiosk->fade;
    bool posters = before && before->transition == TRANSITION_FADE && after->transition == TRANSITION_FADE;
    if (!posters || strcmp(before->id, after->id) == 0)
        return false;
    if (!fade_prepare(fade, frame, rects, n, after->transition_ms, PACE_FPS))
        return false;
    paint(kiosk, &fade->to, fade->areas, fade->n_areas);
    fade->moves = after->body;
    fade->drift = after->w * THEME_DRIFT / 1000;
    fade->step_ns = pace_step_ns(&kiosk->pace);
    fade_start(&kiosk->fade, input_now_ns());
    return true;
}

void kiosk_show(struct kiosk *kiosk)
{
    bool fresh;
    struct rect rects[PAINTER_RECTS];
    if (kiosk->held) // its stage would be built anew under the finger; kiosk_release_poster shows what is new
        return;
    if (kiosk->slides) // kiosk_step_slide does, when the page has come to its place
        return;
    if (slide_runs(&kiosk->slide)) { // something else came up: what was dragged is over
        slide_drop(&kiosk->slide);
        kiosk->empty = true;
    }
    struct frame *frame = take_frame(kiosk, &fresh);
    if (!frame)
        return;
    bool lost = kiosk->stale;
    kiosk->stale = false;
    if (lost && (frame->w != kiosk->w || frame->h != kiosk->h)) // nothing may have told of the new size
        kiosk_take_size(kiosk, frame->w, frame->h);
    int next = 1 - kiosk->shown;
    kiosk_build(kiosk, &kiosk->stages[next]);
    const struct scene *before = kiosk->empty || fresh || lost ? NULL : &kiosk->stages[kiosk->shown].scene;
    const struct scene *after = &kiosk->stages[next].scene;
    if (fade_runs(&kiosk->fade)) {
        fade_finish(&kiosk->fade, frame);
        if (before)
            kiosk_present(kiosk, NULL, 0);
    }
    size_t n = painter_damage(before, after, rects);
    kiosk->shown = next;
    kiosk->empty = false;
    focus_settle(&kiosk->focus, after);
    painter_fetch(kiosk->painter, after);
    painter_prefetch(kiosk->painter, after);
    if (n == 0 || begin_fade(kiosk, frame, before, after, rects, n))
        return;
    if (!before)
        kiosk->missing = (struct rect){0};
    paint(kiosk, frame, rects, n);
    kiosk_present(kiosk, rects, n);
}

// The first poster appears whole: its type is painted while its picture is decoded, and the picture is waited for. But
// not for ever: one that takes longer comes when it is ready.
void kiosk_show_first(struct kiosk *kiosk)
{
    bool fresh;
    struct rect whole = {0, 0, kiosk->w, kiosk->h};
    struct frame *frame = take_frame(kiosk, &fresh);
    if (!frame)
        return;
    kiosk_build(kiosk, &kiosk->stages[kiosk->shown]);
    kiosk->empty = false;
    const struct scene *scene = &kiosk->stages[kiosk->shown].scene;
    painter_fetch(kiosk->painter, scene);
    paint(kiosk, frame, &whole, 1);
    if (kiosk->missing.w > 0) {
        struct rect missing = kiosk->missing;
        pictures_wait_ms(kiosk->tools.pictures, FIRST_PICTURE_MS);
        kiosk->missing = (struct rect){0};
        paint(kiosk, frame, &missing, 1);
    }
    kiosk_present(kiosk, NULL, 0);
    painter_prefetch(kiosk->painter, scene);
}

void kiosk_show_missing(struct kiosk *kiosk)
{
    bool fresh;
    struct rect rect = kiosk->missing;
    if (rect.w <= 0 || rect.h <= 0 || kiosk->held || kiosk->stale || slide_runs(&kiosk->slide))
        return; // what is shown next is shown whole
    struct frame *frame = take_frame(kiosk, &fresh);
    if (!frame)
        return;
    if (fresh) {
        kiosk_show(kiosk);
        return;
    }
    kiosk->missing = (struct rect){0};
    if (fade_runs(&kiosk->fade)) {
        paint(kiosk, &kiosk->fade.to, &rect, 1);
        return;
    }
    paint(kiosk, frame, &rect, 1);
    kiosk_present(kiosk, &rect, 1);
}

void kiosk_expose(struct kiosk *kiosk)
{
    bool fresh;
    if (!take_frame(kiosk, &fresh))
        return;
    if (!fresh && !kiosk->stale) {
        kiosk_present(kiosk, NULL, 0);
        return;
    }
    kiosk->held = NULL; // its pixels are gone
    kiosk_show(kiosk);
}

void kiosk_retry(struct kiosk *kiosk)
{
    if (!kiosk->stale || input_now_ns() < kiosk->retry_ns)
        return;
    kiosk->held = NULL;
    kiosk_show(kiosk);
}

void kiosk_step_fade(struct kiosk *kiosk)
{
    bool fresh;
    if (!fade_runs(&kiosk->fade) || input_now_ns() < fade_due_ns(&kiosk->fade))
        return;
    struct frame *frame = take_frame(kiosk, &fresh);
    if (!frame)
        return;
    struct rect areas[FADE_AREAS];
    size_t n = kiosk->fade.n_areas;
    memcpy(areas, kiosk->fade.areas, sizeof areas);
    uint64_t began = input_now_ns();
    fade_step(&kiosk->fade, frame, began);
    kiosk_present(kiosk, areas, n);
    pace_note(&kiosk->pace, input_now_ns() - began);
    kiosk->fade.step_ns = pace_step_ns(&kiosk->pace);
}

void kiosk_hold_poster(struct kiosk *kiosk)
{
    uint64_t now = input_now_ns();
    if (!fade_runs(&kiosk->fade) || now - kiosk->fade.began_ns > kiosk->fade.length_ns / 2)
        return;
    bool fresh;
    struct frame *frame = take_frame(kiosk, &fresh);
    if (!frame)
        return;
    kiosk->held = &kiosk->stages[1 - kiosk->shown].scene;
    fade_revert(&kiosk->fade, frame);
    kiosk_present(kiosk, NULL, 0);
}

void kiosk_release_poster(struct kiosk *kiosk)
{
    kiosk->held = NULL;
    kiosk->empty = true; // the frame shows what was held, and what was asked for meanwhile wasn't shown
    kiosk_show(kiosk);
}

// What the standing scene needs stays in any case. A screenful more is for whoever goes back a page; the loop comes to
// no poster twice before many others.
static size_t cache_for(int w, int h)
{
    return (size_t)w * (size_t)h * 4;
}

void kiosk_take_size(struct kiosk *kiosk, int w, int h)
{
    kiosk->w = w < LIMIT_SCREEN_SIDE_MIN ? LIMIT_SCREEN_SIDE_MIN : w;
    kiosk->h = h < LIMIT_SCREEN_SIDE_MIN ? LIMIT_SCREEN_SIDE_MIN : h;
    kiosk->mm = kiosk->options->mm ? kiosk->options->mm : screen_width_mm(kiosk->screen, kiosk->w);
    if (kiosk->mm <= 0)
        kiosk->mm = APP_DEFAULT_MM;
    pointer_init(&kiosk->pointer, kiosk->w, kiosk->mm);
    pictures_set_cap(kiosk->tools.pictures, cache_for(kiosk->w, kiosk->h));
}

void kiosk_take_frame_size(struct kiosk *kiosk)
{
    bool fresh;
    const struct frame *frame = screen_frame(kiosk->screen, &fresh);
    if (frame)
        kiosk_take_size(kiosk, frame->w, frame->h);
}

// SPDX-License-Identifier: MIT
#include "paint/fade.h"

#include "paint/compose.h"

#define NS_PER_MS UINT64_C(1000000)
#define NS_PER_S UINT64_C(1000000000)

int fade_ease(uint64_t part, uint64_t whole)
{
    if (part >= whole)
        return 256;
    // 3t^2 - 2t^3 with t in 1/65536
    uint64_t t = part * 65536 / whole;
    uint64_t eased = (3 * t * t >> 16) - (2 * (t * t >> 16) * t >> 16);
    return (int)((eased + 128) >> 8);
}

void fade_drop(struct fade *fade)
{
    frame_fini(&fade->from);
    frame_fini(&fade->to);
    *fade = (struct fade){0};
}

static void copy_areas(const struct fade *fade, struct frame *to, const struct frame *from)
{
    for (size_t i = 0; i < fade->n_areas; i++)
        compose_copy(to, from, fade->areas[i]);
}

static void keep_areas(struct fade *fade, const struct frame *shown, const struct rect *areas, size_t n)
{
    struct rect whole = frame_rect(shown);
    if (n > FADE_AREAS) {
        areas = &whole;
        n = 1;
    }
    for (size_t i = 0; i < n; i++) {
        struct rect seen = rect_shared(areas[i], whole);
        if (seen.w > 0)
            fade->areas[fade->n_areas++] = seen;
    }
}

bool fade_prepare(struct fade *fade, const struct frame *shown, const struct rect *areas, size_t n,
                  uint32_t ms, int fps)
{
    fade_drop(fade);
    if (ms == 0 || fps < 1)
        return false;
    keep_areas(fade, shown, areas, n);
    if (fade->n_areas == 0)
        return false;
    if (!frame_init(&fade->from, shown->w, shown->h) || !frame_init(&fade->to, shown->w, shown->h)) {
        fade_drop(fade);
        return false;
    }
    copy_areas(fade, &fade->from, shown);
    fade->length_ns = ms * NS_PER_MS;
    fade->step_ns = NS_PER_S / (uint64_t)fps;
    return true;
}

void fade_start(struct fade *fade, uint64_t now_ns)
{
    fade->began_ns = fade->shown_ns = now_ns;
}

uint64_t fade_due_ns(const struct fade *fade)
{
    // On a fixed grid: a step that came late doesn't move the ones after it.
    uint64_t steps = (fade->shown_ns - fade->began_ns + fade->step_ns / 8) / fade->step_ns + 1;
    uint64_t due = steps * fade->step_ns;
    return fade->began_ns + (due < fade->length_ns ? due : fade->length_ns);
}

void fade_revert(struct fade *fade, struct frame *frame)
{
    if (fade_runs(fade) && frame->w == fade->from.w && frame->h == fade->from.h)
        copy_areas(fade, frame, &fade->from);
    fade_drop(fade);
}

void fade_finish(struct fade *fade, struct frame *frame)
{
    if (fade_runs(fade) && frame->w == fade->to.w && frame->h == fade->to.h)
        copy_areas(fade, frame, &fade->to);
    fade_drop(fade);
}

// What drifts is the upper part of an area, if any.
static void fade_area(const struct fade *fade, struct frame *frame, struct rect area, int alpha)
{
    struct rect upper = rect_shared(area, fade->moves), lower = area;
    if (upper.h > 0 && upper.w == area.w && upper.y == area.y) {
        compose_fade(frame, &fade->from, &fade->to, upper, alpha, fade->drift * (256 - alpha) / 256);
        lower.y += upper.h;
        lower.h -= upper.h;
    }
    compose_fade(frame, &fade->from, &fade->to, lower, alpha, 0);
}

bool fade_step(struct fade *fade, struct frame *frame, uint64_t now_ns)
{
    if (!fade_runs(fade))
        return false;
    uint64_t part = now_ns > fade->began_ns ? now_ns - fade->began_ns : 0;
    if (part >= fade->length_ns || frame->w != fade->to.w || frame->h != fade->to.h) {
        fade_finish(fade, frame);
        return false;
    }
    fade->shown_ns = fade->began_ns + part;
    int alpha = fade_ease(part, fade->length_ns);
    for (size_t i = 0; i < fade->n_areas; i++)
        fade_area(fade, frame, fade->areas[i], alpha);
    return true;
}

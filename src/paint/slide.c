// SPDX-License-Identifier: MIT
#include "paint/slide.h"

#include "paint/compose.h"
#include "paint/fade.h"

#define NS_PER_MS UINT64_C(1000000)
#define NS_PER_S UINT64_C(1000000000)

void slide_drop(struct slide *slide)
{
    frame_fini(&slide->from);
    frame_fini(&slide->to);
    *slide = (struct slide){0};
}

bool slide_prepare(struct slide *slide, const struct frame *shown, struct rect area, bool left)
{
    slide_drop(slide);
    area = rect_shared(area, frame_rect(shown));
    if (area.w <= 0 || !frame_init(&slide->from, shown->w, shown->h) ||
        !frame_init(&slide->to, shown->w, shown->h)) {
        slide_drop(slide);
        return false;
    }
    compose_copy(&slide->from, shown, area);
    slide->area = area;
    slide->left = left;
    return true;
}

// A page with its left edge at x.
static void put(const struct slide *slide, struct frame *frame, const struct frame *page, int x)
{
    struct rect area = slide->area;
    struct pixels pixels = {.px = page->px + (ptrdiff_t)area.y * page->stride + area.x,
                            .w = area.w,
                            .h = area.h,
                            .stride = page->stride,
                            .opaque = true};
    compose_pixels(frame, area, area.x + x, area.y, &pixels);
}

static void show(struct slide *slide, struct frame *frame, int gone)
{
    int way = slide->left ? -1 : 1;
    slide->shown = gone;
    put(slide, frame, &slide->from, way * gone);
    put(slide, frame, &slide->to, way * (gone - slide->area.w));
}

void slide_draw(struct slide *slide, struct frame *frame, int travel)
{
    int gone = slide->left ? -travel : travel;
    gone = gone < 0 ? 0 : gone > slide->area.w ? slide->area.w : gone;
    if (slide_runs(slide) && frame->w == slide->from.w && frame->h == slide->from.h)
        show(slide, frame, gone);
}

void slide_settle(struct slide *slide, bool other, uint32_t ms, int fps, uint64_t now_ns)
{
    slide->settles = true;
    slide->begin = slide->shown;
    slide->end = other ? slide->area.w : 0;
    int way = slide->end > slide->begin ? slide->end - slide->begin : slide->begin - slide->end;
    slide->length_ns = ms * NS_PER_MS * (uint64_t)way / (uint64_t)slide->area.w;
    slide->step_ns = NS_PER_S / (uint64_t)fps;
    slide->began_ns = slide->shown_ns = now_ns;
}

uint64_t slide_due_ns(const struct slide *slide)
{
    if (!slide->settles)
        return UINT64_MAX;
    uint64_t due = slide->shown_ns + slide->step_ns, end = slide->began_ns + slide->length_ns;
    return due < end ? due : end;
}

bool slide_step(struct slide *slide, struct frame *frame, uint64_t now_ns)
{
    uint64_t part = now_ns > slide->began_ns ? now_ns - slide->began_ns : 0;
    bool over = part >= slide->length_ns;
    slide->shown_ns = now_ns;
    if (frame->w != slide->from.w || frame->h != slide->from.h)
        return false;
    int eased = over ? 256 : fade_ease(part, slide->length_ns);
    show(slide, frame, slide->begin + (slide->end - slide->begin) * eased / 256);
    return !over;
}

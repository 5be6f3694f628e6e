// SPDX-License-Identifier: MIT
#include "paint/frame.h"

#include <sys/mman.h>

#include "base/limits.h"

static size_t frame_bytes(const struct frame *frame)
{
    return (size_t)frame->stride * (size_t)frame->h * sizeof *frame->px;
}

bool frame_init(struct frame *frame, int w, int h)
{
    *frame = (struct frame){0};
    if (w < 1 || h < 1 || w > LIMIT_SCREEN_SIDE || h > LIMIT_SCREEN_SIDE)
        return false;
    // Not malloc: a freed frame would raise its mmap threshold, and the next one would stay in the heap for
    // good. Whoever makes a frame fills it: its pages at once cost a third of what they cost one by one.
    struct frame made = {.w = w, .h = h, .stride = (w + 15) & ~15};
    void *pages = mmap(NULL, frame_bytes(&made), PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    if (pages == MAP_FAILED)
        return false;
    made.px = pages;
    *frame = made;
    return true;
}

void frame_fini(struct frame *frame)
{
    if (frame->px)
        munmap(frame->px, frame_bytes(frame));
    *frame = (struct frame){0};
}

struct rect rect_shared(struct rect a, struct rect b)
{
    int x0 = a.x > b.x ? a.x : b.x, y0 = a.y > b.y ? a.y : b.y;
    int x1 = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
    int y1 = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
    if (x1 <= x0 || y1 <= y0)
        return (struct rect){x0, y0, 0, 0};
    return (struct rect){x0, y0, x1 - x0, y1 - y0};
}

// SPDX-License-Identifier: MIT
#include "paint/texture.h"

// In order of trust. A driver that draws something else than it was given is left for the next.
static const struct {
    const char *driver, *name;
} drivers[] = {
    {"opengles2", "texture opengles2"}, {"opengl", "texture opengl"}, {"software", "texture software"}};
#define DRIVERS (int)(sizeof drivers / sizeof *drivers)

static void drop(struct texture *texture)
{
    if (texture->texture)
        SDL_DestroyTexture(texture->texture);
    if (texture->renderer)
        SDL_DestroyRenderer(texture->renderer);
    texture->texture = NULL;
    texture->renderer = NULL;
    texture->w = texture->h = 0;
    texture->proven = false;
}

void texture_fini(struct texture *texture)
{
    drop(texture);
    *texture = (struct texture){0};
}

static int index_of(const char *name)
{
    SDL_RendererInfo info;
    for (int i = 0; i < SDL_GetNumRenderDrivers(); i++)
        if (SDL_GetRenderDriverInfo(i, &info) == 0 && SDL_strcmp(info.name, name) == 0)
            return i;
    return -1;
}

static bool make_renderer(struct texture *texture)
{
    for (; texture->driver < DRIVERS; texture->driver++) {
        int index = index_of(drivers[texture->driver].driver);
        if (index >= 0)
            texture->renderer = SDL_CreateRenderer(texture->window, index, 0);
        if (texture->renderer)
            return true;
    }
    texture->driver = 0; // a display that comes back deserves every one of them again
    texture->gave_up = true;
    return false;
}

bool texture_prepare(struct texture *texture, SDL_Window *window, int *w, int *h, bool *remade)
{
    texture->window = window;
    if (!texture->renderer && !make_renderer(texture))
        return false;
    if (SDL_GetRendererOutputSize(texture->renderer, w, h) != 0 || *w < 1 || *h < 1)
        return false;
    if (texture->texture && texture->w == *w && texture->h == *h)
        return true;
    if (texture->texture)
        SDL_DestroyTexture(texture->texture);
    texture->texture =
        SDL_CreateTexture(texture->renderer, SDL_PIXELFORMAT_RGB888, SDL_TEXTUREACCESS_STREAMING, *w, *h);
    texture->w = texture->texture ? *w : 0;
    texture->h = texture->texture ? *h : 0;
    *remade = true;
    return texture->texture != NULL;
}

// Whether the renderer's picture is the frame's, at a few points that hold different colours if the frame
// does.
static bool shows(const struct texture *texture, const struct frame *frame)
{
    enum { ACROSS = 7, DOWN = 5 };
    for (int i = 0; i < ACROSS * DOWN; i++) {
        SDL_Rect at = {(2 * (i % ACROSS) + 1) * frame->w / (2 * ACROSS),
                       (2 * (i / ACROSS) + 1) * frame->h / (2 * DOWN), 1, 1};
        Uint32 px = 0, want = frame->px[(ptrdiff_t)at.y * frame->stride + at.x];
        if (SDL_RenderReadPixels(texture->renderer, &at, SDL_PIXELFORMAT_RGB888, &px, 4) != 0)
            return true; // it can't tell
        for (int shift = 0; shift < 24; shift += 8)
            if (SDL_abs((int)(px >> shift & 255) - (int)(want >> shift & 255)) > 8)
                return false;
    }
    return true;
}

static bool upload(struct texture *texture, const struct frame *frame, const SDL_Rect *rects, int n)
{
    if (!texture->texture || texture->w != frame->w || texture->h != frame->h)
        return false;
    for (int i = 0; i < n; i++)
        if (SDL_UpdateTexture(texture->texture, &rects[i],
                              frame->px + (ptrdiff_t)rects[i].y * frame->stride + rects[i].x,
                              frame->stride * 4) != 0)
            return false;
    return SDL_RenderCopy(texture->renderer, texture->texture, NULL, NULL) == 0;
}

bool texture_present(struct texture *texture, const struct frame *frame, const SDL_Rect *rects, int n)
{
    SDL_Rect all = {0, 0, frame->w, frame->h};
    int w, h;
    bool remade;
    bool good = upload(texture, frame, rects, n);
    // A renderer that failed, or once drew something else, gives way to the next one, which gets the whole
    // frame.
    while (!good || (!texture->proven && !texture->gave_up && !shows(texture, frame))) {
        int next = texture->driver + (good ? 1 : 0);
        SDL_Window *window = texture->window;
        drop(texture);
        texture->driver = next;
        if (!texture_prepare(texture, window, &w, &h, &remade) || w != frame->w || h != frame->h)
            return false; // the next screen_frame tries again
        good = upload(texture, frame, &all, 1);
        if (!good)
            return false;
    }
    texture->proven = true;
    SDL_RenderPresent(texture->renderer);
    return true;
}

const char *texture_name(const struct texture *texture)
{
    return texture->renderer ? drivers[texture->driver].name : "none";
}

// SPDX-License-Identifier: MIT
// The kiosk's glass: where it waits for fingers, and what it shows. SDL's dummy driver has nothing to wait on, so the
// kiosk is told that it has, as X11 and Wayland do, and waits here.
#include "lent.h"

#include <SDL.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#define ACROSS 40 // places of the glass that are looked at
#define DOWN 25
#define FEW 12                   // of them in a colour are no accident
#define FRAME_NS (250 * LENT_MS) // what a frame takes on a very slow machine: its fades have few
#define STUCK_NS (60 * LENT_S)   // of the real clock
#define TURN_NS (10 * 1000L)     // likewise: how often it is looked whether all others rest

static SDL_Window *window;
static SDL_Surface *surface; // the window's
static unsigned long frames;
static uint32_t color, color_before;
static bool has_shown;

#define REAL(name)                                                                                           \
    static __typeof__(&(name)) real;                                                                         \
    if (!real)                                                                                               \
    *(void **)&real = dlsym(RTLD_NEXT, #name)

// ---- What it shows ----

static uint32_t pixel(int i, int k)
{
    const uint8_t *row = (const uint8_t *)surface->pixels +
                         (size_t)((2 * k + 1) * surface->h / DOWN / 2) * (size_t)surface->pitch;
    uint32_t px;
    memcpy(&px, row + (size_t)((2 * i + 1) * surface->w / ACROSS / 2) * 4, 4);
    return px & 0xffffff;
}

static int count(uint32_t wanted)
{
    int n = 0;
    for (int k = 0; k < DOWN; k++)
        for (int i = 0; i < ACROSS; i++)
            n += pixel(i, k) == wanted;
    return n;
}

bool glass_is_black(void)
{
    return surface && count(0) == ACROSS * DOWN;
}

unsigned long glass_frames(void)
{
    return frames;
}

void glass_expect(uint32_t wanted)
{
    color_before = color;
    color = wanted;
    has_shown = false;
}

bool glass_has_shown(void)
{
    return has_shown;
}

static void look(void)
{
    if (color && count(color) >= FEW)
        has_shown = true;
    else if (has_shown && color_before && count(color_before) >= FEW)
        days_fault("what an import replaced is shown again");
}

int SDL_UpdateWindowSurfaceRects(SDL_Window *of, const SDL_Rect *rects, int n)
{
    REAL(SDL_UpdateWindowSurfaceRects);
    int failed = real(of, rects, n);
    window = of;
    surface = SDL_GetWindowSurface(of);
    frames++;
    lent_spend(FRAME_NS);
    if (surface)
        look();
    return failed;
}

const char *SDL_GetCurrentVideoDriver(void)
{
    REAL(SDL_GetCurrentVideoDriver);
    const char *driver = real();
    return driver && strcmp(driver, "dummy") == 0 ? "wayland" : driver;
}

// ---- Fingers ----

void glass_touch(int finger, const char *phase, int x, int y)
{
    int w, h;
    SDL_Event event = {.type = strcmp(phase, "down") == 0   ? SDL_FINGERDOWN
                               : strcmp(phase, "move") == 0 ? SDL_FINGERMOTION
                                                            : SDL_FINGERUP};
    SDL_GetWindowSize(window, &w, &h);
    event.tfinger.windowID = SDL_GetWindowID(window);
    event.tfinger.touchId = 1;
    event.tfinger.fingerId = finger;
    event.tfinger.x = ((float)x + 0.5F) / (float)w;
    event.tfinger.y = ((float)y + 0.5F) / (float)h;
    if (SDL_PushEvent(&event) != 1)
        days_fault("a touch got lost: the queue is full");
}

// ---- Waiting ----

static bool take(SDL_Event *event)
{
    SDL_PumpEvents();
    return SDL_PeepEvents(event, 1, SDL_GETEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) == 1;
}

// Real time passes here, no other, until all others rest or one of them has something to tell.
static bool take_or_rest(SDL_Event *event)
{
    char who[200];
    uint64_t began = lent_real_ns();
    for (;;) {
        bool given = rest_is_given(); // asked first: what was told before it came to rest is in the queue
        if (take(event))
            return true;
        if (given)
            return false;
        if (lent_real_ns() - began > STUCK_NS) {
            rest_tell(who, sizeof who);
            days_fault("the clock waits in vain for%s", who);
            abort();
        }
        lent_sleep_real(TURN_NS);
    }
}

static bool wait_until(SDL_Event *event, uint64_t due_ns)
{
    for (;;) {
        if (take_or_rest(event))
            return true;
        if (lent_now_ns() >= due_ns)
            return false;
        uint64_t next = days_next_ns(), others = rest_next_ns();
        next = next < due_ns ? next : due_ns;
        lent_leap(next < others ? next : others);
        days_pass();
    }
}

int SDL_WaitEventTimeout(SDL_Event *event, int timeout_ms)
{
    return wait_until(event, lent_now_ns() + (uint64_t)timeout_ms * LENT_MS);
}

int SDL_WaitEvent(SDL_Event *event)
{
    return wait_until(event, LENT_NEVER);
}

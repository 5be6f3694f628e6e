// SPDX-License-Identifier: MIT
#include "paint/screen.h"

#include <SDL.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/slice.h"
#include "paint/compose.h"
#include "paint/texture.h"
#include "paint/window_manager.h"

struct screen {
    SDL_Window *window;
    bool on_surface;    // else by texture
    struct frame frame; // the surface's pixels (`borrowed`), or our own
    bool borrowed;
    SDL_Rect place; // of the window
    bool windowed;
    bool fresh; // nothing of the frame has been presented since its pixels were new
    struct texture texture;
};

// --- opening ---

void screen_prepare_process(void)
{
    // Fixed, because glibc would raise it with every decoded picture that is freed, and keep the next ones in
    // its heaps.
    mallopt(M_MMAP_THRESHOLD, 256 << 10);
    mallopt(M_TRIM_THRESHOLD, 256 << 10);
    // Nobody types here: without this, Xlib parses its 6,000 compose sequences, for as long as all else takes.
    // On Wayland it would save nothing, and libxkbcommon would complain.
    const char *driver = getenv("SDL_VIDEODRIVER");
    if (getenv("DISPLAY") && (!driver || strcmp(driver, "x11") == 0))
        setenv("XCOMPOSEFILE", "/dev/null", 0);
    // Where no session bus is, libdbus would start one.
    setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 0);
}

static bool driver_was_asked_for(const char *driver)
{
    const char *asked = SDL_getenv("SDL_VIDEODRIVER");
    struct slice rest = slice_of(asked), name;
    while (rest.n > 0) {
        slice_cut(rest, ',', &name, &rest);
        if (slice_is(name, driver))
            return true;
    }
    return false;
}

static bool start_video(char why[SCREEN_WHY])
{
    // Each of these costs time, memory or wake-ups, or answers a touch twice.
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1"); // a kiosk that is told to end ends
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    SDL_SetHint(SDL_HINT_RENDER_SCALE_QUALITY, "nearest");
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        SDL_snprintf(why, SCREEN_WHY, "there is no display to draw on (%s)", SDL_GetError());
        return false;
    }
    const char *driver = SDL_GetCurrentVideoDriver();
    bool blind = SDL_strcmp(driver, "offscreen") == 0 || SDL_strcmp(driver, "dummy") == 0 ||
                 SDL_strcmp(driver, "evdev") == 0;
    if (blind && !driver_was_asked_for(driver)) {
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        SDL_snprintf(
            why, SCREEN_WHY,
            "there is no display to draw on: start it in a graphical session or on a console with a screen");
        return false;
    }
    return true;
}

struct screen *screen_create(const struct screen_config *config, char why[SCREEN_WHY])
{
    struct screen *screen = SDL_calloc(1, sizeof *screen);
    if (!screen) {
        SDL_strlcpy(why, "there is no memory left", SCREEN_WHY);
        return NULL;
    }
    if (!start_video(why)) {
        SDL_free(screen);
        return NULL;
    }
    screen->windowed = config->windowed_w > 0 && config->windowed_h > 0;
    screen->place =
        (SDL_Rect){SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, config->windowed_w, config->windowed_h};
    if (!screen->windowed && SDL_GetDisplayBounds(0, &screen->place) != 0) {
        SDL_snprintf(why, SCREEN_WHY, "the display doesn't tell its size (%s)", SDL_GetError());
        screen_destroy(screen);
        return NULL;
    }
    return screen;
}

void screen_expected(const struct screen *screen, int *w, int *h)
{
    *w = screen->place.w;
    *h = screen->place.h;
}

static SDL_Window *open_window(const struct screen *screen)
{
    Uint32 flags = SDL_WINDOW_HIDDEN;
    if (screen->windowed) {
        flags |= SDL_WINDOW_RESIZABLE;
    } else {
        // SDL waits for a window manager's answer to "fullscreen"; without one, a borderless window is as
        // large and comes at once.
        bool bare = SDL_strcmp(SDL_GetCurrentVideoDriver(), "x11") == 0 && !window_manager_runs();
        flags |= bare ? SDL_WINDOW_BORDERLESS : SDL_WINDOW_FULLSCREEN_DESKTOP;
        SDL_ShowCursor(SDL_DISABLE);
    }
    SDL_Rect at = screen->place;
    SDL_Window *window = SDL_CreateWindow("Chasqui", at.x, at.y, at.w, at.h, flags);
    if (window)
        SDL_ShowWindow(window);
    return window;
}

bool screen_open(struct screen *screen, char why[SCREEN_WHY])
{
    bool fresh;
    screen->window = open_window(screen);
    if (screen->window && screen_frame(screen, &fresh))
        return true;
    SDL_snprintf(why, SCREEN_WHY, "the display can't be drawn on (%s: %s)", SDL_GetCurrentVideoDriver(),
                 SDL_GetError());
    return false;
}

static void drop_frame(struct screen *screen)
{
    if (!screen->borrowed)
        frame_fini(&screen->frame);
    screen->frame = (struct frame){0};
    screen->borrowed = false;
}

void screen_destroy(struct screen *screen)
{
    if (!screen)
        return;
    drop_frame(screen);
    texture_fini(&screen->texture);
    if (screen->window)
        SDL_DestroyWindow(screen->window);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    SDL_free(screen);
}

// --- frames ---

static bool is_xrgb(const SDL_Surface *surface)
{
    const SDL_PixelFormat *f = surface->format;
    return f->BytesPerPixel == 4 && f->Rmask == 0xff0000 && f->Gmask == 0xff00 && f->Bmask == 0xff &&
           surface->pitch % 4 == 0;
}

// Makes the frame our own, of this size, unless it is already.
static bool own_frame(struct screen *screen, int w, int h, bool *fresh)
{
    if (!screen->borrowed && screen->frame.px && screen->frame.w == w && screen->frame.h == h)
        return true;
    drop_frame(screen);
    *fresh = true;
    return frame_init(&screen->frame, w, h);
}

static bool surface_frame(struct screen *screen, SDL_Surface *surface, bool *fresh)
{
    if (!is_xrgb(surface))
        return own_frame(screen, surface->w, surface->h, fresh);
    // A surface that SDL made anew can have the old one's size and place in memory, but it isn't marked.
    *fresh = !screen->borrowed || surface->userdata != screen;
    surface->userdata = screen;
    if (!screen->borrowed)
        drop_frame(screen);
    screen->frame = (struct frame){surface->pixels, surface->w, surface->h, surface->pitch / 4};
    screen->borrowed = true;
    return true;
}

static bool find_frame(struct screen *screen, bool *fresh)
{
    SDL_Surface *surface = screen->texture.renderer ? NULL : SDL_GetWindowSurface(screen->window);
    screen->on_surface = surface != NULL;
    if (surface)
        return surface_frame(screen, surface, fresh);
    if (screen->borrowed) // the surface is gone, and its pixels with it
        drop_frame(screen);
    int w = 0, h = 0;
    bool remade = false;
    if (!texture_prepare(&screen->texture, screen->window, &w, &h, &remade) ||
        !own_frame(screen, w, h, fresh))
        return false;
    *fresh = *fresh || remade;
    return true;
}

struct frame *screen_frame(struct screen *screen, bool *fresh)
{
    bool made = false, found = find_frame(screen, &made);
    screen->fresh = screen->fresh || made;
    *fresh = screen->fresh;
    return found ? &screen->frame : NULL;
}

// --- showing ---

// A surface in another format, as a 16-bit X display has.
static void convert_to_surface(const struct frame *frame, SDL_Surface *surface, SDL_Rect r)
{
    Uint8 *to = (Uint8 *)surface->pixels + (ptrdiff_t)r.y * surface->pitch +
                (ptrdiff_t)r.x * surface->format->BytesPerPixel;
    SDL_ConvertPixels(r.w, r.h, SDL_PIXELFORMAT_RGB888, frame->px + (ptrdiff_t)r.y * frame->stride + r.x,
                      frame->stride * 4, surface->format->format, to, surface->pitch);
}

#define RECTS 32 // at once; more are shown as the whole

static bool present_surface(struct screen *screen, const SDL_Rect *rects, int n)
{
    SDL_Surface *surface = SDL_GetWindowSurface(screen->window);
    // A surface that changed since screen_frame holds nothing of what was drawn.
    if (!surface || surface->w != screen->frame.w || surface->h != screen->frame.h)
        return false;
    if (screen->borrowed && surface->userdata != screen)
        return false;
    for (int i = 0; i < n && !screen->borrowed; i++)
        convert_to_surface(&screen->frame, surface, rects[i]);
    return SDL_UpdateWindowSurfaceRects(screen->window, rects, n) == 0;
}

bool screen_present(struct screen *screen, const struct rect *rects, size_t n)
{
    SDL_Rect all = {0, 0, screen->frame.w, screen->frame.h}, shown[RECTS];
    int count = 0;
    if (!screen->frame.px)
        return false;
    for (size_t i = 0; n <= RECTS && i < n; i++) {
        struct rect r = rect_shared(rects[i], frame_rect(&screen->frame));
        if (r.w > 0)
            shown[count++] = (SDL_Rect){r.x, r.y, r.w, r.h};
    }
    if (n == 0 || n > RECTS)
        shown[count++] = all;
    if (count == 0)
        return true;
    bool good = screen->on_surface ? present_surface(screen, shown, count)
                                   : texture_present(&screen->texture, &screen->frame, shown, count);
    if (good)
        screen->fresh = false;
    return good;
}

// --- what the system knows ---

int screen_width_mm(const struct screen *screen, int w)
{
    float across = 0, down = 0;
    SDL_DisplayMode mode;
    int display = screen->window ? SDL_GetWindowDisplayIndex(screen->window) : 0;
    if (display < 0 || SDL_GetDisplayDPI(display, NULL, &across, &down) != 0 ||
        SDL_GetCurrentDisplayMode(display, &mode) != 0)
        return 0;
    // Projectors and virtual machines tell fancies: square pixels of 20 to 400 to the inch are plausible.
    if (!(across >= 20 && across <= 400 && down >= 20 && down <= 400) || across / down > 1.15F ||
        down / across > 1.15F)
        return 0;
    int mm = (int)((float)w / across * 25.4F + 0.5F);
    return mm >= 90 && mm <= 3000 ? mm : 0;
}

const char *screen_presenter(const struct screen *screen)
{
    return screen->on_surface ? "surface" : texture_name(&screen->texture);
}

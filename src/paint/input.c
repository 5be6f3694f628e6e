// SPDX-License-Identifier: MIT
#include "paint/input.h"

#include <SDL.h>
#include <stdatomic.h>
#include <time.h>

#define NS_PER_MS UINT64_C(1000000)
#define NS_PER_S UINT64_C(1000000000)
#define MOUSE INT64_C(-1)
// Where SDL has nothing to wait for (kmsdrm) it looks every ms. This is an eighth of the wake-ups, not felt.
#define NAP_NS (8 * NS_PER_MS)

static atomic_bool wake_waits; // one event in the queue is enough

void input_init(struct input *input, int w, int h)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    bool waits = driver && (SDL_strcmp(driver, "x11") == 0 || SDL_strcmp(driver, "wayland") == 0);
    *input = (struct input){.w = w, .h = h, .nap_ns = waits ? 0 : NAP_NS};
    SDL_EventState(SDL_TEXTINPUT, SDL_IGNORE);
    SDL_EventState(SDL_TEXTEDITING, SDL_IGNORE);
    SDL_EventState(SDL_MULTIGESTURE, SDL_IGNORE);
    SDL_EventState(SDL_MOUSEWHEEL, SDL_IGNORE);
    SDL_EventState(SDL_DROPFILE, SDL_IGNORE);
    SDL_EventState(SDL_DROPTEXT, SDL_IGNORE);
    SDL_EventState(SDL_KEYUP, SDL_IGNORE);
    SDL_StopTextInput();
}

uint64_t input_now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_BOOTTIME, &now);
    return (uint64_t)now.tv_sec * NS_PER_S + (uint64_t)now.tv_nsec;
}

void input_wake(void)
{
    if (atomic_exchange(&wake_waits, true))
        return;
    SDL_Event event = {.type = SDL_USEREVENT};
    if (SDL_PushEvent(&event) != 1)
        atomic_store(&wake_waits, false);
}

// --- fingers ---

static int slot_of(const struct input *input, int64_t touch, int64_t finger)
{
    for (int i = 0; i < LIMIT_FINGERS; i++)
        if (input->fingers[i].down && input->fingers[i].touch == touch && input->fingers[i].finger == finger)
            return i;
    return -1;
}

// A free place; where lifts were lost until none is free, that of the finger which has been silent the longest.
static int free_slot(const struct input *input)
{
    int oldest = 0;
    for (int i = 0; i < LIMIT_FINGERS; i++) {
        if (!input->fingers[i].down)
            return i;
        if (input->fingers[i].heard < input->fingers[oldest].heard)
            oldest = i;
    }
    return oldest;
}

static bool finger_event(struct input *input, enum input_kind kind, int64_t touch, int64_t finger, int x,
                         int y, struct input_event *out)
{
    int slot = slot_of(input, touch, finger);
    if (slot < 0 && kind == INPUT_TOUCH_DOWN)
        slot = free_slot(input);
    if (slot < 0)
        return false; // its beginning was never seen, or another has its place
    input->fingers[slot].heard = ++input->heard;
    input->fingers[slot].down = kind != INPUT_TOUCH_UP;
    input->fingers[slot].touch = touch;
    input->fingers[slot].finger = finger;
    *out = (struct input_event){.kind = kind, .finger = slot, .x = x, .y = y};
    return true;
}

static bool touch_event(struct input *input, enum input_kind kind, const SDL_TouchFingerEvent *event,
                        struct input_event *out)
{
    int w = 0, h = 0;
    SDL_Window *window = SDL_GetWindowFromID(event->windowID);
    if (!window || event->touchId == SDL_MOUSE_TOUCHID)
        return false;
    SDL_GetWindowSize(window, &w, &h);
    float x = event->x * (float)w, y = event->y * (float)h;
    if (!(x >= -32768 && x <= 32767 && y >= -32768 && y <= 32767))
        return false;
    // The right and lower edges are the last pixel, not one past it.
    int px = (int)x < w ? (int)x : w - 1, py = (int)y < h ? (int)y : h - 1;
    return finger_event(input, kind, event->touchId, event->fingerId, px, py, out);
}

static bool mouse_event(struct input *input, enum input_kind kind, Uint32 which, int x, int y,
                        struct input_event *out)
{
    return which != SDL_TOUCH_MOUSEID && finger_event(input, kind, MOUSE, 0, x, y, out);
}

static bool cancel(struct input *input, struct input_event *out)
{
    bool any = false;
    for (int i = 0; i < LIMIT_FINGERS; i++) {
        any = any || input->fingers[i].down;
        input->fingers[i].down = false;
    }
    out->kind = INPUT_TOUCH_CANCEL;
    return any;
}

// --- keys and the window ---

static bool key_event(const SDL_KeyboardEvent *event, struct input_event *out)
{
    static const struct {
        SDL_Keycode code;
        enum input_key key;
    } keys[] = {
        {SDLK_TAB, INPUT_KEY_TAB},     {SDLK_LEFT, INPUT_KEY_LEFT},      {SDLK_RIGHT, INPUT_KEY_RIGHT},
        {SDLK_UP, INPUT_KEY_UP},       {SDLK_DOWN, INPUT_KEY_DOWN},      {SDLK_RETURN, INPUT_KEY_ENTER},
        {SDLK_SPACE, INPUT_KEY_SPACE}, {SDLK_KP_ENTER, INPUT_KEY_ENTER}, {SDLK_ESCAPE, INPUT_KEY_ESCAPE},
        {SDLK_HOME, INPUT_KEY_HOME},
    };
    Uint16 held = event->keysym.mod;
    if (event->keysym.sym == SDLK_q && (held & KMOD_CTRL)) {
        out->kind = INPUT_QUIT_KEY;
        return true;
    }
    if (held & (KMOD_CTRL | KMOD_ALT | KMOD_GUI))
        return false;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (keys[i].code != event->keysym.sym)
            continue;
        // A key held down asks once: a slow hand would choose again and again.
        if (event->repeat)
            return false;
        out->kind = INPUT_KEY;
        out->key = keys[i].key == INPUT_KEY_TAB && (held & KMOD_SHIFT) ? INPUT_KEY_BACKTAB : keys[i].key;
        return true;
    }
    return false;
}

static bool window_event(struct input *input, const SDL_WindowEvent *event, struct input_event *out)
{
    switch (event->event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        // A new window tells its size, whether it was another before or not.
        if (event->data1 == input->w && event->data2 == input->h)
            return false;
        input->w = event->data1;
        input->h = event->data2;
        out->kind = INPUT_RESIZED;
        return true;
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_RESTORED:
        out->kind = INPUT_EXPOSED;
        return true;
    case SDL_WINDOWEVENT_FOCUS_LOST:
    case SDL_WINDOWEVENT_HIDDEN:
        return cancel(input, out);
    default:
        return false;
    }
}

static bool translate(struct input *input, const SDL_Event *event, struct input_event *out)
{
    *out = (struct input_event){0};
    switch (event->type) {
    case SDL_FINGERDOWN:
        return touch_event(input, INPUT_TOUCH_DOWN, &event->tfinger, out);
    case SDL_FINGERMOTION:
        return touch_event(input, INPUT_TOUCH_MOVE, &event->tfinger, out);
    case SDL_FINGERUP:
        return touch_event(input, INPUT_TOUCH_UP, &event->tfinger, out);
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        return event->button.button == SDL_BUTTON_LEFT &&
               mouse_event(input, event->type == SDL_MOUSEBUTTONDOWN ? INPUT_TOUCH_DOWN : INPUT_TOUCH_UP,
                           event->button.which, event->button.x, event->button.y, out);
    case SDL_MOUSEMOTION:
        return mouse_event(input, INPUT_TOUCH_MOVE, event->motion.which, event->motion.x, event->motion.y,
                           out);
    case SDL_KEYDOWN:
        return key_event(&event->key, out);
    case SDL_WINDOWEVENT:
        return window_event(input, &event->window, out);
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET:
        out->kind = INPUT_EXPOSED;
        return true;
    case SDL_QUIT:
        out->kind = INPUT_CLOSE;
        return true;
    case SDL_USEREVENT:
        atomic_store(&wake_waits, false);
        out->kind = INPUT_WAKE;
        return true;
    default:
        return false;
    }
}

// --- waiting ---

static void sleep_until(uint64_t ns)
{
    struct timespec until = {.tv_sec = (time_t)(ns / NS_PER_S), .tv_nsec = (long)(ns % NS_PER_S)};
    clock_nanosleep(CLOCK_BOOTTIME, TIMER_ABSTIME, &until, NULL);
}

static bool take(SDL_Event *event)
{
    return SDL_PeepEvents(event, 1, SDL_GETEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) == 1;
}

// One event of SDL's, or none by the deadline, or up to a ms later: SDL waits in whole ms, and one wait costs half of
// two, of which the second is more exact.
static bool wait_for_one(const struct input *input, uint64_t deadline_ns, SDL_Event *event)
{
    // Not SDL_PollEvent: it ends a turn with a mark in the queue, and may see nothing where something is.
    if (take(event))
        return true;
    SDL_PumpEvents();
    if (take(event))
        return true;
    uint64_t now = input_now_ns();
    if (now >= deadline_ns)
        return false;
    if (input->nap_ns) {
        sleep_until(deadline_ns - now < input->nap_ns ? deadline_ns : now + input->nap_ns);
        return false;
    }
    if (deadline_ns == INPUT_FOREVER)
        return SDL_WaitEvent(event) == 1;
    uint64_t ms = (deadline_ns - now + NS_PER_MS - 1) / NS_PER_MS;
    return SDL_WaitEventTimeout(event, ms > INT32_MAX ? INT32_MAX : (int)ms) == 1;
}

bool input_wait(struct input *input, uint64_t deadline_ns, struct input_event *out)
{
    SDL_Event event;
    for (;;) {
        if (wait_for_one(input, deadline_ns, &event)) {
            if (translate(input, &event, out))
                return true;
        } else if (input_now_ns() >= deadline_ns) {
            *out = (struct input_event){0};
            return false;
        }
    }
}

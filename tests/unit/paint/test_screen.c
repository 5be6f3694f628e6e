// SPDX-License-Identifier: MIT
// Screen and input on SDL's dummy driver: no display is needed.
#include "unit/paint/paint_test.h"

#include <SDL.h>

#include "paint/input.h"
#include "paint/screen.h"

struct fixture {
    struct screen *screen;
    struct input input;
    Uint32 window;
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    char why[SCREEN_WHY] = "";
    bool fresh;
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    f->screen = screen_create(&(struct screen_config){.windowed_w = 640, .windowed_h = 480}, why);
    if (!f->screen || !screen_open(f->screen, why))
        return -1;
    const struct frame *frame = screen_frame(f->screen, &fresh);
    if (!frame || !fresh)
        return -1;
    input_init(&f->input, frame->w, frame->h);
    f->window = 1;
    while (!SDL_GetWindowFromID(f->window) && f->window < 100)
        f->window++;
    struct input_event event; // what opening the window brought
    while (input_wait(&f->input, 0, &event))
        ;
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    screen_destroy(f->screen);
    free(f);
    return 0;
}

// The kinds of what comes of the queued events, as letters, with the finger of touches.
static void heard(struct fixture *f, char *out, size_t n)
{
    static const char letters[] = ".DMUCKQXREW";
    struct input_event event;
    size_t at = 0;
    while (input_wait(&f->input, 0, &event) && at + 3 < n) {
        out[at++] = letters[event.kind];
        if (event.kind >= INPUT_TOUCH_DOWN && event.kind <= INPUT_TOUCH_UP)
            out[at++] = (char)('0' + event.finger);
        if (event.kind == INPUT_KEY)
            out[at++] = (char)('0' + event.key);
    }
    out[at] = '\0';
}

static void push_finger(struct fixture *f, Uint32 type, SDL_FingerID finger, float x, float y)
{
    SDL_Event event = {.type = type};
    event.tfinger.windowID = f->window;
    event.tfinger.touchId = 5;
    event.tfinger.fingerId = finger;
    event.tfinger.x = x;
    event.tfinger.y = y;
    SDL_PushEvent(&event);
}

static void push_mouse(Uint32 type, Uint32 which, Uint8 button, int x, int y)
{
    SDL_Event event = {.type = type};
    if (type == SDL_MOUSEMOTION) {
        event.motion.which = which;
        event.motion.x = x;
        event.motion.y = y;
    } else {
        event.button.which = which;
        event.button.button = button;
        event.button.x = x;
        event.button.y = y;
    }
    SDL_PushEvent(&event);
}

static void push_key(SDL_Keycode code, Uint16 held)
{
    SDL_Event event = {.type = SDL_KEYDOWN};
    event.key.keysym.sym = code;
    event.key.keysym.mod = held;
    SDL_PushEvent(&event);
}

static void push_window(struct fixture *f, Uint8 what, int w, int h)
{
    SDL_Event event = {.type = SDL_WINDOWEVENT};
    event.window.windowID = f->window;
    event.window.event = what;
    event.window.data1 = w;
    event.window.data2 = h;
    SDL_PushEvent(&event);
}

static void fingers_keep_their_number(void **state)
{
    struct fixture *f = *state;
    char out[64];
    push_finger(f, SDL_FINGERDOWN, 900, 0.5F, 0.5F);
    push_finger(f, SDL_FINGERDOWN, 901, 0.1F, 0.1F);
    push_finger(f, SDL_FINGERMOTION, 901, 0.2F, 0.2F);
    push_finger(f, SDL_FINGERUP, 900, 0.5F, 0.5F);
    push_finger(f, SDL_FINGERDOWN, 902, 0.5F, 0.5F);
    push_finger(f, SDL_FINGERUP, 901, 0.5F, 0.5F);
    push_finger(f, SDL_FINGERUP, 902, 0.5F, 0.5F);
    push_finger(f, SDL_FINGERUP, 902, 0.5F, 0.5F);     // twice
    push_finger(f, SDL_FINGERMOTION, 903, 0.5F, 0.5F); // never seen going down
    heard(f, out, sizeof out);
    assert_string_equal(out, "D0D1M1U0D0U1U0");
}

// Lost lifts fill every place: whoever has been silent the longest gives way.
static void an_eleventh_finger_takes_the_oldest_place(void **state)
{
    struct fixture *f = *state;
    char out[64];
    for (int i = 0; i < 10; i++)
        push_finger(f, SDL_FINGERDOWN, i, 0.5F, 0.5F);
    push_finger(f, SDL_FINGERMOTION, 0, 0.6F, 0.5F);
    push_finger(f, SDL_FINGERDOWN, 10, 0.5F, 0.5F);
    push_finger(f, SDL_FINGERDOWN, 11, 0.5F, 0.5F);
    push_finger(f, SDL_FINGERUP, 1, 0.5F, 0.5F); // its place is another's
    push_finger(f, SDL_FINGERUP, 11, 0.5F, 0.5F);
    push_finger(f, SDL_FINGERDOWN, 12, 0.5F, 0.5F);
    heard(f, out, sizeof out);
    assert_string_equal(out, "D0D1D2D3D4D5D6D7D8D9M0D1D2U2D2");
    push_window(f, SDL_WINDOWEVENT_FOCUS_LOST, 0, 0);
    push_window(f, SDL_WINDOWEVENT_FOCUS_LOST, 0, 0); // nothing left to cancel
    push_finger(f, SDL_FINGERUP, 3, 0.5F, 0.5F);
    push_finger(f, SDL_FINGERDOWN, 77, 0.5F, 0.5F);
    heard(f, out, sizeof out);
    assert_string_equal(out, "CD0");
}

static void places_are_pixels_of_the_window(void **state)
{
    struct fixture *f = *state;
    static const struct {
        float x, y;
        int px, py;
    } rows[] = {{0, 0, 0, 0}, {0.5F, 0.25F, 320, 120}, {1, 1, 639, 479}};
    struct input_event event;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        push_finger(f, SDL_FINGERDOWN, 1, rows[i].x, rows[i].y);
        assert_true(input_wait(&f->input, 0, &event));
        assert_int_equal(event.x, rows[i].px);
        assert_int_equal(event.y, rows[i].py);
        push_finger(f, SDL_FINGERUP, 1, rows[i].x, rows[i].y);
        assert_true(input_wait(&f->input, 0, &event));
    }
    push_finger(f, SDL_FINGERDOWN, 1, 1e30F, 0); // a broken driver
    assert_false(input_wait(&f->input, 0, &event));
}

static void the_mouse_is_one_finger(void **state)
{
    struct fixture *f = *state;
    char out[64];
    push_mouse(SDL_MOUSEMOTION, 0, 0, 5, 5); // hovering
    push_mouse(SDL_MOUSEBUTTONDOWN, 0, SDL_BUTTON_RIGHT, 5, 5);
    push_mouse(SDL_MOUSEBUTTONDOWN, 0, SDL_BUTTON_LEFT, 5, 5);
    push_mouse(SDL_MOUSEMOTION, 0, 0, 9, 5);
    push_finger(f, SDL_FINGERDOWN, 0, 0.5F, 0.5F);
    push_mouse(SDL_MOUSEBUTTONDOWN, SDL_TOUCH_MOUSEID, SDL_BUTTON_LEFT, 5, 5); // SDL's echo of a touch
    push_mouse(SDL_MOUSEBUTTONUP, 0, SDL_BUTTON_LEFT, 9, 5);
    push_finger(f, SDL_FINGERUP, 0, 0.5F, 0.5F);
    heard(f, out, sizeof out);
    assert_string_equal(out, "D0M0D1U0U1");
}

static void keys_are_few(void **state)
{
    struct fixture *f = *state;
    static const struct {
        SDL_Keycode code;
        Uint16 held;
        const char *want;
    } rows[] = {
        {SDLK_TAB, 0, "K0"},
        {SDLK_TAB, KMOD_LSHIFT, "K1"},
        {SDLK_LEFT, 0, "K2"},
        {SDLK_RIGHT, 0, "K3"},
        {SDLK_UP, 0, "K4"},
        {SDLK_DOWN, 0, "K5"},
        {SDLK_RETURN, 0, "K6"},
        {SDLK_KP_ENTER, 0, "K6"},
        {SDLK_SPACE, 0, "K7"},
        {SDLK_ESCAPE, 0, "K8"},
        {SDLK_HOME, 0, "K9"},
        {SDLK_q, KMOD_LCTRL, "Q"},
        {SDLK_q, 0, ""},
        {SDLK_a, 0, ""},
        {SDLK_F4, KMOD_LALT, ""},
        {SDLK_TAB, KMOD_LALT, ""},
        {SDLK_ESCAPE, KMOD_RCTRL, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char out[16];
        push_key(rows[i].code, rows[i].held);
        heard(f, out, sizeof out);
        assert_string_equal(out, rows[i].want);
    }
}

static void the_window_tells_its_changes(void **state)
{
    struct fixture *f = *state;
    char out[16];
    push_window(f, SDL_WINDOWEVENT_SIZE_CHANGED, 640, 480); // as it was
    push_window(f, SDL_WINDOWEVENT_SIZE_CHANGED, 800, 600);
    push_window(f, SDL_WINDOWEVENT_EXPOSED, 0, 0);
    push_window(f, SDL_WINDOWEVENT_ENTER, 0, 0);
    SDL_PushEvent(&(SDL_Event){.type = SDL_QUIT});
    heard(f, out, sizeof out);
    assert_string_equal(out, "REX");
}

static int waker(void *unused)
{
    (void)unused;
    for (int i = 0; i < 100; i++)
        input_wake();
    return 0;
}

static void wakes_are_joined(void **state)
{
    struct fixture *f = *state;
    char out[16];
    for (int round = 0; round < 2; round++) {
        SDL_Thread *thread = SDL_CreateThread(waker, "waker", NULL);
        SDL_WaitThread(thread, NULL);
        heard(f, out, sizeof out);
        assert_string_equal(out, "W");
    }
}

static void a_resized_window_gives_a_fresh_frame(void **state)
{
    struct fixture *f = *state;
    bool fresh;
    struct frame *frame = screen_frame(f->screen, &fresh);
    assert_true(fresh); // until something is presented
    assert_true(screen_present(f->screen, NULL, 0));
    frame = screen_frame(f->screen, &fresh);
    assert_false(fresh);
    assert_int_equal(frame->w, 640);
    frame->px[0] = 0x123456;
    assert_int_equal(screen_frame(f->screen, &fresh)->px[0], 0x123456);
    SDL_SetWindowSize(SDL_GetWindowFromID(f->window), 320, 200);
    assert_false(screen_present(f->screen, NULL, 0)); // between the change and its event: nothing is touched
    frame = screen_frame(f->screen, &fresh);
    assert_true(fresh);
    assert_int_equal(frame->w, 320);
    assert_int_equal(frame->h, 200);
    SDL_SetWindowSize(SDL_GetWindowFromID(f->window), 300, 200);
    SDL_SetWindowSize(SDL_GetWindowFromID(f->window), 320, 200); // the same size, other pixels
    assert_false(screen_present(f->screen, NULL, 0));
    frame = screen_frame(f->screen, &fresh);
    assert_true(fresh);
    struct rect rects[40];
    for (int i = 0; i < 40; i++)
        rects[i] = (struct rect){i * 10 - 20, i * 10 - 20, 50, 50}; // over the edges too
    assert_true(screen_present(f->screen, rects, 3));
    assert_true(screen_present(f->screen, rects, 40));
    assert_string_equal(screen_presenter(f->screen), "surface");
}

static void without_a_display_it_says_so(void **state)
{
    (void)state;
    char why[SCREEN_WHY] = "";
    unsetenv("SDL_VIDEODRIVER");
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    unsetenv("XDG_RUNTIME_DIR");
    setenv("SDL_VIDEODRIVER", "x11", 1);
    assert_null(screen_create(&(struct screen_config){0}, why));
    assert_non_null(strstr(why, "there is no display"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(fingers_keep_their_number, setup, teardown),
        cmocka_unit_test_setup_teardown(an_eleventh_finger_takes_the_oldest_place, setup, teardown),
        cmocka_unit_test_setup_teardown(places_are_pixels_of_the_window, setup, teardown),
        cmocka_unit_test_setup_teardown(the_mouse_is_one_finger, setup, teardown),
        cmocka_unit_test_setup_teardown(keys_are_few, setup, teardown),
        cmocka_unit_test_setup_teardown(the_window_tells_its_changes, setup, teardown),
        cmocka_unit_test_setup_teardown(wakes_are_joined, setup, teardown),
        cmocka_unit_test_setup_teardown(a_resized_window_gives_a_fresh_frame, setup, teardown),
        cmocka_unit_test(without_a_display_it_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

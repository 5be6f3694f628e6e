// SPDX-License-Identifier: MIT
// chasqui run: the kiosk. Waits for a finger, a key or the next moment, hands it to the core, and shows what
// changed.
#include <pthread.h>
#include <string.h>

#include "base/embedded.h"
#include "paint/fade.h"
#include "paint/input.h"
#include "paint/painter.h"
#include "paint/screen.h"
#include "programs/app.h"
#include "scene/hit.h"
#include "system/clock.h"

#define PICTURE_CACHE ((size_t)24 << 20) // bytes: this poster, the next, and a page's small ones
#define FADE_FPS 60
#define HOUR_MS (UINT64_C(3600) * 1000) // the date is looked at as often, at least

// A scene and the memory of its texts.
struct stage {
    struct scene scene;
    struct arena arena;
};

struct kiosk {
    const struct app_options *options;
    const struct campaign *campaign;
    struct state state;
    struct painter_tools tools;
    struct painter *painter;
    struct screen *screen;
    struct input input;
    struct fade fade;
    struct pointer pointer;
    struct focus focus;
    struct stage stages[2];
    int shown;                // which stage stands
    bool empty;               // nothing has been shown yet
    const struct scene *held; // under a finger that came down while this poster was still the one seen
    struct rect missing;      // pictures to paint when they are ready
    uint64_t began_ns;
    int w, h, mm;
    bool quit;
};

static uint64_t now_ms(const struct kiosk *kiosk)
{
    return (input_now_ns() - kiosk->began_ns) / 1000000;
}

static const struct scene *standing(const struct kiosk *kiosk)
{
    return kiosk->held ? kiosk->held : &kiosk->stages[kiosk->shown].scene;
}

// ---- Showing ----

static void build(struct kiosk *kiosk, struct stage *stage)
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

static void show(struct kiosk *kiosk)
{
    bool fresh;
    struct rect rects[PAINTER_RECTS];
    struct frame *frame = screen_frame(kiosk->screen, &fresh);
    if (!frame)
        return;
    int next = 1 - kiosk->shown;
    build(kiosk, &kiosk->stages[next]);
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
    painter_prefetch(kiosk->painter, after);
    if (n == 0 || begin_fade(kiosk, frame, before, after))
        return;
    if (!before)
        kiosk->missing = (struct rect){0};
    paint(kiosk, frame, rects, n);
    screen_present(kiosk->screen, rects, n);
}

// The first poster appears whole: its type is painted while its picture is decoded, and the picture is waited for.
static void show_first(struct kiosk *kiosk)
{
    bool fresh;
    struct rect whole = {0, 0, kiosk->w, kiosk->h};
    struct frame *frame = screen_frame(kiosk->screen, &fresh);
    if (!frame)
        return;
    build(kiosk, &kiosk->stages[kiosk->shown]);
    kiosk->empty = false;
    painter_prefetch(kiosk->painter, &kiosk->stages[kiosk->shown].scene);
    paint(kiosk, frame, &whole, 1);
    if (kiosk->missing.w > 0) {
        struct rect missing = kiosk->missing;
        pictures_wait(kiosk->tools.pictures);
        kiosk->missing = (struct rect){0};
        paint(kiosk, frame, &missing, 1);
    }
    screen_present(kiosk->screen, NULL, 0);
}

static void show_missing(struct kiosk *kiosk)
{
    bool fresh;
    struct rect rect = kiosk->missing;
    if (rect.w <= 0 || rect.h <= 0)
        return;
    struct frame *frame = screen_frame(kiosk->screen, &fresh);
    if (!frame || fresh) {
        show(kiosk);
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

static void step_fade(struct kiosk *kiosk)
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

// ---- Hearing ----

static void tell(struct kiosk *kiosk, struct event event)
{
    struct effects effects;
    event.at_ms = now_ms(kiosk);
    update(&kiosk->state, kiosk->campaign, &event, &effects);
    if (effects.quit)
        kiosk->quit = true;
    if (effects.session_ended)
        kiosk->focus = (struct focus){0};
    if (effects.redraw)
        show(kiosk);
}

static void tell_tap(struct kiosk *kiosk, struct tap tap)
{
    if (tap.happened)
        tell(kiosk, (struct event){.kind = EVENT_ACT, .act = tap.act, .arg = tap.arg});
    else
        tell(kiosk, (struct event){.kind = EVENT_INPUT});
}

// A touch early in a fade is meant for the poster that is still mostly seen: it comes back and stays under
// the finger.
static void hold_fading_poster(struct kiosk *kiosk)
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

static void release_held(struct kiosk *kiosk)
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

static void hear_touch(struct kiosk *kiosk, const struct input_event *event)
{
    static const enum touch_phase phases[] = {[INPUT_TOUCH_DOWN] = TOUCH_DOWN,
                                              [INPUT_TOUCH_MOVE] = TOUCH_MOVE,
                                              [INPUT_TOUCH_UP] = TOUCH_UP,
                                              [INPUT_TOUCH_CANCEL] = TOUCH_CANCEL};
    struct selection before = kiosk->pointer.region;
    bool was_inside = kiosk->pointer.inside;
    if (event->kind == INPUT_TOUCH_DOWN && !kiosk->pointer.ruled)
        hold_fading_poster(kiosk);
    kiosk->focus = (struct focus){0};
    struct tap tap = pointer_touch(&kiosk->pointer, standing(kiosk), event->finger, phases[event->kind],
                                   event->x, event->y, now_ms(kiosk));
    if (kiosk->held && !kiosk->pointer.ruled)
        release_held(kiosk);
    tell_tap(kiosk, tap);
    const struct selection *after = &kiosk->pointer.region;
    bool looks_other = before.on != after->on || before.act != after->act || before.arg != after->arg ||
                       was_inside != kiosk->pointer.inside;
    if (looks_other && !tap.happened && !kiosk->held)
        show(kiosk);
}

static void hear_key(struct kiosk *kiosk, enum input_key pressed)
{
    static const enum key keys[] = {[INPUT_KEY_TAB] = KEY_TAB,       [INPUT_KEY_BACKTAB] = KEY_SHIFT_TAB,
                                    [INPUT_KEY_LEFT] = KEY_LEFT,     [INPUT_KEY_RIGHT] = KEY_RIGHT,
                                    [INPUT_KEY_UP] = KEY_UP,         [INPUT_KEY_DOWN] = KEY_DOWN,
                                    [INPUT_KEY_ENTER] = KEY_ENTER,   [INPUT_KEY_SPACE] = KEY_SPACE,
                                    [INPUT_KEY_ESCAPE] = KEY_ESCAPE, [INPUT_KEY_HOME] = KEY_ESCAPE};
    struct tap tap = focus_move(&kiosk->focus, standing(kiosk), keys[pressed]);
    tell_tap(kiosk, tap);
    if (!tap.happened)
        show(kiosk);
}

static void take_size(struct kiosk *kiosk, int w, int h)
{
    kiosk->w = w < LIMIT_SCREEN_SIDE_MIN ? LIMIT_SCREEN_SIDE_MIN : w;
    kiosk->h = h < LIMIT_SCREEN_SIDE_MIN ? LIMIT_SCREEN_SIDE_MIN : h;
    kiosk->mm = kiosk->options->mm ? kiosk->options->mm : screen_width_mm(kiosk->screen, kiosk->w);
    if (kiosk->mm <= 0)
        kiosk->mm = APP_DEFAULT_MM;
    pointer_init(&kiosk->pointer, kiosk->w, kiosk->mm);
}

static void take_frame_size(struct kiosk *kiosk)
{
    bool fresh;
    const struct frame *frame = screen_frame(kiosk->screen, &fresh);
    if (frame)
        take_size(kiosk, frame->w, frame->h);
}

static void hear(struct kiosk *kiosk, const struct input_event *event)
{
    switch (event->kind) {
    case INPUT_TOUCH_DOWN:
    case INPUT_TOUCH_MOVE:
    case INPUT_TOUCH_UP:
    case INPUT_TOUCH_CANCEL:
        hear_touch(kiosk, event);
        break;
    case INPUT_KEY:
        hear_key(kiosk, event->key);
        break;
    case INPUT_QUIT_KEY:
    case INPUT_CLOSE:
        tell(kiosk, (struct event){.kind = EVENT_ACT, .act = ACT_QUIT});
        break;
    case INPUT_RESIZED:
        fade_drop(&kiosk->fade);
        kiosk->held = NULL;
        take_frame_size(kiosk);
        kiosk->empty = true;
        show(kiosk);
        break;
    case INPUT_EXPOSED:
        screen_present(kiosk->screen, NULL, 0);
        break;
    case INPUT_WAKE:
        show_missing(kiosk);
        break;
    case INPUT_NONE:
        break;
    }
}

// ---- Time ----

static void look_at_date(struct kiosk *kiosk)
{
    struct date today = clock_today();
    // A date given on the command line stays; a machine without a date changes nothing.
    if (kiosk->options->date_given || !date_is_set(today) || date_cmp(today, kiosk->state.today) == 0)
        return;
    tell(kiosk, (struct event){.kind = EVENT_DATE, .date = today});
}

static uint64_t next_deadline_ns(const struct kiosk *kiosk)
{
    uint64_t ms = state_deadline(&kiosk->state, kiosk->campaign);
    uint64_t hour = now_ms(kiosk) + HOUR_MS;
    // A poster doesn't leave from under a finger.
    bool finger = kiosk->pointer.ruled && !state_in_visit(&kiosk->state);
    if (ms > hour || finger)
        ms = finger ? now_ms(kiosk) + FINGER_SILENT_MS : hour;
    uint64_t ns = kiosk->began_ns + ms * 1000000;
    if (fade_runs(&kiosk->fade) && fade_due_ns(&kiosk->fade) < ns)
        ns = fade_due_ns(&kiosk->fade);
    return ns;
}

static void loop(struct kiosk *kiosk)
{
    struct input_event event;
    while (!kiosk->quit) {
        bool heard = input_wait(&kiosk->input, next_deadline_ns(kiosk), &event);
        if (heard)
            hear(kiosk, &event);
        step_fade(kiosk);
        bool due = now_ms(kiosk) >= state_deadline(&kiosk->state, kiosk->campaign);
        if (!heard && (due || !fade_runs(&kiosk->fade))) {
            look_at_date(kiosk);
            tell(kiosk, (struct event){.kind = EVENT_TICK});
        }
    }
}

// ---- Setting up ----

static void picture_ready(void *context)
{
    (void)context;
    input_wake();
}

static bool open_tools(struct kiosk *kiosk)
{
    struct pictures_config config = {
        .assets = &embedded_assets, .cap_bytes = PICTURE_CACHE, .ready = picture_ready};
    kiosk->tools.icons = icons_create(&embedded_assets);
    kiosk->tools.pictures = pictures_create(&config);
    if (kiosk->tools.icons && kiosk->tools.pictures)
        kiosk->painter = painter_create(&kiosk->tools);
    if (!kiosk->painter)
        app_say("%s", app_text("no memory left", "no queda memoria"));
    return kiosk->painter != NULL;
}

static void close_tools(struct kiosk *kiosk)
{
    fade_drop(&kiosk->fade);
    painter_destroy(kiosk->painter);
    pictures_destroy(kiosk->tools.pictures);
    icons_destroy(kiosk->tools.icons);
    fonts_destroy(kiosk->tools.fonts);
    screen_destroy(kiosk->screen);
    for (int i = 0; i < 2; i++)
        arena_fini(&kiosk->stages[i].arena);
}

static bool start_screen(struct kiosk *kiosk)
{
    char why[SCREEN_WHY];
    struct screen_config config = {0};
    if (kiosk->options->windowed) {
        config.windowed_w = kiosk->options->w ? kiosk->options->w : 1280;
        config.windowed_h = kiosk->options->h ? kiosk->options->h : 720;
    }
    kiosk->screen = screen_create(&config, why);
    if (!kiosk->screen)
        app_say("%s", why);
    return kiosk->screen != NULL;
}

// The first scene is laid out and its picture sent to be decoded before the window opens, which takes as long.
static bool open_window(struct kiosk *kiosk)
{
    char why[SCREEN_WHY];
    int w, h;
    screen_expected(kiosk->screen, &w, &h);
    take_size(kiosk, w, h);
    build(kiosk, &kiosk->stages[kiosk->shown]);
    painter_prefetch(kiosk->painter, &kiosk->stages[kiosk->shown].scene);
    if (!screen_open(kiosk->screen, why)) {
        app_say("%s", why);
        return false;
    }
    take_frame_size(kiosk);
    return true;
}

// What needs no display is read beside SDL's start, which takes as long.
struct reading {
    const struct app_options *options;
    struct arena arena;
    struct campaign *campaign; // NULL after a message, with `status`
    struct fonts *fonts;       // NULL after a message
    int status;
};

static void *read_beside(void *context)
{
    struct reading *reading = context;
    const char *why = NULL;
    reading->campaign = app_load(reading->options, &reading->arena, &reading->status);
    reading->fonts = fonts_create(&why);
    if (!reading->fonts)
        app_say("%s", why);
    return NULL;
}

static int run(struct kiosk *kiosk)
{
    if (!open_tools(kiosk) || !open_window(kiosk))
        return APP_MACHINE;
    input_init(&kiosk->input, kiosk->w, kiosk->h);
    kiosk->empty = true;
    kiosk->began_ns = input_now_ns();
    show_first(kiosk);
    loop(kiosk);
    return APP_DONE;
}

// Starts the screen while content and fonts are read, then runs. Returns the exit status.
static int start(struct kiosk *kiosk, struct reading *reading)
{
    pthread_t reader;
    bool beside = pthread_create(&reader, NULL, read_beside, reading) == 0;
    if (!beside)
        read_beside(reading);
    bool started = start_screen(kiosk);
    if (beside)
        pthread_join(reader, NULL);
    kiosk->campaign = reading->campaign;
    kiosk->tools.fonts = reading->fonts;
    if (!started || !reading->fonts)
        return APP_MACHINE;
    if (!reading->campaign)
        return reading->status;
    if (!app_start(kiosk->options, reading->campaign, input_now_ns(), &kiosk->state))
        return APP_USAGE;
    return run(kiosk);
}

int run_main(int argc, char **argv)
{
    static struct kiosk kiosk;
    struct app_options options;
    struct reading reading = {.options = &options};
    int status;
    screen_prepare_process();
    if (!app_options_read(argc, argv, APP_TAKES_COUNTRY | APP_TAKES_WINDOWED, &options, &status))
        return status;
    arena_init(&reading.arena);
    kiosk.options = &options;
    status = start(&kiosk, &reading);
    close_tools(&kiosk);
    arena_fini(&reading.arena);
    return status;
}

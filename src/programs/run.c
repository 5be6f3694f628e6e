// SPDX-License-Identifier: MIT
// chasqui run: the kiosk. Waits for a finger, a key or the next moment, hands it to the core, and shows what changed.
#include <malloc.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

#include "base/embedded.h"
#include "programs/kiosk.h"
#include "system/clock.h"
#include "system/ending.h"
#include "system/pin.h"

#define END_MS 3000                     // for what isn't written down yet
#define HOUR_MS (UINT64_C(3600) * 1000) // the date is looked at as often, at least

// ---- Time ----

// Once a day, and where nobody waits for it: what letters that are seldom seen have taken is given back. Else a kiosk that runs
// for a year would hold a little more each month, until every size of every letter had been drawn.
static void give_back(struct kiosk *kiosk)
{
    fonts_forget(kiosk->tools.fonts);
    malloc_trim(0);
}

static void look_at_date(struct kiosk *kiosk)
{
    struct date today = clock_today();
    // A date given on the command line stays; a machine without a date changes nothing.
    if (kiosk->options->date_given || !date_is_set(today) || date_cmp(today, kiosk->state.today) == 0)
        return;
    give_back(kiosk);
    kiosk_tell(kiosk, (struct event){.kind = EVENT_DATE, .date = today});
}

static void look_at_dark(struct kiosk *kiosk)
{
    bool dark = kiosk->state.at.screen == SCREEN_DARK;
    if (dark && !kiosk->dark)
        give_back(kiosk);
    kiosk->dark = dark;
}

// The core counts on from the time of day that it was told, until somebody sets the clock; with other content its state is a
// new one, which was told nothing.
static void look_at_clock(struct kiosk *kiosk)
{
    struct clock_week now;
    if (!clock_of_week(&now))
        return;
    uint64_t boot = clock_boot_ms() / 60000;
    uint32_t offset =
        (uint32_t)((now.weekday * 1440u + now.minute + CLOCK_WEEK - boot % CLOCK_WEEK) % CLOCK_WEEK);
    uint32_t apart = (offset + CLOCK_WEEK - kiosk->clock_offset) % CLOCK_WEEK;
    if (kiosk->state.clock.known && (apart <= 1 || apart == CLOCK_WEEK - 1))
        return;
    kiosk->clock_offset = offset;
    kiosk_tell(kiosk, (struct event){.kind = EVENT_CLOCK, .weekday = now.weekday, .minute = now.minute});
}

static uint64_t next_deadline_ns(const struct kiosk *kiosk)
{
    uint64_t ms = state_deadline(&kiosk->state, kiosk->campaign);
    uint64_t hour = kiosk_now_ms(kiosk) + HOUR_MS;
    // A poster doesn't leave from under a finger.
    bool finger = kiosk->pointer.ruled && !state_in_visit(&kiosk->state);
    if (ms > hour || finger)
        ms = finger ? kiosk_now_ms(kiosk) + FINGER_SILENT_MS : hour;
    uint64_t ns = kiosk->began_ns + ms * 1000000;
    if (fade_runs(&kiosk->fade) && fade_due_ns(&kiosk->fade) < ns)
        ns = fade_due_ns(&kiosk->fade);
    if (slide_runs(&kiosk->slide) && slide_due_ns(&kiosk->slide) < ns)
        ns = slide_due_ns(&kiosk->slide);
    if (kiosk->stale && kiosk->retry_ns < ns)
        ns = kiosk->retry_ns;
    if (service_due_ns(&kiosk->service) < ns)
        ns = service_due_ns(&kiosk->service);
    uint64_t office_ms = kiosk_office_due_ms(kiosk);
    if (office_ms < ms && kiosk->began_ns + office_ms * 1000000 < ns)
        ns = kiosk->began_ns + office_ms * 1000000;
    return ns;
}

static void loop(struct kiosk *kiosk)
{
    struct input_event event;
    while (!kiosk->quit && !atomic_load(&kiosk->told_to_end)) {
        bool heard = input_wait(&kiosk->input, next_deadline_ns(kiosk), &event);
        if (heard)
            kiosk_hear(kiosk, &event);
        kiosk_step_fade(kiosk);
        kiosk_step_slide(kiosk);
        kiosk_retry(kiosk);
        bool due = kiosk_now_ms(kiosk) >= state_deadline(&kiosk->state, kiosk->campaign);
        bool moves = fade_runs(&kiosk->fade) || slide_runs(&kiosk->slide);
        if (!heard && (due || !moves)) {
            look_at_date(kiosk);
            look_at_clock(kiosk);
            look_at_dark(kiosk);
            app_rest(kiosk->campaign);
            kiosk_tell(kiosk, (struct event){.kind = EVENT_TICK});
        }
        kiosk_step_office(kiosk);
        kiosk_step_content(kiosk);
        service_live(&kiosk->service, input_now_ns());
    }
}

// ---- Setting up ----

static void picture_ready(void *context)
{
    (void)context;
    input_wake();
}

static void told_to_end(void *context)
{
    struct kiosk *kiosk = context;
    atomic_store(&kiosk->told_to_end, true);
    input_wake();
}

static bool open_tools(struct kiosk *kiosk)
{
    kiosk->tools.icons = icons_create(&embedded_assets);
    if (kiosk->tools.icons && kiosk->tools.pictures)
        kiosk->painter = painter_create(&kiosk->tools);
    if (!kiosk->painter)
        app_say("%s", app_text("no memory left", "no queda memoria"));
    return kiosk->painter != NULL;
}

static void close_tools(struct kiosk *kiosk)
{
    kiosk_close_voice(kiosk);
    fade_drop(&kiosk->fade);
    slide_drop(&kiosk->slide);
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
    kiosk_take_size(kiosk, w, h);
    kiosk_build(kiosk, &kiosk->stages[kiosk->shown]);
    painter_fetch(kiosk->painter, &kiosk->stages[kiosk->shown].scene);
    if (!screen_open(kiosk->screen, why)) {
        app_say("%s", why);
        return false;
    }
    kiosk_take_frame_size(kiosk);
    return true;
}

// What needs no display is read beside SDL's start, which takes as long.
struct reading {
    const struct app_options *options;
    struct pictures *pictures; // NULL without memory
    struct content content;    // without a campaign after a message, with `status`
    struct fonts *fonts;       // NULL after a message
    int status;
};

static void prime_first_picture(const struct reading *reading)
{
    const struct item *item = content_first_poster(reading->options, reading->content.campaign);
    if (!item || !item->picture || !reading->pictures)
        return;
    struct picture_ref ref = {item->pack->root, item->picture->path};
    pictures_prime(reading->pictures, ref);
    pictures_keep(reading->pictures, ref);
}

static void *read_beside(void *context)
{
    struct reading *reading = context;
    const char *why = NULL;
    content_load(reading->options, &reading->content, &reading->status);
    prime_first_picture(reading);
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
    kiosk_show_first(kiosk);
    service_open(&kiosk->service, kiosk->began_ns);
    service_ready();
    kiosk_open_voice(kiosk);
    kiosk_open_office(kiosk);
    look_at_clock(kiosk);
    loop(kiosk);
    service_ending();
    kiosk_close_office(kiosk);
    return APP_DONE;
}

// Starts the screen while content and fonts are read, then runs. Returns the exit status.
static int start(struct kiosk *kiosk, struct reading *reading)
{
    // kiosk_take_size says how much it may hold.
    struct pictures_config config = {
        .loader = {.assets = &embedded_assets,
                   .ready = kiosk->office.set_up ? kiosk->office.first_picture : NULL},
        .ready = picture_ready};
    pthread_t reader;
    if (app_find_decoder(kiosk->decoder)) // else the words of the posters are there, and the helplines
        config.loader.decoder = kiosk->decoder;
    else
        kiosk->decoder[0] = '\0';
    reading->pictures = kiosk->tools.pictures = pictures_create(&config);
    bool beside = pthread_create(&reader, NULL, read_beside, reading) == 0;
    if (!beside)
        read_beside(reading);
    bool started = start_screen(kiosk);
    if (beside)
        pthread_join(reader, NULL);
    kiosk->content = reading->content;
    kiosk->campaign = kiosk->content.campaign;
    kiosk->tools.fonts = reading->fonts;
    if (!started || !reading->fonts)
        return APP_MACHINE;
    if (!kiosk->campaign)
        return reading->status;
    if (!app_start(kiosk->options, kiosk->campaign, input_now_ns(), &kiosk->state))
        return APP_USAGE;
    return run(kiosk);
}

// Under what the command line says stands what the kiosk was set to where it keeps things (also on a disk that has become one to
// read only), and under that what whoever installed it wrote down. One that shows --pack alone keeps nothing, and reads of the
// two only what it is told to.
static void take_settings(struct office *office, const struct app_options *options)
{
    office->asked = *options;
    office->asked.by_service = service_is_one();
    int n = snprintf(office->settings, sizeof office->settings, "%s/settings", options->store);
    int m = snprintf(office->first_picture, sizeof office->first_picture, "%s/first-picture", options->store);
    bool fits = n > 0 && m > 0 && (size_t)m < sizeof office->first_picture;
    office->set_up = options->n_packs == 0 && fits && access(options->store, W_OK) == 0;
    office->asked.unkept = !office->set_up;
    bool kept = office->set_up || (options->n_packs == 0 && access(office->settings, R_OK) == 0);
    bool installed = options->config || (options->n_packs == 0 && access(CHASQUI_CONFIG, R_OK) == 0);
    if (!kept && !installed)
        return;
    office->wrong = app_setup_read_config(options, &office->base);
    office->setup = office->base;
    if (kept) {
        office->asked.guarded = pin_is_set(options->store);
        office->wrong += app_setup_read_kept(office->settings, &office->setup);
    }
    office->saved = office->setup;
    app_setup_fill(&office->saved, &office->asked);
    office->asked.setup = &office->saved;
}

int run_main(int argc, char **argv)
{
    static struct kiosk kiosk;
    struct app_options options;
    struct reading reading = {0};
    int status;
    screen_prepare_process();
    if (!app_options_read(argc, argv,
                          APP_TAKES_COUNTRY | APP_TAKES_WINDOWED | APP_TAKES_FACILITATE | APP_TAKES_VOLUME |
                              APP_TAKES_SITE | APP_TAKES_STORE,
                          &options, &status))
        return status;
    take_settings(&kiosk.office, &options);
    reading.options = kiosk.options = &kiosk.office.asked;
    kiosk_open_content(&kiosk);
    ending_watch(told_to_end, &kiosk, END_MS);
    status = start(&kiosk, &reading);
    close_tools(&kiosk);
    kiosk_close_content(&kiosk);
    return status;
}

// SPDX-License-Identifier: MIT
// New content takes the place of the old: loaded beside the loop, and swapped in while nobody is there.
#include "pack/store.h"
#include "programs/kiosk.h"
#include "programs/office.h"

#define WELL_MS 60000 // a generation that has been shown for so long is no danger to the next start

static void load(void *context)
{
    struct renewal *renewal = context;
    int status;
    renewal->good = content_load(renewal->options, &renewal->fresh, &status);
}

static void loaded(void *context)
{
    (void)context;
    input_wake();
}

void kiosk_open_content(struct kiosk *kiosk)
{
    job_init(&kiosk->renewal.job);
    kiosk->renewal.options = kiosk->options;
}

void kiosk_close_content(struct kiosk *kiosk)
{
    job_finish(&kiosk->renewal.job);
    job_fini(&kiosk->renewal.job);
    // An end in order is no fault of what was shown, however soon: a display that isn't there yet, a service that stops.
    if (kiosk->content.generation > 0 && !kiosk->went_well)
        store_mark_good(kiosk->options->store, kiosk->content.generation);
    content_free(&kiosk->renewal.fresh);
    content_free(&kiosk->content);
}

void kiosk_renew_content(struct kiosk *kiosk)
{
    kiosk->renewal.wanted = true;
}

// Nobody sees it happen: the loop stands, no finger is on it, and it isn't quick exit's poster.
static bool may_swap(const struct kiosk *kiosk)
{
    return kiosk->state.at.screen == SCREEN_ATTRACT && !kiosk->state.attract.neutral && !kiosk->held &&
           !kiosk->pointer.ruled && !fade_runs(&kiosk->fade) && !slide_runs(&kiosk->slide);
}

// The next start begins with another poster.
static void keep_first_picture(struct kiosk *kiosk)
{
    const struct item *item = content_first_poster(kiosk->options, kiosk->campaign);
    if (item && item->picture)
        pictures_keep(kiosk->tools.pictures, (struct picture_ref){item->pack->root, item->picture->path});
}

// What stands is better than what is built into the program, unless a file of it was found damaged, or it was taken out.
static bool is_worse(const struct kiosk *kiosk)
{
    return app_is_last_resort(kiosk->renewal.fresh.campaign) && !app_is_last_resort(kiosk->campaign) &&
           !kiosk->renewal.damaged && !kiosk->renewal.fresh.nothing;
}

// The thread's work is done.
static void take_fresh(struct kiosk *kiosk)
{
    struct renewal *renewal = &kiosk->renewal;
    if (renewal->good && is_worse(kiosk)) {
        content_free(&renewal->fresh);
        renewal->good = false;
    }
    if (renewal->good)
        return;
    renewal->refused = content_current(kiosk->options);
    office_say(kiosk, "content", "refused");
    app_say("%s", app_text("the new content can't be shown; the old one stays",
                           "el contenido nuevo no se puede mostrar; queda el anterior"));
}

static void swap(struct kiosk *kiosk)
{
    struct content old = kiosk->content;
    struct state state;
    // Content that has no place for what the options ask for (its country is gone) is not shown.
    if (!app_start(kiosk->options, kiosk->renewal.fresh.campaign, input_now_ns(), &state)) {
        kiosk->renewal.refused = kiosk->renewal.fresh.current;
        content_free(&kiosk->renewal.fresh);
        office_say(kiosk, "content", "refused");
        return;
    }
    kiosk->content = kiosk->renewal.fresh;
    kiosk->renewal.fresh = (struct content){0};
    kiosk->campaign = kiosk->content.campaign;
    kiosk->state = state;
    kiosk->began_ns = input_now_ns(); // the core's time begins anew
    kiosk->turned_ms = 0;
    kiosk->went_well = false;
    pictures_forget(kiosk->tools.pictures);
    keep_first_picture(kiosk);
    kiosk->empty = true;
    kiosk_end_voice(kiosk);
    kiosk->voice.country = NO_INDEX; // which voices there are is asked again
    kiosk_show(kiosk);
    // The scene before holds texts of the old generation.
    scene_clear(&kiosk->stages[1 - kiosk->shown].scene, kiosk->w, kiosk->h);
    content_free(&old);
    office_tell_content(kiosk);
    kiosk_brief(kiosk);
}

void kiosk_step_content(struct kiosk *kiosk)
{
    struct renewal *renewal = &kiosk->renewal;
    if (kiosk->content.generation > 0 && !kiosk->went_well && kiosk_now_ms(kiosk) >= WELL_MS) {
        store_mark_good(kiosk->options->store, kiosk->content.generation);
        kiosk->went_well = true;
    }
    if (job_take(&renewal->job))
        take_fresh(kiosk);
    if (job_is_started(&renewal->job) || !may_swap(kiosk))
        return;
    if (renewal->fresh.campaign)
        swap(kiosk);
    else if (renewal->wanted || content_is_old(kiosk->options, &kiosk->content, renewal->refused)) {
        renewal->wanted = false;
        // Asked before: whatever can't be loaded is called bad.
        renewal->damaged =
            kiosk->content.generation > 0 && store_is_bad(kiosk->options->store, kiosk->content.generation);
        job_start(&renewal->job, load, renewal, loaded, NULL);
    }
}

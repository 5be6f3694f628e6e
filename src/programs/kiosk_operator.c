// SPDX-License-Identifier: MIT
// What the core asks of its shell in operator mode.
#include <stdio.h>
#include <string.h>

#include "programs/helper.h"
#include "programs/office.h"
#include "system/clock.h"
#include "system/devices.h"

static void wake(void *context)
{
    (void)context;
    input_wake();
}

static void changed(void *context)
{
    struct office *office = context;
    atomic_store(&office->sticks_changed, true);
    input_wake();
}

// ---- The PIN ----

static unsigned wait_seconds(const struct office *office)
{
    return (unsigned)((pin_wait_ms(office->pin, clock_boot_ms()) + 999) / 1000);
}

static void tell_pin(struct kiosk *kiosk, const char *what, bool wait)
{
    struct office_line line;
    kiosk->office.asked.guarded = pin_is_set(kiosk->options->store);
    office_begin(&line, "pin");
    office_put(&line, slice_of(what));
    if (wait)
        office_put_format(&line, "%u", wait_seconds(&kiosk->office));
    office_send(kiosk, &line);
}

static void ask_pin(struct kiosk *kiosk, enum ask ask, struct slice digits)
{
    struct pin *pin = kiosk->office.pin;
    bool sets = ask == ASK_SET_PIN;
    if (pin && (sets ? pin_set_begin(pin, digits) : pin_check_begin(pin, digits, clock_boot_ms())))
        return;
    if (pin && !sets && wait_seconds(&kiosk->office) > 0)
        tell_pin(kiosk, "wait", true);
    else
        tell_pin(kiosk, "failed", false);
}

static void hear_pin(struct kiosk *kiosk)
{
    enum pin_verdict verdict;
    struct office *office = &kiosk->office;
    if (!office->pin || !pin_next(office->pin, clock_boot_ms(), &verdict))
        return;
    if (verdict == PIN_RIGHT)
        tell_pin(kiosk, "good", false);
    else if (verdict == PIN_WRONG)
        tell_pin(kiosk, "wrong", true);
    else
        tell_pin(kiosk, verdict == PIN_SAVED ? "set" : "failed", false);
}

// ---- What is asked ----

static void carry_out(struct kiosk *kiosk, const struct request *request, struct slice digits)
{
    switch (request->ask) {
    case ASK_PIN:
    case ASK_SET_PIN:
        ask_pin(kiosk, request->ask, digits);
        break;
    case ASK_LOOK:
        office_look(kiosk);
        break;
    case ASK_STAGE:
        office_stage(kiosk, request->arg);
        break;
    case ASK_ANSWER:
        importer_answer(kiosk->office.importer, request->arg == 1);
        break;
    case ASK_CANCEL:
        importer_cancel(kiosk->office.importer);
        break;
    case ASK_PREVIEW:
        office_preview(kiosk, request->arg);
        break;
    case ASK_GENERATIONS:
        office_list(kiosk);
        break;
    case ASK_ROLLBACK:
        office_roll_back(kiosk, request->arg);
        break;
    case ASK_REMOVE:
        office_remove(kiosk, request->arg);
        break;
    case ASK_SAVE:
        office_save_settings(kiosk);
        break;
    case ASK_CONFIRM:
        office_confirm(kiosk, request);
        break;
    case ASK_HEALTH:
        office_tell_health(kiosk);
        break;
    case ASK_COUNTS:
        office_tell_counts(kiosk);
        break;
    case ASK_END:
        office_stop_looking(kiosk);
        office_forget_preview(kiosk);
        break;
    case ASK_SITE:
        office_site(kiosk, request->arg);
        break;
    case ASK_COUNT:
        break;
    }
}

static void note_count(struct kiosk *kiosk, const struct effects *effects)
{
    static const enum counts_what what[] = {
        [COUNT_OPENED] = COUNTS_OPENED, [COUNT_CLEAR] = COUNTS_CLEAR, [COUNT_NOT_CLEAR] = COUNTS_NOT_CLEAR};
    const struct country *country = state_country(&kiosk->state, kiosk->campaign);
    char name[LIMIT_PATH];
    if (effects->count == COUNT_NONE || !kiosk->office.counts || !country ||
        effects->count_item >= country->n_items)
        return;
    const struct item *item = country->items[effects->count_item];
    int n = snprintf(name, sizeof name, "%.*s/%s/%.*s", SLICE_ARG(item->pack->id), item_kind_name(item->kind),
                     SLICE_ARG(item->id));
    if (n > 0 && (size_t)n < sizeof name)
        counts_add(kiosk->office.counts, (struct slice){name, (size_t)n}, what[effects->count],
                   kiosk->state.today, clock_boot_ms());
}

void kiosk_serve(struct kiosk *kiosk, struct effects *effects)
{
    note_count(kiosk, effects);
    for (uint8_t i = 0; i < effects->n_requests; i++)
        carry_out(kiosk, &effects->requests[i], slice_of(effects->pin));
    pin_wipe_digits(effects->pin, sizeof effects->pin);
}

// ---- Opening, and going on ----

static void open_importers(struct office *office, const struct app_options *options)
{
    struct importer_options how = {.store = options->store, .trust = options->trust};
    if (helper_find("chasquictl", office->chasquictl))
        how.chasquictl = office->chasquictl;
    if (helper_find("chasqui", office->chasqui))
        how.chasqui = office->chasqui;
    office->importer = importer_create(&how, wake, NULL);
    office->previewer = importer_create(&how, wake, NULL);
}

void office_tell_content(struct kiosk *kiosk)
{
    const struct content *content = &kiosk->content;
    bool built_in = app_is_last_resort(content->campaign);
    bool other = content->fell_back || content->elsewhere || (built_in && content->current > 0);
    office_say(kiosk, "content", other ? "refused" : built_in ? "none" : "shown");
}

void kiosk_brief(struct kiosk *kiosk)
{
    const struct office *office = &kiosk->office;
    if (!office->pin)
        return;
    tell_pin(kiosk, pin_is_set(kiosk->options->store) ? "set" : "none", false);
    if (wait_seconds(office) > 0)
        tell_pin(kiosk, "wait", true);
}

void kiosk_open_office(struct kiosk *kiosk)
{
    struct office *office = &kiosk->office;
    const struct app_options *options = kiosk->options;
    desk_init(&office->desk);
    arena_init(&office->found);
    job_init(&office->saving);
    office->next.ask = ASK_COUNT;
    if (!office->set_up)
        return;
    struct sticks_options where = {.inbox = options->inbox, .devices = &devices_udev};
    open_importers(office, options);
    office->sticks = sticks_create(&where, changed, office);
    office->pin = pin_create(options->store, clock_boot_ms(), wake, NULL);
    office->counts = counts_open(options->store, clock_boot_ms(), wake, NULL);
    office_tell_confirmed(kiosk);
    office_tell_content(kiosk);
    kiosk_brief(kiosk);
}

void kiosk_close_office(struct kiosk *kiosk)
{
    struct office *office = &kiosk->office;
    sticks_destroy(office->sticks);
    importer_destroy(office->importer);
    importer_destroy(office->previewer);
    pin_destroy(office->pin);
    counts_close(office->counts);
    job_finish(&office->saving);
    job_fini(&office->saving);
    arena_fini(&office->found);
    desk_fini(&office->desk);
}

void kiosk_step_office(struct kiosk *kiosk)
{
    struct office *office = &kiosk->office;
    if (!office->set_up)
        return;
    hear_pin(kiosk);
    office_hear_import(kiosk);
    office_hear_preview(kiosk);
    office_check(kiosk);
    office_step_keep(kiosk);
    // What was plugged in while the list stands comes onto it.
    if (atomic_exchange(&office->sticks_changed, false) && office->watches)
        office_look(kiosk);
}

uint64_t kiosk_office_due_ms(const struct kiosk *kiosk)
{
    uint64_t due = kiosk->office.counts ? counts_due_ms(kiosk->office.counts) : UINT64_MAX;
    uint64_t now = clock_boot_ms();
    return due == UINT64_MAX ? UINT64_MAX : kiosk_now_ms(kiosk) + (due > now ? due - now : 0);
}

// SPDX-License-Identifier: MIT
// What the operator decides, kept: settings, who confirmed a channel by dialling it; and the counts, shown.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "content/confirmed.h"
#include "programs/office.h"
#include "system/clock.h"
#include "system/durable.h"
#include "system/files.h"

// ---- Settings ----

static void save(void *context)
{
    const struct office *office = context;
    if (!setup_write(office->settings, &office->base, &office->saved))
        app_say("%s: %s", office->settings, app_reason(errno));
}

static void woken(void *context)
{
    (void)context;
    input_wake();
}

void office_save_settings(struct kiosk *kiosk)
{
    app_setup_take(&kiosk->state.settings, kiosk->campaign, &kiosk->office.setup);
    kiosk->office.unsaved = true;
    office_step_keep(kiosk);
}

// What is loaded depends on them: it is read again with the options as they are now.
static void apply(struct kiosk *kiosk)
{
    struct office *office = &kiosk->office;
    const struct setup *setup = &office->setup;
    bool moved = strcmp(setup->country, office->saved.country) != 0 ||
                 strcmp(setup->region, office->saved.region) != 0;
    office->saved = *setup;
    office->asked.country = setup->region[0]    ? office->saved.region
                            : setup->country[0] ? office->saved.country
                                                : NULL;
    office->asked.language = setup->language[0] ? office->saved.language : NULL;
    office->asked.volume = setup->volume;
    office->asked.facilitate = setup->facilitate;
    office->asked.access = kiosk->state.settings.access;
    if (office->asked.mm != setup->mm && setup->mm > 0) {
        office->asked.mm = setup->mm;
        kiosk_take_size(kiosk, kiosk->w, kiosk->h);
        kiosk_show(kiosk);
    }
    if (moved)
        kiosk_renew_content(kiosk);
}

void office_step_keep(struct kiosk *kiosk)
{
    struct office *office = &kiosk->office;
    uint64_t now = clock_boot_ms();
    if (office->counts && counts_due_ms(office->counts) <= now)
        counts_step(office->counts, now);
    job_take(&office->saving);
    // The thread that loads content reads the options.
    if (!office->unsaved || job_is_started(&office->saving) || job_is_started(&kiosk->renewal.job))
        return;
    office->unsaved = false;
    apply(kiosk);
    job_start(&office->saving, save, office, woken, NULL);
}

// ---- Confirmations ----

static const char *confirmed_path(const struct kiosk *kiosk, struct arena *arena)
{
    return arena_format(arena, "%s/confirmed", kiosk->options->store).p;
}

// An older line of the same channel gives way to a new one. That a number was wrong is still known when it is another:
// whoever goes back to that content must hear of it.
static bool gives_way(struct slice line, const struct channel *channel)
{
    struct slice id, value, day, how, rest = line;
    slice_cut(rest, '\t', &id, &rest);
    slice_cut(rest, '\t', &value, &rest);
    slice_cut(rest, '\t', &day, &rest);
    slice_cut(rest, '\t', &how, &rest);
    return slice_eq(id, channel->id) &&
           (slice_eq(value, channel->value) || !slice_is(how, confirm_how_name(CONFIRM_WITHDRAWN)));
}

// The file as it is, with this line at its end.
static struct slice with_line(struct slice old, const struct channel *channel, struct slice line,
                              struct arena *arena)
{
    struct slice text = SLICE_NONE, one;
    while (slice_next_line(&old, &one)) {
        if (!gives_way(one, channel))
            text = arena_format(arena, "%.*s%.*s\n", SLICE_ARG(text), SLICE_ARG(one));
    }
    return arena_format(arena, "%.*s%.*s", SLICE_ARG(text), SLICE_ARG(line));
}

static bool write_confirmed(const struct kiosk *kiosk, const struct channel *channel,
                            const struct request *request, struct arena *arena)
{
    struct tree_entry old = {0};
    const char *path = confirmed_path(kiosk, arena);
    if (!files_read(path, LIMIT_TEXT_FILE, arena, &old))
        old.bytes = SLICE_NONE;
    struct slice line =
        arena_format(arena, "%.*s\t%.*s\t%.*s\t%s\t%s\n", SLICE_ARG(channel->id), SLICE_ARG(channel->value),
                     SLICE_ARG(date_text(kiosk->state.today, arena)), confirm_how_name(request->how),
                     confirm_by_name(request->by));
    return durable_replace(path, with_line(old.bytes, channel, line, arena), 0644);
}

void office_confirm(struct kiosk *kiosk, const struct request *request)
{
    const struct country *country = state_country(&kiosk->state, kiosk->campaign);
    struct arena arena;
    if (!country || request->arg >= country->n_channels || !confirm_how_name(request->how) ||
        !confirm_by_name(request->by) || !date_is_set(kiosk->state.today))
        return;
    arena_init(&arena);
    if (!write_confirmed(kiosk, country->channels[request->arg], request, &arena))
        app_say("%s: %s", confirmed_path(kiosk, &arena), app_reason(errno));
    arena_fini(&arena);
    office_tell_confirmed(kiosk);
    kiosk_renew_content(kiosk);
}

void office_tell_confirmed(struct kiosk *kiosk)
{
    struct arena arena;
    struct tree_entry file = {0};
    struct slice line, field, rest;
    arena_init(&arena);
    office_say(kiosk, "begin", "confirmed");
    if (files_read(confirmed_path(kiosk, &arena), LIMIT_TEXT_FILE, &arena, &file)) {
        while (slice_next_line(&file.bytes, &line)) {
            struct office_line writing;
            office_begin(&writing, "confirmed");
            for (rest = line; rest.n;) {
                slice_cut(rest, '\t', &field, &rest);
                office_put(&writing, field);
            }
            office_send(kiosk, &writing);
        }
    }
    arena_fini(&arena);
}

// ---- Counts ----

// The title of "PACK/KIND/ID" in the two languages of the operator's screens, or its id.
static struct slice title_of(const struct kiosk *kiosk, struct slice id, enum item_kind kind, const char *tag)
{
    const struct country *country = state_country(&kiosk->state, kiosk->campaign);
    for (size_t i = 0; country && i < country->n_items; i++) {
        const struct item *item = country->items[i];
        if (item->kind != kind || !slice_eq(item->id, id))
            continue;
        for (uint16_t lang = 0; lang < item->pack->n_langs; lang++)
            if (slice_is(item->pack->langs[lang], tag))
                return item->title[lang].text;
        return item->title[0].text;
    }
    return id;
}

static void put_count(struct office_line *line, uint32_t n)
{
    if (n == 0)
        office_put(line, SLICE_NONE);
    else if (n == COUNTS_FEW)
        office_put(line, SLICE("<10"));
    else
        office_put_format(line, "%u", (unsigned)n);
}

static void tell_count(struct kiosk *kiosk, const struct counts_shown *shown)
{
    struct office_line line;
    struct slice pack, kind, id, rest;
    enum item_kind which = ITEM_MESSAGE;
    slice_cut(slice_of(shown->item), '/', &pack, &rest);
    slice_cut(rest, '/', &kind, &id);
    while (which < ITEM_STORY && !slice_is(kind, item_kind_name(which)))
        which++;
    office_begin(&line, "count");
    if (shown->year)
        office_put_format(&line, "%04d-%02d", shown->year, shown->month);
    else
        office_put(&line, SLICE_NONE);
    office_put(&line, kind);
    office_put(&line, id);
    office_put(&line, title_of(kiosk, id, which, "es"));
    office_put(&line, title_of(kiosk, id, which, "en"));
    for (int what = 0; what < COUNTS_WHATS; what++)
        put_count(&line, shown->n[what]);
    office_send(kiosk, &line);
}

void office_tell_counts(struct kiosk *kiosk)
{
    const struct counts_table *table = kiosk->office.counts ? counts_table_of(kiosk->office.counts) : NULL;
    office_say(kiosk, "begin", "counts");
    for (size_t row = 0; table && row < table->count; row++) {
        struct counts_shown shown = counts_table_shown(table, row);
        tell_count(kiosk, &shown);
    }
}

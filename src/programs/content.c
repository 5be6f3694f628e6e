// SPDX-License-Identifier: MIT
#include "programs/content.h"

#include <unistd.h>

#include "content/names.h"
#include "pack/store.h"

static bool has_store(const struct app_options *options)
{
    return options->store && options->n_packs == 0;
}

const char *content_site(const struct app_options *options, struct arena *arena)
{
    if (options->site || !options->store)
        return options->site;
    struct slice yaml = arena_format(arena, "%s/site/site.yaml", options->store);
    return access(yaml.p, R_OK) == 0 ? arena_format(arena, "%s/site", options->store).p : NULL;
}

// One generation after the other is tried, until one can be shown. Its try is counted before anything is read of it: what
// kills the program must not do so for ever.
static struct campaign *load_installed(const struct app_options *options, struct content *out, int *status)
{
    struct store_start start;
    while (store_open_current(options->store, &out->arena, &start)) {
        struct app_installed installed = {.n = start.n, .confirmed = start.confirmed};
        for (int i = 0; i < start.n; i++)
            installed.folders[i] = start.folders[i];
        store_begin_try(options->store, start.set.number);
        struct campaign *campaign = app_load_installed(options, &installed, &out->arena, status);
        out->generation = start.set.number;
        out->fell_back = start.fell_back;
        if (campaign || !store_mark_bad(options->store, start.set.number))
            return campaign;
    }
    out->generation = 0;
    out->nothing = start.nothing;
    return NULL;
}

// Whether there is something for the country of this kiosk. Another's numbers would be wrong. What is no country's code is for
// app_start to refuse.
static bool serves(const struct app_options *options, const struct campaign *campaign)
{
    struct slice country = slice_sub(slice_of(options->country), 0, 2);
    return !app_is_kiosk(options) || !name_is_country(country) ||
           campaign_country(campaign, country) != NO_INDEX;
}

// NULL too where what is installed is for other countries, which is no fault of it.
static struct campaign *load_store(const struct app_options *options, struct content *out, int *status)
{
    struct campaign *campaign = load_installed(options, out, status);
    if (!campaign || serves(options, campaign))
        return campaign;
    store_mark_good(options->store, out->generation);
    out->elsewhere = true;
    return NULL;
}

bool content_load(const struct app_options *options, struct content *out, int *status)
{
    struct app_options asked = *options;
    *out = (struct content){0};
    arena_init(&out->arena);
    out->current = content_current(options);
    asked.site = content_site(options, &out->arena);
    if (has_store(options))
        out->campaign = load_store(&asked, out, status);
    if (!out->campaign) {
        out->generation = 0;
        out->campaign = app_load(&asked, &out->arena, status);
    }
    if (options->n_packs == 0 && (!out->campaign || !serves(&asked, out->campaign))) {
        app_say("%s", app_text("what is built into the program is shown instead: it has no number",
                               "se muestra lo que lleva el programa dentro, que no tiene ningún número"));
        out->campaign = app_load_last_resort(&asked, &out->arena);
    }
    if (!out->campaign)
        content_free(out);
    return out->campaign != NULL;
}

void content_free(struct content *content)
{
    arena_fini(&content->arena);
    *content = (struct content){0};
}

const struct item *content_first_poster(const struct app_options *options, const struct campaign *campaign)
{
    uint16_t country = campaign && campaign->n_countries == 1 ? 0 : NO_INDEX;
    struct slice code, region;
    if (campaign && options->country) {
        slice_cut(slice_of(options->country), '-', &code, &region);
        country = campaign_country(campaign, code);
    }
    if (country == NO_INDEX || campaign->countries[country].n_loop == 0)
        return NULL;
    return campaign->countries[country].loop[0].item;
}

uint64_t content_current(const struct app_options *options)
{
    uint64_t current;
    return has_store(options) && store_current(options->store, &current) ? current : 0;
}

bool content_is_old(const struct app_options *options, const struct content *content, uint64_t but)
{
    uint64_t current = content_current(options);
    if (current == 0 || current == but)
        return false;
    return current != content->current ||
           (content->generation > 0 && store_is_bad(options->store, content->generation));
}

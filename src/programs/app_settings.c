// SPDX-License-Identifier: MIT
// What whoever set the kiosk up decided: from its file to the core, and back.
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "content/names.h"
#include "content/regions.h"
#include "programs/app.h"
#include "system/setup.h"

#define HALF_HOUR 30

static bool check_access(struct slice list, struct slice *wrong)
{
    struct access access;
    return access_parse(list, &access, wrong);
}

static const struct setup_checks checks = {.access = check_access, .country = name_is_country};

typedef void read_setup(const char *path, const struct setup_checks *checks, struct diags *diags,
                        struct setup *settings);

static size_t read_file(read_setup *read, const char *path, struct setup *out)
{
    struct arena arena;
    struct diags diags;
    arena_init(&arena);
    diags_init(&diags, &arena);
    read(path, &checks, &diags, out);
    for (size_t i = 0; i < diags.count; i++)
        diag_print(stderr, &diags.list[i], diag_language_from_environment());
    size_t wrong = diags.count;
    arena_fini(&arena);
    return wrong;
}

size_t app_setup_read_config(const struct app_options *options, struct setup *out)
{
    *out = setup_defaults();
    return read_file(setup_read, options->config ? options->config : CHASQUI_CONFIG, out);
}

size_t app_setup_read_kept(const char *path, struct setup *out)
{
    return read_file(setup_read_kept, path, out);
}

void app_setup_fill(const struct setup *setup, struct app_options *options)
{
    struct slice wrong;
    if (!options->country && setup->country[0])
        options->country = setup->region[0] ? setup->region : setup->country;
    if (!options->language && setup->language[0])
        options->language = setup->language;
    if (options->mm == 0)
        options->mm = setup->mm;
    if (options->volume == APP_DEFAULT_VOLUME)
        options->volume = setup->volume;
    options->facilitate = options->facilitate || setup->facilitate;
    access_parse(slice_of(setup->access), &options->access, &wrong);
}

bool app_is_kiosk(const struct app_options *options)
{
    return options->setup && options->n_packs == 0;
}

// ---- To the core ----

// A day that opens at 7:15 is lit from 7:00 on: rather too long than too short.
static struct opening opening_of(struct setup_day day)
{
    return (struct opening){(uint8_t)(day.opens / HALF_HOUR),
                            (uint8_t)((day.closes + HALF_HOUR - 1) / HALF_HOUR)};
}

struct settings app_settings(const struct app_options *options, const struct setup *setup,
                             const struct state *state)
{
    struct settings settings = settings_start();
    settings.country = state->config.country;
    settings.language = state->config.language;
    settings.region = setup->region[0] ? region_find(slice_of(setup->region)) : NO_INDEX;
    settings.mm = (uint16_t)options->mm;
    settings.volume = (uint8_t)(options->volume / SETTINGS_VOLUME_STEP * SETTINGS_VOLUME_STEP);
    settings.facilitate = options->facilitate;
    settings.access = options->access;
    for (int day = 0; day < SETTINGS_DAYS && !setup->always; day++)
        settings.hours[day] = opening_of(setup->hours[day]);
    return settings;
}

// ---- And back ----

__attribute__((format(printf, 3, 4))) static void put(char *out, size_t size, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    if (vsnprintf(out, size, format, args) >= (int)size)
        out[0] = '\0';
    va_end(args);
}

static void put_access(const struct access *access, char out[SETUP_ACCESS])
{
    static const char *const sizes[TEXT_SIZE_COUNT] = {"", ",text-150", ",text-200"};
    const char *colors = access->colors == COLORS_CONTRAST ? ",contrast"
                         : access->colors == COLORS_DARK   ? ",dark"
                                                           : "";
    char list[SETUP_ACCESS];
    put(list, sizeof list, "%s%s%s%s%s", sizes[access->text_size], colors,
        access->low_reach ? ",low-reach" : "", access->still ? ",still" : "",
        access->two_buttons ? ",two-buttons" : "");
    put(out, SETUP_ACCESS, "%s", list[0] ? list + 1 : "");
}

static bool is_always_open(const struct settings *settings)
{
    for (int day = 0; day < SETTINGS_DAYS; day++)
        if (settings->hours[day].from != 0 || settings->hours[day].to != SETTINGS_HALF_HOURS)
            return false;
    return true;
}

static struct setup_day day_of(struct opening opening)
{
    bool shut = opening.from >= opening.to;
    return (struct setup_day){shut ? 0 : (uint16_t)(opening.from * HALF_HOUR),
                              shut ? 0 : (uint16_t)(opening.to * HALF_HOUR)};
}

void app_setup_take(const struct settings *settings, const struct campaign *campaign, struct setup *setup)
{
    const struct country *country =
        settings->country < campaign->n_countries ? &campaign->countries[settings->country] : NULL;
    const struct region *region = region_at(settings->region);
    if (country && !country_is_none(country)) {
        put(setup->country, sizeof setup->country, "%.*s", SLICE_ARG(country->code));
        put(setup->region, sizeof setup->region, "%.*s", SLICE_ARG(region ? region->code : SLICE_NONE));
        // One that this content doesn't have stays set, for content that has it again.
        if (settings->language < country->n_langs)
            put(setup->language, sizeof setup->language, "%.*s",
                SLICE_ARG(country->langs[settings->language]));
    }
    setup->mm = settings->mm;
    setup->volume = settings->volume;
    setup->facilitate = settings->facilitate;
    put_access(&settings->access, setup->access);
    setup->always = is_always_open(settings);
    for (int day = 0; day < SETTINGS_DAYS; day++)
        setup->hours[day] = day_of(settings->hours[day]);
}

// SPDX-License-Identifier: MIT
#include "programs/app.h"
#include "programs/helper.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "content/names.h"
#include "system/setup.h"

const char *app_text(const char *en, const char *es)
{
    return diag_language_from_environment() == DIAG_ES ? es : en;
}

void app_say(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("chasqui: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}

const char *app_reason(int error)
{
    if (error == ENOENT || error == ENOTDIR)
        return app_text("there is no such file or folder", "no existe ese archivo o carpeta");
    if (error == EACCES)
        return app_text("there is no permission", "no hay permiso");
    return strerror(error);
}

// "CO" or a region of it, "CO-ANT". NO_INDEX after a message.
static uint16_t find_country(const struct campaign *campaign, const char *name)
{
    struct slice whole = slice_of(name), code = slice_sub(whole, 0, 2);
    bool is_code = whole.n == 2 || name_is_region(whole, code);
    uint16_t found = is_code ? campaign_country(campaign, code) : NO_INDEX;
    if (found != NO_INDEX)
        return found;
    char codes[LIMIT_COUNTRIES * 3 + 1] = "";
    for (uint16_t i = 0, n = 0; i < campaign->n_countries; i++, n += 3)
        snprintf(codes + n, sizeof codes - n, " %.2s", campaign->countries[i].code.p);
    if (is_code && name_is_country(code))
        app_say(
            app_text("no pack is for %s; the packs are for:%s", "ningún paquete es para %s; los hay para:%s"),
            name, codes);
    else
        app_say(app_text("'%s' isn't a country's code; write its two letters, as the packs do:%s",
                         "'%s' no es el código de un país; escribe sus dos letras, como en los paquetes:%s"),
                name, codes);
    return NO_INDEX;
}

static uint16_t find_language(const struct state *state, const struct campaign *campaign, struct slice tag)
{
    const struct country *country = state_country(state, campaign);
    uint16_t n = country ? country->n_langs : campaign->n_built_in;
    for (uint16_t i = 0; i < n; i++)
        if (slice_eq(country ? country->langs[i] : campaign->built_in[i]->tag, tag))
            return i;
    return NO_INDEX;
}

bool app_start(const struct app_options *options, const struct campaign *campaign, uint64_t seed,
               struct state *out)
{
    struct config config = {.idle_ms = options->setup ? options->setup->idle_s * 1000u : STATE_IDLE_MS,
                            .warning_ms = 20000,
                            .country = NO_INDEX,
                            .language = NO_INDEX,
                            .may_quit = !options->by_service,
                            .facilitate = options->facilitate,
                            .guarded = options->guarded,
                            .first_run = options->setup && !options->unkept && !options->country &&
                                         options->n_packs == 0,
                            .access = options->access};
    struct effects effects;
    if (options->country) {
        config.country = find_country(campaign, options->country);
        if (config.country == NO_INDEX)
            return false;
    }
    state_init(out, campaign, &config, seed);
    if (options->language) {
        config.language = find_language(out, campaign, slice_of(options->language));
        if (config.language == NO_INDEX) {
            app_say(app_text("the packs have no language %s", "los paquetes no tienen el idioma %s"),
                    options->language);
            if (!app_is_kiosk(options))
                return false;
        }
        state_init(out, campaign, &config, seed);
    }
    if (options->setup) {
        struct settings settings = app_settings(options, options->setup, out);
        state_take_settings(out, campaign, &settings);
    }
    update(out, campaign, &(struct event){.kind = EVENT_DATE, .date = options->date}, &effects);
    return true;
}

bool app_find_decoder(char out[PATH_MAX])
{
    bool found = helper_find("chasqui-decode", out);
    if (!found)
        app_say(
            app_text("%s isn't there: no pictures can be shown", "%s no está: no se pueden mostrar imágenes"),
            out);
    return found;
}

// SPDX-License-Identifier: MIT
// How the machine and its content are, for whoever looks after it.
#include <stdio.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/font_files.h"
#include "programs/office.h"
#include "system/devices.h"
#include "system/machine.h"

#define MEGABYTE (UINT64_C(1) << 20)
#define LOW_SPACE (500 * MEGABYTE)

// `count` follows the sentence, after a colon; a negative one doesn't.
static void say(struct kiosk *kiosk, const char *state, const char *es, const char *en, long count)
{
    struct office_line line;
    office_begin(&line, "health");
    office_put(&line, slice_of(state));
    for (int i = 0; i < 2; i++) {
        const char *text = i == 0 ? en : es; // as desk.h has them
        if (count < 0)
            office_put(&line, slice_of(text));
        else
            office_put_format(&line, "%s: %ld", text, count);
    }
    office_send(kiosk, &line);
}

static void tell_space(struct kiosk *kiosk)
{
    struct statvfs disk;
    struct office_line line;
    if (statvfs(kiosk->options->store, &disk) != 0)
        return;
    uint64_t free_bytes = (uint64_t)disk.f_bavail * disk.f_frsize;
    long megabytes = (long)(free_bytes / MEGABYTE);
    office_begin(&line, "space");
    office_put_format(&line, "%llu", (unsigned long long)free_bytes);
    office_send(kiosk, &line);
    if (disk.f_flag & ST_RDONLY)
        say(kiosk, "bad", "El disco no se puede escribir: nada nuevo se guarda",
            "The disk can't be written: nothing new is kept", -1);
    else
        say(kiosk, free_bytes < LOW_SPACE ? "bad" : "good", "Espacio libre (MB)", "Free space (MB)",
            megabytes);
}

static bool date_is_good(const struct kiosk *kiosk)
{
    return kiosk->state.today.year >= DATE_LEAST_YEAR;
}

static void tell_clock(struct kiosk *kiosk)
{
    struct date today = kiosk->state.today;
    char es[40], en[40];
    if (!date_is_good(kiosk)) {
        say(kiosk, "bad", "La fecha está mal: nada se oculta por vencido y el horario no rige",
            "The date is wrong: nothing leaves for its age, and the opening hours don't rule", -1);
        return;
    }
    snprintf(es, sizeof es, "Hoy es %04d-%02d-%02d", today.year, today.month, today.day);
    snprintf(en, sizeof en, "Today is %04d-%02d-%02d", today.year, today.month, today.day);
    say(kiosk, "good", es, en, -1);
}

#define NAMED 5 // of those that something is said of

typedef bool channel_test(const struct kiosk *kiosk, const struct channel *channel);

static bool is_stale(const struct kiosk *kiosk, const struct channel *channel)
{
    return channel_is_stale(channel, kiosk->state.today);
}

static const struct desk_confirmed *note_of(const struct kiosk *kiosk, const struct channel *channel)
{
    return desk_confirmed(&kiosk->office.desk, channel->id, channel->value);
}

static bool is_noted_wrong(const struct kiosk *kiosk, const struct channel *channel)
{
    const struct desk_confirmed *note = note_of(kiosk, channel);
    return note && slice_is(note->how, confirm_how_name(CONFIRM_WITHDRAWN));
}

// What was noted a moment ago counts, though the content that stands was read before.
static bool is_unconfirmed(const struct kiosk *kiosk, const struct channel *channel)
{
    return !note_of(kiosk, channel) && !date_is_set(channel->confirmed.on);
}

// How many there are, and which, the first of them.
static void tell_those(struct kiosk *kiosk, const struct country *country, channel_test *is_one,
                       const char *state, const char *es, const char *en)
{
    char ids[NAMED * (LIMIT_ID + 2) + 8] = "", both[2][sizeof ids + 80];
    const char *const texts[] = {es, en};
    size_t n = 0;
    unsigned count = 0;
    for (uint16_t i = 0; i < country->n_channels; i++) {
        const struct channel *channel = country->channels[i];
        if (!is_one(kiosk, channel))
            continue;
        if (count++ < NAMED)
            n += (size_t)snprintf(ids + n, sizeof ids - n, "%s%.*s", n ? ", " : "", SLICE_ARG(channel->id));
    }
    if (count > NAMED)
        snprintf(ids + n, sizeof ids - n, "...");
    for (int i = 0; i < 2; i++)
        snprintf(both[i], sizeof both[i], count ? "%s (%s)" : "%s", texts[i], ids);
    say(kiosk, count ? state : "good", both[0], both[1], count);
}

static void tell_channels(struct kiosk *kiosk)
{
    const struct country *country = state_country(&kiosk->state, kiosk->campaign);
    if (!country || app_is_last_resort(kiosk->campaign))
        return;
    if (date_is_good(kiosk)) // else nobody knows
        tell_those(kiosk, country, is_stale, "bad", "Números y lugares con la fecha vencida",
                   "Numbers and places past their date");
    tell_those(kiosk, country, is_noted_wrong, "bad",
               "Números y lugares que aquí se anotaron como incorrectos",
               "Numbers and places that were noted here as wrong");
    tell_those(kiosk, country, is_unconfirmed, "note", "Números y lugares que nadie ha confirmado",
               "Numbers and places that nobody has confirmed");
}

static void tell_packs(struct kiosk *kiosk)
{
    unsigned past = 0;
    for (uint16_t i = 0; i < kiosk->campaign->n_packs; i++) {
        struct date until = kiosk->campaign->packs[i]->valid_until;
        past +=
            date_is_set(until) && date_is_set(kiosk->state.today) && date_cmp(kiosk->state.today, until) > 0;
    }
    say(kiosk, past ? "note" : "good", "Paquetes con la fecha vencida", "Packs past their date", past);
    if (kiosk->content.fell_back)
        say(kiosk, "bad", "El último contenido falló; se muestra el anterior",
            "The newest content failed; the one before is shown", -1);
    if (kiosk->content.elsewhere)
        say(kiosk, "bad", "Lo instalado es para otro país que el de este quiosco: no se muestra",
            "What is installed is for another country than this kiosk's: it isn't shown", -1);
    if (app_is_last_resort(kiosk->campaign))
        say(kiosk, "bad",
            "No hay contenido para mostrar: está lo que el programa lleva dentro, sin números. Trae un "
            "paquete en una memoria USB",
            "There is no content to show: what is built into the program stands instead, without numbers. "
            "Bring a pack on a USB stick",
            -1);
    else if (kiosk->content.generation == 0)
        say(kiosk, "note", "Se muestra el contenido que vino con el programa",
            "What came with the program is shown", -1);
}

static void tell_site(struct kiosk *kiosk)
{
    const struct country *country = state_country(&kiosk->state, kiosk->campaign);
    const struct site *site = country ? country->site : NULL;
    struct arena arena;
    arena_init(&arena);
    bool there = content_site(kiosk->options, &arena) != NULL;
    arena_fini(&arena);
    if (site && site_is_current(site, kiosk->state.today))
        say(kiosk, "good", "La ficha de este lugar está al día", "The card of this place is up to date", -1);
    else if (there && kiosk->office.desk.content == DESK_CONTENT_WAITS)
        say(kiosk, "note", "La ficha de este lugar espera: se verá cuando nadie esté tocando el quiosco",
            "The card of this place waits: it shows when nobody is touching the kiosk", -1);
    else if (there)
        say(kiosk, "bad", "La ficha de este lugar no se muestra: venció o tiene errores",
            "The card of this place isn't shown: it is out of date, or faulty", -1);
    else
        say(kiosk, "note", "No hay ficha con las personas de confianza de este lugar",
            "There is no card with the trusted people of this place", -1);
}

// What can be pulled out while it runs.
static void tell_plugged(struct kiosk *kiosk)
{
    enum devices_touch touch = devices_touch();
    if (touch == DEVICES_TOUCH)
        say(kiosk, "good", "La pantalla táctil está conectada", "The touchscreen is plugged in", -1);
    else if (touch == DEVICES_NO_TOUCH)
        say(kiosk, "bad",
            "No hay pantalla táctil conectada: mira su cable USB. Mientras, sirven un ratón o un teclado",
            "No touchscreen is plugged in: see its USB cable. A mouse or a keyboard serves meanwhile", -1);
    if (!machine_has_sound(""))
        say(kiosk, "note", "No hay tarjeta de sonido: nada se lee en voz alta",
            "There is no sound card: nothing is read aloud", -1);
}

static void tell_machine(struct kiosk *kiosk)
{
    unsigned missing = 0;
    if (kiosk->office.wrong > 0)
        say(kiosk, "bad", "Líneas de los ajustes con errores (el registro del sistema las nombra)",
            "Lines of the settings that are wrong (the system's log names them)", (long)kiosk->office.wrong);
    for (int i = 0; i < FONT_FILES; i++)
        missing += access(font_files_debian[i], R_OK) != 0;
    if (missing)
        say(kiosk, "note", "Faltan tipos de letra en este equipo, y algunos textos se verán mal",
            "Typefaces are missing on this machine, and some texts will look wrong", missing);
    else
        say(kiosk, "good", "Están todos los tipos de letra", "All typefaces are there", -1);
    if (!kiosk->decoder[0])
        say(kiosk, "bad", "Falta chasqui-decode: no se ven imágenes",
            "chasqui-decode is missing: no pictures", -1);
    tell_plugged(kiosk);
    if (!kiosk_has_voice(kiosk))
        say(kiosk, "note", "No hay voz para leer en voz alta", "There is no voice to read aloud", -1);
}

void office_tell_health(struct kiosk *kiosk)
{
    office_say(kiosk, "begin", "health");
    tell_space(kiosk);
    tell_clock(kiosk);
    tell_channels(kiosk);
    tell_packs(kiosk);
    tell_site(kiosk);
    tell_machine(kiosk);
    say(kiosk, "good", "Chasqui " CHASQUI_VERSION, "Chasqui " CHASQUI_VERSION, -1);
}

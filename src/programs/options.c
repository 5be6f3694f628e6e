// SPDX-License-Identifier: MIT
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "programs/app.h"
#include "system/clock.h"

enum {
    OPT_PACK = 256,
    OPT_INSTALLED, // for tests and measurements: a kiosk finds its store by itself
    OPT_COUNTRY,
    OPT_SITE,
    OPT_STORE,
    OPT_CONFIG,
    OPT_INBOX,
    OPT_TRUST,
    OPT_LANG,
    OPT_MM,
    OPT_DATE,
    OPT_WINDOWED,
    OPT_OUT,
    OPT_SIZE,
    OPT_SCREEN,
    OPT_SHEET,
    OPT_VISION,
    OPT_OF,
    OPT_DESK,
    OPT_DUMP,
    OPT_FACILITATE,
    OPT_ACCESS,
    OPT_VOLUME,
    OPT_HELP,
    OPT_VERSION
};

static const char help_en[] =
    "Usage: chasqui [run] [--pack DIR]... [--country CC] [--windowed[=WxH]] [--lang TAG] [--mm WIDTH] "
    "[--date DATE] [--facilitate] [--access LIST] [--volume PERCENT]\n"
    "       chasqui render --pack DIR --out DIR [--size WxH] [--lang TAG] [--screen GLOB] [--mm WIDTH] "
    "[--date DATE] [--sheet] [--access LIST]\n"
    "       chasqui replay TAPE --pack DIR [--dump]\n\n"
    "run      the kiosk, full screen; with no --pack the installed content, else content/\n"
    "render   every screen as a PNG, no display needed; prints one line per file: SCREEN-ID PATH\n"
    "replay   plays a recorded visit without a display and prints the state hash\n\n"
    "  --pack=DIR          a pack's folder; may be given several times\n"
    "  --country=CC        the country this kiosk is in, or a region of it (CO, CO-ANT)\n"
    "  --store=DIR         where installed content lies (" CHASQUI_STATEDIR ")\n"
    "  --config=FILE       what whoever installs it decides (" CHASQUI_CONFIG ")\n"
    "  --inbox=DIR         a folder that the operator finds as if it were a stick\n"
    "  --trust=DIR         the folder of keys whose signatures are believed (" CHASQUI_TRUSTDIR ")\n"
    "  --site=DIR          the folder of the site card: site.yaml and its photos\n"
    "  --lang=TAG          the language to begin with (es, en, ...)\n"
    "  --windowed[=WxH]    a window instead of the whole screen\n"
    "  --facilitate        for a class: the loop waits for Next, and shows what to talk about\n"
    "  --access=LIST       how it is seen to begin with, a comma between two: text-150, text-200, "
    "contrast,\n"
    "                      dark (light on dark), low-reach (all that is touched stands low), still (no "
    "fades),\n"
    "                      two-buttons (Space steps, Enter chooses)\n"
    "  --volume=PERCENT    the loudest that a visitor can have things read aloud (80); 0: not at all\n"
    "  --size=WxH          the size of the pictures, px (1920x1080)\n"
    "  --mm=WIDTH          the width of the glass in millimetres: sizes of what is touched follow from "
    "it\n"
    "  --date=DATE         today's date, YYYY-MM-DD\n"
    "  --out=DIR           where the pictures go\n"
    "  --screen=GLOB       only screens whose id matches, as 'quiz/*'\n"
    "  --of=ID             only what the pack of this id brings; without --lang in each of its\n"
    "                      languages, in a folder for each\n"
    "  --sheet             all of them small on one sheet instead, sheet-LANG.png\n"
    "  --vision=KIND       as somebody sees it who lacks a kind of cone: protan, deutan, tritan\n"
    "  --desk=FILE         the operator's screens instead, with these lines on the desk\n"
    "  --dump              print each scene as text\n"
    "  --help, --version\n\n"
    "Ctrl+Q ends a kiosk that was started by hand. See chasqui(1).\n";

static const char help_es[] =
    "Uso: chasqui [run] [--pack CARPETA]... [--country PAÍS] [--windowed[=ANxAL]] [--lang IDIOMA] [--mm "
    "ANCHO] [--date FECHA] [--facilitate] [--access LISTA] [--volume PORCIENTO]\n"
    "     chasqui render --pack CARPETA --out CARPETA [--size ANxAL] [--lang IDIOMA] [--screen PATRÓN] "
    "[--mm ANCHO] [--date FECHA] [--sheet] [--access LISTA]\n"
    "     chasqui replay CINTA --pack CARPETA [--dump]\n\n"
    "run      el quiosco, a pantalla completa; sin --pack, el contenido instalado o content/\n"
    "render   cada pantalla como PNG, sin necesidad de pantalla; escribe una línea por archivo: ID RUTA\n"
    "replay   repite una visita grabada, sin pantalla, y escribe la huella del estado\n\n"
    "  --pack=CARPETA      la carpeta de un paquete; se puede repetir\n"
    "  --country=PAÍS      el país de este quiosco, o una región suya (CO, CO-ANT)\n"
    "  --store=CARPETA     donde está el contenido instalado (" CHASQUI_STATEDIR ")\n"
    "  --config=ARCHIVO    lo que decide quien lo instala (" CHASQUI_CONFIG ")\n"
    "  --inbox=CARPETA     una carpeta que quien opera encuentra como si fuera una memoria USB\n"
    "  --trust=CARPETA     la carpeta de las claves cuyas firmas se creen (" CHASQUI_TRUSTDIR ")\n"
    "  --site=CARPETA      la carpeta de la ficha del lugar: site.yaml y sus fotos\n"
    "  --lang=IDIOMA       el idioma con que empieza (es, en, ...)\n"
    "  --windowed[=ANxAL]  una ventana en lugar de toda la pantalla\n"
    "  --facilitate        para una clase: los afiches esperan a Siguiente, con preguntas para "
    "conversar\n"
    "  --access=LISTA      cómo se ve al empezar, con una coma entre dos: text-150, text-200, contrast,\n"
    "                      dark (claro sobre oscuro), low-reach (todo lo que se toca queda abajo), still "
    "(sin fundidos),\n"
    "                      two-buttons (la barra espaciadora avanza, Enter elige)\n"
    "  --volume=PORCIENTO  lo más alto que se puede oír la lectura en voz alta (80); 0: no se lee\n"
    "  --size=ANxAL        el tamaño de las imágenes, en píxeles (1920x1080)\n"
    "  --mm=ANCHO          el ancho del vidrio en milímetros: de él depende el tamaño de lo que se toca\n"
    "  --date=FECHA        la fecha de hoy, AAAA-MM-DD\n"
    "  --out=CARPETA       adónde van las imágenes\n"
    "  --screen=PATRÓN     solo las pantallas cuyo id coincide, como 'quiz/*'\n"
    "  --of=ID             solo lo que trae el paquete de este id; sin --lang, en cada uno de sus\n"
    "                      idiomas, en una carpeta para cada uno\n"
    "  --sheet             todas pequeñas en una sola hoja, sheet-IDIOMA.png\n"
    "  --vision=TIPO       como lo ve alguien a quien le falta un tipo de cono: protan, deutan, tritan\n"
    "  --desk=ARCHIVO      las pantallas de quien cuida el quiosco, con estas líneas\n"
    "  --dump              escribe cada escena como texto\n"
    "  --help, --version\n\n"
    "Ctrl+Q cierra un quiosco abierto a mano. Véase chasqui(1).\n";

static bool read_size(const char *value, int *w, int *h)
{
    struct slice head, rest;
    uint64_t x, y;
    if (!slice_cut(slice_of(value), 'x', &head, &rest) || !slice_to_uint(head, LIMIT_SCREEN_SIDE, &x) ||
        !slice_to_uint(rest, LIMIT_SCREEN_SIDE, &y) || x < LIMIT_SCREEN_SIDE_MIN ||
        y < LIMIT_SCREEN_SIDE_MIN) {
        app_say(app_text("%s is not a size such as 1920x1080 (%d to %d)",
                         "%s no es un tamaño como 1920x1080 (de %d a %d)"),
                value, LIMIT_SCREEN_SIDE_MIN, LIMIT_SCREEN_SIDE);
        return false;
    }
    *w = (int)x;
    *h = (int)y;
    return true;
}

static bool read_mm(const char *value, int *mm)
{
    uint64_t number;
    if (!slice_to_uint(slice_of(value), 10000, &number) || number < 50) {
        app_say(app_text("%s is not a width in millimetres (50 to 10000)",
                         "%s no es un ancho en milímetros (de 50 a 10000)"),
                value);
        return false;
    }
    *mm = (int)number;
    return true;
}

static bool read_date(const char *value, struct date *out)
{
    if (date_parse(slice_of(value), out))
        return true;
    app_say(app_text("%s is not a date such as 2026-11-30", "%s no es una fecha como 2026-11-30"), value);
    return false;
}

static bool read_access(const char *value, struct access *out)
{
    struct slice wrong;
    if (access_parse(slice_of(value), out, &wrong))
        return true;
    app_say(app_text("'%.*s' is none of %s", "'%.*s' no es ninguno de %s"), SLICE_ARG(wrong), ACCESS_WORDS);
    return false;
}

static bool read_volume(const char *value, int *volume)
{
    uint64_t number;
    if (!slice_to_uint(slice_of(value), 100, &number)) {
        app_say(app_text("%s is not a volume in per cent (0 to 100)",
                         "%s no es un volumen en por ciento (de 0 a 100)"),
                value);
        return false;
    }
    *volume = (int)number;
    return true;
}

static bool read_pack(const char *value, struct app_options *out)
{
    if (out->n_packs == LIMIT_PACKS) {
        app_say(app_text("more than %d packs", "más de %d paquetes"), LIMIT_PACKS);
        return false;
    }
    out->packs[out->n_packs++] = value;
    return true;
}

// Whether a subcommand that takes these has the option.
static bool is_taken(int option, unsigned takes)
{
    static const struct {
        int option;
        unsigned needs;
    } needs[] = {{OPT_COUNTRY, APP_TAKES_COUNTRY},
                 {OPT_SITE, APP_TAKES_SITE},
                 {OPT_STORE, APP_TAKES_STORE},
                 {OPT_INBOX, APP_TAKES_STORE},
                 {OPT_CONFIG, APP_TAKES_STORE},
                 {OPT_TRUST, APP_TAKES_STORE},
                 {OPT_WINDOWED, APP_TAKES_WINDOWED},
                 {OPT_OUT, APP_TAKES_SCREENS},
                 {OPT_SIZE, APP_TAKES_SCREENS},
                 {OPT_SCREEN, APP_TAKES_SCREENS},
                 {OPT_SHEET, APP_TAKES_SCREENS},
                 {OPT_VISION, APP_TAKES_SCREENS},
                 {OPT_OF, APP_TAKES_SCREENS},
                 {OPT_DUMP, APP_TAKES_DUMP},
                 {OPT_FACILITATE, APP_TAKES_FACILITATE},
                 {OPT_ACCESS, APP_TAKES_FACILITATE},
                 {OPT_DESK, APP_TAKES_SCREENS},
                 {OPT_VOLUME, APP_TAKES_VOLUME}};
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
        if (needs[i].option == option)
            return (takes & needs[i].needs) != 0;
    return true;
}

// Where an option's word is kept; NULL for one that isn't kept as it is written.
static const char **text_of(int option, struct app_options *out)
{
    const struct {
        int option;
        const char **text;
    } texts[] = {{OPT_COUNTRY, &out->country}, {OPT_LANG, &out->language}, {OPT_STORE, &out->store},
                 {OPT_INBOX, &out->inbox},     {OPT_TRUST, &out->trust},   {OPT_SITE, &out->site},
                 {OPT_OUT, &out->out},         {OPT_SCREEN, &out->screen}, {OPT_VISION, &out->vision},
                 {OPT_OF, &out->of},           {OPT_DESK, &out->desk},     {OPT_CONFIG, &out->config}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i].option == option)
            return texts[i].text;
    return NULL;
}

// The same of an option without a value.
static bool *flag_of(int option, struct app_options *out)
{
    const struct {
        int option;
        bool *flag;
    } flags[] = {{OPT_INSTALLED, &out->installed},
                 {OPT_SHEET, &out->sheet},
                 {OPT_DUMP, &out->dump},
                 {OPT_FACILITATE, &out->facilitate}};
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (flags[i].option == option)
            return flags[i].flag;
    return NULL;
}

static bool read_value(int option, struct app_options *out)
{
    switch (option) {
    case OPT_PACK:
        return read_pack(optarg, out);
    case OPT_MM:
        return read_mm(optarg, &out->mm);
    case OPT_DATE:
        out->date_given = true;
        return read_date(optarg, &out->date);
    case OPT_WINDOWED:
        out->windowed = true;
        return !optarg || read_size(optarg, &out->w, &out->h);
    case OPT_SIZE:
        return read_size(optarg, &out->w, &out->h);
    case OPT_VOLUME:
        return read_volume(optarg, &out->volume);
    case OPT_ACCESS:
        return read_access(optarg, &out->access);
    default:
        return false;
    }
}

static bool read_option(int option, unsigned takes, struct app_options *out)
{
    const char **text = text_of(option, out);
    bool *flag = flag_of(option, out);
    if (!is_taken(option, takes)) {
        app_say("%s", app_text("this option is not for this command", "esa opción no es de esta orden"));
        return false;
    }
    if (text)
        *text = optarg;
    if (flag)
        *flag = true;
    return text || flag || read_value(option, out);
}

static void refuse(char **argv, int refused)
{
    // Our options are words, so a letter is none of them; getopt stays at a word of letters until its last.
    const char letter[] = {'-', (char)optopt, '\0'};
    const char *option = optopt > 0 && optopt < 128 ? letter : argv[optind - 1];
    if (refused == ':')
        app_say(app_text("'%s' needs a value", "'%s' necesita un valor"), option);
    else
        app_say(app_text("'%s' isn't an option", "'%s' no es una opción"), option);
}

bool app_options_read(int argc, char **argv, unsigned takes, struct app_options *out, int *status)
{
    static const struct option options[] = {
        {"pack", required_argument, NULL, OPT_PACK},
        {"installed", no_argument, NULL, OPT_INSTALLED},
        {"country", required_argument, NULL, OPT_COUNTRY},
        {"store", required_argument, NULL, OPT_STORE},
        {"config", required_argument, NULL, OPT_CONFIG},
        {"inbox", required_argument, NULL, OPT_INBOX},
        {"trust", required_argument, NULL, OPT_TRUST},
        {"site", required_argument, NULL, OPT_SITE},
        {"lang", required_argument, NULL, OPT_LANG},
        {"mm", required_argument, NULL, OPT_MM},
        {"date", required_argument, NULL, OPT_DATE},
        {"windowed", optional_argument, NULL, OPT_WINDOWED},
        {"out", required_argument, NULL, OPT_OUT},
        {"size", required_argument, NULL, OPT_SIZE},
        {"screen", required_argument, NULL, OPT_SCREEN},
        {"sheet", no_argument, NULL, OPT_SHEET},
        {"vision", required_argument, NULL, OPT_VISION},
        {"of", required_argument, NULL, OPT_OF},
        {"desk", required_argument, NULL, OPT_DESK},
        {"dump", no_argument, NULL, OPT_DUMP},
        {"facilitate", no_argument, NULL, OPT_FACILITATE},
        {"access", required_argument, NULL, OPT_ACCESS},
        {"volume", required_argument, NULL, OPT_VOLUME},
        {"help", no_argument, NULL, OPT_HELP},
        {"version", no_argument, NULL, OPT_VERSION},
        {NULL, 0, NULL, 0},
    };
    *out =
        (struct app_options){.date = clock_today(), .volume = APP_DEFAULT_VOLUME, .store = CHASQUI_STATEDIR};
    *status = APP_USAGE;
    optind = 1;
    opterr = 0;
    for (int option = getopt_long(argc, argv, ":", options, NULL); option != -1;
         option = getopt_long(argc, argv, ":", options, NULL)) {
        if (option == '?' || option == ':')
            refuse(argv, option);
        if (option == OPT_HELP || option == OPT_VERSION) {
            if (option == OPT_HELP)
                fputs(app_text(help_en, help_es), stdout);
            else
                puts("chasqui " CHASQUI_VERSION);
            *status = APP_DONE;
            return false;
        }
        if (!read_option(option, takes, out)) {
            fputs(app_text("Try 'chasqui --help'.\n", "Prueba 'chasqui --help'.\n"), stderr);
            return false;
        }
    }
    if (takes & APP_TAKES_OPERAND && optind < argc)
        out->operand = argv[optind++];
    if (optind < argc) {
        app_say(app_text("'%s' is one word too many", "sobra la palabra '%s'"), argv[optind]);
        return false;
    }
    return true;
}

// SPDX-License-Identifier: MIT
// chasquictl: content and operations. It links no SDL.
#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "programs/ctl.h"

static const struct {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *en, *es;
} subcommands[] = {
    {"new", ctl_new, "start a pack, in Spanish and English", "empieza un paquete, en español e inglés"},
    {"check", ctl_check, "name every problem of a pack, and how to mend it",
     "nombra cada problema de un paquete y cómo arreglarlo"},
    {"report", ctl_report, "how easily each item reads, who is shown and spoken of",
     "con qué facilidad se lee cada elemento, a quiénes muestra y de quiénes habla"},
    {"keygen", ctl_keygen, "make a pair of keys, to sign packs",
     "crea un par de claves, para firmar paquetes"},
    {"pack", ctl_pack, "make one signed file of a pack", "hace de un paquete un solo archivo firmado"},
    {"trust", ctl_trust, "whose signature is believed on this kiosk",
     "de quién se cree la firma en este quiosco"},
    {"stats", ctl_stats, "how often each item of a kiosk was opened, by month",
     "cuántas veces se abrió cada contenido de un quiosco, por mes"},
    {"pin", ctl_pin, "set the PIN of a kiosk's operator, also when it was forgotten",
     "fija el PIN de quien opera un quiosco, también si se olvidó"},
    {"inspect", ctl_inspect, "what packs a stick holds, and who signed them",
     "qué paquetes hay en una memoria USB, y quién los firmó"},
    {"import", ctl_import, "make a pack what this kiosk shows, whole or not at all",
     "hace de un paquete lo que muestra este quiosco, entero o nada"},
    {"site", ctl_site, "the adults whom this kiosk's school or centre names",
     "las personas adultas que nombra la escuela o el centro de este quiosco"},
    {"list", ctl_list, "what this kiosk has shown, generation by generation",
     "qué ha mostrado este quiosco, generación por generación"},
    {"rollback", ctl_rollback, "show again what was shown before",
     "vuelve a mostrar lo que se mostraba antes"},
    {"remove", ctl_remove, "take one pack out of what is shown", "quita un paquete de lo que se muestra"},
    {"status", ctl_status, "whether what is installed is whole", "si lo instalado está entero"},
};
#define N_SUBCOMMANDS (sizeof subcommands / sizeof *subcommands)

const char *ctl_text(const char *en, const char *es)
{
    return diag_language_from_environment() == DIAG_ES ? es : en;
}

void ctl_say(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("chasquictl: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}

const char *ctl_reason(int error)
{
    if (error == ENOENT || error == ENOTDIR)
        return ctl_text("there is no such file or folder", "no existe ese archivo o carpeta");
    if (error == EACCES)
        return ctl_text("there is no permission", "no hay permiso");
    return strerror(error);
}

int ctl_refuse(const char *subcommand, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(stderr, "chasquictl %s: ", subcommand);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    fprintf(stderr, ctl_text("See 'chasquictl %s --help'.\n", "Mira 'chasquictl %s --help'.\n"), subcommand);
    return CTL_USAGE;
}

int ctl_refuse_option(char **argv, int refused)
{
    // getopt stays at a word of several letters ("-xy") until its last.
    const char *at = argv[optind];
    bool inside = at && at[0] == '-' && at[1] == optopt;
    const char letter[] = {'-', (char)optopt, '\0'};
    const char *option = inside ? letter : argv[optind - 1];
    if (refused == ':')
        return ctl_refuse(argv[0], ctl_text("'%s' needs a value", "'%s' necesita un valor"), option);
    return ctl_refuse(argv[0], ctl_text("'%s' isn't an option here", "'%s' no es una opción aquí"), option);
}

bool ctl_join(const char *head, const char *tail, char out[PATH_MAX])
{
    int n = snprintf(out, PATH_MAX, "%s%s", head, tail);
    if (n > 0 && n < PATH_MAX)
        return true;
    ctl_say("%s: %s", head, strerror(ENAMETOOLONG));
    return false;
}

bool ctl_date(const char *subcommand, const char *value, struct date *out)
{
    if (date_parse(slice_of(value), out))
        return true;
    ctl_refuse(subcommand,
               ctl_text("'%s' isn't a day written YYYY-MM-DD", "'%s' no es un día escrito AAAA-MM-DD"),
               value);
    return false;
}

static void print_help(void)
{
    fputs(ctl_text("Usage: chasquictl SUBCOMMAND [OPTION]... [ARGUMENT]...\n"
                   "Writes, checks and hands on the content of Chasqui kiosks.\n\n",
                   "Uso: chasquictl SUBCOMANDO [OPCIÓN]... [ARGUMENTO]...\n"
                   "Escribe, revisa y reparte el contenido de los quioscos Chasqui.\n\n"),
          stdout);
    for (size_t i = 0; i < N_SUBCOMMANDS; i++)
        printf("  %-10s %s\n", subcommands[i].name, ctl_text(subcommands[i].en, subcommands[i].es));
    fputs(ctl_text("\n  --help     this help; 'chasquictl SUBCOMMAND --help' tells more\n"
                   "  --version  the version\n\n"
                   "Exit status: 0 done, 1 the input has errors, 2 wrong usage, 3 the machine failed us.\n",
                   "\n  --help     esta ayuda; 'chasquictl SUBCOMANDO --help' dice más\n"
                   "  --version  la versión\n\n"
                   "Estado de salida: 0 hecho, 1 la entrada tiene errores, 2 mal uso, 3 falló la máquina.\n"),
          stdout);
}

static int run(int argc, char **argv)
{
    if (argc < 2) {
        ctl_say("%s", ctl_text("say what to do: new, check, report... (see 'chasquictl --help')",
                               "di qué hacer: new, check, report... (mira 'chasquictl --help')"));
        return CTL_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        print_help();
        return CTL_DONE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("chasquictl " CHASQUI_VERSION);
        return CTL_DONE;
    }
    for (size_t i = 0; i < N_SUBCOMMANDS; i++)
        if (strcmp(argv[1], subcommands[i].name) == 0)
            return subcommands[i].run(argc - 1, argv + 1);
    ctl_say(ctl_text("'%s' isn't a subcommand (see 'chasquictl --help')",
                     "'%s' no es un subcomando (mira 'chasquictl --help')"),
            argv[1]);
    return CTL_USAGE;
}

int main(int argc, char **argv)
{
    int status = run(argc, argv);
    // A full disk behind `> file` must not look like an answer.
    if (fflush(stdout) != 0 || ferror(stdout)) {
        ctl_say(ctl_text("can't write the output: %s", "no se puede escribir la salida: %s"),
                ctl_reason(errno));
        return CTL_MACHINE;
    }
    return status;
}

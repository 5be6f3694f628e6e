// SPDX-License-Identifier: MIT
// chasquictl pin: sets or removes the operator's PIN. Whoever is root on the machine needs no old one: this is the way back
// for a PIN that was forgotten.
#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "programs/ctl.h"
#include "system/pin.h"

struct request {
    const char *store;
    bool remove;
};

// What is typed, with room for what is too long to be a PIN. Wiped after use.
struct typed {
    char text[64];
    size_t n;
};

static void print_help(void)
{
    fputs(ctl_text("Usage: chasquictl pin [OPTION]...\n"
                   "Sets the PIN of whoever operates this kiosk: it is asked for twice, or read as one line "
                   "from standard\n"
                   "input. 4 to 12 digits, not all the same and no row such as 1234. An old PIN isn't asked "
                   "for, so that one\n"
                   "that was forgotten can be replaced; waits after wrong tries end.\n\n"
                   "  --remove     remove it: then there is no operator mode until another is set\n"
                   "  --store=DIR  the folder of what the kiosk keeps (" CHASQUI_STATEDIR ")\n"
                   "  --help       this help\n",
                   "Uso: chasquictl pin [OPCIÓN]...\n"
                   "Fija el PIN de quien opera este quiosco: se pide dos veces, o se lee como una línea de "
                   "la entrada\n"
                   "estándar. De 4 a 12 cifras, no todas iguales ni seguidas como 1234. No se pide el PIN "
                   "anterior, para poder\n"
                   "reemplazar uno olvidado; las esperas por intentos errados terminan.\n\n"
                   "  --remove         lo quita: no hay modo de operación hasta que se fije otro\n"
                   "  --store=CARPETA  la carpeta de lo que guarda el quiosco (" CHASQUI_STATEDIR ")\n"
                   "  --help           esta ayuda\n"),
          stdout);
}

static const char *fault_text(enum pin_fault fault)
{
    switch (fault) {
    case PIN_NOT_DIGITS:
        return ctl_text(
            "a PIN has digits only, since the screen has no letters; write 4 to 12 digits",
            "un PIN solo tiene cifras, pues la pantalla no tiene letras; escribe de 4 a 12 cifras");
    case PIN_SHORT:
        return ctl_text("that is too short; write 4 to 12 digits", "es muy corto; escribe de 4 a 12 cifras");
    case PIN_LONG:
        return ctl_text("that is too long; write 4 to 12 digits", "es muy largo; escribe de 4 a 12 cifras");
    default:
        return ctl_text(
            "anybody would try that first; take digits that aren't the same and don't follow each other",
            "es lo primero que cualquiera probaría; usa cifras que no sean iguales ni seguidas");
    }
}

// ---- Typing ----

static struct termios terminal; // as it was

static void restore_terminal(void)
{
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &terminal);
}

// Whoever interrupts must find the terminal as it was. Only async-signal-safe calls.
static void interrupted(int number)
{
    restore_terminal();
    signal(number, SIG_DFL);
    raise(number);
}

// A line, byte by byte: none of it stays in a buffer of the library.
static bool read_line(struct typed *out)
{
    char c = '\0';
    ssize_t n;
    out->n = 0;
    while ((n = read(STDIN_FILENO, &c, 1)) != 0) {
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 || c == '\n')
            break;
        if (out->n < sizeof out->text)
            out->text[out->n++] = c;
    }
    if (out->n > 0 && out->text[out->n - 1] == '\r')
        out->n--;
    return n > 0 || out->n > 0;
}

static bool ask(const char *prompt, struct typed *out)
{
    fputs(prompt, stderr);
    bool good = read_line(out);
    fputc('\n', stderr);
    return good;
}

// Twice, without showing it.
static bool read_typed(struct typed *out)
{
    struct typed again;
    struct termios silent;
    if (tcgetattr(STDIN_FILENO, &terminal) != 0)
        return read_line(out);
    silent = terminal;
    silent.c_lflag &= ~(tcflag_t)ECHO;
    signal(SIGINT, interrupted);
    signal(SIGTERM, interrupted);
    signal(SIGTSTP, SIG_IGN);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    bool good =
        ask(ctl_text("New PIN: ", "PIN nuevo: "), out) && ask(ctl_text("Once more: ", "Otra vez: "), &again);
    restore_terminal();
    if (good && (again.n != out->n || memcmp(again.text, out->text, out->n) != 0)) {
        ctl_say("%s", ctl_text("the two are not the same", "los dos no son iguales"));
        good = false;
    }
    pin_wipe_digits(&again, sizeof again);
    return good;
}

// ---- Setting ----

static int machine_refused(const char *store)
{
    ctl_say(ctl_text("%s: the PIN can't be changed: %s", "%s: no se puede cambiar el PIN: %s"), store,
            ctl_reason(errno));
    return CTL_MACHINE;
}

// The kiosk has a user of its own, who must be able to read what root writes.
static bool become_owner(const char *store)
{
    struct stat st;
    if (stat(store, &st) != 0)
        return false;
    if (!S_ISDIR(st.st_mode)) {
        errno = ENOTDIR;
        return false;
    }
    return geteuid() != 0 || (setegid(st.st_gid) == 0 && seteuid(st.st_uid) == 0);
}

static int set(const char *store)
{
    struct typed typed = {.n = 0};
    int status = CTL_INPUT;
    if (read_typed(&typed)) {
        struct slice digits = {typed.text, typed.n};
        enum pin_fault fault = pin_judge(digits);
        if (fault != PIN_GOOD)
            ctl_say("%s", fault_text(fault));
        else if (!pin_set(store, digits))
            status = machine_refused(store);
        else
            status = CTL_DONE;
    } else
        ctl_say("%s",
                ctl_text("no PIN was read; nothing was changed", "no se leyó ningún PIN; no se cambió nada"));
    pin_wipe_digits(&typed, sizeof typed);
    if (status == CTL_DONE)
        puts(ctl_text("the PIN is set", "el PIN quedó fijado"));
    return status;
}

static int remove_it(const char *store)
{
    if (!pin_remove(store))
        return machine_refused(store);
    puts(ctl_text("there is no PIN now, and no operator mode until one is set",
                  "ahora no hay PIN, ni modo de operación hasta que se fije uno"));
    return CTL_DONE;
}

// Returns -1 to go on.
static int read_options(int argc, char **argv, struct request *out)
{
    static const struct option options[] = {
        {"store", required_argument, NULL, 's'},
        {"remove", no_argument, NULL, 'r'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    int option;
    optind = 0;
    while ((option = getopt_long(argc, argv, ":h", options, NULL)) != -1) {
        switch (option) {
        case 's':
            out->store = optarg;
            break;
        case 'r':
            out->remove = true;
            break;
        case 'h':
            print_help();
            return CTL_DONE;
        default:
            return ctl_refuse_option(argv, option);
        }
    }
    if (optind < argc)
        return ctl_refuse(argv[0], "%s",
                          ctl_text("the PIN is not an argument, where others could read it; it is asked for",
                                   "el PIN no es un argumento, que otros podrían leer; se pide después"));
    return -1;
}

int ctl_pin(int argc, char **argv)
{
    struct request request = {.store = CHASQUI_STATEDIR};
    int refused = read_options(argc, argv, &request);
    if (refused >= 0)
        return refused;
    if (!become_owner(request.store))
        return machine_refused(request.store);
    return request.remove ? remove_it(request.store) : set(request.store);
}

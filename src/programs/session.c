// SPDX-License-Identifier: MIT
// chasqui-session: what the service starts. It says in plain words what the machine lacks, sets up what the kiosk runs in, and
// becomes cage with the kiosk in it, or the kiosk alone on the bare screen.
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "programs/cursor.h"
#include "system/machine.h"
#include "system/setup.h"

enum { DONE, USAGE = 2, MACHINE };

struct request {
    const char *config;
    const char *root;    // what stands before the paths of the machine
    const char *session; // over what the file says; NULL: nothing
};

static const char *text(const char *en, const char *es)
{
    return diag_language_from_environment() == DIAG_ES ? es : en;
}

static void say(const char *sentence)
{
    fprintf(stderr, "chasqui-session: %s\n", sentence);
}

static void print_help(void)
{
    fputs(text("Usage: chasqui-session [--config FILE] [--session cage|kmsdrm] [--root DIR]\n"
               "Starts the kiosk on this machine's screen. For chasqui.service: see chasqui-settings(5).\n\n"
               "  --config=FILE          the settings of the machine (" CHASQUI_CONFIG ")\n"
               "  --session=cage|kmsdrm  instead of what FILE says\n"
               "  --root=DIR             looks for the machine's screen and keys below DIR: for tests\n"
               "  --help                 this help\n",
               "Uso: chasqui-session [--config ARCHIVO] [--session cage|kmsdrm] [--root CARPETA]\n"
               "Abre el quiosco en la pantalla de esta máquina. Para chasqui.service: véase "
               "chasqui-settings(5).\n\n"
               "  --config=ARCHIVO       los ajustes de la máquina (" CHASQUI_CONFIG ")\n"
               "  --session=cage|kmsdrm  en lugar de lo que dice ARCHIVO\n"
               "  --root=CARPETA         busca la pantalla y las teclas bajo CARPETA: para pruebas\n"
               "  --help                 esta ayuda\n"),
          stdout);
}

// ---- What is missing ----

// Without one of these nothing can be seen.
static bool can_show(const struct request *request, enum setup_session session)
{
    bool cage = session == SETUP_SESSION_CAGE, good = true;
    if (!machine_has_letters(request->root)) {
        say(text("there are no letters to write with: install fonts-sil-andika or fonts-dejavu-core",
                 "no hay letras con qué escribir: instala fonts-sil-andika o fonts-dejavu-core"));
        good = false;
    }
    if (machine_screen(request->root) == MACHINE_NO_SCREEN) {
        say(text("the kernel knows of no screen (nothing in /sys/class/drm): see whether the graphics card's "
                 "driver and "
                 "firmware are installed",
                 "el núcleo no conoce ninguna pantalla (nada en /sys/class/drm): mira si están instalados el "
                 "controlador "
                 "y el firmware de la tarjeta gráfica"));
        good = false;
    }
    if (cage && !machine_finds("cage")) {
        say(text("cage is not installed: install cage, or write session: kmsdrm in kiosk.yaml",
                 "cage no está instalado: instala cage, o escribe session: kmsdrm en kiosk.yaml"));
        good = false;
    }
    if (cage && !machine_finds("Xwayland")) {
        say(text("cage doesn't start without Xwayland: install xwayland",
                 "cage no arranca sin Xwayland: instala xwayland"));
        good = false;
    }
    if (cage && geteuid() == 0) {
        say(text("cage refuses to run as root: start the service instead (systemctl start chasqui)",
                 "cage no funciona como root: inicia el servicio (systemctl start chasqui)"));
        good = false;
    }
    return good;
}

// Without a seat cage can't have the screen. It is started all the same: it knows of other ways, and says what failed.
static void tell_seat(const struct request *request)
{
    enum machine_seat seat = machine_seat(request->root);
    if (seat == MACHINE_NO_SEAT)
        say(text("seatd doesn't run, and without it nothing hands over the screen: install seatd, then "
                 "systemctl enable --now seatd",
                 "seatd no funciona y sin él nadie entrega la pantalla: instala seatd, y luego systemctl "
                 "enable --now seatd"));
    else if (seat == MACHINE_SEAT_FORBIDDEN)
        say(text("this user may not ask seatd for the screen: add it to the group video (usermod -aG video "
                 "chasqui)",
                 "este usuario no puede pedirle la pantalla a seatd: agrégalo al grupo video (usermod -aG "
                 "video chasqui)"));
}

// Posters without touch are better than a black screen: these are said, and the kiosk starts.
static void tell_the_rest(const struct request *request, const struct setup *setup,
                          enum setup_session session)
{
    bool cage = session == SETUP_SESSION_CAGE;
    bool seat = cage && machine_seat(request->root) == MACHINE_SEAT;
    if (machine_screen(request->root) == MACHINE_SCREEN_UNPLUGGED)
        say(text("no screen is plugged in, or it is off: see its cable and its power",
                 "no hay ninguna pantalla conectada, o está apagada: mira su cable y su corriente"));
    if (cage)
        tell_seat(request);
    enum machine_input input = machine_input(request->root);
    if (input == MACHINE_NO_INPUT)
        say(text("nothing to touch or press is plugged in: see the touchscreen's USB cable",
                 "no hay nada conectado que se pueda tocar: mira el cable USB de la pantalla táctil"));
    else if (input == MACHINE_INPUT_FORBIDDEN && !seat)
        say(text("this user may not read /dev/input, so touch is dead: add it to the group input (usermod "
                 "-aG input chasqui)",
                 "este usuario no puede leer /dev/input y no se responde al tacto: agrégalo al grupo input "
                 "(usermod -aG input "
                 "chasqui)"));
    if (!cage && setup->machine.rotation != 0)
        say(text("with session: kmsdrm the picture can't be turned: write session: cage in kiosk.yaml",
                 "con session: kmsdrm no se puede girar la imagen: escribe session: cage en kiosk.yaml"));
}

// ---- The session ----

static void hide_cursor(const char *folder)
{
    char path[PATH_MAX];
    if (!folder || folder[0] != '/' || !cursor_write(folder))
        return;
    int n = snprintf(path, sizeof path, "%s/icons", folder);
    if (n > 0 && (size_t)n < sizeof path)
        setenv("XCURSOR_PATH", path, 0);
}

static void prepare(const struct request *request, enum setup_session session)
{
    const char *folder = getenv("RUNTIME_DIRECTORY");
    // systemd says whose signs of life it takes: under cage that is the kiosk, which is another process than this one.
    unsetenv("WATCHDOG_PID");
    // Of the service's own: the user's is hidden by its sandbox, and goes with it.
    if (folder && folder[0] == '/' && !strchr(folder, ':')) {
        setenv("XDG_RUNTIME_DIR", folder, 1);
        setenv("HOME", folder, 1); // caches of graphics libraries are no part of what a kiosk keeps
    }
    if (session == SETUP_SESSION_KMSDRM) {
        setenv("SDL_VIDEODRIVER", "kmsdrm", 1);
        return;
    }
    hide_cursor(folder);
    // Not logind: a session of its own would take the kiosk out of the service, and so away from its watchdog.
    if (machine_seat(request->root) == MACHINE_SEAT)
        setenv("LIBSEAT_BACKEND", "seatd", 0);
    // The processor draws everything: neither cage, Xwayland nor the kiosk needs a graphics driver, or its memory.
    setenv("WLR_RENDERER", "pixman", 0);
    if (access(CHASQUI_LIBEXECDIR "/chasqui-xwayland", X_OK) == 0)
        setenv("WLR_XWAYLAND", CHASQUI_LIBEXECDIR "/chasqui-xwayland", 0);
    setenv("SDL_VIDEODRIVER", "x11", 0);
}

// cage's -r turns the picture to the left.
static int run_cage(const struct request *request, unsigned rotation)
{
    char *arguments[12];
    int n = 0;
    arguments[n++] = (char *)"cage";
    for (unsigned turned = rotation; turned > 0 && turned < 360; turned += 90)
        arguments[n++] = (char *)"-r";
    arguments[n++] = (char *)"--";
    arguments[n++] = (char *)"chasqui";
    arguments[n++] = (char *)"run";
    arguments[n++] = (char *)"--config";
    arguments[n++] = (char *)request->config;
    arguments[n] = NULL;
    return execvp("cage", arguments);
}

static int become(const struct request *request, const struct setup *setup, enum setup_session session)
{
    prepare(request, session);
    if (session == SETUP_SESSION_CAGE)
        run_cage(request, setup->machine.rotation);
    else
        execlp("chasqui", "chasqui", "run", "--config", request->config, (char *)NULL);
    fprintf(stderr, "chasqui-session: %s: %s\n", session == SETUP_SESSION_CAGE ? "cage" : "chasqui",
            strerror(errno));
    return MACHINE;
}

static int start(const struct request *request)
{
    struct setup setup = setup_defaults();
    struct arena arena;
    struct diags diags;
    arena_init(&arena);
    diags_init(&diags, &arena);
    setup_read(request->config, NULL, &diags, &setup); // the kiosk says what is wrong in it
    arena_fini(&arena);
    enum setup_session session = setup.machine.session;
    if (request->session)
        session = strcmp(request->session, "kmsdrm") == 0 ? SETUP_SESSION_KMSDRM : SETUP_SESSION_CAGE;
    if (!can_show(request, session))
        return MACHINE;
    tell_the_rest(request, &setup, session);
    return become(request, &setup, session);
}

int main(int argc, char **argv)
{
    static const struct option options[] = {{"config", required_argument, NULL, 'c'},
                                            {"session", required_argument, NULL, 's'},
                                            {"root", required_argument, NULL, 'r'},
                                            {"help", no_argument, NULL, 'h'},
                                            {NULL, 0, NULL, 0}};
    struct request request = {.config = CHASQUI_CONFIG, .root = ""};
    int option;
    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 'h') {
            print_help();
            return DONE;
        }
        if (option == '?')
            return USAGE;
        *(option == 'c' ? &request.config : option == 's' ? &request.session : &request.root) = optarg;
    }
    bool known =
        !request.session || strcmp(request.session, "cage") == 0 || strcmp(request.session, "kmsdrm") == 0;
    if (optind < argc || !known) {
        say(text("see chasqui-session --help", "mira chasqui-session --help"));
        return USAGE;
    }
    return start(&request);
}

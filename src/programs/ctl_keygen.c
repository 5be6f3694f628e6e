// SPDX-License-Identifier: MIT
// chasquictl keygen: a pair of keys in minisign's formats.
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "base/kassert.h"
#include "base/limits.h"
#include "pack/keys_list.h"
#include "programs/ctl.h"
#include "programs/ctl_password.h"
#include "system/durable.h"

struct request {
    const char *name;
    bool no_password;
    char secret[PATH_MAX], public[PATH_MAX];
};

static void print_help(void)
{
    fputs(
        ctl_text(
            "Usage: chasquictl keygen [OPTION]... NAME\n"
            "Makes a pair of keys: NAME.key, to sign packs with, and NAME.pub, by which kiosks know who "
            "signed.\n"
            "NAME is what people are shown as the signer. Asks for a password, twice; where standard input\n"
            "is no terminal, reads it from there. Both files are in minisign's formats.\n\n"
            "  --no-password  leave NAME.key without a password\n"
            "  --help         this help\n",
            "Uso: chasquictl keygen [OPCIÓN]... NOMBRE\n"
            "Crea un par de claves: NOMBRE.key, para firmar paquetes, y NOMBRE.pub, por la que los quioscos\n"
            "saben quién firmó. NOMBRE es lo que se muestra a la gente. Pide una contraseña, dos veces; si "
            "la\n"
            "entrada estándar no es una terminal, la lee de allí. Los dos archivos están en los formatos de "
            "minisign.\n\n"
            "  --no-password  deja NOMBRE.key sin contraseña\n"
            "  --help         esta ayuda\n"),
        stdout);
}

static int say_failed(const char *path)
{
    ctl_say("%s: %s", path, ctl_reason(errno));
    return CTL_MACHINE;
}

static int say_exists(const char *path)
{
    ctl_say(ctl_text("%s is there already; a key is never written over: choose another name",
                     "%s ya está ahí; una clave nunca se sobrescribe: elige otro nombre"),
            path);
    return CTL_USAGE;
}

static bool write_whole(int fd, struct slice text)
{
    while (text.n) {
        ssize_t n = write(fd, text.p, text.n);
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0)
            text = slice_from(text, (size_t)n);
    }
    return fsync(fd) == 0;
}

static int write_new(const char *path, struct slice text, mode_t mode)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
    if (fd < 0)
        return errno == EEXIST ? say_exists(path) : say_failed(path);
    bool good = write_whole(fd, text);
    int error = errno;
    close(fd);
    if (good)
        return CTL_DONE;
    unlink(path);
    errno = error;
    return say_failed(path);
}

// Both files, or none.
static int write_pair(const struct request *request, struct slice secret, struct slice public)
{
    char folder[PATH_MAX];
    KASSERT(request->name);
    int status = write_new(request->secret, secret, 0600);
    if (status != CTL_DONE)
        return status;
    status = write_new(request->public, public, 0644);
    if (status != CTL_DONE) {
        unlink(request->secret);
        return status;
    }
    const char *slash = strrchr(request->name, '/');
    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - request->name) + 1 : 1,
             slash ? request->name : ".");
    return durable_folder(folder) ? CTL_DONE : say_failed(folder);
}

static void tell(const struct request *request, struct slice public)
{
    struct slice line, rest;
    slice_cut(public, '\n', &line, &rest);
    slice_cut(rest, '\n', &line, &rest);
    printf(ctl_text("%s  signs in your name. Keep it to yourself: here, and a copy under lock and key.\n"
                    "%s  tells kiosks who signed. On each: chasquictl trust add %s\n"
                    "The public key, to read out or to print: %.*s\n"
                    "Next: chasquictl pack DIR -o FILE.chasqui --key %s\n",
                    "%s  firma en tu nombre. Guárdalo solo tú: aquí, y una copia bajo llave.\n"
                    "%s  dice a los quioscos quién firmó. En cada uno: chasquictl trust add %s\n"
                    "La clave pública, para leerla en voz alta o imprimirla: %.*s\n"
                    "Ahora: chasquictl pack CARPETA -o ARCHIVO.chasqui --key %s\n"),
           request->secret, request->public, request->public, SLICE_ARG(line), request->secret);
    if (request->no_password)
        fprintf(stderr,
                ctl_text("%s has no password: whoever copies it signs in your name.\n",
                         "%s no tiene contraseña: quien lo copie firma en tu nombre.\n"),
                request->secret);
}

static int generate(const struct request *request)
{
    struct ctl_password password = {.n = 0};
    struct arena arena;
    struct slice secret, public;
    int status = CTL_INPUT;
    if (request->no_password || ctl_password_new(&password)) {
        arena_init(&arena);
        if (minisign_generate(ctl_password_slice(&password), &arena, &secret, &public) == MINISIGN_OK) {
            status = write_pair(request, secret, public);
            sodium_memzero((char *)secret.p, secret.n);
            if (status == CTL_DONE)
                tell(request, public);
        } else {
            status = CTL_MACHINE;
            ctl_say("%s", ctl_text("there isn't memory enough to protect the key",
                                   "no hay memoria suficiente para proteger la clave"));
        }
        arena_fini(&arena);
    }
    ctl_password_wipe(&password);
    return status;
}

// Returns -1 to go on.
static int read_options(int argc, char **argv, struct request *request)
{
    static const struct option options[] = {
        {"no-password", no_argument, NULL, 'n'}, {"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};
    int option;
    optind = 0;
    while ((option = getopt_long(argc, argv, ":h", options, NULL)) != -1) {
        if (option == 'h') {
            print_help();
            return CTL_DONE;
        }
        if (option != 'n')
            return ctl_refuse_option(argv, option);
        request->no_password = true;
    }
    if (argc - optind != 1)
        return ctl_refuse(argv[0], "%s", ctl_text("give the keys one name", "da un nombre a las claves"));
    request->name = argv[optind];
    const char *slash = strrchr(request->name, '/');
    if (!keys_is_name(slice_of(slash ? slash + 1 : request->name)))
        return ctl_refuse(
            argv[0],
            ctl_text("'%s' can't be shown to people as a name; choose a plain one of at most %d bytes",
                     "'%s' no se puede mostrar como nombre; elige uno sencillo, de %d bytes como máximo"),
            request->name, LIMIT_KEY_NAME);
    if (!ctl_join(request->name, ".key", request->secret) ||
        !ctl_join(request->name, ".pub", request->public))
        return CTL_USAGE;
    return -1;
}

int ctl_keygen(int argc, char **argv)
{
    struct request request = {.name = NULL};
    int refused = read_options(argc, argv, &request);
    if (refused >= 0)
        return refused;
    // Before a password is asked for; what is written is looked at again.
    if (access(request.secret, F_OK) == 0)
        return say_exists(request.secret);
    if (access(request.public, F_OK) == 0)
        return say_exists(request.public);
    return generate(&request);
}

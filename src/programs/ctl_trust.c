// SPDX-License-Identifier: MIT
// chasquictl trust: whose signature is believed on this kiosk.
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "pack/trust_change.h"
#include "programs/ctl_check.h"
#include "system/files.h"

struct request {
    const char *folder;
    char **words; // after the options
    int n_words;
    struct arena arena;
    struct diags diags;
};

static void print_help(void)
{
    fputs(
        ctl_text(
            "Usage: chasquictl trust [--trust DIR]                  the keys, and which are revoked\n"
            "       chasquictl trust [--trust DIR] add FILE.pub     believe this key from now on\n"
            "       chasquictl trust [--trust DIR] revoke ID WHY    never again believe the key with this "
            "id\n"
            "       chasquictl trust [--trust DIR] apply FILE.keys  do both as a signed list says\n"
            "A pack with channels is imported only when one of these keys has signed it.\n"
            "FILE.keys is signed as FILE.keys.minisig by a key that is believed here.\n\n"
            "  --trust=DIR  the folder of trusted keys (" CHASQUI_TRUSTDIR ")\n"
            "  --help       this help\n",
            "Uso: chasquictl trust [--trust CARPETA]                     las claves, y cuáles se revocaron\n"
            "     chasquictl trust [--trust CARPETA] add ARCHIVO.pub     confía desde ahora en esta clave\n"
            "     chasquictl trust [--trust CARPETA] revoke ID MOTIVO    no confía nunca más en la clave con "
            "este "
            "id\n"
            "     chasquictl trust [--trust CARPETA] apply ARCHIVO.keys  hace ambas cosas según una lista "
            "firmada\n"
            "Un paquete con canales se importa solo si lo firmó una de estas claves.\n"
            "ARCHIVO.keys está firmado en ARCHIVO.keys.minisig con una clave en la que se confía aquí.\n\n"
            "  --trust=CARPETA  la carpeta de claves de confianza (" CHASQUI_TRUSTDIR ")\n"
            "  --help           esta ayuda\n"),
        stdout);
}

static int say_failed(const char *path)
{
    ctl_say("%s: %s", path, ctl_reason(errno));
    return errno == ENOENT || errno == ENOTDIR ? CTL_USAGE : CTL_MACHINE;
}

// What a change came to, as an exit status.
static int status_of(const struct request *request, enum trust_change change, const char *unchanged)
{
    if (change == TRUST_FAILED)
        return say_failed(request->folder);
    if (change == TRUST_UNCHANGED)
        puts(unchanged);
    return change == TRUST_REFUSED ? CTL_INPUT : CTL_DONE;
}

static int list_keys(struct request *request)
{
    struct trust trust;
    if (!trust_read(request->folder, &request->arena, &request->diags, &trust))
        return CTL_INPUT;
    for (size_t i = 0; i < trust.n_keys; i++) {
        const struct trusted_key *key = &trust.keys[i];
        char id[MINISIGN_ID_TEXT];
        minisign_id_text(key->key.id, id);
        printf("%s  %.*s", id, SLICE_ARG(key->name));
        if (key->revoked)
            printf(ctl_text("  REVOKED: %.*s", "  REVOCADA: %.*s"), SLICE_ARG(key->why));
        putchar('\n');
    }
    for (size_t i = 0; i < trust.n_revoked; i++) {
        char id[MINISIGN_ID_TEXT];
        minisign_id_text(trust.revoked[i].id, id);
        if (!trust_find(&trust, trust.revoked[i].id))
            printf(ctl_text("%s  (not here)  REVOKED: %.*s\n", "%s  (no está aquí)  REVOCADA: %.*s\n"), id,
                   SLICE_ARG(trust.revoked[i].why));
    }
    if (trust.n_keys == 0)
        fprintf(stderr,
                ctl_text("%s: no keys, so nothing that is signed is believed here\n",
                         "%s: no hay claves, así que aquí no se cree ninguna firma\n"),
                request->folder);
    if (trust.lists.serial)
        printf(ctl_text("last list of keys: serial %" PRIu64 "\n",
                        "última lista de claves: serial %" PRIu64 "\n"),
               trust.lists.serial);
    return CTL_DONE;
}

// The name that a NAME.pub gives its key.
static struct slice name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct slice name = slice_of(slash ? slash + 1 : path);
    return slice_ends(name, SLICE(".pub")) ? slice_sub(name, 0, name.n - 4) : name;
}

static int add_key(struct request *request)
{
    const char *path = request->words[1];
    struct tree_entry file;
    if (!files_read(path, LIMIT_KEY_FILE, &request->arena, &file) && file.fault == TREE_UNREADABLE)
        return say_failed(path);
    struct slice name = name_of(path);
    int status = status_of(
        request,
        trust_add(request->folder, name, slice_of(path), file.bytes, &request->arena, &request->diags), "");
    if (status == CTL_DONE)
        printf(ctl_text("%.*s is believed from now on\n", "desde ahora se confía en %.*s\n"),
               SLICE_ARG(name));
    return status;
}

static bool read_id(const char *text, uint8_t id[MINISIGN_ID])
{
    if (minisign_id_read(slice_of(text), id))
        return true;
    ctl_refuse(
        "trust",
        ctl_text("'%s' isn't a key's id, 16 hexadecimal digits ('chasquictl trust' shows them)",
                 "'%s' no es el id de una clave, 16 dígitos hexadecimales ('chasquictl trust' los muestra)"),
        text);
    return false;
}

static int revoke_key(struct request *request)
{
    uint8_t id[MINISIGN_ID];
    struct slice why = slice_of(request->words[2]);
    struct trust trust;
    if (!read_id(request->words[1], id))
        return CTL_USAGE;
    if (!keys_is_why(why))
        return ctl_refuse("trust",
                          ctl_text("say why in one line of at most %d bytes",
                                   "di el motivo en una línea de %d bytes como máximo"),
                          LIMIT_KEYS_WHY);
    int status = status_of(request, trust_revoke(request->folder, id, why, &request->arena, &request->diags),
                           ctl_text("it was revoked already", "ya estaba revocada"));
    if (status != CTL_DONE || !trust_read(request->folder, &request->arena, &request->diags, &trust))
        return status;
    const struct trusted_key *key = trust_find(&trust, id);
    printf(ctl_text("%s%s%.*s is never believed again\n", "%s%s%.*s: no se confía más en esta clave\n"),
           request->words[1], key ? " " : "", SLICE_ARG(key ? key->name : SLICE_NONE));
    return CTL_DONE;
}

static int apply_list(struct request *request)
{
    const char *path = request->words[1];
    char signature_path[PATH_MAX];
    struct tree_entry keys, signature;
    struct trust_applied applied;
    if (!ctl_join(path, ".minisig", signature_path))
        return CTL_USAGE;
    if (!files_read(path, LIMIT_KEYS_FILE, &request->arena, &keys) && keys.fault == TREE_UNREADABLE)
        return say_failed(path);
    if (keys.fault == TREE_TOO_LARGE) {
        ctl_say(ctl_text("%s is larger than a list of keys can be",
                         "%s es más grande de lo que puede ser una lista de claves"),
                path);
        return CTL_INPUT;
    }
    files_read(signature_path, LIMIT_SIGNATURE_FILE, &request->arena, &signature);
    if (signature.fault == TREE_TOO_LARGE)
        signature.bytes = SLICE("?"); // whatever it is, no signature is so long
    enum trust_change change = trust_apply(request->folder, keys.path, keys.bytes, signature.path,
                                           signature.bytes, &request->arena, &request->diags, &applied);
    int status = status_of(request, change, "");
    if (status == CTL_DONE)
        printf(ctl_text("%s: serial %" PRIu64 ", signed by %.*s: %zu added, %zu revoked\n",
                        "%s: serial %" PRIu64 ", firmada por %.*s: %zu agregadas, %zu revocadas\n"),
               path, applied.serial, SLICE_ARG(applied.by), applied.n_added, applied.n_revoked);
    return status;
}

static const struct {
    const char *word;
    int n_words;
    int (*run)(struct request *request);
} commands[] = {{"add", 2, add_key}, {"revoke", 3, revoke_key}, {"apply", 2, apply_list}};

static int dispatch(struct request *request)
{
    if (request->n_words == 0)
        return list_keys(request);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(request->words[0], commands[i].word) == 0 && request->n_words == commands[i].n_words)
            return commands[i].run(request);
    return ctl_refuse("trust", "%s",
                      ctl_text("write nothing, add FILE.pub, revoke ID WHY, or apply FILE.keys",
                               "no escribas nada, o add ARCHIVO.pub, revoke ID MOTIVO o apply ARCHIVO.keys"));
}

int ctl_trust(int argc, char **argv)
{
    static const struct option options[] = {
        {"trust", required_argument, NULL, 't'}, {"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};
    struct request request = {.folder = CHASQUI_TRUSTDIR};
    int option;
    optind = 0;
    while ((option = getopt_long(argc, argv, ":h", options, NULL)) != -1) {
        if (option == 'h') {
            print_help();
            return CTL_DONE;
        }
        if (option != 't')
            return ctl_refuse_option(argv, option);
        request.folder = optarg;
    }
    request.words = argv + optind;
    request.n_words = argc - optind;
    arena_init(&request.arena);
    diags_init(&request.diags, &request.arena);
    int status = dispatch(&request);
    ctl_print_problems(&request.diags, false);
    arena_fini(&request.arena);
    return status;
}

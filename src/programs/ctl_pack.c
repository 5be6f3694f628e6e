// SPDX-License-Identifier: MIT
// chasquictl pack: a pack's folder into one signed file.
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <inttypes.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "content/pack.h"
#include "pack/minisign.h"
#include "pack/seal.h"
#include "programs/ctl_check.h"
#include "programs/ctl_password.h"
#include "system/clock.h"
#include "system/durable.h"
#include "system/files.h"

struct request {
    const char *folder, *out, *key;
    bool manifest_only;
    struct date today;
    struct arena arena;
    struct diags diags;
    struct tree tree;
    struct seal seal;
    struct manifest manifest; // of what was checked
};

static void print_help(void)
{
    fputs(ctl_text(
              "Usage: chasquictl pack DIR -o FILE.chasqui --key NAME.key [--date DATE]\n"
              "       chasquictl pack DIR --manifest-only [--date DATE]\n"
              "       chasquictl pack DIR -o FILE.chasqui [--date DATE]\n"
              "Makes one signed file of a pack's folder, after 'chasquictl check --release' finds no error.\n"
              "The same folder and key give the same file, byte for byte. Notes (README, LICENSE) stay "
              "behind.\n"
              "To sign with minisign itself: write DIR/MANIFEST by --manifest-only, sign it with\n"
              "'minisign -S -H -m DIR/MANIFEST', then pack without --key.\n\n"
              "  -o, --output=FILE  the file to write\n"
              "  --key=NAME.key     the secret key to sign with; asks for its password\n"
              "  --manifest-only    write DIR/MANIFEST alone, to be signed\n"
              "  --date=DATE        judge dates as on this day, YYYY-MM-DD (today)\n"
              "  --help             this help\n",
              "Uso: chasquictl pack CARPETA -o ARCHIVO.chasqui --key NOMBRE.key [--date FECHA]\n"
              "     chasquictl pack CARPETA --manifest-only [--date FECHA]\n"
              "     chasquictl pack CARPETA -o ARCHIVO.chasqui [--date FECHA]\n"
              "Hace de la carpeta de un paquete un solo archivo firmado, si 'chasquictl check --release' no "
              "encuentra\n"
              "errores. La misma carpeta y clave dan el mismo archivo, byte por byte. Las notas (README, "
              "LICENSE) no van.\n"
              "Para firmar con minisign mismo: escribe CARPETA/MANIFEST con --manifest-only, fírmalo con\n"
              "'minisign -S -H -m CARPETA/MANIFEST', y empaqueta sin --key.\n\n"
              "  -o, --output=ARCHIVO  el archivo que se escribe\n"
              "  --key=NOMBRE.key      la clave secreta con que se firma; pide su contraseña\n"
              "  --manifest-only       escribe solo CARPETA/MANIFEST, para firmarlo\n"
              "  --date=FECHA          juzga las fechas como en ese día, AAAA-MM-DD (hoy)\n"
              "  --help                esta ayuda\n"),
          stdout);
}

static int say_failed(const char *path)
{
    ctl_say("%s: %s", path, ctl_reason(errno));
    return CTL_MACHINE;
}

static int say_seal_failed(const struct request *request, enum seal_status status)
{
    struct slice at = request->seal.at;
    if (status == SEAL_WRITE)
        return say_failed(request->out);
    if (status == SEAL_READ)
        ctl_say("%s/%.*s: %s", request->folder, SLICE_ARG(at), ctl_reason(errno));
    else
        ctl_say(ctl_text(
                    "%s/%.*s changed meanwhile; nothing was written: close what writes there, and pack again",
                    "%s/%.*s cambió entretanto; no se escribió nada: cierra lo que escribe allí y empaqueta "
                    "otra vez"),
                request->folder, SLICE_ARG(at));
    return CTL_MACHINE;
}

static struct slice path_in(struct request *request, const char *name)
{
    return arena_format(&request->arena, "%.*s/%s", SLICE_ARG(request->tree.root), name);
}

static int refuse(struct request *request)
{
    ctl_print_problems(&request->diags, false);
    return CTL_INPUT;
}

// ---- The key ----

static int say_key(const char *path, enum minisign_status status)
{
    if (status == MINISIGN_PASSWORD)
        ctl_say(ctl_text("%s: that isn't its password", "%s: esa no es su contraseña"), path);
    else if (status == MINISIGN_MEMORY)
        ctl_say(ctl_text("%s: there isn't memory enough to open it",
                         "%s: no hay memoria suficiente para abrirla"),
                path);
    else
        ctl_say(
            ctl_text("%s isn't a secret key of chasquictl keygen or of minisign; name the NAME.key",
                     "%s no es una clave secreta de chasquictl keygen ni de minisign; indica el NOMBRE.key"),
            path);
    return status == MINISIGN_MEMORY ? CTL_MACHINE : CTL_INPUT;
}

static int open_key(struct request *request, struct slice text, struct minisign_secret *key)
{
    struct ctl_password password;
    char prompt[PATH_MAX + 64];
    enum minisign_status status = minisign_read_secret(text, SLICE_NONE, key);
    if (status == MINISIGN_PASSWORD) {
        snprintf(prompt, sizeof prompt, ctl_text("The password of %s: ", "La contraseña de %s: "),
                 request->key);
        if (!ctl_password_ask(&password, prompt))
            return CTL_INPUT;
        status = minisign_read_secret(text, ctl_password_slice(&password), key);
        ctl_password_wipe(&password);
    }
    return status == MINISIGN_OK ? CTL_DONE : say_key(request->key, status);
}

static int sign(struct request *request, struct slice manifest_text, struct slice *signature)
{
    struct tree_entry file;
    struct minisign_secret key;
    if (!files_read(request->key, LIMIT_KEY_FILE, &request->arena, &file))
        return file.fault == TREE_TOO_LARGE || access(request->key, R_OK) == 0
                   ? say_key(request->key, MINISIGN_FORM)
                   : say_failed(request->key);
    int status = open_key(request, file.bytes, &key);
    sodium_memzero((char *)file.bytes.p, file.bytes.n);
    if (status == CTL_DONE) {
        // Nothing in the comment but what is signed anyway: no date, so that the file comes out the same again.
        struct slice comment = arena_format(&request->arena, "chasqui %.*s %" PRIu64,
                                            SLICE_ARG(request->manifest.id), request->manifest.version);
        *signature = minisign_sign(&key, manifest_text, comment, &request->arena);
    }
    sodium_memzero(&key, sizeof key);
    return status;
}

// ---- A folder that was signed by minisign ----

static struct pos file_pos(struct request *request, struct slice path)
{
    return (struct pos){
        .path = arena_format(&request->arena, "%.*s/%.*s", SLICE_ARG(request->tree.root), SLICE_ARG(path))};
}

static void compare(struct request *request, const struct manifest *signed_one)
{
    const struct manifest *found = &request->manifest;
    for (size_t i = 0; i < signed_one->n_files; i++) {
        const struct manifest_file *file = &signed_one->files[i], *here = manifest_find(found, file->path);
        if (!here)
            DIAG(&request->diags, file_pos(request, file->path), FILE_MISSING);
        else if (memcmp(here->sha256, file->sha256, sizeof file->sha256) != 0)
            DIAG(&request->diags, file_pos(request, file->path), FILE_CHANGED);
    }
    for (size_t i = 0; i < found->n_files; i++)
        if (!manifest_find(signed_one, found->files[i].path))
            DIAG(&request->diags, file_pos(request, found->files[i].path), FILE_UNLISTED);
}

static bool read_manifest(struct request *request, struct slice *text)
{
    struct tree_entry file;
    struct manifest signed_one;
    struct slice path = path_in(request, "MANIFEST");
    if (!files_read(path.p, LIMIT_MANIFEST, &request->arena, &file)) {
        DIAG(&request->diags, (struct pos){.path = path}, MANIFEST_MISSING);
        return false;
    }
    *text = file.bytes;
    if (!manifest_read(path, file.bytes, &request->arena, &request->diags, &signed_one))
        return false;
    if (!slice_eq(signed_one.id, request->manifest.id) || signed_one.version != request->manifest.version) {
        struct slice version = arena_format(&request->arena, "%" PRIu64, signed_one.version);
        DIAG(&request->diags, (struct pos){.path = path}, MANIFEST_ID, signed_one.id, version);
    }
    compare(request, &signed_one);
    return request->diags.errors == 0;
}

// Whose key it is, the kiosk will judge; here only that it is a signature as kiosks take it.
static bool read_signature(struct request *request, struct slice *text)
{
    struct tree_entry file;
    struct minisign_signature signature;
    struct pos pos = {.path = path_in(request, "MANIFEST.minisig")};
    if (!files_read(pos.path.p, LIMIT_SIGNATURE_FILE, &request->arena, &file) &&
        file.fault != TREE_TOO_LARGE) {
        DIAG(&request->diags, pos, SIGNATURE_MISSING);
        return false;
    }
    *text = file.bytes;
    enum minisign_status status = minisign_read_signature(file.bytes, &signature);
    if (status == MINISIGN_ALGORITHM)
        DIAG(&request->diags, pos, SIGNATURE_LEGACY);
    else if (status != MINISIGN_OK)
        DIAG(&request->diags, pos, SIGNATURE_FORM);
    return status == MINISIGN_OK;
}

// ---- Writing ----

static int write_zip(struct request *request, struct slice manifest_text, struct slice signature,
                     const char *fresh)
{
    int fd = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (fd < 0)
        return say_failed(request->out);
    enum seal_status status = seal_write(&request->seal, &request->manifest, manifest_text, signature, fd);
    if (status == SEAL_DONE && fsync(fd) != 0)
        status = SEAL_WRITE;
    int error = errno;
    if (close(fd) != 0 && status == SEAL_DONE) {
        status = SEAL_WRITE;
        error = errno;
    }
    if (status == SEAL_DONE && rename(fresh, request->out) == 0)
        return CTL_DONE;
    error = status == SEAL_DONE ? errno : error;
    unlink(fresh);
    errno = error;
    return say_seal_failed(request, status == SEAL_DONE ? SEAL_WRITE : status);
}

static int finish(struct request *request, struct slice manifest_text, struct slice signature)
{
    char fresh[PATH_MAX], folder[PATH_MAX];
    if (!ctl_join(request->out, ".new", fresh))
        return CTL_USAGE;
    int status = write_zip(request, manifest_text, signature, fresh);
    if (status != CTL_DONE)
        return status;
    const char *slash = strrchr(request->out, '/');
    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - request->out) + 1 : 1,
             slash ? request->out : ".");
    if (!durable_folder(folder))
        return say_failed(folder);
    printf(ctl_text("%s: %.*s version %" PRIu64 ", %zu files, signed\n",
                    "%s: %.*s versión %" PRIu64 ", %zu archivos, firmado\n"),
           request->out, SLICE_ARG(request->manifest.id), request->manifest.version,
           request->manifest.n_files);
    return CTL_DONE;
}

// A signature of another MANIFEST would look like this one's, so it goes.
static int write_manifest(struct request *request, struct slice text)
{
    struct slice path = path_in(request, "MANIFEST"), signature = path_in(request, "MANIFEST.minisig");
    struct tree_entry old;
    bool same = files_read(path.p, LIMIT_MANIFEST, &request->arena, &old) && slice_eq(old.bytes, text);
    if (!same && unlink(signature.p) != 0 && errno != ENOENT)
        return say_failed(signature.p);
    if (!same && !durable_replace(path.p, text, 0644))
        return say_failed(path.p);
    printf(ctl_text("%s: sign it with: minisign -S -H -m %s\n", "%s: fírmalo con: minisign -S -H -m %s\n"),
           path.p, path.p);
    return CTL_DONE;
}

static int pack_checked(struct request *request)
{
    struct slice text, signature;
    enum seal_status hashed = seal_hash(&request->seal, &request->arena, &request->manifest);
    if (hashed != SEAL_DONE)
        return say_seal_failed(request, hashed);
    if (request->key || request->manifest_only) {
        text = manifest_write(&request->manifest, &request->arena);
        if (request->manifest_only)
            return write_manifest(request, text);
        int status = sign(request, text, &signature);
        return status == CTL_DONE ? finish(request, text, signature) : status;
    }
    // Warnings have been printed.
    request->diags = (struct diags){.arena = &request->arena};
    if (!read_manifest(request, &text) || !read_signature(request, &signature))
        return refuse(request);
    return finish(request, text, signature);
}

static int pack_folder(struct request *request)
{
    struct check_options options = {.release = true, .today = request->today};
    if (!files_read_tree(request->folder, pack_wants, pack_cap, &request->arena, &request->tree))
        return say_failed(request->folder);
    struct glyphs *glyphs = ctl_open_glyphs(&options);
    struct pack *pack = ctl_judge(&request->tree, options, &request->arena, &request->diags);
    glyphs_close(glyphs);
    ctl_print_problems(&request->diags, false);
    if (!pack || request->diags.errors) {
        ctl_say(ctl_text("%s isn't packed: mend the errors first",
                         "%s no se empaqueta: arregla antes los errores"),
                request->folder);
        return CTL_INPUT;
    }
    request->manifest = (struct manifest){.id = pack->id, .version = pack->version};
    request->seal = (struct seal){.tree = &request->tree};
    request->seal.folder = open(request->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (request->seal.folder < 0)
        return say_failed(request->folder);
    int status = pack_checked(request);
    close(request->seal.folder);
    return status;
}

// ---- Options ----

static int judge_usage(char **argv, const struct request *request, int n_folders)
{
    if (n_folders != 1)
        return ctl_refuse(argv[0], "%s",
                          ctl_text("name one pack's folder", "nombra la carpeta de un paquete"));
    if (request->manifest_only && (request->key || request->out))
        return ctl_refuse(
            argv[0], "%s",
            ctl_text("--manifest-only goes without -o and --key", "--manifest-only va sin -o ni --key"));
    if (!request->manifest_only && !request->out)
        return ctl_refuse(argv[0], "%s",
                          ctl_text("name the file to write: -o FILE.chasqui",
                                   "indica el archivo que se escribe: -o ARCHIVO.chasqui"));
    return -1;
}

// Returns -1 to go on.
static int read_options(int argc, char **argv, struct request *request)
{
    static const struct option options[] = {
        {"output", required_argument, NULL, 'o'},  {"key", required_argument, NULL, 'k'},
        {"manifest-only", no_argument, NULL, 'm'}, {"date", required_argument, NULL, 'd'},
        {"help", no_argument, NULL, 'h'},          {NULL, 0, NULL, 0},
    };
    int option;
    optind = 0;
    while ((option = getopt_long(argc, argv, ":ho:", options, NULL)) != -1) {
        switch (option) {
        case 'o':
            request->out = optarg;
            break;
        case 'k':
            request->key = optarg;
            break;
        case 'm':
            request->manifest_only = true;
            break;
        case 'd':
            if (!ctl_date(argv[0], optarg, &request->today))
                return CTL_USAGE;
            break;
        case 'h':
            print_help();
            return CTL_DONE;
        default:
            return ctl_refuse_option(argv, option);
        }
    }
    int refused = judge_usage(argv, request, argc - optind);
    request->folder = argv[optind];
    return refused;
}

int ctl_pack(int argc, char **argv)
{
    struct request request = {.today = clock_today()};
    int status = read_options(argc, argv, &request);
    if (status >= 0)
        return status;
    arena_init(&request.arena);
    diags_init(&request.diags, &request.arena);
    status = pack_folder(&request);
    arena_fini(&request.arena);
    return status;
}

// SPDX-License-Identifier: MIT
// chasquictl check: every problem of a pack, or of one file in it.
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/font_files.h"
#include "content/pack.h"
#include "content/site.h"
#include "programs/ctl_check.h"
#include "programs/ctl_decoder.h"
#include "system/clock.h"
#include "system/files.h"
#include "system/glyphs.h"

struct request {
    struct check_options options;
    bool json;
    const char *with[LIMIT_PACKS]; // folders of packs that lend channels
    const struct pack *lenders[LIMIT_PACKS];
    uint16_t n_with, n_lenders;
    struct arena arena; // of everything that is printed at the end
    struct diags found; // of all arguments
    int status;
};

// What one argument asks for: a whole pack, or what stands below `only` in it.
struct target {
    char root[PATH_MAX];
    char only[PATH_MAX]; // path in the pack; empty: all of it
};

static void print_help(void)
{
    fputs(
        ctl_text(
            "Usage: chasquictl check [OPTION]... DIR|FILE...\n"
            "Prints every problem of a pack, one a line: PATH:LINE:COL: error: TEXT [code].\n"
            "DIR is the folder of a pack, or of a site's card (site.yaml); for a FILE in one, only what is\n"
            "wrong in that file is printed.\n"
            "The codes are told in chasqui-pack(5).\n\n"
            "  --format=text|json  how to print the problems (text)\n"
            "  --release           demand what a pack needs before it goes out: two sources and dates\n"
            "                      for every channel, every language whole\n"
            "  --with=DIR          items may also name the channels of this pack, as in a kiosk that has\n"
            "                      it; may be given more than once\n"
            "  --date=DATE         judge dates as on this day, YYYY-MM-DD (today)\n"
            "  --help              this help\n",
            "Uso: chasquictl check [OPCIÓN]... CARPETA|ARCHIVO...\n"
            "Escribe cada problema de un paquete, uno por línea: RUTA:LÍNEA:COL: error: TEXTO [código].\n"
            "CARPETA es la de un paquete, o la de la ficha de un lugar (site.yaml); de un ARCHIVO suyo\n"
            "se escribe solo lo que está mal en él.\n"
            "Los códigos se explican en chasqui-pack(5).\n\n"
            "  --format=text|json  cómo escribir los problemas (text)\n"
            "  --release           exige lo que un paquete necesita antes de salir: dos fuentes y fechas\n"
            "                      en cada canal, todos los idiomas completos\n"
            "  --with=CARPETA      se pueden nombrar también los canales de ese paquete, como en un quiosco\n"
            "                      que lo tiene; se puede repetir\n"
            "  --date=FECHA        juzga las fechas como en ese día, AAAA-MM-DD (hoy)\n"
            "  --help              esta ayuda\n"),
        stdout);
}

// ---- Which pack an argument means ----

static bool has_file(const char *folder, const char *name)
{
    char path[PATH_MAX];
    struct stat st;
    int n = snprintf(path, sizeof path, "%s/%s", folder, name);
    return n > 0 && (size_t)n < sizeof path && lstat(path, &st) == 0;
}

static bool is_site(const char *folder)
{
    return has_file(folder, "site.yaml") && !has_file(folder, "pack.yaml");
}

// A pack, or the card of a site, begins in this folder.
static bool begins_in(const char *folder)
{
    return has_file(folder, "pack.yaml") || has_file(folder, "site.yaml");
}

// Climbs one folder, in the words the person used: "a/b" to "a", "b" to ".", "." to "..".
static bool climb(char path[PATH_MAX])
{
    size_t n = strlen(path);
    char *slash = strrchr(path, '/');
    bool dots = strcmp(path, "..") == 0 || (n >= 3 && strcmp(path + n - 3, "/..") == 0);
    if (dots && n + 4 < PATH_MAX)
        memcpy(path + n, "/..", 4);
    else if (strcmp(path, ".") == 0)
        memcpy(path, "..", 3);
    else if (slash && slash > path)
        *slash = '\0';
    else if (!slash && !dots)
        memcpy(path, ".", 2);
    else
        return false;
    return true;
}

// Where `inner` stands in `outer`, both as the person wrote them.
static bool path_inside(const char *outer, const char *inner, char out[PATH_MAX])
{
    char whole[PATH_MAX], part[PATH_MAX];
    if (!realpath(outer, whole) || !realpath(inner, part))
        return false;
    size_t n = strlen(whole);
    if (strncmp(part, whole, n) != 0 || part[n] != '/')
        return false;
    memmove(out, part + n + 1, strlen(part + n + 1) + 1);
    return true;
}

// A file's pack is the nearest folder above it with a pack.yaml.
static bool find_pack(const char *argument, bool is_folder, struct target *out)
{
    size_t n = strlen(argument);
    while (n > 1 && argument[n - 1] == '/')
        n--;
    if (n >= PATH_MAX - 1)
        return false;
    memcpy(out->root, argument, n);
    out->root[n] = out->only[0] = '\0';
    if (is_folder && begins_in(out->root))
        return true;
    for (int i = 0; i <= LIMIT_PACK_DEPTH && climb(out->root); i++)
        if (begins_in(out->root))
            return path_inside(out->root, argument, out->only);
    // A folder without a pack.yaml anywhere: to be told so.
    memcpy(out->root, argument, n);
    out->root[n] = '\0';
    return is_folder;
}

// ---- Those that lend ----

// What is wrong in a lender is its own affair, but a channel with an error in it lends nothing.
static int read_lender(struct request *request, const char *folder)
{
    struct tree tree;
    struct diags unheard;
    diags_init(&unheard, &request->arena);
    if (!files_read_tree(folder, pack_wants, pack_cap, &request->arena, &tree)) {
        ctl_say("%s: %s", folder, ctl_reason(errno));
        return errno == ENOENT || errno == ENOTDIR ? CTL_USAGE : CTL_MACHINE;
    }
    struct pack *pack = pack_read(&tree, &request->arena, &unheard);
    if (!pack) {
        ctl_say(ctl_text("--with %s: it isn't a pack that can be read; see 'chasquictl check %s'",
                         "--with %s: no es un paquete que se pueda leer; mira 'chasquictl check %s'"),
                folder, folder);
        return CTL_INPUT;
    }
    check_pack(pack, &(struct check_options){.today = request->options.today}, &request->arena, &unheard);
    request->lenders[request->n_lenders++] = pack;
    return CTL_DONE;
}

static int read_lenders(struct request *request)
{
    int status = CTL_DONE;
    for (uint16_t i = 0; i < request->n_with && status == CTL_DONE; i++)
        status = read_lender(request, request->with[i]);
    return status;
}

// ---- Checking one ----

static bool stands_below(struct slice path, struct slice root, struct slice only)
{
    if (only.n == 0)
        return true;
    struct slice inside = slice_from(path, root.n + 1);
    if (!slice_starts(inside, only))
        return false;
    return inside.n == only.n || inside.p[only.n] == '/';
}

static void keep_one(struct diags *found, const struct diag *diag)
{
    struct diag *kept = ARENA_PUSH(found->arena, found->list, found->count, found->capacity);
    *kept = *diag;
    kept->pos.path = arena_copy(found->arena, diag->pos.path);
    for (size_t k = 0; k < DIAG_MAX_ARGS; k++)
        kept->args[k] = arena_copy(found->arena, diag->args[k]);
}

static void keep(struct diags *found, const struct diags *diags, const struct target *target)
{
    struct slice root = slice_of(target->root), only = slice_of(target->only);
    for (size_t i = 0; i < diags->count; i++) {
        const struct diag *diag = &diags->list[i];
        if (!stands_below(diag->pos.path, root, only))
            continue;
        keep_one(found, diag);
        if (only.n && diag_code_severity(diag->code) == DIAG_ERROR)
            found->errors++;
        else if (only.n)
            found->warnings++;
    }
    if (only.n)
        return;
    // With those that the cap left out of the list.
    found->errors += diags->errors;
    found->warnings += diags->warnings;
    found->dropped += diags->dropped;
}

static size_t count_kind(const struct pack *pack, enum item_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < pack->n_items; i++)
        count += pack->items[i].kind == kind;
    return count;
}

// Its own.
static size_t count_channels(const struct pack *pack)
{
    size_t count = 0;
    for (uint16_t i = 0; i < pack->n_channels; i++)
        count += !pack->channels[i].borrowed;
    return count;
}

static void print_count(size_t count, const char *one, const char *many)
{
    fprintf(stderr, "%zu %s, ", count, count == 1 ? one : many);
}

// "content/peru: in order: 12 messages, 2 quizzes, 1 story, 9 channels, languages es en"
static void print_in_order(const char *root, const struct pack *pack)
{
    fprintf(stderr, ctl_text("%s: in order: ", "%s: en orden: "), root);
    print_count(count_kind(pack, ITEM_MESSAGE), ctl_text("message", "mensaje"),
                ctl_text("messages", "mensajes"));
    print_count(count_kind(pack, ITEM_QUIZ), ctl_text("quiz", "cuestionario"),
                ctl_text("quizzes", "cuestionarios"));
    print_count(count_kind(pack, ITEM_STORY), ctl_text("story", "historia"),
                ctl_text("stories", "historias"));
    print_count(count_channels(pack), ctl_text("channel", "canal"), ctl_text("channels", "canales"));
    fputs(pack->n_langs == 1 ? ctl_text("language", "idioma") : ctl_text("languages", "idiomas"), stderr);
    for (uint16_t i = 0; i < pack->n_langs; i++)
        fprintf(stderr, " %.*s", SLICE_ARG(pack->langs[i]));
    fputc('\n', stderr);
}

// What is wrong with one file may be among what the cap left out.
static int say_too_many(const char *root)
{
    ctl_say(ctl_text("%s has more than %d problems; mend those first: chasquictl check %s",
                     "%s tiene más de %d problemas; arregla esos primero: chasquictl check %s"),
            root, LIMIT_DIAGS, root);
    return CTL_INPUT;
}

static struct pack *judge(const struct tree *tree, struct check_options options,
                          const struct pack *const *lenders, uint16_t n_lenders, struct arena *arena,
                          struct diags *diags)
{
    options.tree = tree;
    struct pack *pack = pack_read_with(tree, lenders, n_lenders, arena, diags);
    if (pack)
        check_pack(pack, &options, arena, diags);
    if (options.release && diags->errors == 0)
        ctl_try_pictures(tree, arena, diags);
    diags_sort(diags);
    return pack;
}

struct pack *ctl_judge(const struct tree *tree, struct check_options options, struct arena *arena,
                       struct diags *diags)
{
    return judge(tree, options, NULL, 0, arena, diags);
}

static void check_target(struct request *request, const char *argument, const struct target *target)
{
    struct arena arena;
    struct diags diags;
    struct tree tree;
    bool site = is_site(target->root);
    arena_init(&arena);
    diags_init(&diags, &arena);
    if (!files_read_tree(target->root, site ? site_wants : pack_wants, site ? site_cap : pack_cap, &arena,
                         &tree)) {
        ctl_say("%s: %s", target->root, ctl_reason(errno));
        request->status = CTL_MACHINE;
        arena_fini(&arena);
        return;
    }
    const struct pack *pack = NULL;
    if (site)
        site_read(&tree, request->options.today, &arena, &diags);
    else
        pack = judge(&tree, request->options, request->lenders, request->n_lenders, &arena, &diags);
    if (site)
        diags_sort(&diags);
    size_t before = request->found.count;
    keep(&request->found, &diags, target);
    if (target->only[0] && diags.dropped)
        request->status = say_too_many(target->root);
    else if (request->found.count == before && (target->only[0] || site))
        fprintf(stderr, ctl_text("%s: in order\n", "%s: en orden\n"), argument);
    else if (request->found.count == before && pack)
        print_in_order(target->root, pack);
    arena_fini(&arena);
}

static void check_argument(struct request *request, const char *argument)
{
    struct stat st;
    struct target target;
    if (stat(argument, &st) != 0) {
        ctl_say("%s: %s", argument, ctl_reason(errno));
        int status = errno == ENOENT || errno == ENOTDIR ? CTL_USAGE : CTL_MACHINE;
        request->status = status > request->status ? status : request->status;
        return;
    }
    if (!find_pack(argument, S_ISDIR(st.st_mode), &target)) {
        ctl_say(
            ctl_text(
                "%s: no folder above it has a pack.yaml or site.yaml; name a file in a pack, or the pack's "
                "folder",
                "%s: ninguna carpeta de arriba tiene pack.yaml ni site.yaml; nombra un archivo de un "
                "paquete, o su carpeta"),
            argument);
        request->status = request->status > CTL_USAGE ? request->status : CTL_USAGE;
        return;
    }
    check_target(request, argument, &target);
}

// ---- Telling ----

static size_t count_files(const struct diags *found)
{
    size_t files = 0;
    for (size_t i = 0; i < found->count; i++)
        files += i == 0 || !slice_eq(found->list[i].pos.path, found->list[i - 1].pos.path);
    return files;
}

// "2 errors, 1 warning in 3 files"
static void print_summary(const struct diags *found)
{
    size_t files = count_files(found);
    if (found->errors)
        fprintf(stderr, "%zu %s%s", found->errors,
                found->errors == 1 ? ctl_text("error", "error") : ctl_text("errors", "errores"),
                found->warnings ? ", " : " ");
    if (found->warnings)
        fprintf(stderr, "%zu %s ", found->warnings,
                found->warnings == 1 ? ctl_text("warning", "aviso") : ctl_text("warnings", "avisos"));
    fprintf(stderr, "%s %zu %s\n", ctl_text("in", "en"), files,
            files == 1 ? ctl_text("file", "archivo") : ctl_text("files", "archivos"));
    if (found->dropped)
        fprintf(stderr,
                ctl_text("(%zu more are not shown: mend these first)\n",
                         "(hay %zu más que no se muestran: arregla estos primero)\n"),
                found->dropped);
}

void ctl_print_problems(struct diags *found, bool json)
{
    enum diag_language language = diag_language_from_environment();
    diags_sort(found);
    if (json)
        diags_print_json(stdout, found, language);
    for (size_t i = 0; !json && i < found->count; i++)
        diag_print(stdout, &found->list[i], language);
    if (found->count) {
        fflush(stdout); // before the summary, where both go to one place
        print_summary(found);
    }
}

static int finish(struct request *request)
{
    struct diags *found = &request->found;
    ctl_print_problems(found, request->json);
    if (request->status == CTL_DONE && found->errors)
        request->status = CTL_INPUT;
    int status = request->status;
    arena_fini(&request->arena);
    return status;
}

// Returns -1 to go on.
static int read_options(int argc, char **argv, struct request *request)
{
    static const struct option options[] = {
        {"format", required_argument, NULL, 'f'}, {"release", no_argument, NULL, 'r'},
        {"with", required_argument, NULL, 'w'},   {"date", required_argument, NULL, 'd'},
        {"help", no_argument, NULL, 'h'},         {NULL, 0, NULL, 0},
    };
    int option;
    optind = 0;
    while ((option = getopt_long(argc, argv, ":h", options, NULL)) != -1) {
        switch (option) {
        case 'f':
            request->json = strcmp(optarg, "json") == 0;
            if (!request->json && strcmp(optarg, "text") != 0)
                return ctl_refuse(
                    argv[0],
                    ctl_text("--format is text or json, not '%s'", "--format es text o json, no '%s'"),
                    optarg);
            break;
        case 'r':
            request->options.release = true;
            break;
        case 'w':
            if (request->n_with == LIMIT_PACKS)
                return ctl_refuse(
                    argv[0], ctl_text("--with is given more than %d times", "--with aparece más de %d veces"),
                    LIMIT_PACKS);
            request->with[request->n_with++] = optarg;
            break;
        case 'd':
            if (!ctl_date(argv[0], optarg, &request->options.today))
                return CTL_USAGE;
            break;
        case 'h':
            print_help();
            return CTL_DONE;
        default:
            return ctl_refuse_option(argv, option);
        }
    }
    if (optind == argc)
        return ctl_refuse(argv[0], "%s",
                          ctl_text("name a pack's folder, or a file in one",
                                   "nombra la carpeta de un paquete, o un archivo suyo"));
    return -1;
}

bool ctl_has_glyph(void *glyphs, uint32_t c)
{
    return glyphs_have(glyphs, c);
}

struct glyphs *ctl_open_glyphs(struct check_options *options)
{
    // Without any of the fonts nothing is said of letters.
    struct glyphs *glyphs = glyphs_open(font_files_debian);
    options->glyphs = glyphs;
    options->has_glyph = glyphs ? ctl_has_glyph : NULL;
    return glyphs;
}

int ctl_check(int argc, char **argv)
{
    struct request request = {.options.today = clock_today()};
    int refused = read_options(argc, argv, &request);
    if (refused >= 0)
        return refused;
    arena_init(&request.arena);
    diags_init(&request.found, &request.arena);
    request.status = read_lenders(&request);
    if (request.status != CTL_DONE) {
        arena_fini(&request.arena);
        return request.status;
    }
    struct glyphs *glyphs = ctl_open_glyphs(&request.options);
    for (int i = optind; i < argc; i++)
        check_argument(&request, argv[i]);
    glyphs_close(glyphs);
    return finish(&request);
}

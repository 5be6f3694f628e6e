// SPDX-License-Identifier: MIT
#include "programs/app.h"

#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/embedded.h"
#include "base/kassert.h"
#include "content/check.h"
#include "content/names.h"
#include "content/pack.h"
#include "system/files.h"

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

// ---- The interface's words, from inside the program ----

static const struct words *read_words(const struct embedded_file *file, struct slice tag, struct arena *arena)
{
    struct diags diags;
    struct source_text source;
    struct tree tree = {.root = SLICE("assets")};
    struct slice bytes = embedded_bytes(file);
    struct tree_entry entry = {
        .path = slice_of(file->path), .kind = TREE_FILE, .size = bytes.n, .cap = bytes.n, .bytes = bytes};
    diags_init(&diags, arena);
    const struct words *words =
        source_open(&tree, &entry, arena, &diags, &source) ? words_read(&source, tag, arena, &diags) : NULL;
    for (size_t i = 0; i < diags.count; i++)
        diag_print(stderr, &diags.list[i], diag_language_from_environment());
    // They are part of the program: a test reads them at build time.
    KASSERT(words);
    return words;
}

static uint16_t built_in_words(const struct words *out[2], struct arena *arena)
{
    static const char *const tags[] = {"es", "en"};
    for (uint16_t i = 0; i < 2; i++) {
        struct slice path = arena_format(arena, "words/%s.yaml", tags[i]);
        const struct embedded_file *file = embedded_find(&embedded_assets, path);
        KASSERT(file);
        out[i] = read_words(file, slice_of(tags[i]), arena);
    }
    return 2;
}

// ---- Which packs ----

struct pack_list {
    const char *paths[LIMIT_PACKS];
    int n;
};

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// Adds every folder below `parent` that has a pack.yaml, by name.
static void find_packs(const char *parent, struct arena *arena, struct pack_list *list)
{
    DIR *folder = opendir(parent);
    if (!folder)
        return;
    for (struct dirent *entry = readdir(folder); entry && list->n < LIMIT_PACKS; entry = readdir(folder)) {
        struct stat st;
        struct slice path = arena_format(arena, "%s/%s", parent, entry->d_name);
        struct slice yaml = arena_format(arena, "%s/%s/pack.yaml", parent, entry->d_name);
        // The pack that authors copy from is not for showing.
        if (entry->d_name[0] != '.' && strcmp(entry->d_name, "template") != 0 && stat(yaml.p, &st) == 0)
            list->paths[list->n++] = path.p;
    }
    closedir(folder);
    qsort(list->paths, (size_t)list->n, sizeof *list->paths, by_name);
}

static struct pack_list choose_packs(const struct app_options *options, struct arena *arena)
{
    struct pack_list list = {.n = options->n_packs};
    memcpy(list.paths, options->packs, sizeof list.paths);
    if (list.n == 0)
        find_packs(CHASQUI_DATADIR "/content", arena, &list);
    if (list.n == 0)
        find_packs("content", arena, &list);
    return list;
}

// Errors take items away; whoever reads them wants to know how many.
static void say_left_out(const char *path, const struct pack *pack)
{
    size_t n = pack->n_unread;
    for (size_t i = 0; i < pack->n_items; i++)
        n += pack->items[i].left_out;
    if (n == 1)
        app_say(
            app_text("%s: 1 item is left out and not shown", "%s: 1 elemento queda fuera y no se muestra"),
            path);
    else if (n > 1)
        app_say(app_text("%s: %zu items are left out and not shown",
                         "%s: %zu elementos quedan fuera y no se muestran"),
                path, n);
}

static struct pack *load_pack(const char *path, struct date today, struct arena *arena)
{
    struct tree tree;
    struct diags diags;
    diags_init(&diags, arena);
    if (!files_read_tree(path, pack_wants, pack_cap, arena, &tree)) {
        app_say("%s: %s", path, app_reason(errno));
        return NULL;
    }
    struct pack *pack = pack_read(&tree, arena, &diags);
    struct check_options check = {.today = today, .tree = &tree};
    if (pack)
        check_pack(pack, &check, arena, &diags);
    diags_sort(&diags);
    for (size_t i = 0; i < diags.count; i++)
        if (diag_code_severity(diags.list[i].code) == DIAG_ERROR)
            diag_print(stderr, &diags.list[i], diag_language_from_environment());
    if (pack)
        say_left_out(path, pack);
    else
        app_say(app_text("%s: this pack can't be shown", "%s: este paquete no se puede mostrar"), path);
    return pack;
}

struct campaign *app_load(const struct app_options *options, struct arena *arena, int *status)
{
    struct pack_list list = choose_packs(options, arena);
    struct pack **packs = ARENA_ARRAY(arena, LIMIT_PACKS, struct pack *);
    uint16_t n = 0;
    for (int i = 0; i < list.n; i++) {
        struct pack *pack = load_pack(list.paths[i], options->date, arena);
        if (pack)
            packs[n++] = pack;
    }
    if (n == 0) {
        app_say("%s",
                app_text("there is no content to show: name a pack's folder with --pack DIR",
                         "no hay contenido que mostrar: indica la carpeta de un paquete con --pack CARPETA"));
        *status = APP_INPUT;
        return NULL;
    }
    const struct words **words = ARENA_ARRAY(arena, 2, const struct words *);
    uint16_t n_words = built_in_words(words, arena);
    struct slice region =
        slice_of(options->country && strchr(options->country, '-') ? options->country : NULL);
    return campaign_build(packs, n, words, n_words, region, arena);
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
    struct config config = {.idle_ms = options->facilitate ? STATE_CLASS_IDLE_MS : STATE_IDLE_MS,
                            .warning_ms = 20000,
                            .country = NO_INDEX,
                            .language = NO_INDEX,
                            .may_quit = true,
                            .facilitate = options->facilitate,
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
            return false;
        }
        state_init(out, campaign, &config, seed);
    }
    update(out, campaign, &(struct event){.kind = EVENT_DATE, .date = options->date}, &effects);
    return true;
}

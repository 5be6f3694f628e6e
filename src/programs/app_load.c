// SPDX-License-Identifier: MIT
// The content of a kiosk: which packs, how each is read, and the country they make.
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/embedded.h"
#include "base/kassert.h"
#include "content/check.h"
#include "content/confirmed.h"
#include "content/index.h"
#include "content/pack.h"
#include "programs/app.h"
#include "system/files.h"
#include "system/mapping.h"

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
    bool installed; // by an import, which checked them and wrote their indexes
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

struct loading {
    const struct pack_list *list;
    struct date today;
    struct arena *arena;
    struct pack **packs; // in the order of the list; NULL: not read yet, or not to be shown
    const struct pack *lenders[LIMIT_PACKS]; // of channels
    uint16_t n_lenders;
};

// ---- One pack ----

// Out of its index. NULL when that isn't there, is damaged, or another version of the program wrote it.
static struct pack *read_index(const char *folder, struct arena *arena)
{
    char path[PATH_MAX];
    struct slice bytes;
    int n = snprintf(path, sizeof path, "%s/" INDEX_FILE, folder);
    if (n < 0 || (size_t)n >= sizeof path || !mapping_open(path, LIMIT_INDEX_FILE, arena, &bytes) ||
        !mapping_fetch(bytes, INDEX_HEADER))
        return NULL;
    size_t front = index_front(bytes);
    if (front == 0 || !mapping_fetch(bytes, front))
        return NULL;
    struct pack *pack = index_read(bytes, arena_copy(arena, slice_of(folder)), arena);
    mapping_rest(bytes);
    return pack;
}

// Out of its files.
static struct pack *read_folder(const struct loading *loading, const char *path)
{
    struct tree tree;
    struct diags diags;
    diags_init(&diags, loading->arena);
    if (!files_read_tree(path, pack_wants, pack_cap, loading->arena, &tree)) {
        app_say("%s: %s", path, app_reason(errno));
        return NULL;
    }
    if (loading->list->installed)
        index_forget(&tree);
    struct pack *pack = pack_read_with(&tree, loading->lenders, loading->n_lenders, loading->arena, &diags);
    struct check_options check = {.today = loading->today, .tree = &tree};
    if (pack)
        check_pack(pack, &check, loading->arena, &diags);
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

// ---- All of them ----

static bool brings_channels(const char *folder)
{
    char path[PATH_MAX];
    struct stat st;
    int n = snprintf(path, sizeof path, "%s/channels.yaml", folder);
    return n > 0 && (size_t)n < sizeof path && stat(path, &st) == 0;
}

static void read_indexes(struct loading *loading)
{
    for (int i = 0; i < loading->list->n; i++) {
        const char *path = loading->list->paths[i];
        loading->packs[i] = read_index(path, loading->arena);
        if (!loading->packs[i])
            app_say(app_text("%s: its index is missing, damaged, or of another version; its files are read",
                             "%s: su índice falta, está dañado o es de otra versión; se leen sus archivos"),
                    path);
    }
}

// Of those that aren't read yet, the ones that bring channels of their own, or the others.
static void read_folders(struct loading *loading, bool channels)
{
    for (int i = 0; i < loading->list->n; i++)
        if (!loading->packs[i] && brings_channels(loading->list->paths[i]) == channels)
            loading->packs[i] = read_folder(loading, loading->list->paths[i]);
}

// Leaves out what can't be shown, and returns how many are left.
static uint16_t read_packs(struct loading *loading)
{
    uint16_t n = 0;
    if (loading->list->installed)
        read_indexes(loading);
    read_folders(loading, true);
    for (int i = 0; i < loading->list->n; i++)
        if (loading->packs[i])
            loading->lenders[loading->n_lenders++] = loading->packs[i];
    read_folders(loading, false);
    for (int i = 0; i < loading->list->n; i++)
        if (loading->packs[i])
            loading->packs[n++] = loading->packs[i];
    return n;
}

static void apply_confirmed(const char *path, struct pack *const *packs, uint16_t n, struct arena *arena)
{
    struct tree_entry file;
    struct diags diags;
    diags_init(&diags, arena);
    if (!path || !files_read(path, LIMIT_TEXT_FILE, arena, &file))
        return; // nobody has dialled yet
    struct confirmed confirmed = confirmed_read(file.bytes, file.path, arena, &diags);
    for (size_t i = 0; i < diags.count; i++)
        diag_print(stderr, &diags.list[i], diag_language_from_environment());
    confirmed_apply(&confirmed, packs, n);
}

// ---- The site card ----

// NULL without one, and for one with an error in it: half of it could name the wrong person.
static const struct site *load_site(const struct app_options *options, struct arena *arena)
{
    struct tree tree;
    struct diags diags;
    if (!options->site)
        return NULL;
    diags_init(&diags, arena);
    if (!files_read_tree(options->site, site_wants, site_cap, arena, &tree)) {
        app_say("%s: %s", options->site, app_reason(errno));
        return NULL;
    }
    const struct site *site = site_read(&tree, options->date, arena, &diags);
    for (size_t i = 0; i < diags.count; i++)
        diag_print(stderr, &diags.list[i], diag_language_from_environment());
    if (!site)
        app_say(app_text("%s: this site card can't be shown", "%s: esta ficha no se puede mostrar"),
                options->site);
    return site;
}

// ---- The country they make ----

static struct campaign *build(const struct app_options *options, struct pack *const *packs, uint16_t n,
                              struct arena *arena)
{
    const struct words **words = ARENA_ARRAY(arena, 2, const struct words *);
    uint16_t n_words = built_in_words(words, arena);
    struct slice region =
        slice_of(options->country && strchr(options->country, '-') ? options->country : NULL);
    return campaign_build(packs, n, words, n_words, region, load_site(options, arena), arena);
}

static struct campaign *load(const struct app_options *options, const struct pack_list *list,
                             const char *confirmed, struct arena *arena, int *status)
{
    struct pack **packs = ARENA_ARRAY(arena, LIMIT_PACKS, struct pack *);
    struct loading loading = {.list = list, .today = options->date, .arena = arena, .packs = packs};
    uint16_t n = read_packs(&loading);
    if (n == 0) {
        app_say("%s",
                app_text("there is no content to show: name a pack's folder with --pack DIR",
                         "no hay contenido que mostrar: indica la carpeta de un paquete con --pack CARPETA"));
        *status = APP_INPUT;
        return NULL;
    }
    apply_confirmed(confirmed, packs, n, arena);
    return build(options, packs, n, arena);
}

struct campaign *app_load(const struct app_options *options, struct arena *arena, int *status)
{
    struct pack_list list = choose_packs(options, arena);
    list.installed = options->installed;
    return load(options, &list, NULL, arena, status);
}

struct campaign *app_load_installed(const struct app_options *options, const struct app_installed *installed,
                                    struct arena *arena, int *status)
{
    struct pack_list list = {.n = installed->n, .installed = true};
    memcpy(list.paths, installed->folders, sizeof list.paths);
    return load(options, &list, installed->confirmed, arena, status);
}

// ---- The last resort ----

#define LAST_RESORT "last-resort/"

// The files of assets/ below a prefix, of which `cut` bytes are left out of each name.
static void add_embedded(const char *prefix, size_t cut, struct tree *tree, struct arena *arena)
{
    struct embedded files = embedded_under(&embedded_assets, slice_of(prefix));
    struct tree_entry *entries = ARENA_ARRAY(arena, tree->count + files.count, struct tree_entry);
    if (tree->count)
        memcpy(entries, tree->entries, tree->count * sizeof *entries);
    for (size_t i = 0; i < files.count; i++) {
        struct slice bytes = embedded_bytes(&files.files[i]);
        entries[tree->count++] = (struct tree_entry){.path = slice_of(files.files[i].path + cut),
                                                     .kind = TREE_FILE,
                                                     .size = bytes.n,
                                                     .cap = bytes.n,
                                                     .bytes = bytes};
    }
    tree->entries = entries;
}

struct campaign *app_load_last_resort(const struct app_options *options, struct arena *arena)
{
    struct diags diags;
    // Without a root its pictures are the program's own.
    struct tree tree = {.root = SLICE_NONE};
    diags_init(&diags, arena);
    add_embedded(LAST_RESORT, sizeof LAST_RESORT - 1, &tree, arena);
    add_embedded("pictures/", 0, &tree, arena);
    struct pack *pack = pack_read(&tree, arena, &diags);
    // It is part of the program: a test reads it at build time.
    KASSERT(pack && diags.errors == 0);
    bool chosen = options->country && strlen(options->country) >= 2;
    pack->country = chosen ? arena_copy(arena, (struct slice){options->country, 2}) : SLICE(COUNTRY_NONE);
    return build(options, &pack, 1, arena);
}

bool app_is_last_resort(const struct campaign *campaign)
{
    return campaign->n_packs == 1 && campaign->packs[0]->root.n == 0 &&
           slice_is(campaign->packs[0]->id, "last-resort");
}

void app_rest(const struct campaign *campaign)
{
    for (uint16_t i = 0; i < campaign->n_packs; i++)
        mapping_rest(campaign->packs[i]->index);
}

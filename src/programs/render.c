// SPDX-License-Identifier: MIT
// chasqui render: every screen as a picture.
#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/embedded.h"
#include "core/desk.h"
#include "paint/painter.h"
#include "paint/png.h"
#include "paint/vision.h"
#include "programs/app.h"
#include "programs/sheet.h"
#include "scene/walk.h"
#include "system/files.h"

#define PICTURE_CACHE ((size_t)256 << 20)

struct render {
    const struct app_options *options;
    const struct campaign *campaign;
    struct painter *painter;
    struct pictures *pictures;
    struct frame frame;
    struct sheet sheet; // with --sheet
    char out[4096];     // the folder of pictures
    enum vision vision;
    bool discuss; // of a pack, only what a class is asked
    int status;
};

// With the folders above it.
static bool make_folder(const char *path)
{
    char part[4096];
    struct stat st;
    size_t n = strlen(path);
    bool made = n > 0 && n < sizeof part;
    for (size_t i = 0; made && i <= n; i++) {
        bool whole = i > 0 && path[i - 1] != '/' && (path[i] == '/' || path[i] == '\0');
        part[i] = '\0';
        made = !whole || mkdir(part, 0777) == 0 || errno == EEXIST;
        part[i] = path[i];
    }
    if (made && stat(path, &st) == 0 && S_ISDIR(st.st_mode))
        return true;
    app_say("%s: %s", path, made ? app_text("this isn't a folder", "no es una carpeta") : app_reason(errno));
    return false;
}

// A screen's id as a file name: what isn't safe in one becomes '-'.
static void file_name(const char *id, char *out, size_t size)
{
    size_t n = 0;
    for (; id[n] && n + 1 < size; n++) {
        char c = id[n];
        bool safe =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-_@+", c);
        out[n] = '-';
        if (safe)
            out[n] = c;
        else if (c == '/')
            out[n] = '.';
    }
    out[n] = '\0';
}

static bool is_chosen(const struct render *render, const char *id)
{
    return !render->options->screen || fnmatch(render->options->screen, id, 0) == 0;
}

// What quick exit shows has a screen's name of its own; of a pack it is also found by the item's.
static bool is_chosen_exit(const struct render *render, const struct item *item, const char *id)
{
    char poster[SCREEN_ID_MAX];
    snprintf(poster, sizeof poster, "attract/%s/%.*s", item_kind_name(item->kind), SLICE_ARG(item->id));
    return is_chosen(render, id) || is_chosen(render, poster) || is_chosen(render, poster + sizeof "attract");
}

static bool wanted(const struct render *render, const struct state *state, const char *id)
{
    const struct app_options *options = render->options;
    if (!options->of)
        return is_chosen(render, id);
    if (render->discuss && !state->attract.discuss)
        return false;
    bool is_exit = state->at.screen == SCREEN_ATTRACT && state->attract.neutral;
    const struct country *country = state_country(state, render->campaign);
    const struct item *item = !is_exit  ? state_item(state, render->campaign)
                              : country ? country->neutral
                                        : NULL;
    if (!item || !slice_is(item->pack->id, options->of))
        return false;
    return is_exit ? is_chosen_exit(render, item, id) : is_chosen(render, id);
}

static bool render_screen(void *context, const struct state *state, const struct scene *scene)
{
    struct render *render = context;
    struct rect whole = {0, 0, scene->w, scene->h}, missing = {0};
    char name[SCREEN_ID_MAX], path[4096];
    if (!wanted(render, state, scene->id))
        return true;
    painter_fetch(render->painter, scene);
    pictures_wait(render->pictures);
    painter_draw(render->painter, scene, &render->frame, whole, &missing);
    vision_simulate(&render->frame, render->vision);
    if (render->options->sheet) {
        if (sheet_add(&render->sheet, &render->frame, scene->id))
            return true;
        app_say("%s: %s", render->options->out, app_reason(errno));
        render->status = APP_MACHINE;
        return false;
    }
    file_name(scene->id, name, sizeof name);
    int n = snprintf(path, sizeof path, "%s/%s.png", render->out, name);
    if (n < 0 || (size_t)n >= sizeof path || !png_save(&render->frame, path)) {
        app_say("%s: %s", path, app_reason(errno));
        render->status = APP_MACHINE;
        return false;
    }
    printf("%s %s\n", scene->id, path);
    return true;
}

static const struct pack *pack_of(const struct campaign *campaign, const char *id)
{
    for (uint16_t i = 0; i < campaign->n_packs; i++)
        if (slice_is(campaign->packs[i]->id, id))
            return campaign->packs[i];
    return NULL;
}

// As it stands, and what a class is asked besides, which only the mode for a class shows.
static void walk_of(struct render *render, struct walk *walk, struct state state, struct arena *arena)
{
    walk_screens(walk, &state, arena);
    const char *screen = render->options->screen;
    bool posters = !screen || slice_starts(slice_of(screen), SLICE("attract"));
    if (!posters || state.config.facilitate || render->status != APP_DONE)
        return;
    state.config.facilitate = state.settings.facilitate = true;
    render->discuss = true;
    walk_screens(walk, &state, arena);
}

// Of one pack every language that it has, each in a folder of its own: in which of them a child will read it nobody knows.
static void walk_languages(struct render *render, struct walk *walk, const struct state *from,
                           struct arena *arena)
{
    const struct app_options *options = render->options;
    const struct pack *pack = pack_of(render->campaign, options->of);
    const struct country *country = state_country(from, render->campaign);
    for (uint16_t i = 0; pack && country && i < country->n_langs && render->status == APP_DONE; i++) {
        struct state state = *from;
        bool has = false;
        for (uint16_t l = 0; l < pack->n_langs; l++)
            has = has || slice_eq(pack->langs[l], country->langs[i]);
        if (!has)
            continue;
        state.language = i;
        render->discuss = false;
        int n =
            snprintf(render->out, sizeof render->out, "%s/%.*s", options->out, SLICE_ARG(country->langs[i]));
        if (n < 0 || (size_t)n >= sizeof render->out || !make_folder(render->out))
            render->status = APP_MACHINE;
        else
            walk_of(render, walk, state, arena);
    }
}

static void walk_all(const struct walk *walk, const struct state *state, struct arena *arena)
{
    if (walk->desk)
        walk_operator(walk, state, arena);
    else
        walk_screens(walk, state, arena);
}

// The language's own name in the file's: sheets of several languages may lie side by side.
static void render_sheets(struct render *render, const struct walk *walk, const struct state *state,
                          struct fonts *fonts, struct arena *arena)
{
    struct slice tag = state_language(state, walk->campaign);
    if (!sheet_begin(&render->sheet, render->options->out, tag, fonts, walk->w, walk->h)) {
        app_say("%s", app_reason(ENOMEM));
        render->status = APP_MACHINE;
        return;
    }
    walk_all(walk, state, arena);
    if (!sheet_end(&render->sheet) && render->status == APP_DONE) {
        app_say("%s: %s", render->options->out, app_reason(errno));
        render->status = APP_MACHINE;
    }
}

static int render_all(const struct app_options *options, enum vision vision, const struct campaign *campaign,
                      const struct desk *desk, const struct state *state, struct fonts *fonts,
                      struct arena *arena)
{
    char decoder[PATH_MAX];
    struct pictures_config config = {.loader = {.assets = &embedded_assets, .decoder = decoder},
                                     .cap_bytes = PICTURE_CACHE};
    if (!app_find_decoder(decoder))
        return APP_MACHINE;
    struct painter_tools tools = {
        .fonts = fonts, .icons = icons_create(&embedded_assets), .pictures = pictures_create(&config)};
    struct render render = {.options = options,
                            .campaign = campaign,
                            .painter = painter_create(&tools),
                            .pictures = tools.pictures,
                            .vision = vision};
    struct walk walk = {.campaign = campaign,
                        .desk = desk,
                        .metrics = fonts_metrics(fonts),
                        .w = options->w ? options->w : 1920,
                        .h = options->h ? options->h : 1080,
                        .mm = options->mm ? options->mm : APP_DEFAULT_MM,
                        .visit = render_screen,
                        .context = &render};
    snprintf(render.out, sizeof render.out, "%s", options->out);
    if (!tools.icons || !tools.pictures || !render.painter || !frame_init(&render.frame, walk.w, walk.h))
        render.status = APP_MACHINE;
    else if (options->of && !options->language && !options->sheet && !desk)
        walk_languages(&render, &walk, state, arena);
    else if (!options->sheet)
        walk_all(&walk, state, arena);
    else
        render_sheets(&render, &walk, state, fonts, arena);
    frame_fini(&render.frame);
    painter_destroy(render.painter);
    pictures_destroy(tools.pictures);
    icons_destroy(tools.icons);
    return render.status;
}

static bool read_vision(const char *name, enum vision *out)
{
    for (*out = VISION_FULL; *out < VISION_COUNT; ++*out)
        if (!name || strcmp(name, vision_name(*out)) == 0)
            return true;
    app_say(app_text("'%s' is none of full, protan, deutan, tritan",
                     "'%s' no es ninguno de full, protan, deutan, tritan"),
            name);
    return false;
}

// A file of lines, as a shell would give them.
static bool read_desk(const char *path, struct arena *arena, struct desk *out)
{
    struct tree_entry entry;
    struct slice line;
    if (!files_read(path, LIMIT_DESK_FILE, arena, &entry)) {
        app_say("%s: %s", path,
                app_text("there is no such file, or it can't be read",
                         "no existe ese archivo, o no se puede leer"));
        return false;
    }
    for (struct slice rest = entry.bytes; slice_next_line(&rest, &line);)
        desk_line(out, line);
    return true;
}

int render_main(int argc, char **argv)
{
    struct app_options options;
    struct arena arena;
    struct state state;
    struct desk desk;
    int status;
    if (!app_options_read(argc, argv,
                          APP_TAKES_SCREENS | APP_TAKES_COUNTRY | APP_TAKES_FACILITATE | APP_TAKES_SITE,
                          &options, &status))
        return status;
    if (!options.out) {
        app_say("%s", app_text("render needs --out DIR", "render necesita --out CARPETA"));
        return APP_USAGE;
    }
    enum vision vision;
    if (!read_vision(options.vision, &vision))
        return APP_USAGE;
    const char *why = NULL;
    struct fonts *fonts = fonts_create(&why);
    arena_init(&arena);
    desk_init(&desk);
    bool told = !options.desk || read_desk(options.desk, &arena, &desk);
    struct campaign *campaign = told ? app_load(&options, &arena, &status) : NULL;
    if (campaign && options.of)
        campaign_prefer_exit(campaign, slice_of(options.of), &arena);
    if (!told)
        status = APP_INPUT;
    if (!fonts)
        app_say("%s", why);
    if (!fonts || (campaign && !make_folder(options.out)))
        status = APP_MACHINE;
    else if (campaign)
        status =
            app_start(&options, campaign, 1, &state)
                ? render_all(&options, vision, campaign, options.desk ? &desk : NULL, &state, fonts, &arena)
                : APP_USAGE;
    desk_fini(&desk);
    arena_fini(&arena);
    fonts_destroy(fonts);
    return status;
}

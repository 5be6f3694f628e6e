// SPDX-License-Identifier: MIT
// chasqui replay: plays a recorded visit without a display, and prints what the kiosk's state has come to.
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "core/desk.h"
#include "paint/fonts.h"
#include "programs/app.h"
#include "scene/playback.h"
#include "system/files.h"

struct replay {
    struct arena kept, frame, texts; // the content and the tape; a scene; its dump
    struct diags diags;
    struct desk desk;
    struct tape tape;
    struct fonts *fonts;
    struct scene scene;
    struct playback playback;
    uint64_t dumped; // hash of the last scene that was printed
};

static void print_diags(const struct diags *diags)
{
    enum diag_language language = diag_language_from_environment();
    for (size_t i = 0; i < diags->count; i++)
        diag_print(stderr, &diags->list[i], language);
    if (diags->dropped > 0)
        app_say(app_text("%zu more of them", "y %zu más"), diags->dropped);
}

static int read_tape(struct replay *replay, const char *path)
{
    struct tree_entry entry;
    struct source_text source;
    struct tree tree = {0};
    if (!files_read(path, LIMIT_TAPE_FILE, &replay->kept, &entry) && entry.fault != TREE_TOO_LARGE) {
        app_say("%s: %s", path,
                app_text("there is no such file, or it can't be read",
                         "no existe ese archivo, o no se puede leer"));
        return APP_INPUT;
    }
    bool good = source_open(&tree, &entry, &replay->kept, &replay->diags, &source) &&
                tape_open(&source, &replay->diags, &replay->tape);
    return good ? APP_DONE : APP_INPUT;
}

// Prints the scene that stands if it differs from the last one printed.
static void dump(struct replay *replay)
{
    arena_reset(&replay->texts);
    struct slice text = scene_dump(playback_scene(&replay->playback), &replay->texts);
    uint64_t hash = hash_slice(HASH_START, text);
    if (hash == replay->dumped)
        return;
    replay->dumped = hash;
    printf("== %s\n%.*s", replay->scene.id, SLICE_ARG(text));
}

static int play(struct replay *replay, const struct app_options *options, const struct campaign *campaign)
{
    struct config config;
    struct tape_step step;
    bool met = true;
    if (!tape_fits(&replay->tape, campaign, &replay->diags, &config))
        return APP_INPUT;
    replay->playback = (struct playback){.campaign = campaign,
                                         .metrics = fonts_metrics(replay->fonts),
                                         .arena = &replay->frame,
                                         .scene = &replay->scene,
                                         .diags = &replay->diags,
                                         .desk = &replay->desk};
    playback_init(&replay->playback, &replay->tape, &config);
    if (options->dump)
        dump(replay);
    while (tape_next(&replay->tape, &step)) {
        met = playback_step(&replay->playback, &step) && met;
        if (options->dump)
            dump(replay);
    }
    printf("hash %016llx\n", (unsigned long long)state_hash(&replay->playback.state));
    return met ? APP_DONE : APP_INPUT;
}

static int replay_with(struct replay *replay, struct app_options *options)
{
    const char *why;
    int status = read_tape(replay, options->operand);
    if (status != APP_DONE)
        return status;
    // What has left by the day of the visit was not to be seen on it.
    options->date = replay->tape.date;
    const struct campaign *campaign = app_load(options, &replay->kept, &status);
    if (!campaign)
        return status;
    replay->fonts = fonts_create(&why);
    if (!replay->fonts) {
        app_say("%s", why);
        return APP_MACHINE;
    }
    return play(replay, options, campaign);
}

int replay_main(int argc, char **argv)
{
    static struct replay replay; // too large for the stack
    struct app_options options;
    int status;
    if (!app_options_read(argc, argv, APP_TAKES_OPERAND | APP_TAKES_DUMP, &options, &status))
        return status;
    if (!options.operand || options.n_packs == 0 || options.date_given) {
        app_say(
            "%s",
            app_text("replay needs a tape and --pack DIR; the date stands in the tape. Try 'chasqui --help'.",
                     "replay necesita una cinta y --pack CARPETA; la fecha está en la cinta. "
                     "Prueba 'chasqui --help'."));
        return APP_USAGE;
    }
    arena_init(&replay.kept);
    arena_init(&replay.frame);
    arena_init(&replay.texts);
    diags_init(&replay.diags, &replay.kept);
    desk_init(&replay.desk);
    status = replay_with(&replay, &options);
    diags_sort(&replay.diags);
    print_diags(&replay.diags);
    fonts_destroy(replay.fonts);
    desk_fini(&replay.desk);
    arena_fini(&replay.texts);
    arena_fini(&replay.frame);
    arena_fini(&replay.kept);
    if (status == APP_DONE && (fflush(stdout) != 0 || ferror(stdout))) {
        app_say("%s", strerror(errno));
        status = APP_MACHINE;
    }
    return status;
}

// SPDX-License-Identifier: MIT
// chasquictl site: the adults whom a kiosk's school or centre names, brought from a folder, shown, or taken away.
#include <stdio.h>

#include "pack/site_change.h"
#include "programs/ctl_decoder.h"
#include "programs/ctl_lines.h"
#include "programs/ctl_question.h"
#include "programs/ctl_store.h"
#include "system/files.h"

static void print_help(void)
{
    fputs(ctl_text("Usage: chasquictl site set [OPTION]... DIR\n"
                   "       chasquictl site remove|show [OPTION]...\n"
                   "The site card: the adults of this place whom a child can go to. DIR has site.yaml and "
                   "their photos\n"
                   "in pictures/. A card that is set takes the place of the one before, whole or not at all; "
                   "updates\n"
                   "of content leave it alone.\n\n"
                   "  --store=DIR    where the kiosk keeps its things (" CHASQUI_STATEDIR ")\n"
                   "  --ask          wait before the change for 'yes' on standard input\n"
                   "  --lines        tell it to a program (see chasquictl(1))\n"
                   "  --date=DATE    judge dates as on this day, YYYY-MM-DD (today)\n"
                   "  --help         this help\n",
                   "Uso: chasquictl site set [OPCIÓN]... CARPETA\n"
                   "     chasquictl site remove|show [OPCIÓN]...\n"
                   "La ficha del lugar: las personas adultas de aquí a quienes puede acudir una niña o un "
                   "niño. CARPETA\n"
                   "tiene site.yaml y sus fotos en pictures/. Una ficha nueva toma el lugar de la anterior, "
                   "entera o\n"
                   "nada; las actualizaciones de contenido no la tocan.\n\n"
                   "  --store=CARPETA  dónde guarda sus cosas el quiosco (" CHASQUI_STATEDIR ")\n"
                   "  --ask            esperar antes del cambio un 'yes' en la entrada estándar\n"
                   "  --lines          decírselo a un programa (mira chasquictl(1))\n"
                   "  --date=FECHA     juzgar las fechas como en ese día, AAAA-MM-DD (hoy)\n"
                   "  --help           esta ayuda\n"),
          stdout);
}

struct setting {
    struct ctl_question question;
    struct decoder *decoder;
};

static bool decodes(void *context, int fd, struct slice path)
{
    const struct setting *setting = context;
    (void)path;
    return decoder_probe(setting->decoder, fd) == DECODER_OK;
}

static bool is_cancelled(void *context)
{
    struct setting *setting = context;
    return ctl_question_is_off(&setting->question);
}

static const struct diag *last_error(const struct diags *diags)
{
    const struct diag *last = NULL;
    for (size_t i = 0; i < diags->count; i++)
        if (diag_code_severity(diags->list[i].code) == DIAG_ERROR)
            last = &diags->list[i];
    return last;
}

static int tell_end(const struct diags *diags, enum install_status status, bool lines)
{
    if (status == INSTALL_CANCELLED)
        return ctl_tell_cancelled(lines);
    const struct diag *reason = last_error(diags);
    if (reason)
        ctl_tell_refused(reason, lines);
    return status == INSTALL_REFUSED ? CTL_INPUT : CTL_MACHINE;
}

static int tell_done(bool lines, const char *sentence)
{
    if (lines) {
        line_begin("done");
        line_number(0); // no generation of content
        line_end();
    } else {
        puts(sentence);
    }
    return CTL_DONE;
}

static int run(struct site_change *change, struct setting *setting)
{
    bool lines = setting->question.lines;
    struct slice folder = slice_of(change->options.folder);
    enum install_status status = site_change_stage(change);
    ctl_tell_problems(change->diags, folder, lines);
    if (status != INSTALL_DONE)
        return tell_end(change->diags, status, lines);
    ctl_tell_site(folder, change->site, slice_of(change->staged), lines);
    if (!ctl_question_ask(&setting->question, change->staged))
        return ctl_tell_cancelled(lines);
    size_t told = change->diags->count;
    status = site_change_commit(change);
    if (status == INSTALL_DONE)
        return tell_done(
            lines, ctl_text("done: the stick can be taken out", "hecho: ya se puede sacar la memoria USB"));
    struct diags late = *change->diags;
    late.list += told;
    late.count -= told;
    ctl_tell_problems(&late, folder, lines);
    return tell_end(&late, status, lines);
}

static int set(const struct ctl_store *asked, const char *folder)
{
    struct arena arena;
    struct diags diags;
    struct site_change change;
    struct setting setting = {.question = {.asks = asked->ask, .lines = asked->lines}};
    const char *const read[] = {folder};
    ctl_hear_signals();
    int status = ctl_close_in(read, 1, asked->store, &setting.decoder);
    if (status != CTL_DONE)
        return status;
    arena_init(&arena);
    diags_init(&diags, &arena);
    const struct site_change_options options = {.folder = folder,
                                                .store = asked->store,
                                                .today = asked->today,
                                                .decodes = decodes,
                                                .cancelled = is_cancelled,
                                                .context = &setting};
    site_change_init(&change, &options, &arena, &diags);
    status = run(&change, &setting);
    site_change_fini(&change);
    decoder_destroy(setting.decoder);
    arena_fini(&arena);
    return status;
}

static int take_away(const struct ctl_store *asked)
{
    struct arena arena;
    struct diags diags;
    arena_init(&arena);
    diags_init(&diags, &arena);
    enum install_status status = site_change_remove(asked->store, &arena, &diags);
    ctl_tell_problems(&diags, SLICE_NONE, asked->lines);
    int exit_status = status == INSTALL_DONE
                          ? tell_done(asked->lines, ctl_text("done: no site card is shown",
                                                             "hecho: ya no se muestra ninguna ficha"))
                          : tell_end(&diags, status, asked->lines);
    arena_fini(&arena);
    return exit_status;
}

static int show(const struct ctl_store *asked)
{
    struct arena arena;
    struct diags diags;
    struct tree tree;
    arena_init(&arena);
    diags_init(&diags, &arena);
    const char *folder = arena_format(&arena, "%s/site", asked->store).p;
    const struct site *site = files_read_tree(folder, site_wants, site_cap, &arena, &tree)
                                  ? site_read(&tree, asked->today, &arena, &diags)
                                  : NULL;
    ctl_tell_problems(&diags, slice_of(folder), asked->lines);
    if (site)
        ctl_tell_site(slice_of(folder), site, slice_of(folder), asked->lines);
    else if (!asked->lines && diags.errors == 0)
        puts(ctl_text("there is no site card here", "aquí no hay ninguna ficha del lugar"));
    int status = diags.errors ? CTL_INPUT : CTL_DONE;
    arena_fini(&arena);
    return status;
}

int ctl_site(int argc, char **argv)
{
    struct ctl_store asked;
    int refused =
        ctl_store_options(argc, argv, CTL_TAKES_ASK | CTL_TAKES_DATE | CTL_TAKES_LINES, print_help, &asked);
    if (refused >= 0)
        return refused;
    struct slice what = asked.n_words > 0 ? slice_of(asked.words[0]) : SLICE_NONE;
    if (slice_is(what, "set") && asked.n_words == 2)
        return set(&asked, asked.words[1]);
    if (slice_is(what, "remove") && asked.n_words == 1)
        return take_away(&asked);
    if (slice_is(what, "show") && asked.n_words == 1)
        return show(&asked);
    return ctl_refuse(
        argv[0], "%s",
        ctl_text("say what to do: set DIR, remove or show", "di qué hacer: set CARPETA, remove o show"));
}

// SPDX-License-Identifier: MIT
// chasquictl import: a pack from a stick becomes a new generation, whole or not at all.
#include <inttypes.h>
#include <stdio.h>

#include "base/font_files.h"
#include "programs/ctl_check.h"
#include "programs/ctl_decoder.h"
#include "programs/ctl_lines.h"
#include "programs/ctl_question.h"
#include "programs/ctl_store.h"
#include "system/clock.h"
#include "system/glyphs.h"

#define PROGRESS_MS 50 // at most twenty a second

static void print_help(void)
{
    fputs(
        ctl_text(
            "Usage: chasquictl import [OPTION]... FILE|DIR\n"
            "Copies a pack (its folder, or its .chasqui file) from a stick, checks it, and makes it what "
            "this\n"
            "kiosk shows: whole, or not at all. It says first what will change.\n\n"
            "  --store=DIR                where packs are kept (" CHASQUI_STATEDIR ")\n"
            "  --trust=DIR                the folder of trusted keys (" CHASQUI_TRUSTDIR ")\n"
            "  --unsigned=never|messages  what a pack that nobody signed may bring: nothing, or messages,\n"
            "                             quizzes and stories that name channels that are here (messages)\n"
            "  --ask                      wait before the change for 'yes' on standard input\n"
            "  --lines                    tell it to a program (see chasquictl(1))\n"
            "  --date=DATE                judge dates as on this day, YYYY-MM-DD (today)\n"
            "  --help                     this help\n",
            "Uso: chasquictl import [OPCIÓN]... ARCHIVO|CARPETA\n"
            "Copia un paquete (su carpeta o su archivo .chasqui) de una memoria USB, lo revisa y lo "
            "convierte\n"
            "en lo que muestra este quiosco: entero, o nada. Antes dice qué va a cambiar.\n\n"
            "  --store=CARPETA            dónde se guardan los paquetes (" CHASQUI_STATEDIR ")\n"
            "  --trust=CARPETA            la carpeta de claves de confianza (" CHASQUI_TRUSTDIR ")\n"
            "  --unsigned=never|messages  qué puede traer un paquete sin firma: nada, o mensajes,\n"
            "                             cuestionarios e historias que nombran canales de aquí (messages)\n"
            "  --ask                      esperar antes del cambio un 'yes' en la entrada estándar\n"
            "  --lines                    decírselo a un programa (mira chasquictl(1))\n"
            "  --date=FECHA               juzgar las fechas como en ese día, AAAA-MM-DD (hoy)\n"
            "  --help                     esta ayuda\n"),
        stdout);
}

struct importing {
    const struct ctl_store *asked;
    struct decoder *decoder;
    struct ctl_question question;
    uint64_t told_ms;
    enum install_stage told_stage;
};

static bool on_cancelled(void *context)
{
    struct importing *importing = context;
    return ctl_question_is_off(&importing->question);
}

// ---- What is told ----

static void on_progress(void *context, enum install_stage stage, uint64_t done, uint64_t total,
                        struct slice name)
{
    static const char *const words[] = {"copy", "check", "pictures", "install"};
    struct importing *importing = context;
    uint64_t now = clock_boot_ms();
    bool over = done == total || stage != importing->told_stage;
    if (!importing->asked->lines || (!over && now - importing->told_ms < PROGRESS_MS))
        return;
    importing->told_ms = now;
    importing->told_stage = stage;
    line_begin("progress");
    line_word(words[stage]);
    line_number(done);
    line_number(total);
    line_text(name);
    line_end();
}

static bool on_picture(void *context, int fd, struct slice path)
{
    struct importing *importing = context;
    (void)path;
    return decoder_probe(importing->decoder, fd) == DECODER_OK;
}

// What was staged, as inspect tells a pack.
static void tell_pack(const struct install *install, bool lines)
{
    const struct pack *pack = install->pack;
    struct inspected it = {.path = install->source.name, .pack = pack, .bytes = install->bytes};
    it.state = install->credentials.is_signed ? install->state : INSTALL_UNSIGNED;
    if (install->credentials.is_signed)
        it.signer = install->credentials.signer->name;
    for (size_t i = 0; i < pack->n_items; i++) {
        it.messages += pack->items[i].kind == ITEM_MESSAGE;
        it.quizzes += pack->items[i].kind == ITEM_QUIZ;
        it.stories += pack->items[i].kind == ITEM_STORY;
    }
    for (uint16_t i = 0; i < pack->n_channels; i++)
        it.channels += !pack->channels[i].borrowed;
    // An update by somebody else's key is one to look at twice.
    if (install->replaced && !slice_eq(install->replaced->name, it.signer))
        it.signer_before = install->replaced->name;
    ctl_tell_pack(0, &it, lines);
}

static int tell_end(struct install *install, enum install_status status, bool lines)
{
    const struct diag *reason = install_reason(install);
    if (status == INSTALL_CANCELLED)
        return ctl_tell_cancelled(lines);
    // A reason that stands beside the others comes behind them.
    if (!lines && install->reason.count)
        ctl_tell_problems(&install->reason, SLICE_NONE, false);
    if (reason)
        ctl_tell_refused(reason, lines);
    return status == INSTALL_HERE ? CTL_DONE : status == INSTALL_REFUSED ? CTL_INPUT : CTL_MACHINE;
}

// ---- The import ----

static int run(struct install *install, struct importing *importing)
{
    bool lines = importing->asked->lines;
    uint64_t generation;
    enum install_status status = install_stage(install);
    ctl_tell_problems(install->diags, install->source.name, lines);
    if (status != INSTALL_DONE)
        return tell_end(install, status, lines);
    tell_pack(install, lines);
    ctl_tell_plan(install, lines);
    if (!ctl_question_ask(&importing->question, install->folder))
        return ctl_tell_cancelled(lines);
    size_t told = install->diags->count;
    status = install_commit(install, &generation);
    if (status != INSTALL_DONE) {
        struct diags late = *install->diags;
        late.list += told;
        late.count -= told;
        ctl_tell_problems(&late, install->source.name, lines);
        return tell_end(install, status, lines);
    }
    if (lines) {
        line_begin("done");
        line_number(generation);
        line_end();
    } else {
        printf(ctl_text("done: generation %" PRIu64 "; the stick can be taken out\n",
                        "hecho: generación %" PRIu64 "; ya se puede sacar la memoria USB\n"),
               generation);
    }
    return CTL_DONE;
}

static int import(const struct ctl_store *asked)
{
    struct arena arena;
    struct diags diags;
    struct install install;
    struct importing importing = {.asked = asked,
                                  .question = {.asks = asked->ask, .lines = asked->lines},
                                  .told_stage = INSTALL_INSTALL};
    const char *const read[] = {asked->words[0], asked->trust};
    struct glyphs *glyphs = glyphs_open(font_files_debian);
    int status = ctl_close_in(read, 2, asked->store, &importing.decoder);
    if (status != CTL_DONE) {
        glyphs_close(glyphs);
        return status;
    }
    arena_init(&arena);
    diags_init(&diags, &arena);
    const struct install_options options = {.source = asked->words[0],
                                            .store = asked->store,
                                            .trust = asked->trust,
                                            .unsigned_messages = asked->unsigned_messages,
                                            .today = asked->today,
                                            .decodes = on_picture,
                                            .decoder = &importing,
                                            .has_glyph = glyphs ? ctl_has_glyph : NULL,
                                            .glyphs = glyphs,
                                            .watch = {&importing, on_progress, on_cancelled}};
    install_init(&install, &options, &arena, &diags);
    status = run(&install, &importing);
    install_fini(&install);
    decoder_destroy(importing.decoder);
    arena_fini(&arena);
    glyphs_close(glyphs);
    return status;
}

int ctl_import(int argc, char **argv)
{
    struct ctl_store asked;
    int refused = ctl_store_options(
        argc, argv, CTL_TAKES_TRUST | CTL_TAKES_UNSIGNED | CTL_TAKES_ASK | CTL_TAKES_DATE | CTL_TAKES_LINES,
        print_help, &asked);
    if (refused >= 0)
        return refused;
    if (asked.n_words != 1)
        return ctl_refuse(argv[0], "%s",
                          ctl_text("name one pack's folder or .chasqui file",
                                   "indica la carpeta o el archivo .chasqui de un paquete"));
    ctl_hear_signals();
    return import(&asked);
}

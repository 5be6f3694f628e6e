// SPDX-License-Identifier: MIT
// chasquictl import: a pack from a stick becomes a new generation, whole or not at all.
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/font_files.h"
#include "programs/ctl_check.h"
#include "programs/ctl_lines.h"
#include "programs/ctl_store.h"
#include "programs/helper.h"
#include "system/clock.h"
#include "system/decoder.h"
#include "system/glyphs.h"
#include "system/sandbox.h"

#define PROGRESS_MS 50 // at most twenty a second
#define SIGNAL_MS 500  // after which a signal that came just before a wait is heard

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

// ---- To be called off ----

static volatile sig_atomic_t called_off;

static void call_off(int signal)
{
    (void)signal;
    called_off = 1;
}

static void hear_signals(void)
{
    // Without SA_RESTART: a wait for an answer ends too.
    struct sigaction action = {.sa_handler = call_off};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
    signal(SIGPIPE, SIG_IGN); // whoever listened is gone: ferror tells
}

struct importing {
    const struct ctl_store *asked;
    struct decoder *decoder;
    bool answered; // from then on a closed input says nothing more
    uint64_t told_ms;
    enum install_stage told_stage;
};

// Whoever asked may go away, or say no, before it is asked. A "yes" that comes too early is to no question.
static bool has_left(void)
{
    char answer[64];
    struct pollfd event = {.fd = STDIN_FILENO, .events = POLLIN};
    if (poll(&event, 1, 0) <= 0 || !(event.revents & (POLLIN | POLLHUP | POLLERR | POLLNVAL)))
        return false;
    ssize_t n = read(STDIN_FILENO, answer, sizeof answer);
    return n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN) || (n >= 2 && memcmp(answer, "no", 2) == 0);
}

static bool on_cancelled(void *context)
{
    const struct importing *importing = context;
    if (!called_off && (ferror(stdout) || (importing->asked->ask && !importing->answered && has_left())))
        called_off = 1;
    return called_off;
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
    ctl_tell_pack(0, &it, lines);
}

static int tell_cancelled(bool lines)
{
    if (lines) {
        line_begin("cancelled");
        line_end();
    } else {
        ctl_say("%s", ctl_text("called off; nothing was changed", "cancelado; no se cambió nada"));
    }
    return CTL_INPUT;
}

static int tell_end(struct install *install, enum install_status status, bool lines)
{
    const struct diag *reason = install_reason(install);
    if (status == INSTALL_CANCELLED)
        return tell_cancelled(lines);
    // A reason that stands beside the others comes behind them.
    if (!lines && install->reason.count)
        ctl_tell_problems(&install->reason, SLICE_NONE, false);
    if (reason)
        ctl_tell_refused(reason, lines);
    return status == INSTALL_HERE ? CTL_DONE : status == INSTALL_REFUSED ? CTL_INPUT : CTL_MACHINE;
}

// ---- The question ----

// From here on what comes is the answer: has_left must not take it.
static bool is_answered_yes(void)
{
    char answer[8] = "";
    size_t n = 0;
    while (n < sizeof answer && !called_off && !ferror(stdout)) {
        struct pollfd event = {.fd = STDIN_FILENO, .events = POLLIN};
        if (poll(&event, 1, SIGNAL_MS) <= 0)
            continue;
        ssize_t got = read(STDIN_FILENO, answer + n, 1);
        if (got <= 0 || answer[n] == '\n')
            break;
        n += (size_t)got;
    }
    return !called_off && n == 3 && memcmp(answer, "yes", 3) == 0 && answer[n] == '\n';
}

static bool ask(const struct install *install, struct importing *importing)
{
    if (!importing->asked->ask)
        return true;
    if (importing->asked->lines) {
        line_begin("ready");
        line_word(install->folder);
        line_end();
    } else {
        fputs(ctl_text("Make this change? Type yes: ", "¿Hacer este cambio? Escribe yes: "), stdout);
        fflush(stdout);
    }
    importing->answered = true;
    return is_answered_yes();
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
    if (!ask(install, importing) || on_cancelled(importing))
        return tell_cancelled(lines);
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

// From here on this process reads the stick and writes the store, and nothing else.
static bool close_in(const struct ctl_store *asked, const char *decoder)
{
    const char *const read[] = {asked->words[0], asked->trust};
    const char *const write[] = {asked->store};
    const struct sandbox_paths paths = {read, 2, write, 1, decoder};
    return sandbox_close_import(&paths) != SANDBOX_FAILED;
}

static int import(const struct ctl_store *asked)
{
    struct arena arena;
    struct diags diags;
    struct install install;
    struct importing importing = {.asked = asked, .told_stage = INSTALL_INSTALL};
    char decoder[PATH_MAX];
    if (!helper_find("chasqui-decode", decoder)) {
        ctl_say("%s: %s", decoder,
                ctl_text("the program that decodes pictures isn't there; install Chasqui again",
                         "no está el programa que decodifica imágenes; instala Chasqui otra vez"));
        return CTL_MACHINE;
    }
    struct glyphs *glyphs = glyphs_open(font_files_debian);
    mkdir(asked->store,
          0755); // so that there is something to be closed in with; store_lock says why it isn't
    if (!close_in(asked, decoder)) {
        ctl_say("%s", ctl_text("this system can't close an import in",
                               "este sistema no puede aislar una importación"));
        glyphs_close(glyphs);
        return CTL_MACHINE;
    }
    importing.decoder = decoder_create(&(struct decoder_config){.program = decoder});
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
    int status = importing.decoder ? run(&install, &importing) : CTL_MACHINE;
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
    hear_signals();
    return import(&asked);
}

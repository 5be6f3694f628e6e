// SPDX-License-Identifier: MIT
// chasquictl status: whether what is installed is whole.
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>

#include "pack/verify.h"
#include "programs/ctl_lines.h"
#include "programs/ctl_store.h"
#include "system/clock.h"

#define PROGRESS_MS 50

static void print_help(void)
{
    fputs(ctl_text(
              "Usage: chasquictl status [--lines] [--store DIR]\n"
              "Reads everything that is installed. What is damaged is named, and never shown again: the "
              "kiosk goes\n"
              "back to the generation before. An index of another version of the program is made anew.\n\n"
              "  --store=DIR  where packs are kept (" CHASQUI_STATEDIR ")\n"
              "  --lines      tell it to a program (see chasquictl(1))\n"
              "  --help       this help\n",
              "Uso: chasquictl status [--lines] [--store CARPETA]\n"
              "Lee todo lo instalado. Lo dañado se nombra y no se muestra nunca más: el quiosco vuelve a la\n"
              "generación anterior. Un índice de otra versión del programa se hace de nuevo.\n\n"
              "  --store=CARPETA  dónde se guardan los paquetes (" CHASQUI_STATEDIR ")\n"
              "  --lines          decírselo a un programa (mira chasquictl(1))\n"
              "  --help           esta ayuda\n"),
          stdout);
}

struct telling {
    bool lines;
    uint64_t told_ms;
};

static volatile sig_atomic_t called_off;

static void call_off(int signal)
{
    (void)signal;
    called_off = 1;
}

static bool on_cancelled(void *context)
{
    (void)context;
    return called_off || ferror(stdout);
}

static void on_progress(void *context, enum install_stage stage, uint64_t done, uint64_t total,
                        struct slice name)
{
    struct telling *telling = context;
    uint64_t now = clock_boot_ms();
    (void)stage;
    if (!telling->lines || now - telling->told_ms < PROGRESS_MS)
        return;
    telling->told_ms = now;
    line_begin("progress");
    line_word("check");
    line_number(done);
    line_number(total);
    line_text(name);
    line_end();
}

static void print_shown(const struct ctl_store *asked, struct arena *arena)
{
    struct store_start start;
    if (!store_shown(asked->store, arena, &start)) {
        puts(ctl_text("the kiosk shows what came with the program",
                      "el quiosco muestra lo que vino con el programa"));
        return;
    }
    printf(ctl_text("the kiosk shows generation %" PRIu64 "%s\n",
                    "el quiosco muestra la generación %" PRIu64 "%s\n"),
           start.set.number,
           start.fell_back ? ctl_text(" (a newer one can't be shown)", " (una más nueva no se puede mostrar)")
                           : "");
}

static int status_of(const struct ctl_store *asked, struct arena *arena)
{
    struct diags diags;
    struct telling telling = {.lines = asked->lines};
    diags_init(&diags, arena);
    struct verify verify = {.store = asked->store,
                            .today = asked->today,
                            .watch = {&telling, on_progress, on_cancelled},
                            .arena = arena,
                            .diags = &diags};
    bool good = verify_store(&verify);
    ctl_tell_problems(&diags, slice_of(asked->store), asked->lines);
    if (!asked->lines) {
        printf(ctl_text("%zu packs looked at, %zu damaged, %zu indexes made anew\n",
                        "%zu paquetes revisados, %zu dañados, %zu índices hechos de nuevo\n"),
               verify.packs, verify.rotten, verify.indexes);
        print_shown(asked, arena);
    }
    if (!good && diags.count)
        ctl_tell_refused(&diags.list[diags.count - 1], asked->lines);
    return !good ? CTL_MACHINE : verify.rotten ? CTL_INPUT : CTL_DONE;
}

int ctl_status(int argc, char **argv)
{
    struct ctl_store asked;
    struct arena arena;
    int refused = ctl_store_options(argc, argv, CTL_TAKES_LINES | CTL_TAKES_DATE, print_help, &asked);
    if (refused >= 0)
        return refused;
    if (asked.n_words)
        return ctl_refuse(argv[0], "%s", ctl_text("it takes no argument", "no lleva argumentos"));
    signal(SIGINT, call_off);
    signal(SIGTERM, call_off);
    signal(SIGPIPE, SIG_IGN);
    arena_init(&arena);
    int status = status_of(&asked, &arena);
    arena_fini(&arena);
    return status;
}

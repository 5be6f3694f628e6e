// SPDX-License-Identifier: MIT
// chasquictl list, rollback and remove: the generations of a store.
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "pack/store_change.h"
#include "pack/store_plan.h"
#include "pack/store_remove.h"
#include "pack/trust.h"
#include "programs/ctl_lines.h"
#include "programs/ctl_question.h"
#include "programs/ctl_store.h"

static void print_list_help(void)
{
    fputs(ctl_text(
              "Usage: chasquictl list [--lines] [--store DIR] [--trust DIR]\n"
              "Tells what this kiosk has shown, generation by generation, and what can be gone back to; and "
              "whose key\n"
              "was revoked since.\n\n"
              "  --store=DIR  where packs are kept (" CHASQUI_STATEDIR ")\n"
              "  --trust=DIR  the folder of trusted keys (" CHASQUI_TRUSTDIR ")\n"
              "  --lines      tell it to a program (see chasquictl(1))\n"
              "  --help       this help\n",
              "Uso: chasquictl list [--lines] [--store CARPETA] [--trust CARPETA]\n"
              "Dice qué ha mostrado este quiosco, generación por generación, y a qué se puede volver; y qué "
              "clave se\n"
              "revocó desde entonces.\n\n"
              "  --store=CARPETA  dónde se guardan los paquetes (" CHASQUI_STATEDIR ")\n"
              "  --trust=CARPETA  la carpeta de claves de confianza (" CHASQUI_TRUSTDIR ")\n"
              "  --lines          decírselo a un programa (mira chasquictl(1))\n"
              "  --help           esta ayuda\n"),
          stdout);
}

static void tell_line(const struct generation *set, bool current, bool bad)
{
    line_begin("generation");
    line_number(set->number);
    line_format("%04d-%02d-%02d", set->made.year, set->made.month, set->made.day);
    line_text(set->how);
    line_number(current);
    line_number(bad);
    for (size_t i = 0; i < set->n_packs; i++)
        line_format("%.*s %" PRIu64 " %.*s", SLICE_ARG(set->packs[i].id), set->packs[i].version,
                    SLICE_ARG(set->packs[i].name));
    line_end();
}

static void tell(const struct generation *set, bool current, bool bad, bool instead)
{
    printf("%c %" PRIu64 "  %04d-%02d-%02d  %.*s%s\n", current ? '*' : ' ', set->number, set->made.year,
           set->made.month, set->made.day, SLICE_ARG(set->how),
           bad       ? ctl_text("  (can't be shown)", "  (no se puede mostrar)")
           : instead ? ctl_text("  (shown instead)", "  (se muestra en su lugar)")
                     : "");
    if (set->n_packs == 0 && !bad)
        puts(ctl_text("     nothing: what came with the program is shown",
                      "     nada: se muestra lo que vino con el programa"));
    for (size_t i = 0; i < set->n_packs; i++)
        printf("     %.*s %" PRIu64 "  %s%.*s\n", SLICE_ARG(set->packs[i].id), set->packs[i].version,
               set->packs[i].key.n ? ctl_text("signed by ", "firmado por ")
                                   : ctl_text("not signed", "sin firma"),
               SLICE_ARG(set->packs[i].name));
}

static void tell_revoked_pack(const struct generation_pack *pack, struct slice why, bool lines)
{
    if (!lines) {
        printf(
            ctl_text("     the key of %.*s was revoked: %.*s\n", "     la clave de %.*s se revocó: %.*s\n"),
            SLICE_ARG(pack->id), SLICE_ARG(why));
        return;
    }
    line_begin("revoked");
    line_text(pack->id);
    line_text(why);
    line_end();
}

// A key may have been revoked after its packs were brought: whoever looks after the kiosk must hear of it.
static void tell_revoked(const struct ctl_store *asked, const struct generation *set, struct arena *arena)
{
    struct trust trust;
    struct diags diags;
    diags_init(&diags, arena);
    bool readable = trust_read(asked->trust, arena, &diags, &trust);
    ctl_tell_problems(&diags, SLICE_NONE, asked->lines);
    for (size_t i = 0; readable && i < set->n_packs; i++) {
        const struct keys_revoke *revoked = trust_revoked_pack(&trust, set->packs[i].key);
        if (revoked)
            tell_revoked_pack(&set->packs[i], revoked->why, asked->lines);
    }
}

static int say_failed(const char *store)
{
    ctl_say("%s: %s", store, ctl_reason(errno));
    return CTL_MACHINE;
}

static int list(const struct ctl_store *asked, struct arena *arena)
{
    uint64_t current, *numbers;
    struct generation set;
    struct store_start start;
    size_t n;
    if (!store_current(asked->store, &current) || !store_numbers(asked->store, arena, &numbers, &n))
        return say_failed(asked->store);
    uint64_t shown = store_shown(asked->store, arena, &start) ? start.set.number : 0;
    for (size_t i = 0; i < n; i++) {
        bool readable = store_generation(asked->store, numbers[i], arena, &set);
        bool passed_over = numbers[i] == current && start.fell_back;
        bool bad = !readable || passed_over || store_is_bad(asked->store, numbers[i]);
        if (!readable)
            set = (struct generation){.number = numbers[i], .how = SLICE("?")};
        if (numbers[i] <= current && asked->lines)
            tell_line(&set, numbers[i] == current, bad);
        else if (numbers[i] <= current)
            tell(&set, numbers[i] == current, bad, numbers[i] == shown && shown != current);
        if (numbers[i] == (shown ? shown : current))
            tell_revoked(asked, &set, arena);
    }
    if (current == 0 && !asked->lines)
        puts(ctl_text("nothing is installed: the kiosk shows what came with the program",
                      "no hay nada instalado: el quiosco muestra lo que vino con el programa"));
    return CTL_DONE;
}

int ctl_list(int argc, char **argv)
{
    struct ctl_store asked;
    struct arena arena;
    int refused = ctl_store_options(argc, argv, CTL_TAKES_LINES | CTL_TAKES_TRUST, print_list_help, &asked);
    if (refused >= 0)
        return refused;
    if (asked.n_words)
        return ctl_refuse(argv[0], "%s", ctl_text("it takes no argument", "no lleva argumentos"));
    arena_init(&arena);
    int status = list(&asked, &arena);
    arena_fini(&arena);
    return status;
}

// ---- Going back ----

static void print_rollback_help(void)
{
    fputs(ctl_text("Usage: chasquictl rollback [--ask] [--lines] [--store DIR] [--trust DIR] [N]\n"
                   "Shows again what generation N showed; without N, what was there before (see 'chasquictl "
                   "list').\n\n"
                   "  --store=DIR  where packs are kept (" CHASQUI_STATEDIR ")\n"
                   "  --trust=DIR  the folder of trusted keys (" CHASQUI_TRUSTDIR ")\n"
                   "  --ask        tell what would change, and ask\n"
                   "  --lines      tell it to a program (see chasquictl(1))\n"
                   "  --date=DATE  the day that is written down, YYYY-MM-DD (today)\n"
                   "  --help       this help\n",
                   "Uso: chasquictl rollback [--ask] [--lines] [--store CARPETA] [--trust CARPETA] [N]\n"
                   "Vuelve a mostrar lo que mostraba la generación N; sin N, lo que había antes (mira "
                   "'chasquictl list').\n\n"
                   "  --store=CARPETA  dónde se guardan los paquetes (" CHASQUI_STATEDIR ")\n"
                   "  --trust=CARPETA  la carpeta de claves de confianza (" CHASQUI_TRUSTDIR ")\n"
                   "  --ask            decir qué cambiaría, y preguntar\n"
                   "  --lines          decírselo a un programa (mira chasquictl(1))\n"
                   "  --date=FECHA     el día que se anota, AAAA-MM-DD (hoy)\n"
                   "  --help           esta ayuda\n"),
          stdout);
}

// A change that may be asked about before it is made.
struct changing {
    const struct ctl_store *asked;
    bool judges_keys; // a revoked key stops it
    struct arena *arena;
    struct diags *diags;
    size_t told; // of them
    bool called_off;
};

static void tell_more(struct changing *changing)
{
    struct diags more = *changing->diags;
    more.list += changing->told;
    more.count -= changing->told;
    ctl_tell_problems(&more, SLICE_NONE, changing->asked->lines);
    changing->told = changing->diags->count;
}

// What came of it: the generation that it made, or why it made none.
static int tell_made(struct changing *changing, bool good, uint64_t made)
{
    const struct diags *diags = changing->diags;
    bool lines = changing->asked->lines;
    tell_more(changing);
    if (changing->called_off)
        return ctl_tell_cancelled(lines);
    if (!good) {
        const struct diag *reason = &diags->list[diags->count - 1];
        ctl_tell_refused(reason, lines);
        return reason->code == DIAG_STORE_FAILED || reason->code == DIAG_STORE_BUSY ? CTL_MACHINE : CTL_INPUT;
    }
    if (lines) {
        line_begin("done");
        line_number(made);
        line_end();
    } else {
        printf(ctl_text("done: generation %" PRIu64 "\n", "hecho: generación %" PRIu64 "\n"), made);
    }
    return CTL_DONE;
}

// What nobody believes any more isn't brought back. Read each time: a key may be revoked while somebody is asked.
static bool judge_keys(const struct changing *changing, const struct generation *set)
{
    const struct ctl_store *asked = changing->asked;
    struct trust trust;
    size_t errors = changing->diags->errors;
    if (!changing->judges_keys)
        return true;
    if (!trust_read(asked->trust, changing->arena, changing->diags, &trust))
        return false;
    for (size_t i = 0; i < set->n_packs; i++) {
        const struct keys_revoke *revoked = trust_revoked_pack(&trust, set->packs[i].key);
        if (revoked)
            DIAG(changing->diags, ((struct pos){.path = slice_of(asked->store)}), ROLLBACK_REVOKED,
                 set->packs[i].id, revoked->why);
    }
    return changing->diags->errors == errors;
}

// What will change is told, and asked. False: it doesn't happen.
static bool agrees(void *context, const struct generation *set)
{
    struct changing *changing = context;
    const struct ctl_store *asked = changing->asked;
    struct ctl_question question = {.asks = asked->ask, .lines = asked->lines};
    struct plan plan;
    if (!judge_keys(changing, set))
        return false;
    tell_more(changing);
    if (!asked->ask)
        return true;
    ctl_hear_signals();
    if (!store_plan_build(asked->store, set, asked->today, changing->arena, &plan)) {
        DIAG(changing->diags, ((struct pos){.path = slice_of(asked->store)}), STORE_FAILED,
             slice_of(strerror(errno)));
        return false;
    }
    ctl_tell_changes(&plan, asked->lines);
    changing->called_off = !ctl_question_ask(&question, "-");
    return !changing->called_off && judge_keys(changing, set);
}

static int roll_back(const struct ctl_store *asked, uint64_t wanted, struct arena *arena)
{
    struct diags diags;
    struct changing changing = {.asked = asked, .judges_keys = true, .arena = arena, .diags = &diags};
    const struct store_question question = {&changing, agrees};
    uint64_t made = 0;
    diags_init(&diags, arena);
    bool good = store_rollback(asked->store, wanted, asked->today, &question, arena, &diags, &made);
    return tell_made(&changing, good, made);
}

int ctl_rollback(int argc, char **argv)
{
    struct ctl_store asked;
    struct arena arena;
    uint64_t wanted = 0;
    int refused =
        ctl_store_options(argc, argv, CTL_TAKES_LINES | CTL_TAKES_DATE | CTL_TAKES_ASK | CTL_TAKES_TRUST,
                          print_rollback_help, &asked);
    if (refused >= 0)
        return refused;
    if (asked.n_words > 1 ||
        (asked.n_words == 1 &&
         (!slice_to_uint(slice_of(asked.words[0]), LIMIT_GENERATION, &wanted) || wanted == 0)))
        return ctl_refuse(
            argv[0], "%s",
            ctl_text("name one generation by its number", "indica una generación por su número"));
    arena_init(&arena);
    int status = roll_back(&asked, wanted, &arena);
    arena_fini(&arena);
    return status;
}

// ---- Taking one out ----

static void print_remove_help(void)
{
    fputs(ctl_text(
              "Usage: chasquictl remove [--ask] [--lines] [--store DIR] [--trust DIR] ID\n"
              "Shows what is shown now without the pack ID (see 'chasquictl list'). 'chasquictl rollback' "
              "brings it back.\n"
              "The only signed pack goes when its key was revoked; what came with the program is shown "
              "then.\n\n"
              "  --store=DIR  where packs are kept (" CHASQUI_STATEDIR ")\n"
              "  --trust=DIR  the folder of trusted keys (" CHASQUI_TRUSTDIR ")\n"
              "  --ask        tell what would change, and ask\n"
              "  --lines      tell it to a program (see chasquictl(1))\n"
              "  --date=DATE  the day that is written down, YYYY-MM-DD (today)\n"
              "  --help       this help\n",
              "Uso: chasquictl remove [--ask] [--lines] [--store CARPETA] [--trust CARPETA] ID\n"
              "Muestra lo que se muestra ahora sin el paquete ID (mira 'chasquictl list'). 'chasquictl "
              "rollback' lo devuelve.\n"
              "El único paquete firmado se va si su clave se revocó; se muestra entonces lo que vino con el "
              "programa.\n\n"
              "  --store=CARPETA  dónde se guardan los paquetes (" CHASQUI_STATEDIR ")\n"
              "  --trust=CARPETA  la carpeta de claves de confianza (" CHASQUI_TRUSTDIR ")\n"
              "  --ask            decir qué cambiaría, y preguntar\n"
              "  --lines          decírselo a un programa (mira chasquictl(1))\n"
              "  --date=FECHA     el día que se anota, AAAA-MM-DD (hoy)\n"
              "  --help           esta ayuda\n"),
          stdout);
}

static int take_out(const struct ctl_store *asked, struct slice id, struct arena *arena)
{
    struct diags diags;
    struct trust trust;
    struct changing changing = {.asked = asked, .arena = arena, .diags = &diags};
    const struct store_question question = {&changing, agrees};
    const struct store_removal removal = {
        .root = asked->store, .id = id, .trust = &trust, .today = asked->today, .question = &question};
    uint64_t made = 0;
    diags_init(&diags, arena);
    bool good =
        trust_read(asked->trust, arena, &diags, &trust) && store_remove(&removal, arena, &diags, &made);
    return tell_made(&changing, good, made);
}

int ctl_remove(int argc, char **argv)
{
    struct ctl_store asked;
    struct arena arena;
    int refused =
        ctl_store_options(argc, argv, CTL_TAKES_LINES | CTL_TAKES_DATE | CTL_TAKES_ASK | CTL_TAKES_TRUST,
                          print_remove_help, &asked);
    if (refused >= 0)
        return refused;
    if (asked.n_words != 1)
        return ctl_refuse(argv[0], "%s", ctl_text("name one pack by its id", "indica un paquete por su id"));
    arena_init(&arena);
    int status = take_out(&asked, slice_of(asked.words[0]), &arena);
    arena_fini(&arena);
    return status;
}

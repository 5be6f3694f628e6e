// SPDX-License-Identifier: MIT
// What chasquictl tells of sticks, packs and generations, onto the desk. One program runs at a time; what is asked for
// meanwhile waits.
#include <stdio.h>
#include <string.h>

#include "programs/office.h"

#define NOTHING ASK_COUNT // is asked for

static bool is_free(const struct office *office)
{
    return office->importer && !importer_runs(office->importer);
}

// ---- Looking through the sticks ----

static void tell_sticks(struct kiosk *kiosk)
{
    struct office *office = &kiosk->office;
    office_say(kiosk, "begin", "found");
    for (size_t i = 0; i < office->n_sticks; i++)
        office_say(kiosk, "stick", office->seen[i].name);
}

static void tell_unread(struct kiosk *kiosk, const struct stick *stick)
{
    static const struct {
        const char *code, *en, *es;
    } why[] = {
        [STICK_WRONG_FORMAT] = {"stick-format",
                                "this stick is neither FAT nor exFAT; format it as one of them",
                                "esta memoria no es FAT ni exFAT; dale uno de esos formatos"},
        [STICK_WRONG_MOUNT] =
            {"stick-mount",
             "this stick isn't mounted as a stranger's must be; call whoever set up the machine",
             "esta memoria no está montada como debe estar una ajena; llama a quien instaló el equipo"},
        [STICK_NOT_MOUNTED] = {"stick-damaged", "this stick can't be opened; try another one",
                               "esta memoria no se puede abrir; prueba con otra"},
    };
    struct office_line line;
    if (stick->state == STICK_READY || stick->state == STICK_WAITS)
        return;
    office_begin(&line, "problem");
    office_put(&line, SLICE("error"));
    office_put(&line, slice_of(why[stick->state].code));
    office_put(&line, slice_of(stick->name));
    office_put(&line, SLICE("0"));
    office_put(&line, SLICE("0"));
    office_put(&line, slice_of(why[stick->state].en));
    office_put(&line, slice_of(why[stick->state].es));
    office_send(kiosk, &line);
}

// The next stick that can be read; the end of the look when there is none.
static void look_on(struct kiosk *kiosk)
{
    struct office *office = &kiosk->office;
    while (office->next_stick < office->n_sticks) {
        const struct stick *stick = &office->seen[office->next_stick++];
        tell_unread(kiosk, stick);
        if (stick->state == STICK_READY && importer_inspect(office->importer, stick->path))
            return;
    }
    office->work = OFFICE_IDLE;
    office_say(kiosk, "looked", NULL);
}

static void begin_look(struct kiosk *kiosk)
{
    struct office *office = &kiosk->office;
    office->work = OFFICE_LOOKING;
    office->watches = true;
    office->n_sticks = office->sticks ? sticks_list(office->sticks, office->seen) : 0;
    office->next_stick = office->n_paths = 0;
    office->site = NULL;
    arena_reset(&office->found);
    tell_sticks(kiosk);
    look_on(kiosk);
}

static struct slice identity_of(const struct importer_news *pack, struct arena *arena)
{
    return arena_format(arena, "%.*s\t%.*s\t%.*s", SLICE_ARG(pack->fields[2]), SLICE_ARG(pack->fields[3]),
                        SLICE_ARG(pack->fields[8]));
}

// As a person would say it: the stick, and where on it.
static struct slice place_on_stick(const struct office *office, struct slice path, struct arena *arena)
{
    const struct stick *stick = office->next_stick ? &office->seen[office->next_stick - 1] : NULL;
    struct slice root = stick ? slice_of(stick->path) : SLICE_NONE;
    if (root.n == 0 || !slice_starts(path, root))
        return path;
    return arena_format(arena, "%s%.*s", stick->name, SLICE_ARG(slice_from(path, root.n)));
}

// A pack that was found: the keys of all sticks are counted together.
static void found(struct kiosk *kiosk, const struct importer_news *news)
{
    struct office *office = &kiosk->office;
    struct office_line line;
    if (office->n_paths == LIMIT_DESK_PACKS)
        return;
    office_begin(&line, "pack");
    office_put_format(&line, "%zu", office->n_paths);
    office_put(&line, place_on_stick(office, news->fields[1], &office->found));
    for (size_t i = 2; i < news->n_fields; i++)
        office_put(&line, news->fields[i]);
    office->paths[office->n_paths].path = arena_format(&office->found, "%.*s", SLICE_ARG(news->fields[1])).p;
    office->paths[office->n_paths++].identity = identity_of(news, &office->found);
    office_send(kiosk, &line);
}

static void pass_on_from(struct kiosk *kiosk, const char *word, const struct importer_news *news,
                         size_t first)
{
    struct office_line line;
    office_begin(&line, word);
    for (size_t i = first; i < news->n_fields; i++)
        office_put(&line, news->fields[i]);
    office_send(kiosk, &line);
}

static void pass_on(struct kiosk *kiosk, const char *word, const struct importer_news *news)
{
    pass_on_from(kiosk, word, news, 0);
}

// The fields behind a path, which is nobody's but ours.
static void tell_site(struct kiosk *kiosk, const struct importer_news *news)
{
    pass_on_from(kiosk, "site", news, 1);
}

// Of several sticks the first that brings a card.
static void found_site(struct kiosk *kiosk, const struct importer_news *news)
{
    struct office *office = &kiosk->office;
    if (office->site)
        return;
    office->site = arena_format(&office->found, "%.*s", SLICE_ARG(news->fields[0])).p;
    tell_site(kiosk, news);
}

// ---- Beginning ----

// What is staged now has the paths of what was staged before: no picture of that may be shown for it.
static void begin_plan(struct kiosk *kiosk)
{
    office_say(kiosk, "begin", "plan");
    office_forget_preview(kiosk);
    pictures_forget(kiosk->tools.pictures);
    kiosk->office.work = OFFICE_IMPORTING;
    kiosk->office.chosen = SLICE_NONE;
    kiosk->office.changed = false;
}

static bool begin_import(struct kiosk *kiosk, uint32_t key)
{
    struct office *office = &kiosk->office;
    if (key >= office->n_paths)
        return false;
    office->chosen = office->paths[key].identity;
    return importer_import(office->importer, office->paths[key].path,
                           office->setup.unsigned_packs == SETUP_UNSIGNED_MESSAGES, kiosk->state.today);
}

static void begin(struct kiosk *kiosk)
{
    struct office *office = &kiosk->office;
    struct request next = office->next;
    struct desk_installed installed;
    bool begun = true;
    office->next = (struct request){.ask = NOTHING};
    switch (next.ask) {
    case ASK_LOOK:
        begin_look(kiosk);
        return;
    case ASK_STAGE:
        begin_plan(kiosk);
        begun = begin_import(kiosk, next.arg);
        break;
    case ASK_GENERATIONS:
        office_say(kiosk, "begin", "generations");
        office->work = OFFICE_LISTING;
        begun = importer_list(office->importer);
        break;
    case ASK_SITE:
        begin_plan(kiosk);
        begun = next.arg == 1
                    ? importer_remove_site(office->importer)
                    : office->site && importer_site(office->importer, office->site, kiosk->state.today);
        break;
    case ASK_ROLLBACK:
        begin_plan(kiosk);
        begun = importer_rollback(office->importer, next.arg);
        break;
    case ASK_REMOVE:
        begin_plan(kiosk);
        begun = desk_installed(&office->desk, next.arg, &installed) &&
                importer_remove(office->importer, installed.id);
        break;
    default:
        return;
    }
    if (begun)
        return;
    office->work = OFFICE_IDLE;
    office_refuse(kiosk, "not-started",
                  "no se pudo empezar; quita la memoria, vuelve a ponerla y prueba otra vez",
                  "it couldn't be started; take the stick out, put it in again and try once more");
}

// What runs now and only looks gives way; an import isn't interrupted by anything but its own screens.
static void ask_for(struct kiosk *kiosk, enum ask ask, uint32_t arg)
{
    struct office *office = &kiosk->office;
    if (!office->importer)
        return;
    office->next = (struct request){.ask = ask, .arg = arg};
    if (is_free(office))
        begin(kiosk);
    else if (office->work != OFFICE_IMPORTING)
        importer_cancel(office->importer);
}

void office_look(struct kiosk *kiosk)
{
    ask_for(kiosk, ASK_LOOK, 0);
}

void office_stage(struct kiosk *kiosk, uint32_t key)
{
    ask_for(kiosk, ASK_STAGE, key);
}

void office_list(struct kiosk *kiosk)
{
    ask_for(kiosk, ASK_GENERATIONS, 0);
}

void office_roll_back(struct kiosk *kiosk, uint32_t generation)
{
    ask_for(kiosk, ASK_ROLLBACK, generation);
}

void office_remove(struct kiosk *kiosk, uint32_t which)
{
    ask_for(kiosk, ASK_REMOVE, which);
}

void office_site(struct kiosk *kiosk, uint32_t what)
{
    ask_for(kiosk, ASK_SITE, what);
}

void office_stop_looking(struct kiosk *kiosk)
{
    struct office *office = &kiosk->office;
    office->watches = false;
    if (office->importer && office->work != OFFICE_IMPORTING)
        importer_cancel(office->importer);
}

// ---- Hearing ----

// What was copied. A stick may show one pack to whoever looks, and bring another.
static void take_staged(struct kiosk *kiosk, const struct importer_news *news)
{
    struct office *office = &kiosk->office;
    struct arena scratch;
    arena_init(&scratch);
    office->changed = !slice_eq(office->chosen, identity_of(news, &scratch));
    arena_fini(&scratch);
    snprintf(office->staged_id, sizeof office->staged_id, "%.*s", SLICE_ARG(news->fields[2]));
    pass_on_from(kiosk, "staged", news, 1);
}

static void take_ready(struct kiosk *kiosk, const struct importer_news *news)
{
    struct office *office = &kiosk->office;
    if (office->changed) {
        office_refuse(
            kiosk, "stick-changed",
            "lo que hay en la memoria no es lo que elegiste: cambió entre tanto. Mira otra vez qué hay, y si "
            "vuelve a pasar no uses esa memoria",
            "what is on the stick isn't what you chose: it changed meanwhile. Look again at what is there, "
            "and if it happens again don't use that stick");
        importer_answer(office->importer, false);
        return;
    }
    if (news->dropped > 0)
        office->desk.too_much = true; // some of what changes was never heard
    snprintf(office->staged, sizeof office->staged, "%.*s", SLICE_ARG(news->fields[0]));
    pass_on(kiosk, "ready", news);
}

static void broke_off(struct kiosk *kiosk)
{
    office_refuse(kiosk, "broke-off", "se interrumpió y nada cambió; prueba otra vez",
                  "it broke off and nothing was changed; try once more");
}

// The program has ended; what it did was told before, unless it broke off.
static void ended(struct kiosk *kiosk)
{
    struct office *office = &kiosk->office;
    enum office_work work = office->work;
    if (work == OFFICE_LOOKING && office->next.ask == NOTHING) {
        look_on(kiosk);
        return;
    }
    office->work = OFFICE_IDLE;
    const struct desk *desk = &office->desk;
    bool told = desk->is_done || desk->refused || desk->cancelled;
    if (work == OFFICE_IMPORTING && !told)
        broke_off(kiosk);
    if (office->next.ask != NOTHING)
        begin(kiosk);
}

static bool is_end(const struct importer_news *news)
{
    return news->kind == IMPORTER_ENDED || news->kind == IMPORTER_BROKE_OFF;
}

// What has rotted is nobody's question at the moment: whoever looks after the machine finds it in the log.
static void log_problem(const struct importer_news *news)
{
    struct slice en = news->fields[5], es = news->fields[6];
    struct slice text = app_text("en", "es")[1] == 's' ? es : en;
    app_say("%.*s: %.*s", SLICE_ARG(news->fields[2]), SLICE_ARG(text));
}

static void hear(struct kiosk *kiosk, const struct importer_news *news)
{
    static const char *const words[] = {
        [IMPORTER_PROGRESS] = "progress", [IMPORTER_CHANGE] = "change",
        [IMPORTER_CONFIRM] = "confirm",   [IMPORTER_PROBLEM] = "problem",
        [IMPORTER_REFUSED] = "refused",   [IMPORTER_GENERATION] = "generation",
        [IMPORTER_ADULT] = "adult",       [IMPORTER_REVOKED] = "revoked"};
    struct office *office = &kiosk->office;
    if (office->work == OFFICE_CHECKING && !is_end(news)) {
        if (news->kind == IMPORTER_PROBLEM)
            log_problem(news);
        return;
    }
    switch (news->kind) {
    case IMPORTER_PACK:
        if (office->work == OFFICE_LOOKING)
            found(kiosk, news);
        else if (office->work == OFFICE_IMPORTING)
            take_staged(kiosk, news);
        break;
    case IMPORTER_SITE:
        if (office->work == OFFICE_LOOKING)
            found_site(kiosk, news);
        else
            tell_site(kiosk, news);
        break;
    case IMPORTER_READY:
        take_ready(kiosk, news);
        break;
    case IMPORTER_CANCELLED:
        if (!office->changed) // which was told
            pass_on(kiosk, "cancelled", news);
        break;
    case IMPORTER_DONE:
        pass_on(kiosk, "done", news);
        office_say(kiosk, "content", "waits");
        kiosk_renew_content(kiosk);
        break;
    case IMPORTER_ENDED:
    case IMPORTER_BROKE_OFF:
        ended(kiosk);
        break;
    case IMPORTER_DRAWN:
        break;
    default:
        // What is wrong with a pack that is only looked at is told when it is imported.
        if (news->kind != IMPORTER_PROBLEM || office->work == OFFICE_IMPORTING)
            pass_on(kiosk, words[news->kind], news);
    }
}

void office_check(struct kiosk *kiosk)
{
    struct office *office = &kiosk->office;
    uint64_t generation = kiosk->content.generation;
    if (!kiosk->went_well || generation == office->checked || office->work != OFFICE_IDLE || !is_free(office))
        return;
    office->checked = generation;
    if (importer_status(office->importer))
        office->work = OFFICE_CHECKING;
}

void office_hear_import(struct kiosk *kiosk)
{
    static struct importer_news news;
    while (kiosk->office.importer && importer_next(kiosk->office.importer, &news))
        hear(kiosk, &news);
}

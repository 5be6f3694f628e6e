// SPDX-License-Identifier: MIT
#include "programs/ctl_lines.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/field.h"

// ---- Lines ----

void line_begin(const char *word)
{
    fputs(word, stdout);
}

void line_text(struct slice field)
{
    size_t valid = utf8_valid_prefix(field);
    putchar('\t');
    for (size_t i = 0; i < field.n; i++) {
        char escape[FIELD_ESCAPE] = "";
        size_t n = field_escape(field.p[i], i < valid, escape);
        fwrite(escape, 1, n, stdout);
    }
}

void line_word(const char *field)
{
    line_text(slice_of(field));
}

void line_number(uint64_t field)
{
    printf("\t%" PRIu64, field);
}

void line_format(const char *format, ...)
{
    va_list args;
    putchar('\t');
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
}

void line_end(void)
{
    putchar('\n');
    fflush(stdout);
}

// ---- Problems ----

static void tell_text(const struct diag *diag, enum diag_language language)
{
    struct arena arena;
    arena_init(&arena);
    line_text(diag_text(diag, language, &arena));
    arena_fini(&arena);
}

static struct slice path_below(struct slice path, struct slice root)
{
    if (!slice_starts(path, root) || root.n == 0)
        return path;
    if (path.n == root.n)
        return SLICE_NONE;
    return path.p[root.n] == '/' ? slice_from(path, root.n + 1) : path;
}

static void tell_problem(const struct diag *diag, struct slice root)
{
    line_begin("problem");
    line_word(diag_code_severity(diag->code) == DIAG_ERROR ? "error" : "warning");
    line_word(diag_code_name(diag->code));
    line_text(path_below(diag->pos.path, root));
    line_number(diag->pos.line);
    line_number(diag->pos.col);
    tell_text(diag, DIAG_EN);
    tell_text(diag, DIAG_ES);
    line_end();
}

void ctl_tell_problems(const struct diags *diags, struct slice root, bool lines)
{
    for (size_t i = 0; i < diags->count; i++) {
        if (lines)
            tell_problem(&diags->list[i], root);
        else
            diag_print(stdout, &diags->list[i], diag_language_from_environment());
    }
    fflush(stdout);
}

void ctl_tell_refused(const struct diag *reason, bool lines)
{
    if (lines) {
        line_begin("refused");
        line_word(diag_code_name(reason->code));
        tell_text(reason, DIAG_EN);
        tell_text(reason, DIAG_ES);
        line_end();
        return;
    }
    ctl_say("%s", ctl_text("nothing was changed", "no se cambió nada"));
}

int ctl_tell_cancelled(bool lines)
{
    if (lines) {
        line_begin("cancelled");
        line_end();
    } else {
        ctl_say("%s", ctl_text("called off; nothing was changed", "cancelado; no se cambió nada"));
    }
    return CTL_INPUT;
}

// ---- Packs ----

const char *ctl_state_word(const struct inspected *inspected)
{
    static const char *const words[] = {[INSTALL_NEW] = "new",
                                        [INSTALL_UPDATE] = "update",
                                        [INSTALL_SAME] = "same",
                                        [INSTALL_OLDER] = "older",
                                        [INSTALL_UNSIGNED] = "unsigned"};
    return inspected->refused ? "refused" : words[inspected->state];
}

static void tell_pack_line(size_t key, const struct inspected *it)
{
    const struct pack *pack = it->pack;
    line_begin("pack");
    line_number(key);
    line_text(it->path);
    line_text(pack ? pack->id : SLICE_NONE);
    line_number(pack ? pack->version : 0);
    line_text(pack ? pack->country : SLICE_NONE);
    line_text(pack ? plan_text(pack, pack->title, "es") : SLICE_NONE);
    line_text(pack ? plan_text(pack, pack->title, "en") : SLICE_NONE);
    line_text(pack ? pack->publisher : SLICE_NONE);
    line_text(it->signer);
    line_word(ctl_state_word(it));
    line_number(it->bytes);
    line_format("%zu %zu %zu %zu", it->messages, it->quizzes, it->stories, it->channels);
    line_text(it->signer_before);
    line_end();
}

static const char *state_sentence(const struct inspected *it)
{
    if (it->refused)
        return ctl_text("it can't be imported", "no se puede importar");
    switch (it->state) {
    case INSTALL_NEW:
        return ctl_text("it isn't here yet", "todavía no está aquí");
    case INSTALL_UPDATE:
        return ctl_text("it would replace what is here", "reemplazaría lo que está aquí");
    case INSTALL_SAME:
        return ctl_text("it is already here", "ya está aquí");
    case INSTALL_OLDER:
        return ctl_text("what is here is newer", "lo que está aquí es más nuevo");
    default:
        return ctl_text("nobody has signed it; it can bring messages, quizzes and stories",
                        "nadie lo ha firmado; puede traer mensajes, cuestionarios e historias");
    }
}

// A stranger's text must not move the terminal's cursor, nor turn round what follows it.
static void print_plain(struct slice text)
{
    for (size_t at = 0; at < text.n;) {
        char bytes[4];
        uint32_t c = utf8_next(text, &at);
        size_t n = utf8_put(c, bytes);
        if (utf8_may_be_shown(c))
            fwrite(bytes, 1, n, stdout);
        else
            putchar('?');
    }
}

// Who signed stands on a line of its own: what a pack says of its publisher may say anything.
static void print_whose(const struct inspected *it)
{
    fputs(ctl_text("  published by ", "  publicado por "), stdout);
    print_plain(it->pack->publisher);
    fputs(it->signer.n ? ctl_text("\n  signed by ", "\n  firmado por ")
          : it->forged
              ? ctl_text("\n  its signature isn't believed here", "\n  aquí no se confía en su firma")
              : ctl_text("\n  not signed", "\n  sin firma"),
          stdout);
    print_plain(it->signer);
    if (it->signer_before.n) {
        fputs(ctl_text("; what it replaces was signed by ", "; lo que reemplaza lo firmó "), stdout);
        print_plain(it->signer_before);
    }
}

void ctl_tell_pack(size_t key, const struct inspected *it, bool lines)
{
    if (lines) {
        tell_pack_line(key, it);
        return;
    }
    print_plain(it->path);
    putchar('\n');
    if (it->pack) {
        fputs("  ", stdout);
        print_plain(plan_text(it->pack, it->pack->title, ctl_text("en", "es")));
        printf(ctl_text(" (%.*s, version %" PRIu64 ", %.*s)\n", " (%.*s, versión %" PRIu64 ", %.*s)\n"),
               SLICE_ARG(it->pack->id), it->pack->version, SLICE_ARG(it->pack->country));
        print_whose(it);
        printf(ctl_text("\n  %zu messages, %zu quizzes, %zu stories, %zu channels; %" PRIu64 " MB\n",
                        "\n  %zu mensajes, %zu cuestionarios, %zu historias, %zu canales; %" PRIu64 " MB\n"),
               it->messages, it->quizzes, it->stories, it->channels, (it->bytes >> 20) + 1);
    }
    printf("  %s\n", state_sentence(it));
}

// ---- The site card ----

// A text in every language that it is in, for whoever approves it; once where all say the same.
static struct slice in_all_languages(const struct site *site, const struct slice *texts, struct arena *arena)
{
    bool same = true;
    struct slice all = SLICE_NONE;
    for (uint16_t i = 1; i < site->n_langs; i++)
        same = same && slice_eq(texts[i], texts[0]);
    for (uint16_t i = 0; !same && i < site->n_langs; i++)
        all = arena_format(arena, "%.*s%s%.*s: %.*s", SLICE_ARG(all), i ? " / " : "",
                           SLICE_ARG(site->langs[i]), SLICE_ARG(texts[i]));
    return same ? texts[0] : all;
}

static void tell_adult_line(const struct site *site, const struct site_adult *adult, struct slice photos)
{
    bool has_photo = adult->photo != NULL;
    struct arena arena;
    arena_init(&arena);
    line_begin("adult");
    line_text(adult->name);
    line_text(in_all_languages(site, adult->role, &arena));
    line_text(in_all_languages(site, adult->room, &arena));
    line_text(in_all_languages(site, adult->hours, &arena));
    arena_fini(&arena);
    line_text(has_photo ? photos : SLICE_NONE);
    line_text(has_photo ? adult->photo->path : SLICE_NONE);
    line_end();
}

static void tell_site_lines(struct slice folder, const struct site *site, struct slice photos)
{
    line_begin("site");
    line_text(folder);
    line_text(site ? site->institution : SLICE_NONE);
    line_text(site ? site->approved_by : SLICE_NONE);
    if (site && date_is_set(site->valid_until))
        line_format("%04d-%02d-%02d", site->valid_until.year, site->valid_until.month, site->valid_until.day);
    else
        line_text(SLICE_NONE);
    line_end();
    for (uint16_t i = 0; site && photos.n > 0 && i < site->n_adults; i++)
        tell_adult_line(site, &site->adults[i], photos);
}

static void print_adult(const struct site *site, const struct site_adult *adult)
{
    for (uint16_t i = 0; i < site->n_langs; i++) {
        fputs("  ", stdout);
        print_plain(adult->name);
        fputs(", ", stdout);
        print_plain(adult->role[i]);
        fputs(": ", stdout);
        print_plain(adult->room[i]);
        if (adult->hours[i].n > 0)
            fputs("; ", stdout);
        print_plain(adult->hours[i]);
        if (site->n_langs > 1)
            printf(" (%.*s)", SLICE_ARG(site->langs[i]));
        putchar('\n');
    }
}

void ctl_tell_site(struct slice folder, const struct site *site, struct slice photos, bool lines)
{
    if (lines) {
        tell_site_lines(folder, site, photos);
        return;
    }
    print_plain(folder);
    fputs(ctl_text(": a site card\n", ": una ficha del lugar\n"), stdout);
    if (!site || photos.n == 0)
        return;
    fputs("  ", stdout);
    print_plain(site->institution);
    fputs(ctl_text("; approved by ", "; la aprobó "), stdout);
    print_plain(site->approved_by);
    printf(ctl_text("; valid until %04d-%02d-%02d\n", "; vale hasta %04d-%02d-%02d\n"),
           site->valid_until.year, site->valid_until.month, site->valid_until.day);
    for (uint16_t i = 0; i < site->n_adults; i++)
        print_adult(site, &site->adults[i]);
}

// ---- What will change ----

static const char *what_word(enum plan_what what)
{
    return what == PLAN_ADDED ? "added" : what == PLAN_REMOVED ? "removed" : "altered";
}

static void tell_change_line(const struct plan_change *change)
{
    line_begin("change");
    line_word(what_word(change->what));
    line_word(change->kind);
    line_text(change->id);
    line_text(change->es);
    line_text(change->en);
    line_text(change->before);
    line_text(change->after);
    for (struct slice facts = change->facts, fact; slice_next_line(&facts, &fact);)
        line_text(fact);
    line_end();
}

static void tell_change(const struct plan_change *change)
{
    static const char *const signs[] = {"+", "-", "~"};
    printf("%s %s ", signs[change->what], change->kind);
    print_plain(change->id);
    struct slice name = ctl_text("en", "es")[1] == 'n' ? change->en : change->es;
    if (name.n) {
        fputs(" (", stdout);
        print_plain(name);
        putchar(')');
    }
    if (change->before.n || change->after.n) {
        fputs(": ", stdout);
        print_plain(change->before);
        fputs(change->before.n && change->after.n ? " -> " : "", stdout);
        print_plain(change->after);
    }
    putchar('\n');
    for (struct slice facts = change->facts, fact; slice_next_line(&facts, &fact);) {
        fputs("    ", stdout);
        print_plain(fact);
        putchar('\n');
    }
}

static void tell_unconfirmed(const struct channel *channel, bool lines)
{
    struct slice es = plan_text(channel->pack, channel->name, "es");
    struct slice en = plan_text(channel->pack, channel->name, "en");
    if (lines) {
        line_begin("confirm");
        line_text(channel->id);
        line_text(es);
        line_text(en);
        line_text(channel->value);
        line_end();
        return;
    }
    fputs(ctl_text("nobody has confirmed: ", "nadie ha confirmado: "), stdout);
    print_plain(ctl_text("en", "es")[1] == 'n' ? en : es);
    fputs(", ", stdout);
    print_plain(channel->value);
    putchar('\n');
}

void ctl_tell_changes(const struct plan *plan, bool lines)
{
    for (size_t i = 0; i < plan->n; i++)
        (lines ? tell_change_line : tell_change)(&plan->changes[i]);
    fflush(stdout);
}

void ctl_tell_plan(const struct install *install, bool lines)
{
    ctl_tell_changes(&install->plan, lines);
    for (size_t i = 0; i < install->n_unconfirmed; i++)
        tell_unconfirmed(install->unconfirmed[i], lines);
    fflush(stdout);
}

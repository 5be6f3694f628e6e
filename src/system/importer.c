// SPDX-License-Identifier: MIT
#include "system/importer.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/kassert.h"
#include "system/child.h"

#define PATIENCE_MS 5000
#define ARGUMENTS (24 + 2 * LIMIT_PACKS)

// A line that waits to be taken.
struct waiting {
    struct waiting *next;
    enum importer_kind kind;
    int status;
    size_t n, room;
    char line[]; // n bytes, without the word that gave it its kind
};

struct importer {
    struct importer_options options;
    void (*heard)(void *context);
    void *context;
    struct child child;
    bool imports; // what runs has to say how it ended
    bool draws;
    pthread_mutex_t lock;
    // Under the lock:
    struct waiting *first, **last;
    struct waiting *progress; // the one in the list, if any
    size_t bytes;             // of all lines in the list
    size_t dropped;
    bool said_end;
};

struct importer *importer_create(const struct importer_options *options, void (*heard)(void *context),
                                 void *context)
{
    struct importer *importer = calloc(1, sizeof *importer);
    if (!importer)
        return NULL;
    importer->options = *options;
    if (importer->options.patience_ms == 0)
        importer->options.patience_ms = PATIENCE_MS;
    importer->heard = heard;
    importer->context = context;
    importer->last = &importer->first;
    pthread_mutex_init(&importer->lock, NULL);
    return importer;
}

// ---- What it says ----

static bool kind_of(struct slice word, enum importer_kind *out)
{
    static const char *const words[] = {"pack",    "progress", "change", "confirm",   "problem",
                                        "refused", "ready",    "done",   "cancelled", "generation",
                                        "site",    "adult",    "revoked"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (slice_is(word, words[i])) {
            *out = (enum importer_kind)i;
            return true;
        }
    }
    return false;
}

// Under the lock. Where memory is short, what is heard is dropped and counted.
static struct waiting *add(struct importer *importer, enum importer_kind kind, struct slice line, int status)
{
    // Of progress the next line may be longer.
    size_t room = kind == IMPORTER_PROGRESS ? LIMIT_CHILD_LINE : line.n;
    struct waiting *waiting = malloc(sizeof *waiting + room);
    if (!waiting) {
        importer->dropped++;
        return NULL;
    }
    *waiting = (struct waiting){.kind = kind, .status = status, .n = line.n, .room = room};
    if (line.n > 0)
        memcpy(waiting->line, line.p, line.n);
    *importer->last = waiting;
    importer->last = &waiting->next;
    importer->bytes += line.n;
    return waiting;
}

// How far it is stands in one line, however often it is told.
static bool renew_progress(struct importer *importer, struct slice line)
{
    struct waiting *waiting = importer->progress;
    if (!waiting || line.n > waiting->room)
        return false;
    if (line.n > 0)
        memcpy(waiting->line, line.p, line.n);
    importer->bytes = importer->bytes - waiting->n + line.n;
    waiting->n = line.n;
    return true;
}

static bool is_end(enum importer_kind kind)
{
    return kind == IMPORTER_REFUSED || kind == IMPORTER_DONE || kind == IMPORTER_CANCELLED;
}

static void hear_line(void *context, struct slice line)
{
    struct importer *importer = context;
    struct slice word, rest = line;
    enum importer_kind kind = IMPORTER_DRAWN;
    if (line.n == LIMIT_CHILD_LINE) { // it is longer: what it ends in nobody heard
        pthread_mutex_lock(&importer->lock);
        importer->dropped++;
        pthread_mutex_unlock(&importer->lock);
        return;
    }
    if (!importer->draws) {
        slice_cut(line, '\t', &word, &rest);
        if (!kind_of(word, &kind))
            return;
    }
    pthread_mutex_lock(&importer->lock);
    importer->said_end |= is_end(kind);
    bool needed = is_end(kind) || kind == IMPORTER_READY;
    if (kind == IMPORTER_PROGRESS && renew_progress(importer, rest)) {
        pthread_mutex_unlock(&importer->lock);
        return; // of the one that waits was told
    }
    if (!needed && importer->bytes + rest.n > LIMIT_CHILD_NEWS) {
        importer->dropped++;
    } else {
        struct waiting *waiting = add(importer, kind, rest, 0);
        if (kind == IMPORTER_PROGRESS && waiting)
            importer->progress = waiting;
    }
    pthread_mutex_unlock(&importer->lock);
    importer->heard(importer->context);
}

static void hear_end(void *context, int status)
{
    struct importer *importer = context;
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    pthread_mutex_lock(&importer->lock);
    bool in_order = importer->imports ? importer->said_end : code == 0 || code == 1;
    if (!add(importer, in_order ? IMPORTER_ENDED : IMPORTER_BROKE_OFF, SLICE_NONE, code))
        kassert_no_memory(); // a kiosk that never hears of the end would wait for ever
    pthread_mutex_unlock(&importer->lock);
    importer->heard(importer->context);
}

// ---- What is taken ----

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// Undoes the escapes of a field in its own bytes.
static struct slice unescape(char *p, size_t n)
{
    size_t out = 0;
    for (size_t i = 0; i < n; i++) {
        char c = p[i];
        if (c == '\\' && i + 1 < n) {
            char next = p[i + 1];
            if (next == 'x' && i + 3 < n && hex(p[i + 2]) >= 0 && hex(p[i + 3]) >= 0) {
                c = (char)(hex(p[i + 2]) << 4 | hex(p[i + 3]));
                i += 3;
            } else if (next == 't' || next == 'n' || next == 'r' || next == '\\') {
                c = next == 't' ? '\t' : next == 'n' ? '\n' : next == 'r' ? '\r' : '\\';
                i++;
            }
        }
        p[out++] = c;
    }
    return (struct slice){p, out};
}

static void cut_fields(struct importer_news *out, size_t n)
{
    const char mark = out->kind == IMPORTER_DRAWN ? ' ' : '\t';
    size_t at = 0;
    while (at <= n && out->n_fields < IMPORTER_FIELDS && n > 0) {
        struct slice rest = {out->bytes + at, n - at};
        ptrdiff_t found = mark == ' ' && out->n_fields == 1 ? -1 : slice_find_char(rest, mark);
        size_t length = found < 0 ? rest.n : (size_t)found;
        out->fields[out->n_fields++] =
            mark == ' ' ? slice_sub(rest, 0, length) : unescape(out->bytes + at, length);
        at += length + 1;
    }
}

bool importer_next(struct importer *importer, struct importer_news *out)
{
    pthread_mutex_lock(&importer->lock);
    struct waiting *waiting = importer->first;
    if (waiting) {
        importer->first = waiting->next;
        if (!importer->first)
            importer->last = &importer->first;
        if (importer->progress == waiting)
            importer->progress = NULL;
        importer->bytes -= waiting->n;
    }
    size_t dropped = importer->dropped;
    pthread_mutex_unlock(&importer->lock);
    if (!waiting)
        return false;
    KASSERT(waiting->n <= sizeof out->bytes);
    out->kind = waiting->kind;
    out->status = waiting->status;
    out->dropped = dropped;
    out->n_fields = 0;
    memset(out->fields, 0, sizeof out->fields);
    memcpy(out->bytes, waiting->line, waiting->n);
    cut_fields(out, waiting->n);
    free(waiting);
    if (out->kind >= IMPORTER_ENDED)
        child_stop(&importer->child);
    return true;
}

// ---- Its life ----

struct arguments {
    const char *list[ARGUMENTS];
    size_t n;
};

static void put(struct arguments *arguments, const char *word)
{
    KASSERT(arguments->n + 1 < ARGUMENTS);
    arguments->list[arguments->n++] = word;
}

static void put_option(struct arguments *arguments, const char *option, const char *value)
{
    if (value) {
        put(arguments, option);
        put(arguments, value);
    }
}

static const char *day_text(struct date date, char out[24])
{
    snprintf(out, 24, "%04d-%02d-%02d", date.year, date.month, date.day);
    return date_is_set(date) ? out : NULL;
}

static bool start(struct importer *importer, const char *program, const struct arguments *arguments)
{
    // No locale: every sentence comes in every language.
    static const char *const environment[] = {"PATH=/usr/bin:/bin", "LANG=C.UTF-8", NULL};
    const struct child_hooks hooks = {hear_line, hear_end};
    if (importer->child.pid || !program)
        return false;
    importer->dropped = 0;
    importer->said_end = false;
    return child_start(&importer->child, program, arguments->list, environment, CHILD_BACKGROUND | CHILD_WAIT,
                       hooks, importer);
}

// chasquictl SUBCOMMAND --lines --store DIR; more may follow.
static struct arguments begin(struct importer *importer, const char *subcommand)
{
    struct arguments arguments = {.n = 0};
    put(&arguments, "chasquictl");
    put(&arguments, subcommand);
    put(&arguments, "--lines");
    put_option(&arguments, "--store", importer->options.store);
    return arguments;
}

static bool start_ctl(struct importer *importer, const struct arguments *arguments, bool imports)
{
    if (importer->child.pid)
        return false;
    importer->imports = imports;
    importer->draws = false;
    return start(importer, importer->options.chasquictl, arguments);
}

bool importer_inspect(struct importer *importer, const char *path)
{
    struct arguments arguments = begin(importer, "inspect");
    put_option(&arguments, "--trust", importer->options.trust);
    put_option(&arguments, "--", path);
    return start_ctl(importer, &arguments, false);
}

bool importer_import(struct importer *importer, const char *path, bool unsigned_messages, struct date date)
{
    char day[24];
    struct arguments arguments = begin(importer, "import");
    put(&arguments, "--ask");
    put_option(&arguments, "--trust", importer->options.trust);
    put(&arguments, unsigned_messages ? "--unsigned=messages" : "--unsigned=never");
    put_option(&arguments, "--date", day_text(date, day));
    put_option(&arguments, "--", path);
    return start_ctl(importer, &arguments, true);
}

bool importer_site(struct importer *importer, const char *path, struct date date)
{
    char day[24];
    struct arguments arguments = begin(importer, "site");
    put(&arguments, "--ask");
    put_option(&arguments, "--date", day_text(date, day));
    put(&arguments, "--");
    put_option(&arguments, "set", path);
    return start_ctl(importer, &arguments, true);
}

bool importer_remove_site(struct importer *importer)
{
    struct arguments arguments = begin(importer, "site");
    put(&arguments, "remove");
    return start_ctl(importer, &arguments, false);
}

bool importer_status(struct importer *importer)
{
    struct arguments arguments = begin(importer, "status");
    return start_ctl(importer, &arguments, false);
}

bool importer_list(struct importer *importer)
{
    struct arguments arguments = begin(importer, "list");
    put_option(&arguments, "--trust", importer->options.trust);
    return start_ctl(importer, &arguments, false);
}

bool importer_rollback(struct importer *importer, uint64_t generation)
{
    char number[24];
    struct arguments arguments = begin(importer, "rollback");
    snprintf(number, sizeof number, "%llu", (unsigned long long)generation);
    put_option(&arguments, "--trust", importer->options.trust);
    put(&arguments, "--ask");
    if (generation > 0)
        put(&arguments, number);
    return start_ctl(importer, &arguments, true);
}

bool importer_remove(struct importer *importer, struct slice id)
{
    char text[LIMIT_ID + 1];
    struct arguments arguments = begin(importer, "remove");
    int n = snprintf(text, sizeof text, "%.*s", SLICE_ARG(id));
    put_option(&arguments, "--trust", importer->options.trust);
    put(&arguments, "--ask");
    put_option(&arguments, "--", text);
    return n > 0 && (size_t)n < sizeof text && start_ctl(importer, &arguments, true);
}

bool importer_preview(struct importer *importer, const struct importer_preview *preview)
{
    char size[32], mm[16], day[24];
    struct arguments arguments = {.n = 0};
    if (importer->child.pid)
        return false;
    snprintf(size, sizeof size, "%dx%d", preview->w, preview->h);
    snprintf(mm, sizeof mm, "%d", preview->mm);
    put(&arguments, "chasqui");
    put(&arguments, "render");
    put(&arguments, "--installed"); // it is compiled already
    for (int i = 0; i < preview->n_packs; i++)
        put_option(&arguments, "--pack", preview->packs[i]);
    put_option(&arguments, "--of", preview->of);
    put_option(&arguments, "--out", preview->out);
    put_option(&arguments, "--screen", preview->screen ? preview->screen : "message/*");
    put_option(&arguments, "--lang", preview->language);
    put_option(&arguments, "--size", preview->w > 0 ? size : NULL);
    put_option(&arguments, "--mm", preview->mm > 0 ? mm : NULL);
    put_option(&arguments, "--date", day_text(preview->date, day));
    importer->imports = false;
    importer->draws = true;
    return start(importer, importer->options.chasqui, &arguments);
}

bool importer_answer(struct importer *importer, bool yes)
{
    return importer->child.pid && child_tell(&importer->child, yes ? SLICE("yes\n") : SLICE("no\n"));
}

void importer_cancel(struct importer *importer)
{
    child_end(&importer->child, importer->options.patience_ms);
}

bool importer_runs(const struct importer *importer)
{
    return importer->child.pid != 0;
}

void importer_destroy(struct importer *importer)
{
    if (!importer)
        return;
    child_stop(&importer->child);
    while (importer->first) {
        struct waiting *next = importer->first->next;
        free(importer->first);
        importer->first = next;
    }
    pthread_mutex_destroy(&importer->lock);
    free(importer);
}

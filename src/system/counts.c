// SPDX-License-Identifier: MIT
#include "system/counts.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "system/durable.h"
#include "system/files.h"
#include "system/job.h"

#define STATE_FILE "counts.state"
#define TEXT_FILE "counts.txt"

struct counts {
    const char *folder;
    void (*told)(void *context);
    void *context;
    struct counts_table table;
    bool changed;    // since what was written, or is being written
    uint64_t due_ms; // if it changed
    struct job job;
    // The job's while it runs:
    char *state, *text; // owned
    size_t n_state, n_text;
    bool written;
};

static bool path_in(const char *folder, const char *name, char out[PATH_MAX])
{
    int n = snprintf(out, PATH_MAX, "%s/%s", folder, name);
    return n > 0 && n < PATH_MAX;
}

// ---- Reading ----

static bool read_file(const char *folder, const char *name, struct arena *arena, struct slice *out)
{
    char path[PATH_MAX];
    struct tree_entry entry;
    *out = SLICE_NONE;
    errno = ENAMETOOLONG;
    if (!path_in(folder, name, path))
        return false;
    errno = EFBIG;
    if (!files_read(path, LIMIT_COUNTS_FILE, arena, &entry))
        return false;
    *out = entry.bytes;
    return true;
}

// `same`: whether what stands for people is what would be written now.
static bool load(const char *folder, struct counts_table *out, bool *same)
{
    struct arena arena;
    struct slice state, text;
    arena_init(&arena);
    counts_table_init(out);
    bool stateful = read_file(folder, STATE_FILE, &arena, &state);
    int error = errno;
    bool textual = read_file(folder, TEXT_FILE, &arena, &text);
    error = error == ENOENT ? errno : error;
    if (!stateful || !counts_table_restore(out, state))
        counts_table_parse(out, text); // damaged, or never there: what people see is what is known
    if (same) {
        size_t n = 0;
        char *now = counts_table_print(out, &n);
        *same = now && slice_eq((struct slice){now, n}, text);
        *same |= out->count == 0 && !textual;
        free(now);
    }
    arena_fini(&arena);
    errno = error;
    return stateful || textual || error == ENOENT;
}

bool counts_load(const char *folder, struct counts_table *out)
{
    return load(folder, out, NULL);
}

struct counts *counts_open(const char *folder, uint64_t now_ms, void (*told)(void *context), void *context)
{
    bool same;
    struct counts *counts = calloc(1, sizeof *counts);
    if (!counts)
        return NULL;
    counts->folder = folder;
    counts->told = told;
    counts->context = context;
    load(folder, &counts->table, &same);
    counts->changed = !same;
    counts->due_ms = now_ms;
    job_init(&counts->job);
    return counts;
}

// ---- Writing ----

static bool write_one(const char *folder, const char *name, const char *bytes, size_t n, unsigned mode)
{
    char path[PATH_MAX];
    return path_in(folder, name, path) && durable_replace(path, (struct slice){bytes, n}, mode);
}

static void work(void *context)
{
    struct counts *counts = context;
    counts->written = write_one(counts->folder, STATE_FILE, counts->state, counts->n_state, 0600) &&
                      write_one(counts->folder, TEXT_FILE, counts->text, counts->n_text, 0644);
}

static bool prepare(struct counts *counts)
{
    counts->state = counts_table_save(&counts->table, &counts->n_state);
    counts->text = counts_table_print(&counts->table, &counts->n_text);
    return counts->state && counts->text;
}

static void drop_texts(struct counts *counts)
{
    free(counts->state);
    free(counts->text);
    counts->state = counts->text = NULL;
}

static void mark_changed(struct counts *counts, uint64_t now_ms)
{
    if (!counts->changed)
        counts->due_ms = now_ms + COUNTS_EVERY_MS;
    counts->changed = true;
}

void counts_step(struct counts *counts, uint64_t now_ms)
{
    if (job_take(&counts->job)) {
        drop_texts(counts);
        if (!counts->written) {
            counts->changed = false; // not sooner than that
            mark_changed(counts, now_ms);
        }
    }
    if (!counts->changed || now_ms < counts->due_ms || job_is_started(&counts->job))
        return;
    if (prepare(counts) && job_start(&counts->job, work, counts, counts->told, counts->context)) {
        counts->changed = false;
        return;
    }
    drop_texts(counts);
    counts->due_ms = now_ms + COUNTS_EVERY_MS;
}

uint64_t counts_due_ms(const struct counts *counts)
{
    return counts->changed && !job_is_started(&counts->job) ? counts->due_ms : UINT64_MAX;
}

void counts_close(struct counts *counts)
{
    if (!counts)
        return;
    bool under_way = job_is_started(&counts->job);
    job_fini(&counts->job);
    drop_texts(counts);
    if ((counts->changed || (under_way && !counts->written)) && prepare(counts))
        work(counts);
    drop_texts(counts);
    counts_table_fini(&counts->table);
    free(counts);
}

bool counts_add(struct counts *counts, struct slice item, enum counts_what what, struct date date,
                uint64_t now_ms)
{
    if (!counts_table_add(&counts->table, item, what, date))
        return false;
    mark_changed(counts, now_ms);
    return true;
}

const struct counts_table *counts_table_of(const struct counts *counts)
{
    return &counts->table;
}

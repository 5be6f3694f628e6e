// SPDX-License-Identifier: MIT
#include "system/setup.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "system/durable.h"
#include "system/files.h"
#include "system/setup_value.h"

struct setup setup_defaults(void)
{
    return (struct setup){.volume = 80,
                          .idle_s = 60,
                          .always = true,
                          .machine.calibration = {SETUP_UNIT, 0, 0, 0, SETUP_UNIT, 0}};
}

// ---- Lines ----

// A line of a file, cut: what it is made of, so that one can be replaced and the rest stays.
struct line {
    struct slice all;   // without its end
    struct slice end;   // "\n", "\r\n" or nothing
    struct slice key;   // empty: the line is blank or a note
    struct slice value; // trimmed, without quotes
    struct slice note;  // with the blanks before it; may be empty
    bool is_setting;    // there is a colon
};

static bool next_line(struct slice *rest, struct slice *all, struct slice *end)
{
    if (rest->n == 0)
        return false;
    ptrdiff_t at = slice_find_char(*rest, '\n');
    size_t n = at < 0 ? rest->n : (size_t)at;
    size_t text = at > 0 && rest->p[n - 1] == '\r' ? n - 1 : n;
    *all = slice_sub(*rest, 0, text);
    *end = slice_sub(*rest, text, n - text + (at < 0 ? 0 : 1));
    *rest = slice_from(*rest, text + end->n);
    return true;
}

// Where a note begins: a '#' after a blank, outside of quotes. s.n if there is none.
static size_t note_at(struct slice s)
{
    char quote = '\0';
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (quote) {
            quote = c == quote ? '\0' : quote;
        } else if (c == '#' && (i == 0 || s.p[i - 1] == ' ' || s.p[i - 1] == '\t')) {
            while (i > 0 && (s.p[i - 1] == ' ' || s.p[i - 1] == '\t'))
                i--;
            return i;
        } else if (c == '"' || c == '\'') {
            quote = c;
        }
    }
    return s.n;
}

static struct slice unquote(struct slice s)
{
    bool quoted = s.n >= 2 && (s.p[0] == '"' || s.p[0] == '\'') && s.p[s.n - 1] == s.p[0];
    return quoted ? slice_sub(s, 1, s.n - 2) : s;
}

static struct line cut_line(struct slice all, struct slice end)
{
    struct line line = {.all = all, .end = end};
    struct slice trimmed = slice_trim(all), value;
    if (trimmed.n == 0 || trimmed.p[0] == '#' || slice_is(trimmed, "---"))
        return line;
    line.is_setting = slice_cut(all, ':', &line.key, &value);
    line.key = slice_trim(line.key);
    size_t at = note_at(value);
    line.note = slice_from(value, at);
    line.value = unquote(slice_trim(slice_sub(value, 0, at)));
    if (!line.is_setting)
        line.key = trimmed;
    return line;
}

// ---- Reading ----

struct reading {
    struct slice path;
    const struct setup_checks *checks;
    struct diags *diags;
    struct setup *settings;
    bool kept; // it is the kiosk's own file
    bool seen[SETUP_KEYS];
    struct pos region; // where the region stands in this file; line 0: nowhere
};

static struct pos place_of(const struct reading *reading, uint32_t number, struct slice line,
                           struct slice part)
{
    size_t before = part.p ? (size_t)(part.p - line.p) : 0;
    return (struct pos){reading->path, number, (uint32_t)utf8_count(slice_sub(line, 0, before)) + 1};
}

static void read_line(struct reading *reading, uint32_t number, const struct line *line)
{
    if (line->key.n == 0 && !line->is_setting)
        return;
    struct pos pos = place_of(reading, number, line->all, line->key);
    if (utf8_valid_prefix(line->all) < line->all.n) {
        DIAG(reading->diags, pos, SETUP_ENCODING);
        return;
    }
    if (!line->is_setting) {
        DIAG(reading->diags, pos, SETUP_LINE);
        return;
    }
    int key = setup_key(line->key);
    if (key < 0) {
        DIAG(reading->diags, pos, SETUP_UNKNOWN, line->key);
        return;
    }
    if (reading->seen[key]) {
        DIAG(reading->diags, pos, SETUP_TWICE, line->key);
        return;
    }
    reading->seen[key] = true;
    if (reading->kept && setup_key_is_machine(key)) {
        DIAG(reading->diags, pos, SETUP_MACHINE, line->key);
        return;
    }
    struct setup_place place = {pos, reading->checks, reading->diags};
    if (line->value.n > 0)
        place.pos = place_of(reading, number, line->all, line->value);
    if (setup_value_read(key, line->value, &place, reading->settings) && slice_is(line->key, "region"))
        reading->region = place.pos;
}

// A region speaks for its country where none is named; one of another country is passed over.
static void join_region(const struct reading *reading)
{
    struct setup *settings = reading->settings;
    struct slice region = slice_of(settings->region);
    if (region.n == 0 || slice_starts(region, slice_of(settings->country))) {
        if (region.n > 0)
            memcpy(settings->country, region.p, 2);
        return;
    }
    if (reading->region.line > 0)
        DIAG(reading->diags, reading->region, SETUP_REGION, region, slice_of(settings->country));
    memset(settings->region, 0, sizeof settings->region);
}

static bool is_utf16(struct slice bytes)
{
    return slice_starts(bytes, SLICE("\xff\xfe")) || slice_starts(bytes, SLICE("\xfe\xff"));
}

#define MARK "\xef\xbb\xbf" // that the file is UTF-8, as Notepad begins one

static struct slice without_mark(struct slice bytes)
{
    return slice_starts(bytes, SLICE(MARK)) ? slice_from(bytes, sizeof MARK - 1) : bytes;
}

static void read_lines(struct reading *reading, struct slice bytes)
{
    struct slice all, end;
    if (is_utf16(bytes)) {
        DIAG(reading->diags, ((struct pos){.path = reading->path}), SETUP_ENCODING);
        return;
    }
    bytes = without_mark(bytes);
    for (uint32_t number = 1; next_line(&bytes, &all, &end); number++) {
        struct line line = cut_line(all, end);
        read_line(reading, number, &line);
    }
    join_region(reading);
}

void setup_parse(struct slice path, struct slice bytes, const struct setup_checks *checks,
                 struct diags *diags, struct setup *settings)
{
    struct reading reading = {
        .path = arena_copy(diags->arena, path), .checks = checks, .diags = diags, .settings = settings};
    read_lines(&reading, bytes);
}

// A file that isn't there is an empty one. False with errno set when it can't be read.
static bool read_file(const char *path, struct arena *arena, struct slice *out)
{
    struct tree_entry entry;
    *out = SLICE_NONE;
    errno = 0;
    if (files_read(path, LIMIT_SETTINGS_FILE, arena, &entry)) {
        *out = entry.bytes;
        return true;
    }
    if (entry.fault == TREE_TOO_LARGE)
        errno = EFBIG;
    else if (errno == 0)
        errno = EISDIR;
    return errno == ENOENT;
}

static void read_path(const char *path, struct reading *reading)
{
    struct slice bytes;
    reading->path = arena_copy(reading->diags->arena, slice_of(path));
    if (read_file(path, reading->diags->arena, &bytes)) {
        read_lines(reading, bytes);
        return;
    }
    const char *reason = strerrordesc_np(errno);
    DIAG(reading->diags, ((struct pos){.path = reading->path}), SETUP_UNREADABLE,
         slice_of(reason ? reason : "?"));
}

void setup_read(const char *path, const struct setup_checks *checks, struct diags *diags,
                struct setup *settings)
{
    read_path(path, &(struct reading){.checks = checks, .diags = diags, .settings = settings});
}

void setup_read_kept(const char *path, const struct setup_checks *checks, struct diags *diags,
                     struct setup *settings)
{
    read_path(path, &(struct reading){.checks = checks, .diags = diags, .settings = settings, .kept = true});
}

// ---- Writing ----

// What a line makes of `base`, and whether it is right.
static bool line_says(const struct line *line, int key, const struct setup *base, char out[SETUP_TEXT],
                      struct arena *scratch)
{
    struct setup said = *base;
    struct diags diags;
    diags_init(&diags, scratch);
    const struct setup_place place = {.diags = &diags};
    bool good = setup_value_read(key, line->value, &place, &said);
    setup_value_write(key, &said, out);
    return good;
}

struct writing {
    char *bytes;
    size_t n, capacity;
    struct arena *arena;
};

static void put(struct writing *writing, struct slice s)
{
    if (writing->n + s.n > writing->capacity) {
        size_t capacity = (writing->n + s.n) * 2;
        char *bytes = arena_alloc(writing->arena, capacity);
        if (writing->n > 0)
            memcpy(bytes, writing->bytes, writing->n);
        writing->bytes = bytes;
        writing->capacity = capacity;
    }
    if (s.n > 0)
        memcpy(writing->bytes + writing->n, s.p, s.n);
    writing->n += s.n;
}

static void put_setting(struct writing *writing, int key, const char *value, struct slice note,
                        struct slice end)
{
    put(writing, slice_of(setup_key_name(key)));
    put(writing, SLICE(":"));
    put(writing, *value ? SLICE(" ") : SLICE_NONE);
    put(writing, slice_of(value));
    put(writing, slice_starts(note, SLICE("#")) ? SLICE(" ") : SLICE_NONE); // "volume:# loud"
    put(writing, note);
    put(writing, end.n ? end : SLICE("\n"));
}

static void put_line(struct writing *writing, const struct line *line)
{
    put(writing, line->all);
    put(writing, line->end.n ? line->end : SLICE("\n"));
}

struct slice setup_rewrite(struct slice old, const struct setup *base, const struct setup *wanted,
                           struct arena *arena)
{
    struct writing writing = {.arena = arena};
    bool seen[SETUP_KEYS] = {false};
    char before[SETUP_TEXT], after[SETUP_TEXT], said[SETUP_TEXT];
    struct slice all, end;
    if (is_utf16(old))
        old = SLICE_NONE; // nothing in it was ever read
    // The mark stays too: what stands behind it might look like the beginning of UTF-16.
    if (slice_starts(old, SLICE(MARK)))
        put(&writing, SLICE(MARK));
    old = without_mark(old);
    if (old.n == 0)
        put(&writing, SLICE("# The settings of this kiosk: see chasqui-settings(5).\n"));
    while (next_line(&old, &all, &end)) {
        struct line line = cut_line(all, end);
        int key = line.is_setting && utf8_valid_prefix(all) == all.n ? setup_key(line.key) : -1;
        if (key < 0 || seen[key] || setup_key_is_machine(key)) {
            put_line(&writing, &line);
            continue;
        }
        seen[key] = true;
        setup_value_write(key, wanted, after);
        line_says(&line, key, base, said, arena);
        if (strcmp(said, after) == 0)
            put_line(&writing, &line); // a wrong one says what was before
        else
            put_setting(&writing, key, after, line.note, line.end);
    }
    for (int key = 0; key < SETUP_KEYS; key++) {
        setup_value_write(key, base, before);
        setup_value_write(key, wanted, after);
        if (!seen[key] && strcmp(before, after) != 0)
            put_setting(&writing, key, after, SLICE_NONE, SLICE_NONE);
    }
    return (struct slice){writing.bytes, writing.n};
}

bool setup_write(const char *path, const struct setup *base, const struct setup *wanted)
{
    struct arena arena;
    struct slice old;
    arena_init(&arena);
    // One that can't be read is never written over: it may be somebody's work.
    bool good = read_file(path, &arena, &old);
    if (good)
        good = durable_replace(path, setup_rewrite(old, base, wanted, &arena), 0644);
    int error = errno;
    arena_fini(&arena);
    errno = error;
    return good;
}

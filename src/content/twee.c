// SPDX-License-Identifier: MIT
// Twee 3 as Twine and Tweego write it (Interactive Fiction Technology Foundation, twine-specs,
// twee-3-specification).
#include "content/twee.h"

#include <string.h>

#define CUTS (LIMIT_PASSAGES * 10) // with notes and the like; more aren't even looked at

struct story_data {
    const char *base; // of the JSON text
    struct slice start;
    const char *start_at;
    bool has_ifid;
};

struct file {
    struct twee_reader *reader;
    struct twee_cut *cuts;
    size_t n_cuts, capacity;
    const struct twee_cut *title, *data, *fields; // StoryTitle, StoryData, Chasqui
};

// Takes the escapes out of a name or tag: any character after a backslash is itself.
static struct slice unescape(struct twee_reader *reader, struct slice raw)
{
    if (slice_find_char(raw, '\\') < 0)
        return raw;
    char *p = arena_alloc(reader->arena, raw.n);
    size_t n = 0;
    for (size_t i = 0; i < raw.n; i++) {
        if (raw.p[i] == '\\' && i + 1 < raw.n)
            i++;
        p[n++] = raw.p[i];
    }
    return (struct slice){p, n};
}

// The first unescaped character of `set`, or s.n.
static size_t find_unescaped(struct slice s, size_t at, const char *set)
{
    for (; at < s.n; at++) {
        if (s.p[at] == '\\')
            at++;
        else if (strchr(set, s.p[at]))
            return at;
    }
    return s.n;
}

// Without white space at the ends, but "\ " is a space that belongs to the name.
static struct slice trim_name(struct slice raw)
{
    struct slice trimmed = slice_trim(raw);
    size_t end = (size_t)(trimmed.p - raw.p) + trimmed.n, backslashes = 0;
    while (backslashes < trimmed.n && trimmed.p[trimmed.n - 1 - backslashes] == '\\')
        backslashes++;
    if (trimmed.n && backslashes % 2 == 1 && end < raw.n)
        trimmed.n++;
    return trimmed;
}

static bool is_tag(struct slice tag, const char *const *list)
{
    for (; *list; list++)
        if (slice_is(tag, *list))
            return true;
    return false;
}

static void read_tags(struct twee_reader *reader, struct slice tags, struct twee_cut *cut)
{
    static const char *const scripts[] = {"script", "stylesheet", "widget", "startup",
                                          "header", "footer",     NULL};
    static const char *const notes[] = {"Twine.private", "annotation",  "Twine.image",
                                        "Twine.audio",   "Twine.video", NULL};
    struct slice tag;
    while ((tags = slice_trim(tags)).n) {
        size_t n = 0;
        while (n < tags.n && tags.p[n] != ' ' && tags.p[n] != '\t')
            n++;
        tag = unescape(reader, slice_sub(tags, 0, n));
        if (is_tag(tag, scripts)) {
            // Twine writes these even when they are empty.
            if (slice_trim(cut->body).n)
                twee_report(reader, cut->header.p, DIAG_TWEE_SCRIPT, tag, SLICE_NONE);
            cut->ignored = true;
        }
        cut->ignored |= is_tag(tag, notes);
        cut->help |= slice_is(tag, "help");
        tags = slice_from(tags, n);
    }
}

static void read_metadata(struct twee_reader *reader, struct slice metadata)
{
    size_t bad_at;
    if (!twee_json_object(metadata, reader->arena, NULL, NULL, &bad_at))
        twee_report(reader, metadata.p, DIAG_TWEE_METADATA, SLICE_NONE, SLICE_NONE);
}

// ":: Name [tags] {metadata}", the name and everything after it.
static void read_header(struct twee_reader *reader, struct twee_cut *cut)
{
    struct slice line = slice_from(cut->header, 2);
    size_t at = find_unescaped(line, 0, "[{]}");
    struct slice name = trim_name(slice_sub(line, 0, at));
    cut->name = unescape(reader, name);
    size_t bad = name.n == 0 ? 0 : SIZE_MAX;
    if (at < line.n && line.p[at] == '[') {
        size_t close = find_unescaped(line, at + 1, "]");
        if (close == line.n)
            bad = at;
        else
            read_tags(reader, slice_sub(line, at + 1, close - at - 1), cut);
        for (at = close + 1; at < line.n && (line.p[at] == ' ' || line.p[at] == '\t');)
            at++;
    }
    if (bad == SIZE_MAX && at < line.n && line.p[at] == '{')
        read_metadata(reader, slice_trim(slice_from(line, at)));
    else if (bad == SIZE_MAX && at < line.n && slice_trim(slice_from(line, at)).n)
        bad = at;
    if (bad != SIZE_MAX)
        twee_report(reader, bad == 0 ? cut->header.p : line.p + bad, DIAG_TWEE_HEADER, SLICE_NONE,
                    SLICE_NONE);
    reader->hidden |= bad != SIZE_MAX;
}

static void keep_special(struct file *file, struct twee_cut *cut)
{
    static const char *const unread[] = {"StoryAuthor", "StorySubtitle", "StorySettings", "StoryIncludes",
                                         NULL};
    const struct twee_cut **place = slice_is(cut->name, "StoryTitle")  ? &file->title
                                    : slice_is(cut->name, "StoryData") ? &file->data
                                    : slice_is(cut->name, "Chasqui")   ? &file->fields
                                                                       : NULL;
    cut->ignored |= place != NULL || is_tag(cut->name, unread);
    if (!place)
        return;
    if (*place) {
        struct slice line = arena_format(file->reader->arena, "%u",
                                         source_pos_of(file->reader->source, (*place)->header.p).line);
        twee_report(file->reader, cut->header.p, DIAG_TWEE_DUPLICATE, cut->name, line);
        return;
    }
    struct twee_cut *copy = ARENA_NEW(file->reader->arena, struct twee_cut);
    *copy = *cut;
    *place = copy;
}

static void cut_passages(struct file *file)
{
    struct twee_reader *reader = file->reader;
    struct slice text = reader->source->text, rest = text, line;
    struct twee_cut *cut = NULL;
    bool told = false;
    while (slice_next_line(&rest, &line)) {
        if (slice_starts(line, SLICE("::")) && file->n_cuts == CUTS) {
            twee_report(reader, line.p, DIAG_TWEE_MANY, arena_format(reader->arena, "%d", LIMIT_PASSAGES),
                        SLICE_NONE);
            reader->hidden = true;
            break;
        }
        if (slice_starts(line, SLICE("::"))) {
            cut = ARENA_PUSH(reader->arena, file->cuts, file->n_cuts, file->capacity);
            *cut = (struct twee_cut){.header = line, .body = {rest.p ? rest.p : text.p + text.n, 0}};
        } else if (cut) {
            cut->body.n = (size_t)(line.p + line.n - cut->body.p);
        } else if (slice_trim(line).n && !told) {
            told = true;
            twee_report(reader, slice_trim(line).p, DIAG_TWEE_BEFORE, SLICE_NONE, SLICE_NONE);
        }
    }
    for (size_t i = 0; i < file->n_cuts; i++) {
        read_header(reader, &file->cuts[i]);
        keep_special(file, &file->cuts[i]);
    }
}

// 8-4-4-4-12 hexadecimal digits.
static bool is_uuid(struct slice s)
{
    if (s.n != 36)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        if (dash ? c != '-' : !hex)
            return false;
    }
    return true;
}

static void take_member(void *context, struct slice key, struct slice value, size_t value_at)
{
    struct story_data *data = context;
    if (slice_is(key, "ifid"))
        data->has_ifid = is_uuid(value);
    if (slice_is(key, "start") && value.n) {
        data->start = value;
        data->start_at = data->base + value_at;
    }
}

static void read_data(struct twee_reader *reader, const struct twee_cut *cut, struct story_data *out)
{
    out->start = SLICE("Start");
    if (!cut)
        return;
    out->base = cut->body.p;
    size_t bad_at;
    if (!twee_json_object(cut->body, reader->arena, out, take_member, &bad_at)) {
        const char *place = bad_at < cut->body.n ? cut->body.p + bad_at : cut->header.p;
        twee_report(reader, place, DIAG_TWEE_JSON, SLICE_NONE, SLICE_NONE);
        reader->hidden = true;
        out->start = SLICE_NONE;
    } else if (!out->has_ifid) {
        twee_report(reader, cut->header.p, DIAG_TWEE_IFID, SLICE_NONE, SLICE_NONE);
    }
}

static void read_title(struct twee_reader *reader, const struct twee_cut *cut, struct twee_file *out)
{
    struct slice text = cut ? slice_trim(cut->body) : SLICE_NONE;
    if (text.n == 0) {
        DIAG(reader->diags,
             cut ? source_pos_of(reader->source, cut->header.p) : source_pos(reader->source, 0),
             TWEE_NO_TITLE);
        return;
    }
    struct slice line, rest;
    slice_cut(text, '\n', &line, &rest);
    out->title = twee_line_read(reader, slice_trim(rest).n ? text : line);
    size_t count = utf8_count(out->title.text);
    if (count > LIMIT_TITLE)
        twee_report(reader, text.p, DIAG_TWEE_LONG, arena_format(reader->arena, "%zu", count),
                    arena_format(reader->arena, "%d", LIMIT_TITLE));
}

static bool read_fields(struct twee_reader *reader, const struct twee_cut *cut, struct twee_file *out)
{
    static const char *const also[] = {NULL};
    struct slice rest = cut ? cut->body : SLICE_NONE, line, *lines = NULL;
    size_t n = 0, capacity = 0;
    while (slice_next_line(&rest, &line)) {
        line = slice_trim(line);
        if (line.n)
            *ARENA_PUSH(reader->arena, lines, n, capacity) = line;
    }
    return item_fields_from_lines(reader->source, lines, n, also, reader->arena, reader->diags, &out->fields);
}

// Names passages that stand twice.
static void judge_names(struct twee_reader *reader, const struct twee_passage *passages, size_t n)
{
    struct twee_names names = twee_names_make(passages, n, reader->arena);
    for (size_t i = 0; i < n; i++) {
        size_t first = twee_names_find(&names, passages[i].name);
        if (first == i || passages[i].name.n == 0)
            continue;
        DIAG(reader->diags, passages[i].pos, TWEE_DUPLICATE, passages[i].name,
             arena_format(reader->arena, "%u", passages[first].pos.line));
        reader->hidden = true;
    }
}

static size_t read_passages(struct file *file, struct twee_passage **out)
{
    struct twee_reader *reader = file->reader;
    struct twee_passage *passages = ARENA_ARRAY(reader->arena, file->n_cuts + 1, struct twee_passage);
    size_t n = 0, errors = reader->diags->errors;
    for (size_t i = 0; i < file->n_cuts; i++) {
        const struct twee_cut *cut = &file->cuts[i];
        if (cut->ignored)
            continue;
        struct pos pos = source_pos_of(reader->source, cut->header.p);
        if (n == LIMIT_PASSAGES)
            DIAG(reader->diags, pos, TWEE_MANY, arena_format(reader->arena, "%d", LIMIT_PASSAGES));
        passages[n] = (struct twee_passage){.name = cut->name, .help = cut->help, .pos = pos};
        twee_body_read(reader, cut, &passages[n++]);
        if (reader->diags->errors - errors >= LIMIT_DIAGS) {
            reader->hidden = true; // the rest is not read, so links can't be judged
            break;
        }
    }
    *out = passages;
    return n;
}

static size_t find_start(struct twee_reader *reader, const struct story_data *data,
                         const struct twee_passage *passages, size_t n)
{
    struct twee_names names = twee_names_make(passages, n, reader->arena);
    size_t start = twee_names_find(&names, data->start);
    if (start != SIZE_MAX || data->start.n == 0)
        return start == SIZE_MAX ? n : start;
    struct pos pos =
        data->start_at ? source_pos_of(reader->source, data->start_at) : source_pos(reader->source, 0);
    DIAG(reader->diags, pos, TWEE_NO_START, data->start);
    return n;
}

bool twee_read(const struct source_text *source, struct arena *arena, struct diags *diags,
               struct twee_file *out)
{
    struct twee_reader reader = {.source = source, .arena = arena, .diags = diags};
    struct file file = {.reader = &reader};
    struct story_data data = {0};
    struct twee_passage *passages;
    size_t errors = diags->errors;
    *out = (struct twee_file){0};
    rich_init(&reader.rich, arena);
    cut_passages(&file);
    read_title(&reader, file.title, out);
    read_data(&reader, file.data, &data);
    bool good = read_fields(&reader, file.fields, out);
    size_t n = read_passages(&file, &passages);
    judge_names(&reader, passages, n);
    if (n == 0) {
        if (diags->errors == errors)
            DIAG(diags, source_pos(source, 0), TWEE_NO_PASSAGE);
        return false;
    }
    size_t start = find_start(&reader, &data, passages, n);
    twee_graph_judge(&reader, passages, n, start);
    out->passages = passages;
    out->n_passages = n < UINT16_MAX ? (uint16_t)n : UINT16_MAX;
    out->start = start < n && start < UINT16_MAX ? (uint16_t)start : 0;
    return good && diags->errors == errors;
}

// SPDX-License-Identifier: MIT
// A tape's fields, its check, and the way through its lines.
#include "core/tape.h"

#include "base/kassert.h"
#include "core/tape_line.h"

#define DAY_MS UINT64_C(86400000)
#define IDLE_MS 60000
#define WARNING_MS 20000 // no visitor gets less time to answer the warning
#define SCREEN_W 1920
#define SCREEN_H 1080
#define SCREEN_MM 476
#define MM_MAX 10000

enum field {
    FIELD_SEED,
    FIELD_DATE,
    FIELD_COUNTRY,
    FIELD_LANGUAGE,
    FIELD_IDLE,
    FIELD_SIZE,
    FIELD_ACCESS,
    FIELD_CONTENT,
    FIELD_FIRST_RUN,
    FIELD_COUNT
};

// ---- Fields: each reader returns the index of the first word that doesn't fit, or 0 ----

static uint32_t read_seed(const struct tape_line *line, struct tape *out)
{
    return tape_number(line->words[1], 0, UINT64_MAX, &out->seed) ? 0 : 1;
}

static uint32_t read_date(const struct tape_line *line, struct tape *out)
{
    return date_parse(line->words[1], &out->date) ? 0 : 1;
}

static uint32_t read_country(const struct tape_line *line, struct tape *out)
{
    out->country = line->words[1];
    out->country_pos = source_pos_of(&out->source, out->country.p);
    return 0;
}

static uint32_t read_language(const struct tape_line *line, struct tape *out)
{
    out->language = line->words[1];
    out->language_pos = source_pos_of(&out->source, out->language.p);
    return 0;
}

static uint32_t read_idle(const struct tape_line *line, struct tape *out)
{
    uint64_t idle, warning;
    if (!tape_number(line->words[1], 1, LIMIT_TAPE_IDLE_MS, &idle))
        return 1;
    if (!tape_number(line->words[2], WARNING_MS, LIMIT_TAPE_IDLE_MS, &warning))
        return 2;
    out->idle_ms = (uint32_t)idle;
    out->warning_ms = (uint32_t)warning;
    return 0;
}

static uint32_t read_size(const struct tape_line *line, struct tape *out)
{
    struct slice left, right;
    uint64_t w, h, mm;
    if (!slice_cut(line->words[1], 'x', &left, &right) ||
        !tape_number(left, LIMIT_SCREEN_SIDE_MIN, LIMIT_SCREEN_SIDE, &w) ||
        !tape_number(right, LIMIT_SCREEN_SIDE_MIN, LIMIT_SCREEN_SIDE, &h))
        return 1;
    if (!tape_number(line->words[2], 1, MM_MAX, &mm))
        return 2;
    out->w = (int)w;
    out->h = (int)h;
    out->mm = (int)mm;
    return 0;
}

static uint32_t read_access(const struct tape_line *line, struct tape *out)
{
    struct slice wrong;
    return access_parse(line->words[1], &out->access, &wrong) ? 0 : 1;
}

static uint32_t read_content(const struct tape_line *line, struct tape *out)
{
    out->content_pos = source_pos_of(&out->source, line->words[1].p);
    out->has_content = tape_hex(line->words[1], &out->content);
    return out->has_content ? 0 : 1;
}

static uint32_t read_first_run(const struct tape_line *line, struct tape *out)
{
    out->first_run = slice_is(line->words[1], "yes");
    return out->first_run ? 0 : 1;
}

static const struct {
    const char *word;
    uint32_t words;
    uint32_t (*read)(const struct tape_line *line, struct tape *out);
    const char *usage;
} fields[FIELD_COUNT] = {
    [FIELD_SEED] = {"seed", 2, read_seed, "seed NUMBER"},
    [FIELD_DATE] = {"date", 2, read_date, "date YYYY-MM-DD"},
    [FIELD_COUNTRY] = {"country", 2, read_country, "country CC"},
    [FIELD_LANGUAGE] = {"language", 2, read_language, "language TAG"},
    [FIELD_IDLE] = {"idle", 3, read_idle, "idle MILLISECONDS 20000"},
    [FIELD_SIZE] = {"size", 3, read_size, "size WIDTHxHEIGHT MILLIMETRES"},
    [FIELD_ACCESS] = {"access", 2, read_access, "access " ACCESS_WORDS},
    [FIELD_CONTENT] = {"content", 2, read_content, "content HEX"},
    [FIELD_FIRST_RUN] = {"first-run", 2, read_first_run, "first-run yes"},
};

static enum field field_of(struct slice word)
{
    int field = 0;
    while (field < FIELD_COUNT && !slice_is(word, fields[field].word))
        field++;
    return (enum field)field;
}

static void read_field(struct tape *tape, const struct tape_line *line, enum field field, struct diags *diags)
{
    if (tape->fields & 1u << field)
        DIAG(diags, source_pos_of(&tape->source, line->words[0].p), TAPE_TWICE, line->words[0]);
    tape->fields |= 1u << field;
    uint32_t bad = line->n < fields[field].words ? line->n : fields[field].read(line, tape);
    if (bad == 0 && line->n > fields[field].words)
        bad = fields[field].words;
    if (bad != 0)
        tape_usage(&tape->source, line, bad, fields[field].usage, diags);
}

// A second date is a step.
static bool is_field(const struct tape *tape, enum field field)
{
    return field < FIELD_COUNT && !(field == FIELD_DATE && tape->fields & 1u << FIELD_DATE);
}

static void read_fields(struct tape *tape, uint32_t from, struct diags *diags)
{
    for (tape->body = from; tape->body < tape->source.n_lines; tape->body++) {
        struct tape_line line = tape_line_at(&tape->source, tape->body);
        enum field field = line.n ? field_of(line.words[0]) : FIELD_COUNT;
        if (line.n > 0 && !is_field(tape, field))
            break;
        if (line.n > 0)
            read_field(tape, &line, field, diags);
    }
    static const enum field needed[] = {FIELD_SEED, FIELD_DATE};
    struct pos header = {.path = tape->source.path, .line = from, .col = 1};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (!(tape->fields & 1u << needed[i]))
            DIAG(diags, header, TAPE_MISSING, slice_of(fields[needed[i]].usage));
}

// ---- The check of all steps: they can be read, loops close, and it comes to an end ----

struct totals {
    uint64_t steps, ms;
    uint64_t times[LIMIT_TAPE_NESTING + 1]; // how often a step at this depth is played
    struct pos repeats[LIMIT_TAPE_NESTING];
    uint32_t depth, too_deep;
    bool endless;
};

static void count(struct totals *totals, const struct tape_step *step, struct diags *diags)
{
    uint64_t times = totals->times[totals->depth];
    uint64_t ms = step->kind == TAPE_WAIT ? step->number : 0;
    if (totals->endless)
        return;
    totals->endless = times > LIMIT_TAPE_STEPS - totals->steps ||
                      (ms > 0 && times > (LIMIT_TAPE_DAYS * DAY_MS - totals->ms) / ms);
    if (totals->endless) {
        DIAG(diags, step->pos, TAPE_ENDLESS, arena_format(diags->arena, "%d", LIMIT_TAPE_STEPS),
             arena_format(diags->arena, "%d", LIMIT_TAPE_DAYS));
        return;
    }
    totals->steps += times;
    totals->ms += times * ms;
}

static void check_step(struct totals *totals, const struct tape_step *step, struct diags *diags)
{
    count(totals, step, diags);
    if (step->kind == TAPE_REPEAT && (totals->depth == LIMIT_TAPE_NESTING || totals->too_deep)) {
        DIAG(diags, step->pos, TAPE_NESTING, arena_format(diags->arena, "%d", LIMIT_TAPE_NESTING - 1));
        totals->too_deep++;
    } else if (step->kind == TAPE_REPEAT) {
        totals->repeats[totals->depth] = step->pos;
        totals->times[totals->depth + 1] = totals->times[totals->depth] * step->number;
        totals->depth++;
    } else if (step->kind == TAPE_END && totals->too_deep) {
        totals->too_deep--;
    } else if (step->kind == TAPE_END && totals->depth == 0) {
        DIAG(diags, step->pos, TAPE_END);
    } else if (step->kind == TAPE_END) {
        totals->depth--;
    }
}

static void check_line(struct tape *tape, struct totals *totals, const struct tape_line *line,
                       struct diags *diags)
{
    struct tape_step step;
    enum field field = field_of(line->words[0]);
    if (field < FIELD_COUNT && field != FIELD_DATE) {
        DIAG(diags, source_pos_of(&tape->source, line->words[0].p), TAPE_LATE, line->words[0]);
        return;
    }
    if (tape_step_read(&tape->source, line, diags, &step))
        check_step(totals, &step, diags);
}

static void check_steps(struct tape *tape, struct diags *diags)
{
    struct totals totals = {.times = {1}};
    for (uint32_t i = tape->body; i < tape->source.n_lines; i++) {
        struct tape_line line = tape_line_at(&tape->source, i);
        if (line.n > 0)
            check_line(tape, &totals, &line, diags);
    }
    while (totals.depth > 0)
        DIAG(diags, totals.repeats[--totals.depth], TAPE_NO_END);
}

static void check_line_lengths(const struct source_text *source, struct diags *diags)
{
    for (uint32_t i = 0; i < source->n_lines; i++) {
        size_t end = i + 1 < source->n_lines ? source->lines[i + 1] : source->text.n + 1;
        size_t length = end - 1 - source->lines[i];
        if (length > LIMIT_TAPE_LINE)
            DIAG(diags, source_pos(source, source->lines[i]), TAPE_LONG_LINE,
                 arena_format(diags->arena, "%zu", length),
                 arena_format(diags->arena, "%d", LIMIT_TAPE_LINE));
    }
}

// The index of the first line with words on it.
static uint32_t first_line(const struct source_text *source)
{
    uint32_t at = 0;
    while (at < source->n_lines && tape_line_at(source, at).n == 0)
        at++;
    return at;
}

bool tape_open(const struct source_text *source, struct diags *diags, struct tape *out)
{
    size_t errors = diags->errors;
    *out = (struct tape){.source = *source,
                         .idle_ms = IDLE_MS,
                         .warning_ms = WARNING_MS,
                         .w = SCREEN_W,
                         .h = SCREEN_H,
                         .mm = SCREEN_MM};
    uint32_t first = first_line(source);
    struct tape_line line = first < source->n_lines ? tape_line_at(source, first) : (struct tape_line){0};
    if (line.n != 2 || !slice_is(line.words[0], "chasqui-tape")) {
        DIAG(diags, source_pos(source, line.n ? (size_t)(line.words[0].p - source->text.p) : 0), TAPE_HEADER);
        return false;
    }
    if (!slice_is(line.words[1], "1")) {
        DIAG(diags, source_pos_of(source, line.words[1].p), TAPE_VERSION, line.words[1]);
        return false;
    }
    check_line_lengths(source, diags);
    read_fields(out, first + 1, diags);
    check_steps(out, diags);
    out->line = out->body;
    return diags->errors == errors;
}

bool tape_next(struct tape *tape, struct tape_step *out)
{
    while (tape->line < tape->source.n_lines) {
        struct tape_line line = tape_line_at(&tape->source, tape->line++);
        if (line.n == 0)
            continue;
        bool good = tape_step_read(&tape->source, &line, NULL, out);
        KASSERT(good);
        if (out->kind == TAPE_REPEAT) {
            KASSERT(tape->depth < LIMIT_TAPE_NESTING);
            tape->loops[tape->depth].line = tape->line;
            tape->loops[tape->depth++].left = out->number - 1;
        } else if (out->kind == TAPE_END) {
            KASSERT(tape->depth > 0);
            if (tape->loops[tape->depth - 1].left-- > 0)
                tape->line = tape->loops[tape->depth - 1].line;
            else
                tape->depth--;
        } else {
            return true;
        }
    }
    return false;
}

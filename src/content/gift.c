// SPDX-License-Identifier: MIT
// A GIFT file: fields in comments at the top, then questions with empty lines between them.
#include "content/gift.h"

#include <string.h>

#include "content/markdown.h"
#include "content/suggest.h"

// Every key that may stand in a comment at the top; the same as the front matter's, and the title.
static const char *const field_keys[] = {"title",   "topic", "audience", "channels", "picture",
                                         "seconds", "easy",  "discuss",  "neutral",  NULL};

struct comment {
    struct slice text; // without the slashes, trimmed; points into source->text
    struct slice key;  // "title" of "title: ..."
    struct slice value;
    size_t line; // from 0
};

struct lines {
    struct comment *fields; // the comments that are fields
    size_t n_fields, capacity;
    size_t first_question; // the line where it begins, after its comments; n_lines without one
    size_t run;            // the first of the lines of comments right before it
    bool run_is_questions; // only pictures are named there: the question's, not the quiz's
};

static struct slice line_at(const struct source_text *source, size_t line)
{
    size_t from = source->lines[line];
    size_t to = line + 1 < source->n_lines ? source->lines[line + 1] : source->text.n;
    return slice_sub(source->text, from, to - from);
}

// "key: value" with a key that is a field, or nearly one ("tittle"): other comments are the author's own.
static bool judge_field(struct comment *comment)
{
    struct slice key, value;
    if (!slice_cut(comment->text, ':', &key, &value) || key.n == 0 || key.n > 16)
        return false;
    if (slice_find_char(key, ' ') >= 0 || slice_find_char(key, '/') >= 0 ||
        suggest_from(key, field_keys).n == 0)
        return false;
    comment->key = key;
    comment->value = slice_trim(value);
    return true;
}

static bool is_category(struct slice line)
{
    return slice_starts(line, SLICE("$CATEGORY:"));
}

// The lines of comments that run down to the first question without an empty line between.
static void find_run(struct lines *lines, const struct source_text *source)
{
    lines->run = lines->first_question;
    while (lines->run > 0 && slice_starts(slice_trim(line_at(source, lines->run - 1)), SLICE("//")))
        lines->run--;
    lines->run_is_questions = true;
    for (size_t i = 0; i < lines->n_fields; i++) {
        const struct comment *field = &lines->fields[i];
        if (field->line >= lines->run && field->line < lines->first_question &&
            !slice_is(field->key, "picture"))
            lines->run_is_questions = false;
    }
}

// Blanks comments and categories in reader->text and keeps the comments that are fields.
static void find_comments(struct gift_reader *reader, struct lines *out)
{
    const struct source_text *source = reader->source;
    char *text = arena_alloc(reader->arena, source->text.n + 1);
    memcpy(text, source->text.p, source->text.n);
    reader->text = (struct slice){text, source->text.n};
    out->first_question = source->n_lines;
    for (size_t i = 0; i < source->n_lines; i++) {
        struct slice line = slice_trim(line_at(source, i));
        bool is_comment = slice_starts(line, SLICE("//"));
        if (is_comment || is_category(line))
            memset(text + (line.p - source->text.p), ' ', line.n);
        else if (line.n && i < out->first_question)
            out->first_question = i;
        struct comment comment = {.text = slice_trim(slice_from(line, 2)), .line = i};
        if (is_comment && judge_field(&comment))
            *ARENA_PUSH(reader->arena, out->fields, out->n_fields, out->capacity) = comment;
    }
    find_run(out, source);
}

static void read_title(struct gift_reader *reader, const struct comment *comment, struct gift_file *out)
{
    if (out->title.text.n) {
        DIAG(reader->diags, source_pos_of(reader->source, comment->text.p), GIFT_TITLE_TWICE);
        return;
    }
    struct slice value = comment->value;
    if (value.n >= 2 && (value.p[0] == '"' || value.p[0] == '\'') && value.p[value.n - 1] == value.p[0])
        value = slice_sub(value, 1, value.n - 2);
    if (value.n == 0)
        return;
    markdown_inline(reader->source, value, reader->arena, reader->diags, &out->title);
    size_t count = utf8_count(out->title.text);
    if (count > LIMIT_TITLE)
        DIAG(reader->diags, source_pos_of(reader->source, value.p), GIFT_LONG,
             arena_format(reader->arena, "%zu", count), arena_format(reader->arena, "%d", LIMIT_TITLE));
}

// The fields at the top. Returns how many there are; those after are questions'.
static size_t read_fields(struct gift_reader *reader, const struct lines *lines, struct gift_file *out)
{
    static const char *const also[] = {"title", NULL};
    struct slice *fields = ARENA_ARRAY(reader->arena, lines->n_fields + 1, struct slice);
    size_t n = 0, errors = reader->diags->errors;
    bool has_title = false;
    for (; n < lines->n_fields && lines->fields[n].line < lines->first_question; n++) {
        const struct comment *field = &lines->fields[n];
        if (n > 0 && lines->run_is_questions && field->line >= lines->run)
            break;
        fields[n] = field->text;
        if (slice_is(field->key, "title")) {
            has_title = true;
            read_title(reader, field, out);
        }
    }
    item_fields_from_lines(reader->source, fields, n, also, reader->arena, reader->diags, &out->fields);
    if (out->title.text.n == 0 && (!has_title || reader->diags->errors == errors))
        DIAG(reader->diags, source_pos(reader->source, 0), GIFT_NO_TITLE);
    return n;
}

struct cutter {
    struct gift_reader *reader;
    const struct lines *lines;
    size_t field; // the next one that isn't behind us
    struct gift_question *questions;
    size_t n_questions, capacity;
    size_t errors_before; // this file
};

// The picture that a comment before or in lines [from, to) names for the question.
static void take_picture(struct cutter *cutter, size_t to, struct gift_question *question)
{
    const struct lines *lines = cutter->lines;
    for (; cutter->field < lines->n_fields && lines->fields[cutter->field].line < to; cutter->field++) {
        const struct comment *field = &lines->fields[cutter->field];
        struct pos pos = source_pos_of(cutter->reader->source, field->text.p);
        if (slice_is(field->key, "picture")) {
            question->picture = field->value;
            question->picture_pos =
                field->value.n ? source_pos_of(cutter->reader->source, field->value.p) : pos;
        } else {
            DIAG(cutter->reader->diags, pos, GIFT_LATE_FIELD, field->key);
        }
    }
}

// An unclosed brace: an empty line inside it, when a '}' comes before the next '{'; else a forgotten '}'.
// Returns where to go on.
static size_t judge_unclosed(struct gift_reader *reader, size_t open, size_t end)
{
    struct piece rest = {end, reader->text.n};
    size_t next = gift_find(reader, rest, "{}");
    if (next == reader->text.n || reader->text.p[next] == '{') {
        gift_report(reader, open, DIAG_GIFT_UNCLOSED, SLICE_NONE, SLICE_NONE);
        return end;
    }
    struct slice line = arena_format(reader->arena, "%u", source_pos(reader->source, open).line);
    gift_report(reader, end, DIAG_GIFT_BLANK_LINE, line, SLICE_NONE);
    return next + 1;
}

static void read_question(struct cutter *cutter, struct piece block, size_t open, size_t close)
{
    struct gift_reader *reader = cutter->reader;
    size_t again = gift_find(reader, (struct piece){open + 1, block.to}, "{}");
    if (again == close)
        again = gift_find(reader, (struct piece){close + 1, block.to}, "{}");
    if (again < block.to) {
        gift_report(reader, again, DIAG_GIFT_BRACES_TWICE, SLICE_NONE, SLICE_NONE);
        return;
    }
    struct pos pos = source_pos(reader->source, block.from);
    if (cutter->n_questions == LIMIT_QUESTIONS)
        DIAG(reader->diags, pos, GIFT_MANY, arena_format(reader->arena, "%d", LIMIT_QUESTIONS));
    struct gift_question *question =
        ARENA_PUSH(reader->arena, cutter->questions, cutter->n_questions, cutter->capacity);
    *question = (struct gift_question){.pos = pos};
    question->name = arena_format(reader->arena, "question %zu", cutter->n_questions);
    take_picture(cutter, pos.line, question);
    // The comments inside the question may name its picture too.
    take_picture(cutter, source_pos(reader->source, block.to).line, question);
    gift_question_read(reader, block, open, close, question);
}

// One block of lines; returns the offset up to which the text is read.
static size_t read_block(struct cutter *cutter, struct piece block)
{
    struct gift_reader *reader = cutter->reader;
    size_t end = block.to;
    block = gift_trim(reader, block);
    if (block.from == block.to)
        return end;
    size_t open = gift_find(reader, block, "{}");
    if (open == block.to) {
        gift_report(reader, block.from, DIAG_GIFT_DESCRIPTION, SLICE_NONE, SLICE_NONE);
        return end;
    }
    if (reader->text.p[open] == '}') {
        gift_report(reader, open, DIAG_GIFT_STRAY_BRACE, SLICE_NONE, SLICE_NONE);
        return end;
    }
    size_t close = gift_find(reader, (struct piece){open + 1, block.to}, "}");
    if (close == block.to)
        return judge_unclosed(reader, open, end);
    read_question(cutter, block, open, close);
    return end;
}

// Blocks are runs of lines that aren't empty; a comment is not an empty line.
static void read_blocks(struct cutter *cutter)
{
    struct gift_reader *reader = cutter->reader;
    const struct source_text *source = reader->source;
    size_t i = 0, done = 0;
    while (i < source->n_lines) {
        if (slice_trim(line_at(source, i)).n == 0 || source->lines[i] < done) {
            i++;
            continue;
        }
        size_t from = source->lines[i];
        while (i < source->n_lines && slice_trim(line_at(source, i)).n)
            i++;
        size_t to = i < source->n_lines ? source->lines[i] : source->text.n;
        done = read_block(cutter, (struct piece){from, to});
        if (reader->diags->errors - cutter->errors_before >= LIMIT_DIAGS)
            return;
    }
}

bool gift_read(const struct source_text *source, struct arena *arena, struct diags *diags,
               struct gift_file *out)
{
    struct gift_reader reader = {.source = source, .arena = arena, .diags = diags};
    struct lines lines = {0};
    size_t errors = diags->errors;
    *out = (struct gift_file){0};
    rich_init(&reader.rich, arena);
    find_comments(&reader, &lines);
    struct cutter cutter = {.reader = &reader, .lines = &lines, .errors_before = errors};
    cutter.field = read_fields(&reader, &lines, out);
    read_blocks(&cutter);
    struct gift_question ignored = {0};
    take_picture(&cutter, source->n_lines + 1, &ignored); // names fields after the last question
    if (cutter.n_questions == 0 && diags->errors == errors)
        DIAG(diags, source_pos(source, source->text.n), GIFT_EMPTY);
    out->questions = cutter.questions;
    out->n_questions = cutter.n_questions < UINT16_MAX ? (uint16_t)cutter.n_questions : UINT16_MAX;
    return diags->errors == errors;
}

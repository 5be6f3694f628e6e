// SPDX-License-Identifier: MIT
// What stands in a passage: paragraphs with emphasis, then links.
#include "content/twee.h"

#include <string.h>

struct atom {
    struct slice text; // as it is shown; a mark's is what it shows when it has no partner
    enum { ATOM_TEXT, ATOM_BREAK, ATOM_MARK } kind;
    enum mark mark;
    bool can_open, can_close;
    enum { ALONE, OPENS, CLOSES } role;
};

#define PARAGRAPH_ATOMS 4000

struct passage_text {
    struct twee_reader *reader;
    struct block *blocks;
    size_t n_blocks, blocks_capacity;
    struct twee_link *links;
    size_t n_links, links_capacity;
    bool told_inside;  // text after a link was already named
    bool told_choices; // so were too many links
    size_t characters;
    uint32_t line; // where the paragraph begins
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

static struct atom *add_atom(struct twee_reader *reader, struct slice text)
{
    struct atom *atom = ARENA_PUSH(reader->arena, reader->atoms, reader->n_atoms, reader->capacity);
    *atom = (struct atom){.text = text};
    return atom;
}

// Pairs each mark with the next of its kind that can close it; what stays alone is shown as it was written.
static void pair_marks(struct twee_reader *reader)
{
    struct atom *open[MARK_COUNT] = {NULL};
    for (size_t i = 0; i < reader->n_atoms; i++) {
        struct atom *atom = &reader->atoms[i];
        if (atom->kind != ATOM_MARK)
            continue;
        if (open[atom->mark] && atom->can_close) {
            open[atom->mark]->role = OPENS;
            atom->role = CLOSES;
            open[atom->mark] = NULL;
        } else if (atom->can_open && !open[atom->mark]) {
            open[atom->mark] = atom;
        }
    }
}

static struct rich finish_atoms(struct twee_reader *reader, uint32_t line)
{
    static const uint8_t styles[MARK_COUNT] = {SPAN_STRONG, SPAN_EMPHASIS, SPAN_STRONG, SPAN_EMPHASIS};
    unsigned depth[MARK_COUNT] = {0};
    pair_marks(reader);
    for (size_t i = 0; i < reader->n_atoms; i++) {
        const struct atom *atom = &reader->atoms[i];
        if (atom->kind == ATOM_BREAK)
            rich_break(&reader->rich);
        else if (atom->kind == ATOM_TEXT || atom->role == ALONE)
            rich_put_collapsed(&reader->rich, atom->text);
        else
            depth[atom->mark] = atom->role == OPENS;
        reader->rich.style = 0;
        for (int m = 0; m < MARK_COUNT; m++)
            if (depth[m])
                reader->rich.style |= styles[m];
    }
    reader->n_atoms = 0;
    return rich_finish(&reader->rich, line);
}

static void end_paragraph(struct passage_text *body)
{
    struct twee_reader *reader = body->reader;
    if (reader->n_atoms == 0)
        return;
    struct rich rich = finish_atoms(reader, body->line);
    if (rich.text.n == 0)
        return;
    body->characters += utf8_count(rich.text);
    struct block *block = ARENA_PUSH(reader->arena, body->blocks, body->n_blocks, body->blocks_capacity);
    *block = (struct block){.kind = BLOCK_PARAGRAPH, .text = rich};
}

// [[text->to]] with the last arrow, [[to<-text]] with the first, [[text|to]], [[to]].
static void split_link(struct slice inner, struct slice *text, struct slice *to)
{
    ptrdiff_t arrow = -1;
    for (size_t i = 0; i + 1 < inner.n; i++)
        if (inner.p[i] == '-' && inner.p[i + 1] == '>')
            arrow = (ptrdiff_t)i;
    ptrdiff_t back = slice_find(inner, SLICE("<-")), pipe = slice_find_char(inner, '|');
    if (arrow >= 0) {
        *text = slice_sub(inner, 0, (size_t)arrow);
        *to = slice_from(inner, (size_t)arrow + 2);
    } else if (back >= 0) {
        *to = slice_sub(inner, 0, (size_t)back);
        *text = slice_from(inner, (size_t)back + 2);
    } else if (pipe >= 0) {
        *text = slice_sub(inner, 0, (size_t)pipe);
        *to = slice_from(inner, (size_t)pipe + 1);
    } else {
        *text = *to = inner;
    }
    *text = slice_trim(*text);
    *to = slice_trim(*to);
}

static void add_link(struct passage_text *body, struct slice text, struct slice to, const char *at)
{
    struct twee_reader *reader = body->reader;
    size_t count = utf8_count(text);
    if (count > LIMIT_ANSWER)
        twee_report(reader, at, DIAG_TWEE_LONG, arena_format(reader->arena, "%zu", count),
                    arena_format(reader->arena, "%d", LIMIT_ANSWER));
    if (body->n_links == LIMIT_CHOICES) {
        if (!body->told_choices)
            twee_report(reader, at, DIAG_TWEE_CHOICES, arena_format(reader->arena, "%d", LIMIT_CHOICES),
                        SLICE_NONE);
        body->told_choices = true;
        return;
    }
    struct twee_link *link = ARENA_PUSH(reader->arena, body->links, body->n_links, body->links_capacity);
    *link = (struct twee_link){
        .text = arena_copy(reader->arena, text), .to = to, .pos = source_pos_of(reader->source, at)};
}

// At "[[". Returns the offset past the link.
static size_t take_link(struct passage_text *body, struct slice line, size_t at)
{
    struct twee_reader *reader = body->reader;
    const char *place = line.p + at;
    ptrdiff_t end = slice_find(slice_from(line, at + 2), SLICE("]]"));
    if (end < 0) {
        twee_report(reader, place, DIAG_TWEE_LINK_UNCLOSED, SLICE_NONE, SLICE_NONE);
        reader->hidden = true;
        return line.n;
    }
    struct slice inner = slice_sub(line, at + 2, (size_t)end), text, to;
    ptrdiff_t setter = slice_find(inner, SLICE("]["));
    if (setter >= 0) { // SugarCube: [[text|to][$x to 1]]
        struct slice code = slice_from(inner, (size_t)setter + 1);
        twee_report(reader, code.p, DIAG_TWEE_MACRO, slice_sub(code, 0, 40), SLICE("["));
        inner = slice_sub(inner, 0, (size_t)setter);
    }
    split_link(inner, &text, &to);
    if (text.n == 0 || to.n == 0) {
        twee_report(reader, place, DIAG_TWEE_LINK_EMPTY, SLICE_NONE, SLICE_NONE);
        reader->hidden = true;
    } else if (slice_find(to, SLICE("://")) >= 0 || slice_starts(to, SLICE("mailto:")) ||
               slice_starts(to, SLICE("tel:"))) {
        twee_report(reader, place, DIAG_TWEE_LINK_OUTSIDE, to, SLICE_NONE);
        reader->hidden = true;
    } else {
        add_link(body, text, to, place);
    }
    return at + 2 + (size_t)end + 2;
}

// A run of one kind of mark at `at`, or 0.
static size_t mark_length(struct slice line, size_t at, enum mark *mark)
{
    struct slice rest = slice_from(line, at);
    if (slice_starts(rest, SLICE("**")))
        return *mark = MARK_STRONG, 2;
    if (slice_starts(rest, SLICE("*")))
        return *mark = MARK_EMPHASIS, 1;
    if (slice_starts(rest, SLICE("''")))
        return *mark = MARK_QUOTES, 2;
    if (slice_starts(rest, SLICE("//")) && (at == 0 || line.p[at - 1] != ':')) // not that of https://
        return *mark = MARK_SLASHES, 2;
    return 0;
}

static void add_mark(struct twee_reader *reader, struct slice line, size_t at, size_t n, enum mark mark)
{
    struct atom *atom = add_atom(reader, slice_sub(line, at, n));
    atom->kind = ATOM_MARK;
    atom->mark = mark;
    atom->can_open = at + n < line.n && !is_space(line.p[at + n]);
    atom->can_close = at > 0 && !is_space(line.p[at - 1]);
}

// Text after a link: full stops and the like are nothing, the rest is named once.
static void judge_after_link(struct passage_text *body, struct slice text)
{
    size_t i = 0;
    while (i < text.n && strchr(" \t.,;:!*-+", text.p[i]))
        i++;
    if (i == text.n || body->told_inside)
        return;
    body->told_inside = true;
    twee_report(body->reader, text.p + i, DIAG_TWEE_LINK_INSIDE, SLICE_NONE, SLICE_NONE);
}

static void put_text(struct passage_text *body, struct slice text)
{
    if (text.n == 0)
        return;
    if (body->n_links)
        judge_after_link(body, text);
    else
        add_atom(body->reader, text);
}

static bool is_escapable(char c)
{
    return c != '\0' && strchr("\\*/'[]{}<>()$!_`#-", c) != NULL;
}

// A line of a paragraph. `links`: whether links are read (not in a title).
static void read_line(struct passage_text *body, struct slice line, bool links)
{
    struct twee_reader *reader = body->reader;
    size_t from = 0, at = 0, next;
    enum mark mark;
    while (at < line.n) {
        if (!strchr("\\<({$![*'/", line.p[at])) {
            at++;
            continue;
        }
        size_t start = at;
        if (line.p[at] == '\\' && at + 1 < line.n && is_escapable(line.p[at + 1])) {
            put_text(body, slice_sub(line, from, at - from));
            from = at + 1;
            at += 2;
        } else if (links && slice_starts(slice_from(line, at), SLICE("[["))) {
            put_text(body, slice_sub(line, from, at - from));
            from = at = take_link(body, line, at);
        } else if (twee_refuse(reader, line, at, &next)) {
            put_text(body, slice_sub(line, from, start - from));
            from = at = next;
        } else if (body->n_links == 0 && (next = mark_length(line, at, &mark)) > 0) {
            put_text(body, slice_sub(line, from, at - from));
            add_mark(reader, line, at, next, mark);
            from = at += next;
        } else {
            at++;
        }
    }
    put_text(body, slice_from(line, from));
}

// "- [[x]]" and "* [[x]]": the bullet of a list of links.
static struct slice without_bullet(struct slice line)
{
    if (line.n && strchr("-*+>", line.p[0])) {
        struct slice rest = slice_trim(slice_from(line, 1));
        if (slice_starts(rest, SLICE("[[")))
            return rest;
    }
    return line;
}

static void read_lines(struct passage_text *body, struct slice text)
{
    struct twee_reader *reader = body->reader;
    size_t errors = reader->diags->errors;
    struct slice line;
    while (slice_next_line(&text, &line) && reader->diags->errors - errors < LIMIT_DIAGS) {
        if (slice_starts(line, SLICE("\\:"))) // Twine's escape for "::" at the beginning of a line
            line = slice_from(line, 1);
        line = without_bullet(slice_trim(line));
        if (line.n == 0) {
            end_paragraph(body);
            continue;
        }
        if (twee_refuse_line(reader, line))
            continue;
        if (reader->n_atoms > PARAGRAPH_ATOMS) // far too long, which is named at the end
            end_paragraph(body);
        if (reader->n_atoms == 0)
            body->line = source_pos_of(reader->source, line.p).line;
        else
            add_atom(reader, SLICE_NONE)->kind = ATOM_BREAK;
        read_line(body, line, true);
    }
    end_paragraph(body);
}

void twee_body_read(struct twee_reader *reader, const struct twee_cut *cut, struct twee_passage *out)
{
    struct passage_text body = {.reader = reader};
    size_t errors = reader->diags->errors;
    read_lines(&body, cut->body);
    const char *at = cut->header.p;
    if (body.characters > LIMIT_PASSAGE)
        twee_report(reader, at, DIAG_TWEE_LONG, arena_format(reader->arena, "%zu", body.characters),
                    arena_format(reader->arena, "%d", LIMIT_PASSAGE));
    if (body.n_blocks == 0 && !cut->help && reader->diags->errors == errors)
        twee_report(reader, at, DIAG_TWEE_EMPTY, cut->name, SLICE_NONE);
    if (body.n_links > 0 && cut->help)
        twee_report(reader, at, DIAG_TWEE_HELP_LINKS, cut->name, SLICE_NONE);
    out->body = (struct body){body.blocks, body.n_blocks};
    out->links = body.links;
    out->n_links = body.n_links < UINT16_MAX ? (uint16_t)body.n_links : UINT16_MAX;
}

struct rich twee_line_read(struct twee_reader *reader, struct slice line)
{
    struct passage_text body = {.reader = reader};
    line = slice_trim(line);
    read_line(&body, line, false);
    return finish_atoms(reader, line.n ? source_pos_of(reader->source, line.p).line : 0);
}

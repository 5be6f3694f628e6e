// SPDX-License-Identifier: MIT
// md4c does the parsing; this file decides what a text may hold and finds the place of what it may not.
// md4c gives no places: its texts point into the buffer, so a refused block or span is found between the text
// before it and the text in it.
#include "content/markdown.h"

#include <md4c.h>
#include <stdio.h>
#include <string.h>

#include "base/kassert.h"
#include "content/entity.h"
#include "content/rich.h"

#define CONTAINERS (LIMIT_LIST_LEVEL + 2) // lists in lists, and a quote around or inside

struct container {
    MD_BLOCKTYPE type; // UL, OL or QUOTE
    uint32_t number;   // OL: of the item being read
    uint32_t start;    // OL: as the author wrote it
    bool fresh;        // UL, OL: nothing of this item was put yet
    bool told;         // OL: its numbering was already named
};

// How to find the place of something refused, see find_refused.
enum search { BY_TEXT, BY_LINE, BY_SPAN, BY_FENCE, BY_RULE };

struct reader {
    const struct markdown_text *in;
    struct slice text; // in->text
    struct arena *arena;
    struct diags *diags;
    size_t problems;
    size_t last_end; // of the last text that was given
    unsigned muted;  // depth inside something refused
    bool pending;    // something refused whose place isn't known yet
    enum diag_code pending_code;
    struct slice pending_arg;
    enum search search;
    struct container containers[CONTAINERS];
    unsigned depth;
    unsigned strong, emphasis;
    struct rich_builder rich;
    size_t text_at; // where the text being put together begins
    bool has_text;
    struct block *blocks;
    size_t n_blocks, capacity;
    bool in_heading, title_here, has_title;
    struct rich title;
};

static struct pos place(const struct reader *reader, size_t at)
{
    return markdown_place(reader->in, at);
}

static void report(struct reader *reader, size_t at, enum diag_code code, struct slice one, struct slice two)
{
    reader->problems++;
    diag_add(reader->diags, place(reader, at), code, (struct slice[]){one, two}, 2);
}

static struct slice decimal(struct reader *reader, size_t value)
{
    return arena_format(reader->arena, "%zu", value);
}

static size_t line_start(const struct reader *reader, size_t at)
{
    while (at > reader->in->prefix && reader->text.p[at - 1] != '\n')
        at--;
    return at;
}

// A line of nothing but one kind of - * _ (three at least), white space and the marks of containers.
static bool is_rule(struct slice line, char *mark)
{
    size_t count = 0;
    *mark = 0;
    line = slice_trim(line);
    for (size_t i = line.n; i-- > 0;) {
        char c = line.p[i];
        if (c == ' ' || c == '\t')
            continue;
        if (*mark == 0 && (c == '-' || c == '*' || c == '_'))
            *mark = c;
        if (c != *mark)
            break;
        count++;
    }
    return count >= 3;
}

static size_t find_rule(struct reader *reader, struct slice hay, size_t from)
{
    struct slice rest = hay, line;
    char mark;
    while (slice_next_line(&rest, &line)) {
        if (!is_rule(line, &mark))
            continue;
        size_t at = (size_t)(line.p - reader->text.p);
        reader->last_end = at + line.n;
        reader->pending_arg = mark == '-' ? SLICE("---") : mark == '*' ? SLICE("***") : SLICE("___");
        return at;
    }
    return from;
}

// The offset of what was refused: it stands between the last text before it and `upto`, the first text in it
// (or the end).
static size_t find_refused(struct reader *reader, size_t upto, bool has_inner_text)
{
    size_t from = reader->last_end;
    struct slice hay = slice_sub(reader->text, from, upto > from ? upto - from : 0);
    size_t first = from;
    while (first < upto && (reader->text.p[first] == '\n' || reader->text.p[first] == ' '))
        first++;
    switch (reader->search) {
    case BY_SPAN:
        for (size_t i = 0; i < hay.n; i++)
            if (strchr("[!<`~", hay.p[i]))
                return from + i;
        return has_inner_text ? upto : first;
    case BY_FENCE:
        for (size_t i = 0; i + 2 < hay.n; i++) {
            if ((hay.p[i] == '`' || hay.p[i] == '~') && hay.p[i + 1] == hay.p[i] &&
                hay.p[i + 2] == hay.p[i]) {
                reader->last_end = from + i + 3;
                return from + i;
            }
        }
        break;
    case BY_RULE:
        return find_rule(reader, hay, first);
    case BY_LINE:
    case BY_TEXT:
        break;
    }
    if (!has_inner_text)
        return first;
    size_t at = reader->search == BY_TEXT ? upto : line_start(reader, upto);
    while (at < upto && reader->text.p[at] == ' ')
        at++;
    return at;
}

static void resolve(struct reader *reader, size_t upto, bool has_inner_text)
{
    if (!reader->pending)
        return;
    reader->pending = false;
    size_t at = find_refused(reader, upto, has_inner_text);
    report(reader, at, reader->pending_code, reader->pending_arg, SLICE_NONE);
}

// Something that a message may not hold begins: it is named once, when its place is known, and what is in it
// is skipped.
static void refuse(struct reader *reader, enum diag_code code, enum search search, struct slice arg)
{
    if (reader->muted++ > 0)
        return;
    reader->pending = true;
    reader->pending_code = code;
    reader->pending_arg = arg;
    reader->search = search;
}

static void leave_refused(struct reader *reader)
{
    if (--reader->muted == 0)
        resolve(reader, reader->text.n, false);
}

static struct container *innermost(struct reader *reader)
{
    return reader->depth > 0 && reader->depth <= CONTAINERS ? &reader->containers[reader->depth - 1] : NULL;
}

static unsigned list_level(const struct reader *reader)
{
    unsigned level = 0;
    for (unsigned i = 0; i < reader->depth && i < CONTAINERS; i++)
        level += reader->containers[i].type != MD_BLOCK_QUOTE;
    return level;
}

// What the text that was put together is: a list point, more of one, a quote, a paragraph.
static struct block shape(struct reader *reader)
{
    struct container *inner = innermost(reader);
    unsigned level = list_level(reader);
    struct block block = {.kind = BLOCK_PARAGRAPH, .level = (uint8_t)level};
    if (inner && inner->type == MD_BLOCK_QUOTE) {
        block.kind = BLOCK_QUOTE;
    } else if (inner && inner->fresh) {
        block.kind = inner->type == MD_BLOCK_OL ? BLOCK_NUMBERED : BLOCK_BULLET;
        block.level = (uint8_t)(level - 1);
        block.number = inner->type == MD_BLOCK_OL ? (uint16_t)inner->number : 0;
        inner->fresh = false;
    }
    return block;
}

// Ends the block that was being put together, if any.
static void flush(struct reader *reader)
{
    if (!reader->has_text)
        return;
    reader->has_text = false;
    struct pos pos = place(reader, reader->text_at);
    struct rich rich = rich_finish(&reader->rich, pos.line);
    size_t count = utf8_count(rich.text);
    if (rich.text.n == 0)
        return;
    if (reader->in_heading) {
        if (count > LIMIT_TITLE)
            report(reader, reader->text_at, DIAG_MARKDOWN_TITLE_LONG, decimal(reader, count),
                   decimal(reader, LIMIT_TITLE));
        if (reader->title_here)
            reader->title = rich;
        return;
    }
    if (count > LIMIT_BLOCK)
        report(reader, reader->text_at, DIAG_MARKDOWN_LONG, decimal(reader, count),
               decimal(reader, LIMIT_BLOCK));
    if (!reader->has_title && reader->n_blocks == 0)
        report(reader, reader->text_at, DIAG_MARKDOWN_TITLE_FIRST, SLICE_NONE, SLICE_NONE);
    if (reader->n_blocks == LIMIT_BLOCKS)
        report(reader, reader->text_at, DIAG_MARKDOWN_MANY, decimal(reader, LIMIT_BLOCKS), SLICE_NONE);
    struct block *block = ARENA_PUSH(reader->arena, reader->blocks, reader->n_blocks, reader->capacity);
    *block = shape(reader);
    block->text = rich;
}

static void enter_container(struct reader *reader, MD_BLOCKTYPE type, const void *detail)
{
    bool deep = type != MD_BLOCK_QUOTE && list_level(reader) > LIMIT_LIST_LEVEL;
    if (reader->depth++ >= CONTAINERS || deep) {
        refuse(reader, DIAG_MARKDOWN_DEPTH, BY_LINE, decimal(reader, LIMIT_LIST_LEVEL + 1));
        return;
    }
    uint32_t start = type == MD_BLOCK_OL ? ((const MD_BLOCK_OL_DETAIL *)detail)->start : 0;
    reader->containers[reader->depth - 1] = (struct container){.type = type, .start = start};
}

static void leave_container(struct reader *reader)
{
    struct container *inner = innermost(reader);
    if (reader->muted > 0)
        leave_refused(reader);
    else if (inner && inner->type == MD_BLOCK_OL && inner->start != 1 && !inner->told)
        report(reader, reader->last_end, DIAG_MARKDOWN_LIST_START, decimal(reader, inner->start), SLICE_NONE);
    reader->depth--;
}

static void enter_heading(struct reader *reader, unsigned level)
{
    reader->in_heading = true;
    if (level > 1)
        refuse(reader, DIAG_MARKDOWN_HEADING, BY_LINE, decimal(reader, level));
    else if (reader->depth > 0)
        refuse(reader, DIAG_MARKDOWN_TITLE_INSIDE, BY_LINE, SLICE_NONE);
    else if (reader->has_title)
        refuse(reader, DIAG_MARKDOWN_TITLE_TWICE, BY_LINE, SLICE_NONE);
    else
        reader->title_here = reader->has_title = true;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    struct reader *reader = user;
    flush(reader);
    if (reader->muted > 0) {
        reader->muted++;
        return 0;
    }
    switch (type) {
    case MD_BLOCK_QUOTE:
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        enter_container(reader, type, detail);
        break;
    case MD_BLOCK_LI: {
        struct container *list = innermost(reader);
        KASSERT(list);
        list->number++;
        list->fresh = true;
        break;
    }
    case MD_BLOCK_H:
        enter_heading(reader, ((const MD_BLOCK_H_DETAIL *)detail)->level);
        break;
    case MD_BLOCK_HR:
        refuse(reader, DIAG_MARKDOWN_RULE, BY_RULE, SLICE("---"));
        break;
    case MD_BLOCK_CODE:
        refuse(reader, DIAG_MARKDOWN_CODE,
               ((const MD_BLOCK_CODE_DETAIL *)detail)->fence_char ? BY_FENCE : BY_LINE, SLICE_NONE);
        break;
    case MD_BLOCK_HTML:
        refuse(reader, DIAG_MARKDOWN_HTML, BY_TEXT, SLICE_NONE);
        break;
    case MD_BLOCK_TABLE:
        refuse(reader, DIAG_MARKDOWN_TABLE, BY_LINE, SLICE_NONE);
        break;
    default:
        break;
    }
    return reader->problems >= LIMIT_DIAGS;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    (void)detail;
    struct reader *reader = user;
    flush(reader);
    if (type == MD_BLOCK_H)
        reader->in_heading = reader->title_here = false;
    if (type == MD_BLOCK_QUOTE || type == MD_BLOCK_UL || type == MD_BLOCK_OL) {
        // Inside something refused containers were only counted as its depth.
        if (reader->muted > 1)
            reader->muted--;
        else
            leave_container(reader);
    } else if (reader->muted > 0) {
        leave_refused(reader);
    }
    return reader->problems >= LIMIT_DIAGS;
}

static void set_style(struct reader *reader)
{
    reader->rich.style =
        (uint8_t)((reader->strong ? SPAN_STRONG : 0) | (reader->emphasis ? SPAN_EMPHASIS : 0));
}

static int enter_span(MD_SPANTYPE type, void *detail, void *user)
{
    (void)detail;
    struct reader *reader = user;
    if (reader->muted > 0) {
        reader->muted++;
        return 0;
    }
    switch (type) {
    case MD_SPAN_EM:
        reader->emphasis++;
        break;
    case MD_SPAN_STRONG:
        reader->strong++;
        break;
    case MD_SPAN_A:
        refuse(reader, DIAG_MARKDOWN_LINK, BY_SPAN, SLICE_NONE);
        break;
    case MD_SPAN_IMG:
        refuse(reader, DIAG_MARKDOWN_IMAGE, BY_SPAN, SLICE_NONE);
        break;
    case MD_SPAN_DEL:
        refuse(reader, DIAG_MARKDOWN_STRUCK, BY_SPAN, SLICE_NONE);
        break;
    default:
        refuse(reader, DIAG_MARKDOWN_CODE, BY_SPAN, SLICE_NONE);
        break;
    }
    set_style(reader);
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *user)
{
    (void)detail;
    struct reader *reader = user;
    if (reader->muted > 0)
        leave_refused(reader);
    else if (type == MD_SPAN_EM)
        reader->emphasis--;
    else if (type == MD_SPAN_STRONG)
        reader->strong--;
    set_style(reader);
    return reader->problems >= LIMIT_DIAGS;
}

// The number that the author wrote before a list point whose text begins at `at`; 0 when none is found.
static uint32_t written_number(const struct reader *reader, size_t at)
{
    const char *p = reader->text.p;
    while (at > 0 && p[at - 1] != '\n' && p[at - 1] != '.' && p[at - 1] != ')')
        at--;
    if (at == 0 || p[at - 1] == '\n')
        return 0;
    size_t end = --at;
    while (at > 0 && p[at - 1] >= '0' && p[at - 1] <= '9' && end - at < 9)
        at--;
    uint64_t number = 0;
    return slice_to_uint(slice_sub(reader->text, at, end - at), 999999999, &number) ? (uint32_t)number : 0;
}

// A number at the beginning of a line is a list point to Markdown; a helpline's would be lost.
static void judge_number(struct reader *reader, size_t at)
{
    struct container *list = innermost(reader);
    if (!list || list->type != MD_BLOCK_OL || !list->fresh || list->told)
        return;
    uint32_t written = list->number == 1 ? list->start : written_number(reader, at);
    size_t start = line_start(reader, at);
    while (start < at && reader->text.p[start] == ' ')
        start++;
    if (list->number == 1 && written != 1)
        report(reader, start, DIAG_MARKDOWN_LIST_START, decimal(reader, written), SLICE_NONE);
    else if (written > 1 && written != list->number)
        report(reader, start, DIAG_MARKDOWN_LIST_NUMBER, decimal(reader, written),
               decimal(reader, list->number));
    else
        return;
    list->told = true;
}

// "[name]: address" defines a link and is otherwise dropped without a word.
static void judge_gap(struct reader *reader, size_t upto)
{
    struct slice gap =
        slice_sub(reader->text, reader->last_end, upto > reader->last_end ? upto - reader->last_end : 0);
    ptrdiff_t definition = slice_find(gap, SLICE("]:"));
    if (definition < 0)
        return;
    size_t at = reader->last_end + (size_t)definition;
    while (at > reader->last_end && reader->text.p[at] != '[' && reader->text.p[at] != '\n')
        at--;
    report(reader, at, DIAG_MARKDOWN_LINK, SLICE_NONE, SLICE_NONE);
}

static void put_entity(struct reader *reader, size_t at, struct slice entity)
{
    uint32_t point;
    char bytes[4];
    if (!entity_decode(entity, &point))
        report(reader, at, DIAG_MARKDOWN_ENTITY, entity, SLICE_NONE);
    else if (!source_fits(point))
        report(reader, at, DIAG_MARKDOWN_UNFIT, entity, SLICE_NONE);
    else
        rich_put(&reader->rich, (struct slice){bytes, utf8_put(point, bytes)});
}

static int give_text(MD_TEXTTYPE type, const MD_CHAR *p, MD_SIZE size, void *user)
{
    struct reader *reader = user;
    bool ours = p >= reader->text.p && p <= reader->text.p + reader->text.n && size > 0;
    size_t at = ours ? (size_t)(p - reader->text.p) : reader->last_end;
    if (ours) {
        if (reader->pending)
            resolve(reader, at, true);
        else if (reader->muted == 0)
            judge_gap(reader, at);
        if (at + size > reader->last_end)
            reader->last_end = at + size;
    }
    if (reader->muted > 0)
        return reader->problems >= LIMIT_DIAGS;
    if (ours && !reader->has_text) {
        reader->has_text = true;
        reader->text_at = at;
        judge_number(reader, at);
    }
    size_t skip = at < reader->in->prefix ? reader->in->prefix - at : 0;
    if (type == MD_TEXT_BR && !reader->in_heading)
        rich_break(&reader->rich);
    else if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
        rich_space(&reader->rich);
    else if (type == MD_TEXT_ENTITY)
        put_entity(reader, at, (struct slice){p, size});
    else if (type == MD_TEXT_HTML)
        report(reader, at, DIAG_MARKDOWN_HTML, SLICE_NONE, SLICE_NONE);
    else
        rich_put_collapsed(&reader->rich, slice_from((struct slice){p, size}, ours ? skip : 0));
    return reader->problems >= LIMIT_DIAGS;
}

bool markdown_parse(const struct markdown_text *text, struct arena *arena, struct diags *diags,
                    struct markdown_parsed *out)
{
    static const MD_PARSER parser = {
        .flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH, // refused by name rather than shown as they are
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = give_text,
    };
    struct reader reader = {
        .in = text, .text = text->text, .arena = arena, .diags = diags, .has_title = text->prefix > 0};
    rich_init(&reader.rich, arena);
    int result = text->text.n ? md_parse(text->text.p, (MD_SIZE)text->text.n, &parser, &reader) : 0;
    if (result < 0)
        kassert_no_memory(); // md4c fails for no other reason
    if (result == 0)
        judge_gap(&reader, text->text.n);
    *out = (struct markdown_parsed){.title = reader.title, .body = {reader.blocks, reader.n_blocks}};
    return reader.problems == 0;
}

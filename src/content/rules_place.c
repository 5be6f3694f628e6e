// SPDX-License-Identifier: MIT
#include "content/rules.h"

#include <string.h>

static const char *const folders[ITEM_KIND_COUNT] = {"messages", "quizzes", "stories"};
static const char *const endings[ITEM_KIND_COUNT] = {"md", "gift", "twee"};

// The path of a file of the pack, as its reader named it.
static struct slice below_root(struct rules *rules, struct slice path)
{
    struct slice root = rules->pack->root;
    return root.n ? arena_format(rules->arena, "%.*s/%.*s", SLICE_ARG(root), SLICE_ARG(path)) : path;
}

static struct slice item_path(struct rules *rules, const struct item *item, uint16_t lang)
{
    if (lang == 0)
        return item->pos.path;
    struct slice path =
        arena_format(rules->arena, "%s/%.*s.%.*s.%s", folders[item->kind], SLICE_ARG(item->id),
                     SLICE_ARG(rules->pack->langs[lang]), endings[item->kind]);
    return below_root(rules, path);
}

struct pos rules_file_place(struct rules *rules, struct slice path)
{
    return (struct pos){.path = below_root(rules, path)};
}

struct pos rules_pack_place(struct rules *rules)
{
    return rules_file_place(rules, SLICE("pack.yaml"));
}

// Opens the file once more, the way its reader saw it; only the last one is kept.
static bool open_source(struct rules *rules, struct slice path)
{
    const struct tree *tree = rules->options->tree;
    if (!tree || rules->diags->count >= LIMIT_DIAGS)
        return false;
    if (rules->has_source && slice_eq(rules->source.path, path))
        return true;
    rules->has_source = false;
    size_t root = tree->root.n ? tree->root.n + 1 : 0;
    if (!slice_starts(path, tree->root))
        return false;
    const struct tree_entry *entry = tree_find(tree, slice_from(path, root));
    struct diags unheard; // its reader has already said what is wrong with it
    diags_init(&unheard, &rules->scratch);
    rules->has_source = entry && source_open(tree, entry, &rules->scratch, &unheard, &rules->source);
    return rules->has_source;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

// Past the marks at `at` that a reader takes out of a text: escapes, emphasis, tags.
static size_t skip_mark(struct slice source, size_t at)
{
    if (source.p[at] == '\\' || source.p[at] == '*' || source.p[at] == '_')
        return at + 1;
    ptrdiff_t end = source.p[at] == '<' ? slice_find_char(slice_from(source, at), '>') : -1;
    return end < 0 ? at : at + (size_t)end + 1;
}

// Where byte `mark` of `text` stands when the text begins at `at` of the source, or -1 when it doesn't begin
// there. White space is as good as any other: a reader joins lines.
static ptrdiff_t match_at(struct slice source, size_t at, struct slice text, size_t mark)
{
    ptrdiff_t found = -1;
    for (size_t i = 0; i < text.n;) {
        if (at >= source.n)
            return -1;
        bool space = is_space(text.p[i]) && is_space(source.p[at]);
        if (space || text.p[i] == source.p[at]) {
            found = i <= mark ? (ptrdiff_t)at : found;
            at++;
            i++;
            while (space && i < text.n && is_space(text.p[i]))
                i++;
            while (space && at < source.n && (is_space(source.p[at]) || source.p[at] == '>'))
                at++;
            continue;
        }
        size_t past = skip_mark(source, at);
        if (past == at)
            return -1;
        at = past;
    }
    return found;
}

static ptrdiff_t find_text(struct slice source, size_t start, struct slice text, size_t mark)
{
    for (size_t at = start; text.n > 0 && at < source.n; at++) {
        const char *first = memchr(source.p + at, text.p[0], source.n - at);
        if (!first)
            return -1;
        at = (size_t)(first - source.p);
        ptrdiff_t found = match_at(source, at, text, mark);
        if (found >= 0)
            return found;
    }
    return -1;
}

struct pos rules_place(struct scope *scope, size_t from, size_t to)
{
    struct rules *rules = scope->rules;
    if (!scope->path.n && scope->item)
        scope->path = item_path(rules, scope->item, scope->lang);
    else if (!scope->path.n && scope->channel)
        scope->path = scope->channel->pos.path;
    struct pos pos = {.path = scope->path, .line = scope->line, .col = scope->line > 0};
    if (!open_source(rules, scope->path))
        return pos;
    const struct source_text *source = &rules->source;
    size_t start = scope->line && scope->line <= source->n_lines ? source->lines[scope->line - 1] : 0;
    ptrdiff_t at = find_text(source->text, start, scope->text, from);
    // A text with entities or a mark that isn't known here: at least its words.
    if (at < 0)
        at = find_text(source->text, start, slice_sub(scope->text, from, to - from), 0);
    if (at < 0)
        return pos;
    struct pos found = source_pos(source, (size_t)at);
    return (struct pos){.path = scope->path, .line = found.line, .col = found.col};
}

struct pos rules_channel_place(struct rules *rules, const struct channel *channel, struct slice what)
{
    struct scope scope = {.rules = rules, .channel = channel, .text = what, .line = channel->pos.line};
    struct pos pos = rules_place(&scope, 0, what.n);
    return pos.line > channel->pos.line ? pos : channel->pos;
}

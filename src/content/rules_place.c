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
    struct slice path = arena_format(rules->arena, "%s/%.*s.%.*s.%s", folders[item->kind], SLICE_ARG(item->id),
                                     SLICE_ARG(rules->pack->langs[lang]), endings[item->kind]);
    return below_root(rules, path);
}

struct pos rules_pack_place(struct rules *rules)
{
    return (struct pos){.path = below_root(rules, SLICE("pack.yaml"))};
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

static ptrdiff_t find_after(struct slice source, size_t start, struct slice what)
{
    ptrdiff_t at = slice_find(slice_from(source, start), what);
    return at < 0 ? -1 : at + (ptrdiff_t)start;
}

// The text may stand in its file with escapes, line breaks or marks inside, so it is looked for whole, then with less and
// less of what stands before the place.
static ptrdiff_t find_in_source(const struct source_text *source, size_t start, struct slice text, size_t from, size_t to)
{
    ptrdiff_t at = find_after(source->text, start, text);
    if (at >= 0)
        return at + (ptrdiff_t)from;
    static const size_t before[] = {40, 12, 0};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        size_t back = before[i] < from ? before[i] : from;
        at = find_after(source->text, start, slice_sub(text, from - back, to - from + back));
        if (at >= 0)
            return at + (ptrdiff_t)back;
    }
    // Its first word, when an escape or a line break stands further on.
    struct slice word = slice_sub(text, from, to - from), rest;
    slice_cut(word, ' ', &word, &rest);
    return word.n >= 3 ? find_after(source->text, start, word) : -1;
}

struct pos rules_place(struct scope *scope, size_t from, size_t to)
{
    struct rules *rules = scope->rules;
    if (!scope->path.n)
        scope->path = scope->item ? item_path(rules, scope->item, scope->lang) : scope->channel->pos.path;
    struct pos pos = {.path = scope->path, .line = scope->line, .col = 1};
    if (!open_source(rules, scope->path))
        return pos;
    const struct source_text *source = &rules->source;
    size_t start = scope->line && scope->line <= source->n_lines ? source->lines[scope->line - 1] : 0;
    ptrdiff_t at = find_in_source(source, start, scope->text, from, to);
    if (at < 0 && start > 0)
        at = find_in_source(source, 0, scope->text, from, to);
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

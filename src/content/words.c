// SPDX-License-Identifier: MIT
#include "content/words.h"

#include <string.h>

#include "base/kassert.h"
#include "content/yaml.h"

static const struct {
    const char *key, *holes; // names of the holes, with spaces between
} table[] = {
#define WORD(name, key, holes) {key, holes},
#include "content/words.def"
#undef WORD
};

static bool next_name(struct slice *rest, struct slice *name)
{
    *rest = slice_trim(*rest);
    return rest->n > 0 && (slice_cut(*rest, ' ', name, rest), true);
}

// Finds the next {name} in `text` from *at and moves *at past it. Braces around anything but a-z, 0-9 and '-'
// are text.
static bool next_hole(struct slice text, size_t *at, size_t *start, struct slice *name)
{
    for (size_t open = *at; open < text.n; open++) {
        if (text.p[open] != '{')
            continue;
        size_t end = open + 1;
        while (end < text.n &&
               ((text.p[end] >= 'a' && text.p[end] <= 'z') || (text.p[end] >= '0' && text.p[end] <= '9') ||
                text.p[end] == '-' || text.p[end] == '_'))
            end++;
        if (end == open + 1 || end >= text.n || text.p[end] != '}')
            continue;
        *name = slice_sub(text, open + 1, end - open - 1);
        *start = open;
        *at = end + 1;
        return true;
    }
    return false;
}

// The place of a hole in the list of its word, or -1.
static int hole_index(struct slice holes, struct slice name)
{
    struct slice each;
    for (int i = 0; next_name(&holes, &each); i++)
        if (slice_eq(each, name))
            return i;
    return -1;
}

static bool has_hole(struct slice text, struct slice name)
{
    size_t at = 0, start;
    struct slice each;
    while (next_hole(text, &at, &start, &each))
        if (slice_eq(each, name))
            return true;
    return false;
}

static void check_holes(const struct yaml_node *node, struct slice text, size_t word, struct diags *diags)
{
    struct slice holes = slice_of(table[word].holes), rest = holes, name;
    size_t at = 0, start;
    while (next_name(&rest, &name))
        if (!has_hole(text, name))
            DIAG(diags, node->pos, WORDS_HOLE_MISSING, node->key, name);
    while (next_hole(text, &at, &start, &name))
        if (hole_index(holes, name) < 0)
            DIAG(diags, node->pos, WORDS_HOLE_UNKNOWN, node->key, name);
}

static void read_word(struct yaml_node *map, size_t word, struct diags *diags, struct words *out)
{
    struct slice key = slice_of(table[word].key);
    struct yaml_node *node = yaml_get(map, table[word].key);
    if (!node) {
        if (!word_may_be_missing((enum word)word))
            DIAG(diags, map->pos, WORDS_MISSING, key);
    } else if (node->kind == YAML_MAP || node->kind == YAML_LIST)
        DIAG(diags, node->pos, VALUE_NOT_TEXT, key);
    else if (node->kind != YAML_SCALAR || slice_trim(node->scalar).n == 0)
        DIAG(diags, node->pos, VALUE_EMPTY, key);
    else {
        out->text[word] = slice_trim(node->scalar);
        check_holes(node, out->text[word], word, diags);
    }
}

const struct words *words_read(const struct source_text *source, struct slice tag, struct arena *arena,
                               struct diags *diags)
{
    size_t errors = diags->errors;
    struct yaml_node *map = yaml_read(source, 0, source->text.n, arena, diags);
    struct pos start = {source->path, 1, 1};
    if (!map || map->kind != YAML_MAP) {
        if (diags->errors == errors)
            DIAG(diags, map ? map->pos : start, VALUE_NOT_MAP);
        return NULL;
    }
    const char *known[WORD_COUNT + 1];
    struct words *words = ARENA_NEW(arena, struct words);
    words->tag = arena_copy(arena, tag);
    for (size_t i = WORD_OPERATOR_FIRST; i < WORD_COUNT && !words->for_operator; i++)
        words->for_operator = yaml_get(map, table[i].key) != NULL;
    for (size_t i = 0; i < WORD_COUNT; i++) {
        known[i] = table[i].key;
        if (i < WORD_OPERATOR_FIRST || words->for_operator)
            read_word(map, i, diags, words);
    }
    known[WORD_COUNT] = NULL;
    yaml_unused(map, known, diags);
    return diags->errors == errors ? words : NULL;
}

// Writes the filled sentence to `out`, or only counts when it is NULL. The bytes it has.
static size_t fill(struct slice text, struct slice holes, const struct slice *values, char *out)
{
    size_t at = 0, copied = 0, start, n = 0;
    struct slice name;
    while (next_hole(text, &at, &start, &name)) {
        int hole = hole_index(holes, name);
        if (hole < 0)
            continue; // words_read lets none through
        struct slice pieces[] = {slice_sub(text, copied, start - copied), values[hole]};
        for (size_t i = 0; i < 2; i++) {
            if (out && pieces[i].n)
                memcpy(out + n, pieces[i].p, pieces[i].n);
            n += pieces[i].n;
        }
        copied = at;
    }
    struct slice tail = slice_from(text, copied);
    if (out && tail.n)
        memcpy(out + n, tail.p, tail.n);
    return n + tail.n;
}

struct slice words_fill(const struct words *words, enum word word, const struct slice *values,
                        size_t n_values, struct arena *arena)
{
    KASSERT(word < WORD_COUNT);
    struct slice holes = slice_of(table[word].holes), rest = holes, name;
    size_t n_holes = 0;
    while (next_name(&rest, &name))
        n_holes++;
    KASSERT(n_values == n_holes);
    size_t n = fill(words->text[word], holes, values, NULL);
    char *text = arena_alloc(arena, n + 1);
    fill(words->text[word], holes, values, text);
    return (struct slice){text, n};
}

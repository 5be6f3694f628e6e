// SPDX-License-Identifier: MIT
#include "content/values.h"

#include "base/limits.h"
#include "content/names.h"

struct yaml_node *value_required(struct values *v, struct yaml_node *map, const char *key)
{
    struct yaml_node *node = yaml_get(map, key);
    if (!node)
        DIAG(v->diags, map->pos, KEY_MISSING, slice_of(key));
    return node;
}

static bool has_scalar(struct values *v, const struct yaml_node *node)
{
    if (!node)
        return false;
    if (node->kind == YAML_NULL && node->bad)
        return false; // already named
    if (node->kind == YAML_MAP || node->kind == YAML_LIST) {
        DIAG(v->diags, node->pos, VALUE_NOT_TEXT, node->key);
        return false;
    }
    if (node->kind == YAML_NULL || slice_trim(node->scalar).n == 0) {
        DIAG(v->diags, node->pos, VALUE_EMPTY, node->key);
        return false;
    }
    return true;
}

// A text of several lines (a block, an escape) flows like any other: the screen breaks lines.
static struct slice flowing(struct values *v, struct slice s)
{
    s = slice_trim(s);
    if (slice_find_char(s, '\n') < 0 && slice_find_char(s, '\t') < 0)
        return s;
    char *copy = arena_alloc(v->arena, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool space = s.p[i] == ' ' || s.p[i] == '\n' || s.p[i] == '\t';
        if (!space)
            copy[n++] = s.p[i];
        else if (copy[n - 1] != ' ') // the trimmed text begins with something else
            copy[n++] = ' ';
    }
    return (struct slice){copy, n};
}

bool value_text_up_to(struct values *v, const struct yaml_node *node, size_t max, struct slice *out)
{
    if (!has_scalar(v, node))
        return false;
    struct slice text = flowing(v, node->scalar);
    if (text.n > max && utf8_count(text) > max) {
        DIAG(v->diags, node->pos, VALUE_TOO_LONG, arena_format(v->arena, "%zu", utf8_count(text)),
             arena_format(v->arena, "%zu", max));
        return false;
    }
    *out = text;
    return true;
}

bool value_text(struct values *v, const struct yaml_node *node, struct slice *out)
{
    return value_text_up_to(v, node, LIMIT_BLOCK, out);
}

bool value_uint(struct values *v, const struct yaml_node *node, uint64_t min, uint64_t max, uint64_t *out)
{
    if (!has_scalar(v, node))
        return false;
    if (slice_to_uint(node->scalar, max, out) && *out >= min)
        return true;
    DIAG(v->diags, node->pos, VALUE_NOT_NUMBER, node->scalar,
         arena_format(v->arena, "%llu", (unsigned long long)min),
         arena_format(v->arena, "%llu", (unsigned long long)max));
    return false;
}

bool value_date(struct values *v, const struct yaml_node *node, struct date *out)
{
    if (!has_scalar(v, node))
        return false;
    if (date_parse(node->scalar, out))
        return true;
    DIAG(v->diags, node->pos, VALUE_NOT_DATE, node->scalar);
    return false;
}

// YAML 1.2 has only true and false; people write yes and no, and so do our own files.
static int yes_no(struct slice s)
{
    static const char *const yes[] = {"yes", "true", "Yes", "True", "YES", "TRUE"};
    static const char *const no[] = {"no", "false", "No", "False", "NO", "FALSE"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        if (slice_is(s, yes[i]))
            return 1;
        if (slice_is(s, no[i]))
            return 0;
    }
    return -1;
}

bool value_yes_no(struct values *v, const struct yaml_node *node, bool *out)
{
    if (!has_scalar(v, node))
        return false;
    int answer = yes_no(node->scalar);
    if (answer < 0)
        DIAG(v->diags, node->pos, VALUE_NOT_WORD, node->scalar, SLICE("yes, no"));
    else
        *out = answer == 1;
    return answer >= 0;
}

bool value_tri(struct values *v, const struct yaml_node *node, enum tri *out)
{
    if (!has_scalar(v, node))
        return false;
    int answer = slice_is(node->scalar, "unknown") ? 2 : yes_no(node->scalar);
    if (answer < 0)
        DIAG(v->diags, node->pos, VALUE_NOT_WORD, node->scalar, SLICE("yes, no, unknown"));
    else
        *out = answer == 2 ? TRI_UNKNOWN : answer == 1 ? TRI_YES : TRI_NO;
    return answer >= 0;
}

bool value_id(struct values *v, const struct yaml_node *node, struct slice *out)
{
    if (!has_scalar(v, node))
        return false;
    if (!name_is_id(node->scalar)) {
        DIAG(v->diags, node->pos, VALUE_NOT_ID, node->scalar);
        return false;
    }
    *out = node->scalar;
    return true;
}

bool value_tag(struct values *v, const struct yaml_node *node, struct slice *out)
{
    if (!has_scalar(v, node))
        return false;
    if (!name_is_tag(node->scalar)) {
        DIAG(v->diags, node->pos, VALUE_NOT_TAG, node->scalar);
        return false;
    }
    *out = node->scalar;
    return true;
}

static struct slice listed(struct values *v, const char *const *words, size_t count)
{
    struct slice all = SLICE_NONE;
    for (size_t i = 0; i < count; i++)
        all = arena_format(v->arena, "%.*s%s%s", SLICE_ARG(all), i ? ", " : "", words[i]);
    return all;
}

bool value_word(struct values *v, const struct yaml_node *node, const char *const *words, size_t count,
                unsigned *out)
{
    if (!has_scalar(v, node))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (slice_is(node->scalar, words[i])) {
            *out = (unsigned)i;
            return true;
        }
    }
    DIAG(v->diags, node->pos, VALUE_NOT_WORD, node->scalar, listed(v, words, count));
    return false;
}

bool value_words(struct values *v, const struct yaml_node *node, const char *const *words, size_t count,
                 uint32_t *out)
{
    uint32_t bits = 0;
    bool good = true;
    if (!value_is_list(v, node, 32))
        return false;
    for (size_t i = 0; i < node->n_children; i++) {
        unsigned index;
        if (!value_word(v, &node->children[i], words, count, &index)) {
            good = false;
        } else if (bits & 1u << index) {
            DIAG(v->diags, node->children[i].pos, VALUE_REPEATED, node->children[i].scalar);
            good = false;
        } else {
            bits |= 1u << index;
        }
    }
    *out = bits;
    return good;
}

bool value_is_list(struct values *v, const struct yaml_node *node, size_t max)
{
    if (!node || (node->kind != YAML_LIST && node->bad))
        return false;
    if (node->kind == YAML_SCALAR)
        DIAG(v->diags, node->pos, VALUE_NOT_LIST, node->key, node->scalar);
    else if (node->kind != YAML_LIST)
        DIAG(v->diags, node->pos, VALUE_NOT_LIST, node->key, SLICE("..."));
    else if (node->n_children > max)
        DIAG(v->diags, node->children[max].pos, VALUE_TOO_MANY, node->key,
             arena_format(v->arena, "%zu", max));
    else
        return true;
    return false;
}

bool value_is_map(struct values *v, const struct yaml_node *node)
{
    if (!node)
        return false;
    if (node->kind == YAML_MAP)
        return true;
    if (!node->bad)
        DIAG(v->diags, node->pos, VALUE_NOT_MAP, node->key);
    return false;
}

static int lang_index(const struct values *v, struct slice tag)
{
    for (uint16_t i = 0; i < v->n_langs; i++)
        if (slice_eq(v->langs[i], tag))
            return i;
    return -1;
}

static bool is_listed(struct slice key, const char *const *also)
{
    for (size_t i = 0; also && also[i]; i++)
        if (slice_is(key, also[i]))
            return true;
    return false;
}

static void name_stranger(struct values *v, const struct yaml_node *child)
{
    if (name_is_tag(child->key))
        DIAG(v->diags, child->key_pos, LANGUAGE_UNLISTED, child->key);
    else
        DIAG(v->diags, child->key_pos, UNKNOWN_KEY, child->key);
}

static uint16_t read_texts(struct values *v, struct yaml_node *node, const char *const *also, size_t max,
                           struct slice *texts, bool *good)
{
    uint16_t present = 0;
    for (size_t i = 0; i < node->n_children; i++) {
        struct yaml_node *child = &node->children[i];
        if (child->used || is_listed(child->key, also))
            continue;
        child->used = true;
        int lang = lang_index(v, child->key);
        if (lang < 0) {
            name_stranger(v, child);
            *good = false;
        } else if (value_text_up_to(v, child, max, &texts[lang])) {
            present |= (uint16_t)(1u << lang);
        } else {
            *good = false;
        }
    }
    return present;
}

bool value_texts(struct values *v, struct yaml_node *node, const char *const *also, size_t max,
                 const struct slice **out)
{
    bool good = true;
    if (!node)
        return false;
    if (node->kind != YAML_MAP) {
        if (!node->bad)
            DIAG(v->diags, node->pos, VALUE_NOT_TEXTS, node->key, v->langs[0]);
        return false;
    }
    struct slice *texts = ARENA_ARRAY(v->arena, v->n_langs, struct slice);
    uint16_t present = read_texts(v, node, also, max, texts, &good);
    if (!(present & 1)) {
        if (good)
            DIAG(v->diags, node->pos, TEXT_NO_DEFAULT, v->langs[0]);
        return false;
    }
    for (uint16_t i = 1; i < v->n_langs; i++)
        if (!(present & 1u << i))
            texts[i] = texts[0];
    v->langs_present &= present;
    *out = texts;
    return good;
}

const struct slice *value_no_texts(struct values *v)
{
    return ARENA_ARRAY(v->arena, v->n_langs, struct slice);
}

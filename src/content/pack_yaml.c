// SPDX-License-Identifier: MIT
#include "content/pack_yaml.h"

#include "base/limits.h"
#include "content/names.h"
#include "content/values.h"

#define FORMAT_VERSION 1
// Versions are counted or written as a day and minute (202611210930); room for both, none for a jump to the
// end of the numbers.

static const char *const known[] = {"chasqui",   "id",   "version",     "title",    "publisher", "country",
                                    "languages", "loop", "valid_until", "reviewed", NULL};

static bool read_format(struct values *v, struct yaml_node *map)
{
    uint64_t version = 0;
    struct yaml_node *node = value_required(v, map, "chasqui");
    if (!node)
        return true; // named; what follows may still be read
    if (!value_uint(v, node, 1, UINT32_MAX, &version))
        return false;
    if (version > FORMAT_VERSION) {
        DIAG(v->diags, node->pos, PACK_NEWER, node->scalar);
        return false;
    }
    return true;
}

static bool read_country(struct values *v, struct yaml_node *map, struct slice *out)
{
    struct yaml_node *node = value_required(v, map, "country");
    if (!node || !value_text(v, node, out))
        return false;
    // `chasquictl new` writes that there is none yet; check has its say.
    if (slice_is(*out, COUNTRY_NONE) || name_is_country(*out))
        return true;
    DIAG(v->diags, node->pos, COUNTRY_UNKNOWN, *out);
    return false;
}

static bool read_languages(struct values *v, struct yaml_node *map, struct pack *out)
{
    struct yaml_node *node = value_required(v, map, "languages");
    if (!value_is_list(v, node, LIMIT_LANGUAGES))
        return false;
    struct slice *langs = ARENA_ARRAY(v->arena, node->n_children, struct slice);
    for (size_t i = 0; i < node->n_children; i++) {
        struct slice tag;
        bool again = false;
        if (!value_tag(v, &node->children[i], &tag))
            continue;
        for (uint16_t k = 0; k < out->n_langs; k++)
            again = again || slice_eq(langs[k], tag);
        if (again)
            DIAG(v->diags, node->children[i].pos, VALUE_REPEATED, tag);
        else
            langs[out->n_langs++] = tag;
    }
    if (node->n_children == 0)
        DIAG(v->diags, node->pos, VALUE_EMPTY, node->key);
    out->langs = v->langs = langs;
    v->n_langs = out->n_langs;
    return out->n_langs > 0;
}

static void read_loop(struct values *v, struct yaml_node *map, struct loop_names *out)
{
    struct yaml_node *node = yaml_get(map, "loop");
    if (!node)
        return;
    if (!value_is_list(v, node, LIMIT_ITEMS))
        return;
    out->given = true;
    struct slice *names = ARENA_ARRAY(v->arena, node->n_children, struct slice);
    struct pos *places = ARENA_ARRAY(v->arena, node->n_children, struct pos);
    for (size_t i = 0; i < node->n_children; i++) {
        if (!value_text(v, &node->children[i], &names[out->n]))
            continue;
        places[out->n++] = node->children[i].pos;
    }
    if (node->n_children == 0)
        DIAG(v->diags, node->pos, VALUE_EMPTY, node->key);
    out->names = names;
    out->places = places;
}

static bool read_review(struct values *v, struct yaml_node *node, struct review *out)
{
    static const char *const roles[] = {"child-protection", "children", "native-speaker"};
    static const char *const keys[] = {"role", "by", "date", NULL};
    unsigned role = 0;
    if (!value_is_map(v, node))
        return false;
    bool good = value_word(v, value_required(v, node, "role"), roles, sizeof roles / sizeof *roles, &role);
    good &= value_text(v, value_required(v, node, "by"), &out->by);
    good &= value_date(v, value_required(v, node, "date"), &out->date);
    out->role = slice_of(roles[role]);
    yaml_unused(node, keys, v->diags);
    return good;
}

static void read_reviews(struct values *v, struct yaml_node *map, struct pack *out)
{
    struct yaml_node *node = yaml_get(map, "reviewed");
    if (!value_is_list(v, node, LIMIT_SOURCES))
        return;
    struct review *reviews = ARENA_ARRAY(v->arena, node->n_children, struct review);
    for (size_t i = 0; i < node->n_children; i++)
        if (read_review(v, &node->children[i], &reviews[out->n_reviews]))
            out->n_reviews++;
    out->reviews = reviews;
}

static void name_untranslated_title(struct values *v, const struct yaml_node *node)
{
    for (uint16_t i = 1; i < v->n_langs; i++)
        if (!(v->langs_present & 1u << i))
            DIAG(v->diags, node->pos, TEXT_UNTRANSLATED, node->key, v->langs[i]);
}

// The fields without which a pack can still be shown.
static void read_rest(struct values *v, struct yaml_node *map, struct pack *out, struct loop_names *loop)
{
    struct yaml_node *node = value_required(v, map, "title");
    out->title = value_no_texts(v);
    v->langs_present = UINT16_MAX;
    if (v->n_langs > 0 && value_texts(v, node, NULL, LIMIT_TITLE, &out->title))
        name_untranslated_title(v, node);
    value_id(v, value_required(v, map, "id"), &out->id);
    value_uint(v, value_required(v, map, "version"), 1, LIMIT_VERSION, &out->version);
    value_text_up_to(v, value_required(v, map, "publisher"), LIMIT_TITLE, &out->publisher);
    if ((node = yaml_get(map, "valid_until")))
        value_date(v, node, &out->valid_until);
    read_loop(v, map, loop);
    read_reviews(v, map, out);
}

bool pack_yaml_read(const struct source_text *source, struct arena *arena, struct diags *diags,
                    struct pack *out, struct loop_names *loop)
{
    struct values v = {.arena = arena, .diags = diags};
    size_t errors = diags->errors;
    *loop = (struct loop_names){0};
    struct yaml_node *map = yaml_read(source, 0, source->text.n, arena, diags);
    if (!map && diags->errors == errors)
        DIAG(diags, ((struct pos){.path = source->path}), FILE_EMPTY);
    if (!map || !value_is_map(&v, map) || !read_format(&v, map))
        return false;
    bool good = read_country(&v, map, &out->country);
    good &= read_languages(&v, map, out);
    read_rest(&v, map, out, loop);
    yaml_unused(map, known, diags);
    return good;
}

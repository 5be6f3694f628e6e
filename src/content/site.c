// SPDX-License-Identifier: MIT
#include "content/site.h"

#include "base/limits.h"
#include "content/names.h"
#include "content/numbers.h"
#include "content/pack.h"
#include "content/paths.h"
#include "content/pictures.h"
#include "content/seen.h"
#include "content/stray.h"
#include "content/values.h"

#define FORMAT_VERSION 1
#define YAML_PATH SLICE(SITE_YAML)

static const char *const known[] = {"chasqui-site", "institution", "approved_by", "valid_until",
                                    "languages",    "adults",      NULL};
static const char *const known_of_adult[] = {"name", "role", "photo", "room", "hours", NULL};

struct reader {
    struct values v;
    struct pictures pictures;
    struct date today;
};

static bool is_photo(struct slice path)
{
    return path_place(path) == PLACE_PICTURE;
}

uint64_t site_wants(struct slice path)
{
    return slice_eq(path, YAML_PATH) ? LIMIT_TEXT_FILE : is_photo(path) ? pack_wants(path) : 0;
}

uint64_t site_cap(struct slice path)
{
    return slice_eq(path, YAML_PATH) ? LIMIT_TEXT_FILE : pack_cap(path);
}

// ---- Texts: whoever is named here is met in person. A telephone number or link would be a channel that nobody
// signed for. ----

// Words that a room, a floor, a school or a record has its number after.
static bool numbers_places(const char *word)
{
    return slice_is_among(
        slice_of(word),
        "salon salones aula aulas oficina oficinas piso sala laboratorio bloque torre modulo puerta "
        "edificio consultorio nivel pabellon cubiculo despacho ambiente room rooms office floor "
        "door building block classroom hall acta resolucion record resolution "
        "e ie iei iep educativa colegio escuela liceo school");
}

// "N.º" and the like may stand between the word and its number.
static bool is_place(struct slice text, size_t at)
{
    char last[SEEN_WORD], second[SEEN_WORD];
    seen_words(text, at, last, second);
    return numbers_places(slice_is_among(slice_of(last), "n no nro num numero number") ? second : last);
}

// "3 de marzo de 2026": a year alone may be a number to dial.
static bool is_dated(struct slice text, size_t at)
{
    char last[SEEN_WORD], second[SEEN_WORD];
    seen_words(text, at, last, second);
    return slice_is_among(slice_of(last), "de del of en in desde since ano year");
}

static size_t known_place(void *context, const struct mention *m, size_t from)
{
    const struct slice *text = context;
    const struct number_group *group = &m->groups[from];
    size_t end = mention_part(m, from);
    if (end == from + 1 && group->n >= 3 && group->n <= 5 && is_place(*text, group->from))
        return end;
    bool year = number_harmless(m, from, end) == HARMLESS_YEAR;
    return year && end == from + 1 && !is_dated(*text, group->from) ? MENTION_REFUSED : from;
}

// A number of three digits or more is a time, a date, a year that is said to be one ("de 2026"), or stands
// right after the word for a place ("Salón 204").
static bool has_contact(struct slice text)
{
    struct mention mention;
    size_t from, to;
    for (size_t at = 0; mention_next(text, &at, &mention);)
        if (mention.kind == MENTION_LINK || !mention_is_fine(&mention, known_place, &text, &from, &to))
            return true;
    return false;
}

static void refuse_contact(struct reader *r, const struct yaml_node *node, struct slice text)
{
    if (has_contact(text))
        DIAG(r->v.diags, node->pos, SITE_CONTACT, text);
}

static void read_text(struct reader *r, struct yaml_node *map, const char *key, struct slice *out)
{
    struct yaml_node *node = value_required(&r->v, map, key);
    if (node && value_text_up_to(&r->v, node, LIMIT_TITLE, out))
        refuse_contact(r, node, *out);
}

static void read_texts(struct reader *r, struct yaml_node *node, const struct slice **out)
{
    *out = value_no_texts(&r->v);
    if (!node || !value_texts(&r->v, node, NULL, LIMIT_TITLE, out))
        return;
    for (uint16_t i = 0; i < r->v.n_langs; i++)
        if (i == 0 || (*out)[i].p != (*out)[0].p)
            refuse_contact(r, node, (*out)[i]);
}

// Digits without a word.
static bool is_bare(struct slice text)
{
    size_t letters = 0, digits = 0;
    for (size_t at = 0; at < text.n;) {
        char digit[SEEN_DIGITS];
        bool plain;
        uint32_t c = utf8_next(text, &at);
        letters = seen_letter(c) ? letters + 1 : seen_nothing(c) ? letters : 0;
        digits += seen_digits(c, digit, &plain);
        if (letters > 1)
            return false;
    }
    return digits > 0;
}

// ---- Adults ----

// They are drawn one below the other, so that lines of digits would make one number.
static void judge_lines(struct reader *r, const struct yaml_node *map, const struct site_adult *adult)
{
    for (uint16_t i = 0; i < r->v.n_langs; i++) {
        struct slice name = adult->name, role = adult->role[i], room = adult->room[i],
                     hours = adult->hours[i];
        struct slice all = arena_format(r->v.arena, "%.*s\n%.*s\n%.*s\n%.*s", SLICE_ARG(name),
                                        SLICE_ARG(role), SLICE_ARG(room), SLICE_ARG(hours));
        bool bare = is_bare(name) || is_bare(role) || is_bare(room);
        bool said = has_contact(name) || has_contact(role) || has_contact(room) || has_contact(hours);
        if (bare && !said && has_contact(all)) {
            DIAG(r->v.diags, map->pos, SITE_CONTACT, all);
            return;
        }
    }
}

static void read_adult(struct reader *r, struct yaml_node *map, struct site_adult *out)
{
    if (!value_is_map(&r->v, map))
        return;
    read_text(r, map, "name", &out->name);
    read_texts(r, value_required(&r->v, map, "role"), &out->role);
    read_texts(r, value_required(&r->v, map, "room"), &out->room);
    read_texts(r, yaml_get(map, "hours"), &out->hours);
    judge_lines(r, map, out);
    struct yaml_node *photo = yaml_get(map, "photo");
    struct slice file;
    if (photo && value_text(&r->v, photo, &file))
        out->photo = pictures_find(&r->pictures, file, photo->pos);
    yaml_unused(map, known_of_adult, r->v.diags);
}

static void read_adults(struct reader *r, struct yaml_node *map, struct site *out)
{
    struct yaml_node *node = value_required(&r->v, map, "adults");
    if (!node || !value_is_list(&r->v, node, LIMIT_SITE_ADULTS))
        return;
    struct site_adult *adults = ARENA_ARRAY(r->v.arena, node->n_children, struct site_adult);
    for (size_t i = 0; i < node->n_children; i++)
        read_adult(r, &node->children[i], &adults[i]);
    out->adults = adults;
    out->n_adults = (uint16_t)node->n_children;
    if (out->n_adults == 0)
        DIAG(r->v.diags, node->pos, VALUE_EMPTY, node->key);
    else if (out->n_adults == 1)
        DIAG(r->v.diags, node->pos, SITE_ALONE);
}

// ---- The card ----

static bool read_languages(struct reader *r, struct yaml_node *map, struct site *out)
{
    struct yaml_node *node = value_required(&r->v, map, "languages");
    if (!node || !value_is_list(&r->v, node, LIMIT_LANGUAGES))
        return false;
    struct slice *langs = ARENA_ARRAY(r->v.arena, node->n_children, struct slice);
    for (size_t i = 0; i < node->n_children; i++)
        if (value_tag(&r->v, &node->children[i], &langs[out->n_langs]))
            out->n_langs++;
    if (node->n_children == 0)
        DIAG(r->v.diags, node->pos, VALUE_EMPTY, node->key);
    out->langs = r->v.langs = langs;
    r->v.n_langs = out->n_langs;
    return out->n_langs > 0;
}

// People change places: a card is confirmed once a year.
static void read_valid_until(struct reader *r, struct yaml_node *map, struct site *out)
{
    struct yaml_node *node = value_required(&r->v, map, "valid_until");
    if (!node || !value_date(&r->v, node, &out->valid_until) || !date_is_set(r->today))
        return;
    struct date latest = r->today;
    latest.year++;
    if (date_cmp(out->valid_until, r->today) < 0)
        DIAG(r->v.diags, node->pos, SITE_PAST, node->scalar);
    else if (date_cmp(out->valid_until, latest) > 0)
        DIAG(r->v.diags, node->pos, SITE_LONG, node->scalar);
}

static bool read_format(struct reader *r, struct yaml_node *map)
{
    uint64_t version = 0;
    struct yaml_node *node = value_required(&r->v, map, "chasqui-site");
    if (!node || !value_uint(&r->v, node, 1, UINT32_MAX, &version))
        return false;
    if (version > FORMAT_VERSION)
        DIAG(r->v.diags, node->pos, PACK_NEWER, node->scalar);
    return version <= FORMAT_VERSION;
}

static void read_card(struct reader *r, const struct source_text *source, struct site *out)
{
    size_t errors = r->v.diags->errors;
    struct yaml_node *map = yaml_read(source, 0, source->text.n, r->v.arena, r->v.diags);
    if (!map && r->v.diags->errors == errors)
        DIAG(r->v.diags, ((struct pos){.path = source->path}), FILE_EMPTY);
    if (!map || !value_is_map(&r->v, map) || !read_format(r, map) || !read_languages(r, map, out))
        return;
    read_text(r, map, "institution", &out->institution);
    read_text(r, map, "approved_by", &out->approved_by);
    read_valid_until(r, map, out);
    read_adults(r, map, out);
    yaml_unused(map, known, r->v.diags);
}

// What could be read of it; NULL when there is no text.
static struct site *read_all(const struct tree *tree, struct date today, struct arena *arena,
                             struct diags *diags)
{
    struct source_text source;
    struct reader r = {.v = {.arena = arena, .diags = diags}, .today = today};
    struct site *site = ARENA_NEW(arena, struct site);
    const struct tree_entry *entry = tree_find(tree, YAML_PATH);
    site->home.root = tree->root;
    if (!entry || !source_open(tree, entry, arena, diags, &source))
        return NULL;
    pictures_init(&r.pictures, tree, arena, diags);
    read_card(&r, &source, site);
    return site;
}

const struct site *site_read(const struct tree *tree, struct date today, struct arena *arena,
                             struct diags *diags)
{
    size_t errors = diags->errors;
    const struct site *site = read_all(tree, today, arena, diags);
    return site && diags->errors == errors && site->n_adults > 0 ? site : NULL;
}

const struct site *site_head(const struct tree *tree, struct arena *arena)
{
    struct diags unheard;
    diags_init(&unheard, arena);
    return read_all(tree, (struct date){0}, arena, &unheard);
}

bool site_is_current(const struct site *site, struct date today)
{
    return !date_is_set(today) || date_cmp(today, site->valid_until) <= 0;
}

uint16_t site_lang(const struct site *site, struct slice tag)
{
    struct slice primary, rest, other;
    for (uint16_t i = 0; i < site->n_langs; i++)
        if (slice_eq(site->langs[i], tag))
            return i;
    slice_cut(tag, '-', &primary, &rest);
    for (uint16_t i = 0; i < site->n_langs; i++) {
        slice_cut(site->langs[i], '-', &other, &rest);
        if (slice_eq(other, primary))
            return i;
    }
    return 0;
}

// SPDX-License-Identifier: MIT
#include "content/channels.h"

#include "base/limits.h"
#include "content/names.h"
#include "content/values.h"

#define LINK_MAX_BYTES 300 // bytes: what a QR of readable size holds (version 13 at level M)

static const char *const known[] = {
    "id",         "name",      "kind",        "value",        "how",
    "for",        "needs",     "free",        "anonymous",    "can_choose_gender",
    "hours",      "languages", "regions",     "what_happens", "sources",
    "checked_on", "confirmed", "valid_until", "national",     NULL};

struct reader {
    struct values v;
    size_t forgiven; // errors that take nothing from the channel: a step without its picture still helps
    const struct pictures *pictures;
    const struct pack *pack;
};

static bool is_number_char(char c)
{
    return (c >= '0' && c <= '9') || c == ' ' || c == '+' || c == '*' || c == '#' || c == '-' || c == '(' ||
           c == ')';
}

static size_t count_digits(struct slice s)
{
    size_t digits = 0;
    for (size_t i = 0; i < s.n; i++)
        digits += s.p[i] >= '0' && s.p[i] <= '9';
    return digits;
}

static bool is_number(struct slice s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_number_char(s.p[i]))
            return false;
    size_t digits = count_digits(s);
    return digits >= 2 && digits <= 20;
}

// A QR holds ASCII, and a link on a public screen is https or http, with a host.
static bool is_link(struct slice s)
{
    struct slice rest;
    if (slice_starts(s, SLICE("https://")))
        rest = slice_from(s, 8);
    else if (slice_starts(s, SLICE("http://")))
        rest = slice_from(s, 7);
    else
        return false;
    for (size_t i = 0; i < rest.n; i++)
        if (rest.p[i] <= ' ' || rest.p[i] > '~' || rest.p[i] == '"' || rest.p[i] == '<' || rest.p[i] == '>')
            return false;
    return s.n <= LINK_MAX_BYTES && slice_find_char(rest, '.') > 0;
}

static void check_value(struct reader *r, const struct yaml_node *node, const struct channel *channel)
{
    struct slice s = channel->value;
    if (channel->kind == CHANNEL_PHONE && !is_number(s))
        DIAG(r->v.diags, node->pos, CHANNEL_NUMBER, s);
    else if (channel->kind == CHANNEL_WEB && !is_link(s))
        DIAG(r->v.diags, node->pos, CHANNEL_LINK, s);
    else if ((channel->kind == CHANNEL_CHAT || channel->kind == CHANNEL_APP) && !is_link(s) && !is_number(s))
        DIAG(r->v.diags, node->pos, CHANNEL_LINK_OR_NUMBER, s);
}

// kind, value and how belong together: a value has its kind's shape, and one of value and how is there.
static void read_reach(struct reader *r, struct yaml_node *map, struct channel *out)
{
    const char *kinds[CHANNEL_KIND_COUNT];
    unsigned kind = CHANNEL_PLACE;
    for (int i = 0; i < CHANNEL_KIND_COUNT; i++)
        kinds[i] = channel_kind_name((enum channel_kind)i);
    bool has_kind = value_word(&r->v, value_required(&r->v, map, "kind"), kinds, CHANNEL_KIND_COUNT, &kind);
    out->kind = (enum channel_kind)kind;
    struct yaml_node *value = yaml_get(map, "value"), *how = yaml_get(map, "how");
    if (value_text(&r->v, value, &out->value) && has_kind)
        check_value(r, value, out);
    value_texts(&r->v, how, NULL, LIMIT_BLOCK, &out->how);
    if (!value && !how)
        DIAG(r->v.diags, map->pos, CHANNEL_NO_WAY);
}

static void read_sets(struct reader *r, struct yaml_node *map, struct channel *out)
{
    const char *audiences[AUDIENCE_COUNT], *needs[NEED_COUNT];
    uint32_t bits = 0;
    struct yaml_node *node;
    for (int i = 0; i < AUDIENCE_COUNT; i++)
        audiences[i] = audience_name((enum audience)i);
    for (int i = 0; i < NEED_COUNT; i++)
        needs[i] = need_name((enum need)i);
    if ((node = value_required(&r->v, map, "for")) &&
        value_words(&r->v, node, audiences, AUDIENCE_COUNT, &bits)) {
        out->audience = (uint8_t)bits;
        if (bits == 0)
            DIAG(r->v.diags, node->pos, VALUE_EMPTY, node->key);
    }
    if ((node = value_required(&r->v, map, "needs")) && value_words(&r->v, node, needs, NEED_COUNT, &bits)) {
        out->needs = (uint8_t)bits;
        if (bits == 0)
            DIAG(r->v.diags, node->pos, VALUE_EMPTY, node->key);
    }
}

static void read_tris(struct reader *r, struct yaml_node *map, struct channel *out)
{
    value_tri(&r->v, yaml_get(map, "free"), &out->free);
    value_tri(&r->v, yaml_get(map, "anonymous"), &out->anonymous);
    value_tri(&r->v, yaml_get(map, "can_choose_gender"), &out->can_choose_gender);
    value_yes_no(&r->v, yaml_get(map, "national"), &out->national);
}

static void read_languages(struct reader *r, struct yaml_node *map, struct channel *out)
{
    struct yaml_node *node = yaml_get(map, "languages");
    if (!value_is_list(&r->v, node, LIMIT_LANGUAGES))
        return;
    struct slice *tags = ARENA_ARRAY(r->v.arena, node->n_children, struct slice);
    for (size_t i = 0; i < node->n_children; i++)
        if (value_tag(&r->v, &node->children[i], &tags[out->n_languages]))
            out->n_languages++;
    out->languages = tags;
}

static void read_regions(struct reader *r, struct yaml_node *map, struct channel *out)
{
    struct yaml_node *node = yaml_get(map, "regions");
    if (!value_is_list(&r->v, node, 100))
        return;
    struct slice *regions = ARENA_ARRAY(r->v.arena, node->n_children, struct slice);
    for (size_t i = 0; i < node->n_children; i++) {
        struct slice *region = &regions[out->n_regions];
        if (!value_text(&r->v, &node->children[i], region))
            continue;
        if (name_is_region(*region, r->pack->country))
            out->n_regions++;
        else
            DIAG(r->v.diags, node->children[i].pos, REGION_BAD, *region, r->pack->country);
    }
    out->regions = regions;
}

static void read_steps(struct reader *r, struct yaml_node *map, struct channel *out)
{
    static const char *const also[] = {"picture", NULL};
    struct yaml_node *list = yaml_get(map, "what_happens");
    if (!value_is_list(&r->v, list, LIMIT_STEPS))
        return;
    struct step *steps = ARENA_ARRAY(r->v.arena, list->n_children, struct step);
    for (size_t i = 0; i < list->n_children; i++) {
        struct yaml_node *node = &list->children[i], *picture;
        struct step step = {0};
        struct slice name;
        if (!value_texts(&r->v, node, also, LIMIT_FEEDBACK, &step.text))
            continue;
        size_t errors = r->v.diags->errors;
        if ((picture = yaml_get(node, "picture")) && value_text(&r->v, picture, &name))
            step.picture = pictures_find(r->pictures, name, picture->pos);
        r->forgiven += r->v.diags->errors - errors;
        steps[out->n_steps++] = step;
    }
    out->steps = steps;
}

static bool read_source(struct values *v, struct yaml_node *node, struct source *out)
{
    static const char *const keys[] = {"where", "dated", "seen", NULL};
    if (!value_is_map(v, node))
        return false;
    bool good = value_text(v, value_required(v, node, "where"), &out->where);
    struct yaml_node *dated = yaml_get(node, "dated");
    if (dated && !(dated->kind == YAML_SCALAR && slice_is(dated->scalar, "unknown")))
        good &= value_date(v, dated, &out->dated);
    good &= value_date(v, value_required(v, node, "seen"), &out->seen);
    yaml_unused(node, keys, v->diags);
    return good;
}

static void read_sources(struct reader *r, struct yaml_node *map, struct channel *out)
{
    struct yaml_node *list = yaml_get(map, "sources");
    if (!value_is_list(&r->v, list, LIMIT_SOURCES))
        return;
    struct source *sources = ARENA_ARRAY(r->v.arena, list->n_children, struct source);
    for (size_t i = 0; i < list->n_children; i++)
        if (read_source(&r->v, &list->children[i], &sources[out->n_sources]))
            out->n_sources++;
    out->sources = sources;
}

static void read_confirmation(struct values *v, struct yaml_node *map, struct channel *out)
{
    static const char *const keys[] = {"on", "how", "by", NULL};
    static const char *const ways[] = {"dialled", "opened", "visited"};
    struct confirmation confirmed = {0};
    unsigned way = 0;
    struct yaml_node *node = yaml_get(map, "confirmed");
    if (!value_is_map(v, node))
        return;
    bool good = value_date(v, value_required(v, node, "on"), &confirmed.on);
    good &= value_word(v, value_required(v, node, "how"), ways, sizeof ways / sizeof *ways, &way);
    good &= value_text(v, value_required(v, node, "by"), &confirmed.by);
    confirmed.how = slice_of(ways[way]);
    yaml_unused(node, keys, v->diags);
    if (good)
        out->confirmed = confirmed;
}

static void read_channel(struct reader *r, struct yaml_node *map, struct channel *out)
{
    struct values *v = &r->v;
    size_t errors = v->diags->errors;
    r->forgiven = 0;
    v->langs_present = (uint16_t)((1u << v->n_langs) - 1);
    out->pack = r->pack;
    out->pos = map->pos;
    out->name = out->how = out->hours = value_no_texts(v);
    value_texts(v, value_required(v, map, "name"), NULL, LIMIT_TITLE, &out->name);
    read_reach(r, map, out);
    read_sets(r, map, out);
    read_tris(r, map, out);
    value_texts(v, yaml_get(map, "hours"), NULL, LIMIT_ANSWER, &out->hours);
    read_languages(r, map, out);
    read_regions(r, map, out);
    read_steps(r, map, out);
    read_sources(r, map, out);
    value_date(v, yaml_get(map, "checked_on"), &out->checked_on);
    read_confirmation(v, map, out);
    value_date(v, yaml_get(map, "valid_until"), &out->valid_until);
    yaml_unused(map, known, v->diags);
    out->langs_present = v->langs_present;
    out->left_out = map->bad || v->diags->errors > errors + r->forgiven;
}

uint16_t channels_find(const struct pack *pack, struct slice id)
{
    for (uint16_t i = 0; i < pack->n_channels; i++)
        if (slice_eq(pack->channels[i].id, id))
            return i;
    return NO_INDEX;
}

void channels_read(const struct source_text *source, const struct pictures *pictures, struct arena *arena,
                   struct diags *diags, struct pack *pack)
{
    struct reader r = {.v = {.arena = arena, .diags = diags, .langs = pack->langs, .n_langs = pack->n_langs},
                       .pictures = pictures,
                       .pack = pack};
    size_t errors = diags->errors;
    struct yaml_node *list = yaml_read(source, 0, source->text.n, arena, diags);
    pack->channels_lost = !list && diags->errors > errors;
    if (!list) {
        if (diags->errors == errors)
            DIAG(diags, ((struct pos){.path = source->path}), FILE_EMPTY);
        return;
    }
    if (!value_is_list(&r.v, list, LIMIT_CHANNELS)) {
        pack->channels_lost = true;
        return;
    }
    pack->channels = ARENA_ARRAY(arena, list->n_children, struct channel);
    for (size_t i = 0; i < list->n_children; i++) {
        struct yaml_node *map = &list->children[i];
        struct slice id;
        if (!value_is_map(&r.v, map) || !value_id(&r.v, value_required(&r.v, map, "id"), &id)) {
            pack->channels_lost = true; // whoever names it isn't wrong
            continue;
        }
        uint16_t first = channels_find(pack, id);
        if (first != NO_INDEX) {
            DIAG(diags, yaml_get(map, "id")->pos, CHANNEL_AGAIN, id,
                 arena_format(arena, "%u", pack->channels[first].pos.line));
            pack->channels[first].left_out = true; // nobody knows which of the two is right
            continue;
        }
        pack->channels[pack->n_channels].id = id;
        read_channel(&r, map, &pack->channels[pack->n_channels++]);
    }
}

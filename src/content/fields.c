// SPDX-License-Identifier: MIT
// The fields of an item, whichever syntax they stand in.
#include <string.h>

#include "base/limits.h"
#include "content/readers.h"
#include "content/values.h"

static const char *const known[] = {"picture", "topic",   "audience", "channels", "seconds",
                                    "easy",    "discuss", "neutral",  NULL};

static bool read_topic(struct values *v, struct yaml_node *map, struct item_fields *out)
{
    const char *names[TOPIC_COUNT];
    unsigned topic = 0;
    struct yaml_node *node = yaml_get(map, "topic");
    if (!node)
        return true;
    for (int i = 0; i < TOPIC_COUNT; i++)
        names[i] = topic_name((enum topic)i);
    out->has_topic = value_word(v, node, names, TOPIC_COUNT, &topic);
    out->topic = (enum topic)topic;
    return out->has_topic;
}

// Women are an audience of channels, not of posters.
static bool read_audience(struct values *v, struct yaml_node *map, struct item_fields *out)
{
    const char *names[AUDIENCE_WOMEN];
    uint32_t bits = 0;
    struct yaml_node *node = yaml_get(map, "audience");
    if (!node)
        return true;
    for (int i = 0; i < AUDIENCE_WOMEN; i++)
        names[i] = audience_name((enum audience)i);
    bool good = value_words(v, node, names, AUDIENCE_WOMEN, &bits);
    out->audience = (uint8_t)bits;
    return good;
}

static bool read_channels(struct values *v, struct yaml_node *map, struct item_fields *out)
{
    bool good = true;
    struct yaml_node *node = yaml_get(map, "channels");
    if (!node)
        return true;
    out->has_channels = true;
    if (!value_is_list(v, node, LIMIT_ITEM_CHANNELS))
        return false;
    struct slice *ids = ARENA_ARRAY(v->arena, node->n_children, struct slice);
    struct pos *places = ARENA_ARRAY(v->arena, node->n_children, struct pos);
    for (size_t i = 0; i < node->n_children; i++) {
        const struct yaml_node *child = &node->children[i];
        struct slice id;
        if (!value_id(v, child, &id)) {
            good = false;
            continue;
        }
        for (uint16_t k = 0; k < out->n_channels; k++) {
            if (slice_eq(ids[k], id)) {
                DIAG(v->diags, child->pos, VALUE_REPEATED, id);
                good = false;
            }
        }
        ids[out->n_channels] = id;
        places[out->n_channels++] = child->pos;
    }
    out->channels = ids;
    out->channel_pos = places;
    return good;
}

bool item_fields_from_yaml(struct yaml_node *map, struct arena *arena, struct diags *diags,
                           struct item_fields *out)
{
    struct values v = {.arena = arena, .diags = diags};
    struct yaml_node *node;
    uint64_t seconds = 0;
    *out = (struct item_fields){0};
    if (!map)
        return true;
    if (!value_is_map(&v, map))
        return false;
    size_t errors = diags->errors;
    bool good = !map->bad;
    if ((node = yaml_get(map, "picture"))) {
        out->picture_pos = node->pos;
        good &= value_text(&v, node, &out->picture);
    }
    good &= read_topic(&v, map, out);
    good &= read_audience(&v, map, out);
    good &= read_channels(&v, map, out);
    if ((node = yaml_get(map, "seconds")))
        good &= value_uint(&v, node, LIMIT_SECONDS_MIN, LIMIT_SECONDS_MAX, &seconds);
    out->seconds = (uint16_t)seconds;
    if ((node = yaml_get(map, "easy")))
        good &= value_text(&v, node, &out->easy);
    if ((node = yaml_get(map, "discuss")))
        good &= value_text(&v, node, &out->discuss);
    if ((node = yaml_get(map, "neutral")))
        good &= value_yes_no(&v, node, &out->neutral);
    yaml_unused(map, known, diags);
    return good && diags->errors == errors;
}

static bool is_format_key(struct slice key, const char *const *also)
{
    for (size_t i = 0; also && also[i]; i++)
        if (slice_is(key, also[i]))
            return true;
    return slice_is(key, "SPDX-License-Identifier"); // our own texts name their licence
}

// One value: what begins with a bracket or a quote is YAML; the rest is text as it stands, so that "Ojo: no,
// gracias" needs no quotes.
static bool read_line_value(const struct source_text *source, struct slice value, struct arena *arena,
                            struct diags *diags, struct yaml_node *node)
{
    struct yaml_node head = *node;
    size_t at = (size_t)(value.p - source->text.p);
    node->pos = source_pos(source, at);
    if (value.n == 0) {
        node->kind = YAML_NULL;
        return true;
    }
    if (!strchr("[{\"'", value.p[0])) {
        node->kind = YAML_SCALAR;
        node->scalar = value;
        return true;
    }
    struct yaml_node *read = yaml_read(source, at, at + value.n, arena, diags);
    if (!read)
        return false;
    *node = *read;
    node->key = head.key;
    node->key_pos = head.key_pos;
    return true;
}

static const struct yaml_node *find_key(const struct yaml_node *map, struct slice key)
{
    for (size_t i = 0; i < map->n_children; i++)
        if (slice_eq(map->children[i].key, key))
            return &map->children[i];
    return NULL;
}

static bool read_line(const struct source_text *source, struct slice line, const char *const *also,
                      struct arena *arena, struct diags *diags, struct yaml_node *map)
{
    struct slice key, value;
    bool colon = slice_cut(line, ':', &key, &value);
    key = slice_trim(key);
    if (slice_trim(line).n == 0 || is_format_key(key, also))
        return true;
    struct pos pos = source_pos_of(source, key.n ? key.p : line.p);
    if (!colon || key.n == 0) {
        DIAG(diags, pos, FIELD_LINE);
        return false;
    }
    const struct yaml_node *first = find_key(map, key);
    if (first) {
        DIAG(diags, pos, YAML_DUPLICATE, key, arena_format(arena, "%u", first->key_pos.line));
        return false;
    }
    struct yaml_node *node = &map->children[map->n_children++];
    *node = (struct yaml_node){.key = key, .key_pos = pos};
    value = value.n ? slice_trim(value) : (struct slice){key.p + key.n, 0};
    if (read_line_value(source, value, arena, diags, node))
        return true;
    map->n_children--;
    return false;
}

bool item_fields_from_lines(const struct source_text *source, const struct slice *lines, size_t n_lines,
                            const char *const *also, struct arena *arena, struct diags *diags,
                            struct item_fields *out)
{
    struct yaml_node map = {.kind = YAML_MAP};
    bool good = true;
    map.children = ARENA_ARRAY(arena, n_lines, struct yaml_node);
    if (n_lines)
        map.pos = source_pos_of(source, lines[0].p);
    for (size_t i = 0; i < n_lines; i++)
        good &= read_line(source, lines[i], also, arena, diags, &map);
    // Not short-circuited: everything wrong is named in one run.
    bool fields = item_fields_from_yaml(&map, arena, diags, out);
    return good && fields;
}

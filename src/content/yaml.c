// SPDX-License-Identifier: MIT
#include "content/yaml.h"

#include <libfyaml.h>
#include <string.h>

#include "base/hash.h"
#include "base/kassert.h"
#include "base/limits.h"
#include "content/suggest.h"
#include "content/yaml_syntax.h"

struct build {
    const struct source_text *source;
    size_t from, to; // the part of the source that the parser sees
    struct arena *arena;
    struct diags *diags;
    struct fy_parser *parser;
    size_t n_nodes, most_nodes;
    size_t flow[LIMIT_YAML_DEPTH + 1]; // where each open [ or { stands; SIZE_MAX for block collections
    int depth;
    bool refused; // an anchor, alias or tag was named; what the parser makes of the rest is no second mistake
    size_t last;  // end of the last token: a null has no place of its own
    // Finished nodes of collections that are still open; each collection takes its own off the end when it
    // closes.
    struct yaml_node *pending;
    size_t n_pending, pending_capacity;
};

// Front matter fits without asking the arena, which would keep what the stack outgrew.
#define PENDING_ON_STACK 48

static size_t mark_offset(const struct build *b, const struct fy_mark *mark)
{
    return mark ? b->from + mark->input_pos : b->last;
}

static struct pos pos_at(const struct build *b, size_t offset)
{
    return source_pos(b->source, offset);
}

static char byte_at(const struct build *b, size_t offset)
{
    return offset < b->to ? b->source->text.p[offset] : '\n';
}

static size_t skip_spaces(const struct build *b, size_t at)
{
    while (at < b->to && b->source->text.p[at] == ' ')
        at++;
    return at;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

// A comment is written with two spaces before the # and one after it; anything else was meant as text: "Llama
// al #141".
static bool hash_cuts(const struct build *b, size_t end)
{
    size_t hash = skip_spaces(b, end);
    if (hash == end || byte_at(b, hash) != '#')
        return false;
    return hash == end + 1 || !is_blank(byte_at(b, hash + 1));
}

// What source_open has kept out of the file can come back through "\u202E".
static void check_escapes(struct build *b, struct yaml_node *node)
{
    size_t at = source_unfit(node->scalar);
    if (at == node->scalar.n) {
        node->scalar = source_normalised(node->scalar, b->arena);
        return;
    }
    uint32_t c = utf8_next(node->scalar, &at);
    DIAG(b->diags, node->pos, YAML_UNFIT, arena_format(b->arena, "%04X", c));
    node->bad = true;
    node->kind = YAML_NULL;
}

static void read_text(struct build *b, const struct fy_event *event, struct yaml_node *node)
{
    struct fy_token *token = event->scalar.value;
    size_t n = 0;
    const char *text = token ? fy_token_get_text(token, &n) : NULL;
    if (!token || !text) {
        node->kind = YAML_NULL;
        return;
    }
    const struct fy_mark *start = fy_token_start_mark(token), *end = fy_token_end_mark(token);
    size_t at = mark_offset(b, start), stop = mark_offset(b, end);
    node->kind = YAML_SCALAR;
    node->quoted = fy_token_scalar_style(token) != FYSS_PLAIN;
    struct slice raw = slice_sub(b->source->text, at, stop > at ? stop - at : 0);
    node->scalar = (struct slice){text, n};
    node->scalar = slice_eq(raw, node->scalar) ? raw : arena_copy(b->arena, node->scalar);
    b->last = stop;
    if (node->quoted) {
        // The parser's mark stands behind the opening quote.
        if (at > b->from && strchr("\"'", byte_at(b, at - 1)) &&
            fy_token_scalar_style(token) <= FYSS_DOUBLE_QUOTED)
            node->pos = pos_at(b, at - 1);
        if (fy_token_scalar_style(token) == FYSS_DOUBLE_QUOTED && slice_find_char(raw, '\\') >= 0)
            check_escapes(b, node);
        return;
    }
    if (slice_is(node->scalar, "~") || slice_is(node->scalar, "null") || n == 0)
        node->kind = YAML_NULL;
    else if (hash_cuts(b, stop)) {
        DIAG(b->diags, pos_at(b, skip_spaces(b, stop)), YAML_HASH, node->scalar);
        node->bad = true;
    }
}

static bool has_properties(const struct fy_event *event)
{
    switch (event->type) {
    case FYET_SCALAR:
        return event->scalar.anchor || event->scalar.tag;
    case FYET_MAPPING_START:
        return event->mapping_start.anchor || event->mapping_start.tag;
    case FYET_SEQUENCE_START:
        return event->sequence_start.anchor || event->sequence_start.tag;
    default:
        return event->type == FYET_ALIAS;
    }
}

// Anchors, aliases and tags have no use here; who writes & * or ! first means text.
static void refuse_properties(struct build *b, struct fy_event *event, struct yaml_node *node)
{
    struct fy_token *token = NULL;
    if (event->type == FYET_SCALAR)
        token = event->scalar.anchor ? event->scalar.anchor : event->scalar.tag;
    else if (event->type == FYET_MAPPING_START)
        token = event->mapping_start.anchor ? event->mapping_start.anchor : event->mapping_start.tag;
    else if (event->type == FYET_SEQUENCE_START)
        token = event->sequence_start.anchor ? event->sequence_start.anchor : event->sequence_start.tag;
    else
        token = event->alias.anchor;
    size_t at = mark_offset(b, token ? fy_token_start_mark(token) : NULL);
    while (at > b->from && !strchr("&*!", byte_at(b, at)) && !is_blank(byte_at(b, at - 1)))
        at--; // the mark of an alias or anchor stands after its sign
    DIAG(b->diags, pos_at(b, at), YAML_FIRST_CHARACTER, slice_sub(b->source->text, at, 1));
    node->bad = true;
    b->refused = true;
}

static bool read_value(struct build *b, struct fy_event *event, struct yaml_node *node);

// Fails when the parser does (its message is reported once, by yaml_read).
static struct fy_event *next_event(struct build *b)
{
    return fy_parser_parse(b->parser);
}

static void push_pending(struct build *b, const struct yaml_node *node)
{
    *ARENA_PUSH(b->arena, b->pending, b->n_pending, b->pending_capacity) = *node;
}

static void take_children(struct build *b, size_t first, struct yaml_node *node)
{
    node->n_children = b->n_pending - first;
    node->children = ARENA_ARRAY(b->arena, node->n_children, struct yaml_node);
    if (node->n_children)
        memcpy(node->children, b->pending + first, node->n_children * sizeof *node->children);
    b->n_pending = first;
}

static bool read_list(struct build *b, struct yaml_node *node)
{
    size_t first = b->n_pending;
    for (;;) {
        struct fy_event *event = next_event(b);
        if (!event)
            return false;
        struct yaml_node child = {0};
        bool end = event->type == FYET_SEQUENCE_END;
        bool good = end || read_value(b, event, &child);
        fy_parser_event_free(b->parser, event);
        if (!good)
            return false;
        if (end)
            break;
        node->bad = node->bad || child.bad;
        push_pending(b, &child);
    }
    take_children(b, first, node);
    return true;
}

static bool read_key(struct build *b, struct fy_event *event, struct yaml_node *child, size_t *end)
{
    if (event->type != FYET_SCALAR || !event->scalar.value) {
        DIAG(b->diags, pos_at(b, mark_offset(b, fy_event_start_mark(event))), YAML_KEY);
        return false;
    }
    struct yaml_node key = {0};
    if (has_properties(event))
        refuse_properties(b, event, child);
    read_text(b, event, &key);
    if (key.scalar.n == 0) {
        DIAG(b->diags, pos_at(b, mark_offset(b, fy_event_start_mark(event))), YAML_KEY);
        return false;
    }
    child->key = key.scalar;
    child->key_pos = pos_at(b, mark_offset(b, fy_token_start_mark(event->scalar.value)));
    *end = b->last + (key.quoted ? 1 : 0);
    return true;
}

// {es: No, no es, en: x}: "no es" became a key without a colon.
static void name_lone_key(struct build *b, struct yaml_node *child, size_t key_end, bool flow)
{
    size_t at = key_end;
    while (at < b->to && is_blank(b->source->text.p[at]))
        at++;
    if (!flow || child->kind != YAML_NULL || byte_at(b, at) == ':')
        return;
    DIAG(b->diags, child->key_pos, YAML_COMMA, child->key);
    child->bad = true;
    child->used = true;
}

static bool read_map(struct build *b, struct yaml_node *node, bool flow)
{
    size_t first = b->n_pending;
    for (;;) {
        struct fy_event *event = next_event(b);
        if (!event)
            return false;
        if (event->type == FYET_MAPPING_END) {
            fy_parser_event_free(b->parser, event);
            break;
        }
        struct yaml_node child = {0};
        size_t key_end = 0;
        bool good = read_key(b, event, &child, &key_end);
        fy_parser_event_free(b->parser, event);
        if (!good || !(event = next_event(b)))
            return false;
        good = read_value(b, event, &child);
        fy_parser_event_free(b->parser, event);
        if (!good)
            return false;
        name_lone_key(b, &child, key_end, flow);
        node->bad = node->bad || child.bad;
        push_pending(b, &child);
    }
    take_children(b, first, node);
    return true;
}

static void name_duplicate(struct build *b, struct yaml_node *map, struct yaml_node *again,
                           const struct yaml_node *first)
{
    DIAG(b->diags, again->key_pos, YAML_DUPLICATE, again->key,
         arena_format(b->arena, "%u", first->key_pos.line));
    again->used = true;
    map->bad = true;
}

// Open addressing in a scratch table: linear for the 20,000 keys of a hostile map.
static void find_duplicates_by_hash(struct build *b, struct yaml_node *map)
{
    size_t size = 64;
    while (size < map->n_children * 2)
        size *= 2;
    uint32_t *table = ARENA_ARRAY(b->arena, size, uint32_t); // index + 1
    for (size_t i = 0; i < map->n_children; i++) {
        size_t slot = hash_slice(HASH_START, map->children[i].key) & (size - 1);
        while (table[slot] && !slice_eq(map->children[table[slot] - 1].key, map->children[i].key))
            slot = (slot + 1) & (size - 1);
        if (table[slot])
            name_duplicate(b, map, &map->children[i], &map->children[table[slot] - 1]);
        else
            table[slot] = (uint32_t)(i + 1);
    }
}

static void find_duplicates(struct build *b, struct yaml_node *map)
{
    if (map->n_children > 16) {
        find_duplicates_by_hash(b, map);
        return;
    }
    for (size_t i = 1; i < map->n_children; i++) {
        for (size_t j = 0; j < i; j++) {
            if (slice_eq(map->children[i].key, map->children[j].key)) {
                name_duplicate(b, map, &map->children[i], &map->children[j]);
                break;
            }
        }
    }
}

static bool read_collection(struct build *b, struct fy_event *event, struct yaml_node *node)
{
    bool is_map = event->type == FYET_MAPPING_START;
    size_t at = mark_offset(b, fy_event_start_mark(event));
    char open = is_map ? '{' : '[';
    bool flow = byte_at(b, at) == open;
    node->kind = is_map ? YAML_MAP : YAML_LIST;
    if (b->depth >= LIMIT_YAML_DEPTH) {
        DIAG(b->diags, pos_at(b, at), YAML_DEEP, arena_format(b->arena, "%d", LIMIT_YAML_DEPTH));
        return false;
    }
    b->flow[b->depth++] = flow ? at : SIZE_MAX;
    bool good = is_map ? read_map(b, node, flow) : read_list(b, node);
    if (!good)
        return false;
    b->depth--;
    if (is_map)
        find_duplicates(b, node);
    return true;
}

static bool read_value(struct build *b, struct fy_event *event, struct yaml_node *node)
{
    const struct fy_mark *mark = fy_event_start_mark(event);
    bool placed = mark && mark->line >= 0;
    if (++b->n_nodes > b->most_nodes) {
        DIAG(b->diags, pos_at(b, placed ? mark_offset(b, mark) : b->last), YAML_LARGE,
             arena_format(b->arena, "%zu", b->most_nodes));
        return false;
    }
    node->pos = placed ? pos_at(b, mark_offset(b, mark)) : node->key.n ? node->key_pos : pos_at(b, b->last);
    if (has_properties(event))
        refuse_properties(b, event, node);
    switch (event->type) {
    case FYET_SCALAR:
        read_text(b, event, node);
        return true;
    case FYET_MAPPING_START:
    case FYET_SEQUENCE_START:
        return read_collection(b, event, node);
    default:
        node->kind = YAML_NULL; // an alias
        return true;
    }
}

static struct yaml_node *read_stream(struct build *b)
{
    struct yaml_node *root = NULL;
    int documents = 0;
    struct fy_event *event;
    while ((event = next_event(b))) {
        bool good = true;
        if (event->type == FYET_DOCUMENT_START && ++documents > 1) {
            DIAG(b->diags, pos_at(b, mark_offset(b, fy_event_start_mark(event))), YAML_SECOND);
            good = false;
        } else if (event->type == FYET_SCALAR || event->type == FYET_MAPPING_START ||
                   event->type == FYET_SEQUENCE_START || event->type == FYET_ALIAS) {
            root = ARENA_NEW(b->arena, struct yaml_node);
            if (!read_value(b, event, root)) {
                root = NULL;
                good = false;
            }
        }
        fy_parser_event_free(b->parser, event);
        if (!good)
            break;
    }
    if (root && root->kind == YAML_NULL && !root->bad)
        return NULL;
    return root;
}

struct yaml_node *yaml_read(const struct source_text *source, size_t from, size_t to, struct arena *arena,
                            struct diags *diags)
{
    if (to > source->text.n)
        to = source->text.n;
    if (from >= to)
        return NULL;
    // Of many items each has its own front matter.
    bool whole = from == 0 && to == source->text.n;
    struct yaml_node pending[PENDING_ON_STACK];
    struct build b = {.source = source,
                      .from = from,
                      .to = to,
                      .arena = arena,
                      .diags = diags,
                      .last = from,
                      .most_nodes = whole ? LIMIT_YAML_NODES : LIMIT_YAML_FIELDS,
                      .pending = pending,
                      .pending_capacity = PENDING_ON_STACK};
    struct fy_diag_cfg diag_cfg;
    fy_diag_cfg_default(&diag_cfg);
    diag_cfg.fp = NULL; // never to standard error
    diag_cfg.level = FYET_ERROR;
    struct fy_diag *collected = fy_diag_create(&diag_cfg);
    if (!collected)
        kassert_no_memory();
    fy_diag_set_collect_errors(collected, true);
    struct fy_parse_cfg cfg = {.flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_DEFAULT_VERSION_1_2 |
                                        FYPCF_JSON_NONE | FYPCF_ALLOW_DUPLICATE_KEYS,
                               .diag = collected};
    b.parser = fy_parser_create(&cfg);
    if (!b.parser || fy_parser_set_string(b.parser, source->text.p + from, to - from) != 0)
        kassert_no_memory();
    struct yaml_node *root = read_stream(&b);
    void *each = NULL;
    const struct fy_diag_error *error = fy_diag_errors_iterate(collected, &each);
    if (error) {
        size_t open = b.depth > 0 ? b.flow[b.depth - 1] : SIZE_MAX;
        if (!b.refused)
            yaml_name_syntax(source, from, to, open, error, diags);
        root = NULL;
    }
    fy_parser_destroy(b.parser);
    fy_diag_destroy(collected);
    return root;
}

struct yaml_node *yaml_get(struct yaml_node *map, const char *key)
{
    if (!map || map->kind != YAML_MAP)
        return NULL;
    struct slice name = slice_of(key);
    for (size_t i = 0; i < map->n_children; i++) {
        if (slice_eq(map->children[i].key, name)) {
            map->children[i].used = true;
            return &map->children[i];
        }
    }
    return NULL;
}

void yaml_unused(struct yaml_node *map, const char *const *known, struct diags *diags)
{
    if (!map || map->kind != YAML_MAP)
        return;
    for (size_t i = 0; i < map->n_children; i++) {
        const struct yaml_node *child = &map->children[i];
        if (child->used)
            continue;
        // Past the cap nobody sees the text, and a hostile map has many keys.
        struct slice near = diags->count < LIMIT_DIAGS ? suggest_from(child->key, known) : SLICE_NONE;
        if (near.n)
            DIAG(diags, child->key_pos, UNKNOWN_KEY_NEAR, child->key, near);
        else
            DIAG(diags, child->key_pos, UNKNOWN_KEY, child->key);
    }
}

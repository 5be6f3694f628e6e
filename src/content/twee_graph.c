// SPDX-License-Identifier: MIT
// Where the links of a story lead: a child who follows any path must come to help.
#include "content/twee.h"

#include "base/hash.h"
#include "content/suggest.h"

struct twee_names twee_names_make(const struct twee_passage *passages, size_t n, struct arena *arena)
{
    struct twee_names names = {.passages = passages, .n_slots = 16};
    while (names.n_slots < n * 2)
        names.n_slots *= 2;
    names.slots = ARENA_ARRAY(arena, names.n_slots, uint32_t);
    for (size_t i = 0; i < n; i++) {
        size_t slot = hash_slice(HASH_START, passages[i].name) & (names.n_slots - 1);
        while (names.slots[slot] && !slice_eq(passages[names.slots[slot] - 1].name, passages[i].name))
            slot = (slot + 1) & (names.n_slots - 1);
        if (!names.slots[slot])
            names.slots[slot] = (uint32_t)i + 1;
    }
    return names;
}

size_t twee_names_find(const struct twee_names *names, struct slice name)
{
    size_t slot = hash_slice(HASH_START, name) & (names->n_slots - 1);
    for (; names->slots[slot]; slot = (slot + 1) & (names->n_slots - 1))
        if (slice_eq(names->passages[names->slots[slot] - 1].name, name))
            return names->slots[slot] - 1;
    return SIZE_MAX;
}

struct graph {
    struct twee_reader *reader;
    const struct twee_passage *passages;
    size_t n;
    struct twee_names names;
    uint32_t *edges; // of passage i: edges[first[i]] to edges[first[i + 1]], the passages it links to
    size_t *first;
    bool *lost; // a dead link: where it would lead isn't known
};

// " (did you mean ...)" would need a text for each language; a name alone needs none.
static struct slice hint(struct graph *graph, struct slice name)
{
    struct suggest suggest = suggest_for(name);
    for (size_t i = 0; i < graph->n && i < LIMIT_PASSAGES; i++)
        suggest_offer(&suggest, graph->passages[i].name);
    if (suggest.best.n == 0)
        return SLICE_NONE;
    return arena_format(graph->reader->arena, ": %.*s", SLICE_ARG(suggest.best));
}

static void find_edges(struct graph *graph)
{
    size_t total = 0, n = 0, dead = 0;
    for (size_t i = 0; i < graph->n; i++)
        total += graph->passages[i].n_links;
    graph->edges = ARENA_ARRAY(graph->reader->arena, total + 1, uint32_t);
    graph->first = ARENA_ARRAY(graph->reader->arena, graph->n + 1, size_t);
    for (size_t i = 0; i < graph->n; i++) {
        graph->first[i] = n;
        for (size_t j = 0; j < graph->passages[i].n_links; j++) {
            const struct twee_link *link = &graph->passages[i].links[j];
            size_t to = twee_names_find(&graph->names, link->to);
            if (to != SIZE_MAX) {
                graph->edges[n++] = (uint32_t)to;
                continue;
            }
            graph->lost[i] = true;
            DIAG(graph->reader->diags, link->pos, TWEE_LINK_DEAD, link->to,
                 dead++ < LIMIT_DIAGS ? hint(graph, link->to) : SLICE_NONE);
        }
    }
    graph->first[graph->n] = n;
}

// Marks everything that can be reached from what is already marked, along first/edges.
static void spread(struct arena *arena, const size_t *first, const uint32_t *edges, size_t n, bool *marked)
{
    uint32_t *queue = ARENA_ARRAY(arena, n + 1, uint32_t);
    size_t head = 0, tail = 0;
    for (size_t i = 0; i < n; i++)
        if (marked[i])
            queue[tail++] = (uint32_t)i;
    while (head < tail) {
        uint32_t at = queue[head++];
        for (size_t e = first[at]; e < first[at + 1]; e++) {
            if (!marked[edges[e]]) {
                marked[edges[e]] = true;
                queue[tail++] = edges[e];
            }
        }
    }
}

// The same edges, from end to beginning.
static void turn_around(const struct graph *graph, size_t **first, uint32_t **edges)
{
    struct arena *arena = graph->reader->arena;
    size_t n = graph->n, total = graph->first[n];
    size_t *next = ARENA_ARRAY(arena, n + 2, size_t);
    *first = ARENA_ARRAY(arena, n + 1, size_t);
    *edges = ARENA_ARRAY(arena, total + 1, uint32_t);
    for (size_t e = 0; e < total; e++)
        next[graph->edges[e] + 1]++;
    for (size_t i = 0; i < n; i++)
        next[i + 1] += next[i];
    for (size_t i = 0; i <= n; i++)
        (*first)[i] = next[i];
    for (size_t i = 0; i < n; i++)
        for (size_t e = graph->first[i]; e < graph->first[i + 1]; e++)
            (*edges)[next[graph->edges[e]]++] = (uint32_t)i;
}

// Ends without help, and passages whose every path goes round in a circle.
static void judge_ends(struct graph *graph, const bool *reached)
{
    struct twee_reader *reader = graph->reader;
    bool *leads = ARENA_ARRAY(reader->arena, graph->n + 1, bool);
    for (size_t i = 0; i < graph->n; i++) {
        const struct twee_passage *passage = &graph->passages[i];
        bool ends = passage->n_links == 0;
        if (ends && !passage->help && !reader->hidden)
            DIAG(reader->diags, passage->pos, TWEE_END, passage->name);
        leads[i] = ends || passage->help || graph->lost[i]; // what was just named isn't named twice
    }
    size_t *first;
    uint32_t *edges;
    turn_around(graph, &first, &edges);
    spread(reader->arena, first, edges, graph->n, leads);
    for (size_t i = 0; i < graph->n; i++)
        if (reached[i] && !leads[i] && !reader->hidden)
            DIAG(reader->diags, graph->passages[i].pos, TWEE_LOOP, graph->passages[i].name);
}

void twee_graph_judge(struct twee_reader *reader, const struct twee_passage *passages, size_t n, size_t start)
{
    struct graph graph = {.reader = reader, .passages = passages, .n = n};
    graph.names = twee_names_make(passages, n, reader->arena);
    graph.lost = ARENA_ARRAY(reader->arena, n + 1, bool);
    bool *reached = ARENA_ARRAY(reader->arena, n + 1, bool);
    size_t errors = reader->diags->errors;
    find_edges(&graph);
    bool whole = start < n && !reader->hidden && reader->diags->errors == errors;
    if (start < n)
        reached[start] = true;
    spread(reader->arena, graph.first, graph.edges, n, reached);
    for (size_t i = 0; whole && i < n; i++)
        if (!reached[i])
            DIAG(reader->diags, passages[i].pos, TWEE_UNREACHABLE, passages[i].name);
    judge_ends(&graph, reached);
}

// SPDX-License-Identifier: MIT
#include "content/loop.h"

#include "base/limits.h"
#include "content/suggest.h"

void loop_add_broken(struct loop_broken *broken, enum item_kind kind, struct slice id, struct arena *arena)
{
    *ARENA_PUSH(arena, broken->names, broken->n, broken->capacity) =
        arena_format(arena, "%s/%.*s", item_kind_name(kind), SLICE_ARG(id));
}

static bool is_broken(const struct loop_broken *broken, struct slice name)
{
    for (size_t i = 0; i < broken->n; i++)
        if (slice_eq(broken->names[i], name))
            return true;
    return false;
}

static bool parse_kind(struct slice s, enum item_kind *out)
{
    for (int i = 0; i < ITEM_KIND_COUNT; i++) {
        if (slice_is(s, item_kind_name((enum item_kind)i))) {
            *out = (enum item_kind)i;
            return true;
        }
    }
    return false;
}

static const struct item *find_item(const struct pack *pack, enum item_kind kind, struct slice id)
{
    size_t low = 0, high = pack->n_items;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct item *item = &pack->items[middle];
        int order = item->kind != kind ? (item->kind < kind ? -1 : 1) : slice_cmp(item->id, id);
        if (order == 0)
            return item;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static void name_unknown(const struct pack *pack, struct slice name, struct pos pos, struct arena *arena,
                         struct diags *diags)
{
    struct suggest suggest = suggest_for(name);
    suggest_offer(&suggest, SLICE("help"));
    for (size_t i = 0; i < pack->n_items && pack->n_items <= 1000 && diags->count < LIMIT_DIAGS; i++) {
        const struct item *item = &pack->items[i];
        suggest_offer(&suggest,
                      arena_format(arena, "%s/%.*s", item_kind_name(item->kind), SLICE_ARG(item->id)));
    }
    if (suggest.best.n)
        DIAG(diags, pos, LOOP_UNKNOWN_NEAR, name, suggest.best);
    else
        DIAG(diags, pos, LOOP_UNKNOWN, name);
}

// But the neutral one, which says nothing on purpose: a pack that wants it in the loop names it.
static void every_message(struct arena *arena, struct pack *pack)
{
    struct loop_entry *loop = ARENA_ARRAY(arena, pack->n_items, struct loop_entry);
    for (size_t i = 0; i < pack->n_items && pack->items[i].kind == ITEM_MESSAGE; i++)
        if (!pack->items[i].neutral)
            loop[pack->n_loop++].item = &pack->items[i];
    pack->loop = loop;
}

void loop_resolve(const struct loop_names *names, const struct loop_broken *broken, struct arena *arena,
                  struct diags *diags, struct pack *pack)
{
    if (!names->given) {
        every_message(arena, pack);
        return;
    }
    struct loop_entry *loop = ARENA_ARRAY(arena, names->n, struct loop_entry);
    for (size_t i = 0; i < names->n; i++) {
        struct slice kind_name, id;
        enum item_kind kind;
        const struct item *item = NULL;
        bool help = slice_is(names->names[i], "help");
        if (!help && slice_cut(names->names[i], '/', &kind_name, &id) && parse_kind(kind_name, &kind))
            item = find_item(pack, kind, id);
        if (help || item)
            loop[pack->n_loop++].item = item;
        else if (!is_broken(broken, names->names[i]))
            name_unknown(pack, names->names[i], names->places[i], arena, diags);
    }
    pack->loop = loop;
}

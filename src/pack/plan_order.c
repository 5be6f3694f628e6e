// SPDX-License-Identifier: MIT
#include "pack/plan_order.h"

#include "pack/plan.h"

struct names {
    struct slice *ids, *names;
    size_t n;
};

static struct names make(size_t room, struct arena *arena)
{
    return (struct names){ARENA_ARRAY(arena, room + 1, struct slice),
                          ARENA_ARRAY(arena, room + 1, struct slice), 0};
}

static void add(struct names *list, struct slice id, struct slice name)
{
    list->ids[list->n] = id;
    list->names[list->n++] = name.n ? name : id;
}

static struct slice join(const struct names *list, struct arena *arena)
{
    struct slice all = SLICE_NONE;
    for (size_t i = 0; i < list->n; i++)
        all =
            i ? arena_format(arena, "%.*s, %.*s", SLICE_ARG(all), SLICE_ARG(list->names[i])) : list->names[0];
    return all;
}

static struct plan_order compare(const struct names *before, const struct names *after, struct arena *arena)
{
    bool same = before->n == after->n;
    for (size_t i = 0; same && i < after->n; i++)
        same = slice_eq(before->ids[i], after->ids[i]);
    return same ? (struct plan_order){SLICE_NONE, SLICE_NONE}
                : (struct plan_order){join(before, arena), join(after, arena)};
}

// ---- Channels ----

static bool brings(const struct pack *pack, const struct channel *channel)
{
    for (uint16_t i = 0; i < pack->n_channels; i++)
        if (!pack->channels[i].borrowed && slice_eq(pack->channels[i].id, channel->id))
            return true;
    return false;
}

static struct names channels_of(const struct pack *pack, const struct pack *other, struct arena *arena)
{
    struct names list = make(pack->n_channels, arena);
    for (uint16_t i = 0; i < pack->n_channels; i++) {
        const struct channel *channel = &pack->channels[i];
        if (!channel->borrowed && brings(other, channel))
            add(&list, channel->id, plan_text(pack, channel->name, "es"));
    }
    return list;
}

struct plan_order plan_order_channels(const struct pack *before, const struct pack *after,
                                      struct arena *arena)
{
    struct names old = channels_of(before, after, arena), now = channels_of(after, before, arena);
    return compare(&old, &now, arena);
}

// ---- Posters ----

static bool has(const struct pack *pack, const struct item *item)
{
    for (size_t i = 0; i < pack->n_items; i++)
        if (pack->items[i].kind == item->kind && slice_eq(pack->items[i].id, item->id))
            return true;
    return false;
}

static bool asks_for_help(const struct pack *pack)
{
    bool found = false;
    for (size_t i = 0; i < pack->n_loop; i++)
        found = found || !pack->loop[i].item;
    return found;
}

static struct names loop_of(const struct pack *pack, const struct pack *other, bool help, struct arena *arena)
{
    struct names list = make(pack->n_loop, arena);
    for (size_t i = 0; i < pack->n_loop; i++) {
        const struct item *item = pack->loop[i].item;
        if (item ? !has(other, item) : !help)
            continue;
        struct slice id =
            item ? arena_format(arena, "%s/%.*s", item_kind_name(item->kind), SLICE_ARG(item->id))
                 : SLICE("help");
        add(&list, id, item ? plan_item(item, item).es : SLICE("Ayuda"));
    }
    return list;
}

struct plan_order plan_order_loop(const struct pack *before, const struct pack *after, struct arena *arena)
{
    // The help poster is the program's: that it comes is no change of what stays.
    bool help = asks_for_help(before);
    struct names old = loop_of(before, after, help, arena), now = loop_of(after, before, help, arena);
    return compare(&old, &now, arena);
}

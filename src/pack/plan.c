// SPDX-License-Identifier: MIT
#include "pack/plan.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "content/names.h"
#include "content/paths.h"
#include "pack/plan_channel.h"
#include "pack/plan_order.h"
#include "pack/plan_pieces.h"

struct building {
    const struct plan_side *before, *after;
    struct arena *arena;
    struct plan_change *changes;
    size_t n, room;
};

struct slice plan_text(const struct pack *pack, const struct slice *texts, const char *tag)
{
    uint16_t lang = tag_match(pack->langs, pack->n_langs, slice_of(tag));
    return pack->n_langs && texts ? texts[lang == NO_INDEX ? 0 : lang] : SLICE_NONE;
}

static struct plan_change *add(struct building *b, enum plan_what what, const char *kind, struct slice id)
{
    struct plan_change *change = ARENA_PUSH(b->arena, b->changes, b->n, b->room);
    *change = (struct plan_change){.what = what, .kind = kind, .id = id};
    return change;
}

// ---- Channels ----

static const struct channel *find_channel(const struct pack *pack, struct slice id)
{
    for (uint16_t i = 0; pack && i < pack->n_channels; i++)
        if (!pack->channels[i].borrowed && slice_eq(pack->channels[i].id, id))
            return &pack->channels[i];
    return NULL;
}

static struct plan_change *add_channel(struct building *b, enum plan_what what, const struct channel *channel)
{
    struct plan_change *change = add(b, what, "channel", channel->id);
    change->es = plan_text(channel->pack, channel->name, "es");
    change->en = plan_text(channel->pack, channel->name, "en");
    return change;
}

// "FIELD: text"; a value stands alone.
static struct slice named(struct building *b, size_t field, struct slice text)
{
    const char *name = plan_field_name(field);
    return field == 0 || text.n == 0 ? text : arena_format(b->arena, "%s: %.*s", name, SLICE_ARG(text));
}

// As many changes as it takes to show all of it.
static void tell_field(struct building *b, enum plan_what what, const struct channel *channel, size_t field,
                       struct slice before, struct slice after)
{
    struct plan_pieces pieces = plan_pieces(before, after);
    while (plan_next_piece(&pieces, b->arena, &before, &after)) {
        struct plan_change *change = add_channel(b, what, channel);
        change->before = named(b, field, before);
        change->after = named(b, field, after);
    }
}

static void compare_field(struct building *b, const struct channel *before, const struct channel *after,
                          size_t field)
{
    struct slice old = plan_field(before, field, b->arena), now = plan_field(after, field, b->arena);
    if (!slice_eq(old, now))
        tell_field(b, PLAN_ALTERED, after, field, old, now);
}

// Its value, which is dialled or opened, or how it is reached.
static struct plan_change *tell_value(struct building *b, enum plan_what what, const struct channel *channel)
{
    size_t first = b->n;
    struct slice value = channel->value;
    bool comes = what == PLAN_ADDED;
    size_t field = value.n ? 0 : plan_field_how();
    if (field > 0)
        value = plan_field(channel, field, b->arena);
    tell_field(b, what, channel, field, comes ? SLICE_NONE : value, comes ? value : SLICE_NONE);
    return &b->changes[first];
}

static void tell_added(struct building *b, const struct channel *channel)
{
    tell_value(b, PLAN_ADDED, channel)->facts = plan_facts(channel, b->arena);
    for (size_t field = 1; plan_field_name(field); field++) {
        struct slice text = plan_is_text(channel, field) ? plan_field(channel, field, b->arena) : SLICE_NONE;
        if (text.n)
            tell_field(b, PLAN_ADDED, channel, field, SLICE_NONE, text);
    }
}

static void compare_channels(struct building *b)
{
    const struct pack *before = b->before->pack, *after = b->after->pack;
    for (uint16_t i = 0; after && i < after->n_channels; i++) {
        const struct channel *now = &after->channels[i], *old = find_channel(before, now->id);
        if (now->borrowed)
            continue;
        if (!old)
            tell_added(b, now);
        for (size_t field = 0; old && plan_field_name(field); field++)
            compare_field(b, old, now, field);
    }
    for (uint16_t i = 0; before && i < before->n_channels; i++) {
        const struct channel *old = &before->channels[i];
        if (!old->borrowed && !find_channel(after, old->id))
            tell_value(b, PLAN_REMOVED, old);
    }
}

// ---- Items ----

static int order(const void *left, const void *right)
{
    const struct item *a = *(const struct item *const *)left, *b = *(const struct item *const *)right;
    return a->kind != b->kind ? (int)a->kind - (int)b->kind : slice_cmp(a->id, b->id);
}

static const struct item **sorted_items(const struct pack *pack, struct arena *arena)
{
    size_t n = pack ? pack->n_items : 0;
    const struct item **items = ARENA_ARRAY(arena, n + 1, const struct item *); // a NULL behind them
    for (size_t i = 0; i < n; i++)
        items[i] = &pack->items[i];
    if (n > 1)
        // NOLINTNEXTLINE(bugprone-sizeof-expression): they are pointers that are sorted.
        qsort(items, n, sizeof *items, order);
    return items;
}

static bool is_same_file(const struct building *b, struct slice path)
{
    const struct manifest_file *old = manifest_find(&b->before->manifest, path);
    const struct manifest_file *now = manifest_find(&b->after->manifest, path);
    return old && now ? memcmp(old->sha256, now->sha256, MANIFEST_HASH) == 0 : !old && !now;
}

static bool has_same_pictures(const struct building *b, const struct item *item)
{
    bool same = !item->picture || is_same_file(b, item->picture->path);
    for (uint16_t i = 0; item->kind == ITEM_QUIZ && i < item->quiz.n_questions; i++) {
        const struct picture *picture = item->quiz.questions[i].picture;
        same = same && (!picture || is_same_file(b, picture->path));
    }
    return same;
}

static bool is_same_item(const struct building *b, const struct item *item)
{
    const struct pack *after = b->after->pack, *before = b->before->pack;
    const struct path_kind *kind = &path_kinds[item->kind];
    bool same = has_same_pictures(b, item);
    for (uint32_t i = 0; same && i < (uint32_t)after->n_langs + before->n_langs; i++) {
        struct slice tag = i < after->n_langs ? after->langs[i] : before->langs[i - after->n_langs];
        struct slice path = arena_format(b->arena, "%s/%.*s.%.*s%s", kind->folder, SLICE_ARG(item->id),
                                         SLICE_ARG(tag), kind->ending);
        struct slice sound =
            arena_format(b->arena, "sounds/%.*s.%.*s.wav", SLICE_ARG(item->id), SLICE_ARG(tag));
        same = is_same_file(b, path) && (item->kind != ITEM_MESSAGE || is_same_file(b, sound));
    }
    return same;
}

static struct slice rich_text(const struct pack *pack, const struct rich *titles, const char *tag)
{
    uint16_t lang = tag_match(pack->langs, pack->n_langs, slice_of(tag));
    return titles[lang == NO_INDEX ? 0 : lang].text;
}

struct plan_change plan_item(const struct item *was, const struct item *is)
{
    const struct item *item = is ? is : was;
    return (struct plan_change){.what = !was  ? PLAN_ADDED
                                        : !is ? PLAN_REMOVED
                                              : PLAN_ALTERED,
                                .kind = item_kind_name(item->kind),
                                .id = item->id,
                                .es = rich_text(item->pack, item->title, "es"),
                                .en = rich_text(item->pack, item->title, "en"),
                                .was = was,
                                .is = is};
}

static void add_item(struct building *b, const struct item *was, const struct item *is)
{
    *ARENA_PUSH(b->arena, b->changes, b->n, b->room) = plan_item(was, is);
}

static void compare_items(struct building *b)
{
    const struct item **old = sorted_items(b->before->pack, b->arena),
                      **now = sorted_items(b->after->pack, b->arena);
    while (*old || *now) {
        int which = !*old ? 1 : !*now ? -1 : order(old, now);
        if (which != 0 || !is_same_item(b, *now))
            add_item(b, which <= 0 ? *old : NULL, which >= 0 ? *now : NULL);
        old += which <= 0;
        now += which >= 0;
    }
}

// ---- The pack ----

static bool speaks(const struct pack *pack, struct slice tag)
{
    for (uint16_t i = 0; pack && i < pack->n_langs; i++)
        if (slice_eq(pack->langs[i], tag))
            return true;
    return false;
}

static void compare_languages(struct building *b)
{
    const struct pack *before = b->before->pack, *after = b->after->pack;
    for (uint16_t i = 0; after && i < after->n_langs; i++)
        if (!speaks(before, after->langs[i]))
            add(b, PLAN_ADDED, "language", after->langs[i]);
    for (uint16_t i = 0; before && i < before->n_langs; i++)
        if (!speaks(after, before->langs[i]))
            add(b, PLAN_REMOVED, "language", before->langs[i]);
}

// Of the whole pack: as many changes as it takes.
static void tell_whole(struct building *b, const char *kind, const char *field, struct slice before,
                       struct slice after)
{
    const struct pack *pack = b->after->pack;
    struct plan_pieces pieces = plan_pieces(before, after);
    if (slice_eq(before, after))
        return;
    while (plan_next_piece(&pieces, b->arena, &before, &after)) {
        struct plan_change *change = add(b, b->before->pack ? PLAN_ALTERED : PLAN_ADDED, kind, pack->id);
        change->es = plan_text(pack, pack->title, "es");
        change->en = plan_text(pack, pack->title, "en");
        if (before.n)
            change->before = arena_format(b->arena, "%s: %.*s", field, SLICE_ARG(before));
        if (after.n)
            change->after = arena_format(b->arena, "%s: %.*s", field, SLICE_ARG(after));
    }
}

static void compare_order(struct building *b)
{
    const struct pack *before = b->before->pack, *after = b->after->pack;
    if (!before || !after)
        return;
    struct plan_order channels = plan_order_channels(before, after, b->arena);
    struct plan_order loop = plan_order_loop(before, after, b->arena);
    tell_whole(b, "channel", "order", channels.before, channels.after);
    tell_whole(b, "pack", "loop", loop.before, loop.after);
}

static struct slice day(const struct pack *pack, struct arena *arena)
{
    return pack && date_is_set(pack->valid_until) ? date_text(pack->valid_until, arena) : SLICE_NONE;
}

// What it is called, by whom it is, and until when it may be shown. What comes says the first two elsewhere.
static void compare_head(struct building *b)
{
    const struct pack *before = b->before->pack, *after = b->after->pack;
    for (uint16_t i = 0; before && after && i < after->n_langs; i++)
        if (speaks(before, after->langs[i])) {
            const char *tag = arena_copy(b->arena, after->langs[i]).p;
            tell_whole(b, "pack", "title", plan_text(before, before->title, tag), after->title[i]);
        }
    if (before && after)
        tell_whole(b, "pack", "publisher", before->publisher, after->publisher);
    if (after)
        tell_whole(b, "pack", "valid_until", day(before, b->arena), day(after, b->arena));
}

static void compare_pack(struct building *b)
{
    const struct pack *before = b->before->pack, *after = b->after->pack;
    const struct pack *named = after ? after : before;
    if (!named)
        return;
    enum plan_what what = !before ? PLAN_ADDED : !after ? PLAN_REMOVED : PLAN_ALTERED;
    struct plan_change *change = add(b, what, "pack", named->id);
    change->es = plan_text(named, named->title, "es");
    change->en = plan_text(named, named->title, "en");
    if (before)
        change->before = arena_format(b->arena, "%" PRIu64, before->version);
    if (after)
        change->after = arena_format(b->arena, "%" PRIu64, after->version);
}

struct plan plan_build(const struct plan_side *before, const struct plan_side *after, struct arena *arena)
{
    struct building b = {.before = before, .after = after, .arena = arena};
    compare_channels(&b);
    compare_items(&b);
    compare_languages(&b);
    compare_order(&b);
    compare_head(&b);
    compare_pack(&b);
    return (struct plan){b.changes, b.n};
}

// SPDX-License-Identifier: MIT
#include "content/pack.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "content/channels.h"
#include "content/items.h"
#include "content/loop.h"
#include "content/pack_yaml.h"
#include "content/paths.h"
#include "content/sounds.h"
#include "content/stray.h"
#include "content/words.h"

#define PICTURE_HEAD (64 * 1024)

uint64_t pack_wants(struct slice path)
{
    switch (path_place(path)) {
    case PLACE_PACK:
    case PLACE_CHANNELS:
    case PLACE_MESSAGE:
    case PLACE_QUIZ:
    case PLACE_STORY:
    case PLACE_WORDS:
        return LIMIT_TEXT_FILE;
    case PLACE_PICTURE:
        return slice_ends(path, SLICE(".svg")) ? LIMIT_SVG_FILE : PICTURE_HEAD;
    case PLACE_SOUND:
        return SOUND_HEAD;
    default:
        return 0;
    }
}

uint64_t pack_cap(struct slice path)
{
    switch (path_place(path)) {
    case PLACE_PICTURE:
        return slice_ends(path, SLICE(".svg")) ? LIMIT_SVG_FILE : LIMIT_PICTURE_FILE;
    case PLACE_SOUND:
        return LIMIT_SOUND_FILE;
    case PLACE_IGNORED:
    case PLACE_NOWHERE:
        return LIMIT_PICTURE_FILE; // never opened
    default:
        return LIMIT_TEXT_FILE;
    }
}

struct reading {
    const struct tree *tree;
    struct arena *arena;
    struct diags *diags;
    struct pack *pack;
    struct pictures pictures;
    struct borrow borrow;
    size_t items_capacity;
    const struct words **words; // [n_langs]
    struct loop_broken broken;
};

static uint16_t lang_index(const struct pack *pack, struct slice tag)
{
    for (uint16_t i = 0; i < pack->n_langs; i++)
        if (slice_eq(pack->langs[i], tag))
            return i;
    return NO_INDEX;
}

static struct pos entry_pos(const struct reading *r, const struct tree_entry *entry)
{
    return stray_pos(r->tree, entry, r->arena);
}

static enum item_kind kind_of(enum place place)
{
    return place == PLACE_MESSAGE ? ITEM_MESSAGE : place == PLACE_QUIZ ? ITEM_QUIZ : ITEM_STORY;
}

// Reads the files of the item that begins at entry `at` (its languages stand side by side); returns the entry
// behind them.
static size_t read_item(struct reading *r, size_t at, enum place place)
{
    const struct tree_entry *files[LIMIT_LANGUAGES] = {0};
    const struct item_reader reader = {r->tree, r->pack, &r->borrow, &r->pictures, r->arena, r->diags};
    struct slice id, tag, other;
    path_id_and_tag(r->tree->entries[at].path, &id, &tag);
    bool any = false;
    for (; at < r->tree->count && path_place(r->tree->entries[at].path) == place; at++) {
        const struct tree_entry *entry = &r->tree->entries[at];
        path_id_and_tag(entry->path, &other, &tag);
        if (!slice_eq(id, other))
            break;
        uint16_t lang = lang_index(r->pack, tag);
        if (lang == NO_INDEX) {
            DIAG(r->diags, entry_pos(r, entry), LANGUAGE_UNLISTED, tag);
            continue;
        }
        files[lang] = entry;
        any = true;
    }
    if (!any)
        return at;
    if (r->pack->n_items >= LIMIT_ITEMS) {
        DIAG(r->diags, ((struct pos){.path = r->tree->root}), PACK_TOO_MANY_ITEMS,
             arena_format(r->arena, "%d", LIMIT_ITEMS));
        return r->tree->count;
    }
    struct item *item = ARENA_PUSH(r->arena, r->pack->items, r->pack->n_items, r->items_capacity);
    if (!item_read(&reader, kind_of(place), id, files, item)) {
        r->pack->n_items--;
        r->pack->n_unread++;
        loop_add_broken(&r->broken, kind_of(place), id, r->arena);
    }
    return at;
}

static void read_words(struct reading *r, const struct tree_entry *entry)
{
    struct slice tag, rest;
    struct source_text source;
    slice_cut(path_name(entry->path), '.', &tag, &rest);
    if (lang_index(r->pack, tag) == NO_INDEX) {
        DIAG(r->diags, entry_pos(r, entry), LANGUAGE_UNLISTED, tag);
        return;
    }
    if (slice_is(tag, "es") || slice_is(tag, "en")) {
        DIAG(r->diags, entry_pos(r, entry), WORDS_OWN, tag);
        return;
    }
    if (!source_open(r->tree, entry, r->arena, r->diags, &source))
        return;
    const struct words *words = words_read(&source, tag, r->arena, r->diags);
    if (words) {
        r->words[r->pack->n_words++] = words; // one at most for each of the pack's languages
        r->pack->words = r->words;
    }
}

static void read_entries(struct reading *r)
{
    size_t at = 0;
    while (at < r->tree->count) {
        const struct tree_entry *entry = &r->tree->entries[at];
        enum place place = path_place(entry->path);
        switch (place) {
        case PLACE_MESSAGE:
        case PLACE_QUIZ:
        case PLACE_STORY:
            at = read_item(r, at, place);
            continue;
        case PLACE_WORDS:
            read_words(r, entry);
            break;
        case PLACE_SOUND:
            sound_read(r->tree, entry, r->pack, r->arena, r->diags);
            break;
        default:
            break;
        }
        at++;
    }
}

static int by_kind_and_id(const void *left, const void *right)
{
    const struct item *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return slice_cmp(a->id, b->id);
}

static bool read_pack_yaml(struct reading *r, struct loop_names *loop)
{
    struct source_text source;
    const struct tree_entry *entry = tree_find(r->tree, SLICE("pack.yaml"));
    if (!entry) {
        DIAG(r->diags, ((struct pos){.path = r->tree->root}), PACK_YAML_MISSING);
        return false;
    }
    return source_open(r->tree, entry, r->arena, r->diags, &source) &&
           pack_yaml_read(&source, r->arena, r->diags, r->pack, loop);
}

static void read_channels(struct reading *r)
{
    struct source_text source;
    const struct tree_entry *entry = tree_find(r->tree, SLICE("channels.yaml"));
    if (!entry)
        return;
    if (!source_open(r->tree, entry, r->arena, r->diags, &source))
        r->pack->channels_lost = true;
    else
        channels_read(&source, &r->pictures, r->arena, r->diags, r->pack);
}

// Last of all: a pack that is only begun in its second language has one of these for every item, and they
// must not fill the list before the errors.
static void name_missing_translations(const struct reading *r)
{
    for (size_t i = 0; i < r->pack->n_items; i++) {
        const struct item *item = &r->pack->items[i];
        for (uint16_t lang = 1; lang < r->pack->n_langs; lang++) {
            const struct path_kind *kind = &path_kinds[item->kind];
            if (item->langs_present & 1u << lang)
                continue;
            struct slice path = arena_format(r->arena, "%s/%.*s.%.*s%s", kind->folder, SLICE_ARG(item->id),
                                             SLICE_ARG(r->pack->langs[lang]), kind->ending);
            if (!tree_find(r->tree, path)) // else it was there, and named
                DIAG(r->diags, ((struct pos){.path = item->pos.path}), TRANSLATION_MISSING,
                     r->pack->langs[lang]);
        }
    }
}

struct pack *pack_read(const struct tree *tree, struct arena *arena, struct diags *diags)
{
    return pack_read_with(tree, NULL, 0, arena, diags);
}

struct pack *pack_read_with(const struct tree *tree, const struct pack *const *lenders, uint16_t n_lenders,
                            struct arena *arena, struct diags *diags)
{
    struct reading r = {.tree = tree, .arena = arena, .diags = diags, .pack = ARENA_NEW(arena, struct pack)};
    struct loop_names loop;
    r.pack->root = tree->root;
    r.borrow = (struct borrow){.pack = r.pack, .lenders = lenders, .n_lenders = n_lenders, .arena = arena};
    if (!read_pack_yaml(&r, &loop)) {
        // Of a folder that is no pack nothing is out of place.
        if (tree_find(tree, SLICE("pack.yaml")))
            stray_name_all(tree, arena, diags);
        return NULL;
    }
    r.words = ARENA_ARRAY(arena, r.pack->n_langs, const struct words *);
    pictures_init(&r.pictures, tree, arena, diags);
    read_channels(&r);
    read_entries(&r);
    if (r.pack->n_items > 1)
        qsort(r.pack->items, r.pack->n_items, sizeof *r.pack->items, by_kind_and_id);
    loop_resolve(&loop, &r.broken, arena, diags, r.pack);
    stray_name_all(tree, arena, diags);
    name_missing_translations(&r);
    return r.pack;
}

// SPDX-License-Identifier: MIT
#include "content/items.h"

#include "base/limits.h"
#include "content/channels.h"
#include "content/join.h"
#include "content/suggest.h"

static struct slice file_path(const struct item_reader *r, const struct tree_entry *file)
{
    if (r->tree->root.n == 0)
        return file->path;
    return arena_format(r->arena, "%.*s/%.*s", SLICE_ARG(r->tree->root), SLICE_ARG(file->path));
}

static bool read_file(const struct item_reader *r, enum item_kind kind, const struct tree_entry *file,
                      struct item_file *out)
{
    *out = (struct item_file){0};
    if (!source_open(r->tree, file, r->arena, r->diags, &out->source))
        return false;
    switch (kind) {
    case ITEM_MESSAGE:
        return markdown_read(&out->source, r->arena, r->diags, &out->markdown);
    case ITEM_QUIZ:
        return gift_read(&out->source, r->arena, r->diags, &out->gift);
    default:
        return twee_read(&out->source, r->arena, r->diags, &out->twee);
    }
}

static const struct item_fields *fields_of(enum item_kind kind, const struct item_file *file)
{
    return kind == ITEM_MESSAGE ? &file->markdown.fields
           : kind == ITEM_QUIZ  ? &file->gift.fields
                                : &file->twee.fields;
}

static const struct rich *title_of(enum item_kind kind, const struct item_file *file)
{
    return kind == ITEM_MESSAGE ? &file->markdown.title
           : kind == ITEM_QUIZ  ? &file->gift.title
                                : &file->twee.title;
}

static bool same_channels(const struct item_fields *a, const struct item_fields *b)
{
    if (a->n_channels != b->n_channels)
        return false;
    for (uint16_t i = 0; i < a->n_channels; i++)
        if (!slice_eq(a->channels[i], b->channels[i]))
            return false;
    return true;
}

// A translation that repeats the fields does no harm; one that says something else would be ignored in
// silence.
static void compare_fields(const struct item_reader *r, const struct item_fields *first,
                           const struct item_fields *other, struct pos pos)
{
    const char *differs = NULL;
    if (other->picture.n && !slice_eq(other->picture, first->picture))
        differs = "picture";
    else if (other->has_topic && (!first->has_topic || other->topic != first->topic))
        differs = "topic";
    else if (other->audience && other->audience != first->audience)
        differs = "audience";
    else if (other->has_channels && !same_channels(first, other))
        differs = "channels";
    else if (other->seconds && other->seconds != first->seconds)
        differs = "seconds";
    else if (other->neutral && !first->neutral)
        differs = "neutral";
    if (differs)
        DIAG(r->diags, pos, TRANSLATION_FIELD, slice_of(differs), r->pack->langs[0]);
}

static void name_unknown_channel(const struct item_reader *r, struct slice id, struct pos pos)
{
    struct suggest suggest = suggest_for(id);
    for (uint16_t i = 0; i < r->pack->n_channels && r->diags->count < LIMIT_DIAGS; i++)
        suggest_offer(&suggest, r->pack->channels[i].id);
    borrow_offer(r->borrow, &suggest);
    if (r->borrow->n_lenders > 0 && suggest.best.n)
        DIAG(r->diags, pos, CHANNEL_NOT_HERE_NEAR, id, suggest.best);
    else if (r->borrow->n_lenders > 0)
        DIAG(r->diags, pos, CHANNEL_NOT_HERE, id);
    else if (suggest.best.n)
        DIAG(r->diags, pos, CHANNEL_UNKNOWN_NEAR, id, suggest.best);
    else
        DIAG(r->diags, pos, CHANNEL_UNKNOWN, id);
}

static void resolve_channels(const struct item_reader *r, const struct item_fields *fields, struct item *out)
{
    out->channels = ARENA_ARRAY(r->arena, fields->n_channels, struct item_channel);
    for (uint16_t i = 0; i < fields->n_channels; i++) {
        uint16_t channel = channels_find(r->pack, fields->channels[i]);
        // What can't be read of channels.yaml may be the very one, with another value.
        if (channel == NO_INDEX && !r->pack->channels_lost)
            channel = borrow_channel(r->borrow, fields->channels[i]);
        if (channel == NO_INDEX) {
            // Whether it exists nobody knows before channels.yaml is mended; its own error says how.
            if (r->pack->channels_lost)
                out->channel_lost = true;
            else
                name_unknown_channel(r, fields->channels[i], fields->channel_pos[i]);
            out->left_out = true;
            continue;
        }
        out->channels[out->n_channels++] = (struct item_channel){.channel = channel};
    }
}

static void take_fields(const struct item_reader *r, const struct item_fields *fields, struct item *out)
{
    const uint8_t everybody = 1u << AUDIENCE_CHILDREN | 1u << AUDIENCE_TEENS | 1u << AUDIENCE_FAMILIES;
    out->topic = fields->has_topic ? fields->topic : TOPIC_REST;
    out->audience = fields->audience ? fields->audience : everybody;
    if (!fields->has_topic) {
        DIAG(r->diags, out->pos, TOPIC_MISSING);
        out->left_out = true;
    }
    if (!fields->audience)
        DIAG(r->diags, out->pos, AUDIENCE_MISSING);
    out->neutral = fields->neutral;
    out->seconds = fields->seconds ? fields->seconds : ITEM_SECONDS;
    resolve_channels(r, fields, out);
    if (fields->picture.n == 0)
        return;
    out->picture = pictures_find(r->pictures, fields->picture, fields->picture_pos);
    out->left_out = out->left_out || !out->picture;
}

static void take_texts(const struct item_reader *r, enum item_kind kind, const struct item_file *const *files,
                       struct item *out)
{
    uint16_t n = r->pack->n_langs;
    struct rich *titles = ARENA_ARRAY(r->arena, n, struct rich);
    struct slice *easy = ARENA_ARRAY(r->arena, n, struct slice),
                 *discuss = ARENA_ARRAY(r->arena, n, struct slice);
    const struct item_fields *first = fields_of(kind, files[0]);
    for (uint16_t i = 0; i < n; i++) {
        const struct item_fields *fields = fields_of(kind, files[i]);
        titles[i] = *title_of(kind, files[i]);
        easy[i] = fields->easy.n ? fields->easy : first->easy;
        discuss[i] = fields->discuss.n ? fields->discuss : first->discuss;
    }
    out->title = titles;
    out->easy = easy;
    out->discuss = discuss;
}

// Reads the translations into their places in `room`; where one isn't usable, the default language's file
// takes its place.
static void read_translations(const struct item_reader *r, enum item_kind kind,
                              const struct tree_entry *const *entries, struct item_file *room,
                              const struct item_file **files, struct item *out)
{
    for (uint16_t i = 1; i < r->pack->n_langs; i++) {
        files[i] = files[0];
        struct item_file *file = &room[i];
        if (!entries[i] || !read_file(r, kind, entries[i], file))
            continue;
        struct pos start = {file->source.path, 1, 1};
        compare_fields(r, fields_of(kind, files[0]), fields_of(kind, file), start);
        struct join join = {
            .arena = r->arena, .diags = r->diags, .path = file->source.path, .lang = r->pack->langs[0]};
        if (!join_is_same(&join, kind, files[0], file))
            continue;
        files[i] = file;
        out->langs_present |= (uint16_t)(1u << i);
    }
}

bool item_read(const struct item_reader *r, enum item_kind kind, struct slice id,
               const struct tree_entry *const *entries, struct item *out)
{
    struct item_file room[LIMIT_LANGUAGES];
    const struct item_file *files[LIMIT_LANGUAGES] = {0};
    *out = (struct item){.kind = kind, .id = id, .pack = r->pack};
    if (!entries[0]) {
        for (uint16_t i = 1; i < r->pack->n_langs; i++) {
            if (entries[i]) {
                DIAG(r->diags, ((struct pos){.path = file_path(r, entries[i])}), DEFAULT_MISSING,
                     r->pack->langs[0]);
                break;
            }
        }
        return false;
    }
    if (!read_file(r, kind, entries[0], &room[0]))
        return false;
    const struct item_file *first = files[0] = &room[0];
    out->langs_present = 1;
    out->pos = (struct pos){first->source.path, 1, 1};
    read_translations(r, kind, entries, room, files, out);
    take_fields(r, fields_of(kind, first), out);
    take_texts(r, kind, files, out);
    struct join join = {
        .arena = r->arena, .diags = r->diags, .pictures = r->pictures, .n_langs = r->pack->n_langs};
    if (!join_files(&join, kind, files, out))
        out->left_out = true;
    return true;
}

// SPDX-License-Identifier: MIT
#include "content/index.h"

#include "base/kassert.h"
#include <stdlib.h>
#include <string.h>

#include "base/checksum.h"
#include "base/hash.h"
#include "content/index_codec.h"
#include "content/names.h"
#include "content/words.h"

// The header: magic, fingerprint of the program, length of the front part, length of the bodies, and a sum
// over all of these and the front part; 8 bytes each, little-endian.
#define MAGIC "CHQINDEX"
enum { AT_FINGERPRINT = 8, AT_FRONT = 16, AT_BODIES = 24, AT_SUM = 32, HEADER_BYTES = INDEX_HEADER };

#define FORMAT 1 // to be raised when the bytes change and none of the sizes below does

// ---- The header ----

// Another program version may know other words and other topics, and judge by other rules.
static uint64_t fingerprint(void)
{
    static const char program[] = CHASQUI_VERSION;
    static const char words[] =
#define WORD(name, key, holes) key " " holes "\n"
#include "content/words.def"
#undef WORD
        ;
    const uint64_t numbers[] = {FORMAT,
                                TOPIC_COUNT,
                                AUDIENCE_COUNT,
                                NEED_COUNT,
                                CHANNEL_KIND_COUNT,
                                ITEM_KIND_COUNT,
                                sizeof(struct pack),
                                sizeof(struct channel),
                                sizeof(struct item),
                                sizeof(struct question),
                                sizeof(struct answer),
                                sizeof(struct passage),
                                sizeof(struct block)};
    uint64_t hash = hash_bytes(HASH_START, program, sizeof program);
    hash = hash_bytes(hash, words, sizeof words);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        hash = hash_u64(hash, numbers[i]);
    return hash;
}

static void put_u64(char *to, uint64_t value)
{
    for (int i = 0; i < 8; i++)
        to[i] = (char)(value >> 8 * i);
}

static uint64_t get_u64(const char *from)
{
    uint64_t value = 0;
    for (int i = 0; i < 8; i++)
        value |= (uint64_t)(unsigned char)from[i] << 8 * i;
    return value;
}

static uint64_t sum_of(struct slice bytes, size_t front)
{
    return checksum(slice_sub(bytes, HEADER_BYTES, front), checksum(slice_sub(bytes, 0, AT_SUM), 0));
}

static void put_header(char *bytes, size_t front, size_t bodies)
{
    const struct slice magic = SLICE(MAGIC);
    memcpy(bytes, magic.p, magic.n);
    put_u64(bytes + AT_FINGERPRINT, fingerprint());
    put_u64(bytes + AT_FRONT, front);
    put_u64(bytes + AT_BODIES, bodies);
    put_u64(bytes + AT_SUM, sum_of((struct slice){bytes, HEADER_BYTES + front + bodies}, front));
}

size_t index_front(struct slice header)
{
    if (header.n < HEADER_BYTES || !slice_starts(header, SLICE(MAGIC)) ||
        get_u64(header.p + AT_FINGERPRINT) != fingerprint())
        return 0;
    uint64_t front = get_u64(header.p + AT_FRONT);
    return front < SIZE_MAX - HEADER_BYTES ? HEADER_BYTES + (size_t)front : 0;
}

static bool header_is_good(struct slice bytes, size_t *front)
{
    size_t n = index_front(bytes);
    if (n == 0 || n > bytes.n || get_u64(bytes.p + AT_BODIES) != bytes.n - n)
        return false;
    *front = n - HEADER_BYTES;
    return get_u64(bytes.p + AT_SUM) == sum_of(bytes, *front);
}

void index_seal(char *bytes, size_t n)
{
    if (n < HEADER_BYTES)
        return;
    uint64_t front = get_u64(bytes + AT_FRONT), rest = n - HEADER_BYTES;
    front = front < rest ? front : rest;
    put_header(bytes, (size_t)front, (size_t)(rest - front));
}

// ---- The pack ----

static void code_tag(struct codec *c, struct slice *tag)
{
    *tag = codec_slice(c, *tag);
    codec_expect(c, name_is_tag(*tag));
}

static void code_picture(struct codec *c, struct picture *picture)
{
    picture->path = codec_slice(c, picture->path);
    picture->width = (uint32_t)codec_number(c, picture->width, UINT32_MAX);
    picture->height = (uint32_t)codec_number(c, picture->height, UINT32_MAX);
    codec_expect(c, picture->path.n > 0);
}

static void code_review(struct codec *c, struct review *review)
{
    review->role = codec_slice(c, review->role);
    review->by = codec_slice(c, review->by);
    review->date = codec_date(c, review->date);
}

static void code_words(struct codec *c, const struct words **each)
{
    struct words *words = codec_reads(c) ? ARENA_NEW(c->arena, struct words) : NULL;
    KASSERT(words || *each);
    struct slice tag = words ? SLICE_NONE : (*each)->tag;
    code_tag(c, &tag);
    for (size_t i = 0; i < WORD_COUNT; i++) {
        struct slice text = codec_slice(c, words ? SLICE_NONE : (*each)->text[i]);
        codec_expect(c, text.n > 0);
        if (words)
            words->text[i] = text;
    }
    if (words) {
        words->tag = tag;
        *each = words;
    }
}

static void code_languages(struct codec *c, struct pack *pack)
{
    pack->n_langs = c->n_langs = (uint16_t)codec_count(c, pack->n_langs, LIMIT_LANGUAGES, 1);
    codec_expect(c, pack->n_langs > 0);
    CODEC_ARRAY(c, pack->langs, pack->n_langs, struct slice, code_tag);
    if (codec_reads(c))
        c->no_texts = ARENA_ARRAY(c->arena, pack->n_langs, struct slice);
}

static void code_pictures(struct codec *c)
{
    size_t n = c->gathers ? 0 : c->n_pictures;
    n = codec_count(c, n, LIMIT_PACK_FILES, 3);
    CODEC_ARRAY(c, c->pictures, n, struct picture, code_picture);
    if (codec_reads(c))
        c->n_pictures = n;
}

static bool comes_after(const struct item *item, const struct item *before)
{
    if (item->kind != before->kind)
        return item->kind > before->kind;
    return slice_cmp(item->id, before->id) > 0;
}

static void code_items(struct codec *c, struct pack *pack)
{
    pack->n_items = codec_count(c, pack->n_items, LIMIT_ITEMS, 16);
    CODEC_ARRAY(c, pack->items, pack->n_items, struct item, index_item);
    for (size_t i = 1; codec_reads(c) && i < pack->n_items && !c->bad; i++)
        codec_expect(c, comes_after(&pack->items[i], &pack->items[i - 1]));
}

// An item's place and 1; 0: help.
static void code_loop(struct codec *c, struct pack *pack)
{
    pack->n_loop = codec_count(c, pack->n_loop, LIMIT_ITEMS, 1);
    struct loop_entry *loop = codec_reads(c) ? ARENA_ARRAY(c->arena, pack->n_loop, struct loop_entry) : NULL;
    for (size_t i = 0; i < pack->n_loop && !c->bad; i++) {
        const struct item *item = loop ? NULL : pack->loop[i].item;
        uint64_t place = codec_number(c, item ? (uint64_t)(item - pack->items) + 1 : 0, pack->n_items);
        if (loop && place > 0)
            loop[i].item = &pack->items[place - 1];
    }
    if (loop)
        pack->loop = loop;
}

static void code_pack(struct codec *c, struct pack *pack)
{
    code_languages(c, pack);
    if (c->bad)
        return;
    pack->id = codec_slice(c, pack->id);
    codec_expect(c, name_is_id(pack->id));
    pack->version = codec_number(c, pack->version, UINT64_MAX);
    pack->title = codec_texts(c, pack->title);
    pack->publisher = codec_slice(c, pack->publisher);
    pack->country = codec_slice(c, pack->country);
    codec_expect(c, name_is_country(pack->country) || slice_is(pack->country, "ZZ"));
    pack->valid_until = codec_date(c, pack->valid_until);
    pack->n_unread = codec_count(c, pack->n_unread, LIMIT_PACK_FILES, 0);
    pack->channels_lost = codec_bool(c, pack->channels_lost);
    code_pictures(c);
    pack->n_reviews = (uint16_t)codec_count(c, pack->n_reviews, LIMIT_SOURCES, 3);
    CODEC_ARRAY(c, pack->reviews, pack->n_reviews, struct review, code_review);
    pack->n_words = (uint16_t)codec_count(c, pack->n_words, pack->n_langs, 1);
    CODEC_ARRAY(c, pack->words, pack->n_words, const struct words *, code_words);
    pack->n_channels = c->n_channels = (uint16_t)codec_count(c, pack->n_channels, LIMIT_CHANNELS, 16);
    CODEC_ARRAY(c, pack->channels, pack->n_channels, struct channel, index_channel);
    code_items(c, pack);
    code_loop(c, pack);
}

// ---- Writing ----

// The pack without what was left out.
static struct pack shown_of(const struct pack *pack, struct arena *arena)
{
    struct pack out = *pack;
    const struct item **kept = ARENA_ARRAY(arena, pack->n_items, const struct item *);
    struct loop_entry *loop = ARENA_ARRAY(arena, pack->n_loop, struct loop_entry);
    out.items = ARENA_ARRAY(arena, pack->n_items, struct item);
    out.n_items = out.n_loop = 0;
    for (size_t i = 0; i < pack->n_items; i++) {
        if (pack->items[i].left_out) {
            out.n_unread++;
            continue;
        }
        kept[i] = &out.items[out.n_items];
        out.items[out.n_items++] = pack->items[i];
    }
    for (size_t i = 0; i < pack->n_loop; i++) {
        const struct item *item = pack->loop[i].item;
        if (!item || kept[item - pack->items])
            loop[out.n_loop++].item = item ? kept[item - pack->items] : NULL;
    }
    out.loop = loop;
    return out;
}

static void gather_pictures(struct codec *c, const struct pack *pack)
{
    struct pack copy = *pack;
    c->gathers = true;
    code_pack(c, &copy);
    c->gathers = false;
    c->at = 0;
    if (c->n_pictures > 1)
        qsort(c->pictures, c->n_pictures, sizeof *c->pictures, codec_by_path);
    size_t n = 0;
    for (size_t i = 0; i < c->n_pictures; i++)
        if (n == 0 || codec_by_path(&c->pictures[n - 1], &c->pictures[i]) != 0)
            c->pictures[n++] = c->pictures[i];
    c->n_pictures = n;
}

static void write_bodies(struct codec *c, const struct pack *pack)
{
    for (size_t i = 0; i < pack->n_items; i++)
        if (pack->items[i].kind == ITEM_MESSAGE)
            index_bodies_write(c, &pack->items[i]);
}

static struct slice write_shown(const struct pack *pack, struct arena *scratch, struct arena *arena)
{
    struct codec front = {.mode = CODEC_MEASURE, .arena = scratch};
    gather_pictures(&front, pack);
    struct pack copy = *pack;
    code_pack(&front, &copy);
    struct codec bodies = {.mode = CODEC_MEASURE, .n_langs = pack->n_langs};
    write_bodies(&bodies, pack);
    if (front.bad || bodies.bad)
        return SLICE_NONE;
    size_t n_front = front.at, n_bodies = bodies.at, n = HEADER_BYTES + n_front + n_bodies;
    char *bytes = arena_alloc(arena, n);
    front.mode = bodies.mode = CODEC_WRITE;
    front.at = bodies.at = 0;
    front.n = n_front;
    front.out = bytes + HEADER_BYTES;
    bodies.n = n_bodies;
    bodies.out = front.out + n_front;
    code_pack(&front, &copy);
    write_bodies(&bodies, pack);
    put_header(bytes, n_front, n_bodies);
    return (struct slice){bytes, n};
}

struct slice index_write(const struct pack *pack, struct arena *arena)
{
    struct arena scratch;
    arena_init(&scratch);
    struct pack shown = shown_of(pack, &scratch);
    struct slice bytes = write_shown(&shown, &scratch, arena);
    arena_fini(&scratch);
    return bytes;
}

// ---- Reading ----

void index_forget(struct tree *tree)
{
    size_t n = 0;
    for (size_t i = 0; i < tree->count; i++)
        if (!slice_is(tree->entries[i].path, INDEX_FILE))
            tree->entries[n++] = tree->entries[i];
    tree->count = n;
}

struct pack *index_read(struct slice bytes, struct slice root, struct arena *arena)
{
    size_t front;
    if (!header_is_good(bytes, &front))
        return NULL;
    struct pack *pack = ARENA_NEW(arena, struct pack);
    struct codec c = {.mode = CODEC_READ,
                      .in = slice_sub(bytes, HEADER_BYTES, front),
                      .n = front,
                      .arena = arena,
                      .pack = pack,
                      .bodies = slice_from(bytes, HEADER_BYTES + front)};
    code_pack(&c, pack);
    pack->root = root;
    pack->index = bytes;
    return c.bad || c.at != c.n || c.bodies.n > 0 ? NULL : pack;
}

// SPDX-License-Identifier: MIT
#include "base/checksum.h"
#include "base/kassert.h"
#include "content/index.h"
#include "content/index_codec.h"

#define SUM_BYTES 8

// In front stand their lengths, so that one language is read without the others; 0 is the default language's body.
static void write_bodies(struct codec *c, const struct body *bodies)
{
    for (uint16_t i = 0; i < c->n_langs; i++) {
        struct codec measure = {.mode = CODEC_MEASURE, .n_langs = c->n_langs};
        codec_body(&measure, bodies[i]);
        codec_number(c, i > 0 && bodies[i].blocks == bodies[0].blocks ? 0 : measure.at, UINT32_MAX);
    }
    for (uint16_t i = 0; i < c->n_langs; i++)
        if (i == 0 || bodies[i].blocks != bodies[0].blocks)
            codec_body(c, bodies[i]);
}

static uint64_t take_sum(struct slice packed)
{
    uint64_t sum = 0;
    for (int i = 0; i < SUM_BYTES; i++)
        sum |= (uint64_t)(unsigned char)packed.p[i] << 8 * i;
    return sum;
}

static void put_sum(char *to, struct slice behind)
{
    uint64_t sum = checksum(behind, 0);
    for (int i = 0; i < SUM_BYTES; i++)
        to[i] = (char)(sum >> 8 * i);
}

void index_bodies_write(struct codec *c, const struct item *item)
{
    size_t from = c->at;
    if (!item->message.body) { // out of an index itself
        codec_raw(c, item->message.packed);
        return;
    }
    codec_raw(c, (struct slice){"\0\0\0\0\0\0\0", SUM_BYTES});
    write_bodies(c, item->message.body);
    if (c->mode == CODEC_WRITE)
        put_sum(c->out + from, slice_sub((struct slice){c->out, c->at}, from + SUM_BYTES, c->at));
}

bool index_body_read(struct slice packed, uint16_t n_langs, uint16_t lang, struct arena *arena,
                     struct body *out)
{
    struct codec c = {.mode = CODEC_READ, .in = packed, .n = packed.n, .n_langs = n_langs, .arena = arena};
    uint64_t length[LIMIT_LANGUAGES] = {0}, before = 0;
    *out = (struct body){0};
    KASSERT(lang < n_langs && n_langs <= LIMIT_LANGUAGES);
    for (uint16_t i = 0; i < n_langs; i++)
        length[i] = codec_number(&c, 0, UINT32_MAX);
    if (length[lang] == 0)
        lang = 0;
    for (uint16_t i = 0; i < lang; i++)
        before += length[i];
    if (c.bad || before > c.n - c.at || length[lang] > c.n - c.at - before)
        return false;
    c.at += before;
    c.n = c.at + length[lang];
    struct body body = codec_body(&c, (struct body){0});
    if (c.bad || c.at != c.n)
        return false;
    *out = body;
    return true;
}

static bool is_undamaged(struct slice packed)
{
    return packed.n > SUM_BYTES && take_sum(packed) == checksum(slice_from(packed, SUM_BYTES), 0);
}

bool index_is_whole(const struct pack *pack)
{
    for (size_t i = 0; i < pack->n_items; i++) {
        const struct item *item = &pack->items[i];
        if (item->kind == ITEM_MESSAGE && !item->message.body && !is_undamaged(item->message.packed))
            return false;
    }
    return true;
}

struct body item_body(const struct item *item, uint16_t lang, struct arena *arena)
{
    struct slice packed = item->message.packed;
    struct body body = {0};
    KASSERT(item->kind == ITEM_MESSAGE && lang < item->pack->n_langs);
    if (item->message.body)
        return item->message.body[lang];
    if (is_undamaged(packed))
        index_body_read(slice_from(packed, SUM_BYTES), item->pack->n_langs, lang, arena, &body);
    return body;
}

// SPDX-License-Identifier: MIT
#include "content/index_codec.h"

#include <stdlib.h>
#include <string.h>

#include "base/kassert.h"

void codec_expect(struct codec *c, bool what)
{
    if (!what)
        c->bad = true;
}

static size_t left(const struct codec *c)
{
    return c->n - c->at;
}

static void put(struct codec *c, const void *bytes, size_t n)
{
    if (c->mode == CODEC_WRITE) {
        KASSERT(n <= left(c)); // as it was measured
        if (n)
            memcpy(c->out + c->at, bytes, n);
    }
    c->at += n;
}

// LEB128: seven bits a byte, the lowest first, the top bit where more follow.
static void put_number(struct codec *c, uint64_t value)
{
    unsigned char bytes[10];
    size_t n = 0;
    do {
        bytes[n] = (unsigned char)(value & 0x7f);
        value >>= 7;
        if (value)
            bytes[n] |= 0x80;
        n++;
    } while (value);
    put(c, bytes, n);
}

void codec_raw(struct codec *c, struct slice bytes)
{
    put(c, bytes.p, bytes.n);
}

static uint64_t take_number(struct codec *c)
{
    uint64_t value = 0;
    if (!c->bad && left(c) > 0 && (unsigned char)c->in.p[c->at] < 0x80) // as nearly all of them
        return (unsigned char)c->in.p[c->at++];
    for (int shift = 0; shift < 64; shift += 7) {
        if (c->bad || left(c) == 0)
            break;
        unsigned char byte = (unsigned char)c->in.p[c->at++];
        // Each number has one form: no bit past 64, no zeros at its end.
        if ((shift == 63 && byte > 1) || (byte == 0 && shift > 0))
            break;
        value |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return value;
    }
    c->bad = true;
    return 0;
}

uint64_t codec_number(struct codec *c, uint64_t value, uint64_t max)
{
    if (codec_reads(c))
        value = take_number(c);
    else if (value <= max)
        put_number(c, value);
    codec_expect(c, value <= max);
    return c->bad && codec_reads(c) ? 0 : value;
}

size_t codec_count(struct codec *c, size_t value, size_t max, size_t bytes)
{
    size_t room = codec_reads(c) && bytes > 0 ? left(c) / bytes : max;
    return (size_t)codec_number(c, value, room < max ? room : max);
}

bool codec_bool(struct codec *c, bool value)
{
    return codec_number(c, value, 1) == 1;
}

struct date codec_date(struct codec *c, struct date value)
{
    uint64_t packed = (uint64_t)value.year << 9 | (uint64_t)value.month << 5 | value.day;
    packed = codec_number(c, packed, UINT64_C(9999) << 9 | 0x1ff);
    struct date date = {(int16_t)(packed >> 9), packed >> 5 & 15, packed & 31};
    bool real = date.year > 0 && date.month >= 1 && date.month <= 12 && date.day >= 1;
    codec_expect(c, packed == 0 || real);
    if (c->bad)
        date = (struct date){0};
    return date;
}

static struct slice bytes_of(struct codec *c, struct slice value, size_t n)
{
    if (!codec_reads(c)) {
        put(c, value.p, value.n);
        return value;
    }
    codec_expect(c, n <= left(c));
    if (c->bad || n == 0)
        return SLICE_NONE;
    struct slice out = slice_sub(c->in, c->at, n);
    c->at += n;
    return out;
}

struct slice codec_slice(struct codec *c, struct slice value)
{
    return bytes_of(c, value, codec_count(c, value.n, UINT32_MAX, 1));
}

static void code_span(struct codec *c, struct span *span, uint32_t *behind, size_t end)
{
    span->from = (uint32_t)codec_number(c, span->from, end);
    span->to = (uint32_t)codec_number(c, span->to, end);
    span->style = (uint8_t)codec_number(c, span->style, SPAN_STRONG | SPAN_EMPHASIS);
    codec_expect(c, span->from >= *behind && span->to >= span->from);
    *behind = span->to;
}

struct rich codec_rich(struct codec *c, struct rich value)
{
    uint32_t behind = 0;
    value.text = codec_slice(c, value.text);
    value.n_spans = (uint32_t)codec_count(c, value.n_spans, UINT32_MAX, 3);
    value.line = (uint32_t)codec_number(c, value.line, UINT32_MAX);
    if (!codec_reads(c)) {
        KASSERT(value.n_spans == 0 || value.spans);
        for (uint32_t i = 0; i < value.n_spans; i++) {
            struct span span = value.spans[i];
            code_span(c, &span, &behind, value.text.n);
        }
        return value;
    }
    struct span *spans = value.n_spans ? ARENA_ARRAY(c->arena, value.n_spans, struct span) : NULL;
    for (uint32_t i = 0; i < value.n_spans && !c->bad; i++)
        code_span(c, &spans[i], &behind, value.text.n);
    value.spans = spans;
    if (c->bad)
        value = (struct rich){0};
    return value;
}

static bool all_empty(const struct codec *c, const struct slice *texts)
{
    for (uint16_t i = 0; texts && i < c->n_langs; i++)
        if (texts[i].n)
            return false;
    return true;
}

static bool same_text(struct slice a, struct slice b)
{
    return a.p == b.p && a.n == b.n;
}

const struct slice *codec_texts(struct codec *c, const struct slice *value)
{
    bool any = codec_bool(c, !codec_reads(c) && !all_empty(c, value));
    if (!any)
        return codec_reads(c) ? c->no_texts : value;
    struct slice *texts = codec_reads(c) ? ARENA_ARRAY(c->arena, c->n_langs, struct slice) : NULL;
    for (uint16_t i = 0; i < c->n_langs; i++) {
        // 0: the default language's; else one more than its length
        struct slice text = texts ? SLICE_NONE : value[i];
        bool same = !texts && i > 0 && same_text(text, value[0]);
        size_t n = codec_count(c, same ? 0 : text.n + 1, UINT32_MAX, 1);
        if (n > 0)
            text = bytes_of(c, text, n - 1);
        else if (texts)
            text = texts[0];
        if (texts)
            texts[i] = text;
    }
    return texts ? texts : value;
}

const struct rich *codec_riches(struct codec *c, const struct rich *value)
{
    struct rich *riches = codec_reads(c) ? ARENA_ARRAY(c->arena, c->n_langs, struct rich) : NULL;
    for (uint16_t i = 0; i < c->n_langs; i++) {
        bool same = i > 0 && codec_bool(c, !riches && same_text(value[i].text, value[0].text));
        struct rich rich = {0};
        if (!riches)
            rich = value[same ? 0 : i];
        else if (same)
            rich = riches[0];
        if (!same)
            rich = codec_rich(c, rich);
        if (riches)
            riches[i] = rich;
    }
    return riches ? riches : value;
}

static void code_block(struct codec *c, struct block *block)
{
    block->kind = (enum block_kind)codec_number(c, block->kind, BLOCK_QUOTE);
    block->level = (uint8_t)codec_number(c, block->level, LIMIT_LIST_LEVEL);
    block->number = (uint16_t)codec_number(c, block->number, UINT16_MAX);
    block->text = codec_rich(c, block->text);
}

struct body codec_body(struct codec *c, struct body value)
{
    value.n_blocks = codec_count(c, value.n_blocks, UINT16_MAX, 6);
    CODEC_ARRAY(c, value.blocks, value.n_blocks, struct block, code_block);
    if (c->bad && codec_reads(c))
        value = (struct body){0};
    return value;
}

int codec_by_path(const void *left_picture, const void *right_picture)
{
    const struct picture *a = left_picture, *b = right_picture;
    return slice_cmp(a->path, b->path);
}

// Its place among the pictures and 1; 0: none.
const struct picture *codec_picture(struct codec *c, const struct picture *value)
{
    size_t place = 0;
    if (value && c->gathers) {
        *ARENA_PUSH(c->arena, c->pictures, c->n_pictures, c->pictures_capacity) = *value;
    } else if (value) {
        const struct picture *found =
            bsearch(value, c->pictures, c->n_pictures, sizeof *c->pictures, codec_by_path);
        KASSERT(found);
        place = (size_t)(found - c->pictures) + 1;
    }
    place = (size_t)codec_number(c, place, c->gathers ? 0 : c->n_pictures);
    if (!codec_reads(c))
        return value;
    return place > 0 ? &c->pictures[place - 1] : NULL;
}

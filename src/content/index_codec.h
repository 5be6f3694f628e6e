// SPDX-License-Identifier: MIT
// Private to the index: one description of the model's bytes in two directions. Each function takes a value,
// and returns the one that counts: the same when writing, the one that stands in the bytes when reading. So
//
//     item.seconds = (uint16_t)codec_number(c, item.seconds, UINT16_MAX);
//
// says what is written and what is read. Any bytes are safe: what isn't as it must be sets `bad`, and from
// then on everything read is zero.
#ifndef CHASQUI_CONTENT_INDEX_CODEC_H
#define CHASQUI_CONTENT_INDEX_CODEC_H

#include "base/kassert.h"
#include "content/model.h"

enum codec_mode { CODEC_MEASURE, CODEC_WRITE, CODEC_READ };

struct codec {
    enum codec_mode mode;
    char *out;       // written to, with room for `n`; else unused
    struct slice in; // read from
    size_t at, n;    // bytes behind; bytes in all (reading and writing)
    bool bad;
    struct arena *arena; // of what is read; when gathering, of `pictures`

    uint16_t n_langs, n_channels;
    // The pictures of the pack, each once, by path. They are gathered in a first round of measuring.
    struct picture *pictures;
    size_t n_pictures, pictures_capacity;
    bool gathers;
    const struct slice *no_texts; // [n_langs] empty, when reading
    const struct pack *pack;      // whose items and channels they are, when reading
    struct slice bodies;          // those of the messages still to be read
};

static inline bool codec_reads(const struct codec *c)
{
    return c->mode == CODEC_READ;
}

uint64_t codec_number(struct codec *c, uint64_t value, uint64_t max);
// A number of things, at most `max`, that are `bytes` long at least: never more than could still follow.
size_t codec_count(struct codec *c, size_t value, size_t max, size_t bytes);
bool codec_bool(struct codec *c, bool value);
struct date codec_date(struct codec *c, struct date value);
// What is read is borrowed from the bytes.
struct slice codec_slice(struct codec *c, struct slice value);
struct rich codec_rich(struct codec *c, struct rich value);
// Texts in every language; those that a translation lacks are, in the bytes too, the default language's.
const struct slice *codec_texts(struct codec *c, const struct slice *value);
const struct rich *codec_riches(struct codec *c, const struct rich *value);
struct body codec_body(struct codec *c, struct body value);
const struct picture *codec_picture(struct codec *c, const struct picture *value);
int codec_by_path(const void *left, const void *right); // for qsort

// Bytes as they are, when writing.
void codec_raw(struct codec *c, struct slice bytes);

// Marks bytes as bad that aren't what a reader of ours has made.
void codec_expect(struct codec *c, bool what);

// An array of `count` elements, each written or read by `one(c, &element)`. The model that is written is
// never touched: `one` is given a copy.
// NOLINTBEGIN(bugprone-macro-parentheses): a type stands in none.
#define CODEC_ARRAY(c, array, count, type, one)                                                              \
    do {                                                                                                     \
        size_t codec_n = (count);                                                                            \
        type *codec_read = codec_reads(c) ? ARENA_ARRAY((c)->arena, codec_n, type) : NULL;                   \
        KASSERT(codec_read || codec_n == 0 || (array));                                                      \
        for (size_t codec_i = 0; codec_i < codec_n && !(c)->bad; codec_i++) {                                \
            type codec_one = {0};                                                                            \
            if (!codec_read)                                                                                 \
                codec_one = (array)[codec_i];                                                                \
            one((c), &codec_one);                                                                            \
            if (codec_read)                                                                                  \
                codec_read[codec_i] = codec_one;                                                             \
        }                                                                                                    \
        if (codec_read)                                                                                      \
            (array) = codec_read;                                                                            \
    } while (0)
// NOLINTEND(bugprone-macro-parentheses)

// index_items.c
void index_item(struct codec *c, struct item *item);

// index_body.c: what a message says, in every language, behind a sum of its own. Written after everything
// else, and read when it is shown.
void index_bodies_write(struct codec *c, const struct item *item);
// One of them. `packed` stands without its sum and may be any bytes: false when no writer of ours has made them.
bool index_body_read(struct slice packed, uint16_t n_langs, uint16_t lang, struct arena *arena,
                     struct body *out);

// index_channels.c
void index_channel(struct codec *c, struct channel *channel);

#endif

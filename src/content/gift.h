// SPDX-License-Identifier: MIT
// Between the files of the GIFT reader: gift.c cuts a file into questions, gift_question.c reads one,
// gift_text.c its texts.
#ifndef CHASQUI_CONTENT_GIFT_H
#define CHASQUI_CONTENT_GIFT_H

#include "content/readers.h"
#include "content/rich.h"

struct gift_reader {
    const struct source_text *source;
    struct slice text; // source->text with comment lines blanked: the same offsets
    struct arena *arena;
    struct diags *diags;
    struct rich_builder rich;
    char *decoded;     // scratch: a piece without its escapes...
    uint32_t *offsets; // ...and where each of its bytes stands
    size_t n_decoded, capacity;
};

// Bytes [from, to) of reader->text.
struct piece {
    size_t from, to;
};

// `[html]` and the like; the default is Moodle's own, HTML whose line ends count.
enum gift_format { GIFT_MOODLE, GIFT_HTML, GIFT_PLAIN, GIFT_MARKDOWN };

void gift_report(struct gift_reader *reader, size_t at, enum diag_code code, struct slice one,
                 struct slice two);

struct slice gift_slice(const struct gift_reader *reader, struct piece piece);
struct piece gift_trim(const struct gift_reader *reader, struct piece piece);
// The first place in the piece where a character of `set` stands without a backslash before it, or piece.to.
size_t gift_find(const struct gift_reader *reader, struct piece piece, const char *set);

// Takes the format's name off the piece's beginning; `format` stays as it is without one.
struct piece gift_take_format(const struct gift_reader *reader, struct piece piece, enum gift_format *format);
// A piece as text. A question's prompt may be in two pieces with the answers between them: a blank stands
// there (tail may be empty: no blank). Everything that the format may not hold is named.
struct rich gift_rich(struct gift_reader *reader, struct piece head, struct piece tail,
                      enum gift_format format);
// One piece, without styles, with a format of its own if it begins with one.
struct slice gift_plain(struct gift_reader *reader, struct piece piece, enum gift_format format);

// One question: everything from its name to the end of its block, with an unescaped '{' at `open` and the '}'
// that ends it at `close`. Whatever is wrong is named.
void gift_question_read(struct gift_reader *reader, struct piece block, size_t open, size_t close,
                        struct gift_question *out);

#endif

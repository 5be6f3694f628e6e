// SPDX-License-Identifier: MIT
// Between the files of the Markdown reader: markdown.c reads files and single lines, markdown_body.c what stands in them.
#ifndef CHASQUI_CONTENT_MARKDOWN_H
#define CHASQUI_CONTENT_MARKDOWN_H

#include "content/readers.h"

// markdown_inline for text whose escapes were already resolved: byte i of `text` stands at byte offsets[i] of
// source->text. Line feeds count as spaces.
bool markdown_inline_at(const struct source_text *source, struct slice text, const uint32_t *offsets,
                        struct arena *arena, struct diags *diags, struct rich *out);

// What md4c is to read.
struct markdown_text {
    const struct source_text *source;
    struct slice text;
    size_t origin;           // of text in source->text
    const uint32_t *offsets; // or, where escapes were resolved, that of each of the author's bytes
    size_t prefix; // bytes of `text` that are ours, at its beginning: it is inline text, without a title
};

struct markdown_parsed {
    struct rich title; // empty: there is none
    struct body body;
};

// The place of byte `at` of text->text.
struct pos markdown_place(const struct markdown_text *text, size_t at);
// False: something was named.
bool markdown_parse(const struct markdown_text *text, struct arena *arena, struct diags *diags,
                    struct markdown_parsed *out);

#endif

// SPDX-License-Identifier: MIT
#ifndef CHASQUI_CONTENT_MARKDOWN_H
#define CHASQUI_CONTENT_MARKDOWN_H

#include "content/readers.h"

// markdown_inline for text whose escapes were already resolved: byte i of `text` stands at byte offsets[i] of
// source->text. Line feeds count as spaces.
bool markdown_inline_at(const struct source_text *source, struct slice text, const uint32_t *offsets,
                        struct arena *arena, struct diags *diags, struct rich *out);

#endif

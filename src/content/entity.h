// SPDX-License-Identifier: MIT
// Character references of HTML, as Markdown and Moodle's exports have them.
#ifndef CHASQUI_CONTENT_ENTITY_H
#define CHASQUI_CONTENT_ENTITY_H

#include "base/slice.h"

// The code point of "&eacute;", "&#233;" or "&#xE9;" (from & to ;). Names are those of HTML 4 for Latin-1 and
// for punctuation. False when the name is not known, or the number is a control character, a surrogate or
// past U+10FFFF.
bool entity_decode(struct slice entity, uint32_t *out);

#endif

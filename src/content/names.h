// SPDX-License-Identifier: MIT
// The shapes of the names that a pack uses.
#ifndef CHASQUI_CONTENT_NAMES_H
#define CHASQUI_CONTENT_NAMES_H

#include "base/slice.h"

bool name_is_id(struct slice s);  // [a-z0-9][a-z0-9-]{0,47}
bool name_is_tag(struct slice s); // BCP 47 (RFC 5646 langtag) in its usual case: es, es-PE, sr-Cyrl, es-419
bool name_is_country(struct slice s); // ISO 3166-1 alpha-2, assigned or XK: CO
// ISO 3166-2 shape of this country: CO-ANT for CO. The lists change every year, so only the shape is checked.
bool name_is_region(struct slice s, struct slice country);
// The part of a tag before the first '-': "es" of "es-PE".
struct slice tag_primary(struct slice tag);
// The index in `tags` that stands for `tag`: the same, or one of the same primary language, or UINT16_MAX.
uint16_t tag_match(const struct slice *tags, uint16_t n, struct slice tag);

#endif

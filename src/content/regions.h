// SPDX-License-Identifier: MIT
// Regions by their ISO 3166-2 codes, with the names that people there know. For the screen on which a kiosk's place is
// chosen; a region that isn't among them can be named in the settings.
#ifndef CHASQUI_CONTENT_REGIONS_H
#define CHASQUI_CONTENT_REGIONS_H

#include "base/slice.h"

struct region {
    struct slice code, name; // "CO-ANT", "Antioquia"
};

uint16_t region_count(void);
const struct region *region_at(uint16_t index); // NULL past the end
// The regions of a country ("CO") are one after the other: the first one's index, and in *n how many (0: none is known).
uint16_t regions_of(struct slice country, uint16_t *n);
// The index of a code, or NO_INDEX of content/model.h.
uint16_t region_find(struct slice code);

#endif

// SPDX-License-Identifier: MIT
#include "content/regions.h"

#include "content/model.h"

#define REGION(code, name) {{"" code, sizeof(code) - 1}, {"" name, sizeof(name) - 1}},
static const struct region regions[] = {
#include "content/regions.def"
};
#undef REGION

uint16_t region_count(void)
{
    return sizeof regions / sizeof *regions;
}

const struct region *region_at(uint16_t index)
{
    return index < region_count() ? &regions[index] : NULL;
}

uint16_t regions_of(struct slice country, uint16_t *n)
{
    uint16_t first = 0;
    while (first < region_count() && !slice_eq(slice_sub(regions[first].code, 0, 2), country))
        first++;
    *n = 0;
    while (first + *n < region_count() && slice_eq(slice_sub(regions[first + *n].code, 0, 2), country))
        ++*n;
    return first;
}

uint16_t region_find(struct slice code)
{
    for (uint16_t i = 0; i < region_count(); i++)
        if (slice_eq(regions[i].code, code))
            return i;
    return NO_INDEX;
}

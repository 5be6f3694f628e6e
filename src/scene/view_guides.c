// SPDX-License-Identifier: MIT
// What Help has to say besides whom to call: the messages that a publisher shows first to whoever asks.
#include "scene/views.h"

static const uint8_t young = 1u << AUDIENCE_CHILDREN | 1u << AUDIENCE_TEENS;

// A message for this asker; for adults one of their own, not one that speaks to children.
static bool guides(const struct ui *ui, const struct item *item, uint16_t asker)
{
    bool own = (1u << asker & young) || !(item->audience & young);
    return item->kind == ITEM_MESSAGE && !item->neutral && (item->audience & 1u << asker) && own &&
           item_is_current(ui->country, item, ui->state->today);
}

static bool is_among(const uint16_t *list, size_t n, uint16_t index)
{
    for (size_t i = 0; i < n; i++)
        if (list[i] == index)
            return true;
    return false;
}

size_t view_guides(const struct ui *ui, uint16_t asker, uint16_t out[VIEW_GUIDES])
{
    const struct country *country = ui->country;
    size_t n = 0;
    for (size_t i = 0; i < country->n_loop && n < VIEW_GUIDES; i++) {
        const struct item *item = country->loop[i].item;
        uint16_t index = item && guides(ui, item, asker) ? country_item(country, item) : NO_INDEX;
        if (index != NO_INDEX && !is_among(out, n, index)) // a loop may show it twice
            out[n++] = index;
    }
    return n;
}

struct slice view_first_advice(struct ui *ui, uint16_t asker)
{
    uint16_t list[VIEW_GUIDES];
    if ((1u << asker & young) || view_guides(ui, asker, list) == 0)
        return SLICE_NONE;
    const struct item *item = ui->country->items[list[0]];
    return UI_SLICE_OF(ui, item->pack, item->easy);
}

uint16_t view_under_pressure(const struct ui *ui)
{
    const struct country *country = ui->country;
    for (size_t i = 0; i < country->n_loop; i++) {
        const struct item *item = country->loop[i].item;
        if (item && item->topic == TOPIC_PRESSURE &&
            (guides(ui, item, AUDIENCE_CHILDREN) || guides(ui, item, AUDIENCE_TEENS)))
            return country_item(country, item);
    }
    return NO_INDEX;
}

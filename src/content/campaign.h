// SPDX-License-Identifier: MIT
// All packs that are loaded, by country. One country at a time is shown: nothing of another is ever reachable
// from it.
#ifndef CHASQUI_CONTENT_CAMPAIGN_H
#define CHASQUI_CONTENT_CAMPAIGN_H

#include "content/model.h"
#include "content/site.h"
#include "content/words.h"

struct country {
    struct slice code;                // "CO"
    const struct slice *langs;        // union of its packs' languages, the first pack's default first
    const struct words *const *words; // [n_langs] the interface's words for each; never NULL
    uint16_t n_langs;
    const struct item *const *items; // those not left out; messages, quizzes, stories
    size_t n_items;
    const struct channel *const
        *channels; // not left out, for the chosen region; an item's item_channel.channel is an index here
    uint16_t n_channels;
    const struct loop_entry *loop;
    size_t n_loop;
    const struct item *neutral;   // or NULL: the built-in one
    const struct site *site;      // the adults of this place, or NULL; the same for every country
    const uint16_t *lang_of_pack; // [pack ordinal * n_langs + lang] the pack's own language index
};

struct campaign {
    const struct country *countries; // by code
    uint16_t n_countries;
    const struct pack *const *packs;
    uint16_t n_packs;
    const struct words *const *built_in; // the program's own words, Spanish first
    uint16_t n_built_in;
};

// Quick exit shows the poster of this pack, where it brings one: so that it can be read before it is agreed to.
void campaign_prefer_exit(struct campaign *campaign, struct slice pack, struct arena *arena);

// Puts packs together. `region` (ISO 3166-2, may be empty) leaves out channels of other regions. `site` may be NULL. Items keep
// their order. Of a country's LIMIT_ITEMS the first packs take what they need, and so with its languages: packs that are
// signed come before those that aren't.
struct campaign *campaign_build(struct pack *const *packs, uint16_t n_packs,
                                const struct words *const *built_in, uint16_t n_built_in, struct slice region,
                                const struct site *site, struct arena *arena);

// The index of a country by code, or NO_INDEX.
uint16_t campaign_country(const struct campaign *campaign, struct slice code);

// Whether it stands for none: what is built into the program, before anybody chose one.
bool country_is_none(const struct country *country);

// The index of an item of this country, or NO_INDEX.
uint16_t country_item(const struct country *country, const struct item *item);

// The pack-language index to use for an item or channel of `pack` when the visitor reads language `lang` of
// the country.
uint16_t country_lang(const struct country *country, const struct pack *pack, uint16_t lang);

// Whether a visitor may see an item on this day: no channel it quotes has left, and one it names remains.
// An item that names none (neutral) is always there.
bool item_is_current(const struct country *country, const struct item *item, struct date today);

#endif

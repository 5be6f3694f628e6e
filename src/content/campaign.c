// SPDX-License-Identifier: MIT
#include "content/campaign.h"

#include <string.h>

#include "base/kassert.h"
#include "base/limits.h"
#include "content/names.h"

struct build {
    struct pack *const *packs;
    uint16_t n_packs;
    const struct words *const *built_in;
    uint16_t n_built_in;
    struct slice region;
    const struct site *site;
    struct arena *arena;
};

// What stands in a country for a channel of a pack.
struct stand_in {
    uint16_t channel; // the country's index, or NO_INDEX
    bool other_value; // a text that quotes the pack's is wrong about this one
};

// What one country is put together from.
struct draft {
    struct slice code;
    struct slice langs[LIMIT_LANGUAGES];
    uint16_t n_langs;
    const struct channel **channels;
    uint16_t n_channels;
    struct stand_in *channel_of[LIMIT_PACKS]; // [pack][its channel]
    const struct item **item_of[LIMIT_PACKS]; // [pack][its item]: the country's, or NULL
    const struct item **items;
    size_t n_items;
};

static bool is_in(const struct pack *pack, const struct draft *draft)
{
    return slice_eq(pack->country, draft->code);
}

static void add_lang(struct draft *draft, struct slice tag)
{
    for (uint16_t i = 0; i < draft->n_langs; i++)
        if (slice_eq(draft->langs[i], tag))
            return;
    if (draft->n_langs < LIMIT_LANGUAGES)
        draft->langs[draft->n_langs++] = tag;
}

// A channel of no region is the whole country's; without a chosen region nothing is left out.
static bool serves(const struct channel *channel, struct slice region)
{
    if (channel->n_regions == 0 || region.n == 0)
        return true;
    for (uint16_t i = 0; i < channel->n_regions; i++)
        if (slice_eq(channel->regions[i], region))
            return true;
    return false;
}

// Two packs of a country may bring the same helpline: one is enough, the one that was looked after last.
static bool is_same_channel(const struct channel *a, const struct channel *b)
{
    return a->kind == b->kind && slice_eq(a->id, b->id) && slice_eq(a->value, b->value) && a->value.n > 0;
}

// Whether `a` was looked after later than `b`. A copy without a date promises nothing.
static bool is_fresher(const struct channel *a, const struct channel *b)
{
    int until = date_cmp(a->valid_until, b->valid_until);
    return until > 0 || (until == 0 && date_cmp(a->checked_on, b->checked_on) > 0);
}

static uint16_t add_channel(struct draft *draft, const struct channel *channel)
{
    for (uint16_t i = 0; i < draft->n_channels; i++) {
        const struct channel **kept = &draft->channels[i];
        if ((*kept)->pack == channel->pack || !is_same_channel(*kept, channel))
            continue;
        if (is_fresher(channel, *kept))
            *kept = channel;
        return i;
    }
    draft->channels[draft->n_channels] = channel;
    return draft->n_channels++;
}

// What a borrowed channel stands for: the country's with its ID, best with its value too.
static struct stand_in find_lent(const struct draft *draft, const struct channel *borrowed)
{
    struct stand_in found = {.channel = NO_INDEX};
    for (uint16_t i = 0; i < draft->n_channels; i++) {
        const struct channel *channel = draft->channels[i];
        bool same = slice_eq(channel->value, borrowed->value);
        if (slice_eq(channel->id, borrowed->id) && (found.channel == NO_INDEX || (found.other_value && same)))
            found = (struct stand_in){i, !same};
    }
    return found;
}

static void draft_own(const struct build *b, struct draft *draft, uint16_t p)
{
    const struct pack *pack = b->packs[p];
    draft->channel_of[p] = ARENA_ARRAY(b->arena, pack->n_channels, struct stand_in);
    for (uint16_t c = 0; c < pack->n_channels; c++) {
        const struct channel *channel = &pack->channels[c];
        bool shown = !channel->left_out && !channel->borrowed && serves(channel, b->region);
        draft->channel_of[p][c].channel = shown ? add_channel(draft, channel) : NO_INDEX;
    }
}

// Only now is it known which channels the country has.
static void draft_borrowed(const struct build *b, struct draft *draft, uint16_t p)
{
    const struct pack *pack = b->packs[p];
    for (uint16_t c = 0; c < pack->n_channels; c++)
        if (pack->channels[c].borrowed && !pack->channels[c].left_out)
            draft->channel_of[p][c] = find_lent(draft, &pack->channels[c]);
}

static void draft_channels(const struct build *b, struct draft *draft)
{
    size_t total = 0;
    for (uint16_t p = 0; p < b->n_packs; p++)
        total += is_in(b->packs[p], draft) ? b->packs[p]->n_channels : 0;
    KASSERT(total < NO_INDEX);
    draft->channels = ARENA_ARRAY(b->arena, total, const struct channel *);
    for (uint16_t p = 0; p < b->n_packs; p++)
        if (is_in(b->packs[p], draft))
            draft_own(b, draft, p);
    for (uint16_t p = 0; p < b->n_packs; p++)
        if (is_in(b->packs[p], draft))
            draft_borrowed(b, draft, p);
}

// Whether an item may be shown: no channel that it quotes is missing or has changed, and one is left of those it names.
// `same`: the country counts all of them as its pack does.
static bool has_its_channels(const struct item *item, const struct stand_in *channel_of, bool *same)
{
    uint16_t n = 0;
    *same = true;
    for (uint16_t i = 0; i < item->n_channels; i++) {
        struct stand_in stand_in = channel_of[item->channels[i].channel];
        if (item->channels[i].quoted && (stand_in.channel == NO_INDEX || stand_in.other_value))
            return false;
        n += stand_in.channel != NO_INDEX;
        *same = *same && stand_in.channel == item->channels[i].channel;
    }
    return item->n_channels == 0 || n > 0;
}

// The item with its channels counted as the country does, or NULL. Where a country has one pack, that is the
// pack's own.
static const struct item *place_item(const struct build *b, const struct item *item,
                                     const struct stand_in *channel_of)
{
    bool same;
    if (!has_its_channels(item, channel_of, &same))
        return NULL;
    if (same)
        return item;
    struct item *out = ARENA_NEW(b->arena, struct item);
    *out = *item;
    out->channels = ARENA_ARRAY(b->arena, item->n_channels, struct item_channel);
    out->n_channels = 0;
    for (uint16_t i = 0; i < item->n_channels; i++) {
        uint16_t channel = channel_of[item->channels[i].channel].channel;
        if (channel != NO_INDEX)
            out->channels[out->n_channels++] = (struct item_channel){channel, item->channels[i].quoted};
    }
    return out;
}

// Those of one pack, at most `room`. Returns how many.
static size_t place_items_of(const struct build *b, struct draft *draft, uint16_t p, size_t room)
{
    const struct pack *pack = b->packs[p];
    size_t n = 0;
    draft->item_of[p] = ARENA_ARRAY(b->arena, pack->n_items, const struct item *);
    for (size_t i = 0; i < pack->n_items && n < room; i++) {
        if (!pack->items[i].left_out)
            draft->item_of[p][i] = place_item(b, &pack->items[i], draft->channel_of[p]);
        n += draft->item_of[p][i] != NULL;
    }
    return n;
}

static void draft_items(const struct build *b, struct draft *draft)
{
    size_t total = 0;
    for (uint16_t p = 0; p < b->n_packs; p++)
        total += is_in(b->packs[p], draft) ? b->packs[p]->n_items : 0;
    if (total > LIMIT_ITEMS)
        total = LIMIT_ITEMS;
    draft->items = ARENA_ARRAY(b->arena, total, const struct item *);
    // What there is no room for is the last packs', of whatever kind.
    size_t n = 0;
    for (uint16_t p = 0; p < b->n_packs; p++)
        if (is_in(b->packs[p], draft))
            n += place_items_of(b, draft, p, total - n);
    for (int kind = 0; kind < ITEM_KIND_COUNT; kind++)
        for (uint16_t p = 0; p < b->n_packs; p++)
            for (size_t i = 0; is_in(b->packs[p], draft) && i < b->packs[p]->n_items; i++)
                if ((int)b->packs[p]->items[i].kind == kind && draft->item_of[p][i])
                    draft->items[draft->n_items++] = draft->item_of[p][i];
}

// The program's own words come first: a pack can't say what "quick exit" is called in a language that the
// program speaks.
static const struct words *find_words(const struct build *b, const struct draft *draft, struct slice tag)
{
    for (uint16_t i = 0; i < b->n_built_in; i++)
        if (slice_eq(b->built_in[i]->tag, tag))
            return b->built_in[i];
    for (uint16_t p = 0; p < b->n_packs; p++)
        for (uint16_t i = 0; is_in(b->packs[p], draft) && i < b->packs[p]->n_words; i++)
            if (slice_eq(b->packs[p]->words[i]->tag, tag))
                return b->packs[p]->words[i];
    for (uint16_t i = 0; i < b->n_built_in; i++)
        if (slice_eq(tag_primary(b->built_in[i]->tag), tag_primary(tag)))
            return b->built_in[i];
    return b->built_in[0];
}

static void place_languages(const struct build *b, const struct draft *draft, struct country *out)
{
    struct slice *langs = ARENA_ARRAY(b->arena, draft->n_langs, struct slice);
    const struct words **words = ARENA_ARRAY(b->arena, draft->n_langs, const struct words *);
    uint16_t *of_pack = ARENA_ARRAY(b->arena, (size_t)b->n_packs * draft->n_langs, uint16_t);
    for (uint16_t l = 0; l < draft->n_langs; l++) {
        langs[l] = draft->langs[l];
        words[l] = find_words(b, draft, langs[l]);
        for (uint16_t p = 0; p < b->n_packs; p++) {
            uint16_t match = tag_match(b->packs[p]->langs, b->packs[p]->n_langs, langs[l]);
            of_pack[(size_t)p * draft->n_langs + l] = match == NO_INDEX ? 0 : match;
        }
    }
    out->langs = langs;
    out->words = words;
    out->n_langs = draft->n_langs;
    out->lang_of_pack = of_pack;
}

static void place_loop(const struct build *b, const struct draft *draft, struct country *out)
{
    size_t total = 0;
    for (uint16_t p = 0; p < b->n_packs; p++)
        total += is_in(b->packs[p], draft) ? b->packs[p]->n_loop : 0;
    if (total > LIMIT_LOOP)
        total = LIMIT_LOOP;
    struct loop_entry *loop = ARENA_ARRAY(b->arena, total, struct loop_entry);
    for (uint16_t p = 0; p < b->n_packs; p++) {
        const struct pack *pack = b->packs[p];
        for (size_t i = 0; is_in(pack, draft) && i < pack->n_loop && out->n_loop < total; i++) {
            const struct item *item = pack->loop[i].item;
            const struct item *copy = item ? draft->item_of[p][item - pack->items] : NULL;
            if (!item || copy)
                loop[out->n_loop++].item = copy;
        }
    }
    out->loop = loop;
}

static void place_items(const struct draft *draft, struct country *out)
{
    for (size_t i = 0; i < draft->n_items && !out->neutral; i++)
        if (draft->items[i]->neutral && draft->items[i]->kind == ITEM_MESSAGE)
            out->neutral = draft->items[i];
    out->items = draft->items;
    out->n_items = draft->n_items;
}

void campaign_prefer_exit(struct campaign *campaign, struct slice pack, struct arena *arena)
{
    struct country *countries = ARENA_ARRAY(arena, campaign->n_countries, struct country);
    for (uint16_t c = 0; c < campaign->n_countries; c++) {
        countries[c] = campaign->countries[c];
        for (size_t i = 0; i < countries[c].n_items; i++) {
            const struct item *item = countries[c].items[i];
            if (item->neutral && item->kind == ITEM_MESSAGE && slice_eq(item->pack->id, pack))
                countries[c].neutral = item;
        }
    }
    campaign->countries = countries;
}

static void build_country(const struct build *b, struct slice code, struct country *out)
{
    struct draft *draft = ARENA_NEW(b->arena, struct draft);
    draft->code = code;
    for (uint16_t p = 0; p < b->n_packs; p++)
        for (uint16_t i = 0; is_in(b->packs[p], draft) && i < b->packs[p]->n_langs; i++)
            add_lang(draft, b->packs[p]->langs[i]);
    draft_channels(b, draft);
    draft_items(b, draft);
    *out = (struct country){
        .code = code, .channels = draft->channels, .n_channels = draft->n_channels, .site = b->site};
    place_languages(b, draft, out);
    place_items(draft, out);
    place_loop(b, draft, out);
}

// The codes of the packs, each once, sorted.
static uint16_t collect_codes(const struct build *b, struct slice *codes)
{
    uint16_t n = 0;
    for (uint16_t p = 0; p < b->n_packs; p++) {
        struct slice code = b->packs[p]->country;
        uint16_t at = 0;
        while (at < n && slice_cmp(codes[at], code) < 0)
            at++;
        if ((at < n && slice_eq(codes[at], code)) || n >= LIMIT_COUNTRIES)
            continue;
        memmove(&codes[at + 1], &codes[at], (size_t)(n - at) * sizeof *codes);
        codes[at] = code;
        n++;
    }
    return n;
}

struct campaign *campaign_build(struct pack *const *packs, uint16_t n_packs,
                                const struct words *const *built_in, uint16_t n_built_in, struct slice region,
                                const struct site *site, struct arena *arena)
{
    KASSERT(n_built_in > 0 && n_packs <= LIMIT_PACKS);
    struct build b = {packs, n_packs, built_in, n_built_in, region, site, arena};
    struct slice codes[LIMIT_COUNTRIES + 1];
    struct campaign *campaign = ARENA_NEW(arena, struct campaign);
    const struct pack **kept = ARENA_ARRAY(arena, n_packs, const struct pack *);
    for (uint16_t p = 0; p < n_packs; p++) {
        packs[p]->ordinal = p;
        kept[p] = packs[p];
    }
    uint16_t n = collect_codes(&b, codes);
    struct country *countries = ARENA_ARRAY(arena, n, struct country);
    for (uint16_t i = 0; i < n; i++)
        build_country(&b, codes[i], &countries[i]);
    *campaign = (struct campaign){.countries = countries,
                                  .n_countries = n,
                                  .packs = kept,
                                  .n_packs = n_packs,
                                  .built_in = built_in,
                                  .n_built_in = n_built_in};
    return campaign;
}

uint16_t campaign_country(const struct campaign *campaign, struct slice code)
{
    for (uint16_t i = 0; i < campaign->n_countries; i++)
        if (slice_eq(campaign->countries[i].code, code))
            return i;
    return NO_INDEX;
}

bool country_is_none(const struct country *country)
{
    return slice_is(country->code, COUNTRY_NONE);
}

uint16_t country_item(const struct country *country, const struct item *item)
{
    for (size_t i = 0; i < country->n_items; i++)
        if (country->items[i] == item)
            return (uint16_t)i;
    return NO_INDEX;
}

uint16_t country_lang(const struct country *country, const struct pack *pack, uint16_t lang)
{
    KASSERT(lang < country->n_langs);
    return country->lang_of_pack[(size_t)pack->ordinal * country->n_langs + lang];
}

bool item_is_current(const struct country *country, const struct item *item, struct date today)
{
    bool any = item->n_channels == 0;
    for (uint16_t i = 0; i < item->n_channels; i++) {
        bool current = channel_is_current(country->channels[item->channels[i].channel], today);
        if (!current && item->channels[i].quoted)
            return false;
        any = any || current;
    }
    return any;
}

// SPDX-License-Identifier: MIT
#include "content/rules.h"

struct slice rules_day(struct rules *rules, struct date date)
{
    return arena_format(rules->arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

bool rules_is_future(const struct rules *rules, struct date date)
{
    return date_is_set(rules->options->today) && date_is_set(date) &&
           date_cmp(date, rules->options->today) > 0;
}

static void judge_pack(struct rules *rules)
{
    const struct pack *pack = rules->pack;
    struct date today = rules->options->today;
    struct pos pos = rules_pack_place(rules);
    if (date_is_set(today) && date_is_set(pack->valid_until) && date_cmp(today, pack->valid_until) > 0)
        DIAG(rules->diags, pos, PACK_STALE, rules_day(rules, pack->valid_until));
    for (uint16_t i = 0; i < pack->n_reviews; i++)
        if (rules_is_future(rules, pack->reviews[i].date))
            DIAG(rules->diags, pos, DATE_FUTURE, SLICE("reviewed"), rules_day(rules, pack->reviews[i].date));
    if (rules->options->release && pack->n_reviews == 0)
        DIAG(rules->diags, pos, RELEASE_REVIEWED);
}

void check_pack(struct pack *pack, const struct check_options *options, struct arena *arena,
                struct diags *diags)
{
    struct rules rules = {.pack = pack, .options = options, .diags = diags, .arena = arena};
    arena_init(&rules.scratch);
    rules.terms = terms_create(&rules.scratch);
    struct contact *contacts = ARENA_ARRAY(&rules.scratch, pack->n_channels, struct contact);
    for (uint16_t i = 0; i < pack->n_channels; i++)
        contacts[i] = contact_of(pack->channels[i].value);
    rules.contacts = contacts;
    judge_pack(&rules);
    rules_channels(&rules);
    rules_items(&rules);
    arena_fini(&rules.scratch);
}

// SPDX-License-Identifier: MIT
#include "content/rules.h"
#include "content/words.h"

bool rules_is_future(const struct rules *rules, struct date date)
{
    return date_is_set(rules->options->today) && date_is_set(date) &&
           date_cmp(date, rules->options->today) > 0;
}

// ZZ stands in a pack that was just begun.
static void judge_country(struct rules *rules)
{
    if (!slice_is(rules->pack->country, "ZZ"))
        return;
    struct slice line = SLICE("country: ZZ");
    struct scope scope = {.rules = rules, .path = rules_pack_place(rules).path, .text = line};
    struct pos pos = rules_place(&scope, line.n - 2, line.n);
    if (rules->options->release)
        DIAG(rules->diags, pos, RELEASE_COUNTRY);
    else
        DIAG(rules->diags, pos, COUNTRY_PLACEHOLDER);
}

static void judge_pack(struct rules *rules)
{
    const struct pack *pack = rules->pack;
    struct date today = rules->options->today;
    struct pos pos = rules_pack_place(rules);
    if (date_is_set(today) && date_is_set(pack->valid_until) && date_cmp(today, pack->valid_until) > 0)
        DIAG(rules->diags, pos, PACK_STALE, date_text(pack->valid_until, rules->arena));
    for (uint16_t i = 0; i < pack->n_reviews; i++)
        if (rules_is_future(rules, pack->reviews[i].date))
            DIAG(rules->diags, pos, DATE_FUTURE, SLICE("reviewed"),
                 date_text(pack->reviews[i].date, rules->arena));
    if (rules->options->release && pack->n_reviews == 0)
        DIAG(rules->diags, pos, RELEASE_REVIEWED);
}

static void judge_title(struct rules *rules)
{
    const struct pack *pack = rules->pack;
    struct scope scope = {.rules = rules, .path = rules_pack_place(rules).path};
    for (uint16_t lang = 0; lang < pack->n_langs; lang++)
        if (lang == 0 || pack->title[lang].p != pack->title[0].p)
            rules_text(&scope, TEXT_TITLE, false, pack->title[lang], 0);
    rules_text(&scope, TEXT_NAME, false, pack->publisher, 0);
}

static bool words_are_good(struct rules *rules, const struct words *words)
{
    struct slice path = arena_format(rules->arena, "words/%.*s.yaml", SLICE_ARG(words->tag));
    struct scope scope = {.rules = rules, .path = rules_file_place(rules, path).path};
    for (size_t i = 0; i < WORD_COUNT; i++)
        rules_text(&scope, TEXT_PLAIN, false, words->text[i], 0);
    return !scope.broken;
}

// A language of the interface is shown whole or not at all.
static void judge_words(struct rules *rules)
{
    struct pack *pack = rules->pack;
    const struct words **good = ARENA_ARRAY(rules->arena, pack->n_words, const struct words *);
    uint16_t n = 0;
    for (uint16_t i = 0; i < pack->n_words; i++)
        if (words_are_good(rules, pack->words[i]))
            good[n++] = pack->words[i];
    pack->words = good;
    pack->n_words = n;
}

void check_pack(struct pack *pack, const struct check_options *options, struct arena *arena,
                struct diags *diags)
{
    struct rules rules = {.pack = pack, .options = options, .diags = diags, .arena = arena};
    arena_init(&rules.scratch);
    rules.terms = options->terms ? options->terms : terms_create(&rules.scratch);
    struct contact *contacts = ARENA_ARRAY(&rules.scratch, pack->n_channels, struct contact);
    for (uint16_t i = 0; i < pack->n_channels; i++)
        contacts[i] = contact_of(pack->channels[i].value);
    rules.contacts = contacts;
    judge_country(&rules);
    judge_pack(&rules);
    judge_title(&rules);
    judge_words(&rules);
    rules_channels(&rules);
    rules_items(&rules);
    arena_fini(&rules.scratch);
}

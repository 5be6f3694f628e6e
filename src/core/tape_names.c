// SPDX-License-Identifier: MIT
// What a tape calls things, and whether this content has them.
#include "base/hash.h"
#include "core/tape_line.h"

static bool find_tag(const struct country *country, const struct campaign *campaign, struct slice tag,
                     uint32_t *out)
{
    uint16_t n = country ? country->n_langs : campaign->n_built_in;
    for (*out = 0; *out < n; ++*out)
        if (slice_eq(tag, country ? country->langs[*out] : campaign->built_in[*out]->tag))
            return true;
    return false;
}

// "quiz/perfil-falso"
static bool is_item(struct slice name, const struct item *item)
{
    struct slice kind, id;
    return slice_cut(name, '/', &kind, &id) && slice_is(kind, item_kind_name(item->kind)) &&
           slice_eq(id, item->id);
}

static bool find_item(const struct country *country, struct slice name, uint32_t *out)
{
    for (*out = 0; *out < country->n_items; ++*out)
        if (is_item(name, country->items[*out]))
            return true;
    return false;
}

static bool find_entry(const struct country *country, struct slice name, uint32_t *out)
{
    for (*out = 0; *out < country->n_loop; ++*out) {
        const struct item *item = country->loop[*out].item;
        if (item ? is_item(name, item) : slice_is(name, "help"))
            return true;
    }
    return false;
}

static bool find_channel(const struct country *country, struct slice name, uint32_t *out)
{
    for (*out = 0; *out < country->n_channels; ++*out)
        if (slice_eq(name, country->channels[*out]->id))
            return true;
    return false;
}

static const char *list_name(enum item_kind kind)
{
    static const char *const names[ITEM_KIND_COUNT] = {"messages", "quizzes", "stories"};
    return names[kind];
}

#define FIND_NAMED(name_of, type, count)                                                                     \
    for (*out = 0; *out < (count); ++*out)                                                                   \
        if (slice_is(name, name_of((type)*out)))                                                             \
            return true;                                                                                     \
    return false

static bool find_list(struct slice name, uint32_t *out)
{
    FIND_NAMED(list_name, enum item_kind, ITEM_KIND_COUNT);
}

static bool find_topic(struct slice name, uint32_t *out)
{
    FIND_NAMED(topic_name, enum topic, TOPIC_COUNT);
}

static bool find_need(struct slice name, uint32_t *out)
{
    FIND_NAMED(need_name, enum need, NEED_COUNT);
}

static bool find_asker(struct slice name, uint32_t *out)
{
    FIND_NAMED(audience_name, enum audience, AUDIENCE_COUNT);
}

static bool find_track(struct slice name, uint32_t *out)
{
    *out = AUDIENCE_COUNT;
    return slice_is(name, "everyone") || find_asker(name, out);
}

// "day/2", "plan"
static bool find_room(struct slice name, uint32_t *out)
{
    struct slice room, which;
    uint64_t index = 0;
    slice_cut(name, '/', &room, &which);
    if (which.n && !slice_to_uint(which, 0xffffff, &index))
        return false;
    for (uint32_t i = 0; i < ROOM_COUNT; i++) {
        *out = i | (uint32_t)index << 8;
        if (slice_is(room, room_word((enum operator_room)i)))
            return true;
    }
    return false;
}

// "volume/40"
static bool find_setting(struct slice name, uint32_t *out)
{
    struct slice setting, value;
    uint64_t number;
    if (!slice_cut(name, '/', &setting, &value) || !slice_to_uint(value, UINT16_MAX, &number))
        return false;
    for (uint32_t i = 0; i < SETTING_COUNT; i++) {
        *out = i << 16 | (uint32_t)number;
        if (slice_is(setting, setting_word((enum setting)i)))
            return true;
    }
    return false;
}

static bool find_name(const struct campaign *campaign, const struct country *country, enum act act,
                      struct slice name, uint32_t *out)
{
    switch (act) {
    case ACT_COUNTRY:
        *out = campaign_country(campaign, name);
        return *out != NO_INDEX;
    case ACT_LANGUAGE:
        return find_tag(country, campaign, name, out);
    case ACT_LIST:
        return find_list(name, out);
    case ACT_TOPIC:
        return find_topic(name, out);
    case ACT_NEED:
        return find_need(name, out);
    case ACT_ASKER:
        return find_asker(name, out);
    case ACT_TRACK:
        return find_track(name, out);
    case ACT_OPEN:
        return country && find_item(country, name, out);
    case ACT_ENTER:
        return country && find_entry(country, name, out);
    case ACT_ROOM:
        return find_room(name, out);
    case ACT_SET:
        return find_setting(name, out);
    case ACT_CHANNEL:
    case ACT_CONFIRM:
        return country && find_channel(country, name, out);
    default:
        return false;
    }
}

bool tape_arg(const struct campaign *campaign, const struct country *country, enum act act, struct slice arg,
              uint32_t *out)
{
    uint64_t number;
    if (find_name(campaign, country, act, arg, out))
        return true;
    *out = 0;
    if (arg.n == 0)
        return true;
    if (!slice_to_uint(arg, UINT32_MAX, &number))
        return false;
    *out = (uint32_t)number;
    return true;
}

// Before a country is chosen a name may be any country's.
static bool name_is_known(const struct campaign *campaign, const struct country *country,
                          const struct tape_step *step)
{
    uint32_t arg;
    bool known = tape_arg(campaign, country, step->act, step->arg, &arg);
    for (uint16_t i = 0; i < campaign->n_countries && !country && !known; i++)
        known = tape_arg(campaign, &campaign->countries[i], step->act, step->arg, &arg);
    return known;
}

static bool names_fit(const struct tape *tape, const struct campaign *campaign, const struct country *country,
                      struct diags *diags)
{
    size_t errors = diags->errors;
    for (uint32_t i = tape->body; i < tape->source.n_lines; i++) {
        struct tape_line line = tape_line_at(&tape->source, i);
        struct tape_step step;
        if (line.n == 0 || !tape_step_read(&tape->source, &line, diags, &step) ||
            (step.kind != TAPE_ACT && step.kind != TAPE_PRESS))
            continue;
        if (!name_is_known(campaign, country, &step))
            DIAG(diags, step.arg_pos, TAPE_NAME, step.arg, slice_of(act_word(step.act)));
        uint32_t chosen;
        if (!country && step.act == ACT_COUNTRY && tape_arg(campaign, NULL, step.act, step.arg, &chosen) &&
            chosen < campaign->n_countries)
            country = &campaign->countries[chosen];
    }
    return diags->errors == errors;
}

bool tape_fits(const struct tape *tape, const struct campaign *campaign, struct diags *diags,
               struct config *config)
{
    size_t errors = diags->errors;
    uint32_t language = 0;
    *config = (struct config){.idle_ms = tape->idle_ms,
                              .warning_ms = tape->warning_ms,
                              .country = NO_INDEX,
                              .access = tape->access,
                              .first_run = tape->first_run};
    if (tape->country.n)
        config->country = campaign_country(campaign, tape->country);
    else if (campaign->n_countries == 1)
        config->country = 0;
    if (tape->country.n && config->country == NO_INDEX) {
        DIAG(diags, tape->country_pos, TAPE_COUNTRY, tape->country);
        return false;
    }
    const struct country *country =
        config->country == NO_INDEX ? NULL : &campaign->countries[config->country];
    if (tape->language.n && !find_tag(country, campaign, tape->language, &language)) {
        DIAG(diags, tape->language_pos, TAPE_LANGUAGE, tape->language);
        language = 0;
    }
    config->language = (uint16_t)language;
    uint64_t content = tape_content_hash(campaign);
    if (tape->has_content && tape->content != content)
        DIAG(diags, tape->content_pos, TAPE_CONTENT,
             arena_format(diags->arena, "%016llx", (unsigned long long)tape->content),
             arena_format(diags->arena, "%016llx", (unsigned long long)content));
    names_fit(tape, campaign, country, diags);
    return diags->errors == errors;
}

static uint64_t hash_name(uint64_t hash, struct slice name)
{
    return hash_slice(hash_u64(hash, name.n), name);
}

static uint64_t hash_item(uint64_t hash, const struct item *item)
{
    hash = hash_name(hash_u64(hash, item->kind), item->id);
    hash = hash_u64(hash_u64(hash, item->topic), item->seconds);
    for (uint16_t i = 0; i < item->n_channels; i++)
        hash = hash_u64(hash_u64(hash, item->channels[i].channel), item->channels[i].quoted);
    for (uint16_t i = 0; item->kind == ITEM_QUIZ && i < item->quiz.n_questions; i++) {
        const struct question *question = &item->quiz.questions[i];
        hash = hash_u64(hash_u64(hash_u64(hash, question->kind), question->n_answers), question->n_pairs);
    }
    for (uint16_t i = 0; item->kind == ITEM_STORY && i < item->story.n_passages; i++) {
        const struct passage *passage = &item->story.passages[i];
        hash = hash_name(hash_u64(hash, passage->help), passage->name);
        for (uint16_t k = 0; k < passage->n_choices; k++)
            hash = hash_u64(hash, passage->choices[k].to);
    }
    return hash;
}

static uint64_t hash_channel(uint64_t hash, const struct channel *channel)
{
    hash = hash_name(hash_u64(hash, channel->kind), channel->id);
    hash = hash_u64(hash_u64(hash_u64(hash, channel->audience), channel->needs), channel->national);
    hash = hash_u64(hash, (uint64_t)channel->valid_until.year);
    return hash_u64(hash_u64(hash, channel->valid_until.month), channel->valid_until.day);
}

uint64_t tape_content_hash(const struct campaign *campaign)
{
    uint64_t hash = hash_u64(HASH_START, campaign->n_countries);
    for (uint16_t c = 0; c < campaign->n_countries; c++) {
        const struct country *country = &campaign->countries[c];
        hash = hash_u64(hash_name(hash, country->code), country->n_items);
        for (uint16_t i = 0; i < country->n_langs; i++)
            hash = hash_name(hash, country->langs[i]);
        for (size_t i = 0; i < country->n_items; i++)
            hash = hash_item(hash, country->items[i]);
        for (uint16_t i = 0; i < country->n_channels; i++)
            hash = hash_channel(hash, country->channels[i]);
        for (size_t i = 0; i < country->n_loop; i++)
            hash = hash_name(hash, country->loop[i].item ? country->loop[i].item->id : SLICE("/help"));
    }
    return hash;
}

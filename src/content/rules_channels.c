// SPDX-License-Identifier: MIT
// What a channel must keep, since a wrong number harms a child.
#include "content/rules.h"

#include <strings.h>

static bool same_place(struct slice a, struct slice b)
{
    return a.n == b.n && strncasecmp(a.p, b.p, a.n) == 0;
}

// Two pages of one site are one source.
static struct slice site_of(struct slice where)
{
    struct slice site, rest;
    if (slice_starts(where, SLICE("https://")))
        where = slice_from(where, 8);
    else if (slice_starts(where, SLICE("http://")))
        where = slice_from(where, 7);
    if (slice_starts(where, SLICE("www.")))
        where = slice_from(where, 4);
    slice_cut(where, '/', &site, &rest);
    return slice_trim(site);
}

static bool has_two_sources(const struct channel *channel)
{
    for (uint16_t i = 1; i < channel->n_sources; i++)
        if (!same_place(site_of(channel->sources[0].where), site_of(channel->sources[i].where)))
            return true;
    return false;
}

static void judge_texts(struct rules *rules, struct channel *channel)
{
    struct scope scope = {.rules = rules, .channel = channel};
    for (uint16_t lang = 0; lang < rules->pack->n_langs; lang++) {
        // Where a translation is missing the default text stands, and has been judged.
        bool own = lang == 0 || channel->name[lang].p != channel->name[0].p;
        scope.lang = lang;
        scope.sextortion = (struct pos){0};
        scope.seams = (struct seams){0};
        if (own)
            rules_text(&scope, TEXT_NAME, false, channel->name[lang], channel->pos.line);
        if (lang == 0 || channel->how[lang].p != channel->how[0].p)
            rules_text(&scope, TEXT_PLAIN, false, channel->how[lang], channel->pos.line);
        if (lang == 0 || channel->hours[lang].p != channel->hours[0].p)
            rules_text(&scope, TEXT_PLAIN, false, channel->hours[lang], channel->pos.line);
        for (uint16_t i = 0; i < channel->n_steps; i++) {
            const struct slice *text = channel->steps[i].text;
            if (lang == 0 || text[lang].p != text[0].p)
                rules_text(&scope, TEXT_PLAIN, false, text[lang], channel->pos.line);
        }
        rules_texts_done(&scope);
    }
    scope.lang = 0;
    rules_text(&scope, TEXT_NAME, false, channel->confirmed.by, channel->pos.line);
    channel->left_out |= scope.broken;
}

// A day that hasn't come is only a warning: the clock may be what is wrong, and a wrong clock must not empty
// the screen.
static void judge_future(struct rules *rules, const struct channel *channel, struct date date,
                         const char *key)
{
    if (!rules_is_future(rules, date))
        return;
    struct slice day = date_text(date, rules->arena);
    struct slice line = arena_format(rules->arena, "%s: %.*s", key, SLICE_ARG(day));
    DIAG(rules->diags, rules_channel_place(rules, channel, line), DATE_FUTURE, slice_of(key), day);
}

static void judge_dates(struct rules *rules, struct channel *channel)
{
    judge_future(rules, channel, channel->checked_on, "checked_on");
    judge_future(rules, channel, channel->confirmed.on, "on");
    for (uint16_t i = 0; i < channel->n_sources; i++) {
        judge_future(rules, channel, channel->sources[i].seen, "seen");
        judge_future(rules, channel, channel->sources[i].dated, "dated");
    }
    if (date_is_set(channel->checked_on) && date_is_set(channel->valid_until) &&
        date_cmp(channel->valid_until, channel->checked_on) < 0) {
        DIAG(rules->diags, rules_channel_place(rules, channel, SLICE("valid_until:")), CHANNEL_DATES,
             date_text(channel->valid_until, rules->arena), date_text(channel->checked_on, rules->arena));
        channel->left_out = true;
    }
    if (!channel_is_stale(channel, rules->options->today))
        return;
    struct pos pos = rules_channel_place(rules, channel, SLICE("valid_until:"));
    struct slice day = date_text(channel->valid_until, rules->arena);
    if (channel->national)
        DIAG(rules->diags, pos, CHANNEL_STALE_NATIONAL, channel->id, day);
    else
        DIAG(rules->diags, pos, CHANNEL_STALE, channel->id, day);
}

static void judge_release(struct rules *rules, struct channel *channel)
{
    size_t errors = rules->diags->errors;
    if (!has_two_sources(channel))
        DIAG(rules->diags, channel->pos, RELEASE_SOURCES, channel->id);
    if (!date_is_set(channel->checked_on))
        DIAG(rules->diags, channel->pos, RELEASE_DATE, channel->id, SLICE("checked_on"));
    if (!date_is_set(channel->valid_until))
        DIAG(rules->diags, channel->pos, RELEASE_DATE, channel->id, SLICE("valid_until"));
    for (uint16_t lang = 1; lang < rules->pack->n_langs; lang++)
        if (!(channel->langs_present & 1u << lang))
            DIAG(rules->diags, channel->pos, RELEASE_CHANNEL_LANGUAGE, channel->id, rules->pack->langs[lang]);
    channel->left_out |= rules->diags->errors > errors;
    if (!date_is_set(channel->confirmed.on))
        DIAG(rules->diags, channel->pos, RELEASE_CONFIRMED, channel->id);
}

// Whatever stands on a screen may be dialled or opened by a child.
static void judge_sources(struct rules *rules, const struct channel *channel)
{
    if (channel->value.n && channel->kind != CHANNEL_PLACE && !has_two_sources(channel))
        DIAG(rules->diags, channel->pos, CHANNEL_UNSOURCED, channel->id);
}

static void judge_value(struct rules *rules, struct channel *channel)
{
    if (channel->kind == CHANNEL_PHONE || channel->kind == CHANNEL_PLACE ||
        !slice_starts(channel->value, SLICE("http://")))
        return;
    DIAG(rules->diags, rules_channel_place(rules, channel, SLICE("value:")), LINK_NOT_HTTPS, channel->value);
    channel->left_out = true;
}

static bool helps_in_danger(const struct rules *rules, const struct channel *channel)
{
    return (channel->needs & 1u << NEED_EMERGENCY) && !channel->left_out &&
           (channel->kind == CHANNEL_PHONE || channel->kind == CHANNEL_PLACE) &&
           channel_is_current(channel, rules->options->today);
}

// A chat or a web page is no help to somebody who must leave now.
static void judge_emergency(struct rules *rules)
{
    const struct pack *pack = rules->pack;
    bool any = pack->channels_lost; // it may be the one that can't be read
    for (uint16_t i = 0; i < pack->n_channels; i++)
        any |= helps_in_danger(rules, &pack->channels[i]);
    if (!any)
        DIAG(rules->diags, rules_file_place(rules, SLICE("channels.yaml")), RELEASE_NO_EMERGENCY);
}

void rules_channels(struct rules *rules)
{
    for (uint16_t i = 0; i < rules->pack->n_channels; i++) {
        struct channel *channel = &rules->pack->channels[i];
        if (channel->borrowed) // judged in its own pack
            continue;
        judge_value(rules, channel);
        judge_texts(rules, channel);
        judge_dates(rules, channel);
        if (rules->options->release)
            judge_release(rules, channel);
        else
            judge_sources(rules, channel);
    }
    if (rules->options->release)
        judge_emergency(rules);
}

// SPDX-License-Identifier: MIT
#include "content/model.h"

const char *topic_name(enum topic topic)
{
    static const char *const names[TOPIC_COUNT] = {"feelings", "friends", "pressure",
                                                   "family",   "action",  "rest"};
    return topic < TOPIC_COUNT ? names[topic] : NULL;
}

const char *audience_name(enum audience audience)
{
    static const char *const names[AUDIENCE_COUNT] = {"children", "teens", "families", "professionals",
                                                      "women"};
    return audience < AUDIENCE_COUNT ? names[audience] : NULL;
}

const char *need_name(enum need need)
{
    static const char *const names[NEED_COUNT] = {"emergency", "talk",   "report",  "image-removal",
                                                  "legal",     "health", "shelter", "long-term"};
    return need < NEED_COUNT ? names[need] : NULL;
}

const char *channel_kind_name(enum channel_kind kind)
{
    static const char *const names[CHANNEL_KIND_COUNT] = {"phone", "place", "chat", "app", "web"};
    return kind < CHANNEL_KIND_COUNT ? names[kind] : NULL;
}

const char *item_kind_name(enum item_kind kind)
{
    static const char *const names[ITEM_KIND_COUNT] = {"message", "quiz", "story"};
    return kind < ITEM_KIND_COUNT ? names[kind] : NULL;
}

bool channel_is_stale(const struct channel *channel, struct date today)
{
    return date_is_set(today) && date_is_set(channel->valid_until) &&
           date_cmp(today, channel->valid_until) > 0;
}

bool channel_is_current(const struct channel *channel, struct date today)
{
    return !channel->withdrawn && (channel->national || !channel_is_stale(channel, today));
}

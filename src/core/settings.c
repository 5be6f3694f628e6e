// SPDX-License-Identifier: MIT
#include "core/settings.h"

#include "base/hash.h"
#include "content/model.h"

#define START_VOLUME 80
#define WORK_FROM 14 // half hours: 7:00 to 18:00, as a day that was closed is opened
#define WORK_TO 36

const char *setting_word(enum setting setting)
{
    static const char *const words[SETTING_COUNT] = {
#define SETTING(name, word) word,
#include "core/settings.def"
#undef SETTING
    };
    return setting < SETTING_COUNT ? words[setting] : NULL;
}

struct settings settings_start(void)
{
    struct settings settings = {
        .country = NO_INDEX, .region = NO_INDEX, .language = NO_INDEX, .volume = START_VOLUME};
    for (int day = 0; day < SETTINGS_DAYS; day++)
        settings.hours[day] = (struct opening){0, SETTINGS_HALF_HOURS};
    return settings;
}

static bool set_hours(struct settings *settings, enum setting setting, uint16_t value)
{
    unsigned day = value >> 8, half_hour = value & 0xff;
    if (day >= SETTINGS_DAYS || half_hour > SETTINGS_HALF_HOURS)
        return false;
    struct opening *hours = &settings->hours[day];
    // A day is never closed by a step too many: that has its own switch.
    if (setting == SETTING_FROM ? half_hour >= hours->to : half_hour <= hours->from)
        return false;
    *(setting == SETTING_FROM ? &hours->from : &hours->to) = (uint8_t)half_hour;
    return true;
}

static bool set_day(struct settings *settings, enum setting setting, uint16_t day)
{
    if (day >= SETTINGS_DAYS)
        return false;
    if (setting == SETTING_CLOSED)
        settings->hours[day] = (struct opening){0, 0};
    else if (setting == SETTING_OPEN)
        settings->hours[day] = (struct opening){WORK_FROM, WORK_TO};
    for (int other = 0; setting == SETTING_LIKE && day < SETTINGS_WORK_DAYS && other < SETTINGS_WORK_DAYS;
         other++)
        settings->hours[other] = settings->hours[day];
    return true;
}

bool settings_week_is_like(const struct settings *settings, uint32_t day)
{
    bool like = true;
    for (int other = 0; other < SETTINGS_WORK_DAYS; other++)
        like = like && settings->hours[other].from == settings->hours[day].from &&
               settings->hours[other].to == settings->hours[day].to;
    return like;
}

static bool set_bool(bool *out, uint16_t value)
{
    if (value > 1)
        return false;
    *out = value == 1;
    return true;
}

static bool set_byte(uint8_t *out, uint16_t value, uint16_t most)
{
    if (value > most)
        return false;
    *out = (uint8_t)value;
    return true;
}

bool settings_set(struct settings *settings, enum setting setting, uint16_t value)
{
    switch (setting) {
    case SETTING_COUNTRY:
        settings->country = value;
        return true;
    case SETTING_REGION:
        settings->region = value;
        return true;
    case SETTING_LANGUAGE:
        settings->language = value;
        return true;
    case SETTING_MM:
        if (value < SETTINGS_MM_MIN || value > SETTINGS_MM_MAX)
            return false;
        settings->mm = value;
        return true;
    case SETTING_VOLUME:
        return set_byte(&settings->volume, value, 100);
    case SETTING_FACILITATE:
        return set_bool(&settings->facilitate, value);
    case SETTING_TEXT_SIZE:
        return set_byte(&settings->access.text_size, value, TEXT_SIZE_COUNT - 1);
    case SETTING_COLORS:
        return set_byte(&settings->access.colors, value, COLORS_COUNT - 1);
    case SETTING_LOW_REACH:
        return set_bool(&settings->access.low_reach, value);
    case SETTING_STILL:
        return set_bool(&settings->access.still, value);
    case SETTING_FROM:
    case SETTING_TO:
        return set_hours(settings, setting, value);
    case SETTING_CLOSED:
    case SETTING_OPEN:
    case SETTING_LIKE:
        return set_day(settings, setting, value);
    case SETTING_COUNT:
        break;
    }
    return false;
}

bool settings_are_valid(const struct settings *settings)
{
    for (int day = 0; day < SETTINGS_DAYS; day++)
        if (settings->hours[day].from > SETTINGS_HALF_HOURS || settings->hours[day].to > SETTINGS_HALF_HOURS)
            return false;
    return settings->volume <= 100 && settings->access.text_size < TEXT_SIZE_COUNT &&
           settings->access.colors < COLORS_COUNT &&
           (settings->mm == 0 || (settings->mm >= SETTINGS_MM_MIN && settings->mm <= SETTINGS_MM_MAX));
}

uint64_t settings_hash(uint64_t hash, const struct settings *settings)
{
    const uint64_t numbers[] = {settings->country,
                                settings->region,
                                settings->language,
                                settings->mm,
                                settings->volume,
                                settings->facilitate,
                                settings->access.text_size,
                                settings->access.colors,
                                settings->access.low_reach,
                                settings->access.still,
                                settings->access.two_buttons};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        hash = hash_u64(hash, numbers[i]);
    for (int day = 0; day < SETTINGS_DAYS; day++)
        hash = hash_u64(hash_u64(hash, settings->hours[day].from), settings->hours[day].to);
    return hash;
}

bool settings_open_at(const struct settings *settings, uint32_t week_minute)
{
    uint32_t minute = week_minute % WEEK_MINUTES, half_hour = minute % (24 * 60) / 30;
    const struct opening *hours = &settings->hours[minute / (24 * 60)];
    return half_hour >= hours->from && half_hour < hours->to;
}

uint32_t settings_until_change(const struct settings *settings, uint32_t week_minute)
{
    bool open = settings_open_at(settings, week_minute);
    uint32_t first = 30 - week_minute % 30;
    for (uint32_t after = first; after <= WEEK_MINUTES; after += 30)
        if (settings_open_at(settings, week_minute + after) != open)
            return after;
    return 0;
}

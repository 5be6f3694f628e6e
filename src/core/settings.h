// SPDX-License-Identifier: MIT
// What whoever runs a kiosk chooses for it, as plain numbers: the state holds it, the operator changes it, the shell keeps
// it in a file.
#ifndef CHASQUI_CORE_SETTINGS_H
#define CHASQUI_CORE_SETTINGS_H

#include "core/access.h"

#define SETTINGS_WORK_DAYS 5 // Monday to Friday
#define SETTINGS_DAYS 7
#define SETTINGS_HALF_HOURS 48 // of a day
#define SETTINGS_VOLUME_STEP 10
#define SETTINGS_MM_MIN 50
#define SETTINGS_MM_MAX 10000

// Half hours since midnight: open from `from` until before `to`. from >= to: closed that day.
struct opening {
    uint8_t from, to;
};

struct settings {
    uint16_t country;  // index in the campaign, or NO_INDEX
    uint16_t region;   // index in content/regions.h, or NO_INDEX: the whole country
    uint16_t language; // index in the country's languages, or NO_INDEX: the first
    uint16_t mm;       // width of the glass; 0: nobody said
    uint8_t volume;    // per cent, the loudest that a visitor can have things read aloud; 0: not at all
    bool facilitate;
    struct access access;                // to begin a visit with
    struct opening hours[SETTINGS_DAYS]; // Monday first
};

// What can be set on screen, one at a time. The value's meaning stands behind each.
// SETTING(NAME, "name on a tape")
enum setting {
#define SETTING(name, word) SETTING_##name,
#include "core/settings.def"
#undef SETTING
    SETTING_COUNT
};

const char *setting_word(enum setting setting);

// Always open, nothing chosen, 80 per cent.
struct settings settings_start(void);

// Sets one. False, and nothing changed: no such value. An index is only checked by whoever knows the content.
bool settings_set(struct settings *settings, enum setting setting, uint16_t value);

// For SETTING_FROM and SETTING_TO: a weekday (0: Monday) and a half hour as one value.
static inline uint16_t settings_half_hour(unsigned weekday, unsigned half_hour)
{
    return (uint16_t)(weekday << 8 | half_hour);
}

// Whether Monday to Friday have the hours of this day.
bool settings_week_is_like(const struct settings *settings, uint32_t day);
bool settings_are_valid(const struct settings *settings);
uint64_t settings_hash(uint64_t hash, const struct settings *settings);

// ---- Opening hours ----

// A moment of the week: minutes since Monday 0:00.
#define WEEK_MINUTES (7u * 24 * 60)

bool settings_open_at(const struct settings *settings, uint32_t week_minute);
// Minutes from there until it opens or closes; 0: never.
uint32_t settings_until_change(const struct settings *settings, uint32_t week_minute);

#endif

// SPDX-License-Identifier: MIT
#include "scene/theme.h"

#include "text/layout.h"

struct field theme_topic(enum topic topic)
{
    static const struct field fields[TOPIC_COUNT] = {
        [TOPIC_FEELINGS] = {THEME_DUSK, THEME_CREAM, THEME_MAIZE},
        [TOPIC_FRIENDS] = {THEME_LAKE, THEME_CREAM, THEME_MAIZE_LIGHT},
        [TOPIC_PRESSURE] = {THEME_COCHINEAL, THEME_CREAM, THEME_MAIZE},
        [TOPIC_FAMILY] = {THEME_CLAY, THEME_CREAM, THEME_MAIZE_LIGHT},
        [TOPIC_ACTION] = {THEME_LEAF, THEME_CREAM, THEME_MAIZE_LIGHT},
        [TOPIC_REST] = {THEME_SKY, THEME_INK, THEME_DUSK},
    };
    return fields[topic < TOPIC_COUNT ? topic : TOPIC_REST];
}

enum icon theme_need_icon(enum need need)
{
    static const enum icon icons[NEED_COUNT] = {ICON_DANGER, ICON_TALK,   ICON_REPORT,  ICON_IMAGE,
                                                ICON_LEGAL,  ICON_HEALTH, ICON_SHELTER, ICON_LONG_TERM};
    return icons[need];
}

enum icon theme_asker_icon(enum audience asker)
{
    static const enum icon icons[AUDIENCE_COUNT] = {ICON_PERSON, ICON_PEOPLE, ICON_FAMILY, ICON_SCHOOL,
                                                    ICON_PERSON};
    return icons[asker];
}

enum icon theme_channel_icon(enum channel_kind kind)
{
    static const enum icon icons[CHANNEL_KIND_COUNT] = {ICON_PHONE, ICON_PLACE, ICON_CHAT, ICON_APP,
                                                        ICON_WEB};
    return icons[kind];
}

// Millimetres to px, rounded up.
static int px_of_mm(int tenths, int w, int mm)
{
    return (int)(((int64_t)tenths * w + (int64_t)mm * 10 - 1) / ((int64_t)mm * 10));
}

void theme_sizes(int w, int h, int mm, struct sizes *out)
{
    int side = w < h ? w : h;
    int unit = at_least(side / 100, 1);
    *out = (struct sizes){
        .portrait = h > w,
        .unit = unit,
        .touch = px_of_mm(mm < 180 ? 120 : 200, w, mm),
        .margin = side * 6 / 100,
        .gap = side * 2 / 100,
        .radius = side * 2 / 100,
    };
    out->bar = at_least(side * 115 / 1000, out->touch);
}

void theme_type(const struct sizes *sizes, int w, int mm, enum type type, int percent, struct text_style *out)
{
    // In tenths of the unit; the least em in tenths of a millimetre; line height in hundredths of the em.
    static const struct {
        int tenths, least, line;
        enum font font;
        bool balanced;
    } scale[TYPE_COUNT] = {
        [TYPE_TITLE] = {72, 70, 108, FONT_BOLD, true},    [TYPE_HEADING] = {48, 60, 115, FONT_BOLD, true},
        [TYPE_LEAD] = {44, 54, 132, FONT_REGULAR, false}, [TYPE_BODY] = {40, 54, 140, FONT_REGULAR, false},
        [TYPE_CARD] = {40, 52, 118, FONT_BOLD, false},    [TYPE_SMALL] = {33, 45, 130, FONT_REGULAR, false},
        [TYPE_LABEL] = {28, 42, 120, FONT_BOLD, false},
    };
    int px = at_least(sizes->unit * scale[type].tenths / 10, px_of_mm(scale[type].least, w, mm));
    // A title twice as large would leave no room for its page, and the bar has a fixed height.
    bool half = type == TYPE_LABEL || type == TYPE_TITLE || type == TYPE_HEADING;
    px = px * (half ? 100 + (percent - 100) / 2 : percent) / 100;
    *out = (struct text_style){.font = scale[type].font,
                               .strong_font = FONT_BOLD,
                               .px = px,
                               .line_px = px * scale[type].line / 100,
                               .balanced = scale[type].balanced};
}

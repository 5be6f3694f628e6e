// SPDX-License-Identifier: MIT
#include "system/setup_value.h"

#include <stdio.h>
#include <string.h>

#define MM_MIN 50
#define MM_MAX 10000
#define IDLE_MIN 20
#define IDLE_MAX 900
#define DAY_MINUTES 1440

static bool refuse(const struct setup_place *place, struct slice value, const char *key, struct slice example)
{
    DIAG(place->diags, place->pos, SETUP_VALUE, value, slice_of(key), example);
    return false;
}

static void copy(struct slice value, char *out, size_t size)
{
    size_t n = value.n < size ? value.n : size - 1;
    if (n > 0)
        memcpy(out, value.p, n);
    memset(out + n, 0, size - n);
}

// ---- Names ----

static bool all_are(struct slice s, bool (*is)(char c))
{
    for (size_t i = 0; i < s.n; i++)
        if (!is(s.p[i]))
            return false;
    return true;
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_upper_or_digit(char c)
{
    return is_upper(c) || (c >= '0' && c <= '9');
}

static bool is_of_tag(char c)
{
    return is_upper_or_digit(c) || (c >= 'a' && c <= 'z') || c == '-';
}

static bool is_country(struct slice value, const struct setup_checks *checks)
{
    return value.n == 2 && all_are(value, is_upper) &&
           (!checks || !checks->country || checks->country(value));
}

static bool read_country(struct slice value, const struct setup_place *place, struct setup *out)
{
    if (value.n != 0 && !is_country(value, place->checks))
        return refuse(place, value, "country", SLICE("country: CO"));
    copy(value, out->country, sizeof out->country);
    return true;
}

static bool read_region(struct slice value, const struct setup_place *place, struct setup *out)
{
    bool shaped = value.n >= 4 && value.n <= 6 && all_are(slice_sub(value, 0, 2), is_upper) &&
                  value.p[2] == '-' && all_are(slice_from(value, 3), is_upper_or_digit);
    if (value.n != 0 && !(shaped && is_country(slice_sub(value, 0, 2), place->checks)))
        return refuse(place, value, "region", SLICE("region: CO-ANT"));
    copy(value, out->region, sizeof out->region);
    return true;
}

static bool read_language(struct slice value, const struct setup_place *place, struct setup *out)
{
    if (value.n > LIMIT_TAG || value.n == 1 || !all_are(value, is_of_tag))
        return refuse(place, value, "language", SLICE("language: es"));
    copy(value, out->language, sizeof out->language);
    return true;
}

// Blanks after a comma are for people: --access has none.
static bool read_access(struct slice value, const struct setup_place *place, struct setup *out)
{
    char list[SETUP_ACCESS];
    size_t n = 0;
    struct slice word, wrong = value, rest = value;
    while (rest.n > 0) {
        slice_cut(rest, ',', &word, &rest);
        word = slice_trim(word);
        if (word.n == 0 || n + word.n + 1 >= sizeof list)
            return refuse(place, value, "access", SLICE("access: text-150, contrast"));
        if (n > 0)
            list[n++] = ',';
        memcpy(list + n, word.p, word.n);
        n += word.n;
    }
    if (n > 0 && place->checks && place->checks->access &&
        !place->checks->access((struct slice){list, n}, &wrong)) {
        DIAG(place->diags, place->pos, SETUP_ACCESS, wrong);
        return false;
    }
    copy((struct slice){list, n}, out->access, sizeof out->access);
    return true;
}

// ---- Numbers and choices ----

static bool read_number(struct slice value, const char *key, unsigned least, unsigned most,
                        const struct setup_place *place, unsigned *out)
{
    uint64_t number;
    char from[12], to[12];
    if (slice_to_uint(value, most, &number) && number >= least) {
        *out = (unsigned)number;
        return true;
    }
    snprintf(from, sizeof from, "%u", least);
    snprintf(to, sizeof to, "%u", most);
    DIAG(place->diags, place->pos, SETUP_RANGE, slice_of(key), slice_of(from), slice_of(to));
    return false;
}

static bool read_mm(struct slice value, const struct setup_place *place, struct setup *out)
{
    unsigned number = 0;
    if (!slice_is(value, "ask") && !read_number(value, "mm", MM_MIN, MM_MAX, place, &number))
        return false;
    out->mm = (uint16_t)number;
    return true;
}

static bool read_volume(struct slice value, const struct setup_place *place, struct setup *out)
{
    unsigned number;
    if (!read_number(value, "volume", 0, 100, place, &number))
        return false;
    out->volume = (uint8_t)number;
    return true;
}

static bool read_idle(struct slice value, const struct setup_place *place, struct setup *out)
{
    unsigned number;
    if (!read_number(value, "idle", IDLE_MIN, IDLE_MAX, place, &number))
        return false;
    out->idle_s = (uint16_t)number;
    return true;
}

static bool read_facilitate(struct slice value, const struct setup_place *place, struct setup *out)
{
    bool yes = slice_is_among(value, "yes true");
    if (value.n == 0 || (!yes && !slice_is_among(value, "no false")))
        return refuse(place, value, "facilitate", SLICE("facilitate: yes"));
    out->facilitate = yes;
    return true;
}

static bool read_unsigned(struct slice value, const struct setup_place *place, struct setup *out)
{
    bool messages = slice_is(value, "messages"), known = messages || slice_is(value, "never");
    // Whoever wrote something here wanted a limit: a slip must not lift it.
    out->unsigned_packs = messages ? SETUP_UNSIGNED_MESSAGES : SETUP_UNSIGNED_NEVER;
    if (!known)
        DIAG(place->diags, place->pos, SETUP_UNSIGNED, value);
    return known;
}

static bool read_keyboard(struct slice value, const struct setup_place *place, struct setup *out)
{
    bool off = slice_is(value, "off");
    if (!off && !slice_is(value, "navigation"))
        return refuse(place, value, "keyboard", SLICE("keyboard: navigation"));
    out->keyboard = off ? SETUP_KEYBOARD_OFF : SETUP_KEYBOARD_NAVIGATION;
    return true;
}

// ---- The machine ----

static bool read_rotation(struct slice value, const struct setup_place *place, struct setup *out)
{
    uint64_t degrees;
    if (!slice_to_uint(value, 270, &degrees) || degrees % 90 != 0)
        return refuse(place, value, "rotation", SLICE("rotation: 90"));
    out->machine.rotation = (uint16_t)degrees;
    return true;
}

static bool read_brightness(struct slice value, const struct setup_place *place, struct setup *out)
{
    unsigned number = 0;
    if (!slice_is(value, "keep") && !read_number(value, "brightness", 1, 100, place, &number))
        return false;
    out->machine.brightness = (uint8_t)number;
    return true;
}

static bool read_session(struct slice value, const struct setup_place *place, struct setup *out)
{
    bool bare = slice_is(value, "kmsdrm");
    if (!bare && !slice_is(value, "cage"))
        return refuse(place, value, "session", SLICE("session: cage"));
    out->machine.session = bare ? SETUP_SESSION_KMSDRM : SETUP_SESSION_CAGE;
    return true;
}

static bool read_usb(struct slice value, const struct setup_place *place, struct setup *out)
{
    bool any = slice_is(value, "any");
    if (!any && !slice_is(value, "storage"))
        return refuse(place, value, "usb", SLICE("usb: storage"));
    out->machine.usb = any ? SETUP_USB_ANY : SETUP_USB_STORAGE;
    return true;
}

#define DECIMALS 6 // as many as SETUP_UNIT has
#define MATRIX_MOST 100

// "-1.25" in millionths. By hand: what strtod takes for a point is the locale's.
static bool read_decimal(struct slice word, int32_t *out)
{
    struct slice whole, part;
    uint64_t units, fraction = 0;
    bool minus = slice_starts(word, SLICE("-"));
    bool has_part = slice_cut(slice_from(word, minus), '.', &whole, &part);
    if (!slice_to_uint(whole, MATRIX_MOST, &units) || part.n > DECIMALS ||
        (has_part && !slice_to_uint(part, SETUP_UNIT, &fraction)))
        return false;
    for (size_t n = part.n; n < DECIMALS; n++)
        fraction *= 10;
    int32_t number = (int32_t)(units * SETUP_UNIT + fraction);
    *out = minus ? -number : number;
    return true;
}

static bool read_calibration(struct slice value, const struct setup_place *place, struct setup *out)
{
    int32_t matrix[SETUP_MATRIX];
    struct slice word, rest = value;
    int n = 0;
    while (n < SETUP_MATRIX && rest.n > 0) {
        slice_cut(rest, ' ', &word, &rest);
        rest = slice_trim(rest);
        if (!read_decimal(word, &matrix[n]))
            break;
        n++;
    }
    if (n < SETUP_MATRIX || rest.n > 0)
        return refuse(place, value, "calibration", SLICE("calibration: 1 0 0 0 1 0"));
    memcpy(out->machine.calibration, matrix, sizeof matrix);
    return true;
}

static void write_calibration(const int32_t matrix[SETUP_MATRIX], char out[SETUP_TEXT])
{
    size_t n = 0;
    for (int i = 0; i < SETUP_MATRIX; i++) {
        int32_t number = matrix[i], size = number < 0 ? -number : number;
        int digits = DECIMALS, part = size % SETUP_UNIT;
        for (; digits > 0 && part % 10 == 0; digits--)
            part /= 10;
        int written = digits > 0 ? snprintf(out + n, SETUP_TEXT - n, "%s%s%d.%0*d", i ? " " : "",
                                            number < 0 ? "-" : "", size / SETUP_UNIT, digits, part)
                                 : snprintf(out + n, SETUP_TEXT - n, "%s%s%d", i ? " " : "",
                                            number < 0 ? "-" : "", size / SETUP_UNIT);
        n += (size_t)written;
    }
}

// ---- Hours ----

static const char *const days[][SETUP_DAYS] = {
    {"mon", "tue", "wed", "thu", "fri", "sat", "sun"},
    {"lun", "mar", "mié", "jue", "vie", "sáb", "dom"},
    {"lun", "mar", "mie", "jue", "vie", "sab", "dom"},
};

static bool read_day(struct slice word, int *out)
{
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        for (int day = 0; day < SETUP_DAYS; day++) {
            if (slice_is(word, days[i][day])) {
                *out = day;
                return true;
            }
        }
    }
    return false;
}

static bool read_time(struct slice word, uint16_t *out)
{
    struct slice hour, minute;
    uint64_t h, m;
    if (!slice_cut(word, ':', &hour, &minute) || minute.n != 2 || hour.n > 2 ||
        !slice_to_uint(hour, 24, &h) || !slice_to_uint(minute, 59, &m) || h * 60 + m > DAY_MINUTES)
        return false;
    *out = (uint16_t)(h * 60 + m);
    return true;
}

// "mon-fri 07:00-18:00"
static bool read_span(struct slice span, struct setup_day hours[SETUP_DAYS])
{
    struct slice names, times, from, to;
    struct setup_day day;
    int first, last;
    slice_cut(span, ' ', &names, &times);
    if (!slice_cut(names, '-', &from, &to))
        to = from;
    if (!read_day(from, &first) || !read_day(to, &last) || last < first ||
        !slice_cut(slice_trim(times), '-', &from, &to) || !read_time(slice_trim(from), &day.opens) ||
        !read_time(slice_trim(to), &day.closes) || day.opens >= day.closes)
        return false;
    for (int i = first; i <= last; i++)
        hours[i] = day;
    return true;
}

static bool read_hours(struct slice value, const struct setup_place *place, struct setup *out)
{
    struct setup_day hours[SETUP_DAYS] = {{0}};
    struct slice span, rest = value;
    bool always = slice_is(value, "always");
    bool good = always || value.n > 0;
    while (!always && good && rest.n > 0) {
        slice_cut(rest, ',', &span, &rest);
        good = read_span(slice_trim(span), hours);
    }
    if (!good) {
        DIAG(place->diags, place->pos, SETUP_HOURS, value);
        return false;
    }
    out->always = always;
    memcpy(out->hours, hours, sizeof hours);
    return true;
}

// Days that follow each other with the same hours stand as one.
static void write_hours(const struct setup *settings, char out[SETUP_TEXT])
{
    size_t n = 0;
    out[0] = '\0';
    if (settings->always)
        copy(SLICE("always"), out, SETUP_TEXT);
    for (int first = 0, last; !settings->always && first < SETUP_DAYS; first = last + 1) {
        struct setup_day day = settings->hours[first];
        last = first;
        while (last + 1 < SETUP_DAYS && settings->hours[last + 1].opens == day.opens &&
               settings->hours[last + 1].closes == day.closes)
            last++;
        if (day.opens >= day.closes)
            continue;
        int written = snprintf(out + n, SETUP_TEXT - n, "%s%s%s%s %02d:%02d-%02d:%02d", n ? ", " : "",
                               days[0][first], last > first ? "-" : "", last > first ? days[0][last] : "",
                               day.opens / 60, day.opens % 60, day.closes / 60, day.closes % 60);
        n += written > 0 && (size_t)written < SETUP_TEXT - n ? (size_t)written : 0;
    }
    if (n == 0 && !settings->always)
        copy(SLICE("always"), out, SETUP_TEXT); // a kiosk that never opens helps nobody
}

// ---- The table ----

enum {
    COUNTRY,
    REGION,
    LANGUAGE,
    MM,
    VOLUME,
    IDLE,
    FACILITATE,
    ACCESS,
    HOURS,
    UNSIGNED,
    KEYBOARD,
    // the machine's
    ROTATION,
    CALIBRATION,
    BRIGHTNESS,
    SESSION,
    USB,
};

static const struct {
    const char *name;
    bool (*read)(struct slice value, const struct setup_place *place, struct setup *out);
} keys[SETUP_KEYS] = {
    [COUNTRY] = {"country", read_country},
    [REGION] = {"region", read_region},
    [LANGUAGE] = {"language", read_language},
    [MM] = {"mm", read_mm},
    [VOLUME] = {"volume", read_volume},
    [IDLE] = {"idle", read_idle},
    [FACILITATE] = {"facilitate", read_facilitate},
    [ACCESS] = {"access", read_access},
    [HOURS] = {"hours", read_hours},
    [UNSIGNED] = {"unsigned", read_unsigned},
    [KEYBOARD] = {"keyboard", read_keyboard},
    [ROTATION] = {"rotation", read_rotation},
    [CALIBRATION] = {"calibration", read_calibration},
    [BRIGHTNESS] = {"brightness", read_brightness},
    [SESSION] = {"session", read_session},
    [USB] = {"usb", read_usb},
};

int setup_key(struct slice name)
{
    for (int i = 0; i < SETUP_KEYS; i++)
        if (slice_is(name, keys[i].name))
            return i;
    return -1;
}

const char *setup_key_name(int key)
{
    return keys[key].name;
}

bool setup_key_is_machine(int key)
{
    return key >= ROTATION;
}

bool setup_value_read(int key, struct slice value, const struct setup_place *place, struct setup *settings)
{
    return keys[key].read(value, place, settings);
}

void setup_value_write(int key, const struct setup *settings, char out[SETUP_TEXT])
{
    out[0] = '\0';
    switch (key) {
    case COUNTRY:
        copy(slice_of(settings->country), out, SETUP_TEXT);
        break;
    case REGION:
        copy(slice_of(settings->region), out, SETUP_TEXT);
        break;
    case LANGUAGE:
        copy(slice_of(settings->language), out, SETUP_TEXT);
        break;
    case MM:
        snprintf(out, SETUP_TEXT, settings->mm ? "%u" : "ask", settings->mm);
        break;
    case VOLUME:
        snprintf(out, SETUP_TEXT, "%u", settings->volume);
        break;
    case IDLE:
        snprintf(out, SETUP_TEXT, "%u", settings->idle_s);
        break;
    case FACILITATE:
        copy(settings->facilitate ? SLICE("yes") : SLICE("no"), out, SETUP_TEXT);
        break;
    case ACCESS:
        copy(slice_of(settings->access), out, SETUP_TEXT);
        break;
    case HOURS:
        write_hours(settings, out);
        break;
    case UNSIGNED:
        copy(settings->unsigned_packs == SETUP_UNSIGNED_NEVER ? SLICE("never") : SLICE("messages"), out,
             SETUP_TEXT);
        break;
    case KEYBOARD:
        copy(settings->keyboard == SETUP_KEYBOARD_OFF ? SLICE("off") : SLICE("navigation"), out, SETUP_TEXT);
        break;
    case ROTATION:
        snprintf(out, SETUP_TEXT, "%u", settings->machine.rotation);
        break;
    case CALIBRATION:
        write_calibration(settings->machine.calibration, out);
        break;
    case BRIGHTNESS:
        snprintf(out, SETUP_TEXT, settings->machine.brightness ? "%u" : "keep", settings->machine.brightness);
        break;
    case SESSION:
        copy(settings->machine.session == SETUP_SESSION_KMSDRM ? SLICE("kmsdrm") : SLICE("cage"), out,
             SETUP_TEXT);
        break;
    case USB:
        copy(settings->machine.usb == SETUP_USB_ANY ? SLICE("any") : SLICE("storage"), out, SETUP_TEXT);
        break;
    default:
        break;
    }
}

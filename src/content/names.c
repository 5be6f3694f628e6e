// SPDX-License-Identifier: MIT
#include "content/names.h"

#include "base/limits.h"

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool all(struct slice s, bool (*is)(char))
{
    for (size_t i = 0; i < s.n; i++)
        if (!is(s.p[i]))
            return false;
    return true;
}

static bool is_lower_or_digit(char c)
{
    return is_lower(c) || is_digit(c);
}

static bool is_upper_or_digit(char c)
{
    return is_upper(c) || is_digit(c);
}

static bool is_id_char(char c)
{
    return is_lower_or_digit(c) || c == '-';
}

bool name_is_id(struct slice s)
{
    return s.n >= 1 && s.n <= LIMIT_ID && s.p[0] != '-' && all(s, is_id_char);
}

static bool is_script(struct slice part)
{
    return part.n == 4 && is_upper(part.p[0]) && all(slice_from(part, 1), is_lower);
}

static bool is_region_part(struct slice part)
{
    return (part.n == 2 && all(part, is_upper)) || (part.n == 3 && all(part, is_digit));
}

static bool is_variant(struct slice part)
{
    return all(part, is_lower_or_digit) &&
           ((part.n >= 5 && part.n <= 8) || (part.n == 4 && is_digit(part.p[0])));
}

bool name_is_tag(struct slice s)
{
    struct slice part, rest;
    if (s.n > LIMIT_TAG || s.n == 0 || s.p[s.n - 1] == '-')
        return false;
    slice_cut(s, '-', &part, &rest);
    if (part.n < 2 || part.n > 3 || !all(part, is_lower))
        return false;
    int stage = 0; // 0: a script may follow, 1: a region, 2: variants
    while (rest.n) {
        slice_cut(rest, '-', &part, &rest);
        if (stage < 1 && is_script(part))
            stage = 1;
        else if ((stage < 2 && is_region_part(part)) || is_variant(part))
            stage = 2;
        else
            return false;
    }
    return true;
}

bool name_is_country(struct slice s)
{
    // ISO 3166-1 alpha-2, officially assigned, and XK (user-assigned, Kosovo), in rows by first letter.
    static const char codes[] =
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT "
        "BV BW BY BZ "
        "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI "
        "FJ FK FM FO "
        "FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ "
        "IR IS IT JE "
        "JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK "
        "ML MM MN MO "
        "MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN "
        "PR PS PT PW "
        "PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH "
        "TJ TK TL TM "
        "TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW ";
    if (s.n != 2 || !all(s, is_upper))
        return false;
    for (size_t i = 0; i + 3 < sizeof codes; i += 3)
        if (codes[i] == s.p[0] && codes[i + 1] == s.p[1])
            return true;
    return false;
}

bool name_is_region(struct slice s, struct slice country)
{
    return s.n >= 4 && s.n <= 6 && s.p[2] == '-' && slice_eq(slice_sub(s, 0, 2), country) &&
           all(slice_from(s, 3), is_upper_or_digit);
}

struct slice tag_primary(struct slice tag)
{
    struct slice primary, rest;
    slice_cut(tag, '-', &primary, &rest);
    return primary;
}

uint16_t tag_match(const struct slice *tags, uint16_t n, struct slice tag)
{
    for (uint16_t i = 0; i < n; i++)
        if (slice_eq(tags[i], tag))
            return i;
    for (uint16_t i = 0; i < n; i++)
        if (slice_eq(tag_primary(tags[i]), tag_primary(tag)))
            return i;
    return UINT16_MAX;
}

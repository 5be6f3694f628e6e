// SPDX-License-Identifier: MIT
#include "content/numbers.h"

#include <string.h>
#include <strings.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

// The digit at `at` in any script ('0' to '9'), moving *next past it; 0 when there is none.
static char digit_at(struct slice text, size_t at, size_t *next)
{
    *next = at;
    if (at >= text.n)
        return 0;
    if ((unsigned char)text.p[at] < 0x80) {
        *next = at + 1;
        return is_digit(text.p[at]) ? text.p[at] : 0;
    }
    uint32_t c = utf8_next(text, next);
    static const uint32_t zeros[] = {0x660, 0x6F0, 0xFF10};
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
        if (c >= zeros[i] && c <= zeros[i] + 9)
            return (char)('0' + (c - zeros[i]));
    return 0;
}

// What may stand once between two groups of one number.
static bool is_joint(uint32_t c)
{
    return c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == 0xA0 || c == 0xAD ||
           c == 0x202F || (c >= 0x2007 && c <= 0x2015) || c == 0x2060;
}

// ---- Dates ----

static unsigned plain_number(struct slice text, size_t at, size_t *digits)
{
    unsigned value = 0;
    size_t n = 0;
    while (at + n < text.n && n < 5 && is_digit(text.p[at + n]))
        value = value * 10 + (unsigned)(text.p[at + n++] - '0');
    *digits = n;
    return value;
}

static bool is_year(unsigned value, size_t digits)
{
    return digits == 4 && value >= 1900 && value <= 2099;
}

// The bytes of a date at `at` (2026-12-31, 31/12/2026, 31.12.2026, 31-12-2026), or 0.
static size_t date_length(struct slice text, size_t at)
{
    unsigned part[3];
    size_t digits[3], p = at;
    char joint = 0;
    for (int i = 0; i < 3; i++) {
        part[i] = plain_number(text, p, &digits[i]);
        if (digits[i] == 0)
            return 0;
        p += digits[i];
        if (i == 2)
            break;
        if (p >= text.n || (text.p[p] != '-' && text.p[p] != '/' && text.p[p] != '.') ||
            (joint && text.p[p] != joint))
            return 0;
        joint = text.p[p++];
    }
    bool iso = joint == '-' && is_year(part[0], digits[0]) && digits[1] == 2 && digits[2] == 2;
    bool common = is_year(part[2], digits[2]) && digits[0] <= 2 && digits[1] <= 2;
    unsigned day = iso ? part[2] : part[0];
    bool possible = part[1] >= 1 && part[1] <= 12 && day >= 1 && day <= 31;
    return (iso || common) && possible ? p - at : 0;
}

// ---- Links ----

// Top-level domains that a bare "name.tld" is taken for a link by. Others need a scheme or "www.".
static const char *const domains[] = {
    "com", "org", "net", "edu",  "gov",  "gob",    "int",  "info", "mil",  "app",  "dev",    "io",   "ai",
    "tv",  "me",  "eu",  "help", "chat", "online", "site", "web",  "link", "page", "social", "shop", "xyz",
    "gg",  "ly",  "am",  "fm",   "to",   "cc",     "ar",   "bo",   "br",   "ca",   "cl",     "co",   "cr",
    "cu",  "do",  "ec",  "es",   "gt",   "hn",     "mx",   "ni",   "pa",   "pe",   "pr",     "py",   "sv",
    "us",  "uy",  "ve",  "al",   "ba",   "bg",     "de",   "fr",   "gr",   "hr",   "hu",     "it",   "md",
    "mk",  "nl",  "pl",  "pt",   "ro",   "rs",     "ru",   "si",   "tr",   "ua",   "uk",     "xk",
};

static bool is_host_char(char c)
{
    return is_letter(c) || is_digit(c) || c == '-' || c == '.';
}

static bool is_domain(struct slice label)
{
    for (size_t i = 0; i < sizeof domains / sizeof *domains; i++)
        if (strlen(domains[i]) == label.n && strncasecmp(domains[i], label.p, label.n) == 0)
            return true;
    return false;
}

// "fin.El": a full stop without its space, not a domain, unless everything is in capitals.
static bool same_case(struct slice host, struct slice label)
{
    bool upper = false, lower = false, label_upper = false;
    for (size_t i = 0; i < host.n; i++) {
        upper |= host.p[i] >= 'A' && host.p[i] <= 'Z';
        lower |= host.p[i] >= 'a' && host.p[i] <= 'z';
    }
    for (size_t i = 0; i < label.n; i++)
        label_upper |= label.p[i] >= 'A' && label.p[i] <= 'Z';
    return !label_upper || !(upper && lower);
}

// Whether a run of host characters ends in a domain that we know: "alo116.al".
static bool is_bare_host(struct slice host)
{
    while (host.n && (host.p[host.n - 1] == '.' || host.p[host.n - 1] == '-'))
        host.n--;
    size_t dot = host.n;
    while (dot > 0 && host.p[dot - 1] != '.')
        dot--;
    if (dot < 2)
        return false;
    struct slice label = slice_from(host, dot);
    size_t before = dot - 1, start = before;
    while (start > 0 && host.p[start - 1] != '.')
        start--;
    bool common =
        slice_is(label, "com") || slice_is(label, "org") || slice_is(label, "net") || slice_is(label, "me");
    return is_domain(label) && same_case(host, label) && before - start >= (common ? 1 : 2);
}

static bool trailing_mark(struct slice token, size_t *cut)
{
    static const char *const marks[] = {".",  ",", ";", ":", "!", "?", ")", "]", "}",
                                        "\"", "'", "*", "_", ">", "”", "’", "»", "…"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t n = strlen(marks[i]);
        if (token.n > n && memcmp(token.p + token.n - n, marks[i], n) == 0) {
            *cut = n;
            return true;
        }
    }
    return false;
}

static size_t token_end(struct slice text, size_t at)
{
    while (at < text.n && !is_space(text.p[at]) &&
           !(text.p[at] == '\xC2' && slice_sub(text, at, 2).n == 2 && text.p[at + 1] == '\xA0'))
        at++;
    return at;
}

static size_t without_marks(struct slice text, size_t from, size_t to)
{
    size_t cut;
    while (trailing_mark((struct slice){text.p + from, to - from}, &cut))
        to -= cut;
    return to;
}

static bool starts_with(struct slice text, size_t at, const char *what)
{
    size_t n = strlen(what);
    return text.n - at >= n && strncasecmp(text.p + at, what, n) == 0;
}

// Whether a link begins exactly at `at`, where a word may begin; *end is set past it.
static bool link_at(struct slice text, size_t at, size_t *end)
{
    static const char *const schemes[] = {
        "http://", "https://", "ftp://", "mailto:", "tel:", "whatsapp:", "www."};
    size_t token = token_end(text, at);
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        if (starts_with(text, at, schemes[i]) && token > at + strlen(schemes[i])) {
            *end = without_marks(text, at, token);
            return true;
        }
    }
    size_t stop = at;
    while (stop < token && (is_host_char(text.p[stop]) || text.p[stop] == '_' || text.p[stop] == '+'))
        stop++;
    if (stop < token && text.p[stop] == '@') {
        size_t host = stop + 1;
        while (host < token && (is_host_char(text.p[host]) || text.p[host] == '_'))
            host++;
        size_t name = host - stop - 1;
        // "chic@s" is a way to write chicas y chicos.
        bool handle = stop == at && name >= 2, mail = is_bare_host((struct slice){text.p + stop + 1, name});
        *end = without_marks(text, at, host);
        return handle || (stop > at && mail);
    }
    if (!is_bare_host((struct slice){text.p + at, stop - at}))
        return false;
    *end =
        without_marks(text, at, stop < token && (text.p[stop] == '/' || text.p[stop] == ':') ? token : stop);
    return true;
}

// ---- Numbers ----

// Takes a group of digits at *at.
static void take_group(struct slice text, size_t *at, bool dotted, struct mention *out)
{
    struct number_group *group = &out->groups[out->n_groups++];
    *group = (struct number_group){.from = *at, .first = out->n_digits, .dotted = dotted};
    size_t next;
    for (char digit; (digit = digit_at(text, *at, &next)) != 0; *at = next) {
        if (out->n_digits < MENTION_DIGITS) {
            out->digits[out->n_digits++] = digit;
            group->n++;
        }
    }
    group->to = *at;
    out->to = *at;
}

// Where the next group begins after the end of one, or 0 when the number ends: one joint, or two that aren't
// the end of a sentence (") ").
static size_t next_group(struct slice text, size_t at, bool *dotted)
{
    size_t next;
    *dotted = false;
    for (int joints = 0; at < text.n && joints < 3; joints++) {
        if (digit_at(text, at, &next) != 0)
            return joints > 0 && date_length(text, at) == 0 ? at : 0;
        uint32_t c = utf8_next(text, &at);
        if (!is_joint(c) || (*dotted && joints > 0))
            return 0;
        *dotted = c == '.';
    }
    return 0;
}

static void take_number(struct slice text, size_t *at, struct mention *out)
{
    *out = (struct mention){.kind = MENTION_NUMBER, .from = *at};
    bool dotted = false;
    for (;;) {
        take_group(text, at, dotted, out);
        size_t next = next_group(text, *at, &dotted);
        if (next == 0 || out->n_groups == MENTION_GROUPS)
            return;
        *at = next;
    }
}

bool mention_next(struct slice text, size_t *at, struct mention *out)
{
    bool word = *at == 0 || !(is_letter(text.p[*at - 1]) || is_digit(text.p[*at - 1]));
    while (*at < text.n) {
        size_t end, next;
        char c = text.p[*at];
        if (word && (is_letter(c) || is_digit(c) || c == '@') && link_at(text, *at, &end)) {
            *out = (struct mention){.kind = MENTION_LINK, .from = *at, .to = end};
            *at = end;
            return true;
        }
        size_t date = word && is_digit(c) ? date_length(text, *at) : 0;
        if (date) {
            *at += date;
        } else if (digit_at(text, *at, &next) != 0) {
            take_number(text, at, out);
            return true;
        } else {
            *at = next;
        }
        // A letter beyond ASCII is part of a word too.
        word = !(is_letter(c) || is_digit(c) || (unsigned char)c >= 0xC3);
    }
    return false;
}

static bool is_time(const struct mention *mention, const struct number_group *hour)
{
    const char *d = mention->digits;
    unsigned hours = hour->n == 1
                         ? (unsigned)(d[hour->first] - '0')
                         : (unsigned)(d[hour->first] - '0') * 10 + (unsigned)(d[hour->first + 1] - '0');
    return hours <= 24 && hour[1].n == 2 && d[hour[1].first] < '6';
}

static unsigned group_value(const struct mention *mention, const struct number_group *group)
{
    unsigned value = 0;
    for (size_t d = 0; d < group->n && d < 5; d++)
        value = value * 10 + (unsigned)(mention->digits[group->first + d] - '0');
    return value;
}

bool number_is_harmless(const struct mention *mention, size_t from, size_t to)
{
    size_t digits = 0, parts = 0;
    unsigned last_year = 0;
    for (size_t i = from; i < to; i++)
        digits += mention->groups[i].n;
    if (digits < 3)
        return true;
    for (size_t i = from; i < to; parts++, i++) {
        const struct number_group *group = &mention->groups[i];
        unsigned value = group_value(mention, group);
        bool dotted = i + 1 < to && group[1].dotted;
        if (group->n > 2) {
            // Two years are a span only when time goes forward: 2055-1999 is somebody's telephone.
            if (!is_year(value, group->n) || dotted || value <= last_year)
                return false;
            last_year = value;
        } else if (dotted && is_time(mention, group)) {
            i++;
        }
    }
    return parts <= 2;
}

// ---- Channels ----

static struct slice without_scheme(struct slice link)
{
    if (starts_with(link, 0, "https://"))
        link = slice_from(link, 8);
    else if (starts_with(link, 0, "http://"))
        link = slice_from(link, 7);
    if (starts_with(link, 0, "www."))
        link = slice_from(link, 4);
    while (link.n && link.p[link.n - 1] == '/')
        link.n--;
    return link;
}

static size_t host_length(struct slice link)
{
    size_t n = 0;
    while (n < link.n && is_host_char(link.p[n]))
        n++;
    return n;
}

struct contact contact_of(struct slice value)
{
    struct contact contact = {0};
    if (slice_find(value, SLICE("://")) >= 0) {
        contact.link = without_scheme(value);
        contact.host = host_length(contact.link);
        return contact;
    }
    for (size_t at = 0, next; at < value.n; at = next) {
        char digit = digit_at(value, at, &next);
        if (digit && contact.n_digits < MENTION_DIGITS)
            contact.digits[contact.n_digits++] = digit;
    }
    return contact;
}

bool contact_has_digits(const struct contact *contact, const char *digits, size_t n)
{
    return n > 0 && contact->n_digits == n && memcmp(contact->digits, digits, n) == 0;
}

bool contact_has_link(const struct contact *contact, struct slice link)
{
    link = without_scheme(link);
    size_t host = host_length(link);
    if (contact->host == 0 || host != contact->host || strncasecmp(link.p, contact->link.p, host) != 0)
        return false;
    return host == link.n || slice_eq(slice_from(link, host), slice_from(contact->link, host));
}

// SPDX-License-Identifier: MIT
// What a number in a text may be without being anybody's: a year, a time, an age.
#include "content/numbers.h"

#include <string.h>

bool mention_parts(enum joint joint)
{
    return joint == JOINT_LIST || joint == JOINT_LETTER || joint == JOINT_ADDED;
}

size_t mention_part(const struct mention *mention, size_t from)
{
    size_t end = from + 1;
    while (end < mention->n_groups && !mention_parts(mention->groups[end].joint))
        end++;
    return end;
}

// ---- One part ----

struct figure {
    unsigned value;
    uint8_t n; // digits
    enum joint joint;
    bool padded; // "05"
};

static struct figure figure_of(const struct mention *mention, size_t group)
{
    const struct number_group *g = &mention->groups[group];
    struct figure figure = {.n = g->n, .joint = g->joint};
    for (size_t d = 0; d < g->n && d < 5; d++)
        figure.value = figure.value * 10 + (unsigned)(mention->digits[g->first + d] - '0');
    figure.padded = g->n > 1 && mention->digits[g->first] == '0';
    return figure;
}

static bool is_year(struct figure f)
{
    return f.n == 4 && f.value >= 1900 && f.value <= 2099;
}

static bool is_date(struct figure a, struct figure b, struct figure c)
{
    if (b.joint != c.joint || (b.joint != JOINT_DASH && b.joint != JOINT_SLASH && b.joint != JOINT_DOT))
        return false;
    bool iso = b.joint == JOINT_DASH && is_year(a) && b.n == 2 && c.n == 2;
    bool common = is_year(c) && a.n <= 2 && b.n <= 2;
    unsigned day = iso ? c.value : a.value;
    return (iso || common) && b.value >= 1 && b.value <= 12 && day >= 1 && day <= 31;
}

static bool is_time(struct figure a, struct figure b)
{
    bool joined = b.joint == JOINT_COLON || b.joint == JOINT_DOT || b.joint == JOINT_HOUR;
    return joined && a.n <= 2 && a.value <= 24 && b.n == 2 && b.value < 60;
}

static bool is_span(struct figure a, struct figure b)
{
    if (!is_year(a) || (b.joint != JOINT_DASH && b.joint != JOINT_SLASH))
        return false;
    // Only when time goes forward: 2055-1999 is somebody's telephone.
    return (is_year(b) && b.value > a.value) || (b.n == 2 && b.value > a.value % 100);
}

static enum harmless harmless_two(struct figure a, struct figure b)
{
    bool both_short = a.n <= 2 && b.n <= 2;
    if (is_span(a, b))
        return HARMLESS_YEAR;
    if (is_time(a, b))
        return HARMLESS_TIME;
    if (both_short && b.joint == JOINT_DASH && a.value < b.value && !a.padded && !b.padded)
        return HARMLESS_RANGE;
    if (a.n == 1 && b.n == 1)
        return HARMLESS_SHORT;
    bool decimal = b.joint == JOINT_COMMA || b.joint == JOINT_DOT;
    if (both_short && decimal && !a.padded)
        return HARMLESS_SHORT;
    bool day = a.value >= 1 && a.value <= 31 && b.value >= 1 && b.value <= 12;
    if (both_short && b.joint == JOINT_SLASH && (day || (!a.padded && !b.padded)))
        return HARMLESS_SHORT;
    return HARMLESS_NOT;
}

enum harmless number_harmless(const struct mention *mention, size_t from, size_t to)
{
    struct figure f[4];
    size_t n = to - from;
    if (n == 0 || n > 4 || mention->cut || mention->turned)
        return HARMLESS_NOT;
    size_t digits = 0;
    for (size_t i = 0; i < n; i++) {
        f[i] = figure_of(mention, from + i);
        digits += f[i].n;
    }
    if (mention->odd && digits > 2) // a year of other digits may be read as another number
        return HARMLESS_NOT;
    if (n == 1)
        return f[0].n <= 2 ? HARMLESS_SHORT : is_year(f[0]) ? HARMLESS_YEAR : HARMLESS_NOT;
    if (n == 2)
        return harmless_two(f[0], f[1]);
    if (n == 3 && is_date(f[0], f[1], f[2]))
        return HARMLESS_DATE;
    // "9-18.00", "9.00-18.00"
    size_t second = n - 2;
    bool first = n == 3 ? f[0].n <= 2 && f[0].value <= 24 : is_time(f[0], f[1]);
    bool times = first && f[second].joint == JOINT_DASH && is_time(f[second], f[second + 1]);
    return times ? HARMLESS_TIME : HARMLESS_NOT;
}

bool number_is_harmless(const struct mention *mention, size_t from, size_t to)
{
    return number_harmless(mention, from, to) != HARMLESS_NOT;
}

// ---- All of them ----

#define KINDS (HARMLESS_DATE + 1)

struct tally {
    const struct mention *mention;
    size_t known, known_from[MENTION_GROUPS], known_to[MENTION_GROUPS];
    size_t kinds[KINDS];
    unsigned last[KINDS];
    bool back[KINDS];    // one isn't more than the one before
    bool skips[KINDS];   // one isn't the next after the one before
    size_t short_digits; // of the short ones
    bool apart;          // a mark or a space stands between two short ones, not a letter
    bool padded;         // a short one begins with a zero
};

static size_t digits_of(const struct mention *m, size_t from, size_t to)
{
    return (size_t)m->groups[to - 1].first + m->groups[to - 1].n - m->groups[from].first;
}

// False when the same number was named before.
static bool add_known(struct tally *t, size_t from, size_t to)
{
    const struct mention *m = t->mention;
    size_t n = digits_of(m, from, to);
    for (size_t i = 0; i < t->known; i++)
        if (digits_of(m, t->known_from[i], t->known_to[i]) == n &&
            memcmp(m->digits + m->groups[t->known_from[i]].first, m->digits + m->groups[from].first, n) == 0)
            return false;
    t->known_from[t->known] = from;
    t->known_to[t->known++] = to;
    return true;
}

static void add_harmless(struct tally *t, enum harmless kind, size_t from, size_t to)
{
    struct figure first = figure_of(t->mention, from), last = figure_of(t->mention, to - 1);
    bool again = t->kinds[kind]++ > 0;
    t->back[kind] |= again && first.value <= t->last[kind];
    t->skips[kind] |= again && first.value != t->last[kind] + 1;
    t->last[kind] = kind == HARMLESS_RANGE ? last.value : first.value;
    if (kind != HARMLESS_SHORT)
        return;
    t->short_digits += digits_of(t->mention, from, to);
    t->apart |= again && first.joint != JOINT_LETTER;
    t->padded |= first.padded || last.padded;
}

static bool shorts_are_fine(const struct tally *t)
{
    size_t n = t->kinds[HARMLESS_SHORT];
    if (n <= 1)
        return true;
    if (t->padded || t->mention->called)
        return false;
    return n == 2 || !t->skips[HARMLESS_SHORT] || (!t->apart && t->short_digits <= 4);
}

static bool all_are_fine(const struct tally *t)
{
    size_t shorts = t->kinds[HARMLESS_SHORT], years = t->kinds[HARMLESS_YEAR];
    size_t ranges = t->kinds[HARMLESS_RANGE], times = t->kinds[HARMLESS_TIME];
    if (t->known > 0 && shorts + years + ranges > 1)
        return false;
    if (years > 0 && (shorts > 1 || t->back[HARMLESS_YEAR] || (years > 2 && t->skips[HARMLESS_YEAR])))
        return false;
    return shorts_are_fine(t) && !t->back[HARMLESS_RANGE] && ranges <= 3 && !t->back[HARMLESS_TIME] &&
           times <= 4 && t->kinds[HARMLESS_DATE] <= 3;
}

// After "llama al" even a year is dialled. "24/7" is when, not whom.
static bool may_be_dialled(const struct mention *m, size_t to)
{
    return m->called && m->n_digits > 2 && digits_of(m, 0, to) > 2 &&
           !(to == 2 && digits_of(m, 0, 2) == 3 && memcmp(m->digits, "247", 3) == 0);
}

// "141 y luego 99" is another number; "113, opción 5" is what a recorded voice asks for.
static bool lengthens(const struct tally *t, size_t from, size_t to)
{
    const struct mention *m = t->mention;
    return m->groups[from].joint == JOINT_ADDED && (t->known > 0 || m->called) && digits_of(m, from, to) > 1;
}

bool mention_is_fine(const struct mention *mention, mention_known *known, void *context, size_t *from,
                     size_t *to)
{
    struct tally tally = {.mention = mention};
    *from = 0;
    *to = mention->n_groups;
    if (mention->cut || mention->turned)
        return false;
    for (size_t i = 0, end; i < mention->n_groups; i = end) {
        end = known ? known(context, mention, i) : i;
        if (end > i && end != MENTION_REFUSED) {
            if (!add_known(&tally, i, end))
                return false;
            continue;
        }
        bool refused = end == MENTION_REFUSED;
        end = mention_part(mention, i);
        enum harmless kind = number_harmless(mention, i, end);
        if (refused || kind == HARMLESS_NOT || lengthens(&tally, i, end) ||
            (i == 0 && may_be_dialled(mention, end))) {
            *from = i;
            *to = end;
            return false;
        }
        add_harmless(&tally, kind, i, end);
    }
    return all_are_fine(&tally);
}

bool text_has_contact(struct slice text)
{
    struct mention mention;
    size_t from, to;
    for (size_t at = 0; mention_next(text, &at, &mention);)
        if (mention.kind == MENTION_LINK || !mention_is_fine(&mention, NULL, NULL, &from, &to))
            return true;
    return false;
}

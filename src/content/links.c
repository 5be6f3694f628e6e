// SPDX-License-Identifier: MIT
// Links in running text, and the links of channels.
#include "content/numbers.h"

#include <string.h>
#include <strings.h>

#include "content/seen.h"

#define FOLD 256   // a host name has 253 characters at most
#define LETTER 256 // any that isn't an ASCII one
#define OTHER 257

// The characters from a place to the next space as a browser takes them: NFKC, in lower case, without what isn't
// seen.
struct fold {
    uint16_t k[FOLD];
    size_t at[FOLD + 1]; // byte of the text that each begins at
    size_t n;
};

// ---- What is seen ----

static uint16_t kind_of(uint32_t c)
{
    if (c < 0x80)
        return (uint16_t)c;
    if (c == 0x3002) // the full stop that Chinese and Japanese hosts are written with
        return '.';
    return seen_letter(c) ? LETTER : OTHER;
}

static void fold_char(struct fold *fold, size_t at, uint32_t c)
{
    uint32_t pieces[SEEN_PIECES];
    bool raised = c == 0xAA || c == 0xBA; // "3.ºB" is no host
    size_t n = seen_pieces(c, pieces);
    for (size_t i = 0; i < n && fold->n < FOLD; i++) {
        fold->at[fold->n] = at;
        fold->k[fold->n++] = raised ? OTHER : kind_of(pieces[i]);
    }
}

static void fold_token(struct slice text, size_t at, struct fold *fold)
{
    fold->n = 0;
    while (at < text.n && fold->n < FOLD) {
        size_t start = at;
        uint32_t c = utf8_next(text, &at);
        if (seen_space(c)) {
            at = start;
            break;
        }
        fold_char(fold, start, c);
    }
    fold->at[fold->n] = at;
}

// Most words have nothing that a link can't do without. A long one may have it further on.
static bool may_be_link(struct slice text, size_t at)
{
    for (size_t end = at + FOLD; at < text.n; at++) {
        unsigned char c = (unsigned char)text.p[at];
        if (c <= ' ')
            return false;
        if (c == '.' || c == '@' || c == ':' || c == '/' || c >= 0xE2 || at == end)
            return true;
    }
    return false;
}

// ---- Shapes ----

static bool is_label_char(uint16_t k)
{
    return (k >= 'a' && k <= 'z') || (k >= '0' && k <= '9') || k == '-' || k == LETTER;
}

static bool is_host_char(uint16_t k)
{
    return is_label_char(k) || k == '.';
}

static bool fold_is(const uint16_t *k, size_t n, const char *what)
{
    for (size_t i = 0; i < n; i++)
        if (!what[i] || k[i] != (unsigned char)what[i])
            return false;
    return what[n] == '\0';
}

static bool fold_starts(const struct fold *fold, size_t at, const char *what)
{
    size_t n = strlen(what);
    return fold->n - at >= n && fold_is(fold->k + at, n, what);
}

// "1.er", "2.do": a Spanish ordinal without its raised letters.
static bool is_ordinal(const uint16_t *k, size_t n)
{
    static const char *const ordinals[] = {"1.er", "1.ro", "1.ra", "2.do", "2.da",  "3.er", "3.ro", "3.ra",
                                           "4.to", "4.ta", "5.to", "5.ta", "6.to",  "6.ta", "7.mo", "7.ma",
                                           "8.vo", "8.va", "9.no", "9.na", "10.mo", "10.ma"};
    for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++)
        if (fold_is(k, n, ordinals[i]))
            return true;
    return false;
}

// None of these ends in a domain that exists.
static bool is_abbreviation(const uint16_t *k, size_t n)
{
    static const char *const abbreviations[] = {"ee.uu", "dd.hh", "ff.aa", "rr.hh", "jj.oo",
                                                "cc.oo", "nn.uu", "p.ej",  "v.gr"};
    for (size_t i = 0; i < sizeof abbreviations / sizeof *abbreviations; i++)
        if (fold_is(k, n, abbreviations[i]))
            return true;
    return false;
}

// Whether a run of host characters has the shape of a host: the list of domains grows every month, so any last
// label of two letters is one.
static bool is_host(const uint16_t *k, size_t n)
{
    while (n && (k[n - 1] == '.' || k[n - 1] == '-'))
        n--;
    size_t dot = n;
    while (dot > 0 && k[dot - 1] != '.')
        dot--;
    if (dot < 2 || k[dot - 2] == '.' || n - dot < 2 || fold_is(k + dot, n - dot, "yaml"))
        return false; // the files of a pack are named to whoever looks after it
    bool letters = n - dot > 4 && fold_is(k + dot, 4, "xn--");
    if (!letters) {
        letters = true;
        for (size_t i = dot; i < n; i++)
            letters &= k[i] == LETTER || (k[i] >= 'a' && k[i] <= 'z');
    }
    return letters && !is_ordinal(k, n) && !is_abbreviation(k, n);
}

// ---- Ends ----

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
    while (at < text.n) {
        size_t start = at;
        if (seen_space(utf8_next(text, &at)))
            return start;
    }
    return at;
}

static size_t without_marks(struct slice text, size_t from, size_t to)
{
    size_t cut;
    while (trailing_mark((struct slice){text.p + from, to - from}, &cut))
        to -= cut;
    return to;
}

static size_t run_of(const struct fold *fold, size_t at, const char *others)
{
    while (at < fold->n && (is_host_char(fold->k[at]) || (fold->k[at] < 0x80 && strchr(others, fold->k[at]))))
        at++;
    return at;
}

static bool has_scheme(const struct fold *fold)
{
    static const char *const schemes[] = {
        "mailto:", "tel:",      "whatsapp:", "sms:",      "sip:",   "callto:", "tg:",  "skype:",
        "signal:", "telegram:", "geo:",      "facetime:", "viber:", "intent:", "www.", "//"};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        size_t n = strlen(schemes[i]);
        if (fold_starts(fold, 0, schemes[i]) && fold->n > n &&
            (is_host_char(fold->k[n]) || fold->k[n] == '+'))
            return true;
    }
    size_t word = run_of(fold, 0, "+");
    return word > 0 && fold_starts(fold, word, "://") && fold->n > word + 3;
}

bool mention_link_at(struct slice text, size_t at, size_t *end)
{
    struct fold fold;
    if (!may_be_link(text, at))
        return false;
    fold_token(text, at, &fold);
    if (has_scheme(&fold)) {
        *end = without_marks(text, at, token_end(text, at));
        return true;
    }
    size_t user = run_of(&fold, 0, "_+");
    if (user < fold.n && fold.k[user] == '@') {
        size_t host = run_of(&fold, user + 1, "_"), n = host - user - 1;
        *end = without_marks(text, at, fold.at[host]);
        // "chic@s" is a way to write chicas y chicos.
        return user == 0 ? n >= 2 : is_host(fold.k + user + 1, n);
    }
    size_t stop = run_of(&fold, 0, "");
    if (!is_host(fold.k, stop))
        return false;
    bool path = stop < fold.n && (fold.k[stop] == '/' || fold.k[stop] == ':');
    *end = without_marks(text, at, path ? token_end(text, at) : fold.at[stop]);
    return true;
}

// ---- Channels ----

static bool starts_with(struct slice text, const char *what)
{
    size_t n = strlen(what);
    return text.n >= n && strncasecmp(text.p, what, n) == 0;
}

static struct slice without_scheme(struct slice link)
{
    if (starts_with(link, "https://"))
        link = slice_from(link, 8);
    else if (starts_with(link, "http://"))
        link = slice_from(link, 7);
    if (starts_with(link, "www."))
        link = slice_from(link, 4);
    while (link.n && link.p[link.n - 1] == '/')
        link.n--;
    return link;
}

static size_t host_length(struct slice link)
{
    size_t n = 0;
    while (n < link.n) {
        unsigned char c = (unsigned char)link.p[n];
        if (!is_host_char(c >= 'A' && c <= 'Z' ? c + 32 : c))
            break;
        n++;
    }
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
    for (size_t at = 0; at < value.n;) {
        char digits[SEEN_DIGITS];
        bool plain;
        size_t n = seen_digits(utf8_next(value, &at), digits, &plain);
        for (size_t i = 0; i < n && contact.n_digits < MENTION_DIGITS; i++)
            contact.digits[contact.n_digits++] = digits[i];
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

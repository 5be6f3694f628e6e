// SPDX-License-Identifier: MIT
// Finds the numbers of a text in figures. mention.h says who finds what else, harmless.c judges what was found.
#include "content/numbers.h"

#include "content/mention.h"
#include "content/seen.h"
#include "content/spelled.h"

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static uint32_t char_at(struct slice text, size_t at)
{
    return at < text.n ? utf8_next(text, &at) : 0;
}

bool mention_shows_digit(uint32_t c)
{
    char digits[SEEN_DIGITS];
    bool plain;
    return c < 0x80 ? is_digit(c) : seen_digits(c, digits, &plain) > 0;
}

bool mention_shows_word(uint32_t c)
{
    return seen_letter(c) || mention_shows_digit(c);
}

// ---- Groups ----

// The end of a run of digits and of letters that look like them, from `at`: "9OO". At least one is a digit, and
// no other letter follows; `at` without such a run.
static size_t alike_end(struct slice text, size_t at)
{
    size_t start = at, digits = 0, letters = 0;
    uint32_t last = 0;
    while (at < text.n) {
        size_t next = at;
        uint32_t c = utf8_next(text, &next);
        if (seen_alike(c))
            letters++;
        else if (mention_shows_digit(c))
            digits++;
        else if (seen_letter(c))
            return start;
        else if (!seen_nothing(c))
            break;
        last = seen_nothing(c) ? last : c;
        at = next;
    }
    bool plural = letters == 1 && last == 's'; // "90s"
    return digits > 0 && letters > 0 && digits + letters > 2 && !plural ? at : start;
}

void mention_add_digits(struct mention *out, struct number_group *group, const char *digits, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (out->n_digits == MENTION_DIGITS) {
            out->cut = true;
            return;
        }
        out->digits[out->n_digits++] = digits[i];
        group->n++;
    }
}

struct number_group *mention_add_group(struct mention *out, size_t at, enum joint joint)
{
    struct number_group *group = &out->groups[out->n_groups++];
    *group = (struct number_group){.from = at, .to = at, .first = out->n_digits, .joint = joint};
    return group;
}

void mention_take_group(struct slice text, size_t *at, enum joint joint, struct mention *out)
{
    struct number_group *group = mention_add_group(out, *at, joint);
    size_t alike = alike_end(text, *at), before = *at;
    group->plus = *at > 0 && (text.p[*at - 1] == '+' || seen_before(text, &before) == 0xFF0B);
    out->odd |= alike > *at;
    for (size_t next = *at; next < text.n;) {
        char digits[SEEN_DIGITS];
        bool plain;
        uint32_t c = utf8_next(text, &next);
        size_t n = seen_digits(c, digits, &plain);
        if (n == 0 && next <= alike && seen_alike(c)) {
            digits[0] = seen_alike(c);
            n = 1;
        }
        if (n == 0 && !seen_nothing(c))
            break;
        out->odd |= n > 0 && !plain;
        mention_add_digits(out, group, digits, n);
        if (n > 0)
            group->to = next;
        *at = next;
    }
    *at = out->to = group->to;
}

// ---- Joints ----

struct between {
    size_t letters, spaces, marks;
    bool line, percent;
    bool added, article;
    uint32_t letter, mark; // the last
};

static enum joint joint_of_mark(uint32_t c)
{
    switch (c) {
    case '.':
    case 0x2024:
    case 0xFF0E:
        return JOINT_DOT;
    case ',':
        return JOINT_COMMA;
    case ':':
        return JOINT_COLON;
    case '/':
        return JOINT_SLASH;
    case '-':
    case 0x2212:
        return JOINT_DASH;
    default:
        return c >= 0x2010 && c <= 0x2015 ? JOINT_DASH : JOINT_MARKS;
    }
}

static enum joint joint_of(const struct between *b)
{
    if (b->added)
        return JOINT_ADDED;
    if (b->letters)
        return !b->spaces && !b->marks && (b->letter == 'h' || b->letter == 'H') ? JOINT_HOUR : JOINT_LETTER;
    if (b->line || (b->spaces && (b->marks || b->percent)))
        return JOINT_LIST;
    if (b->marks == 0)
        return b->percent ? JOINT_MARKS : JOINT_SPACE;
    return b->marks == 1 ? joint_of_mark(b->mark) : JOINT_MARKS;
}

// Counts a character between two groups. False when it parts them.
static bool stands_between(struct between *b, uint32_t c)
{
    if (seen_nothing(c))
        return true;
    if (seen_letter(c)) {
        b->letter = c;
        return ++b->letters <= 1;
    }
    if (seen_space(c)) {
        b->spaces++;
        b->line |= c == '\n' || c == 0x2028 || c == 0x2029;
    } else if (c == '%') {
        b->percent = true;
    } else {
        b->marks++;
        b->mark = c;
    }
    return true;
}

// Past a word that doesn't part two groups, if one stands at *at: "luego", "opción", and "el" beside them.
static bool take_word(struct slice text, size_t *at, struct between *b)
{
    char word[SPELLED_WORD];
    size_t end = *at;
    spelled_read(text, &end, word);
    bool adds = spelled_adds(word), article = word[0] && word[1] && spelled_is_article(word);
    b->added |= adds;
    b->article |= article;
    if (adds || article)
        *at = end;
    return adds || article;
}

// Where the next group begins after the end of one, or 0 when the number ends.
static size_t next_group(struct slice text, size_t at, enum joint *joint)
{
    struct between b = {0};
    bool inside = true; // a word, where none begins
    while (at < text.n) {
        size_t next = at;
        uint32_t c = utf8_next(text, &next);
        if (mention_shows_digit(c) || (!inside && seen_alike(c) && alike_end(text, at) > at)) {
            *joint = joint_of(&b);
            return b.article && !b.added ? 0 : at;
        }
        if (!inside && seen_letter(c) && take_word(text, &at, &b))
            continue;
        if (!stands_between(&b, c))
            return 0;
        inside = seen_nothing(c) ? inside : seen_letter(c);
        at = next;
    }
    return 0;
}

// What isn't seen may still change what is: an accent over a digit, a mark beside one that turns them round.
static void look_for_marks(struct slice text, struct mention *out)
{
    size_t at = out->from;
    while (at > 0 && !out->turned) {
        uint32_t c = seen_before(text, &at);
        out->turned = seen_turning(c);
        if (!seen_nothing(c))
            break;
    }
    for (at = out->from; at < text.n && !out->turned;) {
        bool inside = at < out->to;
        uint32_t c = utf8_next(text, &at);
        if (!inside && !seen_nothing(c))
            break;
        out->turned = seen_turning(c);
        out->odd |= seen_nothing(c);
    }
}

static void take_number(struct slice text, size_t *at, struct mention *out)
{
    *out = (struct mention){.kind = MENTION_NUMBER, .from = *at};
    enum joint joint = JOINT_NONE;
    for (;;) {
        mention_take_group(text, at, joint, out);
        size_t next = next_group(text, *at, &joint);
        if (next == 0)
            break;
        if (out->n_groups == MENTION_GROUPS) {
            out->cut = true;
            break;
        }
        *at = next;
    }
    look_for_marks(text, out);
    out->called = mention_is_called(text, out->from);
}

// ---- Mentions ----

static bool word_may_begin(struct slice text, size_t at)
{
    while (at > 0) {
        uint32_t c = seen_before(text, &at);
        if (!seen_nothing(c))
            return !mention_shows_word(c);
    }
    return true;
}

static bool take_link(struct slice text, size_t *at, bool word, struct mention *out)
{
    size_t end, next = *at;
    uint32_t c = utf8_next(text, &next);
    bool begins = word && !seen_space(c) && !seen_nothing(c);
    bool slashes = c == '/' && char_at(text, next) == '/';
    if (!((begins || slashes) && mention_link_at(text, *at, &end)) &&
        !(begins && mention_told_link_at(text, *at, &end)))
        return false;
    *out = (struct mention){.kind = MENTION_LINK, .from = *at, .to = end};
    *at = end;
    return true;
}

bool mention_next(struct slice text, size_t *at, struct mention *out)
{
    bool word = word_may_begin(text, *at);
    while (*at < text.n) {
        size_t start = *at, next = start;
        uint32_t c = utf8_next(text, &next);
        if (take_link(text, at, word, out))
            return true;
        if (word && spelled_may_begin(c)) {
            if (spelled_take(text, at, out))
                return true;
            if (*at > start) {
                word = false;
                continue;
            }
        }
        if (mention_shows_digit(c) || (word && seen_alike(c) && alike_end(text, start) > start)) {
            take_number(text, at, out);
            return true;
        }
        if (!seen_nothing(c))
            word = !seen_letter(c);
        *at = next;
    }
    return false;
}

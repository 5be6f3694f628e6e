// SPDX-License-Identifier: MIT
// Finds the numbers of a text. links.c finds its links, harmless.c judges what was found.
#include "content/numbers.h"

#include <string.h>

#include "content/seen.h"
#include "content/terms.h"

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static uint32_t char_at(struct slice text, size_t at)
{
    return at < text.n ? utf8_next(text, &at) : 0;
}

static bool shows_digit(uint32_t c)
{
    char digits[SEEN_DIGITS];
    bool plain;
    return c < 0x80 ? is_digit(c) : seen_digits(c, digits, &plain) > 0;
}

static bool shows_word(uint32_t c)
{
    return seen_letter(c) || shows_digit(c);
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
        else if (shows_digit(c))
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

static void add_digits(struct mention *out, struct number_group *group, const char *digits, size_t n)
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

static struct number_group *add_group(struct mention *out, size_t at, enum joint joint)
{
    struct number_group *group = &out->groups[out->n_groups++];
    *group = (struct number_group){.from = at, .to = at, .first = out->n_digits, .joint = joint};
    return group;
}

// Takes a group of digits at *at.
static void take_group(struct slice text, size_t *at, enum joint joint, struct mention *out)
{
    struct number_group *group = add_group(out, *at, joint);
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
        add_digits(out, group, digits, n);
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

// Where the next group begins after the end of one, or 0 when the number ends.
static size_t next_group(struct slice text, size_t at, enum joint *joint)
{
    struct between b = {0};
    bool inside = true; // a word, where none begins
    while (at < text.n) {
        size_t next = at;
        uint32_t c = utf8_next(text, &next);
        if (shows_digit(c) || (!inside && seen_alike(c) && alike_end(text, at) > at)) {
            *joint = joint_of(&b);
            return at;
        }
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

// Whether words that ask to call stand before `at`.
static bool is_called(struct slice text, size_t at)
{
    static const char *const stems[] = {
        "llam", "marc",   "marq",   "disc",    "call",  "dial",   "telefono", "phone",   "whatsa", "wasap",
        "line", "numero", "number", "celular", "movil", "escrib", "telephon", "contact", "fono"};
    char last[SEEN_WORD], second[SEEN_WORD];
    seen_words(text, at, last, second);
    const char *word = slice_is_among(slice_of(last), "al a el la lo the to us on at") ? second : last;
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
        if (strncmp(word, stems[i], strlen(stems[i])) == 0)
            return true;
    return slice_is_among(slice_of(word), "tel cel sms text nro");
}

static void take_number(struct slice text, size_t *at, struct mention *out)
{
    *out = (struct mention){.kind = MENTION_NUMBER, .from = *at};
    enum joint joint = JOINT_NONE;
    for (;;) {
        take_group(text, at, joint, out);
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
    out->called = is_called(text, out->from);
}

// ---- Numbers in words ----

// The digit that a word names, or -1.
static int digit_word(const char *word)
{
    static const char *const words[] = {
        "cero", "uno", "dos",  "tres",  "cuatro", "cinco", "seis", "siete", "ocho",  "nueve",
        "zero", "one", "two",  "three", "four",   "five",  "six",  "seven", "eight", "nine",
        "sero", "um",  "dois", "tres",  "quatro", "sinco", "seis", "sete",  "oito",  "nove",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], word) == 0)
            return (int)(i % 10);
    return -1;
}

// Reads a word of letters at *at and moves past it.
static void read_word(struct slice text, size_t *at, char word[8])
{
    size_t n = 0;
    while (*at < text.n) {
        size_t next = *at;
        uint32_t c = utf8_next(text, &next);
        if (!seen_letter(c) && !seen_nothing(c))
            break;
        char folded = terms_fold(c);
        if (folded && n < 7)
            word[n++] = folded;
        *at = next;
    }
    word[n] = '\0';
}

// Up or down by one each time: whoever counts names no number.
static bool counts(const struct mention *m)
{
    int step = m->digits[1] - m->digits[0];
    for (size_t i = 1; i < m->n_digits; i++)
        if (m->digits[i] - m->digits[i - 1] != step)
            return false;
    return step == 1 || step == -1;
}

// Five digits in words are no quantity, nor are four with figures among them; after "llama al" three are none.
static bool names_number(struct slice text, struct mention *m, size_t words)
{
    bool mixed = m->n_groups > words;
    m->called = words > 1 && is_called(text, m->from);
    return words > 1 && (m->called || (m->n_digits >= (mixed ? 4 : 5) && !counts(m))) && m->n_digits > 2;
}

// Digits as words, one after the other, figures among them.
static bool take_spelled(struct slice text, size_t *at, struct mention *out)
{
    size_t p = *at, words = 0;
    *out = (struct mention){.kind = MENTION_NUMBER, .from = *at};
    while (p < text.n && out->n_groups < MENTION_GROUPS && !out->cut) {
        size_t start = p;
        uint32_t c = utf8_next(text, &p);
        if (!shows_word(c))
            continue;
        p = start;
        enum joint joint = out->n_groups ? JOINT_SPACE : JOINT_NONE;
        if (shows_digit(c)) {
            take_group(text, &p, joint, out);
            continue;
        }
        char word[8];
        read_word(text, &p, word);
        int digit = digit_word(word);
        if (digit < 0)
            break;
        words++;
        add_digits(out, add_group(out, start, joint), &(char){(char)('0' + digit)}, 1);
        out->groups[out->n_groups - 1].to = out->to = p;
    }
    if (!names_number(text, out, words))
        return false;
    *at = out->to;
    return true;
}

// The first letters of the words above.
static bool may_be_spelled(uint32_t c)
{
    return is_digit(c) || (c < 0x80 && strchr("CcDdEeFfNnOoQqSsTtUuZz", (int)c));
}

// ---- Mentions ----

static bool word_may_begin(struct slice text, size_t at)
{
    while (at > 0) {
        uint32_t c = seen_before(text, &at);
        if (!seen_nothing(c))
            return !shows_word(c);
    }
    return true;
}

bool mention_next(struct slice text, size_t *at, struct mention *out)
{
    bool word = word_may_begin(text, *at);
    while (*at < text.n) {
        size_t end, next = *at;
        uint32_t c = utf8_next(text, &next);
        bool letter = seen_letter(c), digit = shows_digit(c);
        bool slashes = c == '/' && char_at(text, next) == '/';
        if (((word && !seen_space(c) && !seen_nothing(c)) || slashes) && mention_link_at(text, *at, &end)) {
            *out = (struct mention){.kind = MENTION_LINK, .from = *at, .to = end};
            *at = end;
            return true;
        }
        if (word && may_be_spelled(c) && take_spelled(text, at, out))
            return true;
        if (digit || (word && seen_alike(c) && alike_end(text, *at) > *at)) {
            take_number(text, at, out);
            return true;
        }
        if (!seen_nothing(c))
            word = !letter;
        *at = next;
    }
    return false;
}

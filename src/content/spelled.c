// SPDX-License-Identifier: MIT
#include "content/spelled.h"

#include <stdlib.h>
#include <string.h>

#include "content/mention.h"
#include "content/seen.h"
#include "content/terms.h"

// ---- Words ----

enum word_kind {
    WORD_OTHER,
    WORD_UNIT,     // 0 to 9
    WORD_TEEN,     // 10 to 29 that nothing may follow
    WORD_TENS,     // 20 to 90: a unit may follow
    WORD_HUNDREDS, // 100 to 900
    WORD_HUNDRED,  // multiplies the unit before it
    WORD_THOUSAND,
    WORD_TIMES, // "doble", "triple": the next one that often
};

struct number_word {
    const char *word;
    enum word_kind kind;
    unsigned value;
};

// In the order of strcmp. The units as they are misspelled too, and in Portuguese.
static const struct number_word number_words[] = {
    {"catorce", WORD_TEEN, 14},
    {"cero", WORD_UNIT, 0},
    {"cien", WORD_HUNDREDS, 100},
    {"ciento", WORD_HUNDREDS, 100},
    {"cinco", WORD_UNIT, 5},
    {"cincuenta", WORD_TENS, 50},
    {"cuarenta", WORD_TENS, 40},
    {"cuatro", WORD_UNIT, 4},
    {"cuatrocientas", WORD_HUNDREDS, 400},
    {"cuatrocientos", WORD_HUNDREDS, 400},
    {"diecinueve", WORD_TEEN, 19},
    {"dieciocho", WORD_TEEN, 18},
    {"dieciseis", WORD_TEEN, 16},
    {"diecisiete", WORD_TEEN, 17},
    {"diez", WORD_TEEN, 10},
    {"doble", WORD_TIMES, 2},
    {"doce", WORD_TEEN, 12},
    {"dois", WORD_UNIT, 2},
    {"dos", WORD_UNIT, 2},
    {"doscientas", WORD_HUNDREDS, 200},
    {"doscientos", WORD_HUNDREDS, 200},
    {"double", WORD_TIMES, 2},
    {"eight", WORD_UNIT, 8},
    {"eighteen", WORD_TEEN, 18},
    {"eighty", WORD_TENS, 80},
    {"eleven", WORD_TEEN, 11},
    {"fifteen", WORD_TEEN, 15},
    {"fifty", WORD_TENS, 50},
    {"five", WORD_UNIT, 5},
    {"forty", WORD_TENS, 40},
    {"four", WORD_UNIT, 4},
    {"fourteen", WORD_TEEN, 14},
    {"hundred", WORD_HUNDRED, 100},
    {"mil", WORD_THOUSAND, 1000},
    {"nine", WORD_UNIT, 9},
    {"nineteen", WORD_TEEN, 19},
    {"ninety", WORD_TENS, 90},
    {"nove", WORD_UNIT, 9},
    {"novecientas", WORD_HUNDREDS, 900},
    {"novecientos", WORD_HUNDREDS, 900},
    {"noventa", WORD_TENS, 90},
    {"nueve", WORD_UNIT, 9},
    {"ochenta", WORD_TENS, 80},
    {"ocho", WORD_UNIT, 8},
    {"ochocientas", WORD_HUNDREDS, 800},
    {"ochocientos", WORD_HUNDREDS, 800},
    {"oh", WORD_UNIT, 0},
    {"oito", WORD_UNIT, 8},
    {"once", WORD_TEEN, 11},
    {"one", WORD_UNIT, 1},
    {"quatro", WORD_UNIT, 4},
    {"quince", WORD_TEEN, 15},
    {"quinientas", WORD_HUNDREDS, 500},
    {"quinientos", WORD_HUNDREDS, 500},
    {"seis", WORD_UNIT, 6},
    {"seiscientas", WORD_HUNDREDS, 600},
    {"seiscientos", WORD_HUNDREDS, 600},
    {"sero", WORD_UNIT, 0},
    {"sesenta", WORD_TENS, 60},
    {"sete", WORD_UNIT, 7},
    {"setecientas", WORD_HUNDREDS, 700},
    {"setecientos", WORD_HUNDREDS, 700},
    {"setenta", WORD_TENS, 70},
    {"seven", WORD_UNIT, 7},
    {"seventeen", WORD_TEEN, 17},
    {"seventy", WORD_TENS, 70},
    {"siete", WORD_UNIT, 7},
    {"sinco", WORD_UNIT, 5},
    {"six", WORD_UNIT, 6},
    {"sixteen", WORD_TEEN, 16},
    {"sixty", WORD_TENS, 60},
    {"ten", WORD_TEEN, 10},
    {"thirteen", WORD_TEEN, 13},
    {"thirty", WORD_TENS, 30},
    {"thousand", WORD_THOUSAND, 1000},
    {"three", WORD_UNIT, 3},
    {"trece", WORD_TEEN, 13},
    {"treinta", WORD_TENS, 30},
    {"tres", WORD_UNIT, 3},
    {"trescientas", WORD_HUNDREDS, 300},
    {"trescientos", WORD_HUNDREDS, 300},
    {"triple", WORD_TIMES, 3},
    {"twelve", WORD_TEEN, 12},
    {"twenty", WORD_TENS, 20},
    {"two", WORD_UNIT, 2},
    {"um", WORD_UNIT, 1},
    {"uno", WORD_UNIT, 1},
    {"veinte", WORD_TENS, 20},
    {"veinticinco", WORD_TEEN, 25},
    {"veinticuatro", WORD_TEEN, 24},
    {"veintidos", WORD_TEEN, 22},
    {"veintinueve", WORD_TEEN, 29},
    {"veintiocho", WORD_TEEN, 28},
    {"veintiseis", WORD_TEEN, 26},
    {"veintisiete", WORD_TEEN, 27},
    {"veintitres", WORD_TEEN, 23},
    {"veintiun", WORD_TEEN, 21},
    {"veintiuna", WORD_TEEN, 21},
    {"veintiuno", WORD_TEEN, 21},
    {"zero", WORD_UNIT, 0},
};

static int by_word(const void *key, const void *entry)
{
    return strcmp(key, ((const struct number_word *)entry)->word);
}

static const struct number_word *number_word(const char *word)
{
    static const struct number_word other = {"", WORD_OTHER, 0};
    const struct number_word *found = bsearch(word, number_words, sizeof number_words / sizeof *number_words,
                                              sizeof *number_words, by_word);
    return found ? found : &other;
}

bool spelled_may_begin(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c < 0x80 && strchr("CcDdEeFfMmNnOoQqSsTtUuVvZz", (int)c));
}

void spelled_read(struct slice text, size_t *at, char word[SPELLED_WORD])
{
    size_t n = 0;
    while (*at < text.n) {
        size_t next = *at;
        uint32_t c = utf8_next(text, &next);
        if (!seen_letter(c) && !seen_nothing(c))
            break;
        char folded = terms_fold(c);
        if (folded && n + 1 < SPELLED_WORD)
            word[n++] = folded;
        *at = next;
    }
    word[n] = '\0';
}

static bool is_and(const char *word)
{
    return slice_is_among(slice_of(word), "y e and");
}

// A line that begins with one of these is a sentence of its own.
static bool is_order(const char *word)
{
    return slice_is_among(slice_of(word), "marca marque marcas pulsa presiona press dial");
}

bool spelled_adds(const char *word)
{
    return is_order(word) ||
           slice_is_among(slice_of(word), "luego despues then opcion option extension ext interno anexo "
                                          "mas plus seguido followed");
}

bool spelled_is_article(const char *word)
{
    return slice_is_among(slice_of(word), "el la al lo the no by de del y and");
}

bool spelled_is_number(const char *word)
{
    enum word_kind kind = number_word(word)->kind;
    return kind != WORD_OTHER && kind != WORD_TIMES;
}

bool spelled_joins(const char *word)
{
    return word[0] == '\0' || word[1] == '\0' || is_and(word) || (spelled_adds(word) && !is_order(word)) ||
           number_word(word)->kind != WORD_OTHER;
}

// ---- A quantity ----

struct quantity {
    unsigned total, part;
    unsigned room; // only what is less may follow
    bool begun;
};

// Takes a word into a quantity that it goes on: "treinta" and "cinco", not "cinco" and "treinta".
static bool goes_on(struct quantity *q, const struct number_word *word)
{
    switch (word->kind) {
    case WORD_UNIT:
    case WORD_TEEN:
    case WORD_TENS:
    case WORD_HUNDREDS:
        if (word->value >= q->room || (q->begun && word->value == 0))
            return false;
        q->part += word->value;
        q->room = word->kind == WORD_HUNDREDS ? 100 : word->kind == WORD_TENS ? 10 : 1;
        break;
    case WORD_HUNDRED:
        if (q->part < 1 || q->part > 9)
            return false;
        q->part *= 100;
        q->room = 100;
        break;
    case WORD_THOUSAND:
        if (q->total || (q->begun && q->part == 0))
            return false;
        q->total = (q->part ? q->part : 1) * 1000;
        q->part = 0;
        q->room = 1000;
        break;
    default:
        return false;
    }
    q->begun = true;
    return true;
}

// Past spaces and hyphens, which alone stand inside a quantity.
static size_t past_spaces(struct slice text, size_t at)
{
    while (at < text.n) {
        size_t next = at;
        uint32_t c = utf8_next(text, &next);
        if (!seen_space(c) && !seen_nothing(c) && c != '-' && !(c >= 0x2010 && c <= 0x2015))
            break;
        at = next;
    }
    return at;
}

// Takes a quantity at *at and writes it as figures; returns how many, 0 without one.
static size_t take_quantity(struct slice text, size_t *at, char digits[8])
{
    struct quantity q = {.room = 1000};
    size_t end = *at;
    for (size_t p = *at;;) {
        char word[SPELLED_WORD];
        size_t start = p;
        spelled_read(text, &p, word);
        // "treinta y cinco", "one hundred and five"; "treinta y una" has a word that is a number nowhere else
        bool joined = q.begun && (q.room == 10 || q.room == 100) && is_and(word);
        if (joined) {
            p = past_spaces(text, p);
            spelled_read(text, &p, word);
        }
        static const struct number_word one = {"un", WORD_UNIT, 1};
        bool last = q.begun && q.room >= 10 && slice_is_among(slice_of(word), "un una");
        if (start == p || !goes_on(&q, last ? &one : number_word(word)))
            break;
        end = p;
        p = past_spaces(text, p);
    }
    if (!q.begun)
        return 0;
    *at = end;
    unsigned value = q.total + q.part;
    size_t n = 0;
    for (unsigned unit = 1000000; unit > 0; unit /= 10)
        if (n > 0 || value >= unit || unit == 1)
            digits[n++] = (char)('0' + value / unit % 10);
    return n;
}

// ---- A run of them ----

struct run {
    struct mention *out;
    size_t words; // groups that are words
    size_t ands;  // joined by "y"
    bool apart;   // something else than spaces and hyphens stands between two
    bool long_figure;
};

static unsigned value_of(const struct mention *m, size_t group)
{
    unsigned value = 0;
    for (size_t d = 0; d < m->groups[group].n && d < 7; d++)
        value = value * 10 + (unsigned)(m->digits[m->groups[group].first + d] - '0');
    return value;
}

// Whoever counts, up or down and perhaps once more, names no number: "uno, dos, tres", "diez, veinte y treinta".
static bool counts(const struct run *run)
{
    const struct mention *m = run->out;
    long first = value_of(m, 0), step = (long)value_of(m, 1) - first, last = first;
    long size = step < 0 ? -step : step;
    for (size_t i = 1; i < m->n_groups; i++) {
        long value = value_of(m, i);
        if (value - last != step && value != first)
            return false;
        last = value;
    }
    bool from_one = first <= size || last <= size;
    bool round = (size == 5 || size == 10 || size == 100) && first % size == 0;
    return (size == 1 || round) && (from_one || run->ands <= 1);
}

// Figures that a round quantity doesn't have: "quince mil" has two.
static size_t significant(const struct mention *m)
{
    size_t n = 0;
    for (size_t i = 0; i < m->n_groups; i++) {
        size_t figures = m->groups[i].n;
        while (figures > 1 && m->digits[m->groups[i].first + figures - 1] == '0')
            figures--;
        n += figures;
    }
    return n;
}

static bool are_years(const struct mention *m)
{
    for (size_t i = 0; i < m->n_groups; i++)
        if (m->groups[i].n != 4 || value_of(m, i) < 1900 || value_of(m, i) > 2099)
            return false;
    return true;
}

// "llama al cien", not "llama a cien niños".
static bool is_the(struct slice text, size_t at)
{
    char last[SEEN_WORD], second[SEEN_WORD];
    seen_words(text, at, last, second);
    return slice_is_among(slice_of(last), "al el the at on");
}

static bool is_dialled(struct slice text, const struct run *run)
{
    const struct mention *m = run->out;
    if (m->n_digits < 3)
        return false;
    if (m->n_groups == 1)
        return run->words == 1 && (value_of(m, 0) % 100 != 0 || is_the(text, m->from));
    return run->words > 1 || !run->apart;
}

static bool names_number(struct slice text, const struct run *run)
{
    const struct mention *m = run->out;
    size_t groups = m->n_groups, digits = m->n_digits;
    if (run->words == 0)
        return false;
    if (m->called)
        return is_dialled(text, run);
    if (run->words < 2 || are_years(m) || counts(run))
        return false;
    if (groups > run->words)
        return groups > 2 && digits >= 4;
    bool beside = !run->apart && run->ands == 0; // two quantities with no word between them count nothing
    return digits >= 5 && ((beside && digits > groups) || groups > 3 || significant(m) >= 7);
}

// Past what stands between two pieces; false when the run is over.
static bool take_joint(struct slice text, size_t *at, struct run *run)
{
    size_t p = *at;
    bool begun = run->out->n_groups > 0;
    while (p < text.n) {
        size_t next = p;
        uint32_t c = utf8_next(text, &next);
        if (mention_shows_digit(c))
            break;
        if (seen_letter(c)) {
            char word[SPELLED_WORD];
            next = p;
            spelled_read(text, &next, word);
            bool joins = (is_and(word) && (run->out->called || !run->long_figure)) ||
                         (run->out->called && spelled_adds(word));
            if (!begun || !joins)
                break;
            run->ands++;
        } else {
            run->apart |= begun && past_spaces(text, p) == p;
        }
        p = next;
    }
    *at = p;
    return p < text.n;
}

static void add_quantity(struct run *run, size_t from, size_t to, const char *digits, size_t n)
{
    enum joint joint = run->out->n_groups ? JOINT_SPACE : JOINT_NONE;
    struct number_group *group = mention_add_group(run->out, from, joint);
    mention_add_digits(run->out, group, digits, n);
    group->to = run->out->to = to;
}

// One piece of the run: figures, or a quantity, or either some times over.
static bool take_piece(struct slice text, size_t *at, struct run *run)
{
    struct mention *out = run->out;
    char word[SPELLED_WORD], digits[8];
    size_t from = *at, after = from;
    spelled_read(text, &after, word);
    const struct number_word *times = number_word(word);
    size_t again = times->kind == WORD_TIMES ? times->value : 1;
    if (again > 1)
        *at = past_spaces(text, after);
    size_t start = *at;
    size_t next = start;
    bool figures = start < text.n && mention_shows_digit(utf8_next(text, &next));
    for (size_t i = 0; i < again && out->n_groups < MENTION_GROUPS; i++) {
        *at = start;
        if (figures) {
            mention_take_group(text, at, out->n_groups ? JOINT_SPACE : JOINT_NONE, out);
            run->long_figure |= out->groups[out->n_groups - 1].n > 2;
            run->words += again > 1;
            continue;
        }
        size_t n = take_quantity(text, at, digits);
        bool alone = strcmp(word, "oh") == 0 && out->n_groups == 0; // "¡Oh!"
        if (n == 0 || alone)
            return false;
        add_quantity(run, from, *at, digits, n);
        run->words++;
    }
    return true;
}

bool spelled_take(struct slice text, size_t *at, struct mention *out)
{
    size_t p = *at;
    struct run run = {.out = out};
    *out = (struct mention){.kind = MENTION_NUMBER, .from = *at, .called = false};
    char word[SPELLED_WORD];
    size_t after = p;
    spelled_read(text, &after, word);
    if (after > p && number_word(word)->kind == WORD_OTHER)
        return false; // most words
    out->called = mention_is_called(text, *at);
    while (out->n_groups < MENTION_GROUPS && !out->cut) {
        bool apart = run.apart;
        size_t ands = run.ands;
        if (!take_joint(text, &p, &run) || !take_piece(text, &p, &run)) {
            run.apart = apart; // what follows the last piece isn't between two
            run.ands = ands;
            break;
        }
    }
    bool named = out->n_groups > 0 && names_number(text, &run);
    // The end of what is none is none either, but its figures are judged as such.
    if (named || (run.words > 0 && run.words == out->n_groups))
        *at = out->to;
    return named;
}

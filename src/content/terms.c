// SPDX-License-Identifier: MIT
#include "content/terms.h"

#include <string.h>

#include "base/kassert.h"

static const struct {
    enum term_kind kind;
    const char *pattern, *instead;
} table[] = {
#define TERM(kind, pattern, instead) {TERM_##kind, pattern, instead},
#include "content/terms.def"
#undef TERM
};
#define N_TERMS (sizeof table / sizeof *table)

// The alphabet: a space, 26 letters, any digit, any other letter, the start of a sentence.
enum { CLASS_SPACE, CLASS_A, CLASS_DIGIT = 27, CLASS_OTHER, CLASS_START, CLASSES = 32 };
enum { CLASS_UNSEEN = 0xff };

#define LONGEST_PATTERN 62 // classes
#define NO_TERM UINT16_MAX
#define HIT 0x8000u // in a transition: a pattern that is reported ends in the state it leads to

struct state {
    uint16_t next[CLASSES]; // one cache line
};

struct terms {
    struct state *states;
    uint16_t *ends; // [n_states] the longest pattern that ends in the state, or NO_TERM
    uint16_t n_states;
    uint8_t length[N_TERMS]; // classes of each pattern
    uint8_t ascii[128];
};

// Base letters of U+00C0 to U+017F; '_' has none.
static const char latin[] = "aaaaaaaceeeeiiiidnooooo ouuuuy_saaaaaaaceeeeiiiidnooooo ouuuuy_y"
                            "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllllllln"
                            "nnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

static bool is_digit_elsewhere(uint32_t c)
{
    return (c >= 0x660 && c <= 0x669) || (c >= 0x6F0 && c <= 0x6F9) || (c >= 0xFF10 && c <= 0xFF19);
}

static char fold_ascii(uint32_t c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c + 32);
    if (c >= 'a' && c <= 'z')
        return (char)c;
    if (c >= '0' && c <= '9')
        return '0';
    return c == '\'' ? 0 : ' ';
}

char terms_fold(uint32_t c)
{
    _Static_assert(sizeof latin - 1 == 0x180 - 0xC0, "one letter for each code point");
    if (c < 0x80)
        return fold_ascii(c);
    if (c >= 0xC0 && c < 0x180)
        return latin[c - 0xC0] == '_' ? '?' : latin[c - 0xC0];
    if (c == 0xAD || c == 0x2018 || c == 0x2019 || c == 0x2BC || (c >= 0x200B && c <= 0x200F) ||
        c == 0x2060 || c == 0xFEFF || (c >= 0x300 && c <= 0x36F) || (c >= 0xFE00 && c <= 0xFE0F))
        return 0;
    if (is_digit_elsewhere(c))
        return '0';
    if (c == 0xAA || c == 0xBA)
        return '?';
    if (c < 0xC0 || (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x3003) ||
        (c >= 0x1F000 && c <= 0x1FAFF))
        return ' ';
    return '?';
}

static uint8_t class_of(char folded)
{
    if (folded >= 'a' && folded <= 'z')
        return (uint8_t)(CLASS_A + (folded - 'a'));
    switch (folded) {
    case 0:
        return CLASS_UNSEEN;
    case ' ':
        return CLASS_SPACE;
    case '0':
        return CLASS_DIGIT;
    default:
        return CLASS_OTHER;
    }
}

// Writes a pattern as classes and returns how many. "^mal" is START SPACE m a l SPACE.
static size_t pattern_classes(const char *pattern, uint8_t out[LONGEST_PATTERN])
{
    size_t n = 0;
    if (*pattern == '^') {
        out[n++] = CLASS_START;
        pattern++;
    }
    out[n++] = CLASS_SPACE;
    for (; *pattern && *pattern != '*'; pattern++) {
        KASSERT(n < LONGEST_PATTERN - 1 && ((*pattern >= 'a' && *pattern <= 'z') || *pattern == ' '));
        out[n++] = class_of(*pattern);
    }
    if (*pattern != '*')
        out[n++] = CLASS_SPACE;
    return n;
}

static void add_pattern(struct terms *terms, uint16_t term)
{
    uint8_t classes[LONGEST_PATTERN];
    size_t n = pattern_classes(table[term].pattern, classes);
    uint16_t at = 0;
    for (size_t i = 0; i < n; i++) {
        uint16_t *next = &terms->states[at].next[classes[i]];
        if (!*next) {
            *next = terms->n_states++;
            terms->ends[*next] = NO_TERM;
        }
        at = *next;
    }
    terms->ends[at] = term;
    terms->length[term] = (uint8_t)n;
}

// Breadth first, so that the state to fall back to is complete before it is needed.
static void add_fallbacks(struct terms *terms, struct arena *arena)
{
    uint16_t *queue = ARENA_ARRAY(arena, terms->n_states, uint16_t);
    uint16_t *fallback = ARENA_ARRAY(arena, terms->n_states, uint16_t);
    size_t head = 0, tail = 0;
    for (size_t c = 0; c < CLASSES; c++)
        if (terms->states[0].next[c])
            queue[tail++] = terms->states[0].next[c];
    while (head < tail) {
        uint16_t at = queue[head++];
        struct state *state = &terms->states[at], *back = &terms->states[fallback[at]];
        if (terms->ends[at] == NO_TERM)
            terms->ends[at] = terms->ends[fallback[at]];
        for (size_t c = 0; c < CLASSES; c++) {
            if (state->next[c]) {
                fallback[state->next[c]] = back->next[c];
                queue[tail++] = state->next[c];
            } else {
                state->next[c] = back->next[c];
            }
        }
    }
}

// So that the walk over a text looks at `ends` only when there is something to say.
static void mark_hits(struct terms *terms)
{
    for (size_t at = 0; at < terms->n_states; at++) {
        for (size_t c = 0; c < CLASSES; c++) {
            uint16_t *next = &terms->states[at].next[c];
            uint16_t term = terms->ends[*next];
            if (term != NO_TERM && table[term].kind != TERM_ALLOWED)
                *next |= HIT;
        }
    }
}

const struct terms *terms_create(struct arena *arena)
{
    size_t most = 1;
    for (size_t i = 0; i < N_TERMS; i++)
        most += strlen(table[i].pattern) + 3;
    KASSERT(most < HIT);
    struct terms *terms = ARENA_NEW(arena, struct terms);
    terms->states = ARENA_ARRAY(arena, most, struct state);
    terms->ends = ARENA_ARRAY(arena, most, uint16_t);
    terms->ends[0] = NO_TERM;
    terms->n_states = 1;
    for (size_t i = 0; i < N_TERMS; i++)
        add_pattern(terms, (uint16_t)i);
    add_fallbacks(terms, arena);
    mark_hits(terms);
    for (uint32_t c = 0; c < 128; c++)
        terms->ascii[c] = class_of(fold_ascii(c));
    return terms;
}

static bool ends_sentence(uint32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == ':' || c == 0xA1 || c == 0xBF || c == 0x2026;
}

// The first byte of the word that stands `back` letters and spaces before byte `end`, walking backwards over
// what isn't seen. Rare: only where something was found.
static size_t walk_back(struct slice text, size_t end, size_t back)
{
    size_t at = end;
    bool spaced = true;
    while (at > 0 && back > 0) {
        size_t start = at - 1, next;
        while (start > 0 && ((unsigned char)text.p[start] & 0xC0) == 0x80)
            start--;
        next = start;
        char folded = terms_fold(utf8_next(text, &next));
        at = start;
        if (folded == 0 || (folded == ' ' && spaced))
            continue;
        spaced = folded == ' ';
        back--;
    }
    return at;
}

// `end` is the end of the last letter that was matched.
static void report(const struct terms *terms, struct slice text, uint16_t term, size_t end,
                   void (*found)(void *context, const struct term_hit *hit), void *context)
{
    const char *pattern = table[term].pattern;
    bool open = pattern[strlen(pattern) - 1] == '*';
    size_t letters = terms->length[term] - (*pattern == '^' ? 2u : 1u) - (open ? 0u : 1u);
    struct term_hit hit = {.kind = table[term].kind, .instead = table[term].instead, .to = end};
    if (open) {
        // To the end of the word.
        for (size_t next = end; next < text.n && terms_fold(utf8_next(text, &next)) != ' ';)
            hit.to = next;
    }
    hit.from = walk_back(text, end, letters);
    found(context, &hit);
}

void terms_scan(const struct terms *terms, struct slice text,
                void (*found)(void *context, const struct term_hit *hit), void *context)
{
    const struct state *states = terms->states;
    const uint16_t begin = states[states[0].next[CLASS_START] & ~HIT].next[CLASS_SPACE] & (uint16_t)~HIT;
    bool spaced = true, sentence = false;
    uint16_t state = begin;
    size_t word_end = 0;
    for (size_t at = 0; at <= text.n;) {
        // The end of a text is a space.
        uint32_t c = ' ';
        uint8_t class = CLASS_SPACE;
        if (at == text.n) {
            at++;
        } else if ((unsigned char)text.p[at] < 0x80) {
            c = text.p[at++] & 0x7f;
            class = terms->ascii[c];
        } else {
            c = utf8_next(text, &at);
            class = class_of(terms_fold(c));
        }
        if (class == CLASS_UNSEEN)
            continue;
        if (class == CLASS_SPACE) {
            sentence |= ends_sentence(c);
            if (spaced)
                continue;
            spaced = true;
        } else {
            if (sentence)
                state = begin;
            spaced = sentence = false;
            word_end = at;
        }
        uint16_t next = states[state].next[class];
        state = next & (uint16_t)~HIT;
        if (next & HIT)
            report(terms, text, terms->ends[state], class == CLASS_SPACE ? word_end : at, found, context);
    }
}

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

#define LONGEST_PATTERN 62 // folded, with the spaces around it; the ring of offsets holds two more
#define RING 64
#define NO_TERM UINT16_MAX

struct state {
    uint16_t next[CLASSES];
    uint16_t term; // the longest pattern that ends here, or NO_TERM
};

struct terms {
    struct state *states;
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
    if (c == 0xAD || c == 0x2018 || c == 0x2019 || c == 0x2BC || (c >= 0x200B && c <= 0x200F) || c == 0x2060 ||
        c == 0xFEFF || (c >= 0x300 && c <= 0x36F) || (c >= 0xFE00 && c <= 0xFE0F))
        return 0;
    if (is_digit_elsewhere(c))
        return '0';
    if (c == 0xAA || c == 0xBA)
        return '?';
    if (c < 0xC0 || (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x3003) || (c >= 0x1F000 && c <= 0x1FAFF))
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
            terms->states[*next].term = NO_TERM;
        }
        at = *next;
    }
    terms->states[at].term = term;
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
        if (state->term == NO_TERM)
            state->term = back->term;
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

const struct terms *terms_create(struct arena *arena)
{
    size_t most = 1;
    for (size_t i = 0; i < N_TERMS; i++)
        most += strlen(table[i].pattern) + 3;
    KASSERT(most < UINT16_MAX);
    struct terms *terms = ARENA_NEW(arena, struct terms);
    terms->states = ARENA_ARRAY(arena, most, struct state);
    terms->states[0].term = NO_TERM;
    terms->n_states = 1;
    for (size_t i = 0; i < N_TERMS; i++)
        add_pattern(terms, (uint16_t)i);
    add_fallbacks(terms, arena);
    for (uint32_t c = 0; c < 128; c++)
        terms->ascii[c] = class_of(fold_ascii(c));
    return terms;
}

// One walk over a text.
struct walk {
    const struct terms *terms;
    struct slice text;
    void (*found)(void *context, const struct term_hit *hit);
    void *context;
    uint16_t state;
    uint32_t count;        // classes taken
    uint32_t offset[RING]; // where each of the last classes stands in the text
};

static void report(struct walk *walk, uint16_t term, size_t end)
{
    struct term_hit hit = {.kind = table[term].kind, .instead = table[term].instead, .to = end};
    const char *pattern = table[term].pattern;
    bool open = pattern[strlen(pattern) - 1] == '*';
    size_t before = *pattern == '^' ? 2 : 1; // the start and the space in front of the first letter
    hit.from = walk->offset[(walk->count - walk->terms->length[term] + before) % RING];
    if (open) {
        // To the end of the word.
        while (hit.to < walk->text.n) {
            size_t next = hit.to;
            if (terms_fold(utf8_next(walk->text, &next)) == ' ')
                break;
            hit.to = next;
        }
    } else {
        // Back over whatever separates words.
        hit.to = walk->offset[(walk->count - 2) % RING];
        utf8_next(walk->text, &hit.to);
    }
    walk->found(walk->context, &hit);
}

// `at` and `end` bound the class's bytes in the text.
static inline void step(struct walk *walk, uint8_t class, size_t at, size_t end)
{
    walk->offset[walk->count++ % RING] = (uint32_t)at;
    walk->state = walk->terms->states[walk->state].next[class];
    uint16_t term = walk->terms->states[walk->state].term;
    if (term != NO_TERM && table[term].kind != TERM_ALLOWED)
        report(walk, term, end);
}

static bool ends_sentence(uint32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == '\n' || c == ':' || c == 0xA1 || c == 0xBF || c == 0x2026;
}

static bool is_ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool terms_scan(const struct terms *terms, struct slice text, void (*found)(void *context, const struct term_hit *hit),
                void *context)
{
    struct walk walk = {.terms = terms, .text = text, .found = found, .context = context};
    bool mentions = false, spaced = true, sentence = false;
    step(&walk, CLASS_START, 0, 0);
    step(&walk, CLASS_SPACE, 0, 0);
    for (size_t at = 0; at < text.n;) {
        size_t from = at;
        unsigned char byte = (unsigned char)text.p[at];
        uint32_t c = byte < 0x80 ? text.p[at++] & 0x7f : utf8_next(text, &at);
        uint8_t class = c < 0x80 ? terms->ascii[c] : class_of(terms_fold(c));
        if (class == CLASS_UNSEEN)
            continue;
        if (class == CLASS_SPACE) {
            mentions |= c == '@' || ((c == '.' || c == ':' || c == '/') && at < text.n && is_ascii_letter(text.p[at]));
            sentence |= ends_sentence(c);
            if (!spaced)
                step(&walk, CLASS_SPACE, from, from);
            spaced = true;
            continue;
        }
        if (sentence) {
            step(&walk, CLASS_START, from, from);
            step(&walk, CLASS_SPACE, from, from);
        }
        mentions |= class == CLASS_DIGIT;
        spaced = sentence = false;
        step(&walk, class, from, at);
    }
    if (!spaced)
        step(&walk, CLASS_SPACE, text.n, text.n);
    return mentions;
}

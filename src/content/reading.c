// SPDX-License-Identifier: MIT
#include "content/reading.h"

#include <string.h>

#define WORD_LETTERS 48    // longer words are counted by their beginning
#define LEAST_WORDS 30     // fewer make no figure
#define RIGHT_QUOTE 0x2019 // ’, an apostrophe inside a word
#define ELLIPSIS 0x2026

enum reading_language reading_language(struct slice tag)
{
    struct slice language, rest;
    slice_cut(tag, '-', &language, &rest);
    return slice_is(language, "es")   ? READING_SPANISH
           : slice_is(language, "en") ? READING_ENGLISH
                                      : READING_NONE;
}

// ---- Letters ----

// A letter in lower case as one byte: accented ones keep their sound's sign. 0: no letter. Accents that change no
// count are dropped; 'I' and 'U' are the í and ú that make a syllable of their own.
static char letter_of(uint32_t c)
{
    if (c < 0x80)
        return c >= 'a' && c <= 'z' ? (char)c : c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : 0;
    switch (c) {
    case 0xe1:
    case 0xc1:
        return 'a';
    case 0xe9:
    case 0xc9:
        return 'e';
    case 0xf3:
    case 0xd3:
        return 'o';
    case 0xed:
    case 0xcd:
        return 'I';
    case 0xfa:
    case 0xda:
        return 'U';
    case 0xfc:
    case 0xdc:
        return 'v'; // ü: sounds, but stands where u does; told apart from a silent u below
    default:
        return c >= 0xc0 && c < 0x250 && c != 0xd7 && c != 0xf7 ? 'n' : 0;
    }
}

struct word {
    char letters[WORD_LETTERS + 1];
    size_t n;
};

static bool among(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

// ---- Syllables ----

// The u of que, qui, gue and gui is silent.
static bool is_silent_u(const struct word *word, size_t i)
{
    return i > 0 && i + 1 < word->n && word->letters[i] == 'u' && among(word->letters[i - 1], "qg") &&
           among(word->letters[i + 1], "eiI");
}

static bool is_spanish_vowel(const struct word *word, size_t i)
{
    char c = word->letters[i];
    bool last_y = c == 'y' && i + 1 == word->n && word->n > 1;
    return (among(c, "aeoiuIU") || last_y) && !is_silent_u(word, i);
}

// Two vowels side by side are two syllables when both are strong, or one is í or ú.
static uint32_t spanish_syllables(const struct word *word)
{
    uint32_t n = 0;
    char before = '\0';
    for (size_t i = 0; i < word->n; i++) {
        char c = word->letters[i];
        if (!is_spanish_vowel(word, i)) {
            before = '\0';
            continue;
        }
        bool hiatus = (among(before, "aeo") && among(c, "aeo")) || among(before, "IU") || among(c, "IU");
        if (before == '\0' || hiatus)
            n++;
        before = c;
    }
    return n ? n : 1;
}

static bool ends_in(const struct word *word, const char *tail)
{
    size_t n = strlen(tail);
    return word->n > n && memcmp(word->letters + word->n - n, tail, n) == 0;
}

static uint32_t english_syllables(const struct word *word)
{
    static const char vowels[] = "aeiouyIU";
    uint32_t n = 0;
    bool in_vowels = false;
    for (size_t i = 0; i < word->n; i++) {
        bool vowel = among(word->letters[i], vowels);
        n += vowel && !in_vowels;
        in_vowels = vowel;
    }
    // A last e is silent, but for that of "little"; so is that of "asked".
    char before = word->n > 1 ? word->letters[word->n - 2] : '\0';
    char third = word->n > 2 ? word->letters[word->n - 3] : '\0';
    bool silent_e = ends_in(word, "e") && !among(before, vowels) && (before != 'l' || among(third, vowels));
    bool silent_ed = ends_in(word, "ed") && third != '\0' && !among(third, "aeiouydt");
    if (n > 1 && (silent_e || silent_ed))
        n--;
    return n ? n : 1;
}

// ---- Words and sentences ----

static void end_word(struct reading *reading, enum reading_language language, struct word *word)
{
    if (word->n == 0)
        return;
    reading->words++;
    reading->syllables += language == READING_SPANISH ? spanish_syllables(word) : english_syllables(word);
    word->n = 0;
}

static bool ends_sentence(uint32_t c)
{
    return c == '.' || c == '?' || c == '!' || c == ':' || c == ';' || c == ELLIPSIS || c == '\n';
}

void reading_add(struct reading *reading, enum reading_language language, struct slice text)
{
    struct word word = {.n = 0};
    uint32_t words_before = reading->words;
    if (language == READING_NONE)
        return;
    for (size_t at = 0; at < text.n;) {
        uint32_t c = utf8_next(text, &at);
        char letter = letter_of(c);
        if (letter) {
            if (word.n < WORD_LETTERS)
                word.letters[word.n++] = letter;
            continue;
        }
        bool inside = word.n > 0 && at < text.n && (c == '\'' || c == RIGHT_QUOTE);
        if (inside)
            continue;
        end_word(reading, language, &word);
        if (ends_sentence(c) && reading->words > words_before) {
            reading->sentences++;
            words_before = reading->words;
        }
    }
    end_word(reading, language, &word);
    if (reading->words > words_before)
        reading->sentences++;
}

bool reading_ease(const struct reading *reading, enum reading_language language, int *ease)
{
    if (language == READING_NONE || reading->words < LEAST_WORDS)
        return false;
    // In thousandths, so that every machine gives the same figure.
    bool spanish = language == READING_SPANISH;
    int64_t words = reading->words, per_word = spanish ? 60000 : 84600, per_sentence = spanish ? 1020 : 1015;
    int64_t thousandths = (spanish ? 206840 : 206835) - per_word * (int64_t)reading->syllables / words -
                          per_sentence * words / (int64_t)reading->sentences;
    *ease = (int)((thousandths + (thousandths < 0 ? -500 : 500)) / 1000);
    return true;
}

int reading_asked(uint8_t audience, enum audience *reader)
{
    static const int least[AUDIENCE_WOMEN] = {80, 70, 70, 50};
    for (int i = 0; i < AUDIENCE_WOMEN; i++) {
        *reader = (enum audience)i;
        if (audience & 1u << i)
            return least[i];
    }
    return 0;
}

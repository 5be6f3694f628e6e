// SPDX-License-Identifier: MIT
#include "content/people.h"

#include <string.h>

#include "content/terms.h"

#define WORD_MAX 24 // letters; a longer word is none of the list

static const struct {
    const char *language;
    enum person person;
    const char *nouns; // a space between two
} table[] = {
#define PERSON(language, person, nouns) {#language, PERSON_##person, nouns},
#include "content/people.def"
#undef PERSON
};

static const struct {
    const char *language, *word;
    uint32_t n;
} numbers[] = {
    {"es", "dos", 2}, {"es", "tres", 3},  {"es", "cuatro", 4}, {"es", "cinco", 5}, {"es", "seis", 6},
    {"en", "two", 2}, {"en", "three", 3}, {"en", "four", 4},   {"en", "five", 5},  {"en", "six", 6},
};

const char *person_name(enum person person)
{
    static const char *const names[PERSON_COUNT] = {"girl", "boy", "young", "woman", "man", "adult"};
    return names[person];
}

struct reader {
    struct people *people;
    struct slice language;
    char word[WORD_MAX];
    size_t n;
    uint32_t number; // said by the words before, up to three back
    int number_age;
};

static uint32_t number_of(const struct reader *reader, struct slice word)
{
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (slice_is(reader->language, numbers[i].language) && slice_is(word, numbers[i].word))
            return numbers[i].n;
    return 0;
}

// "two older girls": a number holds for the next three words, and for one noun.
static void end_word(struct reader *reader)
{
    struct slice word = {reader->word, reader->n};
    reader->n = 0;
    if (word.n == 0)
        return;
    uint32_t number = number_of(reader, word);
    if (number) {
        reader->number = number;
        reader->number_age = 0;
        return;
    }
    if (++reader->number_age > 3)
        reader->number = 1;
    for (size_t i = 0; word.n < WORD_MAX && i < sizeof table / sizeof *table; i++) {
        if (!slice_is(reader->language, table[i].language) || !slice_is_among(word, table[i].nouns))
            continue;
        reader->people->n[table[i].person] += reader->number;
        reader->number = 1;
        return;
    }
}

void people_add(struct people *people, struct slice language, struct slice text)
{
    struct reader reader = {.people = people, .number = 1};
    struct slice region;
    slice_cut(language, '-', &reader.language, &region);
    for (size_t at = 0; at < text.n;) {
        char folded = terms_fold(utf8_next(text, &at));
        if (folded == ' ')
            end_word(&reader);
        else if (folded && reader.n < WORD_MAX)
            reader.word[reader.n++] = folded;
    }
    end_word(&reader);
}

// SPDX-License-Identifier: MIT
#include "unit/content/made_up.h"

#include "content/reading.h"

static uint32_t syllables(enum reading_language language, const char *word)
{
    struct reading reading = {0};
    reading_add(&reading, language, slice_of(word));
    return reading.syllables;
}

static void spanish_syllables_follow_their_vowels(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        uint32_t n;
    } rows[] = {{"sol", 1},       {"ayuda", 3},       {"guitarra", 3}, {"quien", 1},     {"país", 2},
                {"teatro", 3},    {"ciudad", 2},      {"búho", 2},     {"rey", 1},       {"y", 1},
                {"pingüino", 3},  {"línea", 3},       {"AYUDA", 3},    {"confianza", 3}, {"oído", 3},
                {"niñas", 2},     {"adolescente", 5}, {"leer", 2},     {"Perú", 2},      {"baúl", 2},
                {"contárselo", 4}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (syllables(READING_SPANISH, rows[i].word) != rows[i].n)
            fail_msg("%s: %u", rows[i].word, syllables(READING_SPANISH, rows[i].word));
}

static void english_syllables_leave_silent_letters_out(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        uint32_t n;
    } rows[] = {{"help", 1},   {"someone", 2}, {"whole", 1},  {"little", 2}, {"asked", 1},
                {"wanted", 2}, {"adult", 2},   {"the", 1},    {"people", 2}, {"don’t", 1},
                {"it's", 1},   {"needed", 2},  {"secret", 2}, {"tree", 1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (syllables(READING_ENGLISH, rows[i].word) != rows[i].n)
            fail_msg("%s: %u", rows[i].word, syllables(READING_ENGLISH, rows[i].word));
}

static void sentences_end_where_a_voice_pauses(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t words, sentences;
    } rows[] = {{"", 0, 0},
                {"Uno dos tres", 3, 1},
                {"Uno. Dos… ¿Tres? Cuatro", 4, 4},
                {"Di: “Necesito ayuda”.", 3, 2},
                {"... - ...", 0, 0},
                {"Uno\ndos", 2, 2},
                {"don't stop", 2, 1},
                {"No es 'tuyo'", 3, 1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reading reading = {0};
        reading_add(&reading, READING_SPANISH, slice_of(rows[i].text));
        if (reading.words != rows[i].words || reading.sentences != rows[i].sentences)
            fail_msg("%s: %u words, %u sentences", rows[i].text, reading.words, reading.sentences);
    }
}

static void ease_is_the_published_formula(void **state)
{
    (void)state;
    int ease;
    struct reading reading = {.words = 100, .sentences = 10, .syllables = 190};
    assert_true(reading_ease(&reading, READING_SPANISH, &ease)); // 206.84 - 114 - 10.2
    assert_int_equal(ease, 83);
    assert_true(reading_ease(&reading, READING_ENGLISH, &ease)); // 206.835 - 160.74 - 10.15
    assert_int_equal(ease, 36);
    assert_false(reading_ease(&reading, READING_NONE, &ease));
    reading.words = 5;
    assert_false(reading_ease(&reading, READING_SPANISH, &ease));
    assert_int_equal(reading_language(SLICE("es-PE")), READING_SPANISH);
    assert_int_equal(reading_language(SLICE("en")), READING_ENGLISH);
    assert_int_equal(reading_language(SLICE("est")), READING_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spanish_syllables_follow_their_vowels),
        cmocka_unit_test(english_syllables_leave_silent_letters_out),
        cmocka_unit_test(sentences_end_where_a_voice_pauses),
        cmocka_unit_test(ease_is_the_published_formula),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// Where sentences end, for reading aloud.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "text/sentence.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define MOST 6

static void sentences_end_where_a_voice_would_pause(void **unused)
{
    (void)unused;
    static const struct {
        const char *text;
        const char *sentences[MOST]; // up to the first NULL
    } rows[] = {
        {"", {NULL}},
        {" \n ", {NULL}},
        {"Sin punto", {"Sin punto"}},
        {"Uno. Dos? ¡Tres! ¿Cuatro?", {"Uno.", "Dos?", "¡Tres!", "¿Cuatro?"}},
        {"  Uno.   Dos. ", {"Uno.", "Dos."}},
        {"Un renglón\notro", {"Un renglón", "otro"}},
        {"Espera... y sigue. Fin", {"Espera... y sigue.", "Fin"}},
        {"Dijo: “No quiero.” Y se fue.", {"Dijo: “No quiero.”", "Y se fue."}},
        {"A las 9.30 en pagina.org. Luego no.", {"A las 9.30 en pagina.org.", "Luego no."}},
        {"Llama J. Paz. Contesta.", {"Llama J. Paz.", "Contesta."}},
        {"¿Sí?! No…", {"¿Sí?!", "No…"}},
        {"هل هذا جيد؟ نعم. شكرا", {"هل هذا جيد؟", "نعم.", "شكرا"}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct slice sentence;
        size_t at = 0, n = 0;
        while (sentence_next(slice_of(rows[i].text), &at, &sentence)) {
            assert_true(n < MOST && rows[i].sentences[n]);
            assert_true(slice_is(sentence, rows[i].sentences[n]));
            n++;
        }
        assert_true(n == MOST || !rows[i].sentences[n]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_end_where_a_voice_would_pause),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

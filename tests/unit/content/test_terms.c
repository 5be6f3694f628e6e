// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "content/terms.h"

static const struct {
    enum term_kind kind;
    const char *pattern;
} patterns[] = {
#define TERM(kind, pattern, instead) {TERM_##kind, pattern},
#include "content/terms.def"
#undef TERM
};

struct found {
    struct slice text;
    char words[512]; // "[menores][...]"
    size_t n, hits;
};

static void add_hit(void *context, const struct term_hit *hit)
{
    struct found *found = context;
    assert_true(hit->from < hit->to && hit->to <= found->text.n);
    found->n += (size_t)snprintf(found->words + found->n, sizeof found->words - found->n, "[%.*s]",
                                 (int)(hit->to - hit->from), found->text.p + hit->from);
    found->hits++;
}

static const struct terms *terms;
static struct arena arena;

static struct found scan(const char *text)
{
    struct found found = {.text = slice_of(text)};
    terms_scan(terms, found.text, add_hit, &found);
    return found;
}

static void words_are_found_whatever_they_wear(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"", ""},
        {"Hay ayuda.", ""},
        {"Los MENORES, siempre", "[MENORES]"},
        {"menores", "[menores]"},
        {"pormenores", ""},
        {"Sus hermanos menores", ""},
        {"pornografí"
         "a infantil",
         "[pornografí"
         "a infantil]"},
        {"PORNOGRAFIA\n  INFANTIL.", "[PORNOGRAFIA\n  INFANTIL]"},
        {"porno\xC2\xAD"
         "grafía infantil",
         "[porno\xC2\xAD"
         "grafía infantil]"}, // a soft hyphen
        {"«pedó"
         "filos»",
         "[pedó"
         "filos]"},
        {"child\xE2\x80\x91pornography", "[child\xE2\x80\x91pornography]"}, // a hyphen that doesn't break
        {"Why didn\xE2\x80\x99t you tell?", "[Why didn\xE2\x80\x99t you]"},
        {"You shouldn't have to be alone", ""},
        {"You shouldn't have told", "[You shouldn't have told]"},
        {"¡Mal!", "[Mal]"},
        {"Te sientes mal", ""},
        {"Gracias. Mal", "[Mal]"},
        {"No tuviste la culpa", ""},
        {"Tú tuviste la culpa", "[tuviste la culpa]"},
        {"Es tu culpa.", "[Es tu culpa]"},
        {"Tú tienes la culpa.", "[tienes la culpa]"},
        {"Fue tu culpa", "[Fue tu culpa]"},
        {"Sí: la culpa es tuya.", "[la culpa es tuya]"},
        {"Eres culpable.", "[Eres culpable]"},
        {"Debiste decir que no.", "[Debiste decir]"},
        {"Debiste contárselo a alguien", "[Debiste contárselo]"},
        {"Debiste de sentir miedo", ""},
        {"No es tu culpa. Nunca es tu culpa. Jamás fue tu culpa.", ""},
        {"No fue por ingenuidad ni es tu culpa", ""},
        {"Nada de lo que pasó es tu culpa", ""},
        {"La culpa no es tuya", ""},
        {"Tú no tienes la culpa; nunca la tuviste", ""},
        {"No eres culpable", ""},
        {"Quizá sientes que es tu culpa. No lo es.", ""},
        {"Aunque te digan que tú tienes la culpa", ""},
        {"Aunque te digan que fue tu culpa", ""},
        {"No. Es tu culpa.", "[Es tu culpa]"},
        {"It is your own fault.", "[It is your own fault]"},
        {"It’s your fault", "[It’s your fault]"},
        {"it was your fault", "[it was your fault]"},
        {"It was all your fault", "[It was all your fault]"},
        {"You're to blame", "[You're to blame]"},
        {"You are not to blame", ""},
        {"It is not your fault, it isn't your fault, it was never your fault", ""},
        {"None of this is your fault", ""},
        {"Perhaps you feel like it is your fault. It isn't.", ""},
        {"They may tell you that it was your fault", ""},
        {"you should have said no", "[you should have said]"},
        {"if you hadn't sent it, nothing would have happened", "[if you hadn't sent]"},
        {"Si no hubieras mandado la foto, nada habría pasado", "[Si no hubieras mandado]"},
        {"Ten cuidado con los desconocidos", "[cuidado con los desconocidos]"},
        {"No hables con desconocidos", "[No hables con desconocidos]"},
        {"Be careful with strangers", "[careful with strangers]"},
        {"Stranger danger", "[Stranger danger]"},
        {"Don't talk to strangers", "[Don't talk to strangers]"},
        {"Quien presiona no siempre es una persona desconocida", ""},
        {"It isn't always a stranger", ""},
        {"¡Denuncia ya!", "[Denuncia ya]"},
        {"¿Lo viste? ¡Repórtalo ahora!", "[Repórtalo ahora]"},
        {"La denuncia ya está hecha", ""},
        {"Report it now", "[Report it now]"},
        {"You don't have to report it now", ""},
        {"Cuéntalo antes de que sea demasiado tarde", "[antes de que sea demasiado tarde]"},
        {"Tell someone before it's too late", "[before it's too late]"},
        {"It is never too late to tell", ""},
        {"menores menores", "[menores][menores]"},
        {"привет minors", "[minors]"}, // beside Cyrillic
        {"sex. Tourism", ""},          // over the end of a sentence
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct found found = scan(rows[i].text);
        if (strcmp(found.words, rows[i].want) != 0)
            fail_msg("\"%s\": found %s, not %s", rows[i].text, found.words, rows[i].want);
    }
}

// Each pattern of the list is found, whole, in a sentence made of it; each allowed one is not.
static void every_word_of_the_list_works(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        const char *pattern = patterns[i].pattern;
        bool open = pattern[strlen(pattern) - 1] == '*';
        char text[128], want[128];
        int letters = (int)strlen(pattern) - open - (*pattern == '^');
        snprintf(text, sizeof text, "Hola. %.*s%s, dijo", letters, pattern + (*pattern == '^'),
                 open ? "xyz" : "");
        snprintf(want, sizeof want, "[%.*s%s]", letters, pattern + (*pattern == '^'), open ? "xyz" : "");
        struct found found = scan(text);
        if (patterns[i].kind == TERM_ALLOWED)
            assert_int_equal(found.hits, 0);
        else if (!strstr(found.words, want))
            fail_msg("\"%s\" is not found in \"%s\" (but %s)", pattern, text, found.words);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found_whatever_they_wear),
        cmocka_unit_test(every_word_of_the_list_works),
    };
    arena_init(&arena);
    terms = terms_create(&arena);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_fini(&arena);
    return failed;
}

// SPDX-License-Identifier: MIT
#include "reader_test.h"

// Everything about a question in one line:
// "kind name:prompt{+text#feedback;-text#feedback;left->right;####general}picture"
static const char *summary(struct reading *reading, const struct gift_question *question)
{
    static const char *const kinds[] = {"single", "multiple", "truefalse", "matching"};
    struct slice out = arena_format(&reading->arena, "%s %.*s:%s{", kinds[question->kind],
                                    SLICE_ARG(question->name), styled(reading, question->prompt));
    for (size_t i = 0; i < question->n_answers; i++) {
        const struct gift_answer *answer = &question->answers[i];
        out = arena_format(&reading->arena, "%.*s%s%d %.*s#%.*s", SLICE_ARG(out), i ? ";" : "",
                           answer->weight, SLICE_ARG(answer->text), SLICE_ARG(answer->feedback));
        assert_int_equal(answer->right,
                         question->kind == QUESTION_MULTIPLE ? answer->weight > 0 : answer->weight == 100000);
    }
    for (size_t i = 0; i < question->n_pairs; i++)
        out = arena_format(&reading->arena, "%.*s%s%.*s->%.*s", SLICE_ARG(out), i ? ";" : "",
                           SLICE_ARG(question->pairs[i].left), SLICE_ARG(question->pairs[i].right));
    if (question->general.n)
        out = arena_format(&reading->arena, "%.*s####%.*s", SLICE_ARG(out), SLICE_ARG(question->general));
    return arena_format(&reading->arena, "%.*s}%.*s", SLICE_ARG(out), SLICE_ARG(question->picture)).p;
}

static void what_may_stand_in_a_question(void **state)
{
    (void)state;
    static const struct {
        const char *text, *summary;
    } rows[] = {
        {"Q{=a#b ~c#d}", "single question 1:Q{100000 a#b;0 c#d}"},
        {"::n\\:m::\n Q {\n  =a # b\n  ~c # d\n}", "single n:m:Q{100000 a#b;0 c#d}"},
        {"Es {=a#b ~c#d} as\u00ed.", "single question 1:Es ____ as\u00ed.{100000 a#b;0 c#d}"},
        {"Q{=a#b ~%50%c#d ~%-33.33333%e#f}", "single question 1:Q{100000 a#b;50000 c#d;-33333 e#f}"},
        {"Q{=%100%a#b ~c#d}", "single question 1:Q{100000 a#b;0 c#d}"},
        {"Q{~%50%a#b ~%50%c#d ~%-100%e#f}", "multiple question 1:Q{50000 a#b;50000 c#d;-100000 e#f}"},
        {"Q{~%33,3%a#b ~%33.333%c#d ~%33%e#f}", "multiple question 1:Q{33333 a#b;33333 c#d;33333 e#f}"},
        {"Q{~%100%a#b ~c#d}", "multiple question 1:Q{100000 a#b;0 c#d}"},
        {"Q{T#no#s\u00ed}", "truefalse question 1:Q{100000 #s\u00ed;0 #no}"},
        {"Q{FALSE#no#s\u00ed####g}", "truefalse question 1:Q{0 #no;100000 #s\u00ed####g}"},
        {"Q{ TRUE ####g}", "truefalse question 1:Q{100000 #;0 #####g}"},
        {"Q{=a -> b =c->d ####g}", "matching question 1:Q{a->b;c->d####g}"},
        {"Q{=a ~b ####g # h}", "single question 1:Q{100000 a#;0 b#####g # h}"},
        {"Q{=a#x ~b#y -> z}", "single question 1:Q{100000 a#x;0 b#y -> z}"}, // a ~ makes it no matching
        {"Q\\{\\}\\#\\~\\=\\:\\\\n \\a\\n\\n z{=a#b ~c#d}",
         "single question 1:Q{}#~=:\\n \\a\n\nz{100000 a#b;0 c#d}"},
        {"uno\n  dos{=a\nb#c\nd ~e#f}", "single question 1:uno dos{100000 a b#c d;0 e#f}"},
        {"[html]<p>A <b>b</b><br/>c</p>\\n<p><i>d</i></p>{T#<em>e</em>#f}",
         "truefalse question 1:A *b*\nc\n/d/{100000 #f;0 #e}"},
        {"[moodle]a<br>b\\nc &lt;d&gt; 1 < 2 & 3{T#e#f}",
         "truefalse question 1:a\nb\nc <d> 1 < 2 & 3{100000 #f;0 #e}"},
        {"[plain]<b>a</b> &amp;\\nb{T#e#f}", "truefalse question 1:<b>a</b> &amp;\nb{100000 #f;0 #e}"},
        {"[markdown]**a** *b*{T#**e**#f}", "truefalse question 1:*a* /b/{100000 #f;0 #e}"},
        {"[otro]a{T#e#f}", "truefalse question 1:[otro]a{100000 #f;0 #e}"},
        {"[html]<ol><li>a</li><li>b<ul><li>c</li></ul></li></ol>d{T#e#f}",
         "truefalse question 1:1. a\n2. b\n\u2022 c\nd{100000 #f;0 #e}"},
        {"[html]a&nbsp; b&\\#241;{T#e#f}", "truefalse question 1:a b\u00f1{100000 #f;0 #e}"},
        {"// una nota: cualquiera\nQ\n// en medio\n{=a#b\n//otra }\n~c#d}",
         "single question 1:Q{100000 a#b;0 c#d}"},
        {"// picture: x.svg\nQ{T#e#f}", "truefalse question 1:Q{100000 #f;0 #e}x.svg"},
        {"$CATEGORY: a/b\nQ{T#e#f}", "truefalse question 1:Q{100000 #f;0 #e}"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reading reading;
        struct gift_file file;
        struct arena arena;
        arena_init(&arena);
        reading_open(&reading, arena_format(&arena, "// title: Uno **dos**\n\n%s\n", rows[i].text));
        bool good = gift_read(&reading.source, &reading.arena, &reading.diags, &file);
        assert_string_equal(reading_said(&reading), "");
        assert_true(good);
        assert_string_equal(styled(&reading, file.title), "Uno *dos*");
        assert_int_equal(file.n_questions, 1);
        assert_string_equal(summary(&reading, &file.questions[0]), rows[i].summary);
        reading_close(&reading);
        arena_fini(&arena);
    }
}

static void what_is_refused_has_a_name_and_a_place(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said; // the text begins in line 3
    } rows[] = {
        {"", "gift-empty@4:1"},
        {"// topic: friends", "gift-empty@4:1"},
        {"\u00bfQ? {=a#b", "gift-unclosed@3:5"},
        {"Q {=a#b ~c#d\n\nP {T#e#f}", "gift-unclosed@3:3"},
        {"Q {=a#b\n\n~c#d}\n\nP {T#e#f}", "gift-blank-line@4:1"},
        {"Q =a#b}", "gift-stray-brace@3:7"},
        {"Q {=a#b ~c#d}\nP {T#e#f}", "gift-braces-twice@4:3"},
        {"Q {=a{#b ~c#d}", "gift-braces-twice@3:6"},
        {"Solo un texto", "gift-description@3:1"},
        {"{T#a#b}", "gift-no-prompt@3:1"},
        {"::a: Q{T#a#b}", "gift-name@3:1"},
        {"Q {}", "gift-essay@3:4"},
        {"Q {####g}", "gift-essay@3:4"},
        {"Q {#3}", "gift-number@3:4"},
        {"Q {=a =b}", "gift-short@3:4"},
        {"Q {=a}", "gift-short@3:4"},
        {"Q {a}", "gift-answer-mark@3:4"},
        {"Q {a ~b#c}", "gift-answer-mark@3:4"},
        {"Q {verdadero#a#b}", "gift-true-false@3:4"},
        {"Q {T#a}", "gift-no-feedback-true-false@3:4"},
        {"Q {=a#b ~}", "gift-empty-answer@3:10"},
        {"Q {~=a#b ~c#d}", "gift-empty-answer@3:5"},
        {"Q {~a#b}", "gift-few-answers@3:4"},
        {"Q {~a#b ~c#d}", "gift-no-right@3:4"},
        {"Q {=a#b ~c}", "gift-no-feedback@3:10"},
        {"Q {=a#b ~a#c}", "gift-duplicate@3:9"},
        {"Q {=1#a ~2#a ~3#a ~4#a ~5#a ~6#a ~7#a ~8#a ~9#a}", "gift-many-answers@3:44"},
        {"Q {~%50%a#b ~%25%c#d}", "gift-sum@3:4"},
        {"Q {=a#b ~%43%c#d}", "gift-weight@3:10"},
        {"Q {=a#b ~%cien%c#d}", "gift-weight@3:10"},
        {"Q {=%50%a#b ~c#d}", "gift-weight-right@3:5"},
        {"Q {=a->b =c ####g}", "gift-pair@3:11"},
        {"Q {=a->b = ->c ####g}", "gift-pair-side@3:12"},
        {"Q {=a->b =c->d#e ####g}", "gift-pair-feedback@3:15"},
        {"Q {=a->b =c->b ####g}", "gift-duplicate@3:11"},
        {"Q {=a->b =c->d}", "gift-no-general@3:4"},
        {"[html]\u00f1<span style\\=\"a\">b</span> {T#a#b}", "gift-tag@3:8"},
        {"Q <img src\\=\"x.png\"> {T#a#b}", "gift-image@3:3"},
        {"Q <a href\\=\"x\">y</a> {T#a#b}", "gift-link@3:3"},
        {"Q a<b {T#a#b}", "gift-tag-unclosed@3:4"},
        {"Q &foo; {T#a#<u>b</u>}", "gift-entity@3:3 gift-tag@3:14"},
        {"Q 1&#8203;41 {T#a#&#x202e;b}", "gift-unfit-entity@3:4 gift-unfit-entity@3:19"},
        {"[markdown]a \\# `b` {T#a#b}", "markdown-code@3:16"},
        {"Q {T#a#b}\n\n// title: otro", "gift-late-field@5:4"},
        {"// title: otro\n\nQ {T#a#b}", "gift-title-twice@3:4"},
        {"// tittle: otro\n\nQ {T#a#b}", "unknown-key@3:4"},
        {"Q {}\n\nP {=a =b}", "gift-essay@3:4 gift-short@5:4"}, // all of them in one run
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reading reading;
        struct gift_file file;
        struct arena arena;
        arena_init(&arena);
        reading_open(&reading, arena_format(&arena, "// title: T\n\n%s\n", rows[i].text));
        assert_false(gift_read(&reading.source, &reading.arena, &reading.diags, &file));
        assert_string_equal(reading_said(&reading), rows[i].said);
        reading_close(&reading);
        arena_fini(&arena);
    }
}

static void what_is_too_long_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *before, *unit;
        size_t good;
        const char *after, *said;
    } rows[] = {
        {"// title: ", "\u00f1", LIMIT_TITLE, "\nQ{T#a#b}", "gift-long@1:11"},
        {"// title: T\nQ", "\u00f1", LIMIT_PROMPT - 1, "{T#a#b}", "gift-long@2:1"},
        {"// title: T\nQ{=", "\u00f1", LIMIT_ANSWER, "#a ~b#c}", "gift-long@2:4"},
        {"// title: T\nQ{T#", "\u00f1", LIMIT_FEEDBACK, "#b}", "gift-long@2:5"},
        {"// title: T\n\n", "Q{T#a#b}\n\n", LIMIT_QUESTIONS, "", "gift-many@83:1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (size_t more = 0; more < 2; more++) {
            struct reading reading;
            struct gift_file file;
            struct arena arena;
            arena_init(&arena);
            reading_open(&reading,
                         repeated(&arena, rows[i].before, rows[i].unit, rows[i].good + more, rows[i].after));
            assert_int_equal(gift_read(&reading.source, &reading.arena, &reading.diags, &file), !more);
            assert_string_equal(reading_said(&reading), more ? rows[i].said : "");
            reading_close(&reading);
            arena_fini(&arena);
        }
    }
}

static void a_picture_belongs_to_the_quiz_or_to_the_question_below_it(void **state)
{
    (void)state;
    static const struct {
        const char *text, *quiz, *first, *second;
    } rows[] = {
        {"// title: T\n// picture: a.svg\nQ{T#a#b}\n\nP{T#a#b}", "a.svg", "", ""},
        {"// title: T\n// picture: a.svg\n\nQ{T#a#b}\n\n// picture: c.svg\nP{T#a#b}", "a.svg", "", "c.svg"},
        {"// title: T\n\n// picture: b.svg\nQ{T#a#b}\n\nP{T#a#b}", "", "b.svg", ""},
        {"// title: T\n// picture: a.svg\n\n// nota\n// picture: b.svg\nQ{T#a#b}\n\nP{T#a#b}", "a.svg",
         "b.svg", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reading reading;
        struct gift_file file;
        reading_open(&reading, slice_of(rows[i].text));
        assert_true(gift_read(&reading.source, &reading.arena, &reading.diags, &file));
        assert_string_equal(cstr(&reading, file.fields.picture), rows[i].quiz);
        assert_string_equal(cstr(&reading, file.questions[0].picture), rows[i].first);
        assert_string_equal(cstr(&reading, file.questions[1].picture), rows[i].second);
        reading_close(&reading);
    }
}

static void a_quiz_without_a_title(void **state)
{
    (void)state;
    struct reading reading;
    struct gift_file file;
    reading_open(&reading, SLICE("Q{T#a#b}\n"));
    assert_false(gift_read(&reading.source, &reading.arena, &reading.diags, &file));
    assert_string_equal(reading_said(&reading), "gift-no-title@1:1");
    reading_close(&reading);
}

static void what_moodle_exports(void **state)
{
    (void)state;
    static const char *const want[] = {
        "single Un mensaje nuevo:Alguien que no conoces te escribe: /\u00bfEst\u00e1s sola?/\n\u00bfQu\u00e9 "
        "*puedes* hacer?"
        "{100000 No responder y contarlo#Eso cuida. Contarlo tambi\u00e9n."
        ";50000 Bloquear \u00a1ya!#Sirve. Contarlo adem\u00e1s ayuda m\u00e1s."
        ";0 Responder que no#Puedes no responder. Nadie tiene derecho a insistir."
        "####Puedes hablar con:\n\u2022 un adulto de confianza\n\u2022 la orientadora}",
        "multiple Razones:\u00bfPor qu\u00e9 alguien pedir\u00eda guardar un secreto?"
        "{33333 Para que nadie lo note#S\u00ed.;33333 Para que te sientas especial#S\u00ed, a veces."
        ";33333 Para que no pidas ayuda#S\u00ed. Puedes pedirla igual."
        ";-100000 Porque as\u00ed son las amistades#Una amistad no pide eso.}",
        "truefalse Secretos:Un secreto que incomoda se puede contar."
        "{100000 #S\u00ed, siempre.;0 #Se entiende la duda: se puede contar.####Hay quien escucha.}",
        "matching Parejas:\u00bfQu\u00e9 pide *cada frase*?{Que nadie sepa->Un secreto;Me debes una->Algo a "
        "cambio"
        "####A todo puedes decir que no = sin explicar nada.}",
    };
    struct reading reading;
    struct gift_file file;
    reading_open_sample(&reading, "moodle-export.gift");
    bool good = gift_read(&reading.source, &reading.arena, &reading.diags, &file);
    assert_string_equal(reading_said(&reading), "");
    assert_true(good);
    assert_int_equal(file.n_questions, 4);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(summary(&reading, &file.questions[i]), want[i]);
    assert_int_equal(file.questions[1].pos.line, 21);
    assert_int_equal(file.fields.n_channels, 1);
    reading_close(&reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_may_stand_in_a_question),
        cmocka_unit_test(what_is_refused_has_a_name_and_a_place),
        cmocka_unit_test(what_is_too_long_is_named),
        cmocka_unit_test(a_picture_belongs_to_the_quiz_or_to_the_question_below_it),
        cmocka_unit_test(a_quiz_without_a_title),
        cmocka_unit_test(what_moodle_exports),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

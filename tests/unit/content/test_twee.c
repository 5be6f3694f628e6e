// SPDX-License-Identifier: MIT
#include "reader_test.h"

// "name*{outline}(text->to;text->to)", a * for help.
static const char *summary(struct reading *reading, const struct twee_passage *passage)
{
    struct slice out = arena_format(&reading->arena, "%.*s%s{%s}", SLICE_ARG(passage->name),
                                    passage->help ? "*" : "", outline(reading, passage->body));
    for (size_t i = 0; i < passage->n_links; i++)
        out = arena_format(&reading->arena, "%.*s(%.*s->%.*s)", SLICE_ARG(out),
                           SLICE_ARG(passage->links[i].text), SLICE_ARG(passage->links[i].to));
    return out.p;
}

#define STORY(start, rest) ":: StoryTitle\nT\n\n:: Start" start "\n" rest "\n\n:: Fin [help]\nz\n"

static void what_may_stand_in_a_passage(void **state)
{
    (void)state;
    static const struct {
        const char *text, *start; // a whole story, and its passage Start
    } rows[] = {
        {STORY("", "a\n\n[[b->Fin]]"), "Start{p0:a}(b->Fin)"},
        {STORY("", "a\n\n[[Fin<-b]]\n[[c|Fin]]\n[[Fin]]"), "Start{p0:a}(b->Fin)(c->Fin)(Fin->Fin)"},
        {STORY("", "a\n\n[[x -> y -> Fin]]"), "Start{p0:a}(x -> y->Fin)"},
        {STORY("", "a [[b->Fin]]"), "Start{p0:a}(b->Fin)"},
        {STORY("", "a\n* [[b->Fin]].\n- [[c->Fin]]"), "Start{p0:a}(b->Fin)(c->Fin)"},
        {STORY("", "a\nb\n\n\nc\n[[d->Fin]]"), "Start{p0:a\nb|p0:c}(d->Fin)"},
        {STORY("", "//a// ''b'' *c* **d** ***e***\n[[Fin]]"), "Start{p0:/a/ *b* /c/ *d* #e#}(Fin->Fin)"},
        {STORY("", "5 * 3 * 2, it''s http://a.b/c//d *\n[[Fin]]"),
         "Start{p0:5 * 3 * 2, it''s http://a.b/c//d *}(Fin->Fin)"},
        {STORY("", "\\*a\\* \\{b\\} \\<c> \\[\\[d]] \\(if: x)\n[[Fin]]"),
         "Start{p0:*a* {b} <c> [[d]] (if: x)}(Fin->Fin)"},
        {STORY("", "\\:: a\n[[Fin]]"), "Start{p0::: a}(Fin->Fin)"},
        {STORY("", "(ojo: no) [suena] 3 < 4 $5 #hola a-b\n[[Fin]]"),
         "Start{p0:(ojo: no) [suena] 3 < 4 $5 #hola a-b}(Fin->Fin)"},
        {STORY("", "\u00a1Corre![[b->Fin]]"), "Start{p0:\u00a1Corre!}(b->Fin)"},
        {STORY(" [a b] {\"position\":\"1,2\",\"size\":\"3,4\"}", "a [[b->Fin]]"), "Start{p0:a}(b->Fin)"},
        {STORY(" {\"position\":\"1,2\"}  ", "a [[b->Fin]]"), "Start{p0:a}(b->Fin)"},
        {STORY("", "a [[b->Fin]]\n\n:: Guion [script]\n\n:: Nota [annotation]\n<<x>>\n\n:: StoryAuthor\nyo"),
         "Start{p0:a}(b->Fin)"},
        {"::StoryTitle\nT\n::Start[x]{}\na [[b->\u00d1 [1] ]]\n::  \u00d1 \\[1\\] [help]  \n",
         "Start{p0:a}(b->\u00d1 [1])"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reading reading;
        struct twee_file file;
        reading_open(&reading, slice_of(rows[i].text));
        bool good = twee_read(&reading.source, &reading.arena, &reading.diags, &file);
        assert_string_equal(reading_said(&reading), "");
        assert_true(good);
        assert_string_equal(summary(&reading, &file.passages[file.start]), rows[i].start);
        reading_close(&reading);
    }
}

static void what_is_refused_has_a_name_and_a_place(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said; // Start's header is line 4
    } rows[] = {
        {"a\n:: StoryTitle\nT\n:: Start [help]\n", "twee-before@1:1"},
        {":: Start [help]\na", "twee-no-title@1:1"},
        {":: StoryTitle\n\n:: Start [help]\na", "twee-no-title@1:1"},
        {":: StoryTitle\nT\n", "twee-no-passage@1:1"},
        {":: StoryTitle\nT\n:: Fin [help]\n", "twee-no-start@1:1"},
        {":: StoryTitle\nT\n:: StoryTitle\nU\n:: Start [help]\n", "twee-duplicate@3:1"},
        {":: StoryTitle\nT\n:: StoryData\n{\"start\": \"X\"}\n:: Start [help]\n",
         "twee-ifid@3:1 twee-no-start@4:11"},
        {":: StoryTitle\nT\n:: StoryData\n{\"start\": \"X\",}\n:: Start [help]\n", "twee-json@4:15"},
        {":: StoryTitle\nT\n:: StoryData\n\n:: Start [help]\n", "twee-json@3:1"},
        {STORY("", "[[a->Fin]]"), "twee-empty@4:1"},
        {STORY(" [x", "a [[b->Fin]]"), "twee-header@4:10"},
        {STORY(" ]", "a [[b->Fin]]"), "twee-header@4:10"},
        {STORY(" [x] y", "a [[b->Fin]]"), "twee-header@4:14"},
        {STORY("", "a [[b->Fin]]\n\n::\nb"), "twee-header@7:1"},
        {STORY("", "a [[b->Fin]]\n\n:: Fin\nb"), "twee-duplicate@10:1"},
        {STORY("", "a [[b->Fin]]\n\n:: S [script]\nx()"), "twee-script@7:1"},
        {STORY("", "a [[b->Fin]]\n\n:: S [stylesheet]\nx{}"), "twee-script@7:1"},
        {STORY("", "\u00f1 <<if $x>> b\n[[c->Fin]]"), "twee-macro@5:3"},
        {STORY("", "\u00f1 (if: $x)[b]\n[[c->Fin]]"), "twee-macro@5:3"},
        {STORY("", "\u00f1 {x}\n[[c->Fin]]"), "twee-macro@5:3"},
        {STORY("", "\u00f1 $nombre\n[[c->Fin]]"), "twee-macro@5:3"},
        {STORY("", "\u00f1 <% x %>\n[[c->Fin]]"), "twee-macro@5:3"},
        {STORY("", "x: 1\n--\na\n[if x]\nb\n[[c->Fin]]"), "twee-macro@6:1 twee-macro@8:1"},
        {STORY("", "\u00f1 <b>c</b>\n[[c->Fin]]"), "twee-html@5:3 twee-html@5:7"},
        {STORY("", "\u00f1 <!-- c -->\n[[c->Fin]]"), "twee-html@5:3"},
        {STORY("", "\u00f1 <img src=a> ![b](c) [img[d]]\n[[c->Fin]]"),
         "twee-image@5:3 twee-image@5:15 twee-image@5:23"},
        {STORY("", "a\n# b\n[[c->Fin]]"), "twee-heading@6:1"},
        {STORY("", "a\n[[b->Fin"), "twee-link-unclosed@6:1"},
        {STORY("", "a\n[[->Fin]]"), "twee-link-empty@6:1"},
        {STORY("", "a [[b->Fin]] c d\ne"), "twee-link-inside@5:14"},
        {STORY("", "a\n[[b->https://c.d]]"), "twee-link-outside@6:1"},
        {STORY("", "a\n[[b|Fin][$x to 1]]"), "twee-macro@6:9"},
        {STORY("", "a\n[[b->fin]]\n[[Fin]]"), "twee-link-dead@6:1"},
        {STORY("", "a [[Fin]]\n\n:: B\nb\n\n:: C\nc [[B]]"),
         "twee-end@7:1 twee-unreachable@7:1 twee-unreachable@10:1"},
        {STORY("", "a [[Fin]] [[B]]\n\n:: B\nb [[C]]\n\n:: C\nc [[B]]"), "twee-loop@7:1 twee-loop@10:1"},
        {STORY("", "a [[Fin]] [[B]]\n\n:: B\nb"), "twee-end@7:1"},
        {STORY(" [help]", "a [[Fin]]"), "twee-help-links@4:1"},
        {STORY("", "a\n[[1->Fin]][[2->Fin]][[3->Fin]][[4->Fin]][[5->Fin]][[6->Fin]][[7->Fin]][[8->Fin]]"),
         "twee-choices@6:61"},
        {STORY("", "a [[Fin]]\n\n:: Chasqui\nfoo: 1"), "unknown-key@8:1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reading reading;
        struct twee_file file;
        reading_open(&reading, slice_of(rows[i].text));
        assert_false(twee_read(&reading.source, &reading.arena, &reading.diags, &file));
        assert_string_equal(reading_said(&reading), rows[i].said);
        reading_close(&reading);
    }
}

static void what_only_twine_wants_is_a_warning(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said;
    } rows[] = {
        {STORY(" {position}", "a [[Fin]]"), "twee-metadata@4:10"},
        {STORY(" {\"position\"", "a [[Fin]]"), "twee-metadata@4:10"},
        {STORY(
             "",
             "a [[Fin]]\n:: StoryData\n{\"ifid\": \"x\", \"zoom\": 0.5, \"tag-colors\": {\"a\": [1, null]}}"),
         "twee-ifid@6:1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reading reading;
        struct twee_file file;
        reading_open(&reading, slice_of(rows[i].text));
        assert_true(twee_read(&reading.source, &reading.arena, &reading.diags, &file));
        assert_string_equal(reading_said(&reading), rows[i].said);
        reading_close(&reading);
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
        {":: StoryTitle\n", "\u00f1", LIMIT_TITLE, "\n:: Start [help]\n", "twee-long@2:1"},
        {":: StoryTitle\nT\n:: Start [help]\n", "\u00f1", LIMIT_PASSAGE, "", "twee-long@3:1"},
        {":: StoryTitle\nT\n:: Start\na\n[[", "\u00f1", LIMIT_ANSWER, "->Fin]]\n:: Fin [help]\n",
         "twee-long@5:1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (size_t more = 0; more < 2; more++) {
            struct reading reading;
            struct twee_file file;
            struct arena arena;
            arena_init(&arena);
            reading_open(&reading,
                         repeated(&arena, rows[i].before, rows[i].unit, rows[i].good + more, rows[i].after));
            assert_int_equal(twee_read(&reading.source, &reading.arena, &reading.diags, &file), !more);
            assert_string_equal(reading_said(&reading), more ? rows[i].said : "");
            reading_close(&reading);
            arena_fini(&arena);
        }
    }
}

static void a_story_has_so_many_passages(void **state)
{
    (void)state;
    for (unsigned more = 0; more < 2; more++) {
        struct reading reading;
        struct twee_file file;
        struct arena arena;
        arena_init(&arena);
        struct slice text = SLICE(":: StoryTitle\nT\n:: Start\na [[P1]]\n");
        for (unsigned i = 1; i < LIMIT_PASSAGES + more - 1; i++)
            text = arena_format(&arena, "%.*s:: P%u\na [[P%u]]\n", SLICE_ARG(text), i, i + 1);
        text = arena_format(&arena, "%.*s:: P%u [help]\n", SLICE_ARG(text), LIMIT_PASSAGES + more - 1);
        reading_open(&reading, text);
        assert_int_equal(twee_read(&reading.source, &reading.arena, &reading.diags, &file), !more);
        assert_string_equal(reading_said(&reading), more ? "twee-many@203:1" : "");
        reading_close(&reading);
        arena_fini(&arena);
    }
}

static void what_twine_exports(void **state)
{
    (void)state;
    static const char *const want[] = {
        "Con Ana*{p0:Ana escucha /hasta el final/. *No es tu culpa*, dice.|p0:Van juntas a pedir ayuda.}",
        ("Inicio{p0:\u2014\u00bfMe das tu clave?\n\u2014\u00bfPara qu\u00e9?|p0:::: es como escribe ella "
         "cuando est\u00e1 /nerviosa/.}"
         "(Se la da->La [clave])(Se lo cuenta a Ana->Con Ana)"),
        ("La [clave]{p0:La clave ya no es solo suya. Todav\u00eda puede *cambiarla*.}"
         "(Pedir ayuda->Con Ana)(Inicio->Inicio)"),
    };
    struct reading reading;
    struct twee_file file;
    reading_open_sample(&reading, "twine-export.twee");
    bool good = twee_read(&reading.source, &reading.arena, &reading.diags, &file);
    assert_string_equal(reading_said(&reading), "");
    assert_true(good);
    assert_int_equal(file.n_passages, 3);
    assert_int_equal(file.start, 1);
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(summary(&reading, &file.passages[i]), want[i]);
    assert_int_equal(file.fields.topic, TOPIC_PRESSURE);
    reading_close(&reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_may_stand_in_a_passage),
        cmocka_unit_test(what_is_refused_has_a_name_and_a_place),
        cmocka_unit_test(what_only_twine_wants_is_a_warning),
        cmocka_unit_test(what_is_too_long_is_named),
        cmocka_unit_test(a_story_has_so_many_passages),
        cmocka_unit_test(what_twine_exports),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

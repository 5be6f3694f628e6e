// SPDX-License-Identifier: MIT
#include "reader_test.h"

static void what_may_stand_in_a_message(void **state)
{
    (void)state;
    static const struct {
        const char *text, *title, *outline;
    } rows[] = {
        {"# Uno\n\nDos", "Uno", "p0:Dos"},
        {"# No es **tu** *culpa*\n\nDos", "No es *tu* /culpa/", "p0:Dos"},
        {"Uno\n===\nDos\ntres", "Uno", "p0:Dos tres"},
        {"# T\n\nuno\\\ndos  \ntres", "T", "p0:uno\ndos\ntres"},
        {"# T\n\n- a\n- b\n  - c\n\n1. d\n2. e", "T", "b0:a|b0:b|b1:c|n0.1:d|n0.2:e"},
        {"# T\n\n1. a\n1. b\n1. c", "T", "n0.1:a|n0.2:b|n0.3:c"},
        {"# T\n\n- a\n\n  b\n\n- c", "T", "b0:a|p1:b|b0:c"},
        {"# T\n\n> a\n> b\n>\n> - c", "T", "q0:a b|b0:c"},
        {"# T\n\n**a *b*** _c_", "T", "p0:*a *#b# /c/"},
        {"# T\n\n141\\. L\u00ednea", "T", "p0:141. L\u00ednea"},
        {"# T\n\nL\u00ednea\n141. Es gratis", "T",
         "p0:L\u00ednea 141. Es gratis"}, // no list inside a paragraph
        {"# T\n\n&iquest;S&iacute;&#x3f; &amp; a & b \\<c\\>", "T", "p0:\u00bfS\u00ed? & a & b <c>"},
        {"# T\n\nwww.example.org y a@b.co", "T", "p0:www.example.org y a@b.co"},
        {"---\ntopic: friends\naudience: [teens]\n---\n# T\n\na", "T", "p0:a"},
        {"\n---  \ntopic: friends\n---\n\n# T\n\na", "T", "p0:a"},
        {"---\n---\n# T\n\na", "T", "p0:a"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reading reading;
        struct markdown_file file;
        reading_open(&reading, slice_of(rows[i].text));
        bool good = markdown_read(&reading.source, &reading.arena, &reading.diags, &file);
        assert_string_equal(reading_said(&reading), "");
        assert_true(good);
        assert_string_equal(styled(&reading, file.title), rows[i].title);
        assert_string_equal(outline(&reading, file.body), rows[i].outline);
        reading_close(&reading);
    }
}

static void what_is_refused_has_a_name_and_a_place(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said;
    } rows[] = {
        {"---\ntopic: friends\n# T\n\na", "markdown-unclosed@1:1"},
        {"a", "markdown-title-first@1:1"},
        {"# T", "markdown-empty@1:4"},
        {"#\n\na", "markdown-no-title@1:1"},
        {"a\n\n# T", "markdown-title-first@1:1"},
        {"# T\n\na\n\n# U\n\nb", "markdown-title-twice@5:1"},
        {"# T\n\n> # U", "markdown-title-inside@3:1"},
        {"# T\n\na\n\n## \u00d1and\u00fa", "markdown-heading@5:1"},
        {"# T\n\na\n---\nb", "markdown-heading@3:1"},
        {"# T\n\na\n\n---\n\nb\n\n* * *\n", "markdown-rule@5:1 markdown-rule@9:1"},
        {"# T\n\n\u00f1 <b>x</b>", "markdown-html@3:3 markdown-html@3:7"},
        {"# T\n\n<div>\nx\n</div>\n\na", "markdown-html@3:1"},
        {"# T\n\n\u00f1\u00f1 `c`", "markdown-code@3:4"},
        {"# T\n\na\n\n```\nc\n```\n", "markdown-code@5:1"},
        {"# T\n\na\n\n~~~\n~~~\n", "markdown-code@5:1"},
        {"# T\n\na\n\n    c\n", "markdown-code@5:5"},
        {"# T\n\na [b](c) d", "markdown-link@3:3"},
        {"# T\n\na **[b](c)** d", "markdown-link@3:5"},
        {"# T\n\na [](c)", "markdown-link@3:3"},
        {"# T\n\na <http://b.c> d", "markdown-link@3:3"},
        {"# T\n\n[a]: http://b.c\n\nd", "markdown-link@3:1"},
        {"# T\n\na\n\n[b]: http://b.c", "markdown-link@5:1"},
        {"# T\n\na ![b](c.png)", "markdown-image@3:3"},
        {"# T\n\n| a | b |\n|---|---|\n| c | d |\n\ne", "markdown-table@3:1"},
        {"# T\n\na ~~b~~", "markdown-struck@3:3"},
        {"# T\n\na &foo;", "markdown-entity@3:3"},
        {"# T\n\n1&#8203;41 &#x202e;", "markdown-unfit-entity@3:2 markdown-unfit-entity@3:12"},
        {"# T\n\n141. L\u00ednea", "markdown-list-start@3:1"},
        {"# T\n\na\n\n123)", "markdown-list-start@3:2"},
        {"# T\n\n1. a\n2. b\n141. c", "markdown-list-number@5:1"},
        {"# T\n\n1. a\n\n   141. b", "markdown-list-start@5:4"},
        {"# T\n\n- a\n  - b\n    - c\n      - d\n        - e", "markdown-depth@7:9"},
        {"---\ntopic: friends\nfoo: 1\n---\n# T\n\na `b`", "unknown-key@3:1 markdown-code@7:3"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reading reading;
        struct markdown_file file;
        reading_open(&reading, slice_of(rows[i].text));
        assert_false(markdown_read(&reading.source, &reading.arena, &reading.diags, &file));
        assert_string_equal(reading_said(&reading), rows[i].said);
        reading_close(&reading);
    }
}

static void what_is_too_long_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *before, *unit;
        size_t good, bad;
        const char *after, *said;
    } rows[] = {
        {"# ", "\u00f1", LIMIT_TITLE, LIMIT_TITLE + 1, "\n\na", "markdown-title-long@1:3"},
        {"# T\n\n", "\u00f1", LIMIT_BLOCK, LIMIT_BLOCK + 1, "\n", "markdown-long@3:1"},
        {"# T\n\n", "- a\n", LIMIT_BLOCKS, LIMIT_BLOCKS + 1, "", "markdown-many@63:3"},
        {"# T\n\na\n", "\n", 1000, LIMIT_BLOCKS * LIMIT_BLOCK * 3, "", "markdown-size@1:1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena;
        arena_init(&arena);
        for (int bad = 0; bad < 2; bad++) {
            struct reading reading;
            struct markdown_file file;
            size_t n = bad ? rows[i].bad : rows[i].good;
            reading_open(&reading, repeated(&arena, rows[i].before, rows[i].unit, n, rows[i].after));
            assert_int_equal(markdown_read(&reading.source, &reading.arena, &reading.diags, &file), !bad);
            assert_string_equal(reading_said(&reading), bad ? rows[i].said : "");
            reading_close(&reading);
        }
        arena_fini(&arena);
    }
}

static void inline_text_never_begins_a_block(void **state)
{
    (void)state;
    static const struct {
        const char *text, *styled, *said;
    } rows[] = {
        {"141. L\u00ednea", "141. L\u00ednea", ""},
        {"# No", "# No", ""},
        {"- **a** b", "- *a* b", ""},
        {"**\u00bfQu\u00e9?** *s\u00ed*", "*\u00bfQu\u00e9?* /s\u00ed/", ""},
        {"_a_", "/a/", ""},
        {"a `b`", "a ", "markdown-code@1:3"},
        {"[a](b)", "", "markdown-link@1:1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reading reading;
        struct rich rich;
        reading_open(&reading, slice_of(rows[i].text));
        bool good =
            markdown_inline(&reading.source, reading.source.text, &reading.arena, &reading.diags, &rich);
        assert_string_equal(reading_said(&reading), rows[i].said);
        assert_int_equal(good, rows[i].said[0] == '\0');
        if (good)
            assert_string_equal(styled(&reading, rich), rows[i].styled);
        reading_close(&reading);
    }
}

static void a_whole_message(void **state)
{
    (void)state;
    struct reading reading;
    struct markdown_file file;
    reading_open_sample(&reading, "message.md");
    assert_true(markdown_read(&reading.source, &reading.arena, &reading.diags, &file));
    assert_string_equal(styled(&reading, file.title), "Escuchar *con calma*");
    assert_int_equal(file.title.line, 8);
    assert_string_equal(
        outline(&reading, file.body),
        "p0:Lo primero es /escuchar/, sin interrogar.\nLo segundo, *agradecer la *#confianza#."
        "|n0.1:Respirar.|n0.2:Creer.|b1:sin fotos|b1:sin detalles|p1:Y sin prisa."
        "|p0:141. es el n\u00famero, \u00bfverdad?|q0:Una ni\u00f1a nos dijo: gracias.");
    assert_int_equal(file.fields.seconds, 10);
    assert_int_equal(file.fields.topic, TOPIC_ACTION);
    assert_int_equal(file.body.blocks[1].text.line, 13);
    reading_close(&reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_may_stand_in_a_message),
        cmocka_unit_test(what_is_refused_has_a_name_and_a_place),
        cmocka_unit_test(what_is_too_long_is_named),
        cmocka_unit_test(inline_text_never_begins_a_block),
        cmocka_unit_test(a_whole_message),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
#include "unit/content/made_up.h"

#include <stdio.h>

#include "content/words.h"

static const struct {
    const char *key, *holes;
} table[] = {
#define WORD(name, key, holes) {key, holes},
#include "content/words.def"
#undef WORD
};

// The first `n` sentences, each with its holes, but one; `more` goes to the end.
static struct slice first(struct arena *arena, int n, int leave_out, const char *more)
{
    struct slice all = SLICE("");
    for (int i = 0; i < n; i++) {
        struct slice holes = slice_of(table[i].holes), name, text = SLICE("x");
        while (holes.n) {
            slice_cut(holes, ' ', &name, &holes);
            text = arena_format(arena, "%.*s {%.*s}", SLICE_ARG(text), SLICE_ARG(name));
        }
        if (i != leave_out)
            all = arena_format(arena, "%.*s%s: \"%.*s\"\n", SLICE_ARG(all), table[i].key, SLICE_ARG(text));
    }
    return arena_format(arena, "%.*s%s", SLICE_ARG(all), more);
}

static struct slice whole(struct arena *arena, int leave_out, const char *more)
{
    return first(arena, WORD_COUNT, leave_out, more);
}

static struct slice read_file(struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *bytes = arena_alloc(arena, 1 << 16);
    size_t n = fread(bytes, 1, 1 << 16, file);
    fclose(file);
    assert_in_range(n, 1, (1 << 16) - 1);
    return (struct slice){bytes, n};
}

static const struct words *read_words(struct made_up *m, struct slice text)
{
    struct source_text source;
    assert_true(made_up_source(m, text.p, text.n, &source));
    return words_read(&source, SLICE("qu"), &m->arena, &m->diags);
}

static void a_language_is_whole_or_refused(void **state)
{
    (void)state;
    struct made_up m;
    made_up_init(&m);
    const struct words *words = read_words(&m, whole(&m.arena, -1, ""));
    assert_non_null(words);
    assert_int_equal(m.diags.count, 0);
    assert_true(slice_is(words->tag, "qu"));
    assert_null(read_words(&m, whole(&m.arena, WORD_HELP, "")));
    assert_null(read_words(&m, whole(&m.arena, -1, "no-such-key: x\n")));
    assert_null(read_words(&m, whole(&m.arena, WORD_HELP, "help: \"a {what}\"\n")));
    assert_null(read_words(&m, whole(&m.arena, WORD_PAGE_OF, "page-of: \"solo {page}\"\n")));
    assert_null(read_words(&m, whole(&m.arena, WORD_HELP, "help:\n")));
    assert_null(read_words(&m, whole(&m.arena, WORD_HELP, "help: [a]\n")));
    assert_null(read_words(&m, SLICE("- a\n")));
    static const char *const codes[] = {"words-missing", "unknown-key",    "words-hole",   "words-hole",
                                        "value-empty",   "value-not-text", "value-not-map"};
    assert_int_equal(m.diags.count, sizeof codes / sizeof *codes);
    for (size_t i = 0; i < m.diags.count; i++)
        assert_string_equal(diag_code_name(m.diags.list[i].code), codes[i]);
    made_up_fini(&m);
}

// Packs were translated before the kiosk had a word for whom it was that dialled.
static void words_that_came_later_may_be_missing(void **state)
{
    (void)state;
    struct made_up m;
    made_up_init(&m);
    const struct words *words = read_words(&m, whole(&m.arena, WORD_BY_TEACHER, ""));
    assert_non_null(words);
    assert_int_equal(words->text[WORD_BY_TEACHER].n, 0);
    assert_int_equal(m.diags.count, 0);
    assert_null(read_words(&m, whole(&m.arena, WORD_BY_TEACHER, "by-teacher:\n")));
    assert_null(read_words(&m, whole(&m.arena, WORD_CONFIRMED_VISITED, "")));
    assert_null(read_words(&m, whole(&m.arena, WORD_WRITE_IT_DOWN, "")));
    assert_int_equal(m.diags.count, 3);
    made_up_fini(&m);
}

// Whoever translates for visitors need not translate for the operator; half of that would be worse than none.
static void the_operators_words_are_all_there_or_none(void **state)
{
    (void)state;
    struct made_up m;
    made_up_init(&m);
    const struct words *words = read_words(&m, first(&m.arena, WORD_OPERATOR_FIRST, -1, ""));
    assert_non_null(words);
    assert_false(words->for_operator);
    words = read_words(&m, whole(&m.arena, -1, ""));
    assert_true(words->for_operator);
    assert_int_equal(m.diags.count, 0);
    assert_null(read_words(&m, whole(&m.arena, WORD_OPERATOR_FIRST, "")));
    assert_null(read_words(&m, whole(&m.arena, WORD_COUNT - 1, "")));
    assert_int_equal(m.diags.count, 2);
    made_up_fini(&m);
}

static void holes_are_filled_in_the_order_of_the_list(void **state)
{
    (void)state;
    struct made_up m;
    made_up_init(&m);
    struct words words = {.tag = SLICE("es")};
    words.text[WORD_PAGE_OF] = SLICE("de {pages}, la {page} {page} {} {x");
    struct slice values[] = {SLICE("1"), SLICE("12")};
    assert_true(slice_is(words_fill(&words, WORD_PAGE_OF, values, 2, &m.arena), "de 12, la 1 1 {} {x"));
    words.text[WORD_HELP] = SLICE("Ayuda");
    assert_true(slice_is(words_fill(&words, WORD_HELP, NULL, 0, &m.arena), "Ayuda"));
    made_up_fini(&m);
}

static void the_programs_own_words_are_good(void **state)
{
    (void)state;
    static const char *const tags[] = {"es", "en"};
    struct made_up m;
    made_up_init(&m);
    for (size_t i = 0; i < 2; i++) {
        struct slice text =
            read_file(&m.arena, arena_format(&m.arena, "%s/words/%s.yaml", ASSETS_DIR, tags[i]).p);
        const struct words *words = read_words(&m, text);
        assert_string_equal(made_up_said(&m), "");
        assert_true(words->for_operator);
    }
    made_up_fini(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_language_is_whole_or_refused),
        cmocka_unit_test(words_that_came_later_may_be_missing),
        cmocka_unit_test(the_operators_words_are_all_there_or_none),
        cmocka_unit_test(holes_are_filled_in_the_order_of_the_list),
        cmocka_unit_test(the_programs_own_words_are_good),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

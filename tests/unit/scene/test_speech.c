// SPDX-License-Identifier: MIT
// What is read aloud from a screen, and how the sentence that is being said is marked.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "scene/speech.h"
#include "scene/ui.h"

#include "support/easel.h"

static void put(struct easel *easel, const char *text, int width)
{
    struct text_style style = ui_type(&easel->ui, TYPE_BODY);
    struct text_block block = ui_layout(&easel->ui, &style, rich_of(slice_of(text)), width);
    ui_text(&easel->ui, &block, &style, 0, 0, (struct rect){0, 0, W, H}, ALIGN_LEFT,
            (struct ink){THEME_INK, THEME_INK, THEME_CREAM});
}

static void sentences_are_said_once_however_the_lines_break(void **unused)
{
    (void)unused;
    for (int width = 60; width < W; width += 20) {
        struct easel easel;
        begin(&easel);
        put(&easel, "Uno dos tres. Cuatro cinco. Seis.", width);
        put(&easel, "\xE2\x80\xA2", width); // the point of a list says nothing
        put(&easel, "Otra vez.", width);
        static const char *const said[] = {"Uno dos tres.", "Cuatro cinco.", "Seis.", "Otra vez."};
        assert_int_equal(easel.scene.n_said, 4);
        for (int i = 0; i < 4; i++)
            assert_true(slice_is(easel.scene.said[i], said[i]));
        arena_fini(&easel.arena);
    }
}

static void what_cannot_be_heard_is_not_among_them(void **unused)
{
    (void)unused;
    struct easel easel;
    begin(&easel);
    easel.ui.aloud = false;
    put(&easel, "Inicio", W);
    assert_int_equal(easel.scene.n_said, 0);
    arena_fini(&easel.arena);
}

// The texts on the mark's colour, joined with nothing between them, and then the others.
static void marked(const struct easel *easel, char *on, char *off)
{
    on[0] = off[0] = '\0';
    for (uint32_t i = 0; i < easel->scene.n_items; i++) {
        const struct scene_item *item = &easel->scene.items[i];
        if (item->kind == SCENE_TEXT)
            strncat(item->text.back == THEME_CREAM ? off : on, item->text.text.p, item->text.text.n);
    }
}

static void the_sentence_that_is_being_said_is_marked_and_no_other(void **unused)
{
    (void)unused;
    for (int width = 160; width < W; width += 20) {
        char on[200], off[200];
        struct easel easel;
        begin(&easel);
        easel.state.listen = (struct listen_state){.on = true, .sentence = 1};
        put(&easel, "Uno dos. Tres cuatro cinco. Seis.", width);
        marked(&easel, on, off);
        // At a line's end the space isn't drawn.
        for (char *c = on; *c; c++)
            assert_true(strchr("Trescuatoin. ", *c) != NULL);
        assert_int_equal(on[0], 'T');
        assert_int_equal(on[strlen(on) - 1], '.');
        assert_null(strstr(off, "cuatro"));
        assert_non_null(strstr(off, "Seis."));
        assert_int_equal(easel.scene.faults, 0);
        arena_fini(&easel.arena);
    }
}

static void a_mark_lies_under_its_letters_and_nothing_shifts(void **unused)
{
    (void)unused;
    struct easel easel;
    begin(&easel);
    put(&easel, "Uno. Dos. Tres.", W);
    int end = easel.scene.items[0].rect.x + easel.scene.items[0].rect.w;
    scene_clear(&easel.scene, W, H);
    easel.state.listen = (struct listen_state){.on = true, .sentence = 1};
    put(&easel, "Uno. Dos. Tres.", W);
    int at = 0;
    for (uint32_t i = 0; i < easel.scene.n_items; i++) {
        const struct scene_item *item = &easel.scene.items[i];
        if (item->kind == SCENE_FILL) {
            assert_true(rect_contains((struct rect){item->rect.x, 0, item->rect.w, H},
                                      (struct rect){item[1].rect.x, 0, item[1].rect.w, H}));
            continue;
        }
        assert_int_equal(item->rect.x, at);
        at += item->rect.w;
    }
    assert_int_equal(at, end);
    arena_fini(&easel.arena);
}

static void numbers_are_said_as_they_are_dialled(void **unused)
{
    (void)unused;
    static const struct {
        const char *text, *said;
    } rows[] = {
        {"Llama al 141.", "Llama al 1 4 1."},
        {"01 8000 112 440", "0 1, 8 0 0 0, 1 1 2, 4 4 0"},
        {"0800-76-888", "0 8 0 0, 7 6, 8 8 8"},
        {"Tienes 14 años, de 13 a 17.", "Tienes 14 años, de 13 a 17."},
        {"Desde 2026.", "Desde 2026."},
        {"Gratis \xC2\xB7 24 horas", "Gratis , 24 horas"},
        {"Un\nrenglón", "Un renglón"},
        {"\xD9\xA1\xD9\xA4\xD9\xA1", "1 4 1"},
    };
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct slice said = speech_spoken(slice_of(rows[i].text), &arena);
        if (!slice_is(said, rows[i].said))
            print_error("%s is said as \"%.*s\"\n", rows[i].text, SLICE_ARG(said));
        assert_true(slice_is(said, rows[i].said));
    }
    arena_fini(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_are_said_once_however_the_lines_break),
        cmocka_unit_test(what_cannot_be_heard_is_not_among_them),
        cmocka_unit_test(the_sentence_that_is_being_said_is_marked_and_no_other),
        cmocka_unit_test(a_mark_lies_under_its_letters_and_nothing_shifts),
        cmocka_unit_test(numbers_are_said_as_they_are_dialled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

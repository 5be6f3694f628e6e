// SPDX-License-Identifier: MIT
// What the operator confirmed, beside the packs.
#include "unit/content/good_pack.h"

#include "content/confirmed.h"

#define LINE "linea-141\t141\t2026-11-26\tdialled\tla coordinadora\n"

static void lines_are_read_or_named(void **state)
{
    static const struct {
        const char *text;
        size_t n;
        const char *said;
    } rows[] = {
        {"", 0, ""},
        {LINE, 1, ""},
        {LINE "\n" LINE, 1, ""}, // the same channel
        {LINE "linea-141\t142\t2026-11-26\topened\tAna\n", 2, ""},
        {"lugar\t\t2026-11-26\tvisited\tAna\tmore to come", 1, ""}, // a place without a value
        {"Linea\t141\t2026-11-26\tdialled\tAna\n" LINE, 1, "1:1 confirmed-line"},
        {LINE "linea\t141\t26-11-2026\tdialled\tAna\n", 1, "2:1 confirmed-line"},
        {"linea\t141\t2026-02-30\tdialled\tAna\n", 0, "1:1 confirmed-line"},
        {"linea\t141\t2026-11-26\tsmelled\tAna\n", 0, "1:1 confirmed-line"},
        {"linea\t141\t2026-11-26\tdialled\t\n", 0, "1:1 confirmed-line"},
        {"linea\t141\t2026-11-26\tdialled\tA\x01na\n", 0, "1:1 confirmed-line"},
        {"linea\t141\t2026-11-26\tdialled\tA\xffna\n", 0, "1:1 confirmed-line"},
        {"linea\t141\t2026-11-26\tdialled\tA\u202ena\n", 0, "1:1 confirmed-line"}, // turns round what follows
        {"linea\t141\t2026-11-26\tdialled\tllama al 300 555 1234\n", 0, "1:1 confirmed-line"},
        {"linea\t141\t2026-11-26\tdialled\tAna 90, 01, 23\n", 0, "1:1 confirmed-line"},
        {"linea\t141\t2026-11-26\tdialled\tAna, ９OO 1¹1\n", 0, "1:1 confirmed-line"},
        {"linea\t141\t2026-11-26\tdialled\tmalo.click\n", 0, "1:1 confirmed-line"},
        {"linea\t141\t2026-11-26\tdialled\tAna de 3.º B\n", 1, ""},
        {"linea\t141\t2026-11-26\tdialled\tve a https://x.example\n", 0, "1:1 confirmed-line"},
        {"linea 141", 0, "1:1 confirmed-line"},
        {"linea\t141\t2026-11-26", 0, "1:1 confirmed-line"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct made_up m;
        made_up_init(&m);
        struct confirmed confirmed = confirmed_read(slice_of(rows[i].text), SLICE("f"), &m.arena, &m.diags);
        assert_string_equal(made_up_said(&m)[0] == ' ' ? made_up_said(&m) + 1 : made_up_said(&m),
                            rows[i].said);
        assert_int_equal(confirmed.n, rows[i].n);
        made_up_fini(&m);
    }
}

static void there_is_a_cap(void **state)
{
    (void)state;
    struct made_up m;
    struct slice all = SLICE("");
    made_up_init(&m);
    for (int i = 0; i < LIMIT_CONFIRMED + 3; i += 100) {
        struct slice more = SLICE("");
        for (int k = i; k < i + 100 && k < LIMIT_CONFIRMED + 3; k++)
            more = arena_format(&m.arena, "%.*sc%d\t%d\t2026-11-26\tdialled\tAna\n", SLICE_ARG(more), k, k);
        all = arena_format(&m.arena, "%.*s%.*s", SLICE_ARG(all), SLICE_ARG(more));
    }
    assert_int_equal(confirmed_read(all, SLICE("f"), &m.arena, &m.diags).n, LIMIT_CONFIRMED);
    assert_string_equal(made_up_said(&m), "2001:1 confirmed-many");
    made_up_fini(&m);
}

static void only_the_number_that_was_dialled_is_confirmed(void **state)
{
    static const struct {
        const char *text, *by; // NULL: nobody
        bool gone;             // from the screen
    } rows[] = {
        {LINE, "la coordinadora", false},
        {LINE "linea-141\t141\t2026-12-01\tdialled\tAna\n", "Ana", false}, // the last counts
        {"linea-141\t142\t2026-11-26\tdialled\tAna\n", NULL, false},       // it had another number then
        {"linea\t141\t2026-11-26\tdialled\tAna\n", NULL, false},
        {LINE "linea-141\t141\t2026-12-01\twithdrawn\tAna\n", NULL, true},
        {"linea-141\t141\t2026-12-01\twithdrawn\tAna\n" LINE, "la coordinadora", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct made_up m;
        made_up_init(&m);
        good_pack_with(&m, NULL, 0);
        struct pack *pack = pack_read(made_up_tree(&m), &m.arena, &m.diags);
        struct confirmed confirmed = confirmed_read(slice_of(rows[i].text), SLICE("f"), &m.arena, &m.diags);
        confirmed_apply(&confirmed, &pack, 1);
        const struct confirmation *by = &pack->channels[0].confirmed;
        assert_int_equal(date_is_set(by->on), rows[i].by != NULL);
        assert_int_equal(by->here, rows[i].by != NULL);
        // Also a national one, and on a day that nobody knows.
        assert_int_equal(channel_is_current(&pack->channels[0], (struct date){0}), !rows[i].gone);
        if (rows[i].by)
            assert_true(slice_is(by->by, rows[i].by) && slice_is(by->how, "dialled"));
        made_up_fini(&m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_read_or_named),
        cmocka_unit_test(there_is_a_cap),
        cmocka_unit_test(only_the_number_that_was_dialled_is_confirmed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// The line to chasquictl, with scripts in its place that say what a real one says, or nonsense, or nothing.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <sys/resource.h>

#include "system/importer.h"
#include "unit/system/folder.h"
#include "unit/system/news.h"

static struct importer_news news;

static struct importer *make_with(struct ear *ear, const char *script, int patience_ms)
{
    put_script("ctl", script);
    const struct importer_options options = {.chasquictl = "./ctl",
                                             .chasqui = "./ctl",
                                             .store = "store",
                                             .trust = "trust",
                                             .patience_ms = patience_ms};
    struct importer *importer = importer_create(&options, ear_hear, ear);
    assert_non_null(importer);
    return importer;
}

static struct importer *make(struct ear *ear, const char *script)
{
    return make_with(ear, script, 100);
}

static enum importer_kind next(struct importer *importer, struct ear *ear)
{
    while (!importer_next(importer, &news))
        ear_wait(ear);
    return news.kind;
}

static void expect_field(size_t i, const char *text)
{
    assert_true(i < news.n_fields);
    if (!slice_is(news.fields[i], text))
        fail_msg("field %zu is '%.*s'", i, SLICE_ARG(news.fields[i]));
}

static void an_import_is_asked_for_and_answered(void **state)
{
    (void)state;
    struct ear ear = EAR;
    struct importer *importer =
        make(&ear, "printf '%s|' \"$@\" >arguments; env >environment\n"
                   "printf 'pack\\t0\\t/a "
                   "b\\tcolombia\\t4\\tCO\\tNo\\\\tes\\\\ntu\\tIt\\tRed\\t\\tnew\\t12\\t1 2 3 4\\n'\n"
                   "printf 'unheard of\\t1\\n'\n"
                   "printf 'ready\\t/staging\\n'; read -r answer; echo \"$answer\" >answer; nice >niceness; "
                   "ionice >class 2>&1\n"
                   "printf 'done\\t7\\n'");
    assert_true(importer_import(importer, "-stick/a b", true, (struct date){2026, 11, 7}));
    assert_false(importer_status(importer)); // one at a time
    assert_int_equal(next(importer, &ear), IMPORTER_PACK);
    assert_int_equal(news.n_fields, 12);
    expect_field(1, "/a b");
    expect_field(5, "No\tes\ntu");
    expect_field(8, "");
    expect_field(11, "1 2 3 4");
    assert_int_equal(next(importer, &ear), IMPORTER_READY);
    expect_field(0, "/staging");
    assert_true(importer_answer(importer, true));
    assert_int_equal(next(importer, &ear), IMPORTER_DONE);
    expect_field(0, "7");
    assert_true(importer_runs(importer));
    assert_int_equal(next(importer, &ear), IMPORTER_ENDED);
    assert_int_equal(news.status, 0);
    assert_false(importer_runs(importer));
    assert_false(importer_answer(importer, true));
    assert_int_equal(
        system("grep -qx "
               "'import|--lines|--store|store|--ask|--trust|trust|--unsigned=messages|--date|2026-11-07|"
               "--|-stick/a b|' arguments && grep -qx yes answer"),
        0);
    // Of the environment only what is needed goes along; dash adds PWD, OLDPWD and _.
    assert_int_equal(system("! grep -vE '^(PATH|LANG|PWD|OLDPWD|_|SHLVL)=' environment"), 0);
    assert_int_equal(system("test \"$(cat niceness)\" -gt \"$(nice)\" || test \"$(nice)\" -ge 10"), 0);
    assert_int_equal(system("! command -v ionice >/dev/null || grep -qx idle class"), 0);
    importer_destroy(importer);
}

static void whoever_ends_without_a_last_word_broke_off(void **state)
{
    (void)state;
    static const struct {
        const char *script;
        bool in_order;
        int status;
    } rows[] = {
        {"exit 0", false, 0},
        {"echo ready; exit 3", false, 3},
        {"kill -KILL $$", false, 128 + SIGKILL},
        {"kill -SEGV $$", false, 128 + SIGSEGV},
        {"printf 'refused\\tcode\\ten\\tes\\n'; exit 1", true, 1},
        {"echo cancelled", true, 0},
        {"printf done", false, 0}, // a line without its end was never said
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct ear ear = EAR;
        struct importer *importer = make(&ear, rows[i].script);
        assert_true(importer_import(importer, "x", false, (struct date){0}));
        while (next(importer, &ear) < IMPORTER_ENDED)
            continue;
        assert_int_equal(news.kind, rows[i].in_order ? IMPORTER_ENDED : IMPORTER_BROKE_OFF);
        assert_int_equal(news.status, rows[i].status);
        importer_destroy(importer);
    }
}

static void the_others_end_by_their_status(void **state)
{
    (void)state;
    struct ear ear = EAR;
    struct importer *importer = make(&ear, "case $1 in status) exit 1 ;; rollback) [ \"$2 $5 $6 $7 $8\" = "
                                           "\"--lines --trust trust --ask 12\" ] && printf "
                                           "'done\\t4\\n' ;; *) exit 3 ;; esac");
    assert_true(importer_status(importer));
    assert_int_equal(next(importer, &ear), IMPORTER_ENDED);
    assert_int_equal(news.status, 1);
    assert_true(importer_rollback(importer, 12));
    assert_int_equal(next(importer, &ear), IMPORTER_DONE);
    assert_int_equal(next(importer, &ear), IMPORTER_ENDED);
    assert_int_equal(news.status, 0);
    assert_true(importer_list(importer));
    assert_int_equal(next(importer, &ear), IMPORTER_BROKE_OFF);
    assert_true(importer_inspect(importer, "x"));
    assert_int_equal(next(importer, &ear), IMPORTER_BROKE_OFF);
    importer_destroy(importer);
}

static void a_preview_names_its_pictures(void **state)
{
    (void)state;
    struct ear ear = EAR;
    struct importer *importer = make(&ear, "printf '%s|' \"$@\" >arguments; echo 'message/uno out/a b.png'");
    const struct importer_preview preview = {
        .packs = {"staged", "lender"}, .n_packs = 2, .of = "barrio", .out = "out", .w = 640, .h = 360};
    assert_true(importer_preview(importer, &preview));
    assert_int_equal(next(importer, &ear), IMPORTER_DRAWN);
    assert_int_equal(news.n_fields, 2);
    expect_field(0, "message/uno");
    expect_field(1, "out/a b.png");
    assert_int_equal(next(importer, &ear), IMPORTER_ENDED);
    assert_int_equal(system("grep -qx "
                            "'render|--installed|--pack|staged|--pack|lender|--of|barrio|--out|out|--screen|"
                            "message/\\*|--size|640x360|' "
                            "arguments"),
                     0);
    importer_destroy(importer);
}

static void who_cancels_is_heard_or_obeyed(void **state)
{
    (void)state;
    static const char *const scripts[] = {
        "trap '' TERM; echo ready; read -r x || echo cancelled",                        // its input ended
        "trap 'echo cancelled; exit 0' TERM; echo ready; while :; do sleep 0.01; done", // it was asked
        "trap '' TERM; echo ready; sleep 1000 & wait; while :; do wait; sleep 1000; done", // it was killed, and its child
        "trap '' TERM; echo ready; exec >&- <&-; while :; do sleep 1000; done", // it said no more
        "trap '' TERM; while :; do echo ready; done",                           // it said too much
    };
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        struct ear ear = EAR;
        // Whoever obeys has all the time that a busy machine takes.
        struct importer *importer = make_with(&ear, scripts[i], i < 2 ? 600000 : 100);
        assert_true(importer_import(importer, "x", false, (struct date){0}));
        assert_int_equal(next(importer, &ear), IMPORTER_READY);
        importer_cancel(importer);
        importer_cancel(importer);
        while (next(importer, &ear) < IMPORTER_ENDED)
            continue;
        assert_int_equal(news.kind, i < 2 ? IMPORTER_ENDED : IMPORTER_BROKE_OFF);
        assert_false(importer_next(importer, &news));
        importer_destroy(importer);
    }
}

static void nonsense_is_capped(void **state)
{
    (void)state;
    struct ear ear = EAR;
    // Too many records: some are dropped and counted, never the last word.
    struct importer *importer =
        make(&ear, "awk 'BEGIN { for (i = 0; i < 20000; i++) printf \"problem\\terror\\tx\\t%0100d\\n\", i;"
                   " for (i = 0; i < 5000; i++) printf \"progress\\tcopy\\t%d\\t5000\\tx\\n\", i; printf "
                   "\"done\\t1\\n\" }'");
    assert_true(importer_import(importer, "x", false, (struct date){0}));
    size_t n = 0, said = 0;
    do
        ear_wait(&ear); // nothing is taken until all is said
    while (++said < 20000);
    while (next(importer, &ear) == IMPORTER_PROBLEM)
        n++;
    assert_true(n > 1000 && n < 20000);
    while (news.kind == IMPORTER_PROGRESS)
        next(importer, &ear);
    assert_int_equal(news.kind, IMPORTER_DONE);
    assert_int_equal(next(importer, &ear), IMPORTER_ENDED);
    assert_true(news.dropped >= 20000 - n);
    importer_destroy(importer);
    // Endless lines, zeros, wrong escapes, more fields than there are.
    importer = make(&ear, "head -c 100000 /dev/zero; echo; echo; printf 'problem\\\\t\\\\x4g\\\\\\n';"
                          "printf 'change\\t\\\\x4g\\t\\\\x41\\t\\\\q\\t\\\\\\n'; printf 'generation'; "
                          "for i in $(seq 100); do printf '\\t%d' $i; done; echo; echo cancelled");
    assert_true(importer_import(importer, "x", false, (struct date){0}));
    assert_int_equal(next(importer, &ear), IMPORTER_CHANGE);
    expect_field(0, "\\x4g");
    expect_field(1, "A");
    expect_field(2, "\\q");
    expect_field(3, "\\");
    assert_int_equal(next(importer, &ear), IMPORTER_GENERATION);
    assert_int_equal(news.n_fields, IMPORTER_FIELDS);
    expect_field(IMPORTER_FIELDS - 1, "24");
    assert_int_equal(next(importer, &ear), IMPORTER_CANCELLED);
    assert_int_equal(news.dropped, 1); // the line that never ended
    assert_int_equal(news.n_fields, 0);
    assert_int_equal(next(importer, &ear), IMPORTER_ENDED);
    importer_destroy(importer);
    // Whoever never stops is stopped.
    importer = make(&ear, "exec yes \"progress $(printf %08000d 0)\"");
    assert_true(importer_import(importer, "x", false, (struct date){0}));
    while (next(importer, &ear) < IMPORTER_ENDED)
        continue;
    assert_int_equal(news.kind, IMPORTER_BROKE_OFF);
    importer_destroy(importer);
}

static void it_ends_with_the_kiosk(void **state)
{
    (void)state;
    struct ear ear = EAR;
    struct importer *importer = make(&ear, "trap '' TERM; echo ready; sleep 1000");
    assert_true(importer_import(importer, "x", false, (struct date){0}));
    ear_wait(&ear);
    importer_destroy(importer);
    importer_destroy(NULL);
    const struct importer_options nowhere = {.chasquictl = "/no/such/program"};
    importer = importer_create(&nowhere, ear_hear, &ear);
    assert_false(importer_status(importer));
    const struct importer_preview preview = {.packs = {"x"}, .n_packs = 1, .out = "y"};
    assert_false(importer_preview(importer, &preview)); // no program of that kind
    importer_cancel(importer);
    assert_false(importer_next(importer, &news));
    importer_destroy(importer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_import_is_asked_for_and_answered, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(whoever_ends_without_a_last_word_broke_off, enter_folder,
                                        leave_folder),
        cmocka_unit_test_setup_teardown(the_others_end_by_their_status, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(a_preview_names_its_pictures, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(who_cancels_is_heard_or_obeyed, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(nonsense_is_capped, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(it_ends_with_the_kiosk, enter_folder, leave_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

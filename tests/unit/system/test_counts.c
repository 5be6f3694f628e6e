// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "system/counts.h"
#include "system/files.h"
#include "unit/system/folder.h"
#include "unit/system/news.h"

#define MINUTE UINT64_C(60000)

static const struct date november = {2026, 11, 27};

static void add(struct counts_table *table, const char *item, unsigned times, struct date date)
{
    for (unsigned i = 0; i < times; i++)
        assert_true(counts_table_add(table, slice_of(item), COUNTS_OPENED, date));
}

static uint32_t opened(const struct counts_table *table, const char *item, int year, int month)
{
    for (size_t i = 0; i < table->count; i++) {
        struct counts_shown shown = counts_table_shown(table, i);
        if (strcmp(shown.item, item) == 0 && shown.year == year && shown.month == month)
            return shown.n[COUNTS_OPENED];
    }
    return 0;
}

static void nothing_but_content_is_counted(void **unused)
{
    (void)unused;
    static const char *const refused[] = {
        "",
        "help",
        "colombia/help/x",
        "colombia/help",
        "colombia/exit/now",
        "colombia/message/",
        "/message/uno",
        "colombia/message/uno/dos",
        "colombia/message/Uno",
        "colombia/message/a b",
        "colombia/message/a\nb",
        "colombia/messages/uno",
        "colombia/message/-uno",
        "colombia/message/1234567890123456789012345678901234567890123456789"};
    struct counts_table table;
    counts_table_init(&table);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (counts_table_add(&table, slice_of(refused[i]), COUNTS_OPENED, november))
            fail_msg("%s", refused[i]);
    assert_int_equal(table.count, 0);
    add(&table, "colombia/message/uno", 1, november);
    add(&table, "colombia/quiz/uno", 1, november);
    add(&table, "colombia/story/uno", 1, (struct date){0});
    assert_int_equal(table.count, 3);
    counts_table_fini(&table);
}

static void expect_text(const struct counts_table *table, const char *expected)
{
    size_t n = 0;
    char *text = counts_table_print(table, &n);
    assert_non_null(text);
    struct slice line, rest = {text, n}, wanted, more = slice_of(expected);
    while (slice_next_line(&rest, &line)) {
        if (line.n > 0 && line.p[0] == '#')
            continue;
        assert_true(slice_next_line(&more, &wanted));
        if (!slice_eq(line, wanted))
            fail_msg("'%.*s' instead of '%.*s'", SLICE_ARG(line), SLICE_ARG(wanted));
    }
    assert_int_equal(more.n, 0);
    free(text);
}

static void few_are_never_told(void **unused)
{
    (void)unused;
    struct counts_table table;
    counts_table_init(&table);
    add(&table, "peru/message/b", 9, november);
    add(&table, "peru/message/a", 10, november);
    add(&table, "peru/message/c", 1, (struct date){1970, 1, 1}); // such a clock knows nothing
    assert_true(counts_table_add(&table, SLICE("peru/message/a"), COUNTS_CLEAR, november));
    assert_true(counts_table_add(&table, SLICE("peru/quiz/a"), COUNTS_NOT_CLEAR, (struct date){2027, 1, 3}));
    expect_text(&table, "\n2027-01 peru/quiz/a opened 0 clear 0 not-clear <10\n"
                        "\n2026-11 peru/message/a opened 10 clear <10 not-clear 0\n"
                        "2026-11 peru/message/b opened <10 clear 0 not-clear 0\n"
                        "\nunknown peru/message/c opened <10 clear 0 not-clear 0\n");
    assert_int_equal(opened(&table, "peru/message/b", 2026, 11), COUNTS_FEW);
    // A month that is over forgets how few they were, on the disk too; more come on top of none.
    size_t n = 0;
    char *saved = counts_table_save(&table, &n);
    assert_non_null(strstr(saved, "peru/message/b opened few+0 clear 0"));
    assert_non_null(strstr(saved, "peru/message/a opened 10 clear few+0"));
    assert_non_null(strstr(saved, "peru/quiz/a opened 0 clear 0 not-clear 1"));
    free(saved);
    add(&table, "peru/message/b", 9, november);
    assert_int_equal(opened(&table, "peru/message/b", 2026, 11), COUNTS_FEW);
    add(&table, "peru/message/b", 1, november);
    assert_int_equal(opened(&table, "peru/message/b", 2026, 11), 10);
    counts_table_fini(&table);
}

static void months_and_items_are_capped(void **unused)
{
    (void)unused;
    struct counts_table table;
    counts_table_init(&table);
    add(&table, "peru/message/a", 1, (struct date){0});
    for (int i = 0; i < 30; i++)
        add(&table, "peru/message/a", 10, (struct date){(int16_t)(2026 + i / 12), (uint8_t)(i % 12 + 1), 1});
    assert_int_equal(table.count, 1 + LIMIT_COUNTS_MONTHS);
    assert_int_equal(opened(&table, "peru/message/a", 2026, 6), 0);
    assert_int_equal(opened(&table, "peru/message/a", 2026, 7), 10);
    // A clock that once ran ahead takes one month, and one that fell back is still counted.
    add(&table, "peru/message/a", 10, (struct date){9999, 12, 31});
    assert_int_equal(opened(&table, "peru/message/a", 2026, 7), 0);
    assert_int_equal(opened(&table, "peru/message/a", 2026, 8), 10);
    add(&table, "peru/message/a", 10, (struct date){2026, 1, 1});
    assert_int_equal(opened(&table, "peru/message/a", 2026, 1), 10);
    assert_int_equal(table.count, 1 + LIMIT_COUNTS_MONTHS);
    counts_table_fini(&table);
    for (int i = 0; i < LIMIT_COUNTS; i++) {
        char item[64];
        snprintf(item, sizeof item, "peru/message/m-%d", i);
        add(&table, item, 1, november);
    }
    assert_false(counts_table_add(&table, SLICE("peru/message/n"), COUNTS_CLEAR, november));
    assert_true(counts_table_add(&table, SLICE("peru/message/m-7"), COUNTS_CLEAR, november));
    counts_table_fini(&table);
}

static void what_is_damaged_is_seen(void **unused)
{
    (void)unused;
    struct counts_table table, again;
    size_t n = 0;
    counts_table_init(&table);
    add(&table, "peru/message/a", 3, november);
    add(&table, "peru/message/b", 30, november);
    char *saved = counts_table_save(&table, &n);
    for (size_t i = 0; i <= n; i++) {
        counts_table_init(&again);
        assert_int_equal(counts_table_restore(&again, (struct slice){saved, i}), i == n);
        counts_table_fini(&again);
    }
    for (size_t i = 0; i < n * 8; i++) {
        saved[i / 8] = (char)(saved[i / 8] ^ 1 << i % 8);
        counts_table_init(&again);
        assert_false(counts_table_restore(&again, (struct slice){saved, n}));
        assert_int_equal(again.count, 0);
        saved[i / 8] = (char)(saved[i / 8] ^ 1 << i % 8);
    }
    free(saved);
    counts_table_fini(&table);
    // Lines that somebody wrote into the text are passed over, one by one.
    assert_true(counts_table_parse(
        &again,
        SLICE(
            "\n\n2026-11 peru/message/a opened 12 clear <10 not-clear 0\n2026-13 peru/message/a opened 1 "
            "clear 1 "
            "not-clear 1\n2026-11 peru/help/a opened 1 clear 1 not-clear 1\n2026-11 peru/message/b opened -1 "
            "clear 1 not-clear 1\n2026-11 peru/message/b opened 1 clear 1\n2026-11\n2026-11 peru/message/b "
            "opened 99999999999 clear 1 not-clear 1\n \xff\n")));
    expect_text(&again, "\n2026-11 peru/message/a opened 12 clear <10 not-clear 0\n");
    counts_table_fini(&again);
}

// ---- On the disk ----

static struct ear ear = EAR;

static struct counts *begin(uint64_t now_ms)
{
    struct counts *counts = counts_open(".", now_ms, ear_hear, &ear);
    assert_non_null(counts);
    return counts;
}

static void count(struct counts *counts, const char *item, unsigned times, uint64_t now_ms)
{
    for (unsigned i = 0; i < times; i++)
        assert_true(counts_add(counts, slice_of(item), COUNTS_OPENED, november, now_ms));
}

static bool says(const char *path, const char *text)
{
    struct arena arena;
    struct tree_entry entry;
    arena_init(&arena);
    bool good =
        files_read(path, LIMIT_COUNTS_FILE, &arena, &entry) && slice_find(entry.bytes, slice_of(text)) >= 0;
    arena_fini(&arena);
    return good;
}

static bool is_there(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

static void they_are_written_now_and_then(void **state)
{
    (void)state;
    struct stat st;
    struct counts *counts = begin(0);
    assert_true(counts_due_ms(counts) == UINT64_MAX);
    counts_step(counts, MINUTE);
    assert_false(is_there("counts.txt"));
    count(counts, "peru/message/a", 3, 2 * MINUTE);
    count(counts, "peru/message/a", 3, 11 * MINUTE);
    assert_true(counts_due_ms(counts) == 12 * MINUTE);
    counts_step(counts, 12 * MINUTE - 1);
    assert_false(is_there("counts.state"));
    counts_step(counts, 12 * MINUTE);
    count(counts, "peru/message/a", 3, 13 * MINUTE); // while it is written
    ear_wait(&ear);
    counts_step(counts, 14 * MINUTE);
    assert_true(says("counts.txt", "2026-11 peru/message/a opened <10 "));
    assert_true(says("counts.state", "2026-11 peru/message/a opened 6 "));
    assert_int_equal(stat("counts.state", &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_true(counts_due_ms(counts) == 23 * MINUTE);
    count(counts, "peru/message/a", 1, 14 * MINUTE);
    counts_close(counts);
    assert_true(says("counts.txt", "2026-11 peru/message/a opened 10 "));
    counts = begin(0);
    assert_true(counts_due_ms(counts) == UINT64_MAX);
    count(counts, "peru/message/a", 2, 0);
    counts_close(counts);
    assert_true(says("counts.txt", "opened 12 "));
    assert_true(says("counts.state", "opened 12 "));
}

static void a_cut_between_the_two_is_mended(void **state)
{
    (void)state;
    struct counts *counts = begin(0);
    count(counts, "peru/message/a", 11, 0);
    counts_close(counts);
    assert_int_equal(rename("counts.txt", "old.txt"), 0);
    counts = begin(0);
    count(counts, "peru/message/a", 1, 0);
    counts_close(counts);
    assert_int_equal(rename("old.txt", "counts.txt"), 0); // as a cut would leave them
    assert_true(says("counts.txt", "opened 11 ") && says("counts.state", "opened 12 "));
    counts = begin(5);
    assert_true(counts_due_ms(counts) == 5);
    counts_step(counts, 5);
    ear_wait(&ear);
    counts_step(counts, 6);
    assert_true(says("counts.txt", "opened 12 "));
    counts_close(counts);
    // Damaged: what people see is what is known.
    put_text("counts.state",
             "chasqui-counts 1 0000000000000000\n2026-11 peru/message/a opened 99 clear 0 not-clear 0\n");
    counts = begin(0);
    count(counts, "peru/message/a", 1, 0);
    counts_close(counts);
    assert_true(says("counts.txt", "opened 13 ") && says("counts.state", "opened 13 "));
    // Nothing is left that can be read.
    assert_int_equal(unlink("counts.state") + unlink("counts.txt") + mkdir("counts.txt", 0700), 0);
    counts = begin(0);
    count(counts, "peru/message/a", 1, 0);
    counts_close(counts);
    assert_true(says("counts.state", "opened 1 "));
}

static void a_full_disk_loses_counts_alone(void **state)
{
    (void)state;
    const struct rlimit none = {0, RLIM_INFINITY}, all = {RLIM_INFINITY, RLIM_INFINITY};
    struct counts *counts = begin(0);
    count(counts, "peru/message/a", 11, 0);
    counts_close(counts);
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
    counts = begin(0);
    count(counts, "peru/message/a", 1, 0);
    counts_step(counts, 10 * MINUTE);
    ear_wait(&ear);
    counts_step(counts, 11 * MINUTE);
    assert_true(counts_due_ms(counts) == 21 * MINUTE); // tried again, and not at once
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &all), 0);
    assert_true(says("counts.txt", "opened 11 ") && says("counts.state", "opened 11 "));
    counts_step(counts, 21 * MINUTE);
    ear_wait(&ear);
    counts_step(counts, 22 * MINUTE);
    assert_true(says("counts.txt", "opened 12 ") && says("counts.state", "opened 12 "));
    count(counts, "peru/message/a", 1, 22 * MINUTE);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
    counts_close(counts);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &all), 0);
    assert_true(says("counts.txt", "opened 12 ") && says("counts.state", "opened 12 "));
    struct counts_table table;
    assert_true(counts_load(".", &table));
    assert_int_equal(opened(&table, "peru/message/a", 2026, 11), 12);
    counts_table_fini(&table);
    counts = counts_open("nowhere", 0, NULL, NULL);
    count(counts, "peru/message/a", 1, 0);
    counts_close(counts);
    counts_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_but_content_is_counted),
        cmocka_unit_test(few_are_never_told),
        cmocka_unit_test(months_and_items_are_capped),
        cmocka_unit_test(what_is_damaged_is_seen),
        cmocka_unit_test_setup_teardown(they_are_written_now_and_then, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(a_cut_between_the_two_is_mended, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(a_full_disk_loses_counts_alone, enter_folder, leave_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

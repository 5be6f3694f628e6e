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

#include "system/pin.h"
#include "unit/system/folder.h"
#include "unit/system/news.h"

static struct ear ear = EAR;

static enum pin_verdict verdict_of(struct pin *pin, uint64_t now_ms)
{
    enum pin_verdict verdict;
    ear_wait(&ear);
    assert_true(pin_next(pin, now_ms, &verdict));
    assert_false(pin_next(pin, now_ms, &verdict));
    return verdict;
}

static enum pin_verdict try(struct pin *pin, const char *digits, uint64_t now_ms)
{
    assert_true(pin_check_begin(pin, slice_of(digits), now_ms));
    return verdict_of(pin, now_ms);
}

static struct pin *make(uint64_t now_ms)
{
    struct pin *pin = pin_create(".", now_ms, ear_hear, &ear);
    assert_non_null(pin);
    return pin;
}

static void what_anybody_would_try_is_refused(void **unused)
{
    (void)unused;
    static const struct {
        const char *digits;
        enum pin_fault fault;
    } rows[] = {
        {"", PIN_SHORT},
        {"123", PIN_SHORT},
        {"2580", PIN_GOOD},
        {"1234", PIN_SIMPLE},
        {"0000", PIN_SIMPLE},
        {"1111", PIN_SIMPLE},
        {"9876", PIN_SIMPLE},
        {"7890", PIN_SIMPLE},
        {"3210", PIN_SIMPLE},
        {"1212", PIN_SIMPLE},
        {"121212", PIN_SIMPLE},
        {"1221", PIN_GOOD},
        {"1357", PIN_GOOD},
        {"112233", PIN_GOOD},
        {"123456789012", PIN_SIMPLE},
        {"736401825907", PIN_GOOD},
        {"7364018259073", PIN_LONG},
        {"12a4", PIN_NOT_DIGITS},
        {"12 4", PIN_NOT_DIGITS},
        {"٤٢٥٨", PIN_NOT_DIGITS},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (pin_judge(slice_of(rows[i].digits)) != rows[i].fault)
            fail_msg("%s", rows[i].digits);
}

static void the_right_one_is_let_in(void **state)
{
    (void)state;
    struct stat st;
    struct pin *pin = make(0);
    assert_false(pin_is_set("."));
    assert_false(pin_check_begin(pin, SLICE("2580"), 0)); // no PIN, no operator mode
    assert_false(pin_set_begin(pin, SLICE("1234")));
    assert_true(pin_set_begin(pin, SLICE("2580")));
    assert_false(pin_check_begin(pin, SLICE("2580"), 0)); // one thing at a time
    assert_int_equal(verdict_of(pin, 0), PIN_SAVED);
    assert_true(pin_is_set("."));
    assert_int_equal(stat("pin", &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(system("grep -q 2580 pin pin.failures"), 256);
    assert_int_equal(try(pin, "2581", 0), PIN_WRONG);
    assert_int_equal(try(pin, "25800", 0), PIN_WRONG);
    assert_int_equal(try(pin, "2580", 0), PIN_RIGHT);
    assert_int_equal(system("grep -qx 'failures 00000000' pin.failures"), 0);
    assert_int_equal(try(pin, "1234", 0), PIN_WRONG);
    pin_destroy(pin);
    assert_true(pin_remove("."));
    assert_true(pin_remove("."));
    assert_false(pin_is_set("."));
}

static void whoever_errs_waits(void **state)
{
    (void)state;
    assert_true(pin_set(".", SLICE("2580")));
    put_text("pin.failures", "failures 00000002\n");
    struct pin *pin = make(1000);
    assert_int_equal(pin_wait_ms(pin, 1000), 0);
    assert_int_equal(try(pin, "2581", 5000), PIN_WRONG);
    assert_int_equal(pin_wait_ms(pin, 5000), 30000);
    assert_false(pin_check_begin(pin, SLICE("2580"), 34999));
    assert_int_equal(try(pin, "2581", 35000), PIN_WRONG);
    assert_int_equal(pin_wait_ms(pin, 35000), 60000);
    pin_destroy(pin);
    // A start doesn't shorten it, whatever the clock says meanwhile.
    pin = make(7);
    assert_int_equal(pin_wait_ms(pin, 7), 60000);
    put_text("pin.failures", "failures 00000009\n");
    assert_int_equal(pin_wait_ms(pin, 7), 1920000);
    put_text("pin.failures", "failures 00000010\n");
    assert_int_equal(pin_wait_ms(pin, 7), 3600000);
    put_text("pin.failures", "failures 99999999\n");
    assert_int_equal(pin_wait_ms(pin, 7), 3600000);
    assert_int_equal(try(pin, "2580", 3600007), PIN_RIGHT); // the right one is let in all the same
    assert_int_equal(pin_wait_ms(pin, 3600007), 0);
    pin_destroy(pin);
    // A new PIN forgives.
    put_text("pin.failures", "failures 00000010\n");
    pin = make(0);
    assert_true(pin_set(".", SLICE("9051")));
    assert_int_equal(try(pin, "9051", 0), PIN_RIGHT);
    pin_destroy(pin);
}

// A try is counted before it is judged: a plug pulled in between has cost one.
static void a_try_is_counted_first(void **state)
{
    (void)state;
    assert_true(pin_set(".", SLICE("2580")));
    struct pin *pin = make(0);
    // Nobody can be counted: nobody may try.
    assert_int_equal(unlink("pin.failures") + mkdir("pin.failures", 0700), 0);
    assert_int_equal(pin_wait_ms(pin, 0), 30000);
    assert_int_equal(try(pin, "2580", 40000), PIN_BROKEN);
    assert_int_equal(rmdir("pin.failures"), 0);
    assert_int_equal(try(pin, "2580", 40000), PIN_RIGHT);
    // The count needs no room on a full disk, once it is there.
    const struct rlimit none = {18, RLIM_INFINITY}, all = {RLIM_INFINITY, RLIM_INFINITY};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
    assert_int_equal(try(pin, "2581", 40000), PIN_WRONG);
    assert_false(pin_set(".", SLICE("9051")));
    assert_int_equal(errno, EFBIG);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &all), 0);
    assert_int_equal(system("grep -qx 'failures 00000001' pin.failures"), 0);
    assert_int_equal(try(pin, "2580", 40000), PIN_RIGHT); // the old one stands
    pin_destroy(pin);
}

static void damage_is_told_from_a_wrong_pin(void **state)
{
    (void)state;
    static const char *const counts[] = {"", "failures", "failures 0000000x\n", "failures 000000010\n", "\n"};
    struct stat st;
    assert_true(pin_set(".", SLICE("2580")));
    assert_int_equal(system("cp pin whole"), 0);
    struct pin *pin = make(0);
    assert_int_equal(stat("whole", &st), 0);
    for (off_t n = 0; n < st.st_size; n += n < 14 ? 7 : 1) {
        assert_int_equal(system("cp whole pin") + truncate("pin", n), 0);
        assert_int_equal(try(pin, "2580", 0), PIN_BROKEN);
        assert_int_equal(pin_wait_ms(pin, 0), 0); // and costs no try
    }
    assert_int_equal(system("cp whole pin"), 0);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        put_text("pin.failures", counts[i]);
        assert_int_equal(pin_wait_ms(pin, 0), 30000);
    }
    assert_int_equal(try(pin, "2580", 30000), PIN_RIGHT);
    pin_destroy(pin);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_anybody_would_try_is_refused),
        cmocka_unit_test_setup_teardown(the_right_one_is_let_in, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(whoever_errs_waits, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(a_try_is_counted_first, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(damage_is_told_from_a_wrong_pin, enter_folder, leave_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "system/ending.h"

static int news[2]; // a pipe from whoever is told

static void told(void *context)
{
    (void)context;
    if (write(news[1], "t", 1) != 1)
        _exit(9);
}

// A child that is sent a signal: `heeds` it, or goes on. Returns its wait status.
static int end_by(int signal_number, bool heeds)
{
    char byte;
    int status;
    if (pipe(news) != 0)
        return -1;
    pid_t child = fork();
    if (child == 0) {
        if (!ending_watch(told, NULL, heeds ? 60000 : 1))
            _exit(8);
        kill(getpid(), signal_number);
        while (read(news[0], &byte, 1) < 0 && errno == EINTR)
            ;
        if (heeds)
            _exit(0);
        for (;;)
            pause();
    }
    close(news[0]);
    close(news[1]);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

static void whoever_heeds_ends_in_order(void **state)
{
    (void)state;
    static const int signals[] = {SIGTERM, SIGINT, SIGHUP};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        int status = end_by(signals[i], true);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 0);
    }
}

static void whoever_does_not_is_ended(void **state)
{
    (void)state;
    int status = end_by(SIGTERM, false);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGTERM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whoever_heeds_ends_in_order),
        cmocka_unit_test(whoever_does_not_is_ended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

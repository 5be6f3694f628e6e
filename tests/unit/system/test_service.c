// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

#include "system/service.h"

static char folder[] = "/tmp/chasqui-service-XXXXXX";
static int manager; // what systemd listens on

static int set_up(void **state)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(address.sun_path, sizeof address.sun_path, "%s/notify", folder);
    manager = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    setenv("NOTIFY_SOCKET", address.sun_path, 1);
    return manager < 0 ? -1 : bind(manager, (const struct sockaddr *)&address, sizeof address);
}

static int tear_down(void **state)
{
    (void)state;
    unlink(getenv("NOTIFY_SOCKET"));
    unsetenv("NOTIFY_SOCKET");
    close(manager);
    return rmdir(folder);
}

// What was said since it was last asked; "" for nothing.
static const char *heard(void)
{
    static char text[100];
    ssize_t n = recv(manager, text, sizeof text - 1, 0);
    text[n > 0 ? n : 0] = '\0';
    return text;
}

static void a_sign_of_life_is_given_when_it_is_due(void **state)
{
    struct service service;
    (void)state;
    setenv("WATCHDOG_USEC", "9000000", 1);
    service_open(&service, 1000);
    assert_string_equal(heard(), "");
    service_ready();
    assert_string_equal(heard(), "READY=1");
    service_live(&service, 1000);
    assert_string_equal(heard(), "WATCHDOG=1");
    // Well before nine seconds are over, and not each time around.
    uint64_t due = service_due_ns(&service);
    assert_true(due <= UINT64_C(4500000000));
    service_live(&service, due - 1);
    assert_string_equal(heard(), "");
    service_live(&service, due);
    assert_string_equal(heard(), "WATCHDOG=1");
    assert_true(service_due_ns(&service) > due);
    service_ending();
    assert_string_equal(heard(), "STOPPING=1");
    unsetenv("WATCHDOG_USEC");
}

static void without_a_watchdog_the_loop_may_sleep(void **state)
{
    struct service service;
    (void)state;
    service_open(&service, 1000);
    assert_true(service_due_ns(&service) == UINT64_MAX);
    service_live(&service, UINT64_MAX - 1);
    assert_string_equal(heard(), "");
    assert_true(service_is_one());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sign_of_life_is_given_when_it_is_due),
        cmocka_unit_test(without_a_watchdog_the_loop_may_sleep),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

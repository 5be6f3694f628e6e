// SPDX-License-Identifier: MIT
// What a machine has, on one that is made of files.
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "system/machine.h"
#include "unit/programs/shell.h"

static char root[64];

static int set_up(void **state)
{
    (void)state;
    snprintf(root, sizeof root, "/tmp/chasqui-machine-XXXXXX");
    return mkdtemp(root) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    run("rm -rf '%s'", root);
    return 0;
}

static void connect(const char *connector, const char *status)
{
    run("mkdir -p '%s/sys/class/drm/%s' && echo %s >'%s/sys/class/drm/%s/status'", root, connector, status,
        root, connector);
}

static void a_screen_is_one_that_is_plugged_in(void **state)
{
    (void)state;
    assert_int_equal(machine_screen(root), MACHINE_NO_SCREEN);
    run("mkdir -p '%s/sys/class/drm/card0' '%s/sys/class/drm/renderD128'", root, root);
    assert_int_equal(machine_screen(root), MACHINE_NO_SCREEN); // a card, and nothing to plug a screen into
    connect("card0-VGA-1", "disconnected");
    assert_int_equal(machine_screen(root), MACHINE_SCREEN_UNPLUGGED);
    connect("card0-HDMI-A-1", "connected");
    assert_int_equal(machine_screen(root), MACHINE_SCREEN);
}

static void something_to_touch_may_be_read(void **state)
{
    (void)state;
    assert_int_equal(machine_input(root), MACHINE_NO_INPUT);
    run("mkdir -p '%s/dev/input' && touch '%s/dev/input/mice'", root, root);
    assert_int_equal(machine_input(root), MACHINE_NO_INPUT);
    run("touch '%s/dev/input/event3'", root);
    assert_int_equal(machine_input(root), MACHINE_INPUT);
}

static void a_sound_card_is_more_than_a_clock(void **state)
{
    (void)state;
    assert_false(machine_has_sound(root));
    run("mkdir -p '%s/sys/class/sound/timer' '%s/sys/class/sound/seq'", root, root);
    assert_false(machine_has_sound(root));
    run("mkdir -p '%s/sys/class/sound/card0'", root);
    assert_true(machine_has_sound(root));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_screen_is_one_that_is_plugged_in),
        TEST(something_to_touch_may_be_read),
        TEST(a_sound_card_is_more_than_a_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

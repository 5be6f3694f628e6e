// SPDX-License-Identifier: MIT
// The guard on a machine made of files.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/slice.h"
#include "system/guard.h"
#include "unit/system/folder.h"

#define DEVICES "sys/bus/usb/devices"
#define DEVICE "\x12\x01\x00\x02\x00\x00\x00\x40\x34\x12\x78\x56\x00\x01\x01\x02\x03\x01"
#define STICK "\x09\x04\x00\x00\x01\x08\x06\x50\x00"
#define KEYBOARD "\x09\x04\x01\x00\x01\x03\x01\x01\x00"
#define CAMERA "\x09\x04\x00\x00\x01\x0e\x01\x00\x00"

static void put(const char *path, struct slice text)
{
    char folder[200];
    for (size_t i = 1; path[i] && i < sizeof folder; i++) {
        memcpy(folder, path, i);
        folder[i] = '\0';
        if (path[i] == '/')
            mkdir(folder, 0755);
    }
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text.p, 1, text.n, file), text.n);
    assert_int_equal(fclose(file), 0);
}

static void expect(const char *path, const char *text)
{
    char is[200] = "";
    FILE *file = fopen(path, "r");
    if (file) {
        is[fread(is, 1, sizeof is - 1, file)] = '\0';
        fclose(file);
    }
    if (strcmp(is, text) != 0)
        fail_msg("%s: \"%s\" instead of \"%s\"", path, is, text);
}

// As the kernel makes it: an interface is authorized as the bus's default says. In sysfs the device is a link; here two folders.
static void plug(const char *name, struct slice descriptors, const char *authorized)
{
    char path[200];
    snprintf(path, sizeof path, DEVICES "/%s/descriptors", name);
    put(path, descriptors);
    snprintf(path, sizeof path, "sys/devices/usb1/%s/descriptors", name);
    put(path, descriptors);
    snprintf(path, sizeof path, DEVICES "/%s:1.0/authorized", name);
    put(path, slice_of(authorized));
}

static void make_machine(void)
{
    put("proc/sys/kernel/sysrq", SLICE("438\n"));
    put("run/x", SLICE(""));
    put(DEVICES "/usb1/interface_authorized_default", SLICE("1"));
    put(DEVICES "/1-0:1.0/authorized", SLICE("1"));
    put("sys/bus/usb/drivers_probe", SLICE(""));
    plug("1-1", SLICE(DEVICE CAMERA), "1");
    plug("1-2", SLICE(DEVICE STICK KEYBOARD), "1");
    put("sys/class/backlight/panel/max_brightness", SLICE("937\n"));
    put("sys/class/backlight/panel/brightness", SLICE("937\n"));
}

static void what_is_plugged_in_is_let_in_or_not(void **unused)
{
    (void)unused;
    struct setup setup = setup_defaults();
    make_machine();
    setup.keyboard = SETUP_KEYBOARD_OFF;
    assert_true(guard_start(".", &setup));
    expect(DEVICES "/usb1/interface_authorized_default", "0");
    expect(DEVICES "/1-0:1.0/authorized", "1");
    expect(DEVICES "/1-1:1.0/authorized", "1"); // it was there
    expect(DEVICES "/1-2:1.0/authorized", "0"); // a stick that is a keyboard was there too
    assert_int_equal(access("run/chasqui/guard/no-keyboard", F_OK), 0);

    plug("1-3", SLICE(DEVICE STICK), "0");
    assert_true(guard_interface(".", "/devices/usb1/1-3/1-3:1.0"));
    expect(DEVICES "/1-3:1.0/authorized", "1");
    expect("sys/bus/usb/drivers_probe", "1-3:1.0");
    plug("1-4", SLICE(DEVICE KEYBOARD), "0");
    assert_true(guard_interface(".", "/devices/usb1/1-4/1-4:1.0"));
    expect(DEVICES "/1-4:1.0/authorized", "0");
    plug("1-5", SLICE(DEVICE STICK KEYBOARD), "0");
    assert_true(guard_interface(".", "/devices/usb1/1-5/1-5:1.0"));
    expect(DEVICES "/1-5:1.0/authorized", "0");
    plug("1-6", SLICE(DEVICE CAMERA), "0"); // the one that was there, in another socket
    assert_true(guard_interface(".", "/devices/usb1/1-6/1-6:1.0"));
    expect(DEVICES "/1-6:1.0/authorized", "1");

    assert_true(guard_stop("."));
    expect(DEVICES "/usb1/interface_authorized_default", "1");
    expect(DEVICES "/1-4:1.0/authorized", "1");
    expect(DEVICES "/1-2:1.0/authorized", "1");
    assert_int_not_equal(access("run/chasqui/guard", F_OK), 0);
    // Without a guard nothing is anybody's business.
    plug("1-4", SLICE(DEVICE KEYBOARD), "0");
    assert_true(guard_interface(".", "/devices/usb1/1-4/1-4:1.0"));
    expect(DEVICES "/1-4:1.0/authorized", "0");
}

static void a_keyboard_may_come_where_one_may_be_used(void **unused)
{
    (void)unused;
    const struct setup setup = setup_defaults();
    make_machine();
    assert_true(guard_start(".", &setup));
    plug("1-7", SLICE(DEVICE KEYBOARD), "0");
    assert_true(guard_interface(".", "/devices/usb1/1-7/1-7:1.0"));
    expect(DEVICES "/1-7:1.0/authorized", "1");
    plug("1-8", SLICE(DEVICE KEYBOARD STICK), "0");
    assert_true(guard_interface(".", "/devices/usb1/1-8/1-8:1.0"));
    expect(DEVICES "/1-8:1.0/authorized", "0");
    assert_true(guard_stop("."));
}

static void with_usb_any_the_bus_stays_as_it_is(void **unused)
{
    (void)unused;
    struct setup setup = setup_defaults();
    make_machine();
    setup.machine.usb = SETUP_USB_ANY;
    assert_true(guard_start(".", &setup));
    expect(DEVICES "/usb1/interface_authorized_default", "1");
    expect(DEVICES "/1-2:1.0/authorized", "1");
    plug("1-9", SLICE(DEVICE CAMERA KEYBOARD), "1");
    assert_true(guard_interface(".", "/devices/usb1/1-9/1-9:1.0"));
    expect(DEVICES "/1-9:1.0/authorized", "1");
    assert_true(guard_stop("."));
}

static void keys_light_and_touch_are_set_and_given_back(void **unused)
{
    (void)unused;
    struct setup setup = setup_defaults();
    make_machine();
    setup.machine.brightness = 50;
    setup.machine.rotation = 180;
    assert_true(guard_start(".", &setup));
    expect("proc/sys/kernel/sysrq", "0");
    expect("sys/class/backlight/panel/brightness", "469");
    expect("run/chasqui/guard/touch", "LIBINPUT_CALIBRATION_MATRIX=\"-1.000000 0.000000 1.000000 0.000000 "
                                      "-1.000000 1.000000\"\n");
    // Started again without a stop, as after a crash, it still knows what there was.
    setup.machine.rotation = 0;
    assert_true(guard_start(".", &setup));
    assert_int_not_equal(access("run/chasqui/guard/touch", F_OK), 0);
    assert_true(guard_stop("."));
    expect("proc/sys/kernel/sysrq", "438");
    // kmsdrm doesn't turn the picture, so touch isn't turned.
    setup.machine.rotation = 180;
    setup.machine.session = SETUP_SESSION_KMSDRM;
    assert_true(guard_start(".", &setup));
    assert_int_not_equal(access("run/chasqui/guard/touch", F_OK), 0);
    assert_true(guard_stop("."));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_plugged_in_is_let_in_or_not, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(a_keyboard_may_come_where_one_may_be_used, enter_folder,
                                        leave_folder),
        cmocka_unit_test_setup_teardown(with_usb_any_the_bus_stays_as_it_is, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(keys_light_and_touch_are_set_and_given_back, enter_folder,
                                        leave_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

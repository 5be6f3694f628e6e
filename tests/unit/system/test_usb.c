// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "system/touch.h"
#include "system/usb.h"

#define DEVICE "\x12\x01\x00\x02\x00\x00\x00\x40\x34\x12\x78\x56\x00\x01\x01\x02\x03\x01"
#define CONFIG "\x09\x02\x20\x00\x01\x01\x00\x80\x32"
#define INTERFACE(class, sub, protocol) "\x09\x04\x00\x00\x01" class sub protocol "\x00"
#define ENDPOINT "\x07\x05\x81\x02\x00\x02\x00"
#define STICK INTERFACE("\x08", "\x06", "\x50") ENDPOINT
#define KEYBOARD INTERFACE("\x03", "\x01", "\x01") "\x09\x21\x11\x01\x00\x01\x22\x41\x00" ENDPOINT
#define GLASS INTERFACE("\x03", "\x00", "\x00") "\x09\x21\x11\x01\x00\x01\x22\x41\x00" ENDPOINT
#define HUB INTERFACE("\x09", "\x00", "\x00") ENDPOINT
#define NETWORK INTERFACE("\x02", "\x06", "\x00") ENDPOINT

static void a_device_is_judged_by_all_that_it_can_be(void **unused)
{
    (void)unused;
    static const struct {
        const char *what;
        struct slice descriptors;
        enum usb_verdict verdict;
    } rows[] = {
        {"a stick", SLICE(DEVICE CONFIG STICK), USB_IN},
        {"a stick of two drives", SLICE(DEVICE CONFIG STICK STICK), USB_IN},
        {"a hub", SLICE(DEVICE CONFIG HUB), USB_IN},
        {"a keyboard", SLICE(DEVICE CONFIG KEYBOARD), USB_INPUT},
        {"a keyboard with keys for sound", SLICE(DEVICE CONFIG KEYBOARD GLASS), USB_INPUT},
        {"a touchscreen", SLICE(DEVICE CONFIG GLASS), USB_TOUCH},
        {"a network card", SLICE(DEVICE CONFIG NETWORK), USB_OTHER},
        {"a keyboard with a network card", SLICE(DEVICE CONFIG KEYBOARD NETWORK), USB_OTHER},
        {"nothing yet", SLICE(DEVICE), USB_OTHER},
        {"a stick that is a keyboard", SLICE(DEVICE CONFIG STICK KEYBOARD), USB_DISGUISE},
        {"a keyboard that is a stick", SLICE(DEVICE CONFIG KEYBOARD STICK), USB_DISGUISE},
        {"a stick, and a keyboard in its second configuration", SLICE(DEVICE CONFIG STICK CONFIG KEYBOARD),
         USB_DISGUISE},
        {"a stick that is a hub", SLICE(DEVICE CONFIG STICK HUB), USB_DISGUISE},
        {"no bytes", SLICE(""), USB_DISGUISE},
        {"half a device", SLICE("\x12\x01\x00\x02"), USB_DISGUISE},
        {"a length of none", SLICE(DEVICE CONFIG "\x00\x04"), USB_DISGUISE},
        {"a length of one", SLICE(DEVICE CONFIG STICK "\x01"), USB_DISGUISE},
        {"an interface that is cut", SLICE(DEVICE CONFIG STICK "\x09\x04\x00\x00\x01"), USB_DISGUISE},
        {"an interface that is too short", SLICE(DEVICE CONFIG STICK "\x05\x04\x00\x00\x01"), USB_DISGUISE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (usb_judge(rows[i].descriptors) != rows[i].verdict)
            fail_msg("%s: %d", rows[i].what, (int)usb_judge(rows[i].descriptors));
}

static void whoever_was_there_comes_back_but_no_disguise(void **unused)
{
    (void)unused;
    //                                       new                    was there
    static const bool in[][2][2] = {[USB_IN] = {{true, true}, {true, true}},
                                    [USB_TOUCH] = {{true, true}, {true, true}},
                                    [USB_INPUT] = {{false, true}, {true, true}},
                                    [USB_OTHER] = {{false, false}, {true, true}},
                                    [USB_DISGUISE] = {{false, false}, {false, false}}};
    for (int verdict = USB_IN; verdict <= USB_DISGUISE; verdict++)
        for (int there = 0; there < 2; there++)
            for (int keyboards = 0; keyboards < 2; keyboards++)
                assert_int_equal(usb_is_let_in((enum usb_verdict)verdict, there, keyboards),
                                 in[verdict][there][keyboards]);
}

// Where a corner of the glass counts on the picture.
static void a_touch_is_turned_with_the_picture(void **unused)
{
    (void)unused;
    static const struct {
        uint16_t rotation;
        const char *matrix;
    } rows[] = {
        // The top left corner of the glass (0, 0) is the picture's lower left when it is turned to the right.
        {90, "0.000000 1.000000 0.000000 -1.000000 0.000000 1.000000"},
        {180, "-1.000000 0.000000 1.000000 0.000000 -1.000000 1.000000"},
        {270, "0.000000 -1.000000 1.000000 1.000000 0.000000 0.000000"},
    };
    char matrix[TOUCH_MATRIX_TEXT];
    struct setup_machine machine = setup_defaults().machine;
    assert_false(touch_matrix(&machine, matrix));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        machine.rotation = rows[i].rotation;
        assert_true(touch_matrix(&machine, matrix));
        assert_string_equal(matrix, rows[i].matrix);
    }
    // The glass is set right first: here it is 2 % too wide and begins 1 % too far left.
    const int32_t wide[SETUP_MATRIX] = {1020000, 0, -10000, 0, SETUP_UNIT, 0};
    memcpy(machine.calibration, wide, sizeof wide);
    machine.rotation = 90;
    assert_true(touch_matrix(&machine, matrix));
    assert_string_equal(matrix, "0.000000 1.000000 0.000000 -1.020000 0.000000 1.010000");
    machine.rotation = 0;
    assert_true(touch_matrix(&machine, matrix));
    assert_string_equal(matrix, "1.020000 0.000000 -0.010000 0.000000 1.000000 0.000000");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_device_is_judged_by_all_that_it_can_be),
        cmocka_unit_test(whoever_was_there_comes_back_but_no_disguise),
        cmocka_unit_test(a_touch_is_turned_with_the_picture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// What something on the USB says that it is, out of its descriptors (USB 2.0, chapter 9; the `descriptors` of Linux's sysfs), and
// whether a kiosk lets it in. Whoever plugs it in wrote them.
#ifndef CHASQUI_SYSTEM_USB_H
#define CHASQUI_SYSTEM_USB_H

#include <stdbool.h>

#include "base/slice.h"

enum usb_verdict {
    USB_IN,      // storage or hubs alone
    USB_INPUT,   // for input alone: in where a keyboard may be used
    USB_TOUCH,   // the same, of which no part says that it is a keyboard
    USB_OTHER,   // in only if it was there when the kiosk started
    USB_DISGUISE // storage that is also something else, or descriptors that make no sense: never
};

// Every interface of every configuration counts, since the device chooses when it shows which.
enum usb_verdict usb_judge(struct slice descriptors);

// `was_there`: a device with the same descriptors was, when the kiosk started.
bool usb_is_let_in(enum usb_verdict verdict, bool was_there, bool keyboards);

#endif

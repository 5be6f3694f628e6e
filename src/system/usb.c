// SPDX-License-Identifier: MIT
#include "system/usb.h"

// The bytes of descriptors, as chapter 9 numbers them.
enum { LENGTH = 0, TYPE = 1, CLASS = 5, PROTOCOL = 7 };
enum { TYPE_DEVICE = 1, TYPE_INTERFACE = 4 };
enum { CLASS_HID = 0x03, CLASS_STORAGE = 0x08, CLASS_HUB = 0x09 };
enum { DEVICE_SIZE = 18, INTERFACE_SIZE = 9, HID_KEYBOARD = 1 };

enum usb_verdict usb_judge(struct slice descriptors)
{
    const unsigned char *p = (const unsigned char *)descriptors.p;
    size_t interfaces = 0, storage = 0, hubs = 0, input = 0, keyboards = 0;
    if (descriptors.n < DEVICE_SIZE || p[LENGTH] != DEVICE_SIZE || p[TYPE] != TYPE_DEVICE)
        return USB_DISGUISE;
    for (size_t at = 0; at < descriptors.n; at += p[at + LENGTH]) {
        size_t left = descriptors.n - at;
        if (left < 2 || p[at + LENGTH] < 2 || p[at + LENGTH] > left)
            return USB_DISGUISE;
        if (p[at + TYPE] != TYPE_INTERFACE)
            continue;
        if (p[at + LENGTH] < INTERFACE_SIZE)
            return USB_DISGUISE;
        interfaces++;
        storage += p[at + CLASS] == CLASS_STORAGE;
        hubs += p[at + CLASS] == CLASS_HUB;
        input += p[at + CLASS] == CLASS_HID;
        keyboards += p[at + CLASS] == CLASS_HID && p[at + PROTOCOL] == HID_KEYBOARD;
    }
    if (interfaces == 0)
        return USB_OTHER;
    if (storage == interfaces || hubs == interfaces)
        return USB_IN;
    if (storage > 0)
        return USB_DISGUISE;
    if (input == interfaces)
        return keyboards > 0 ? USB_INPUT : USB_TOUCH;
    return USB_OTHER;
}

bool usb_is_let_in(enum usb_verdict verdict, bool was_there, bool keyboards)
{
    switch (verdict) {
    case USB_IN:
    case USB_TOUCH: // a touchscreen whose cable came loose must come back
        return true;
    case USB_INPUT:
        return keyboards || was_there;
    case USB_OTHER:
        return was_there;
    default:
        return false;
    }
}

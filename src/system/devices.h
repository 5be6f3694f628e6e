// SPDX-License-Identifier: MIT
// The storage that is plugged in by USB, behind a seam: udev tells of it, or a test.
#ifndef CHASQUI_SYSTEM_DEVICES_H
#define CHASQUI_SYSTEM_DEVICES_H

#include "base/slice.h"

// A partition, or a whole stick without any, that holds a file system.
struct device {
    uint32_t major, minor;
    uint64_t plugged; // another number each time that it is plugged in
    char label[64];   // what may be shown of it; else its maker's name, or the kernel's
    char format[16];  // vfat, exfat, ntfs...
};

struct devices_source {
    void *(*open)(void);     // NULL: there is nobody to ask
    int (*fd)(void *source); // readable when something changed
    void (*drain)(void *source);
    size_t (*list)(void *source, struct device *out, size_t max);
    void (*close)(void *source);
};

extern const struct devices_source devices_udev;

enum devices_touch { DEVICES_TOUCH, DEVICES_NO_TOUCH, DEVICES_TOUCH_UNKNOWN };
// Whether a touchscreen is plugged in, as udev sees it; unknown where udev tells nothing of what there is to touch or press.
enum devices_touch devices_touch(void);

#endif

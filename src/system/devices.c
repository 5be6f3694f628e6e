// SPDX-License-Identifier: MIT
#include "system/devices.h"

#include <libudev.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>

struct udev_source {
    struct udev *udev;
    struct udev_monitor *monitor;
};

static void close_source(void *context)
{
    struct udev_source *source = context;
    udev_monitor_unref(source->monitor);
    udev_unref(source->udev);
    free(source);
}

static void *open_source(void)
{
    struct udev_source *source = calloc(1, sizeof *source);
    if (!source)
        return NULL;
    source->udev = udev_new();
    source->monitor = source->udev ? udev_monitor_new_from_netlink(source->udev, "udev") : NULL;
    if (source->monitor &&
        udev_monitor_filter_add_match_subsystem_devtype(source->monitor, "block", NULL) >= 0 &&
        udev_monitor_enable_receiving(source->monitor) >= 0)
        return source;
    close_source(source);
    return NULL;
}

static int source_fd(void *context)
{
    const struct udev_source *source = context;
    return udev_monitor_get_fd(source->monitor);
}

// What changed is asked for anew: of the news itself only that there is some matters.
static void drain(void *context)
{
    struct udev_source *source = context;
    struct udev_device *device;
    while ((device = udev_monitor_receive_device(source->monitor)) != NULL)
        udev_device_unref(device);
}

static struct slice property(struct udev_device *device, const char *name)
{
    return slice_of(udev_device_get_property_value(device, name));
}

// The partition that a machine starts from is never content.
static bool is_for_starting(struct udev_device *device)
{
    struct slice type = property(device, "ID_PART_ENTRY_TYPE");
    return slice_is(type, "c12a7328-f81f-11d2-ba4b-00a0c93ec93b") || slice_is(type, "0xef");
}

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// udev writes what isn't a plain letter as \x20.
static struct slice unescape(struct slice s, char *out, size_t size)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n && n < size; i++) {
        char c = s.p[i];
        if (c == '\\' && i + 3 < s.n && s.p[i + 1] == 'x' && hex(s.p[i + 2]) >= 0 && hex(s.p[i + 3]) >= 0) {
            c = (char)(hex(s.p[i + 2]) << 4 | hex(s.p[i + 3]));
            i += 3;
        }
        out[n++] = c;
    }
    return slice_trim((struct slice){out, n});
}

static void read_device(struct udev_device *device, struct device *out)
{
    char bytes[128];
    static const char *const names[] = {"ID_FS_LABEL_ENC", "ID_MODEL_ENC"};
    dev_t number = udev_device_get_devnum(device);
    *out = (struct device){.major = major(number), .minor = minor(number)};
    if (!slice_to_uint(property(device, "USEC_INITIALIZED"), UINT64_MAX, &out->plugged))
        out->plugged = 0;
    utf8_clean(property(device, "ID_FS_TYPE"), out->format, sizeof out->format);
    struct slice label = SLICE_NONE;
    for (size_t i = 0; i < sizeof names / sizeof *names && label.n == 0; i++)
        label = unescape(property(device, names[i]), bytes, sizeof bytes);
    if (label.n == 0)
        label = slice_of(udev_device_get_sysname(device));
    utf8_clean(label, out->label, sizeof out->label);
}

static size_t list(void *context, struct device *out, size_t max)
{
    struct udev_source *source = context;
    struct udev_list_entry *entry;
    size_t n = 0;
    struct udev_enumerate *all = udev_enumerate_new(source->udev);
    if (!all)
        return 0;
    udev_enumerate_add_match_subsystem(all, "block");
    udev_enumerate_add_match_property(all, "ID_FS_USAGE", "filesystem");
    udev_enumerate_scan_devices(all);
    udev_list_entry_foreach(entry, udev_enumerate_get_list_entry(all))
    {
        struct udev_device *device =
            udev_device_new_from_syspath(source->udev, udev_list_entry_get_name(entry));
        if (!device)
            continue; // it was pulled meanwhile
        if (n < max && slice_is(property(device, "ID_BUS"), "usb") && !is_for_starting(device))
            read_device(device, &out[n++]);
        udev_device_unref(device);
    }
    udev_enumerate_unref(all);
    return n;
}

const struct devices_source devices_udev = {open_source, source_fd, drain, list, close_source};

static size_t count_inputs(struct udev *udev, const char *with)
{
    struct udev_list_entry *entry;
    size_t n = 0;
    struct udev_enumerate *all = udev_enumerate_new(udev);
    if (!all)
        return 0;
    udev_enumerate_add_match_subsystem(all, "input");
    udev_enumerate_add_match_property(all, with, "1");
    udev_enumerate_scan_devices(all);
    udev_list_entry_foreach(entry, udev_enumerate_get_list_entry(all)) n++;
    udev_enumerate_unref(all);
    return n;
}

enum devices_touch devices_touch(void)
{
    struct udev *udev = udev_new();
    enum devices_touch touch = DEVICES_TOUCH_UNKNOWN;
    if (!udev)
        return touch;
    if (count_inputs(udev, "ID_INPUT_TOUCHSCREEN") > 0)
        touch = DEVICES_TOUCH;
    else if (count_inputs(udev, "ID_INPUT") > 0)
        touch = DEVICES_NO_TOUCH;
    udev_unref(udev);
    return touch;
}

// SPDX-License-Identifier: MIT
#include "system/guard.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "system/files.h"
#include "system/touch.h"
#include "system/usb.h"

#define SYSRQ "/proc/sys/kernel/sysrq"
#define USB_DEVICES "/sys/bus/usb/devices"
#define USB_PROBE "/sys/bus/usb/drivers_probe"
#define BACKLIGHTS "/sys/class/backlight"
#define KNOWN GUARD_FOLDER "/known"

// ---- Small files ----

__attribute__((format(printf, 2, 3))) static bool path_of(char out[PATH_MAX], const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(out, PATH_MAX, format, args);
    va_end(args);
    return n > 0 && n < PATH_MAX;
}

static bool fail(const char *path)
{
    fprintf(stderr, "chasqui-guard: %s: %s\n", path, strerror(errno));
    return false;
}

static bool write_small(const char *path, struct slice text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
    bool good = fd >= 0 && write(fd, text.p, text.n) == (ssize_t)text.n;
    int error = errno;
    if (fd >= 0)
        close(fd);
    errno = error;
    return good;
}

// What sysfs and procfs tell is shorter than they say that it is, or longer.
static bool read_small(const char *path, char out[32])
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd >= 0 ? read(fd, out, 31) : -1;
    if (fd >= 0)
        close(fd);
    out[n > 0 ? n : 0] = '\0';
    out[strcspn(out, "\n")] = '\0';
    return n > 0;
}

static bool is_there(const char *root, const char *name)
{
    char path[PATH_MAX];
    return path_of(path, "%s" GUARD_FOLDER "/%s", root, name) && access(path, F_OK) == 0;
}

static bool note(const char *root, const char *name, const char *text)
{
    char path[PATH_MAX];
    return path_of(path, "%s" GUARD_FOLDER "/%s", root, name) &&
           (write_small(path, slice_of(text)) || fail(path));
}

typedef bool each_name(const char *root, const char *name, unsigned value);

// Calls `each` with every name of a folder that isn't hidden. No folder: nothing to do.
static bool for_each(const char *root, const char *below, each_name *each, unsigned value)
{
    char folder[PATH_MAX];
    if (!path_of(folder, "%s%s", root, below))
        return false;
    bool good = true;
    DIR *dir = opendir(folder);
    if (!dir)
        return errno == ENOENT || fail(folder);
    for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir))
        if (entry->d_name[0] != '.')
            good = each(root, entry->d_name, value) && good;
    closedir(dir);
    return good;
}

// ---- USB ----

static bool is_root_hub(const char *name)
{
    return strncmp(name, "usb", 3) == 0;
}

static bool is_interface(const char *name)
{
    return strchr(name, ':') != NULL;
}

static bool read_descriptors(const char *path, struct arena *arena, struct slice *out)
{
    struct tree_entry file;
    bool good = files_read(path, LIMIT_USB_DESCRIPTORS, arena, &file);
    *out = good ? file.bytes : SLICE_NONE;
    return good;
}

// A driver looks at an interface only when it is told to.
static void probe(const char *root, const char *interface)
{
    char path[PATH_MAX];
    if (path_of(path, "%s" USB_PROBE, root))
        write_small(path, slice_of(interface)); // an interface that no driver is for is none of our business
}

static bool authorize(const char *root, const char *interface, bool in)
{
    char path[PATH_MAX], is[32];
    if (!path_of(path, "%s" USB_DEVICES "/%s/authorized", root, interface))
        return false;
    if (read_small(path, is) && is[0] == (in ? '1' : '0'))
        return true;
    if (!write_small(path, in ? SLICE("1") : SLICE("0")))
        return fail(path);
    if (in)
        probe(root, interface);
    return true;
}

static bool keep_out_disguised(const char *root, const char *name, unsigned in)
{
    struct arena arena;
    struct slice descriptors;
    char path[PATH_MAX];
    const char *colon = strchr(name, ':');
    if (!colon || is_root_hub(name) ||
        !path_of(path, "%s" USB_DEVICES "/%.*s/descriptors", root, (int)(colon - name), name))
        return true;
    arena_init(&arena);
    bool disguised = read_descriptors(path, &arena, &descriptors) && usb_judge(descriptors) == USB_DISGUISE;
    arena_fini(&arena);
    if (disguised)
        fprintf(stderr, "chasqui-guard: USB %s says that it is storage and something else: it gets nothing\n",
                name);
    return !disguised || authorize(root, name, in);
}

static bool let_in(const char *root, const char *name, unsigned in)
{
    return !is_interface(name) || authorize(root, name, in);
}

// What is there now may come back, in whatever socket.
static bool remember(const char *root, const char *name, unsigned unused)
{
    (void)unused;
    struct arena arena;
    struct slice descriptors;
    char path[PATH_MAX];
    if (is_interface(name) || is_root_hub(name) ||
        !path_of(path, "%s" USB_DEVICES "/%s/descriptors", root, name))
        return true;
    arena_init(&arena);
    bool good =
        !read_descriptors(path, &arena, &descriptors) || // it just went
        (path_of(path, "%s" KNOWN "/%s", root, name) && (write_small(path, descriptors) || fail(path)));
    arena_fini(&arena);
    return good;
}

static bool was_there(const char *root, struct slice descriptors, struct arena *arena)
{
    char path[PATH_MAX];
    bool found = false;
    DIR *dir = path_of(path, "%s" KNOWN, root) ? opendir(path) : NULL;
    for (struct dirent *entry = dir ? readdir(dir) : NULL; entry && !found; entry = readdir(dir)) {
        struct slice known;
        found = entry->d_name[0] != '.' && path_of(path, "%s" KNOWN "/%s", root, entry->d_name) &&
                read_descriptors(path, arena, &known) && slice_eq(known, descriptors);
    }
    if (dir)
        closedir(dir);
    return found;
}

static bool set_default(const char *root, const char *name, unsigned in)
{
    char path[PATH_MAX];
    if (!is_root_hub(name) || is_interface(name))
        return true;
    return path_of(path, "%s" USB_DEVICES "/%s/interface_authorized_default", root, name) &&
           (write_small(path, in ? SLICE("1") : SLICE("0")) || fail(path));
}

static bool guard_usb(const char *root)
{
    char known[PATH_MAX];
    if (!path_of(known, "%s" KNOWN, root))
        return false;
    if (mkdir(known, 0755) != 0 && errno != EEXIST)
        return fail(known);
    // Closed first: what comes meanwhile is judged by udev's rule, which this file switches on.
    bool good = note(root, "usb", "") && for_each(root, USB_DEVICES, set_default, 0);
    good = for_each(root, USB_DEVICES, remember, 0) && good;
    return for_each(root, USB_DEVICES, keep_out_disguised, 0) && good;
}

bool guard_interface(const char *root, const char *device)
{
    struct arena arena;
    struct slice descriptors;
    char path[PATH_MAX];
    const char *slash = strrchr(device, '/');
    if (!slash || !is_interface(slash) || !is_there(root, "usb") ||
        !path_of(path, "%s/sys%.*s/descriptors", root, (int)(slash - device), device))
        return true;
    arena_init(&arena);
    bool read = read_descriptors(path, &arena, &descriptors);
    enum usb_verdict verdict = read ? usb_judge(descriptors) : USB_DISGUISE;
    bool in = usb_is_let_in(verdict, was_there(root, descriptors, &arena), !is_there(root, "no-keyboard"));
    arena_fini(&arena);
    if (!in)
        fprintf(stderr, "chasqui-guard: USB %s is not let in: %s\n", slash + 1,
                verdict == USB_DISGUISE ? "it is not what it says, or storage and something else"
                                        : "it is no storage (usb: any in kiosk.yaml lets everything in)");
    return authorize(root, slash + 1, in);
}

// ---- Keys and the screen ----

static bool silence_magic_keys(const char *root)
{
    char path[PATH_MAX], is[32];
    if (!path_of(path, "%s" SYSRQ, root) || !read_small(path, is))
        return true; // a kernel without them
    return note(root, "sysrq", is) && (write_small(path, SLICE("0")) || fail(path));
}

static bool give_magic_keys_back(const char *root)
{
    char path[PATH_MAX], was[32];
    if (!path_of(path, "%s" GUARD_FOLDER "/sysrq", root) || !read_small(path, was))
        return true;
    return path_of(path, "%s" SYSRQ, root) && (write_small(path, slice_of(was)) || fail(path));
}

static bool turn_touch(const char *root, const struct setup_machine *machine)
{
    char matrix[TOUCH_MATRIX_TEXT], line[TOUCH_MATRIX_TEXT + 40];
    struct setup_machine shown = *machine;
    if (shown.session == SETUP_SESSION_KMSDRM)
        shown.rotation = 0; // the picture isn't turned either
    if (!touch_matrix(&shown, matrix))
        return true;
    snprintf(line, sizeof line, "LIBINPUT_CALIBRATION_MATRIX=\"%s\"\n", matrix);
    return note(root, "touch", line);
}

static bool light(const char *root, const char *name, unsigned per_cent)
{
    char path[PATH_MAX], text[32];
    uint64_t most;
    if (!path_of(path, "%s" BACKLIGHTS "/%s/max_brightness", root, name) || !read_small(path, text) ||
        !slice_to_uint(slice_of(text), UINT32_MAX, &most))
        return true;
    uint64_t value = (most * per_cent + 50) / 100;
    snprintf(text, sizeof text, "%llu", (unsigned long long)(value ? value : 1));
    return path_of(path, "%s" BACKLIGHTS "/%s/brightness", root, name) &&
           (write_small(path, slice_of(text)) || fail(path));
}

// ---- All of it ----

static bool make_folders(const char *root)
{
    char path[PATH_MAX];
    if (!path_of(path, "%s/run/chasqui", root) || (mkdir(path, 0755) != 0 && errno != EEXIST))
        return fail(path);
    if (!path_of(path, "%s" GUARD_FOLDER, root) || (mkdir(path, 0755) != 0 && errno != EEXIST))
        return fail(path);
    return true;
}

static bool forget(const char *root, const char *name, unsigned unused)
{
    (void)unused;
    char path[PATH_MAX];
    return path_of(path, "%s" KNOWN "/%s", root, name) && (unlink(path) == 0 || fail(path));
}

bool guard_stop(const char *root)
{
    static const char *const names[] = {"usb", "no-keyboard", "touch", "sysrq"};
    char path[PATH_MAX];
    bool usb = is_there(root, "usb"), good = give_magic_keys_back(root);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (path_of(path, "%s" GUARD_FOLDER "/%s", root, names[i]) && unlink(path) != 0 && errno != ENOENT)
            good = fail(path);
    good = for_each(root, KNOWN, forget, 0) && good;
    if (path_of(path, "%s" KNOWN, root))
        rmdir(path);
    if (path_of(path, "%s" GUARD_FOLDER, root))
        rmdir(path);
    if (usb) {
        good = for_each(root, USB_DEVICES, set_default, 1) && good;
        good = for_each(root, USB_DEVICES, let_in, 1) && good;
    }
    return good;
}

bool guard_start(const char *root, const struct setup *setup)
{
    // One that was never stopped: what it changed isn't what there was.
    if (is_there(root, ""))
        guard_stop(root);
    if (!make_folders(root))
        return false;
    bool good = silence_magic_keys(root);
    if (setup->keyboard == SETUP_KEYBOARD_OFF)
        good = note(root, "no-keyboard", "") && good;
    good = turn_touch(root, &setup->machine) && good;
    if (setup->machine.brightness > 0)
        good = for_each(root, BACKLIGHTS, light, setup->machine.brightness) && good;
    if (setup->machine.usb == SETUP_USB_STORAGE)
        good = guard_usb(root) && good;
    return good;
}

// SPDX-License-Identifier: MIT
// What is plugged in and mounted, with devices and mounts that the test makes up, and folders that are real.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <sched.h>
#include <stdatomic.h>
#include <sys/eventfd.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "system/inbox.h"
#include "system/mounts.h"
#include "system/sticks.h"
#include "unit/system/folder.h"
#include "unit/system/news.h"

static struct ear ear = EAR;

// ---- Mounts ----

static void mounts_are_read(void **unused)
{
    (void)unused;
    struct slice text = SLICE("\n36 35 98:0 / / rw,noatime master:1 - ext4 /dev/sda1 rw\n"
                              "x 35 98:1 / /a rw - ext4 /dev/sda1 rw\n"
                              "37 36 8:17 / /run/chasqui/sticks/a\\040b\\134 ro,nosuid,nodev,noexec,relatime "
                              "shared:3 master:4 - vfat /dev/sdb1 rw,utf8\n"
                              "38 36 8:17 /folder /mnt ro - vfat /dev/sdb1 ro\n"
                              "39 36 8:18 / /media/x rw,nosuid,nodev - vfat /dev/sdb2 ro,utf8\n"
                              "40 36 8 / /broken\n41\n42 36 8:x / /y rw - a b c\n43 36 8:19 / /z rw");
    struct mount mount;
    char missing[64];
    assert_true(mounts_next(&text, &mount));
    assert_int_equal(mount.major, 98);
    assert_int_equal(mount.flags, 0);
    assert_true(mounts_next(&text, &mount));
    assert_string_equal(mount.path, "/a");
    assert_true(mounts_next(&text, &mount));
    assert_int_equal(mount.major * 100 + mount.minor, 817);
    assert_string_equal(mount.path, "/run/chasqui/sticks/a b\\");
    assert_int_equal(mount.flags, MOUNT_SAFE);
    assert_true(mounts_next(&text, &mount));
    assert_string_equal(mount.path, "/media/x");
    mounts_missing(mount.flags, missing, sizeof missing);
    assert_string_equal(missing, "noexec");
    mounts_missing(0, missing, sizeof missing);
    assert_string_equal(missing, "ro,nosuid,nodev,noexec");
    mounts_missing(0, missing, 6);
    assert_true(mounts_next(&text, &mount));
    assert_string_equal(mount.path, "/z");
    assert_false(mounts_next(&text, &mount));
    char line[1000];
    snprintf(line, sizeof line, "1 1 8:1 / /%0600d rw - a b c", 0);
    text = slice_of(line);
    assert_false(mounts_next(&text, &mount));
}

// ---- Made-up devices ----

static struct {
    pthread_mutex_t lock;
    int fd;
    bool opens;
    struct device list[LIMIT_STICKS + 2];
    size_t n;
} world = {.lock = PTHREAD_MUTEX_INITIALIZER, .opens = true};

static _Atomic uint64_t now;

static uint64_t now_ms(void)
{
    return atomic_load(&now);
}

static void *world_open(void)
{
    return world.opens ? &world : NULL;
}

static int world_fd(void *source)
{
    (void)source;
    return world.fd;
}

static void world_drain(void *source)
{
    uint64_t n;
    (void)source;
    assert_int_equal(read(world.fd, &n, sizeof n), sizeof n);
}

static size_t world_list(void *source, struct device *out, size_t max)
{
    (void)source;
    pthread_mutex_lock(&world.lock);
    size_t n = world.n < max ? world.n : max;
    memcpy(out, world.list, n * sizeof *out);
    pthread_mutex_unlock(&world.lock);
    return n;
}

static void world_close(void *source)
{
    (void)source;
}

static const struct devices_source made_up = {world_open, world_fd, world_drain, world_list, world_close};

static void tell(void)
{
    const uint64_t one = 1;
    assert_int_equal(write(world.fd, &one, sizeof one), sizeof one);
}

// The devices and mounts there are now, and somebody tells of them.
static void set(const struct device *list, size_t n, const char *mounts)
{
    pthread_mutex_lock(&world.lock);
    memcpy(world.list, list, n * sizeof *list);
    world.n = n;
    pthread_mutex_unlock(&world.lock);
    int fd = open("mountinfo", O_WRONLY);
    assert_true(fd >= 0);
    assert_int_equal(ftruncate(fd, 0), 0);
    assert_int_equal(write(fd, mounts, strlen(mounts)), strlen(mounts));
    close(fd);
    tell();
}

static struct stick list[LIMIT_STICKS];

static size_t next(struct sticks *sticks)
{
    ear_wait(&ear);
    return sticks_list(sticks, list);
}

static int set_up(void **state)
{
    if (enter_folder(state) != 0)
        return -1;
    put_text("mountinfo", "");
    world.fd = eventfd(0, EFD_CLOEXEC);
    world.n = 0;
    world.opens = true;
    ear_forget(&ear);
    return world.fd < 0;
}

static int tear_down(void **state)
{
    close(world.fd);
    return leave_folder(state);
}

#define AT "/run/chasqui/sticks/sdb1 ro,nosuid,nodev,noexec - vfat /dev/sdb1 ro\n"

static void a_stick_comes_and_goes(void **state)
{
    (void)state;
    const struct sticks_options options = {.devices = &made_up, .mountinfo = "mountinfo", .now_ms = now_ms};
    struct device stick = {.major = 8, .minor = 17, .plugged = 1, .label = "CAMPAÑA\n\x01", .format = "vfat"};
    atomic_store(&now, 1000);
    struct sticks *sticks = sticks_create(&options, ear_hear, &ear);
    assert_non_null(sticks);
    assert_int_equal(next(sticks), 0);
    set(&stick, 1, "1 1 8:16 / / rw - ext4 x rw\n");
    assert_int_equal(next(sticks), 1);
    assert_int_equal(list[0].state, STICK_WAITS);
    assert_string_equal(list[0].name, "CAMPAÑA\xef\xbf\xbd\xef\xbf\xbd");
    atomic_store(&now, 10999);
    tell();
    set(&stick, 1, "1 1 8:17 / " AT);
    assert_int_equal(next(sticks), 1);
    assert_int_equal(list[0].state, STICK_READY);
    assert_string_equal(list[0].path, "/run/chasqui/sticks/sdb1");
    uint32_t serial = list[0].serial;
    // Pulled, and another one plugged in before anybody looked.
    stick.plugged = 2;
    set(&stick, 1, "1 1 8:17 / " AT);
    assert_int_equal(next(sticks), 1);
    assert_int_equal(list[0].state, STICK_READY);
    assert_int_not_equal(list[0].serial, serial);
    set(&stick, 0, "");
    assert_int_equal(next(sticks), 0);
    // One that nobody mounts is told of after a while.
    set(&stick, 1, "");
    assert_int_equal(next(sticks), 1);
    assert_int_equal(list[0].state, STICK_WAITS);
    atomic_store(&now, 20999);
    tell();
    assert_int_equal(next(sticks), 1);
    assert_int_equal(list[0].state, STICK_NOT_MOUNTED);
    sticks_destroy(sticks);
    sticks_destroy(NULL);
}

static void a_mount_must_be_safe(void **state)
{
    (void)state;
    static const struct {
        const char *mounts, *format;
        enum stick_state state;
        const char *detail;
    } rows[] = {
        {"1 1 8:17 / /media/x rw,nosuid,nodev,noexec - vfat d rw\n", "vfat", STICK_WRONG_MOUNT, "ro"},
        {"1 1 8:17 / /media/x rw - vfat d rw\n", "exfat", STICK_WRONG_MOUNT, "ro,nosuid,nodev,noexec"},
        {"1 1 8:17 / /media/x rw,nosuid,nodev,noexec - vfat d ro\n", "vfat", STICK_READY, ""},
        {"1 1 8:17 / /media/x rw - vfat d rw\n1 1 8:17 / " AT, "vfat", STICK_READY, ""},
        {"1 1 8:17 / " AT "1 1 8:17 / /media/x rw - vfat d rw\n", "vfat", STICK_READY, ""},
        {"", "ntfs", STICK_WRONG_FORMAT, "ntfs"},
        {"1 1 8:17 / " AT, "ext4", STICK_WRONG_FORMAT, "ext4"},
    };
    const struct sticks_options options = {.devices = &made_up, .mountinfo = "mountinfo", .now_ms = now_ms};
    struct sticks *sticks = sticks_create(&options, ear_hear, &ear);
    struct device stick = {.major = 8, .minor = 17, .label = "X"};
    assert_int_equal(next(sticks), 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        snprintf(stick.format, sizeof stick.format, "%s", rows[i].format);
        stick.plugged++;
        set(&stick, 1, rows[i].mounts);
        assert_int_equal(next(sticks), 1);
        assert_int_equal(list[0].state, rows[i].state);
        assert_string_equal(list[0].detail, rows[i].detail);
    }
    // What the machine starts from is no stick.
    set(&stick, 1, "1 1 8:17 / /boot/firmware rw - vfat d rw\n");
    assert_int_equal(next(sticks), 0);
    // More than are kept.
    struct device many[LIMIT_STICKS + 2];
    for (uint32_t i = 0; i < LIMIT_STICKS + 2; i++)
        many[i] = (struct device){.major = 8, .minor = i, .label = "Y", .format = "vfat"};
    set(many, LIMIT_STICKS + 2, "");
    assert_int_equal(next(sticks), LIMIT_STICKS);
    sticks_destroy(sticks);
}

// ---- The inbox ----

static void step(struct inbox *inbox, uint64_t at, enum inbox_state state)
{
    inbox_step(inbox, false, at);
    assert_int_equal(inbox->state, state);
}

static void a_folder_counts_once_it_is_quiet(void **state)
{
    (void)state;
    struct inbox inbox;
    inbox_init(&inbox, "a/in box/", 2000, 0);
    assert_int_equal(inbox.state, INBOX_EMPTY);
    step(&inbox, 1, INBOX_EMPTY);
    assert_int_equal(mkdir("a", 0700), 0);
    step(&inbox, 2, INBOX_EMPTY);
    assert_int_equal(mkdir("a/in box", 0700), 0);
    step(&inbox, 3, INBOX_EMPTY);
    put_text("a/in box/.stfolder", "");
    step(&inbox, 4, INBOX_EMPTY);
    assert_true(inbox_due_ms(&inbox) == UINT64_MAX);
    assert_true(inbox_fd(&inbox) >= 0);
    put_text("a/in box/x", "1");
    step(&inbox, 10, INBOX_FILLING);
    assert_true(inbox_due_ms(&inbox) == 2010);
    assert_int_equal(inbox_fd(&inbox), -1);
    step(&inbox, 2009, INBOX_FILLING);
    assert_int_equal(mkdir("a/in box/pack", 0700), 0);
    step(&inbox, 2010, INBOX_FILLING);
    put_text("a/in box/pack/y", "2"); // in a folder that is watched since then
    step(&inbox, 4010, INBOX_FILLING);
    inbox_step(&inbox, true, 4500); // something is mounted elsewhere: that doesn't shorten it
    assert_int_equal(inbox.state, INBOX_FILLING);
    step(&inbox, 6009, INBOX_FILLING);
    step(&inbox, 6010, INBOX_READY);
    assert_true(inbox_due_ms(&inbox) == UINT64_MAX);
    inbox_step(&inbox, true, 7000);
    assert_int_equal(inbox.state, INBOX_READY);
    step(&inbox, 8000, INBOX_READY);
    // Deeper, and changed rather than added.
    put_text("a/in box/pack/y", "3");
    step(&inbox, 9000, INBOX_FILLING);
    step(&inbox, 11000, INBOX_READY);
    // Reading it is no change.
    assert_int_equal(system("cat 'a/in box/pack/y' >out && ls -lR a >out"), 0);
    step(&inbox, 12000, INBOX_READY);
    // Away with it: by parts, whole, from above.
    assert_int_equal(system("rm -r 'a/in box/pack' 'a/in box/x'"), 0);
    step(&inbox, 13000, INBOX_EMPTY);
    put_text("a/in box/x", "1");
    step(&inbox, 14000, INBOX_FILLING);
    step(&inbox, 16000, INBOX_READY);
    assert_int_equal(rename("a", "b"), 0);
    step(&inbox, 17000, INBOX_EMPTY);
    assert_int_equal(rename("b", "a"), 0);
    step(&inbox, 18000, INBOX_FILLING);
    step(&inbox, 20000, INBOX_READY);
    assert_int_equal(system("rm -r a && touch a"), 0);
    step(&inbox, 21000, INBOX_EMPTY);
    assert_int_equal(system("rm a && mkdir -p 'a/in box' && touch 'a/in box/x'"), 0);
    step(&inbox, 22000, INBOX_FILLING);
    inbox_fini(&inbox);
}

static enum stick_state wait_for(struct sticks *sticks, size_t n, enum stick_state state)
{
    while (next(sticks) != n || (n > 0 && list[0].state != state))
        continue;
    return state;
}

static void the_inbox_is_a_stick(void **state)
{
    (void)state;
    const struct sticks_options options = {.inbox = "inbox", .mountinfo = "mountinfo", .quiet_ms = 1};
    struct sticks *sticks = sticks_create(&options, ear_hear, &ear);
    assert_int_equal(next(sticks), 0);
    assert_int_equal(mkdir("inbox", 0700), 0);
    put_text("inbox/x", "1");
    wait_for(sticks, 1, STICK_READY);
    assert_int_equal(list[0].kind, STICK_INBOX);
    assert_string_equal(list[0].name, "inbox");
    assert_string_equal(list[0].path, "inbox");
    uint32_t serial = list[0].serial;
    put_text("inbox/y", "1");
    // A file that is created and then written may have been told as two changes.
    do
        wait_for(sticks, 1, STICK_READY);
    while (list[0].serial == serial);
    assert_int_equal(system("rm -r inbox"), 0);
    wait_for(sticks, 0, STICK_READY);
    sticks_destroy(sticks);
    // A device that is mounted there is the inbox, and no second stick; without udev there is still the inbox.
    const struct sticks_options both = {
        .inbox = "inbox/", .devices = &made_up, .mountinfo = "mountinfo", .now_ms = now_ms};
    world.opens = false;
    ear_forget(&ear);
    sticks = sticks_create(&both, ear_hear, &ear);
    assert_int_equal(next(sticks), 0);
    sticks_destroy(sticks);
}

static void what_is_mounted_at_the_inbox_is_the_inbox(void **state)
{
    char folder[256], mounts[600];
    snprintf(folder, sizeof folder, "%s/inbox/", (char *)*state);
    snprintf(mounts, sizeof mounts, "1 1 8:17 / %s/inbox rw - vfat d rw\n", (char *)*state);
    assert_int_equal(mkdir("inbox", 0700), 0);
    put_text("inbox/x", "1");
    const struct sticks_options options = {
        .inbox = folder, .devices = &made_up, .mountinfo = "mountinfo", .quiet_ms = 1};
    struct device stick = {.major = 8, .minor = 17, .label = "X", .format = "vfat"};
    struct sticks *sticks = sticks_create(&options, ear_hear, &ear);
    set(&stick, 1, mounts);
    wait_for(sticks, 1, STICK_READY);
    assert_int_equal(list[0].kind, STICK_INBOX);
    set(&stick, 1, "");
    wait_for(sticks, 2, STICK_READY);
    assert_int_equal(list[1].state, STICK_WAITS);
    sticks_destroy(sticks);
}

// Of what is mounted the kernel tells: nothing in the folder itself changes.
static void a_mount_is_heard_of(void **state)
{
    (void)state;
    if ((unshare(CLONE_NEWNS) != 0 && unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) ||
        mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
        skip(); // not here
    assert_int_equal(mkdir("inbox", 0700), 0);
    assert_int_equal(mkdir("stick", 0700), 0);
    put_text("stick/x", "1");
    const struct sticks_options options = {.inbox = "inbox", .quiet_ms = 1};
    struct sticks *sticks = sticks_create(&options, ear_hear, &ear);
    assert_int_equal(next(sticks), 0);
    assert_int_equal(mount("stick", "inbox", NULL, MS_BIND, NULL), 0);
    wait_for(sticks, 1, STICK_READY);
    assert_int_equal(umount2("inbox", MNT_DETACH), 0);
    wait_for(sticks, 0, STICK_READY);
    sticks_destroy(sticks);
}

// The real one: whatever there is on this machine, it ends at once.
static void udev_is_asked(void **unused)
{
    (void)unused;
    const struct sticks_options options = {.devices = &devices_udev};
    struct sticks *sticks = sticks_create(&options, ear_hear, &ear);
    assert_non_null(sticks);
    next(sticks);
    sticks_destroy(sticks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mounts_are_read),
        cmocka_unit_test_setup_teardown(a_stick_comes_and_goes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_mount_must_be_safe, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_folder_counts_once_it_is_quiet, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(the_inbox_is_a_stick, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_mounted_at_the_inbox_is_the_inbox, set_up, tear_down),
        cmocka_unit_test_setup_teardown(udev_is_asked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_mount_is_heard_of, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
#include "system/sticks.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "system/clock.h"
#include "system/inbox.h"
#include "system/mounts.h"

#define QUIET_MS 2000
#define MOUNT_MS 10000 // a slow stick on an old machine takes three

// A device that is there, and since when.
struct seen {
    uint32_t major, minor;
    uint64_t since_ms;
};

struct sticks {
    struct sticks_options options;
    void (*changed)(void *context);
    void *context;
    pthread_t thread;
    int wake; // to the thread: end
    // The thread's own:
    void *source; // NULL: nobody tells of devices
    int mounts;   // -1: nobody tells of mounts
    struct inbox inbox;
    struct seen seen[LIMIT_STICKS];
    size_t n_seen;
    uint64_t due_ms; // a device has waited long enough then
    uint32_t serial;
    char *text; // LIMIT_MOUNTS_FILE
    pthread_mutex_t lock;
    struct stick list[LIMIT_STICKS]; // under the lock
    size_t count;
};

// ---- What is mounted ----

static struct slice read_mounts(struct sticks *sticks)
{
    size_t n = 0;
    if (sticks->mounts < 0 || lseek(sticks->mounts, 0, SEEK_SET) != 0)
        return SLICE_NONE;
    for (;;) {
        ssize_t got = read(sticks->mounts, sticks->text + n, LIMIT_MOUNTS_FILE - n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return (struct slice){sticks->text, n};
        n += (size_t)got;
    }
}

static bool is_below(const char *path, const char *folder)
{
    size_t n = folder ? strlen(folder) : 0;
    while (n > 1 && folder[n - 1] == '/')
        n--;
    return n > 0 && strncmp(path, folder, n) == 0 && (path[n] == '\0' || path[n] == '/');
}

// What the machine itself starts from or runs on.
static bool is_of_the_machine(const char *path)
{
    return strcmp(path, "/") == 0 || is_below(path, "/boot") || is_below(path, "/efi") ||
           is_below(path, "/usr");
}

enum mounted { NOWHERE, SAFELY, UNSAFELY, NOT_OURS };

// Where a device is mounted; of several places a safe one.
static enum mounted find_mount(const struct sticks *sticks, struct slice text, const struct device *device,
                               struct mount *out)
{
    struct mount mount;
    enum mounted mounted = NOWHERE;
    while (mounts_next(&text, &mount)) {
        if (mount.major != device->major || mount.minor != device->minor)
            continue;
        if (is_of_the_machine(mount.path) || is_below(mount.path, sticks->options.inbox))
            return NOT_OURS;
        bool safe = (mount.flags & MOUNT_SAFE) == MOUNT_SAFE;
        if (mounted == NOWHERE || (safe && mounted == UNSAFELY)) {
            *out = mount;
            mounted = safe ? SAFELY : UNSAFELY;
        }
    }
    return mounted;
}

// ---- The list ----

static uint64_t since(struct sticks *sticks, const struct device *device, uint64_t now_ms)
{
    for (size_t i = 0; i < sticks->n_seen; i++)
        if (sticks->seen[i].major == device->major && sticks->seen[i].minor == device->minor)
            return sticks->seen[i].since_ms;
    return now_ms;
}

static bool is_read(const char *format)
{
    return slice_is_among(slice_of(format), "vfat exfat msdos");
}

static void wait_for_mount(struct sticks *sticks, uint64_t since_ms, uint64_t now_ms, struct stick *out)
{
    out->state = now_ms < since_ms + MOUNT_MS ? STICK_WAITS : STICK_NOT_MOUNTED;
    if (out->state == STICK_WAITS && since_ms + MOUNT_MS < sticks->due_ms)
        sticks->due_ms = since_ms + MOUNT_MS;
}

// False for what isn't a stick of ours.
static bool judge(struct sticks *sticks, struct slice mounts, const struct device *device, uint64_t since_ms,
                  uint64_t now_ms, struct stick *out)
{
    struct mount mount;
    *out = (struct stick){.kind = STICK_USB, .plugged = device->plugged};
    utf8_clean(slice_of(device->label), out->name, sizeof out->name);
    enum mounted mounted = find_mount(sticks, mounts, device, &mount);
    if (mounted == NOT_OURS)
        return false;
    if (!is_read(device->format)) {
        out->state = STICK_WRONG_FORMAT;
        utf8_clean(slice_of(device->format), out->detail, sizeof out->detail);
    } else if (mounted == NOWHERE) {
        wait_for_mount(sticks, since_ms, now_ms, out);
    } else if (mounted == UNSAFELY) {
        out->state = STICK_WRONG_MOUNT;
        mounts_missing(mount.flags, out->detail, sizeof out->detail);
    } else {
        out->state = STICK_READY;
        memcpy(out->path, mount.path, sizeof out->path);
    }
    return true;
}

static size_t list_devices(struct sticks *sticks, uint64_t now_ms, struct stick *out, size_t max)
{
    struct device devices[LIMIT_STICKS];
    struct seen seen[LIMIT_STICKS];
    size_t found = 0;
    sticks->due_ms = UINT64_MAX;
    if (!sticks->source)
        return 0;
    size_t n = sticks->options.devices->list(sticks->source, devices, LIMIT_STICKS);
    struct slice mounts = read_mounts(sticks);
    for (size_t i = 0; i < n; i++) {
        seen[i] = (struct seen){devices[i].major, devices[i].minor, since(sticks, &devices[i], now_ms)};
        if (found < max && judge(sticks, mounts, &devices[i], seen[i].since_ms, now_ms, &out[found]))
            found++;
    }
    memcpy(sticks->seen, seen, n * sizeof *seen);
    sticks->n_seen = n;
    return found;
}

static size_t list_inbox(struct sticks *sticks, struct stick *out)
{
    if (!sticks->options.inbox || sticks->inbox.state == INBOX_EMPTY)
        return 0;
    *out = (struct stick){.kind = STICK_INBOX,
                          .state = sticks->inbox.state == INBOX_READY ? STICK_READY : STICK_WAITS};
    struct slice name = slice_of(sticks->options.inbox), head;
    while (name.n > 1 && name.p[name.n - 1] == '/')
        name.n--;
    while (slice_find_char(name, '/') >= 0 && name.n > 1)
        slice_cut(name, '/', &head, &name);
    utf8_clean(name, out->name, sizeof out->name);
    size_t n = strlen(sticks->options.inbox);
    if (n >= sizeof out->path)
        return 0;
    memcpy(out->path, sticks->options.inbox, n + 1);
    return 1;
}

static bool is_same(const struct stick *a, const struct stick *b)
{
    return a->kind == b->kind && a->state == b->state && a->plugged == b->plugged &&
           strcmp(a->name, b->name) == 0 && strcmp(a->path, b->path) == 0 &&
           strcmp(a->detail, b->detail) == 0;
}

// A stick keeps its number as long as it stays as it is.
static bool take_list(struct sticks *sticks, struct stick *list, size_t n)
{
    bool same = n == sticks->count;
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        while (k < sticks->count && !is_same(&list[i], &sticks->list[k]))
            k++;
        same &= k == i;
        list[i].serial = k < sticks->count ? sticks->list[k].serial : ++sticks->serial;
    }
    if (same)
        return false;
    pthread_mutex_lock(&sticks->lock);
    memcpy(sticks->list, list, n * sizeof *list);
    sticks->count = n;
    pthread_mutex_unlock(&sticks->lock);
    return true;
}

static void look(struct sticks *sticks, bool first)
{
    struct stick list[LIMIT_STICKS];
    uint64_t now_ms = sticks->options.now_ms();
    size_t n = list_inbox(sticks, list);
    n += list_devices(sticks, now_ms, list + n, LIMIT_STICKS - n);
    if (take_list(sticks, list, n) || first)
        sticks->changed(sticks->context);
}

// ---- The thread ----

static int timeout_ms(const struct sticks *sticks)
{
    uint64_t now_ms = sticks->options.now_ms();
    uint64_t due_ms = sticks->options.inbox ? inbox_due_ms(&sticks->inbox) : UINT64_MAX;
    due_ms = due_ms < sticks->due_ms ? due_ms : sticks->due_ms;
    if (due_ms == UINT64_MAX)
        return -1;
    if (due_ms <= now_ms)
        return 0;
    return due_ms - now_ms < 60000 ? (int)(due_ms - now_ms) : 60000;
}

static void *watch(void *context)
{
    struct sticks *sticks = context;
    const struct devices_source *devices = sticks->options.devices;
    sticks->source = devices ? devices->open() : NULL;
    if (sticks->options.inbox)
        inbox_init(&sticks->inbox, sticks->options.inbox, sticks->options.quiet_ms, sticks->options.now_ms());
    look(sticks, true);
    for (;;) {
        struct pollfd fds[] = {
            {.fd = sticks->wake, .events = POLLIN},
            {.fd = devices && sticks->source ? devices->fd(sticks->source) : -1, .events = POLLIN},
            {.fd = sticks->mounts, .events = POLLPRI},
            {.fd = sticks->options.inbox ? inbox_fd(&sticks->inbox) : -1, .events = POLLIN},
        };
        if (poll(fds, sizeof fds / sizeof *fds, timeout_ms(sticks)) < 0 && errno != EINTR)
            break;
        if (fds[0].revents)
            break;
        if (devices && fds[1].revents)
            devices->drain(sticks->source);
        if (sticks->options.inbox)
            inbox_step(&sticks->inbox, fds[2].revents != 0, sticks->options.now_ms());
        look(sticks, false);
    }
    if (sticks->options.inbox)
        inbox_fini(&sticks->inbox);
    if (devices && sticks->source)
        devices->close(sticks->source);
    return NULL;
}

// ---- Its life ----

static void free_all(struct sticks *sticks)
{
    if (sticks->wake >= 0)
        close(sticks->wake);
    if (sticks->mounts >= 0)
        close(sticks->mounts);
    pthread_mutex_destroy(&sticks->lock);
    free(sticks->text);
    free(sticks);
}

struct sticks *sticks_create(const struct sticks_options *options, void (*changed)(void *context),
                             void *context)
{
    struct sticks *sticks = calloc(1, sizeof *sticks);
    if (!sticks)
        return NULL;
    sticks->options = *options;
    if (!sticks->options.now_ms)
        sticks->options.now_ms = clock_boot_ms;
    if (sticks->options.quiet_ms == 0)
        sticks->options.quiet_ms = QUIET_MS;
    sticks->changed = changed;
    sticks->context = context;
    const char *mountinfo = options->mountinfo ? options->mountinfo : "/proc/self/mountinfo";
    sticks->mounts = open(mountinfo, O_RDONLY | O_CLOEXEC);
    sticks->wake = eventfd(0, EFD_CLOEXEC);
    sticks->text = malloc(LIMIT_MOUNTS_FILE);
    pthread_mutex_init(&sticks->lock, NULL);
    if (sticks->wake >= 0 && sticks->text && pthread_create(&sticks->thread, NULL, watch, sticks) == 0)
        return sticks;
    free_all(sticks);
    return NULL;
}

void sticks_destroy(struct sticks *sticks)
{
    const uint64_t one = 1;
    if (!sticks)
        return;
    if (write(sticks->wake, &one, sizeof one) == (ssize_t)sizeof one)
        pthread_join(sticks->thread, NULL);
    free_all(sticks);
}

size_t sticks_list(struct sticks *sticks, struct stick out[LIMIT_STICKS])
{
    pthread_mutex_lock(&sticks->lock);
    size_t n = sticks->count;
    memcpy(out, sticks->list, n * sizeof *out);
    pthread_mutex_unlock(&sticks->lock);
    return n;
}

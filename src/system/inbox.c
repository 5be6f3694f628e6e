// SPDX-License-Identifier: MIT
#include "system/inbox.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/limits.h"

#define DEPTH 8 // a pack's own folders, below three others
#define CHANGES                                                                                              \
    (IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_MODIFY | IN_CLOSE_WRITE | IN_DELETE_SELF |     \
     IN_MOVE_SELF)

struct walk {
    int fd; // inotify
    uint64_t print;
    size_t folders, files;
    bool visible; // something is there that isn't hidden
};

// ---- Watching ----

static void walk_folder(struct walk *walk, int folder, int depth);

// An open folder is watched by its number: no path of its can lead elsewhere meanwhile.
static void watch(struct walk *walk, int folder)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", folder);
    if (walk->fd >= 0 && walk->folders < LIMIT_INBOX_FOLDERS)
        inotify_add_watch(walk->fd, path, CHANGES | IN_ONLYDIR);
    walk->folders++;
}

static void add_to_print(struct walk *walk, const char *name, const struct stat *st)
{
    walk->print = hash_slice(walk->print, slice_of(name));
    walk->print = hash_u64(walk->print, (uint64_t)st->st_ino);
    walk->print = hash_u64(walk->print, (uint64_t)st->st_mode);
    if (S_ISDIR(st->st_mode))
        return;
    walk->print = hash_u64(walk->print, (uint64_t)st->st_size);
    walk->print = hash_u64(walk->print, (uint64_t)st->st_mtim.tv_sec);
    walk->print = hash_u64(walk->print, (uint64_t)st->st_mtim.tv_nsec);
}

static void walk_entry(struct walk *walk, int folder, const char *name, int depth)
{
    struct stat st;
    if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return;
    add_to_print(walk, name, &st);
    walk->visible |= name[0] != '.';
    if (!S_ISDIR(st.st_mode) || depth >= DEPTH)
        return;
    int fd = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    if (fd >= 0)
        walk_folder(walk, fd, depth + 1);
}

// Takes `folder` over.
static void walk_folder(struct walk *walk, int folder, int depth)
{
    const struct dirent *name;
    watch(walk, folder);
    DIR *stream = fdopendir(folder);
    if (!stream) {
        close(folder);
        return;
    }
    while (walk->files < LIMIT_PACK_FILES && (name = readdir(stream)) != NULL) {
        if (strcmp(name->d_name, ".") == 0 || strcmp(name->d_name, "..") == 0)
            continue;
        walk->files++;
        walk_entry(walk, dirfd(stream), name->d_name, depth);
    }
    closedir(stream);
}

// Of the folders above, the nearest that is there tells when the next comes; all of them when they go.
static void watch_above(int fd, const char *path)
{
    char above[PATH_MAX];
    bool nearest = access(path, F_OK) != 0;
    int n = snprintf(above, sizeof above, "%s", path);
    if (fd < 0 || n < 0 || (size_t)n >= sizeof above)
        return;
    for (;;) {
        char *slash = strrchr(above, '/');
        if (!slash)
            memcpy(above, ".", 2);
        else if (slash == above)
            above[1] = '\0';
        else
            *slash = '\0';
        uint32_t news = nearest ? IN_CREATE | IN_MOVED_TO : 0;
        if (inotify_add_watch(fd, above, IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_MASK_ADD | news) >=
            0)
            nearest = false;
        if (!slash || slash == above)
            return;
    }
}

// Everything is watched anew and its print taken: nothing that happens between two such looks is missed, whether
// somebody told of it or not.
static struct walk look(struct inbox *inbox)
{
    if (inbox->fd >= 0)
        close(inbox->fd);
    inbox->fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    watch_above(inbox->fd, inbox->path);
    struct walk walk = {.fd = inbox->fd, .print = HASH_START};
    int folder = open(inbox->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK);
    if (folder >= 0)
        walk_folder(&walk, folder, 0);
    return walk;
}

static bool drain(const struct inbox *inbox)
{
    _Alignas(struct inotify_event) char events[4096];
    bool any = false;
    ssize_t n = 0;
    while (inbox->fd >= 0 && ((n = read(inbox->fd, events, sizeof events)) > 0 || (n < 0 && errno == EINTR)))
        any |= n > 0;
    return any;
}

// ---- Its state ----

static void take(struct inbox *inbox, struct walk walk, uint64_t now_ms)
{
    bool same = inbox->state == INBOX_FILLING && walk.print == inbox->print;
    inbox->print = walk.print;
    inbox->waits = false;
    if (!walk.visible) {
        inbox->state = INBOX_EMPTY;
    } else if (same) {
        inbox->state = INBOX_READY;
    } else {
        inbox->state = INBOX_FILLING;
        inbox->waits = true;
        inbox->due_ms = now_ms + inbox->quiet_ms;
    }
}

void inbox_init(struct inbox *inbox, const char *path, uint64_t quiet_ms, uint64_t now_ms)
{
    *inbox = (struct inbox){.path = path, .quiet_ms = quiet_ms, .fd = -1};
    take(inbox, look(inbox), now_ms);
}

void inbox_fini(struct inbox *inbox)
{
    if (inbox->fd >= 0)
        close(inbox->fd);
    inbox->fd = -1;
}

int inbox_fd(const struct inbox *inbox)
{
    return inbox->waits ? -1 : inbox->fd;
}

uint64_t inbox_due_ms(const struct inbox *inbox)
{
    return inbox->waits ? inbox->due_ms : UINT64_MAX;
}

void inbox_step(struct inbox *inbox, bool stirred, uint64_t now_ms)
{
    bool early = inbox->waits && now_ms < inbox->due_ms;
    if (early && !stirred)
        return;
    bool heard = drain(inbox);
    if (!heard && !stirred && !inbox->waits)
        return;
    struct walk walk = look(inbox);
    // Something mounted elsewhere is no change; something that was only touched is.
    if (!heard && (early || inbox->state == INBOX_READY) && walk.print == inbox->print)
        return;
    if (heard)
        inbox->print = ~walk.print;
    take(inbox, walk, now_ms);
}

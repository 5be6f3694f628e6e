// SPDX-License-Identifier: MIT
// Loaded into a program (LD_PRELOAD), it lets one system call on files fail, kills the program there, or cuts the power.
//
//     FAULT_UNDER=PATH    only calls on what lies below this path count (several: with ':' between)
//     FAULT_AT=N          the call that is hit, counted from 1; 0 or a number that isn't reached: none
//     FAULT_HOW=HOW       an errno's number; kill; cut (power: see below); run (FAULT_RUN is done first, the call goes on)
//     FAULT_CUT=HOW       at a cut: all (whatever isn't synced is lost), data (names stay, contents are lost), or a number:
//                         of each folder's names some first ones stay, of contents some, by that seed
//     FAULT_NO_SYNC=1     what should reach the disk doesn't: the control
//     FAULT_RUN=PATH      for run: this file grows by a byte; "-PATH": it is removed; "=A:B": A is renamed B
//     FAULT_FREE=BYTES    what statvfs says is free
//     FAULT_DISK=BYTES    the same, less what lies in the folder that is asked about
//     FAULT_REPORT=PATH   the number of calls that counted is written there at the end
//
// A cut keeps this honest account: a file's content is on the disk up to its last fsync (or syncfs), a name is in its folder when
// that was synced after it was made, renamed or removed. Everything later is undone, newest first, then the program is
// killed. To undo, what is overwritten or removed is kept by a second link in FAULT_SHADOW, a folder on the same disk.
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#define FDS 1024
#define OPS 20000
#define FILES 5000

// Prototypes that a library for LD_PRELOAD must define and no header of ours has.
#define EXPORT __attribute__((visibility("default")))

static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static const char *under, *how, *cut, *shadow, *run;
static unsigned long at, count, seed;
static bool no_sync, cutting;
static int report = -1;
static char *paths[FDS]; // of all descriptors

enum op_kind { OP_CREATE, OP_MKDIR, OP_RENAME, OP_EXCHANGE, OP_UNLINK, OP_RMDIR };

static struct op {
    enum op_kind kind;
    char *path, *to; // to: the other name of a rename or exchange
    char *kept;      // what was removed or overwritten, in the shadow; NULL: nothing
    bool synced;
} ops[OPS];
static size_t n_ops;

static struct file {
    dev_t dev;
    ino_t ino;
    char *path;
    off_t synced; // bytes that are on the disk
    bool dirty;
} files[FILES];
static size_t n_files;

static void change(void)
{
    struct stat st;
    if (run[0] == '-') {
        syscall(SYS_unlinkat, AT_FDCWD, run + 1, 0);
    } else if (run[0] == '=') {
        char from[PATH_MAX];
        size_t n = strcspn(run + 1, ":");
        snprintf(from, sizeof from, "%.*s", (int)n, run + 1);
        syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, run + 2 + n, 0);
    } else if (stat(run, &st) == 0) {
        (void)!truncate(run, st.st_size + 1);
    }
}

// Done by a process of its own, which isn't closed in as the program is.
static int helper = -1;

static void start_helper(void)
{
    int ends[2];
    char byte;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        abort();
    if (fork() == 0) {
        syscall(SYS_close, ends[0]);
        if (syscall(SYS_read, ends[1], &byte, 1) == 1)
            change();
        _exit(0);
    }
    syscall(SYS_close, ends[1]);
    helper = ends[0];
}

static void do_run(void)
{
    char byte = 0;
    (void)!syscall(SYS_write, helper, &byte, 1);
    (void)!syscall(SYS_read, helper, &byte, 1); // until it ends
}

__attribute__((constructor)) static void begin(void)
{
    const char *text;
    under = getenv("FAULT_UNDER");
    how = getenv("FAULT_HOW");
    cut = getenv("FAULT_CUT");
    shadow = getenv("FAULT_SHADOW");
    run = getenv("FAULT_RUN");
    if (run)
        start_helper();
    at = (text = getenv("FAULT_AT")) ? strtoul(text, NULL, 10) : 0;
    seed = cut ? strtoul(cut, NULL, 10) : 0;
    no_sync = getenv("FAULT_NO_SYNC") != NULL;
    if ((text = getenv("FAULT_REPORT")))
        report = (int)syscall(SYS_openat, AT_FDCWD, text, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
}

static void power_off(void);

__attribute__((destructor)) static void end(void)
{
    char text[32];
    int n = snprintf(text, sizeof text, "%lu\n", count);
    if (report >= 0)
        (void)!syscall(SYS_write, report, text, (size_t)n);
    // A cut right after the end: what was told as done must stand.
    if (how && strcmp(how, "cut") == 0)
        power_off();
}

// ---- Which calls count ----

static bool counts(const char *path)
{
    if (!under || !path || cutting)
        return false;
    for (const char *p = under; *p;) {
        size_t n = strcspn(p, ":");
        if (n && strncmp(path, p, n) == 0 && (path[n] == '/' || path[n] == '\0'))
            return true;
        p += n + (p[n] == ':');
    }
    return false;
}

static bool fd_counts(int fd)
{
    return fd >= 0 && fd < FDS && counts(paths[fd]);
}

// The absolute path of a name below a descriptor.
static void whole(int dir, const char *name, char out[PATH_MAX])
{
    if (name[0] == '/' || dir == AT_FDCWD) {
        char here[PATH_MAX] = "";
        if (name[0] != '/' && !getcwd(here, sizeof here))
            here[0] = '\0';
        snprintf(out, PATH_MAX, "%.2000s%s%.2000s", here, name[0] == '/' ? "" : "/", name);
    } else if (strcmp(name, ".") == 0) {
        snprintf(out, PATH_MAX, "%.2000s", dir >= 0 && dir < FDS && paths[dir] ? paths[dir] : "");
    } else {
        snprintf(out, PATH_MAX, "%.2000s/%.2000s", dir >= 0 && dir < FDS && paths[dir] ? paths[dir] : "",
                 name);
    }
}

// Called before each call that counts. True: it fails with errno.
static bool hit(void)
{
    if (++count != at || !how)
        return false;
    if (strcmp(how, "kill") == 0)
        raise(SIGKILL);
    if (strcmp(how, "cut") == 0)
        power_off();
    if (strcmp(how, "run") == 0) {
        do_run();
        return false;
    }
    errno = atoi(how);
    return true;
}

// ---- The account ----

static bool accounts(void)
{
    return how && strcmp(how, "cut") == 0 && !cutting;
}

static char *keep(const char *path)
{
    static unsigned long number;
    char name[PATH_MAX];
    if (!shadow)
        return NULL;
    snprintf(name, sizeof name, "%s/%lu.%d", shadow, ++number, (int)getpid());
    return syscall(SYS_linkat, AT_FDCWD, path, AT_FDCWD, name, 0) == 0 ? strdup(name) : NULL;
}

static struct op *add_op(enum op_kind kind, const char *path, const char *to, char *kept)
{
    if (n_ops == OPS)
        abort();
    ops[n_ops] = (struct op){kind, strdup(path), to ? strdup(to) : NULL, kept, false};
    return &ops[n_ops++];
}

static struct file *file_of(int fd, bool fresh)
{
    struct stat st;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
        return NULL;
    for (size_t i = 0; i < n_files; i++)
        if (files[i].dev == st.st_dev && files[i].ino == st.st_ino) {
            if (fresh)
                files[i].synced = 0;
            return &files[i];
        }
    if (n_files == FILES)
        abort();
    files[n_files] = (struct file){st.st_dev, st.st_ino, strdup(paths[fd]), fresh ? 0 : st.st_size, false};
    return &files[n_files++];
}

static bool lies_in(const char *path, const char *folder)
{
    const char *slash = strrchr(path, '/');
    size_t n = slash ? (size_t)(slash - path) : 0;
    return strlen(folder) == n && strncmp(path, folder, n) == 0;
}

static void sync_folder(const char *folder)
{
    for (size_t i = 0; i < n_ops; i++)
        if (lies_in(ops[i].path, folder) || (ops[i].to && lies_in(ops[i].to, folder)))
            ops[i].synced = true;
}

static void sync_file(int fd)
{
    struct stat st;
    struct file *file = file_of(fd, false);
    if (file && fstat(fd, &st) == 0) {
        file->synced = st.st_size;
        file->dirty = false;
    }
}

static void sync_everything(void)
{
    struct stat st;
    for (size_t i = 0; i < n_ops; i++)
        ops[i].synced = true;
    for (size_t i = 0; i < n_files; i++)
        if (stat(files[i].path, &st) == 0 && st.st_ino == files[i].ino) {
            files[i].synced = st.st_size;
            files[i].dirty = false;
        }
}

// ---- The cut ----

static unsigned long chance(unsigned long n)
{
    seed = seed * 6364136223846793005ul + 1442695040888963407ul;
    return (seed >> 33) % n;
}

static void remove_tree(const char *path)
{
    char name[PATH_MAX];
    if (syscall(SYS_unlinkat, AT_FDCWD, path, 0) == 0)
        return;
    DIR *stream = opendir(path);
    for (struct dirent *entry = stream ? readdir(stream) : NULL; entry; entry = readdir(stream)) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        snprintf(name, sizeof name, "%.2000s/%.255s", path, entry->d_name);
        remove_tree(name);
    }
    if (stream)
        closedir(stream);
    syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR);
}

static void undo(const struct op *op)
{
    switch (op->kind) {
    case OP_CREATE:
        syscall(SYS_unlinkat, AT_FDCWD, op->path, 0);
        break;
    case OP_MKDIR:
        remove_tree(op->path);
        break;
    case OP_RENAME:
        syscall(SYS_renameat2, AT_FDCWD, op->to, AT_FDCWD, op->path, 0);
        if (op->kept)
            syscall(SYS_linkat, AT_FDCWD, op->kept, AT_FDCWD, op->to, 0);
        break;
    case OP_EXCHANGE:
        syscall(SYS_renameat2, AT_FDCWD, op->to, AT_FDCWD, op->path, RENAME_EXCHANGE);
        break;
    case OP_UNLINK:
        if (op->kept)
            syscall(SYS_linkat, AT_FDCWD, op->kept, AT_FDCWD, op->path, 0);
        break;
    case OP_RMDIR:
        syscall(SYS_mkdirat, AT_FDCWD, op->path, 0755);
        break;
    }
}

// Contents first, while the files still have the names they were written under or were renamed to.
static void lose_data(bool some)
{
    char path[PATH_MAX];
    for (size_t i = 0; i < n_files; i++) {
        struct stat st;
        if (!files[i].dirty || (some && chance(2)))
            continue;
        snprintf(path, sizeof path, "%s", files[i].path);
        for (size_t k = 0; k < n_ops; k++) {
            size_t n = ops[k].kind == OP_RENAME ? strlen(ops[k].path) : 0;
            if (n && strncmp(path, ops[k].path, n) == 0 && (path[n] == '/' || path[n] == '\0')) {
                char moved[PATH_MAX];
                snprintf(moved, sizeof moved, "%.2000s%.2000s", ops[k].to, path + n);
                snprintf(path, sizeof path, "%s", moved);
            }
        }
        if (stat(path, &st) == 0 && st.st_ino == files[i].ino && truncate(path, files[i].synced) != 0)
            abort();
    }
}

// A folder's changes reach the disk in their order: what follows one that is lost is lost too.
static void lose_names(bool some)
{
    if (some)
        for (size_t i = 0; i < n_ops; i++) {
            bool before_lost = false;
            for (size_t k = 0; k < i; k++) {
                const char *slash = strrchr(ops[k].path, '/');
                char folder[PATH_MAX];
                snprintf(folder, sizeof folder, "%.*s", (int)(slash - ops[k].path), ops[k].path);
                before_lost = before_lost || (!ops[k].synced && (lies_in(ops[i].path, folder) ||
                                                                 (ops[i].to && lies_in(ops[i].to, folder))));
            }
            if (!ops[i].synced && !before_lost && chance(2))
                ops[i].synced = true;
        }
    for (size_t i = n_ops; i-- > 0;)
        if (!ops[i].synced)
            undo(&ops[i]);
}

static void power_off(void)
{
    pthread_mutex_lock(&lock);
    if (cutting) {
        pthread_mutex_unlock(&lock);
        return;
    }
    cutting = true;
    bool some = cut && cut[0] >= '0' && cut[0] <= '9';
    lose_data(some);
    if (!cut || strcmp(cut, "data") != 0)
        lose_names(some);
    raise(SIGKILL);
}

// ---- The calls ----

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

// Counts, fails, or goes on and returns what `call` returned; `then` is done when that was a success.
#define WRAP(interesting, call, then)                                                                        \
    do {                                                                                                     \
        if (!(interesting))                                                                                  \
            return call;                                                                                     \
        pthread_mutex_lock(&lock);                                                                           \
        if (hit()) {                                                                                         \
            pthread_mutex_unlock(&lock);                                                                     \
            return -1;                                                                                       \
        }                                                                                                    \
        __typeof__(call) result = call;                                                                      \
        int error = errno;                                                                                   \
        if (result >= 0) {                                                                                   \
            then;                                                                                            \
        }                                                                                                    \
        pthread_mutex_unlock(&lock);                                                                         \
        errno = error;                                                                                       \
        return result;                                                                                       \
    } while (0)

static void opened(int fd, const char *path, int flags, bool there)
{
    if (fd >= FDS)
        abort();
    free(paths[fd]);
    paths[fd] = strdup(path);
    if (!accounts() || !counts(path) || (flags & O_ACCMODE) == O_RDONLY)
        return;
    if (!there)
        add_op(OP_CREATE, path, NULL, NULL);
    struct file *file = file_of(fd, !there || flags & O_TRUNC);
    if (file && (!there || flags & O_TRUNC))
        file->dirty = true;
}

static int open_any(int dir, const char *name, int flags, mode_t mode)
{
    char path[PATH_MAX];
    struct stat st;
    whole(dir, name, path);
    bool there = counts(path) && lstat(path, &st) == 0;
    if (!counts(path)) {
        int fd = (int)syscall(SYS_openat, dir, name, flags, mode);
        if (fd >= 0 && !cutting)
            opened(fd, path, flags, true);
        return fd;
    }
    WRAP(true, (int)syscall(SYS_openat, dir, name, flags, mode), opened(result, path, flags, there));
}

static mode_t mode_of(int flags, va_list args)
{
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
}

#define OPEN(function, has_dir)                                                                              \
    va_list args;                                                                                            \
    va_start(args, flags);                                                                                   \
    mode_t mode = mode_of(flags, args);                                                                      \
    va_end(args);                                                                                            \
    return open_any(has_dir, name, flags, mode)

EXPORT int open(const char *name, int flags, ...)
{
    OPEN(open, AT_FDCWD);
}

EXPORT int open64(const char *name, int flags, ...)
{
    OPEN(open64, AT_FDCWD);
}

EXPORT int openat(int dir, const char *name, int flags, ...)
{
    OPEN(openat, dir);
}

EXPORT int openat64(int dir, const char *name, int flags, ...)
{
    OPEN(openat64, dir);
}

EXPORT DIR *opendir(const char *name)
{
    int fd = open_any(AT_FDCWD, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    return fd < 0 ? NULL : fdopendir(fd);
}

static int is_read(DIR *stream)
{
    WRAP(fd_counts(dirfd(stream)), 0, (void)0);
}

EXPORT struct dirent *readdir(DIR *stream)
{
    return is_read(stream) == 0 ? REAL(readdir)(stream) : NULL;
}

EXPORT int closedir(DIR *stream)
{
    int fd = dirfd(stream);
    if (fd >= 0 && fd < FDS) {
        free(paths[fd]);
        paths[fd] = NULL;
    }
    return REAL(closedir)(stream);
}

EXPORT int close(int fd)
{
    bool counted = fd_counts(fd);
    if (fd >= 0 && fd < FDS && !cutting) {
        free(paths[fd]);
        paths[fd] = NULL;
    }
    int closed = (int)syscall(SYS_close, fd);
    WRAP(counted, closed, (void)0);
}

EXPORT ssize_t read(int fd, void *bytes, size_t n)
{
    WRAP(fd_counts(fd), (ssize_t)syscall(SYS_read, fd, bytes, n), (void)0);
}

EXPORT ssize_t pread(int fd, void *bytes, size_t n, off_t where)
{
    WRAP(fd_counts(fd), (ssize_t)syscall(SYS_pread64, fd, bytes, n, where), (void)0);
}

EXPORT ssize_t pread64(int fd, void *bytes, size_t n, off64_t where)
{
    WRAP(fd_counts(fd), (ssize_t)syscall(SYS_pread64, fd, bytes, n, where), (void)0);
}

static void written(int fd)
{
    struct file *file = accounts() ? file_of(fd, false) : NULL;
    if (file)
        file->dirty = true;
}

EXPORT ssize_t write(int fd, const void *bytes, size_t n)
{
    WRAP(fd_counts(fd), (ssize_t)syscall(SYS_write, fd, bytes, n), written(fd));
}

static void synced(int fd)
{
    struct stat st;
    if (no_sync || !accounts() || fstat(fd, &st) != 0)
        return;
    if (S_ISDIR(st.st_mode))
        sync_folder(paths[fd]);
    else
        sync_file(fd);
}

EXPORT int fsync(int fd)
{
    WRAP(fd_counts(fd), no_sync ? 0 : (int)syscall(SYS_fsync, fd), synced(fd));
}

EXPORT int fdatasync(int fd)
{
    WRAP(fd_counts(fd), no_sync ? 0 : (int)syscall(SYS_fdatasync, fd), synced(fd));
}

EXPORT int syncfs(int fd)
{
    // What was written while the disk was at it may or may not have come along: it hasn't.
    WRAP(fd_counts(fd), accounts() || no_sync ? 0 : (int)syscall(SYS_syncfs, fd),
         if (!no_sync && accounts()) sync_everything());
}

EXPORT int sync_file_range(int fd, off64_t from, off64_t n, unsigned flags)
{
    WRAP(fd_counts(fd), (int)syscall(SYS_sync_file_range, fd, from, n, flags), (void)0);
}

EXPORT int ftruncate(int fd, off_t n)
{
    WRAP(fd_counts(fd), (int)syscall(SYS_ftruncate, fd, n), written(fd));
}

static int rename_any(const char *from, const char *to)
{
    char old[PATH_MAX], new[PATH_MAX];
    whole(AT_FDCWD, from, old);
    whole(AT_FDCWD, to, new);
    char *kept = accounts() && counts(new) ? keep(new) : NULL;
    WRAP(counts(old) || counts(new), (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0),
         if (accounts()) add_op(OP_RENAME, old, new, kept));
}

static int exchange(const char *from, const char *to)
{
    char old[PATH_MAX], new[PATH_MAX];
    whole(AT_FDCWD, from, old);
    whole(AT_FDCWD, to, new);
    WRAP(counts(old) || counts(new),
         (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, RENAME_EXCHANGE),
         if (accounts()) add_op(OP_EXCHANGE, old, new, NULL));
}

EXPORT int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    if (from_folder != AT_FDCWD || to_folder != AT_FDCWD || (flags && flags != RENAME_EXCHANGE))
        abort(); // nobody here does
    return flags ? exchange(from, to) : rename_any(from, to);
}

EXPORT int rename(const char *from, const char *to)
{
    return rename_any(from, to);
}

static int make_any(int dir, const char *name, mode_t mode)
{
    char path[PATH_MAX];
    whole(dir, name, path);
    WRAP(counts(path), (int)syscall(SYS_mkdirat, dir, name, mode),
         if (accounts()) add_op(OP_MKDIR, path, NULL, NULL));
}

EXPORT int mkdir(const char *name, mode_t mode)
{
    return make_any(AT_FDCWD, name, mode);
}

EXPORT int mkdirat(int dir, const char *name, mode_t mode)
{
    return make_any(dir, name, mode);
}

static int remove_any(int dir, const char *name, int flags)
{
    char path[PATH_MAX];
    whole(dir, name, path);
    bool is_folder = flags & AT_REMOVEDIR;
    char *kept = accounts() && counts(path) && !is_folder ? keep(path) : NULL;
    WRAP(counts(path), (int)syscall(SYS_unlinkat, dir, name, flags),
         if (accounts()) add_op(is_folder ? OP_RMDIR : OP_UNLINK, path, NULL, kept));
}

EXPORT int unlink(const char *name)
{
    return remove_any(AT_FDCWD, name, 0);
}

EXPORT int unlinkat(int dir, const char *name, int flags)
{
    return remove_any(dir, name, flags);
}

EXPORT int rmdir(const char *name)
{
    return remove_any(AT_FDCWD, name, AT_REMOVEDIR);
}

EXPORT int flock(int fd, int what)
{
    WRAP(fd_counts(fd), (int)syscall(SYS_flock, fd, what), (void)0);
}

static unsigned long long taken;

static int add_file(const char *name, const struct stat *st, int kind, struct FTW *place)
{
    (void)name, (void)place;
    taken += kind == FTW_F ? (unsigned long long)st->st_size : 0;
    return 0;
}

static int stat_free(const char *name, struct statvfs *out)
{
    const char *text = getenv("FAULT_FREE"), *disk = getenv("FAULT_DISK");
    int result = REAL(statvfs)(name, out);
    taken = 0;
    if (disk)
        nftw(name, add_file, 16, FTW_PHYS);
    unsigned long long room = strtoull(disk ? disk : text ? text : "0", NULL, 10);
    if (result == 0 && (text || disk))
        out->f_bavail = (room > taken ? room - taken : 0) / out->f_frsize;
    return result;
}

EXPORT int statvfs(const char *name, struct statvfs *out)
{
    char path[PATH_MAX];
    whole(AT_FDCWD, name, path);
    WRAP(counts(path), stat_free(name, out), (void)0);
}

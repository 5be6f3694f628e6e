// SPDX-License-Identifier: MIT
#include "pack/store.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "system/clock.h"
#include "system/durable.h"

const char *store_path(const char *root, const char *folder, struct slice name, struct arena *arena)
{
    return arena_format(arena, "%s/%s%s%.*s", root, folder, folder[0] && name.n ? "/" : "", SLICE_ARG(name))
        .p;
}

// ---- Small files ----

static bool read_all(int fd, char *bytes, size_t room, size_t *n)
{
    for (*n = 0; *n < room;) {
        ssize_t got = read(fd, bytes + *n, room - *n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        if (got == 0)
            break;
        *n += (size_t)got;
    }
    return true;
}

static bool read_once(const char *path, size_t cap, struct arena *arena, struct slice *out)
{
    int fd;
    do
        fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    while (fd < 0 && errno == EINTR);
    if (fd < 0)
        return false;
    char *bytes = arena_alloc(arena, cap + 1);
    out->p = bytes;
    bool good = read_all(fd, bytes, cap + 1, &out->n);
    int error = errno;
    close(fd);
    if (good && out->n > cap) {
        good = false;
        error = EFBIG;
    }
    errno = error;
    return good;
}

// A file of at most `cap` bytes. False with errno.
static bool read_small(const char *path, size_t cap, struct arena *arena, struct slice *out)
{
    // A disk that couldn't read once may be able to.
    return read_once(path, cap, arena, out) || (errno == EIO && read_once(path, cap, arena, out));
}

// What stands there is no file that this program wrote, or can't be read any more.
static bool is_rotten(int error)
{
    return error == EINVAL || error == EFBIG || error == EISDIR || error == ELOOP || error == EIO;
}

// A file that holds one number.
static bool read_number(const char *path, uint64_t *out)
{
    struct arena arena;
    struct slice bytes, line = SLICE_NONE;
    arena_init(&arena);
    bool good = read_small(path, 64, &arena, &bytes);
    int error = good ? EINVAL : errno;
    good = good && bytes.n > 0 && bytes.p[bytes.n - 1] == '\n' && slice_next_line(&bytes, &line) &&
           slice_to_uint(line, LIMIT_GENERATION, out);
    arena_fini(&arena);
    errno = error;
    return good;
}

// ---- Generations ----

static int by_number(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return a < b ? -1 : a > b;
}

bool store_numbers(const char *root, struct arena *arena, uint64_t **out, size_t *n)
{
    uint64_t *numbers = NULL, number;
    size_t room = 0;
    *out = NULL;
    *n = 0;
    DIR *stream = opendir(store_path(root, "generations", SLICE_NONE, arena));
    if (!stream)
        return errno == ENOENT;
    const struct dirent *entry;
    while (errno = 0, (entry = readdir(stream)) && *n < LIMIT_STORE_NAMES)
        if (slice_to_uint(slice_of(entry->d_name), LIMIT_GENERATION, &number) && number > 0)
            *ARENA_PUSH(arena, numbers, *n, room) = number;
    int error = errno;
    closedir(stream);
    if (*n > 1)
        qsort(numbers, *n, sizeof *numbers, by_number);
    *out = numbers;
    errno = error;
    return error == 0;
}

static const char *generation_path(const char *root, uint64_t number, struct arena *arena)
{
    return store_path(root, "generations", arena_format(arena, "%" PRIu64, number), arena);
}

// A disk that can't tell may still hold it.
static bool is_gone(const char *root, uint64_t number, struct arena *arena)
{
    struct stat st;
    return number > 0 && stat(generation_path(root, number, arena), &st) != 0 && errno == ENOENT;
}

bool store_current(const char *root, uint64_t *out)
{
    struct arena arena;
    uint64_t *numbers;
    size_t n;
    arena_init(&arena);
    bool good = read_number(store_path(root, "current", SLICE_NONE, &arena), out);
    if (good ? is_gone(root, *out, &arena) : errno == ENOENT || is_rotten(errno)) {
        good = store_numbers(root, &arena, &numbers, &n);
        *out = good && n ? numbers[n - 1] : 0;
    }
    int error = errno;
    arena_fini(&arena);
    errno = error;
    return good;
}

bool store_generation(const char *root, uint64_t number, struct arena *arena, struct generation *out)
{
    struct slice bytes;
    if (!read_small(generation_path(root, number, arena), LIMIT_GENERATION_FILE, arena, &bytes)) {
        errno = is_rotten(errno) ? EINVAL : errno;
        return false;
    }
    errno = EINVAL;
    return generation_read(bytes, number, arena, out);
}

bool store_newest(const char *root, uint64_t most, struct arena *arena, struct generation *out)
{
    uint64_t *numbers;
    size_t n;
    if (!store_numbers(root, arena, &numbers, &n))
        return false;
    while (n-- > 0) {
        if (numbers[n] > most)
            continue;
        bool whole = store_generation(root, numbers[n], arena, out);
        if (!whole && errno != EINVAL)
            return false;
        if (whole)
            return true;
    }
    *out = (struct generation){0};
    return true;
}

uint64_t store_before(const char *root, uint64_t number)
{
    struct arena arena;
    struct generation set;
    uint64_t back, before = number ? number - 1 : 0;
    arena_init(&arena);
    if (store_generation(root, number, &arena, &set) && slice_starts(set.how, SLICE("rollback ")) &&
        slice_to_uint(slice_from(set.how, sizeof "rollback " - 1), LIMIT_GENERATION, &back) && back < number)
        before = back;
    arena_fini(&arena);
    return before;
}

// ---- Bad ones ----

#define CRASHED "crashed"

// Whether it is one of them, and what its line says besides.
static bool find_bad(const char *root, uint64_t number, struct arena *arena, struct slice *why)
{
    struct slice bytes, line, text;
    uint64_t bad;
    *why = SLICE_NONE;
    if (!read_small(store_path(root, "bad", SLICE_NONE, arena), LIMIT_GENERATION_FILE, arena, &bytes))
        return false;
    while (slice_next_line(&bytes, &line)) {
        slice_cut(line, ' ', &text, why);
        if (slice_to_uint(text, LIMIT_GENERATION, &bad) && bad == number)
            return true;
    }
    return false;
}

bool store_is_bad(const char *root, uint64_t number)
{
    struct arena arena;
    struct slice why;
    arena_init(&arena);
    bool found = find_bad(root, number, &arena, &why);
    arena_fini(&arena);
    return found;
}

bool store_has_crashed(const char *root, uint64_t number)
{
    struct arena arena;
    struct slice why;
    arena_init(&arena);
    bool found = find_bad(root, number, &arena, &why) && slice_is(why, CRASHED);
    arena_fini(&arena);
    return found;
}

// Appended rather than replaced: two programs may find two of them bad at once.
static bool mark(const char *root, uint64_t number, const char *why)
{
    struct arena arena;
    char line[48];
    if (store_is_bad(root, number))
        return true;
    arena_init(&arena);
    int n = snprintf(line, sizeof line, "%" PRIu64 "%s\n", number, why);
    const char *path = store_path(root, "bad", SLICE_NONE, &arena);
    int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
    bool good =
        fd >= 0 && durable_inherit(AT_FDCWD, path) && write(fd, line, (size_t)n) == n && fsync(fd) == 0;
    int error = errno;
    if (fd >= 0)
        close(fd);
    arena_fini(&arena);
    if (good && !durable_folder(root))
        return false;
    errno = error;
    return good;
}

bool store_mark_bad(const char *root, uint64_t number)
{
    return mark(root, number, "");
}

// ---- Tries ----

// Starts since the machine was started: power that fails again and again is no fault of what is shown.
static uint64_t tries_of(const char *root, uint64_t number)
{
    struct arena arena;
    struct slice line, of, count;
    char boot[CLOCK_BOOT_ID];
    uint64_t known = 0, tries = 0;
    arena_init(&arena);
    clock_boot_id(boot);
    if (read_small(store_path(root, "tries", SLICE_NONE, &arena), 128, &arena, &line)) {
        line = slice_trim(line);
        slice_cut(line, ' ', &of, &line);
        slice_cut(line, ' ', &count, &line);
        if (!slice_to_uint(of, LIMIT_GENERATION, &known) || known != number || !slice_is(line, boot) ||
            !slice_to_uint(count, LIMIT_GENERATION, &tries))
            tries = 0;
    }
    arena_fini(&arena);
    return tries;
}

// A start waits for no disk here: what a power cut takes away is of no use afterwards.
static bool write_tries(const char *root, uint64_t number, uint64_t count)
{
    struct arena arena;
    char boot[CLOCK_BOOT_ID];
    arena_init(&arena);
    clock_boot_id(boot);
    const char *path = store_path(root, "tries", SLICE_NONE, &arena);
    // Whatever stands there must not hold up a start.
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0644);
    bool good = fd >= 0 && durable_inherit(AT_FDCWD, path) &&
                dprintf(fd, "%" PRIu64 " %" PRIu64 " %s\n", number, count, boot) > 0;
    int error = errno;
    if (fd >= 0)
        close(fd);
    arena_fini(&arena);
    errno = error;
    return good;
}

bool store_begin_try(const char *root, uint64_t number)
{
    return write_tries(root, number, tries_of(root, number) + 1);
}

bool store_mark_good(const char *root, uint64_t number)
{
    return tries_of(root, number) == 0 || write_tries(root, number, 0);
}

// ---- A start ----

static bool has_folders(const char *root, const struct generation *set, struct arena *arena,
                        struct store_start *out)
{
    struct stat st;
    for (size_t i = 0; i < set->n_packs; i++) {
        out->folders[i] = store_path(root, "packs", set->packs[i].folder, arena);
        if (stat(store_path(out->folders[i], "pack.yaml", SLICE_NONE, arena), &st) != 0)
            return false;
    }
    return true;
}

// False where it can't be shown; where it names nothing it can, and *out stays empty.
static bool try_generation(const char *root, uint64_t number, struct arena *arena, struct store_start *out)
{
    struct generation set;
    if (store_is_bad(root, number) || !store_generation(root, number, arena, &set) ||
        !has_folders(root, &set, arena, out))
        return false;
    out->nothing = set.n_packs == 0;
    if (!out->nothing)
        out->set = set;
    out->n = (int)set.n_packs;
    return true;
}

static bool find_shown(const char *root, bool starts, struct arena *arena, struct store_start *out)
{
    uint64_t *numbers, most;
    size_t n;
    *out = (struct store_start){.confirmed = store_path(root, "confirmed", SLICE_NONE, arena)};
    if (!store_current(root, &most))
        most = LIMIT_GENERATION; // a disk that can't tell may still hold them
    if (most == 0 || !store_numbers(root, arena, &numbers, &n))
        return false;
    while (n-- > 0) {
        if (numbers[n] > most) // never committed, or gone back from
            continue;
        bool crashed = starts && tries_of(root, numbers[n]) >= LIMIT_TRIES;
        if (crashed) // unless that can be written it is passed over this time, and tried again at the next start
            mark(root, numbers[n], " " CRASHED);
        if (!crashed && try_generation(root, numbers[n], arena, out))
            return !out->nothing;
        out->fell_back = true;
        most = store_before(root, numbers[n]);
    }
    return false;
}

bool store_open_current(const char *root, struct arena *arena, struct store_start *out)
{
    return find_shown(root, true, arena, out);
}

bool store_shown(const char *root, struct arena *arena, struct store_start *out)
{
    return find_shown(root, false, arena, out);
}

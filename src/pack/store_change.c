// SPDX-License-Identifier: MIT
#include "pack/store_change.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pack/carry.h"
#include "system/durable.h"

static struct slice number_text(uint64_t number, struct arena *arena)
{
    return arena_format(arena, "%" PRIu64, number);
}

// ---- The lock ----

static bool make_folder(const char *path)
{
    struct stat st;
    return durable_make_folder(AT_FDCWD, path) ||
           (errno == EEXIST && stat(path, &st) == 0 && S_ISDIR(st.st_mode));
}

static bool make_folders(const char *root, struct arena *arena)
{
    static const char *const folders[] = {"packs", "generations", "staging"};
    struct stat st;
    if (!make_folder(root))
        return false;
    // Before there are generations: one without it was never committed.
    if (stat(store_path(root, "generations", SLICE_NONE, arena), &st) != 0 &&
        stat(store_path(root, "current", SLICE_NONE, arena), &st) != 0 && errno == ENOENT &&
        !durable_replace(store_path(root, "current", SLICE_NONE, arena), SLICE("0\n"), 0644))
        return false;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (!make_folder(store_path(root, folders[i], SLICE_NONE, arena)))
            return false;
    return durable_folder(root);
}

int store_lock(const char *root, struct arena *arena, struct diags *diags)
{
    const char *path = store_path(root, "lock", SLICE_NONE, arena);
    struct pos pos = {.path = arena_copy(arena, slice_of(root))};
    int lock = -1, status;
    if (make_folder(root))
        lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (lock < 0 || !durable_inherit(AT_FDCWD, path)) {
        DIAG(diags, pos, STORE_FAILED, slice_of(strerror(errno)));
        if (lock >= 0)
            close(lock);
        return -1;
    }
    do
        status = flock(lock, LOCK_EX | LOCK_NB);
    while (status != 0 && errno == EINTR);
    if (status == 0 && make_folders(root, arena)) {
        store_clean(root);
        return lock;
    }
    if (status != 0 && errno == EWOULDBLOCK)
        DIAG(diags, pos, STORE_BUSY);
    else
        DIAG(diags, pos, STORE_FAILED, slice_of(strerror(errno)));
    close(lock);
    return -1;
}

void store_unlock(int lock)
{
    if (lock >= 0)
        close(lock);
}

// ---- Committing ----

static bool set_current(const char *root, uint64_t number, struct arena *arena)
{
    struct slice line = arena_format(arena, "%" PRIu64 "\n", number);
    return durable_replace(store_path(root, "current", SLICE_NONE, arena), line, 0644);
}

bool store_commit(const char *root, struct generation *set, struct arena *arena)
{
    uint64_t before, highest, *numbers, now;
    size_t n;
    if (!store_current(root, &before) || !store_numbers(root, arena, &numbers, &n))
        return false;
    highest = n && numbers[n - 1] > before ? numbers[n - 1] : before;
    // What was once marked as bad under a number isn't this one.
    for (set->number = highest + 1; store_is_bad(root, set->number);)
        set->number++;
    if (set->number > LIMIT_GENERATION) {
        errno = EOVERFLOW;
        return false;
    }
    const char *path = store_path(root, "generations", number_text(set->number, arena), arena);
    if (!durable_replace(path, generation_write(set, arena), 0644))
        return false;
    if (set_current(root, set->number, arena))
        return true;
    // The new name may stand already, and only its being on the disk have failed: what is told must be so.
    int error = errno;
    if (store_current(root, &now) && now == set->number)
        set_current(root, before, arena);
    errno = error;
    return false;
}

// ---- Going back ----

static bool is_whole(const char *root, const struct generation *set, struct arena *arena)
{
    const struct carry carry = {.store = root, .arena = arena};
    return carry_are_whole(&carry, set);
}

static struct pos whole_store(const char *root, struct arena *arena)
{
    return (struct pos){.path = arena_copy(arena, slice_of(root))};
}

static bool failed(const char *root, struct arena *arena, struct diags *diags)
{
    DIAG(diags, whole_store(root, arena), STORE_FAILED, slice_of(strerror(errno)));
    return false;
}

// To nothing goes back only who names it.
static bool find_before(const char *root, const struct generation *current, struct arena *arena,
                        struct diags *diags, struct generation *out)
{
    uint64_t *numbers;
    size_t n;
    if (!store_numbers(root, arena, &numbers, &n))
        return failed(root, arena, diags);
    while (n-- > 0)
        if (numbers[n] < current->number && !store_is_bad(root, numbers[n]) &&
            store_generation(root, numbers[n], arena, out) && out->n_packs > 0 &&
            !generation_same(out, current) && is_whole(root, out, arena))
            return true;
    DIAG(diags, whole_store(root, arena), ROLLBACK_NONE);
    return false;
}

static bool find_wanted(const char *root, uint64_t wanted, struct arena *arena, struct diags *diags,
                        struct generation *out)
{
    struct generation current = {0};
    uint64_t number = 0;
    if (!store_current(root, &number))
        return failed(root, arena, diags);
    if (number && !store_generation(root, number, arena, &current))
        current = (struct generation){.number = number};
    if (wanted == 0)
        return find_before(root, &current, arena, diags, out);
    struct pos pos = whole_store(root, arena);
    if (wanted > number || !store_generation(root, wanted, arena, out))
        DIAG(diags, pos, ROLLBACK_UNKNOWN, number_text(wanted, arena));
    else if (generation_same(out, &current) && !store_is_bad(root, number))
        DIAG(diags, pos, ROLLBACK_SAME, number_text(wanted, arena));
    else if (store_is_bad(root, wanted) || !is_whole(root, out, arena))
        DIAG(diags, pos, ROLLBACK_BAD, number_text(wanted, arena));
    else
        return true;
    return false;
}

static bool go_back(const char *root, struct generation *set, struct date today, struct arena *arena,
                    struct diags *diags)
{
    set->how = arena_format(arena, "rollback %" PRIu64, set->number);
    set->made = today;
    return store_commit(root, set, arena) || failed(root, arena, diags);
}

bool store_rollback(const char *root, uint64_t wanted, struct date today,
                    const struct store_question *question, struct arena *arena, struct diags *diags,
                    uint64_t *made)
{
    struct generation set;
    int lock = store_lock(root, arena, diags);
    *made = 0;
    if (lock < 0)
        return false;
    bool good = find_wanted(root, wanted, arena, diags, &set) &&
                (!question || question->agrees(question->context, &set)) &&
                go_back(root, &set, today, arena, diags);
    if (good)
        *made = set.number;
    store_clean(root);
    store_unlock(lock);
    return good;
}

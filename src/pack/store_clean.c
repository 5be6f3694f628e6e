// SPDX-License-Identifier: MIT
// What a store keeps, and what goes.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "pack/store_change.h"
#include "system/durable.h"

#define TREE_DEPTH 8 // of what staging may hold

// ---- Removing ----

static void remove_below(int folder, const char *name, int depth)
{
    if (unlinkat(folder, name, 0) == 0 || (errno != EISDIR && errno != EPERM) || depth == 0)
        return;
    int fd = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *stream = fd < 0 ? NULL : fdopendir(fd);
    if (!stream) {
        if (fd >= 0)
            close(fd);
        return;
    }
    const struct dirent *entry;
    while ((entry = readdir(stream)))
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            remove_below(dirfd(stream), entry->d_name, depth - 1);
    closedir(stream);
    unlinkat(folder, name, AT_REMOVEDIR);
}

// Every name in a folder of the store that `keep` doesn't want.
static void remove_others(const char *root, const char *folder,
                          bool (*keep)(void *context, struct slice name), void *context)
{
    struct arena arena;
    arena_init(&arena);
    DIR *stream = opendir(store_path(root, folder, SLICE_NONE, &arena));
    const struct dirent *entry;
    while (stream && (entry = readdir(stream)))
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
            !keep(context, slice_of(entry->d_name)))
            remove_below(dirfd(stream), entry->d_name, TREE_DEPTH);
    if (stream)
        closedir(stream);
    arena_fini(&arena);
}

static bool keep_nothing(void *context, struct slice name)
{
    (void)context, (void)name;
    return false;
}

// ---- What is kept ----

struct kept {
    uint64_t *numbers;
    size_t n;
    struct generation *sets; // of the same
    size_t n_torn;
};

static bool keep_number(void *context, struct slice name)
{
    const struct kept *kept = context;
    uint64_t number;
    if (!slice_to_uint(name, LIMIT_GENERATION, &number))
        return false;
    for (size_t i = 0; i < kept->n; i++)
        if (kept->numbers[i] == number)
            return true;
    return false;
}

static bool keep_pack(void *context, struct slice name)
{
    const struct kept *kept = context;
    for (size_t i = 0; i < kept->n; i++)
        for (size_t k = 0; k < kept->sets[i].n_packs; k++)
            if (slice_eq(kept->sets[i].packs[k].folder, name))
                return true;
    return false;
}

// The current generation, and the last ones before it that can be shown. False when the disk can't tell.
static bool choose_kept(const char *root, struct arena *arena, struct kept *kept)
{
    uint64_t current, *numbers;
    size_t n;
    if (!store_current(root, &current) || !store_numbers(root, arena, &numbers, &n))
        return false;
    kept->numbers = ARENA_ARRAY(arena, LIMIT_GENERATIONS_KEPT, uint64_t);
    while (n-- > 0 && kept->n < LIMIT_GENERATIONS_KEPT)
        if (numbers[n] == current || (numbers[n] < current && !store_is_bad(root, numbers[n])))
            kept->numbers[kept->n++] = numbers[n];
    return true;
}

// Reads what they name; a text that is torn names nothing, and is counted. False when the disk can't tell.
static bool read_kept(const char *root, struct arena *arena, struct kept *kept)
{
    kept->sets = ARENA_ARRAY(arena, kept->n, struct generation);
    for (size_t i = 0; i < kept->n; i++) {
        if (store_generation(root, kept->numbers[i], arena, &kept->sets[i]))
            continue;
        if (errno != EINVAL)
            return false;
        kept->sets[i] = (struct generation){0};
        kept->n_torn++;
    }
    return true;
}

void store_clean(const char *root)
{
    struct arena arena;
    struct kept kept = {0};
    arena_init(&arena);
    remove_others(root, "staging", keep_nothing, NULL);
    if (choose_kept(root, &arena, &kept)) {
        remove_others(root, "generations", keep_number, &kept);
        // What a torn text named may be all there is.
        if (read_kept(root, &arena, &kept) && kept.n_torn == 0)
            remove_others(root, "packs", keep_pack, &kept);
    }
    arena_fini(&arena);
}

// ---- Room ----

// Which of them goes first: the oldest that is torn, else the oldest. The current one stays, and the one that is shown. False when no
// other is left, or nothing could be shown.
static bool choose_dropped(const char *root, const struct kept *kept, struct arena *arena, size_t *out)
{
    struct store_start shown;
    uint64_t current;
    bool found = false, found_torn = false;
    if (!store_current(root, &current) || (!store_shown(root, arena, &shown) && !shown.nothing))
        return false;
    for (size_t i = 0; i < kept->n; i++) { // the newest first
        bool torn = kept->sets[i].number == 0;
        if (kept->numbers[i] == current || kept->numbers[i] == shown.set.number || (found_torn && !torn))
            continue;
        *out = i;
        found = true;
        found_torn = torn;
    }
    return found;
}

static void forget(struct kept *kept, size_t i)
{
    kept->n--;
    memmove(&kept->numbers[i], &kept->numbers[i + 1], (kept->n - i) * sizeof *kept->numbers);
    memmove(&kept->sets[i], &kept->sets[i + 1], (kept->n - i) * sizeof *kept->sets);
}

bool store_drop_oldest(const char *root)
{
    struct arena arena;
    struct kept kept = {0};
    size_t i = 0;
    arena_init(&arena);
    bool good = choose_kept(root, &arena, &kept) && read_kept(root, &arena, &kept) &&
                choose_dropped(root, &kept, &arena, &i);
    if (good) {
        forget(&kept, i);
        remove_others(root, "generations", keep_number, &kept);
        // After a power cut no generation may stand there whose packs are gone.
        good = durable_folder(store_path(root, "generations", SLICE_NONE, &arena));
    }
    if (good)
        remove_others(root, "packs", keep_pack, &kept);
    arena_fini(&arena);
    return good;
}

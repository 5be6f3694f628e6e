// SPDX-License-Identifier: MIT
#include "pack/site_change.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "content/paths.h"
#include "pack/store_change.h"
#include "system/durable.h"
#include "system/files.h"

#define PHOTOS "pictures"
#define PHOTO_PATH (sizeof PHOTOS + 1 + NAME_MAX)
#define STAGED "staging/site"
#define PLACE "site"

void site_change_init(struct site_change *change, const struct site_change_options *options,
                      struct arena *arena, struct diags *diags)
{
    *change = (struct site_change){.options = *options, .arena = arena, .diags = diags, .lock = -1};
    change->staging = (struct staging){.store = options->store,
                                       .folder = -1,
                                       .shown = slice_of(options->store),
                                       .arena = arena,
                                       .diags = diags};
}

static enum install_status failed(const struct site_change *change)
{
    staging_failed(&change->staging, SLICE_NONE, errno);
    return INSTALL_FAILED;
}

static struct pos place_of(const struct site_change *change, const char *path)
{
    return (struct pos){.path = arena_format(change->arena, "%s/%s", change->options.folder, path)};
}

// ---- The copy ----

static enum install_status refuse_read(const struct site_change *change, const char *path)
{
    if (origin_is_pulled(errno))
        DIAG(change->diags, place_of(change, path), STICK_REMOVED);
    else if (errno == ENOENT)
        DIAG(change->diags, place_of(change, path), SITE_MISSING);
    else if (errno == ELOOP)
        DIAG(change->diags, place_of(change, path), SOURCE_NOT_FILE);
    else
        DIAG(change->diags, place_of(change, path), SOURCE_READ, slice_of(strerror(errno)));
    return INSTALL_REFUSED;
}

static enum install_status refuse_file(const struct site_change *change, const char *path,
                                       const struct tree_entry *entry)
{
    if (entry->kind != TREE_FILE) {
        DIAG(change->diags, place_of(change, path), SOURCE_NOT_FILE);
    } else if (entry->fault == TREE_TOO_LARGE) {
        DIAG(change->diags, place_of(change, path), FILE_TOO_LARGE,
             arena_format(change->arena, "%llu", (unsigned long long)entry->size),
             arena_format(change->arena, "%llu", (unsigned long long)entry->cap));
    } else {
        return refuse_read(change, path);
    }
    return INSTALL_REFUSED;
}

// One regular file of the stick's, whole, into the copy.
static enum install_status copy_file(const struct site_change *change, int from, const char *name,
                                     const char *path, int to, struct arena *arena, struct slice *out)
{
    struct staging into = change->staging;
    struct tree_entry entry;
    into.folder = to;
    int fd = openat(from, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return refuse_read(change, path);
    bool good = files_read_open(fd, site_cap(slice_of(path)), arena, &entry);
    int error = errno;
    close(fd);
    errno = error;
    if (!good)
        return refuse_file(change, path, &entry);
    *out = entry.bytes;
    return staging_put(&into, name, entry.bytes) ? INSTALL_DONE : INSTALL_FAILED;
}

// A stick may hold any number of pictures; those whose name the card doesn't have stay where they are.
static bool is_wanted(const char *name, struct slice card)
{
    struct slice path = slice_of(name);
    char whole[PHOTO_PATH];
    int n = snprintf(whole, sizeof whole, PHOTOS "/%s", name);
    return n > 0 && (size_t)n < sizeof whole && path_place(slice_of(whole)) == PLACE_PICTURE &&
           slice_find(card, path) >= 0;
}

static enum install_status copy_photo(const struct site_change *change, int from, const char *name, int to)
{
    struct arena scratch; // of one photo
    struct slice bytes;
    char path[PHOTO_PATH];
    snprintf(path, sizeof path, PHOTOS "/%s", name);
    arena_init(&scratch);
    enum install_status status = copy_file(change, from, name, path, to, &scratch, &bytes);
    arena_fini(&scratch);
    return status;
}

static enum install_status copy_each(const struct site_change *change, DIR *stream, struct slice card, int to)
{
    enum install_status status = INSTALL_DONE;
    const struct dirent *entry;
    size_t n = 0, seen = 0;
    while (status == INSTALL_DONE && seen++ < LIMIT_STICK_ENTRIES && (entry = readdir(stream)) != NULL) {
        if (change->options.cancelled(change->options.context))
            return INSTALL_CANCELLED;
        if (is_wanted(entry->d_name, card) && n++ < 2 * LIMIT_SITE_ADULTS)
            status = copy_photo(change, dirfd(stream), entry->d_name, to);
    }
    return status;
}

static enum install_status copy_photos(const struct site_change *change, int from, struct slice card)
{
    int photos = openat(from, PHOTOS, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (photos < 0)
        return INSTALL_DONE; // a card that names one is told that it isn't there
    DIR *stream = fdopendir(photos);
    if (!stream) {
        close(photos);
        return failed(change);
    }
    enum install_status status = INSTALL_FAILED;
    int to = durable_make_folder(change->staging.folder, PHOTOS)
                 ? openat(change->staging.folder, PHOTOS, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
                 : -1;
    if (to < 0)
        failed(change);
    else
        status = copy_each(change, stream, card, to);
    if (status == INSTALL_DONE && fsync(to) != 0)
        status = failed(change);
    if (to >= 0)
        close(to);
    closedir(stream);
    return status;
}

static enum install_status copy(const struct site_change *change)
{
    struct slice card;
    int from = open(change->options.folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (from < 0)
        return refuse_read(change, SITE_YAML);
    enum install_status status =
        copy_file(change, from, SITE_YAML, SITE_YAML, change->staging.folder, change->arena, &card);
    if (status == INSTALL_DONE)
        status = copy_photos(change, from, card);
    close(from);
    if (status == INSTALL_DONE && fsync(change->staging.folder) != 0)
        return failed(change);
    return status;
}

static enum install_status open_staging(struct site_change *change)
{
    change->lock = store_lock(change->options.store, change->arena, change->diags);
    if (change->lock < 0)
        return INSTALL_FAILED;
    change->staged = store_path(change->options.store, STAGED, SLICE_NONE, change->arena);
    if (!durable_make_folder(AT_FDCWD, change->staged))
        return failed(change);
    change->staging.folder = open(change->staged, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    return change->staging.folder < 0 ? failed(change) : INSTALL_DONE;
}

// ---- What is in it ----

static bool decodes(const struct site_change *change, const struct picture *photo)
{
    char path[LIMIT_PATH + 1];
    snprintf(path, sizeof path, "%.*s", SLICE_ARG(photo->path));
    int fd = openat(change->staging.folder, path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    bool good = fd >= 0 && change->options.decodes(change->options.context, fd, photo->path);
    if (fd >= 0)
        close(fd);
    if (!good)
        DIAG(change->diags, place_of(change, path), PICTURE_BROKEN);
    return good;
}

static enum install_status judge(struct site_change *change)
{
    struct tree tree;
    if (!files_read_tree(change->staged, site_wants, site_cap, change->arena, &tree))
        return failed(change);
    tree.root = slice_of(change->options.folder); // the one that a person knows
    const struct site *site = site_read(&tree, change->options.today, change->arena, change->diags);
    if (!site)
        return INSTALL_REFUSED;
    for (uint16_t i = 0; i < site->n_adults; i++) {
        if (change->options.cancelled(change->options.context))
            return INSTALL_CANCELLED;
        if (site->adults[i].photo && !decodes(change, site->adults[i].photo))
            return INSTALL_REFUSED;
    }
    change->site = site;
    return INSTALL_DONE;
}

enum install_status site_change_stage(struct site_change *change)
{
    enum install_status status = open_staging(change);
    if (status == INSTALL_DONE)
        status = copy(change);
    return status == INSTALL_DONE ? judge(change) : status;
}

// ---- Changing ----

static bool folders_are_durable(const char *store, struct arena *arena)
{
    return durable_folder(store) && durable_folder(store_path(store, "staging", SLICE_NONE, arena));
}

enum install_status site_change_commit(struct site_change *change)
{
    const char *store = change->options.store;
    const char *place = store_path(store, PLACE, SLICE_NONE, change->arena);
    // The card that stood goes to staging in the same moment, and from there with fini.
    int status = renameat2(AT_FDCWD, change->staged, AT_FDCWD, place, RENAME_EXCHANGE);
    if (status != 0 && errno == ENOENT)
        status = rename(change->staged, place);
    if (status != 0)
        return failed(change);
    change->in_doubt = !folders_are_durable(store, change->arena);
    return change->in_doubt ? failed(change) : INSTALL_DONE;
}

void site_change_fini(struct site_change *change)
{
    if (change->staging.folder >= 0)
        close(change->staging.folder);
    change->staging.folder = -1;
    if (change->lock >= 0 && !change->in_doubt)
        store_clean(change->options.store);
    store_unlock(change->lock);
    change->lock = -1;
}

enum install_status site_change_remove(const char *store, struct arena *arena, struct diags *diags)
{
    struct site_change change;
    site_change_init(&change, &(struct site_change_options){.store = store}, arena, diags);
    enum install_status status = INSTALL_DONE;
    change.lock = store_lock(store, arena, diags);
    if (change.lock < 0)
        return INSTALL_FAILED;
    const char *place = store_path(store, PLACE, SLICE_NONE, arena);
    if (rename(place, store_path(store, STAGED, SLICE_NONE, arena)) == 0)
        change.in_doubt = !folders_are_durable(store, arena);
    else if (errno != ENOENT)
        status = failed(&change);
    if (change.in_doubt)
        status = failed(&change);
    site_change_fini(&change);
    return status;
}

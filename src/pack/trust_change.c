// SPDX-License-Identifier: MIT
#include "pack/trust_change.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "system/durable.h"
#include "system/files.h"

#define MODE 0644

// Two changes at once would each write what it read. The lock ends with the descriptor; -1 with errno.
static int lock_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    while (fd >= 0 && flock(fd, LOCK_EX) != 0) {
        if (errno == EINTR)
            continue;
        int error = errno;
        close(fd);
        errno = error;
        return -1;
    }
    return fd;
}

static enum trust_change replace(const char *folder, const char *name, struct slice bytes)
{
    char path[PATH_MAX];
    int n = snprintf(path, sizeof path, "%s/%s", folder, name);
    if (n < 0 || (size_t)n >= sizeof path) {
        errno = ENAMETOOLONG;
        return TRUST_FAILED;
    }
    return durable_replace(path, bytes, MODE) ? TRUST_DONE : TRUST_FAILED;
}

static const struct trusted_key *find_name(const struct trust *trust, struct slice name)
{
    for (size_t i = 0; i < trust->n_keys; i++)
        if (slice_eq(trust->keys[i].name, name))
            return &trust->keys[i];
    return NULL;
}

static bool too_many(struct slice path, struct arena *arena, struct diags *diags)
{
    struct slice limit = arena_format(arena, "%d", LIMIT_KEYS);
    DIAG(diags, (struct pos){.path = path}, TRUST_TOO_MANY, limit);
    return false;
}

// ---- One key ----

static bool may_add(const struct trust *trust, struct slice name, struct slice path,
                    const struct minisign_public *key, struct arena *arena, struct diags *diags)
{
    struct pos pos = {.path = path};
    const struct trusted_key *there = trust_find(trust, key->id);
    const struct keys_revoke *revoked = trust_revoked(trust, key->id);
    char id[MINISIGN_ID_TEXT];
    minisign_id_text(key->id, id);
    if (revoked)
        DIAG(diags, pos, KEYS_REVOKED, slice_of(id), revoked->why);
    else if (there)
        DIAG(diags, pos, KEYS_KNOWN, there->name);
    else if (find_name(trust, name))
        DIAG(diags, pos, KEYS_NAME_TAKEN, name);
    else if (trust->n_keys >= LIMIT_KEYS)
        return too_many(path, arena, diags);
    else
        return true;
    return false;
}

static enum trust_change add_locked(const char *folder, struct slice name, struct slice path,
                                    struct slice text, struct arena *arena, struct diags *diags)
{
    struct trust trust;
    struct minisign_public key;
    if (!trust_read(folder, arena, diags, &trust))
        return TRUST_REFUSED;
    if (!keys_is_name(name)) {
        struct slice limit = arena_format(arena, "%d", LIMIT_KEY_NAME);
        DIAG(diags, (struct pos){.path = path}, KEYS_BAD_NAME, limit);
        return TRUST_REFUSED;
    }
    if (minisign_read_public(text, &key) != MINISIGN_OK) {
        DIAG(diags, (struct pos){.path = path}, KEYS_BAD_KEY);
        return TRUST_REFUSED;
    }
    if (!may_add(&trust, name, path, &key, arena, diags))
        return TRUST_REFUSED;
    return replace(folder, arena_format(arena, "%.*s.pub", SLICE_ARG(name)).p, text);
}

enum trust_change trust_add(const char *folder, struct slice name, struct slice path, struct slice text,
                            struct arena *arena, struct diags *diags)
{
    if (mkdir(folder, 0755) != 0 && errno != EEXIST)
        return TRUST_FAILED;
    int fd = lock_folder(folder);
    if (fd < 0)
        return TRUST_FAILED;
    enum trust_change change = add_locked(folder, name, path, text, arena, diags);
    int error = errno;
    close(fd);
    errno = error;
    return change;
}

// ---- One revocation ----

static enum trust_change revoke_locked(const char *folder, const uint8_t id[MINISIGN_ID], struct slice why,
                                       struct arena *arena, struct diags *diags)
{
    struct trust trust;
    struct tree_entry old;
    char text[MINISIGN_ID_TEXT];
    if (!trust_read(folder, arena, diags, &trust))
        return TRUST_REFUSED;
    if (trust_revoked(&trust, id))
        return TRUST_UNCHANGED;
    if (trust.n_revoked >= LIMIT_KEYS) {
        too_many(trust.folder, arena, diags);
        return TRUST_REFUSED;
    }
    // What people wrote there stays; trust_read has found that it can be read, if it is there.
    struct slice path = arena_format(arena, "%s/" TRUST_REVOKED, folder);
    if (!files_read(path.p, LIMIT_KEYS_FILE, arena, &old) && access(path.p, F_OK) == 0)
        return TRUST_FAILED;
    minisign_id_text(id, text);
    const char *between = old.bytes.n && old.bytes.p[old.bytes.n - 1] != '\n' ? "\n" : "";
    struct slice fresh =
        arena_format(arena, "%.*s%s%s %.*s\n", SLICE_ARG(old.bytes), between, text, SLICE_ARG(why));
    return replace(folder, TRUST_REVOKED, fresh);
}

enum trust_change trust_revoke(const char *folder, const uint8_t id[MINISIGN_ID], struct slice why,
                               struct arena *arena, struct diags *diags)
{
    int fd = lock_folder(folder);
    if (fd < 0)
        return TRUST_FAILED;
    enum trust_change change = revoke_locked(folder, id, why, arena, diags);
    int error = errno;
    close(fd);
    errno = error;
    return change;
}

// ---- A list ----

static bool serial_follows(const struct trust *trust, struct pos pos, uint64_t serial, struct arena *arena,
                           struct diags *diags)
{
    uint64_t last = trust->lists.serial;
    struct slice this = arena_format(arena, "%" PRIu64, serial),
                 before = arena_format(arena, "%" PRIu64, last);
    struct slice jump = arena_format(arena, "%d", LIMIT_SERIAL_JUMP);
    if (serial <= last)
        DIAG(diags, pos, KEYS_SERIAL_OLD, this, before);
    else if (serial - last > LIMIT_SERIAL_JUMP)
        DIAG(diags, pos, KEYS_SERIAL_FAR, this, before, jump);
    else
        return true;
    return false;
}

struct merge {
    const struct trust *trust;
    struct arena *arena;
    struct diags *diags;
    struct keys_list lists; // what the folder's come to
    struct keys_add *adds;
    struct keys_revoke *revokes;
};

static bool merge_add(struct merge *merge, const struct keys_add *add)
{
    const struct trusted_key *there = trust_find(merge->trust, add->key.id);
    const struct minisign_public *same = there ? &there->key : NULL;
    bool taken = find_name(merge->trust, add->name) != NULL;
    for (size_t i = 0; i < merge->lists.n_adds; i++) {
        if (memcmp(merge->adds[i].key.id, add->key.id, MINISIGN_ID) == 0)
            same = &merge->adds[i].key;
        taken = taken || slice_eq(merge->adds[i].name, add->name);
    }
    if (same && memcmp(same->key, add->key.key, sizeof same->key) == 0)
        return true;
    if (same)
        DIAG(merge->diags, add->pos, KEYS_KNOWN, add->name);
    else if (taken)
        DIAG(merge->diags, add->pos, KEYS_NAME_TAKEN, add->name);
    else
        merge->adds[merge->lists.n_adds++] = *add;
    return !same && !taken;
}

static bool merge_revoke(struct merge *merge, const struct keys_revoke *revoke, const struct trusted_key *by)
{
    if (memcmp(revoke->id, by->key.id, MINISIGN_ID) == 0) {
        DIAG(merge->diags, revoke->pos, KEYS_OWN_KEY, by->name);
        return false;
    }
    for (size_t i = 0; i < merge->lists.n_revokes; i++)
        if (memcmp(merge->revokes[i].id, revoke->id, MINISIGN_ID) == 0)
            return true;
    merge->revokes[merge->lists.n_revokes++] = *revoke;
    return true;
}

// Everything that is wrong is named, not only the first.
static bool merge_lists(struct merge *merge, const struct keys_list *list, const struct trusted_key *by)
{
    const struct keys_list *old = &merge->trust->lists;
    bool good = true;
    merge->adds = ARENA_ARRAY(merge->arena, old->n_adds + list->n_adds + 1, struct keys_add);
    merge->revokes = ARENA_ARRAY(merge->arena, old->n_revokes + list->n_revokes + 1, struct keys_revoke);
    if (old->n_adds)
        memcpy(merge->adds, old->adds, old->n_adds * sizeof *old->adds);
    if (old->n_revokes)
        memcpy(merge->revokes, old->revokes, old->n_revokes * sizeof *old->revokes);
    merge->lists = (struct keys_list){.serial = list->serial,
                                      .adds = merge->adds,
                                      .n_adds = old->n_adds,
                                      .revokes = merge->revokes,
                                      .n_revokes = old->n_revokes};
    for (size_t i = 0; i < list->n_adds; i++)
        good = merge_add(merge, &list->adds[i]) && good;
    for (size_t i = 0; i < list->n_revokes; i++)
        good = merge_revoke(merge, &list->revokes[i], by) && good;
    return good;
}

static enum trust_change apply_locked(const char *folder, struct slice list_path, struct slice list,
                                      struct slice signature_path, struct slice signature,
                                      struct arena *arena, struct diags *diags, struct trust_applied *out)
{
    struct trust trust;
    struct keys_list fresh;
    const struct trusted_key *by;
    if (!trust_read(folder, arena, diags, &trust) ||
        !trust_verify(&trust, signature_path, signature, list, diags, &by) ||
        !keys_list_read(list_path, list, arena, diags, &fresh) ||
        !serial_follows(&trust, (struct pos){list_path, 2, 1}, fresh.serial, arena, diags))
        return TRUST_REFUSED;
    struct merge merge = {.trust = &trust, .arena = arena, .diags = diags};
    if (!merge_lists(&merge, &fresh, by))
        return TRUST_REFUSED;
    out->by = by->name;
    out->serial = fresh.serial;
    out->n_added = merge.lists.n_adds - trust.lists.n_adds;
    out->n_revoked = merge.lists.n_revokes - trust.lists.n_revokes;
    if (trust.n_keys + out->n_added > LIMIT_KEYS || trust.n_revoked + out->n_revoked > LIMIT_KEYS) {
        too_many(list_path, arena, diags);
        return TRUST_REFUSED;
    }
    return replace(folder, TRUST_LISTS, keys_list_write(&merge.lists, arena));
}

enum trust_change trust_apply(const char *folder, struct slice list_path, struct slice list,
                              struct slice signature_path, struct slice signature, struct arena *arena,
                              struct diags *diags, struct trust_applied *out)
{
    int fd = lock_folder(folder);
    if (fd < 0)
        return TRUST_FAILED;
    enum trust_change change =
        apply_locked(folder, list_path, list, signature_path, signature, arena, diags, out);
    int error = errno;
    close(fd);
    errno = error;
    return change;
}

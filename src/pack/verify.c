// SPDX-License-Identifier: MIT
#include "pack/verify.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <string.h>
#include <unistd.h>

#include "content/index.h"
#include "pack/store_change.h"
#include "system/durable.h"
#include "system/files.h"

#define BLOCK (256 << 10)

struct verifying {
    struct verify *asked;
    uint64_t *numbers;
    size_t n;
    struct slice *done; // folders that were looked at
    bool *good;         // what came of them
    size_t n_done;
    uint8_t *block;
};

static bool is_cancelled(const struct verifying *v)
{
    const struct install_watch *watch = &v->asked->watch;
    return watch->cancelled && watch->cancelled(watch->context);
}

static void tell(const struct verifying *v, uint64_t done, uint64_t total, struct slice name)
{
    const struct install_watch *watch = &v->asked->watch;
    if (watch->progress)
        watch->progress(watch->context, INSTALL_CHECK, done, total, name);
}

// ---- Files ----

static bool hash_file(struct verifying *v, const char *path, uint8_t sha256[MANIFEST_HASH])
{
    struct sha256_ctx hash;
    ssize_t n = 1;
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    sha256_init(&hash);
    while (fd >= 0 && n != 0 && !is_cancelled(v)) {
        n = read(fd, v->block, BLOCK);
        if (n < 0 && errno != EINTR)
            break;
        if (n > 0)
            sha256_update(&hash, (size_t)n, v->block);
    }
    if (fd >= 0)
        close(fd);
    sha256_digest(&hash, MANIFEST_HASH, sha256);
    return n == 0;
}

static bool name_rotten(struct verifying *v, const char *folder, struct slice path)
{
    DIAG(v->asked->diags,
         ((struct pos){.path = arena_format(v->asked->arena, "%s/%.*s", folder, SLICE_ARG(path))}),
         ROTTEN_FILE);
    return false;
}

static bool read_manifest(struct verifying *v, const char *folder, const struct generation_pack *pack,
                          struct manifest *out)
{
    struct tree_entry file;
    struct diags unheard;
    uint8_t hash[MANIFEST_HASH];
    char text[MANIFEST_HASH_TEXT];
    *out = (struct manifest){0};
    diags_init(&unheard, v->asked->arena);
    if (!files_read(store_path(folder, "MANIFEST", SLICE_NONE, v->asked->arena), LIMIT_MANIFEST,
                    v->asked->arena, &file))
        return name_rotten(v, folder, SLICE("MANIFEST"));
    install_hash(file.bytes, hash);
    manifest_hash_text(hash, text);
    return (slice_is(pack->manifest, text) &&
            manifest_read(file.path, file.bytes, v->asked->arena, &unheard, out)) ||
           name_rotten(v, folder, SLICE("MANIFEST"));
}

static bool verify_files(struct verifying *v, const char *folder, const struct manifest *manifest)
{
    uint8_t hash[MANIFEST_HASH];
    bool good = true;
    for (size_t i = 0; i < manifest->n_files && !is_cancelled(v); i++) {
        const struct manifest_file *file = &manifest->files[i];
        tell(v, i, manifest->n_files, file->path);
        if (!hash_file(v, store_path(folder, "", file->path, v->asked->arena), hash) ||
            memcmp(hash, file->sha256, sizeof hash) != 0)
            good = is_cancelled(v) ? good : name_rotten(v, folder, file->path);
    }
    return good;
}

bool verify_installed(struct verify *verify, const struct generation_pack *pack)
{
    struct verifying v = {.asked = verify, .block = arena_alloc(verify->arena, BLOCK)};
    const char *folder = store_path(verify->store, "packs", pack->folder, verify->arena);
    struct manifest manifest;
    return read_manifest(&v, folder, pack, &manifest) && verify_files(&v, folder, &manifest);
}

// ---- Indexes ----

static uint16_t find_lenders(struct verifying *v, const struct generation *set, const struct pack **out)
{
    uint16_t n = 0;
    for (size_t i = 0; i < set->n_packs; i++) {
        const char *folder = store_path(v->asked->store, "packs", set->packs[i].folder, v->asked->arena);
        const struct pack *pack = set->packs[i].key.n ? installed_index(folder, v->asked->arena) : NULL;
        if (pack)
            out[n++] = pack;
    }
    return n;
}

// A new file takes the old one's name, so that whoever has that mapped keeps it.
static bool make_index(struct verifying *v, const char *folder, const struct generation *set, bool lends)
{
    const struct pack *lenders[LIMIT_PACKS];
    uint16_t n = lends ? 0 : find_lenders(v, set, lenders);
    bool unclear;
    struct pack *pack = installed_files(folder, lenders, n, v->asked->today, v->asked->arena, &unclear);
    // What others lend now isn't what they lent, and may be so again: until then a start reads its files.
    if (pack && unclear && !lends)
        return true;
    struct slice bytes = pack ? index_write(pack, v->asked->arena) : SLICE_NONE;
    if (bytes.n == 0)
        return name_rotten(v, folder, SLICE("pack.yaml"));
    v->asked->indexes++;
    if (durable_replace(store_path(folder, INDEX_FILE, SLICE_NONE, v->asked->arena), bytes, 0644))
        return true;
    DIAG(v->asked->diags, ((struct pos){.path = slice_of(folder)}), STORE_FAILED, slice_of(strerror(errno)));
    return true; // a start reads its files instead
}

// ---- Packs and generations ----

static bool verify_pack(struct verifying *v, const struct generation *set, const struct generation_pack *pack)
{
    const char *folder = store_path(v->asked->store, "packs", pack->folder, v->asked->arena);
    struct manifest manifest;
    for (size_t i = 0; i < v->n_done; i++)
        if (slice_eq(v->done[i], pack->folder))
            return v->good[i];
    bool good = read_manifest(v, folder, pack, &manifest) && verify_files(v, folder, &manifest);
    if (good && !is_cancelled(v) && !installed_index(folder, v->asked->arena))
        good = make_index(v, folder, set, pack->key.n > 0);
    v->asked->packs++;
    v->asked->rotten += !good;
    v->done[v->n_done] = pack->folder;
    v->good[v->n_done++] = good;
    return good;
}

static bool verify_set(struct verifying *v, const struct generation *set)
{
    bool good = true;
    for (int lends = 1; lends >= 0; lends--)
        for (size_t i = 0; i < set->n_packs && !is_cancelled(v); i++)
            if ((set->packs[i].key.n > 0) == lends)
                good = verify_pack(v, set, &set->packs[i]) && good;
    return good;
}

static bool failed(struct verify *verify)
{
    DIAG(verify->diags, ((struct pos){.path = slice_of(verify->store)}), STORE_FAILED,
         slice_of(strerror(errno)));
    return false;
}

static bool verify_all(struct verifying *v)
{
    struct verify *asked = v->asked;
    v->block = arena_alloc(asked->arena, BLOCK);
    v->done = ARENA_ARRAY(asked->arena, v->n * LIMIT_PACKS + 1, struct slice);
    v->good = ARENA_ARRAY(asked->arena, v->n * LIMIT_PACKS + 1, bool);
    // The newest first: it is the one that is shown.
    for (size_t i = v->n; i-- > 0 && !is_cancelled(v);) {
        struct generation set;
        bool good = store_generation(asked->store, v->numbers[i], asked->arena, &set);
        if (!good && errno != EINVAL)
            return failed(asked);
        good = good && verify_set(v, &set);
        if (!good && !is_cancelled(v) && !store_mark_bad(asked->store, v->numbers[i]))
            return failed(asked);
    }
    return !is_cancelled(v);
}

bool verify_store(struct verify *verify)
{
    struct verifying v = {.asked = verify};
    uint64_t current;
    if (!store_current(verify->store, &current) ||
        !store_numbers(verify->store, verify->arena, &v.numbers, &v.n))
        return failed(verify);
    if (current == 0)
        return true;
    int lock = store_lock(verify->store, verify->arena, verify->diags);
    if (lock < 0)
        return false;
    // What is older than it or was never committed is gone now.
    bool good =
        store_numbers(verify->store, verify->arena, &v.numbers, &v.n) ? verify_all(&v) : failed(verify);
    store_unlock(lock);
    return good;
}

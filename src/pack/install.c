// SPDX-License-Identifier: MIT
#include "pack/install.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "content/check.h"
#include "content/index.h"
#include "content/pack.h"
#include "content/paths.h"
#include "pack/lend.h"
#include "pack/origin_kinds.h"
#include "pack/store_change.h"
#include "system/durable.h"
#include "system/files.h"

#define STAGED "pack" // in staging/

void install_init(struct install *install, const struct install_options *options, struct arena *arena,
                  struct diags *diags)
{
    *install = (struct install){.options = *options, .arena = arena, .diags = diags, .lock = -1};
    install->source.fd = install->staging.folder = -1;
    diags_init(&install->reason, arena);
}

const struct diag *install_reason(const struct install *install)
{
    const struct diags *diags = install->reason.count ? &install->reason : install->diags;
    const struct diag *last = NULL;
    for (size_t i = 0; i < diags->count; i++)
        if (diag_code_severity(diags->list[i].code) == DIAG_ERROR || diags->list[i].code == DIAG_ALREADY_HERE)
            last = &diags->list[i];
    return last;
}

static void tell(const struct install *install, enum install_stage stage, uint64_t done, uint64_t total,
                 struct slice name)
{
    install->options.watch.progress(install->options.watch.context, stage, done, total, name);
}

static bool is_cancelled(const struct install *install)
{
    return install->options.watch.cancelled(install->options.watch.context);
}

static enum install_status failed(const struct install *install, int error)
{
    staging_failed(&install->staging, SLICE_NONE, error);
    return INSTALL_FAILED;
}

// ---- Before anything is copied ----

static enum install_status open_store(struct install *install)
{
    const char *store = install->options.store;
    install->staging = (struct staging){.store = store,
                                        .folder = -1,
                                        .shown = arena_copy(install->arena, slice_of(store)),
                                        .watch = &install->copying,
                                        .arena = install->arena,
                                        .diags = install->diags};
    install->lock = store_lock(store, install->arena, install->diags);
    if (install->lock < 0)
        return INSTALL_FAILED;
    const struct carry carry = install_carry(install);
    if (!carry_read(&carry, &install->installed))
        return failed(install, errno);
    return INSTALL_DONE;
}

// Only what is signed by somebody who is believed here may cost generations that could be gone back to.
static enum install_status make_room(struct install *install)
{
    uint64_t missing;
    while ((missing = staging_lacks(&install->staging, &install->source)) > 0)
        if (!install->credentials.is_signed || !store_drop_oldest(install->options.store))
            break;
    return missing == 0 || staging_full(&install->staging, missing) ? INSTALL_DONE : INSTALL_FAILED;
}

// What can be refused by names and signatures alone, without a wait.
static enum install_status judge_source(struct install *install)
{
    bool here = false;
    uint8_t hash[MANIFEST_HASH];
    struct credentials *credentials = &install->credentials;
    if (!trust_read(install->options.trust, install->arena, install->diags, &install->trust) ||
        !origin_open(install->options.source, install->arena, install->diags, &install->source) ||
        !credentials_read(&install->source, &install->trust, credentials))
        return INSTALL_REFUSED;
    if (credentials->is_signed) {
        install_hash(credentials->manifest_text, hash);
        if (!install_judge_version(install, credentials->manifest.id, credentials->manifest.version, hash,
                                   &here))
            return here ? INSTALL_HERE : INSTALL_REFUSED;
    } else if (!install_judge_unsigned_files(install)) {
        return INSTALL_REFUSED;
    }
    return make_room(install);
}

// Once there is room: what stands in for something damaged may be what had to go for that.
static enum install_status look_at_others(struct install *install)
{
    install_look(install);
    return is_cancelled(install) ? INSTALL_CANCELLED : INSTALL_DONE;
}

// ---- The copy ----

static void on_copy(void *context, uint64_t done, uint64_t total, struct slice path)
{
    tell(context, INSTALL_COPY, done, total, path);
}

static bool on_cancelled(void *context)
{
    return is_cancelled(context);
}

static enum install_status make_folder(struct install *install)
{
    install->folder = store_path(install->options.store, "staging/" STAGED, SLICE_NONE, install->arena);
    if (!durable_make_folder(AT_FDCWD, install->folder))
        return failed(install, errno);
    install->staging.folder = open(install->folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    return install->staging.folder < 0 ? failed(install, errno) : INSTALL_DONE;
}

// The copy is what was signed, or it goes no further.
static bool compare_hashes(struct install *install, const struct manifest_file *files, size_t n)
{
    size_t errors = install->diags->errors;
    for (size_t i = 0; i < n; i++) {
        const struct manifest_file *named = manifest_find(&install->credentials.manifest, files[i].path);
        if (named && memcmp(named->sha256, files[i].sha256, MANIFEST_HASH) != 0)
            DIAG(install->diags, origin_pos(&install->source, files[i].path), FILE_CHANGED);
    }
    return install->diags->errors == errors;
}

static enum install_status copy(struct install *install)
{
    struct origin *source = &install->source;
    struct manifest_file *files = ARENA_ARRAY(install->arena, source->n_files + 1, struct manifest_file);
    static const enum install_status statuses[] = {[STAGING_DONE] = INSTALL_DONE,
                                                   [STAGING_CANCELLED] = INSTALL_CANCELLED,
                                                   [STAGING_REFUSED] = INSTALL_REFUSED,
                                                   [STAGING_FAILED] = INSTALL_FAILED};
    install->copying = (struct staging_watch){install, on_copy, on_cancelled};
    enum install_status status = statuses[staging_copy(&install->staging, source, files)];
    if (status != INSTALL_DONE)
        return status;
    if (install->credentials.is_signed && !compare_hashes(install, files, source->n_files))
        return INSTALL_REFUSED;
    size_t n = 0;
    for (size_t i = 0; i < source->n_files; i++)
        if (manifest_is_path(files[i].path))
            files[n++] = files[i];
    install->manifest = (struct manifest){.files = files, .n_files = n};
    install->bytes = source->bytes;
    staging_flush_begin(&install->staging, &install->flush);
    install->flushing = true;
    return INSTALL_DONE;
}

// ---- What is in it ----

static int by_path(const void *left, const void *right)
{
    const struct tree_entry *a = left, *b = right;
    return slice_cmp(a->path, b->path);
}

// The copy, with what else lay in the source, so that its readers name that too.
static bool read_tree(struct install *install)
{
    struct tree *tree = &install->tree;
    const struct origin *source = &install->source;
    if (!files_read_tree(install->folder, pack_wants, pack_cap, install->arena, tree))
        return false;
    size_t n = tree->count + source->n_strays;
    struct tree_entry *entries = ARENA_ARRAY(install->arena, n + 1, struct tree_entry);
    if (tree->count)
        memcpy(entries, tree->entries, tree->count * sizeof *entries);
    for (size_t i = 0; i < source->n_strays; i++)
        entries[tree->count + i] = (struct tree_entry){.path = source->strays[i], .kind = TREE_FILE};
    if (n > 1)
        qsort(entries, n, sizeof *entries, by_path);
    tree->root = source->name; // a person knows this one
    tree->entries = entries;
    tree->count = n;
    return true;
}

static enum install_status refuse_content(struct install *install)
{
    struct slice n = arena_format(install->arena, "%zu", install->diags->errors);
    diags_sort(install->diags);
    DIAG(&install->reason, origin_pos(&install->source, SLICE_NONE), CONTENT_ERRORS, n);
    return INSTALL_REFUSED;
}

static void judge_identity(struct install *install, const struct pack *pack)
{
    const struct manifest *manifest = &install->credentials.manifest;
    if (install->credentials.is_signed &&
        (!slice_eq(manifest->id, pack->id) || manifest->version != pack->version))
        DIAG(install->diags, origin_pos(&install->source, SLICE("MANIFEST")), MANIFEST_ID, manifest->id,
             arena_format(install->arena, "%" PRIu64, manifest->version));
}

// Takes over what was found in the content. That a pack brings no poster for quick exit is no fault where it may not.
static void take_over(struct install *install, const struct diags *found)
{
    struct diags *diags = install->diags;
    for (size_t i = 0; i < found->count; i++)
        if (install->credentials.is_signed || found->list[i].code != DIAG_NEUTRAL_MISSING)
            diag_add(diags, found->list[i].pos, found->list[i].code, found->list[i].args, DIAG_MAX_ARGS);
    diags->dropped += found->dropped;
    // Those that the cap left out count too.
    if (found->dropped && found->errors > diags->errors)
        diags->errors = found->errors;
}

static enum install_status read_content(struct install *install)
{
    const struct pack *lenders[LIMIT_PACKS];
    struct diags found;
    uint16_t n = install->credentials.is_signed ? 0 : lend_lenders(&install->carried.here, lenders);
    diags_init(&found, install->arena);
    if (!read_tree(install))
        return failed(install, errno);
    struct pack *pack = pack_read_with(&install->tree, lenders, n, install->arena, &found);
    install->pack = pack;
    if (pack) {
        // Who may not come at all isn't told of its spelling.
        judge_identity(install, pack);
        if (install->diags->errors ||
            (!install->credentials.is_signed && !install_judge_unsigned_pack(install, pack)))
            return INSTALL_REFUSED;
        const struct check_options options = {.today = install->options.today,
                                              .tree = &install->tree,
                                              .has_glyph = install->options.has_glyph,
                                              .glyphs = install->options.glyphs};
        check_pack(pack, &options, install->arena, &found);
    }
    take_over(install, &found);
    return !pack || install->diags->errors ? refuse_content(install) : INSTALL_DONE;
}

// The manifest of what nobody signed is made here, of what was copied.
static enum install_status judge_unsigned(struct install *install)
{
    bool here = false;
    uint8_t hash[MANIFEST_HASH];
    if (install->credentials.is_signed)
        return INSTALL_DONE;
    install_hash(install->manifest_text, hash);
    if (!install_judge_version(install, install->pack->id, install->pack->version, hash, &here))
        return here ? INSTALL_HERE : INSTALL_REFUSED;
    return INSTALL_DONE;
}

static enum install_status judge_content(struct install *install)
{
    tell(install, INSTALL_CHECK, 0, 1, SLICE_NONE);
    enum install_status status = read_content(install);
    if (status != INSTALL_DONE)
        return status;
    install->manifest.id = install->pack->id;
    install->manifest.version = install->pack->version;
    install->manifest_text = install->credentials.is_signed
                                 ? install->credentials.manifest_text
                                 : manifest_write(&install->manifest, install->arena);
    status = judge_unsigned(install);
    if (status == INSTALL_DONE && !install_judge_country(install, install->pack))
        status = INSTALL_REFUSED;
    install->replaced = generation_find(&install->installed.set, install->pack->id);
    if (status == INSTALL_DONE && !install_judge_room(install, install->pack))
        status = INSTALL_REFUSED;
    if (status == INSTALL_DONE)
        install_settle(install);
    tell(install, INSTALL_CHECK, 1, 1, SLICE_NONE);
    return status;
}

// ---- Pictures ----

static bool decode(struct install *install, const struct tree_entry *entry)
{
    char name[LIMIT_PATH + 1];
    snprintf(name, sizeof name, "%.*s", SLICE_ARG(entry->path));
    int fd = openat(install->staging.folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    bool good = fd >= 0 && install->options.decodes(install->options.decoder, fd, entry->path);
    if (fd >= 0)
        close(fd);
    if (!good && !is_cancelled(install))
        DIAG(install->diags, origin_pos(&install->source, entry->path), PICTURE_BROKEN);
    return good;
}

static enum install_status decode_pictures(struct install *install)
{
    size_t total = 0, done = 0;
    for (size_t i = 0; i < install->tree.count; i++)
        total += path_place(install->tree.entries[i].path) == PLACE_PICTURE;
    for (size_t i = 0; install->options.decodes && i < install->tree.count; i++) {
        const struct tree_entry *entry = &install->tree.entries[i];
        if (path_place(entry->path) != PLACE_PICTURE)
            continue;
        if (is_cancelled(install))
            return INSTALL_CANCELLED;
        tell(install, INSTALL_PICTURES, done++, total, entry->path);
        if (!decode(install, entry)) // each may take its whole budget: one is enough to refuse
            break;
    }
    if (is_cancelled(install))
        return INSTALL_CANCELLED;
    return install->diags->errors ? refuse_content(install) : INSTALL_DONE;
}

// ---- Ready to be shown ----

static bool put_all(struct install *install)
{
    const struct staging *staging = &install->staging;
    struct slice index = index_write(install->pack, install->arena);
    if (index.n == 0) {
        errno = ENOTSUP;
        return staging_failed(staging, SLICE(INDEX_FILE), ENOTSUP);
    }
    return staging_put(staging, "MANIFEST", install->manifest_text) &&
           (!install->credentials.is_signed ||
            staging_put(staging, "MANIFEST.minisig", install->credentials.signature_text)) &&
           staging_put(staging, INDEX_FILE, index);
}

static enum install_status make_ready(struct install *install)
{
    tell(install, INSTALL_INSTALL, 0, 2, SLICE_NONE);
    if (!put_all(install))
        return INSTALL_FAILED;
    install->flushing = false;
    if (!staging_flush_end(&install->flush))
        return INSTALL_FAILED;
    if (!durable_folder(install->folder))
        return failed(install, errno);
    tell(install, INSTALL_INSTALL, 1, 2, SLICE_NONE);
    if (!install_make_next(install))
        return failed(install, errno);
    return is_cancelled(install) ? INSTALL_CANCELLED : INSTALL_DONE;
}

enum install_status install_stage(struct install *install)
{
    static enum install_status (*const steps[])(struct install *) = {
        open_store, judge_source,  look_at_others,  make_folder,
        copy,       judge_content, decode_pictures, make_ready,
    };
    enum install_status status = INSTALL_DONE;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && status == INSTALL_DONE; i++)
        status = is_cancelled(install) ? INSTALL_CANCELLED : steps[i](install);
    return status;
}

// ---- Committing ----

// It may have been revoked while somebody read what will change.
static bool is_still_believed(struct install *install)
{
    struct trust trust;
    const struct trusted_key *signer = install->credentials.signer;
    if (!install->credentials.is_signed)
        return true;
    if (!trust_read(install->options.trust, install->arena, install->diags, &trust))
        return false;
    const struct keys_revoke *revoked = trust_revoked(&trust, signer->key.id);
    if (!revoked)
        return true;
    DIAG(install->diags, origin_pos(&install->source, SLICE_NONE), SIGNATURE_REVOKED, signer->name,
         revoked->why);
    return false;
}

enum install_status install_commit(struct install *install, uint64_t *generation)
{
    const char *store = install->options.store;
    if (!is_still_believed(install))
        return INSTALL_REFUSED;
    struct generation set = install->next;
    const struct generation_pack *pack = generation_find(&set, install->pack->id);
    const char *place = store_path(store, "packs", pack->folder, install->arena);
    if (rename(install->folder, place) != 0 ||
        !durable_folder(store_path(store, "packs", SLICE_NONE, install->arena)) ||
        !durable_folder(store_path(store, "staging", SLICE_NONE, install->arena)) ||
        !store_commit(store, &set, install->arena))
        return failed(install, errno);
    *generation = set.number;
    tell(install, INSTALL_INSTALL, 2, 2, SLICE_NONE);
    return INSTALL_DONE;
}

void install_fini(struct install *install)
{
    if (install->flushing)
        staging_flush_end(&install->flush);
    install->flushing = false;
    if (install->staging.folder >= 0)
        close(install->staging.folder);
    install->staging.folder = -1;
    origin_close(&install->source);
    if (install->lock >= 0)
        store_clean(install->options.store);
    store_unlock(install->lock);
    install->lock = -1;
}

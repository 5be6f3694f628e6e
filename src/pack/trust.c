// SPDX-License-Identifier: MIT
#include "pack/trust.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "system/files.h"

#define PUB SLICE(".pub")

struct reader {
    const struct tree *tree;
    struct arena *arena;
    struct diags *diags;
    struct trusted_key *keys;
    struct keys_revoke *revoked;
    size_t n_keys, room_keys, n_revoked, room_revoked;
    struct keys_list lists;
};

static bool is_ours(struct slice path)
{
    return slice_find_char(path, '/') < 0 &&
           (slice_ends(path, PUB) || slice_is(path, TRUST_REVOKED) || slice_is(path, TRUST_LISTS));
}

static uint64_t cap_of(struct slice path)
{
    if (slice_ends(path, PUB))
        return LIMIT_KEY_FILE;
    return is_ours(path) ? LIMIT_KEYS_FILE : UINT64_MAX;
}

static uint64_t wants(struct slice path)
{
    return is_ours(path) ? cap_of(path) : 0;
}

static struct pos place_of(const struct reader *reader, struct slice path, uint32_t line)
{
    struct slice root = reader->tree->root;
    return (struct pos){arena_format(reader->arena, "%.*s/%.*s", SLICE_ARG(root), SLICE_ARG(path)), line, 1};
}

static bool is_readable(const struct tree_entry *entry)
{
    return entry->kind == TREE_FILE && entry->fault == TREE_OK;
}

// ---- Revocations ----

static void add_revoke(struct reader *reader, const struct keys_revoke *revoke)
{
    *ARENA_PUSH(reader->arena, reader->revoked, reader->n_revoked, reader->room_revoked) = *revoke;
}

static bool read_revoked(struct reader *reader, const struct tree_entry *entry)
{
    struct slice line, rest = entry->bytes;
    struct keys_revoke revoke = {.pos = place_of(reader, entry->path, 0)};
    while (slice_next_line(&rest, &line)) {
        revoke.pos.line++;
        line = slice_trim(line);
        if (line.n == 0 || line.p[0] == '#')
            continue;
        if (!keys_read_revoke(line, true, &revoke)) {
            DIAG(reader->diags, revoke.pos, TRUST_REVOKED_FORM);
            return false;
        }
        add_revoke(reader, &revoke);
    }
    return true;
}

// ---- Keys ----

static struct trusted_key *key_with_id(const struct reader *reader, const uint8_t id[MINISIGN_ID])
{
    for (size_t i = 0; i < reader->n_keys; i++)
        if (memcmp(reader->keys[i].key.id, id, MINISIGN_ID) == 0)
            return &reader->keys[i];
    return NULL;
}

static void add_key(struct reader *reader, struct slice name, const struct minisign_public *key,
                    struct pos pos)
{
    const struct trusted_key *there = key_with_id(reader, key->id);
    if (there) {
        DIAG(reader->diags, pos, TRUST_KEY_TWICE, there->name);
        return;
    }
    *ARENA_PUSH(reader->arena, reader->keys, reader->n_keys, reader->room_keys) =
        (struct trusted_key){.name = name, .key = *key};
}

static void read_key(struct reader *reader, const struct tree_entry *entry)
{
    struct minisign_public key;
    struct slice name = slice_sub(entry->path, 0, entry->path.n - PUB.n);
    struct pos pos = place_of(reader, entry->path, 0);
    if (!keys_is_name(name)) {
        struct slice limit = arena_format(reader->arena, "%d", LIMIT_KEY_NAME);
        DIAG(reader->diags, pos, TRUST_KEY_NAME, limit);
    } else if (!is_readable(entry) || minisign_read_public(entry->bytes, &key) != MINISIGN_OK) {
        DIAG(reader->diags, pos, TRUST_KEY_FORM);
    } else {
        add_key(reader, name, &key, pos);
    }
}

static bool read_lists(struct reader *reader, const struct tree_entry *entry)
{
    struct slice path = place_of(reader, entry->path, 0).path;
    struct keys_list *lists = &reader->lists;
    if (!keys_list_read(path, entry->bytes, reader->arena, reader->diags, lists)) {
        DIAG(reader->diags, (struct pos){.path = path}, TRUST_UNREADABLE);
        return false;
    }
    for (size_t i = 0; i < lists->n_adds; i++) {
        const struct keys_add *add = &lists->adds[i];
        const struct trusted_key *there = key_with_id(reader, add->key.id);
        // A key that came by a list may have been put here as a file too.
        if (!there || memcmp(there->key.key, add->key.key, sizeof add->key.key) != 0)
            add_key(reader, add->name, &add->key, add->pos);
    }
    for (size_t i = 0; i < lists->n_revokes; i++)
        add_revoke(reader, &lists->revokes[i]);
    return true;
}

// ---- The folder ----

static bool read_entries(struct reader *reader)
{
    for (size_t i = 0; i < reader->tree->count; i++)
        if (is_ours(reader->tree->entries[i].path) && slice_ends(reader->tree->entries[i].path, PUB))
            read_key(reader, &reader->tree->entries[i]);
    static bool (*const read[])(struct reader *, const struct tree_entry *) = {read_lists, read_revoked};
    static const char *const names[] = {TRUST_LISTS, TRUST_REVOKED};
    for (size_t i = 0; i < 2; i++) {
        const struct tree_entry *entry = tree_find(reader->tree, slice_of(names[i]));
        if (!entry)
            continue;
        if (!is_readable(entry)) {
            DIAG(reader->diags, place_of(reader, entry->path, 0), TRUST_UNREADABLE);
            return false;
        }
        if (!read[i](reader, entry))
            return false;
    }
    if (reader->n_keys <= LIMIT_KEYS && reader->n_revoked <= LIMIT_KEYS)
        return true;
    struct slice limit = arena_format(reader->arena, "%d", LIMIT_KEYS);
    DIAG(reader->diags, (struct pos){.path = reader->tree->root}, TRUST_TOO_MANY, limit);
    return false;
}

static int by_name(const void *left, const void *right)
{
    const struct trusted_key *a = left, *b = right;
    int order = slice_cmp(a->name, b->name);
    return order ? order : memcmp(a->key.id, b->key.id, MINISIGN_ID);
}

static void finish(struct reader *reader, struct trust *out)
{
    if (reader->n_keys > 1)
        qsort(reader->keys, reader->n_keys, sizeof *reader->keys, by_name);
    for (size_t i = 0; i < reader->n_revoked; i++) {
        struct trusted_key *key = key_with_id(reader, reader->revoked[i].id);
        if (!key || key->revoked)
            continue;
        key->revoked = true;
        key->why = reader->revoked[i].why;
    }
    out->keys = reader->keys;
    out->n_keys = reader->n_keys;
    out->revoked = reader->revoked;
    out->n_revoked = reader->n_revoked;
    out->lists = reader->lists;
}

bool trust_read(const char *folder, struct arena *arena, struct diags *diags, struct trust *out)
{
    struct tree tree;
    *out = (struct trust){.folder = arena_copy(arena, slice_of(folder))};
    bool listed = files_read_tree(folder, wants, cap_of, arena, &tree);
    if (!listed && errno == ENOENT)
        return true;
    if (!listed || tree.truncated) {
        DIAG(diags, (struct pos){.path = out->folder}, TRUST_UNREADABLE);
        return false;
    }
    struct reader reader = {.tree = &tree, .arena = arena, .diags = diags};
    if (!read_entries(&reader))
        return false;
    finish(&reader, out);
    return true;
}

const struct trusted_key *trust_find(const struct trust *trust, const uint8_t id[MINISIGN_ID])
{
    for (size_t i = 0; i < trust->n_keys; i++)
        if (memcmp(trust->keys[i].key.id, id, MINISIGN_ID) == 0)
            return &trust->keys[i];
    return NULL;
}

const struct keys_revoke *trust_revoked(const struct trust *trust, const uint8_t id[MINISIGN_ID])
{
    for (size_t i = 0; i < trust->n_revoked; i++)
        if (memcmp(trust->revoked[i].id, id, MINISIGN_ID) == 0)
            return &trust->revoked[i];
    return NULL;
}

// ---- Signatures ----

static bool find_signer(const struct trust *trust, struct pos pos, const uint8_t id[MINISIGN_ID],
                        struct diags *diags, const struct trusted_key **by)
{
    char text[MINISIGN_ID_TEXT];
    const struct keys_revoke *revoked = trust_revoked(trust, id);
    *by = trust_find(trust, id);
    minisign_id_text(id, text);
    if (revoked)
        DIAG(diags, pos, SIGNATURE_REVOKED, *by ? (*by)->name : slice_of(text), revoked->why);
    else if (!*by)
        DIAG(diags, pos, SIGNATURE_UNKNOWN_KEY, slice_of(text));
    return *by && !revoked;
}

const struct keys_revoke *trust_revoked_pack(const struct trust *trust, struct slice key)
{
    uint8_t id[MINISIGN_ID];
    return minisign_id_read(key, id) ? trust_revoked(trust, id) : NULL;
}

bool trust_verify(const struct trust *trust, struct slice path, struct slice signature_text,
                  struct slice message, struct diags *diags, const struct trusted_key **by)
{
    struct minisign_signature signature;
    struct pos pos = {.path = path};
    *by = NULL;
    if (signature_text.n == 0) {
        DIAG(diags, pos, SIGNATURE_MISSING);
        return false;
    }
    enum minisign_status status = minisign_read_signature(signature_text, &signature);
    if (status == MINISIGN_ALGORITHM)
        DIAG(diags, pos, SIGNATURE_LEGACY);
    else if (status != MINISIGN_OK)
        DIAG(diags, pos, SIGNATURE_FORM);
    if (status != MINISIGN_OK || !find_signer(trust, pos, signature.id, diags, by))
        return false;
    if (minisign_verify(&(*by)->key, &signature, message) == MINISIGN_OK)
        return true;
    DIAG(diags, pos, SIGNATURE_WRONG, (*by)->name);
    return false;
}

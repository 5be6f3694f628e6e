// SPDX-License-Identifier: MIT
// The generation that an import makes: what is brought in its place, beside what is here and whole; and what that will change.
#include <inttypes.h>
#include <sys/stat.h>

#include "content/confirmed.h"
#include "pack/install.h"
#include "pack/store_plan.h"
#include "system/files.h"

struct carry install_carry(const struct install *install)
{
    return (struct carry){.store = install->options.store,
                          .trust = &install->trust,
                          .watch = install->options.watch,
                          .today = install->options.today,
                          .arena = install->arena,
                          .diags = install->diags};
}

void install_look(struct install *install)
{
    const struct carry carry = install_carry(install);
    carry_look(&carry, &install->installed, &install->carried);
}

void install_settle(struct install *install)
{
    const struct carry carry = install_carry(install);
    carry_settle(&carry, &install->carried, install->pack->id, install->pack);
}

// A name that nothing in packs/ has: an older generation may name the same pack, and its copy isn't believed.
static struct slice choose_name(const struct install *install, const char *hash)
{
    struct stat st;
    struct slice base = arena_format(install->arena, "%.*s-%" PRIu64 "-%.12s", SLICE_ARG(install->pack->id),
                                     install->pack->version, hash);
    struct slice name = base;
    for (int i = 2; i < LIMIT_STORE_NAMES; i++) {
        if (stat(store_path(install->options.store, "packs", name, install->arena), &st) != 0)
            break;
        name = arena_format(install->arena, "%.*s-%d", SLICE_ARG(base), i);
    }
    return name;
}

// In the old one's place, or behind the others.
static void take_its_place(struct install *install, const struct generation_pack *new_one)
{
    const struct generation *was = &install->installed.set, *here = &install->carried.here.set;
    struct generation_pack *packs = ARENA_ARRAY(install->arena, was->n_packs + 1, struct generation_pack);
    size_t n = 0;
    bool placed = false;
    for (size_t i = 0; i < was->n_packs; i++) {
        bool replaces = slice_eq(was->packs[i].id, new_one->id);
        const struct generation_pack *pack = replaces ? new_one : generation_find(here, was->packs[i].id);
        if (pack)
            packs[n++] = *pack;
        placed = placed || replaces;
    }
    if (!placed)
        packs[n++] = *new_one;
    install->next = (struct generation){
        .made = install->options.today, .how = SLICE("import"), .packs = packs, .n_packs = n};
}

static struct generation_pack describe(const struct install *install)
{
    uint8_t hash[MANIFEST_HASH];
    char *text = arena_alloc(install->arena, MANIFEST_HASH_TEXT);
    char *key = arena_alloc(install->arena, MINISIGN_ID_TEXT);
    struct generation_pack pack = {
        .id = install->pack->id, .version = install->pack->version, .country = install->pack->country};
    install_hash(install->manifest_text, hash);
    manifest_hash_text(hash, text);
    pack.manifest = slice_of(text);
    pack.folder = choose_name(install, text);
    if (install->credentials.is_signed) {
        minisign_id_text(install->credentials.signer->key.id, key);
        pack.key = slice_of(key);
        pack.name = install->credentials.signer->name;
    }
    return pack;
}

static bool make_plan(struct install *install)
{
    struct installed after;
    const struct install_options *options = &install->options;
    const struct installed_new comes = {install->pack->id, install->pack, install->folder};
    installed_read_set(options->store, &install->next, &comes, options->today, install->arena, &after);
    install->state = install->replaced ? INSTALL_UPDATE : INSTALL_NEW;
    return store_plan_to(options->store, &after, options->today, install->arena, &install->plan);
}

static void find_unconfirmed(struct install *install)
{
    struct tree_entry file;
    struct diags unheard;
    struct confirmed confirmed = {0};
    const struct pack *pack = install->pack;
    const char *path = store_path(install->options.store, "confirmed", SLICE_NONE, install->arena);
    diags_init(&unheard, install->arena);
    if (files_read(path, LIMIT_TEXT_FILE, install->arena, &file))
        confirmed = confirmed_read(file.bytes, file.path, install->arena, &unheard);
    install->unconfirmed = ARENA_ARRAY(install->arena, pack->n_channels + 1u, const struct channel *);
    for (uint16_t i = 0; i < pack->n_channels; i++) {
        const struct channel *channel = &pack->channels[i];
        if (!channel->borrowed && !confirmed_holds(&confirmed, channel))
            install->unconfirmed[install->n_unconfirmed++] = channel;
    }
}

bool install_make_next(struct install *install)
{
    const struct generation_pack brought = describe(install);
    take_its_place(install, &brought);
    find_unconfirmed(install);
    return make_plan(install);
}

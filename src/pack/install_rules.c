// SPDX-License-Identifier: MIT
// Which packs may come: versions only go up, and what nobody signed changes nothing that a child relies on.
#include <inttypes.h>
#include <nettle/sha2.h>
#include <string.h>

#include "content/paths.h"
#include "pack/install.h"
#include "pack/origin_kinds.h"

void install_hash(struct slice bytes, uint8_t sha256[MANIFEST_HASH])
{
    struct sha256_ctx hash;
    sha256_init(&hash);
    sha256_update(&hash, bytes.n, (const uint8_t *)bytes.p);
    sha256_digest(&hash, MANIFEST_HASH, sha256);
}

static struct slice number(const struct install *install, uint64_t n)
{
    return arena_format(install->arena, "%" PRIu64, n);
}

static struct pos whole(const struct install *install)
{
    return origin_pos(&install->source, SLICE_NONE);
}

// ---- Versions ----

// The same id and version as the one that is here.
static bool judge_same(const struct install *install, const struct generation_pack *old,
                       const uint8_t manifest[MANIFEST_HASH], bool *here)
{
    char text[MANIFEST_HASH_TEXT];
    const struct installed *installed = &install->installed;
    manifest_hash_text(manifest, text);
    if (!slice_is(old->manifest, text)) {
        DIAG(install->diags, whole(install), VERSION_OTHER, old->id, number(install, old->version));
        return false;
    }
    bool all = !installed->bad && !(install->credentials.is_signed && old->key.n == 0);
    for (size_t i = 0; i < installed->set.n_packs; i++)
        all = all && install->carried.fate[i] == CARRY_WHOLE;
    // What has rotted, or lost its signature, is mended by importing it again; and beside something rotten it isn't shown.
    if (!all)
        return true;
    *here = true;
    DIAG(install->diags, whole(install), ALREADY_HERE, old->id, number(install, old->version));
    return false;
}

#define FIRST_STAMP UINT64_C(202600000000) // no pack is older

// A version may be written as a day and minute (202611210930), and then grows by much: up to tomorrow, in whichever time
// zone it was written.
static bool is_stamp(uint64_t version, struct date today)
{
    if (version < FIRST_STAMP || !date_is_set(today))
        return false;
    struct date day = date_next(today);
    return version <= ((uint64_t)(day.year * 100 + day.month) * 100 + day.day) * 10000 + 2359;
}

// What a version is compared with: none where what is here was signed by nobody or by a revoked key, and this is signed by somebody
// who is believed.
static const struct generation_pack *find_old(const struct install *install, struct slice id)
{
    const struct generation_pack *old = generation_find(&install->installed.set, id);
    bool weak = old && (old->key.n == 0 || trust_revoked_pack(&install->trust, old->key));
    return weak && install->credentials.is_signed ? NULL : old;
}

// Not above the one that is here. Where that is damaged, what stands in for it counts, and else every version is better than none.
static bool judge_not_newer(struct install *install, const struct generation_pack *old, uint64_t version,
                            const uint8_t manifest[MANIFEST_HASH], bool *here)
{
    install_look(install);
    if (version == old->version)
        return judge_same(install, old, manifest, here);
    const struct generation_pack *goes_on = generation_find(&install->carried.here.set, old->id);
    if (!goes_on || version >= goes_on->version)
        return true;
    DIAG(install->diags, whole(install), VERSION_OLDER, old->id, number(install, version),
         number(install, goes_on->version));
    return false;
}

bool install_judge_version(struct install *install, struct slice id, uint64_t version,
                           const uint8_t manifest[MANIFEST_HASH], bool *here)
{
    const struct generation_pack *old = find_old(install, id),
                                 *any = generation_find(&install->installed.set, id);
    if (old && version <= old->version)
        return judge_not_newer(install, old, version, manifest, here);
    uint64_t most = any && (old || any->key.n) ? any->version + LIMIT_VERSION_JUMP : LIMIT_VERSION_FIRST;
    if (version <= most || is_stamp(version, install->options.today))
        return true;
    DIAG(install->diags, whole(install), VERSION_FAR, id, number(install, version), number(install, most));
    return false;
}

bool install_judge_country(const struct install *install, const struct pack *pack)
{
    const struct generation_pack *old = generation_find(&install->installed.set, pack->id);
    // Whatever an unsigned pack called itself, a signed one of that id takes its place.
    if (!old || (old->key.n == 0 && install->credentials.is_signed) || old->country.n == 0 ||
        slice_eq(old->country, pack->country))
        return true;
    DIAG(install->diags, origin_pos(&install->source, SLICE("pack.yaml")), VERSION_COUNTRY, pack->id,
         old->country, pack->country);
    return false;
}

// ---- Room ----

bool install_judge_room(const struct install *install, const struct pack *pack)
{
    const struct generation *was = &install->installed.set;
    const struct installed *here = &install->carried.here;
    size_t n = 1; // countries
    for (size_t i = 0; i < here->set.n_packs; i++) {
        struct slice country = here->packs[i] ? here->packs[i]->country : pack->country;
        bool counted = slice_eq(country, pack->country) || slice_eq(here->set.packs[i].id, pack->id);
        for (size_t k = 0; k < i; k++)
            counted = counted || (here->packs[k] && slice_eq(here->packs[k]->country, country) &&
                                  !slice_eq(here->set.packs[k].id, pack->id));
        n += !counted;
    }
    if (n > LIMIT_COUNTRIES) {
        DIAG(install->diags, whole(install), STORE_COUNTRIES, number(install, LIMIT_COUNTRIES));
        return false;
    }
    if (generation_find(was, pack->id) || was->n_packs < LIMIT_PACKS)
        return true;
    DIAG(install->diags, whole(install), STORE_FULL, number(install, LIMIT_PACKS));
    return false;
}

// ---- Without a signature ----

static struct pos first_in(const struct install *install, const char *folder)
{
    struct slice path = SLICE_NONE;
    for (size_t i = install->source.n_files; i-- > 0;)
        if (slice_is(path_folder(install->source.files[i].path), folder))
            path = install->source.files[i].path;
    return origin_pos(&install->source, path);
}

static bool has_folder(const struct install *install, const char *folder)
{
    for (size_t i = 0; i < install->source.n_files; i++)
        if (slice_is(path_folder(install->source.files[i].path), folder))
            return true;
    return false;
}

size_t install_count_items(const struct origin *source, enum place place)
{
    struct slice id, tag, last = SLICE_NONE;
    size_t n = 0;
    for (size_t i = 0; i < source->n_files; i++) {
        if (path_place(source->files[i].path) != place)
            continue;
        path_id_and_tag(source->files[i].path, &id, &tag); // the languages of one stand side by side
        n += !slice_eq(id, last);
        last = id;
    }
    return n;
}

// It may not crowd out what is signed, on the disk or on the screen.
static void judge_unsigned_size(const struct install *install)
{
    const struct origin *source = &install->source;
    size_t items = install_count_items(source, PLACE_MESSAGE) + install_count_items(source, PLACE_QUIZ) +
                   install_count_items(source, PLACE_STORY);
    if (staging_room(source) > LIMIT_UNSIGNED_BYTES)
        DIAG(install->diags, whole(install), SOURCE_LARGE, number(install, LIMIT_UNSIGNED_BYTES >> 20));
    if (items > LIMIT_UNSIGNED_ITEMS)
        DIAG(install->diags, whole(install), UNSIGNED_ITEMS, number(install, items),
             number(install, LIMIT_UNSIGNED_ITEMS));
}

bool install_judge_unsigned_files(const struct install *install)
{
    size_t errors = install->diags->errors;
    if (!install->options.unsigned_messages) {
        DIAG(install->diags, whole(install), UNSIGNED_NEVER);
        return false;
    }
    if (origin_find(&install->source, SLICE("channels.yaml")))
        DIAG(install->diags, origin_pos(&install->source, SLICE("channels.yaml")), UNSIGNED_CHANNELS);
    if (has_folder(install, "words"))
        DIAG(install->diags, first_in(install, "words"), UNSIGNED_WORDS);
    // Numbers that are heard can't be compared with those that are written.
    if (has_folder(install, "sounds"))
        DIAG(install->diags, first_in(install, "sounds"), UNSIGNED_SOUNDS);
    judge_unsigned_size(install);
    return install->diags->errors == errors;
}

// What nobody signed and is here, but for a pack that gives way to a newer one: packs, and their items.
static void count_unsigned(const struct installed *installed, struct slice but, size_t *packs, size_t *items)
{
    const struct generation *set = &installed->set;
    *packs = *items = 0;
    for (size_t i = 0; i < set->n_packs; i++) {
        if (set->packs[i].key.n > 0 || slice_eq(set->packs[i].id, but))
            continue;
        ++*packs;
        *items += installed->packs[i] ? installed->packs[i]->n_items : 0;
    }
}

// However it is divided, it stays behind what is signed.
static void judge_unsigned_number(const struct install *install, const struct pack *pack)
{
    size_t packs, items;
    count_unsigned(&install->carried.here, pack->id, &packs, &items);
    if (packs >= LIMIT_UNSIGNED_PACKS)
        DIAG(install->diags, whole(install), UNSIGNED_PACKS, number(install, LIMIT_UNSIGNED_PACKS));
    if (items > 0 && items + pack->n_items > LIMIT_UNSIGNED_ITEMS)
        DIAG(install->diags, whole(install), UNSIGNED_TOGETHER, number(install, items),
             number(install, LIMIT_UNSIGNED_ITEMS));
}

// One poster that comes again and again would be all that anybody sees.
static void judge_unsigned_loop(const struct install *install, const struct pack *pack)
{
    bool *seen = ARENA_ARRAY(install->arena, pack->n_items + 1, bool);
    for (size_t i = 0; i < pack->n_loop; i++) {
        const struct item *item = pack->loop[i].item;
        size_t at = item ? (size_t)(item - pack->items) : pack->n_items;
        if (seen[at]) {
            DIAG(install->diags, origin_pos(&install->source, SLICE("pack.yaml")), UNSIGNED_LOOP,
                 item ? item->id : SLICE("help"));
            return;
        }
        seen[at] = true;
    }
}

// Long enough to be read; longer would take the screen from whoever signed.
static void judge_unsigned_items(const struct install *install, const struct pack *pack)
{
    for (size_t i = 0; i < pack->n_items; i++) {
        const struct item *item = &pack->items[i];
        if (item->neutral)
            DIAG(install->diags, item->pos, UNSIGNED_NEUTRAL);
        if (item->seconds > LIMIT_UNSIGNED_SECONDS)
            DIAG(install->diags, item->pos, UNSIGNED_SECONDS, number(install, item->seconds),
                 number(install, LIMIT_UNSIGNED_SECONDS));
    }
}

// Who may lend channels to it: a signed pack of its country that is whole.
static void judge_unsigned_country(const struct install *install, const struct pack *pack)
{
    const struct generation *was = &install->installed.set;
    const struct installed *here = &install->carried.here;
    struct pos pos = origin_pos(&install->source, SLICE("pack.yaml"));
    for (size_t i = 0; i < here->set.n_packs; i++)
        if (here->set.packs[i].key.n && here->packs[i] && slice_eq(here->packs[i]->country, pack->country))
            return;
    for (size_t i = 0; i < was->n_packs; i++)
        if (was->packs[i].key.n && install->carried.fate[i] == CARRY_LOST &&
            slice_eq(was->packs[i].country, pack->country)) {
            DIAG(install->diags, pos, UNSIGNED_DAMAGED, was->packs[i].id);
            return;
        }
    DIAG(install->diags, pos, UNSIGNED_COUNTRY, pack->country);
}

bool install_judge_unsigned_pack(const struct install *install, const struct pack *pack)
{
    const struct generation_pack *old = generation_find(&install->installed.set, pack->id);
    size_t errors = install->diags->errors;
    if (old && old->key.n) {
        DIAG(install->diags, origin_pos(&install->source, SLICE("pack.yaml")), UNSIGNED_ID, pack->id);
        return false;
    }
    judge_unsigned_number(install, pack);
    judge_unsigned_loop(install, pack);
    judge_unsigned_country(install, pack);
    judge_unsigned_items(install, pack);
    return install->diags->errors == errors;
}

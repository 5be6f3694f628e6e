// SPDX-License-Identifier: MIT
#include "pack/generation.h"

#include <inttypes.h>
#include <string.h>

#include "base/limits.h"
#include "content/names.h"

#define NOTHING "nothing" // is named

static bool is_hex(struct slice s, size_t n)
{
    for (size_t i = 0; i < s.n; i++)
        if (!strchr("0123456789abcdefABCDEF", s.p[i]) || s.p[i] == '\0')
            return false;
    return s.n == n;
}

// A name that stays in the folder packs.
static bool is_folder_name(struct slice s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-.", s.p[i]) || s.p[i] == '\0')
            return false;
    return s.n > 0 && s.n < LIMIT_PATH && s.p[0] != '.';
}

static bool read_pack(struct slice line, struct generation_pack *out)
{
    struct slice version, trust;
    *out = (struct generation_pack){0};
    slice_cut(line, ' ', &out->folder, &line);
    slice_cut(line, ' ', &out->id, &line);
    slice_cut(line, ' ', &version, &line);
    slice_cut(line, ' ', &out->manifest, &line);
    slice_cut(line, ' ', &trust, &line);
    if (slice_is(trust, "for")) {
        slice_cut(line, ' ', &out->country, &line);
        slice_cut(line, ' ', &trust, &line);
        if (!name_is_country(out->country))
            return false;
    }
    if (!is_folder_name(out->folder) || !name_is_id(out->id) ||
        !slice_to_uint(version, LIMIT_VERSION, &out->version) || !is_hex(out->manifest, GENERATION_HASH_TEXT))
        return false;
    if (slice_is(trust, "unsigned"))
        return line.n == 0;
    slice_cut(line, ' ', &out->key, &out->name);
    return slice_is(trust, "signed") && is_hex(out->key, 16) && out->name.n > 0;
}

static bool read_made(struct slice line, struct generation *out)
{
    struct slice date;
    slice_cut(line, ' ', &date, &out->how);
    return out->how.n > 0 && (slice_is(date, "unknown") || date_parse(date, &out->made));
}

// Each keeps its place among its like.
static void put_signed_first(struct generation_pack *packs, size_t n)
{
    size_t n_signed = 0;
    for (size_t i = 0; i < n; i++) {
        struct generation_pack pack = packs[i];
        if (pack.key.n == 0)
            continue;
        memmove(&packs[n_signed + 1], &packs[n_signed], (i - n_signed) * sizeof *packs);
        packs[n_signed++] = pack;
    }
}

bool generation_read(struct slice bytes, uint64_t number, struct arena *arena, struct generation *out)
{
    struct slice line, rest = bytes;
    struct generation_pack *packs = ARENA_ARRAY(arena, LIMIT_PACKS, struct generation_pack);
    *out = (struct generation){.number = number, .packs = packs};
    // A text that was cut ends in the middle of a line.
    if (bytes.n == 0 || bytes.p[bytes.n - 1] != '\n' || !slice_next_line(&rest, &line) ||
        !slice_is(line, "chasqui-generation 1") || !slice_next_line(&rest, &line) ||
        !slice_starts(line, SLICE("made ")) || !read_made(slice_from(line, 5), out))
        return false;
    if (slice_is(rest, NOTHING "\n"))
        return true;
    while (slice_next_line(&rest, &line)) {
        if (out->n_packs == LIMIT_PACKS || !slice_starts(line, SLICE("pack ")) ||
            !read_pack(slice_from(line, 5), &packs[out->n_packs++]))
            return false;
    }
    put_signed_first(packs, out->n_packs);
    return out->n_packs > 0;
}

static struct slice write_pack(const struct generation_pack *pack, struct slice before, struct arena *arena)
{
    struct slice head =
        arena_format(arena, "%.*spack %.*s %.*s %" PRIu64 " %.*s", SLICE_ARG(before), SLICE_ARG(pack->folder),
                     SLICE_ARG(pack->id), pack->version, SLICE_ARG(pack->manifest));
    if (pack->country.n)
        head = arena_format(arena, "%.*s for %.*s", SLICE_ARG(head), SLICE_ARG(pack->country));
    if (pack->key.n == 0)
        return arena_format(arena, "%.*s unsigned\n", SLICE_ARG(head));
    return arena_format(arena, "%.*s signed %.*s %.*s\n", SLICE_ARG(head), SLICE_ARG(pack->key),
                        SLICE_ARG(pack->name));
}

struct slice generation_write(const struct generation *generation, struct arena *arena)
{
    struct slice date = SLICE("unknown"), how = generation->how;
    if (date_is_set(generation->made))
        date = date_text(generation->made, arena);
    struct slice text =
        arena_format(arena, "chasqui-generation 1\nmade %.*s %.*s\n", SLICE_ARG(date), SLICE_ARG(how));
    for (size_t i = 0; i < generation->n_packs; i++)
        text = write_pack(&generation->packs[i], text, arena);
    if (generation->n_packs == 0)
        return arena_format(arena, "%.*s" NOTHING "\n", SLICE_ARG(text));
    return text;
}

const struct generation_pack *generation_find(const struct generation *generation, struct slice id)
{
    for (size_t i = 0; i < generation->n_packs; i++)
        if (slice_eq(generation->packs[i].id, id))
            return &generation->packs[i];
    return NULL;
}

bool generation_same(const struct generation *a, const struct generation *b)
{
    if (a->n_packs != b->n_packs)
        return false;
    for (size_t i = 0; i < a->n_packs; i++) {
        const struct generation_pack *other = generation_find(b, a->packs[i].id);
        if (!other || !slice_eq(other->folder, a->packs[i].folder))
            return false;
    }
    return true;
}

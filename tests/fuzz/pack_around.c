// SPDX-License-Identifier: MIT
#include "fuzz/fuzz.h"

#include "content/campaign.h"
#include "content/check.h"
#include "content/index.h"
#include "content/names.h"
#include "content/report.h"
#include "content/terms.h"
#include "unit/content/good_pack.h"

#define SVG                                                                                                  \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\"><desc>Una persona adulta</desc>"   \
    "<rect width=\"9\" height=\"9\"/></svg>"

static bool has_glyph(void *context, uint32_t c)
{
    (void)context;
    return c < 0x2600;
}

static void add_files(struct fuzz_room *room, const char *path, const char *translation, struct slice input)
{
    struct slice first = input, second;
    bool both = translation && slice_cut(input, '\f', &first, &second);
    for (size_t i = 0; i < sizeof good_pack / sizeof *good_pack; i++) {
        const char *name = good_pack[i].path;
        if (!slice_is(slice_of(path), name) && !(both && slice_is(slice_of(translation), name)))
            fuzz_file(room, name, slice_of(good_pack[i].text));
    }
    fuzz_file(room, "pictures/foto.svg", SLICE(SVG));
    fuzz_file(room, path, first);
    if (both)
        fuzz_file(room, translation, second);
}

// What the readers make goes through the index unharmed.
static void index_it(const struct pack *pack, struct arena *arena)
{
    struct slice bytes = index_write(pack, arena);
    if (!name_is_id(pack->id)) // named, and imported by nobody
        return;
    FUZZ_EXPECT(bytes.n > 0);
    struct pack *again = index_read(bytes, SLICE("index"), arena);
    FUZZ_EXPECT(again && again->n_channels <= pack->n_channels && again->n_items <= pack->n_items);
    soundness_pack(again, arena);
}

// A megabyte: to make it anew for each input would take most of the time.
const struct terms *fuzz_terms(void)
{
    static struct arena arena;
    static const struct terms *made;
    if (!made)
        made = terms_create(&arena);
    return made;
}

static void judge(struct fuzz_room *room, bool show, struct pack *pack)
{
    struct check_options options = {.release = true,
                                    .today = {2026, 11, 22},
                                    .tree = &room->tree,
                                    .has_glyph = has_glyph,
                                    .terms = fuzz_terms()};
    soundness_pack(pack, &room->arena);
    check_pack(pack, &options, &room->arena, &room->diags);
    report_pack(pack, &room->tree, &room->arena);
    index_it(pack, &room->arena);
    struct pack *packs[] = {pack};
    struct campaign *campaign = campaign_build(packs, 1, fuzz_built_in, 2, SLICE_NONE, NULL, &room->arena);
    if (show)
        soundness_screens(campaign);
}

void fuzz_pack(const char *path, const char *translation, bool show, const uint8_t *data, size_t size)
{
    struct fuzz_room room;
    fuzz_room_init(&room);
    room.tree.root = SLICE("pack");
    add_files(&room, path, translation, (struct slice){(const char *)data, size});
    struct pack *pack = pack_read(fuzz_tree(&room), &room.arena, &room.diags);
    FUZZ_EXPECT(pack || room.diags.errors > 0);
    if (pack)
        judge(&room, show, pack);
    fuzz_print(&room.diags);
    fuzz_room_fini(&room);
}

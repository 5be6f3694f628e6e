// SPDX-License-Identifier: MIT
// The site.yaml of a school, with a photo beside it.
#include "fuzz/fuzz.h"

#include "base/limits.h"
#include "content/site.h"

#define SVG                                                                                                  \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\"><rect width=\"9\" "                \
    "height=\"9\"/></svg>"

static void texts(const struct slice *each, uint16_t n)
{
    for (uint16_t i = 0; each && i < n; i++)
        soundness_text(each[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_room room;
    fuzz_room_init(&room);
    fuzz_file(&room, "site.yaml", (struct slice){(const char *)data, size});
    fuzz_file(&room, "pictures/rosa.svg", SLICE(SVG));
    const struct site *site =
        site_read(fuzz_tree(&room), (struct date){2026, 11, 27}, &room.arena, &room.diags);
    FUZZ_EXPECT(!site == (room.diags.errors > 0));
    if (site) {
        FUZZ_EXPECT(site->n_langs > 0 && site->n_langs <= LIMIT_LANGUAGES);
        FUZZ_EXPECT(site->n_adults > 0 && site->institution.n > 0 && site->approved_by.n > 0);
        soundness_text(site->institution);
        soundness_text(site->approved_by);
        for (uint16_t i = 0; i < site->n_adults; i++) {
            soundness_text(site->adults[i].name);
            texts(site->adults[i].role, site->n_langs);
            texts(site->adults[i].room, site->n_langs);
            texts(site->adults[i].hours, site->n_langs);
        }
        FUZZ_EXPECT(site_lang(site, SLICE("xx")) < site->n_langs);
    }
    fuzz_print(&room.diags);
    fuzz_room_fini(&room);
    return 0;
}

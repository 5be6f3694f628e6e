// SPDX-License-Identifier: MIT
// The site card: the adults whom this school or centre names for children to talk to. It belongs to the place, not to a
// pack: updates of content leave it alone. A folder with pictures/ for the photos and site.yaml:
//
//     chasqui-site: 1
//     institution: I. E. San Martín
//     approved_by: Directora, con acta del 3 de marzo
//     valid_until: 2027-03-31          # within twelve months
//     languages: [es, qu]              # the first is the default
//     adults:                          # two at least, where the place has them
//       - name: Rosa Quispe
//         role: {es: Tutora}
//         photo: rosa.jpg              # in pictures/
//         room: {es: "Salón 4, segundo piso"}
//         hours: {es: "lunes a viernes, en el recreo"}
#ifndef CHASQUI_CONTENT_SITE_H
#define CHASQUI_CONTENT_SITE_H

#include "base/tree.h"
#include "content/model.h"

struct site_adult {
    struct slice name;
    const struct slice *role, *room, *hours; // [n_langs]; hours may be empty
    const struct picture *photo;             // or NULL
};

struct site {
    struct pack home; // where the photos are: its root, the folder, and nothing else
    struct slice institution, approved_by;
    struct date valid_until;
    const struct slice *langs;
    uint16_t n_langs;
    const struct site_adult *adults;
    uint16_t n_adults; // 1 at least
};

#define SITE_YAML "site.yaml"

// For files_read_tree: what of a site's folder is read, and how large it may be. Only site.yaml and pictures/ are.
uint64_t site_wants(struct slice path);
uint64_t site_cap(struct slice path);

// Reads a site's folder. Anything wrong is a diagnostic; an error in it is no card at all (NULL), since half of it could
// name the wrong person. `today` unset: dates are not judged. NULL without a word when there is no site.yaml.
const struct site *site_read(const struct tree *tree, struct date today, struct arena *arena,
                             struct diags *diags);

// What site.yaml alone says of the institution, who approved it and until when, for whoever only looks through a stick: each
// may be missing, and nothing else is to be believed. NULL when it can't be read at all.
const struct site *site_head(const struct tree *tree, struct arena *arena);

// Whether visitors may see it on this day: not past valid_until. Without a date, yes.
bool site_is_current(const struct site *site, struct date today);
// The language to show to whoever reads `tag`: the same, or of the same primary language, or the first.
uint16_t site_lang(const struct site *site, struct slice tag);

#endif

// SPDX-License-Identifier: MIT
// Where the fonts are that the kiosk draws with: what paint opens and what check looks letters up in.
#ifndef CHASQUI_BASE_FONT_FILES_H
#define CHASQUI_BASE_FONT_FILES_H

enum font { FONT_REGULAR, FONT_BOLD, FONT_ITALIC, FONT_COUNT };

// The families, in the order in which a letter is looked for.
enum family {
    FAMILY_ANDIKA,
    FAMILY_NOTO,
    FAMILY_NOTO_ARABIC,
    FAMILY_NOTO_HEBREW,
    FAMILY_DEJAVU,
    FAMILY_COUNT
};

enum { FONT_FILES = FAMILY_COUNT * FONT_COUNT };

// The paths of Debian's packages fonts-sil-andika, fonts-noto-core and fonts-dejavu-core, by
// family * FONT_COUNT + font.
extern const char *const font_files_debian[FONT_FILES];

#endif

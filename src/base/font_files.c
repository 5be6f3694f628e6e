// SPDX-License-Identifier: MIT
#include "base/font_files.h"

#define ANDIKA "/usr/share/fonts/truetype/andika/Andika-"
#define NOTO "/usr/share/fonts/truetype/noto/NotoSans"
#define DEJAVU "/usr/share/fonts/truetype/dejavu/DejaVuSans"

// Arabic and Hebrew have no slanted faces; Debian's fonts-dejavu-core hasn't one either.
#define UPRIGHT(family, name, dash)                                                                          \
    [FAMILY_##family * FONT_COUNT + FONT_REGULAR] = name dash ".ttf",                                        \
                                    [FAMILY_##family * FONT_COUNT + FONT_BOLD] = name "-Bold.ttf",           \
                                    [FAMILY_##family * FONT_COUNT + FONT_ITALIC] = name dash ".ttf"

const char *const font_files_debian[FONT_FILES] = {
    [FAMILY_ANDIKA * FONT_COUNT + FONT_REGULAR] = ANDIKA "Regular.ttf",
    [FAMILY_ANDIKA * FONT_COUNT + FONT_BOLD] = ANDIKA "Bold.ttf",
    [FAMILY_ANDIKA * FONT_COUNT + FONT_ITALIC] = ANDIKA "Italic.ttf",
    [FAMILY_NOTO * FONT_COUNT + FONT_REGULAR] = NOTO "-Regular.ttf",
    [FAMILY_NOTO * FONT_COUNT + FONT_BOLD] = NOTO "-Bold.ttf",
    [FAMILY_NOTO * FONT_COUNT + FONT_ITALIC] = NOTO "-Italic.ttf",
    UPRIGHT(NOTO_ARABIC, NOTO "Arabic", "-Regular"),
    UPRIGHT(NOTO_HEBREW, NOTO "Hebrew", "-Regular"),
    UPRIGHT(DEJAVU, DEJAVU, ""),
};

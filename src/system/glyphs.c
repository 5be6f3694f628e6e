// SPDX-License-Identifier: MIT
#include "system/glyphs.h"

#include <stdlib.h>

#include <ft2build.h>
#include FT_FREETYPE_H

#include "base/font_files.h"

struct glyphs {
    FT_Library library;
    FT_Face faces[FAMILY_COUNT]; // NULL: not installed, or damaged
};

struct glyphs *glyphs_open(const char *const *paths)
{
    struct glyphs *glyphs = calloc(1, sizeof *glyphs);
    bool any = false;
    if (glyphs && FT_Init_FreeType(&glyphs->library) != 0) {
        free(glyphs);
        return NULL;
    }
    for (int family = 0; glyphs && family < FAMILY_COUNT; family++)
        any |= FT_New_Face(glyphs->library, paths[family * FONT_COUNT + FONT_REGULAR], 0,
                           &glyphs->faces[family]) == 0;
    if (any)
        return glyphs;
    glyphs_close(glyphs);
    return NULL;
}

void glyphs_close(struct glyphs *glyphs)
{
    if (!glyphs)
        return;
    FT_Done_FreeType(glyphs->library); // and its faces
    free(glyphs);
}

bool glyphs_have(struct glyphs *glyphs, uint32_t c)
{
    for (int family = 0; family < FAMILY_COUNT; family++)
        if (glyphs->faces[family] && FT_Get_Char_Index(glyphs->faces[family], c) != 0)
            return true;
    return false;
}

// SPDX-License-Identifier: MIT
// Which letters the installed fonts have, by FreeType: for a program that draws nothing.
#ifndef CHASQUI_SYSTEM_GLYPHS_H
#define CHASQUI_SYSTEM_GLYPHS_H

#include <stdbool.h>
#include <stdint.h>

struct glyphs;

// NULL when none of the fonts can be opened: then nothing can be said of any letter.
struct glyphs *glyphs_open(const char *const *paths); // [FONT_FILES] borrowed, base/font_files.h
void glyphs_close(struct glyphs *glyphs);             // NULL is allowed

// Whether one of the upright fonts has a shape for it.
bool glyphs_have(struct glyphs *glyphs, uint32_t c);

#endif

// SPDX-License-Identifier: MIT
// A field of a line between programs (chasquictl(1), --lines): fields are parted by tabs, so what would part or end a line
// is written as an escape.
#ifndef CHASQUI_BASE_FIELD_H
#define CHASQUI_BASE_FIELD_H

#include "base/slice.h"

#define FIELD_ESCAPE 4 // bytes

// Writes what stands for a byte of a field, itself or an escape, and returns how many bytes that is. `well_formed`: it
// belongs to good UTF-8.
size_t field_escape(char byte, bool well_formed, char out[FIELD_ESCAPE]);

#endif

// SPDX-License-Identifier: MIT
// A frame as somebody sees it who lacks one kind of cone, for reviewing: G. Machado, M. Oliveira and L. Fernandes, "A
// physiologically-based model for simulation of color vision deficiency" (IEEE TVCG 15(6), 2009), severity 1.
#ifndef CHASQUI_PAINT_VISION_H
#define CHASQUI_PAINT_VISION_H

#include "paint/frame.h"

enum vision { VISION_FULL, VISION_PROTAN, VISION_DEUTAN, VISION_TRITAN, VISION_COUNT };

const char *vision_name(enum vision vision); // "protan"

// Changes every pixel; VISION_FULL changes none.
void vision_simulate(struct frame *frame, enum vision vision);

#endif

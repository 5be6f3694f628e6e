// SPDX-License-Identifier: MIT
// channels.yaml: who helps.
#ifndef CHASQUI_CONTENT_CHANNELS_H
#define CHASQUI_CONTENT_CHANNELS_H

#include "content/model.h"
#include "content/pictures.h"
#include "content/source.h"

// Fills pack->channels. A channel with anything wrong in it is kept, marked left_out, so that items may name
// it.
void channels_read(const struct source_text *source, const struct pictures *pictures, struct arena *arena,
                   struct diags *diags, struct pack *pack);

// The index of a channel by ID, or NO_INDEX.
uint16_t channels_find(const struct pack *pack, struct slice id);

#endif

// SPDX-License-Identifier: MIT
// Recorded narration: sounds/ID.LANG.wav is the message ID read aloud in that language.
#ifndef CHASQUI_CONTENT_SOUNDS_H
#define CHASQUI_CONTENT_SOUNDS_H

#include "base/diag.h"
#include "base/tree.h"
#include "content/model.h"

#define SOUND_HEAD 64 // bytes of the file that are looked at

// Gives a recording to its message, which was read before; what is wrong with it is named.
void sound_read(const struct tree *tree, const struct tree_entry *entry, struct pack *pack,
                struct arena *arena, struct diags *diags);

#endif

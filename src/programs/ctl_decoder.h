// SPDX-License-Identifier: MIT
// Before a subcommand reads what a stranger wrote: it is closed in, and pictures are another program's.
#ifndef CHASQUI_PROGRAMS_CTL_DECODER_H
#define CHASQUI_PROGRAMS_CTL_DECODER_H

#include <stddef.h>

#include "base/diag.h"
#include "base/tree.h"
#include "system/decoder.h"

// From here on this process reads these files and folders, writes the store (which is made where it is missing), and does nothing
// else. *out is for the caller to destroy. CTL_DONE, or an exit status after a message.
int ctl_close_in(const char *const *read, size_t n_read, const char *store, struct decoder **out);
// The same for what only looks: it writes nothing, and decodes no picture.
int ctl_close_in_to_look(const char *const *read, size_t n_read);

// Tries every picture of a pack's folder, as an import does: what a kiosk will refuse is named before the journey. The first that
// doesn't decode ends it. Nothing is tried where chasqui-decode isn't there: that is told.
void ctl_try_pictures(const struct tree *tree, struct arena *arena, struct diags *diags);

#endif

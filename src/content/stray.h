// SPDX-License-Identifier: MIT
// Names what lies in a pack's folder and doesn't belong there, or isn't called what it should be.
#ifndef CHASQUI_CONTENT_STRAY_H
#define CHASQUI_CONTENT_STRAY_H

#include "base/diag.h"
#include "base/tree.h"

// Every entry that no reader reads: unknown folders and files, wrong endings, bad IDs and languages, links,
// unsafe names.
void stray_name_all(const struct tree *tree, struct arena *arena, struct diags *diags);

// For files that are not read: kind, fault and size. False after a diagnostic.
bool stray_check_file(const struct tree *tree, const struct tree_entry *entry, struct arena *arena,
                      struct diags *diags);

struct pos stray_pos(const struct tree *tree, const struct tree_entry *entry, struct arena *arena);

#endif

// SPDX-License-Identifier: MIT
// What `chasquictl check` does with a pack, for the subcommands that demand it.
#ifndef CHASQUI_PROGRAMS_CTL_CHECK_H
#define CHASQUI_PROGRAMS_CTL_CHECK_H

#include "content/check.h"
#include "programs/ctl.h"
#include "system/glyphs.h"

// Reads and judges the pack; the diagnostics are sorted. NULL when it has no readable pack.yaml.
struct pack *ctl_judge(const struct tree *tree, struct check_options options, struct arena *arena,
                       struct diags *diags);

// Which letters the kiosk's fonts have, set in the options; glyphs_close is the caller's.
struct glyphs *ctl_open_glyphs(struct check_options *options);

// Every problem on standard output, sorted, and how many there are on standard error; nothing where there is none.
void ctl_print_problems(struct diags *found, bool json);

#endif

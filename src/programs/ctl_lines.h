// SPDX-License-Identifier: MIT
// What chasquictl tells of packs and the store: to people in their language, or to programs in lines (--lines) whose words
// and fields are in chasquictl(1).
#ifndef CHASQUI_PROGRAMS_CTL_LINES_H
#define CHASQUI_PROGRAMS_CTL_LINES_H

#include "content/site.h"
#include "pack/inspect.h"
#include "programs/ctl.h"

// One line: its word, then its fields, then its end, which sends it.
void line_begin(const char *word);
void line_text(struct slice field);
void line_word(const char *field);
void line_number(uint64_t field);
__attribute__((format(printf, 1, 2))) void line_format(const char *format, ...);
void line_end(void);

// Every problem, of which those below `root` are told by their path in it.
void ctl_tell_problems(const struct diags *diags, struct slice root, bool lines);
// That nothing was changed, and why.
void ctl_tell_refused(const struct diag *reason, bool lines);
// That it was called off. The exit status of that.
int ctl_tell_cancelled(bool lines);
// A word that a line has for it: new update same older unsigned refused.
const char *ctl_state_word(const struct inspected *inspected);
void ctl_tell_pack(size_t key, const struct inspected *inspected, bool lines);
// A site card in `folder`, and where a program may see its photos. Where `photos` is empty it was only looked at, and `site` may
// be NULL: then its adults aren't told.
void ctl_tell_site(struct slice folder, const struct site *site, struct slice photos, bool lines);
void ctl_tell_changes(const struct plan *plan, bool lines);
void ctl_tell_plan(const struct install *install, bool lines);

#endif

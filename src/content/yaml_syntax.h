// SPDX-License-Identifier: MIT
// What libfyaml says of bad syntax, in the words and at the place that help a person mend it.
#ifndef CHASQUI_CONTENT_YAML_SYNTAX_H
#define CHASQUI_CONTENT_YAML_SYNTAX_H

#include <libfyaml.h>

#include "content/source.h"

// Names one complaint of the parser, which was given source->text[from, to). `open` is the offset of the innermost [ or {
// that was open when it stopped, or SIZE_MAX.
void yaml_name_syntax(const struct source_text *source, size_t from, size_t to, size_t open,
                      const struct fy_diag_error *error, struct diags *diags);

#endif

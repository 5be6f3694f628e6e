// SPDX-License-Identifier: MIT
// pack.yaml: what a pack is.
#ifndef CHASQUI_CONTENT_PACK_YAML_H
#define CHASQUI_CONTENT_PACK_YAML_H

#include "content/model.h"
#include "content/source.h"

// The loop as written, until the items exist.
struct loop_names {
    const struct slice *names; // "help", "message/ID"
    const struct pos *places;
    size_t n;
    bool given;
};

// Fills the pack's own fields. False when the pack can't be shown: not YAML, a newer format, no usable
// country or languages.
bool pack_yaml_read(const struct source_text *source, struct arena *arena, struct diags *diags,
                    struct pack *out, struct loop_names *loop);

#endif

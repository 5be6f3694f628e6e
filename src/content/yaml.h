// SPDX-License-Identifier: MIT
// YAML 1.2 read by libfyaml's event parser into a small tree with a place for every node. What people get
// wrong by hand is named here once, for every file that is YAML: a null left by an unquoted comma inside
// {...}, a ` #` that cut a value, a second document, a duplicate key, anchors, aliases and tags (not read),
// depth and size.
#ifndef CHASQUI_CONTENT_YAML_H
#define CHASQUI_CONTENT_YAML_H

#include "content/source.h"

enum yaml_kind { YAML_NULL, YAML_SCALAR, YAML_MAP, YAML_LIST };

struct yaml_node {
    enum yaml_kind kind;
    bool quoted; // the scalar stood in quotes or a block
    bool used;   // set by yaml_get; yaml_unused names what nobody asked for
    bool bad;    // a diagnostic was given for something in it (duplicate key, cut value...): don't rely on it
    struct pos pos;
    struct slice key;           // when it is a value in a map
    struct pos key_pos;         // likewise
    struct slice scalar;        // YAML_SCALAR: unescaped, in the arena
    struct yaml_node *children; // in the file's order
    size_t n_children;
};

// Reads source->text[from, to) (a whole file, or the front matter of one); places are those of the whole
// file. NULL after a syntax error (one diagnostic) or when there is nothing but white space and comments.
struct yaml_node *yaml_read(const struct source_text *source, size_t from, size_t to, struct arena *arena,
                            struct diags *diags);

// The value of a key in a map, marking it as used; NULL when it isn't there or `map` isn't a map.
struct yaml_node *yaml_get(struct yaml_node *map, const char *key);

// Names every key of the map that nobody asked for (unknown key; the nearest known one is suggested from
// `known`, a NULL-terminated list).
void yaml_unused(struct yaml_node *map, const char *const *known, struct diags *diags);

#endif

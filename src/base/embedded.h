// SPDX-License-Identifier: MIT
// Files that travel inside a program, so that it works wherever it is copied: all of a folder, put
// there by cmake/embed.cmake. A program that wants them links the library of that name.
#ifndef CHASQUI_BASE_EMBEDDED_H
#define CHASQUI_BASE_EMBEDDED_H

#include "base/slice.h"

struct embedded_file {
    const char *path;        // in the folder, "words/es.yaml"
    const char *bytes, *end; // [bytes, end), 16-byte aligned; a NUL that isn't counted stands at `end`
};

struct embedded {
    const struct embedded_file *files; // sorted by path, byte order
    size_t count;
};

extern const struct embedded embedded_assets;   // assets/
extern const struct embedded embedded_template; // content/template/
extern const struct embedded embedded_samples;  // src/programs/samples/

static inline struct slice embedded_bytes(const struct embedded_file *file)
{
    return (struct slice){file->bytes, (size_t)(file->end - file->bytes)};
}

// The file with this path, or NULL. Binary search.
const struct embedded_file *embedded_find(const struct embedded *all, struct slice path);

// The files whose paths begin with `prefix` ("pictures/"): they stand together.
struct embedded embedded_under(const struct embedded *all, struct slice prefix);

#endif

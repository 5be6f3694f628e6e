// SPDX-License-Identifier: MIT
// Diagnostics: what is wrong with a file, where, and how to mend it. Data errors are collected here and
// reading goes on where that is safe. Every kind of diagnostic has a stable code; its texts, in every
// language of the tools, stand in base/codes/*.def, one file per reader.
#ifndef CHASQUI_BASE_DIAG_H
#define CHASQUI_BASE_DIAG_H

#include <stdio.h>

#include "base/arena.h"

enum diag_severity { DIAG_ERROR, DIAG_WARNING };

enum diag_code {
#define DIAG_CODE(name, code, severity, en, es) DIAG_##name,
#include "base/codes/all.def"
#undef DIAG_CODE
    DIAG_CODE_COUNT
};

enum diag_language { DIAG_EN, DIAG_ES, DIAG_LANGUAGE_COUNT };
#define DIAG_MAX_ARGS 4

// A place in a file. line and col count from 1, col in characters; line 0 means the file as a whole.
struct pos {
    struct slice path; // borrowed, as the person gave it: pack folder, '/', path in the pack
    uint32_t line, col;
};

struct diag {
    enum diag_code code;
    struct pos pos;
    struct slice args[DIAG_MAX_ARGS]; // {1} to {4} of the text; owned by the list's arena
};

struct diags {
    struct arena *arena; // borrowed; outlives the list
    struct diag *list;   // in the order they were found, until diags_sort
    size_t count, capacity;
    size_t errors, warnings; // counted even past the cap
    size_t dropped;          // how many the cap LIMIT_DIAGS left out of `list`
};

void diags_init(struct diags *diags, struct arena *arena);

// Adds a diagnostic, copying the arguments. Use DIAG(): DIAG(diags, pos, GIFT_UNCLOSED, name, SLICE("}")).
void diag_add(struct diags *diags, struct pos pos, enum diag_code code, const struct slice *args,
              size_t n_args);
// The first element keeps the initialiser well-formed when there are no arguments.
#define DIAG(diags, pos, name, ...)                                                                          \
    diag_add((diags), (pos), DIAG_##name, &(struct slice[DIAG_MAX_ARGS + 1]){SLICE_NONE, __VA_ARGS__}[1],    \
             DIAG_MAX_ARGS)

// By path, line, column, then code; stable.
void diags_sort(struct diags *diags);

const char *diag_code_name(enum diag_code code); // "gift-unclosed"
enum diag_severity diag_code_severity(enum diag_code code);
// The language that LC_ALL, LC_MESSAGES or LANG ask for; English unless it is Spanish.
enum diag_language diag_language_from_environment(void);

// The text alone, in `arena`; control characters of its arguments are shown as \xNN.
struct slice diag_text(const struct diag *diag, enum diag_language language, struct arena *arena);

// "PATH:LINE:COL: error: TEXT [code]" and a line feed. Control characters in paths and arguments are shown as
// \xNN.
void diag_print(FILE *out, const struct diag *diag, enum diag_language language);
// One JSON array of objects {path, line, column, severity, code, message}, valid UTF-8.
void diags_print_json(FILE *out, const struct diags *diags, enum diag_language language);

#endif

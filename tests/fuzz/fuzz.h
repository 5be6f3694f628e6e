// SPDX-License-Identifier: MIT
// What the fuzz targets share. A target is one function, LLVMFuzzerTestOneInput, in targets/NAME.c; libFuzzer calls it with
// inputs of its own making, corpus_main.c with the files of corpus/NAME.
#ifndef CHASQUI_TESTS_FUZZ_H
#define CHASQUI_TESTS_FUZZ_H

#include "base/diag.h"
#include "base/kassert.h"
#include "base/tree.h"
#include "content/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// What is broken here is a promise of the program's, whatever the input was.
#define FUZZ_EXPECT(cond) KASSERT(cond)

struct fuzz_room {
    struct arena arena;
    struct diags diags;
    struct tree tree;
    size_t capacity;
};

void fuzz_room_init(struct fuzz_room *room);
void fuzz_room_fini(struct fuzz_room *room);

// Adds a file to the room's tree; bytes are borrowed.
struct tree_entry *fuzz_file(struct fuzz_room *room, const char *path, struct slice bytes);
// The tree, sorted as a disk's would be.
const struct tree *fuzz_tree(struct fuzz_room *room);

// Opens the bytes as the one text file of the tree, as pack_read does with each of its own.
bool fuzz_source(struct fuzz_room *room, const char *path, struct slice bytes, struct source_text *out);

// A small good pack (unit/content/good_pack.h) whose file `path` is the input, and `translation` (or NULL) what follows the
// input's first form feed, which no text file may hold. It is read, judged, measured and written as an index, and what comes out
// must be sound; `show` walks its screens besides.
void fuzz_pack(const char *path, const char *translation, bool show, const uint8_t *data, size_t size);

// The words of care, for check_pack.
struct terms;
const struct terms *fuzz_terms(void);

// Everything about a pack that the code behind its reading relies on.
struct pack;
void soundness_pack(const struct pack *pack, struct arena *arena);
// No control or hidden characters, well-formed: what any text on the screen must be.
void soundness_text(struct slice text);

struct campaign;
struct words;
extern const struct words *const fuzz_built_in[2];
// Builds every screen of the campaign's first country.
void soundness_screens(const struct campaign *campaign);

// Prints diagnostics into nowhere: places and arguments must be such that this can be done.
void fuzz_print(struct diags *diags);

#endif

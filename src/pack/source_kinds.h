// SPDX-License-Identifier: MIT
// The two kinds of source, for source.c alone.
#ifndef CHASQUI_PACK_SOURCE_KINDS_H
#define CHASQUI_PACK_SOURCE_KINDS_H

#include "pack/source.h"

// What a walk finds, until it is sorted.
struct source_list {
    struct pack_source *source;
    struct source_file *files;
    size_t n_files, room_files;
    struct slice *strays;
    size_t n_strays, room_strays;
    size_t n_all; // with what is passed over
    size_t names; // bytes of paths
};

struct pos source_pos(const struct pack_source *source, struct slice path);
// What errno says of reading `path`: the stick is gone, or this file can't be read. Returns false.
bool source_failed(struct pack_source *source, struct slice path, int error);

// Counts one more entry. False after a diagnostic when there are too many.
bool source_count(struct source_list *list, struct slice path);
// A regular file: of a pack, or not. False after a diagnostic when it is too large.
bool source_add(struct source_list *list, const struct source_file *file);
void source_add_stray(struct source_list *list, struct slice path);

// Fill the list, with diagnostics for what is refused. Whoever finds an error may stop.
void source_folder_list(struct source_list *list);
void source_zip_list(struct source_list *list);

bool source_folder_open(struct source_reader *reader);
bool source_folder_next(struct source_reader *reader, uint8_t *block, size_t *n);

bool source_zip_open(struct source_reader *reader);
bool source_zip_next(struct source_reader *reader, uint8_t *block, size_t *n);
void source_zip_fini(struct pack_source *source);

#endif

// SPDX-License-Identifier: MIT
// The two kinds of source, for origin.c alone.
#ifndef CHASQUI_PACK_ORIGIN_KINDS_H
#define CHASQUI_PACK_ORIGIN_KINDS_H

#include "pack/origin.h"

// What a walk finds, until it is sorted.
struct origin_list {
    struct origin *source;
    struct origin_file *files;
    size_t n_files, room_files;
    struct slice *strays;
    size_t n_strays, room_strays;
    size_t n_all; // with what is passed over
    size_t names; // bytes of paths
};

struct pos origin_pos(const struct origin *source, struct slice path);
// What errno says of reading `path`: the stick is gone, or this file can't be read. Returns false.
bool origin_failed(struct origin *source, struct slice path, int error);

// Counts one more entry. False after a diagnostic when there are too many.
bool origin_count(struct origin_list *list, struct slice path);
// A regular file: of a pack, or not. False after a diagnostic when it is too large.
bool origin_add(struct origin_list *list, const struct origin_file *file);
void origin_add_stray(struct origin_list *list, struct slice path);

// Fill the list, with diagnostics for what is refused. Whoever finds an error may stop.
void origin_folder_list(struct origin_list *list);
void origin_zip_list(struct origin_list *list);

bool origin_folder_open(struct origin_reader *reader);
bool origin_folder_next(struct origin_reader *reader, uint8_t *block, size_t *n);

bool origin_zip_open(struct origin_reader *reader);
bool origin_zip_next(struct origin_reader *reader, uint8_t *block, size_t *n);
void origin_zip_fini(struct origin *source);

#endif

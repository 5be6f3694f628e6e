// SPDX-License-Identifier: MIT
// Where a pack comes from: a folder on a stick, or a .chasqui file (a ZIP), seen the same way. Both were made by
// strangers: what is listed are regular files by paths that lead nowhere else, each of a size under its cap, and every
// byte is given once. Nothing is ever written here.
#ifndef CHASQUI_PACK_ORIGIN_H
#define CHASQUI_PACK_ORIGIN_H

#include "base/diag.h"

struct origin_file {
    struct slice path;
    uint64_t size;  // bytes that will come
    uint64_t at;    // ZIP: of its local header
    uint64_t taken; // ZIP: bytes that it takes there
    uint32_t crc;   // ZIP
    bool deflated;  // ZIP
};

struct origin {
    struct slice name; // as the person gave it, without a '/' behind
    bool is_zip;
    int fd;                          // owned: the folder, or the ZIP
    struct slice opened;             // the path that was opened
    const struct origin_file *files; // by path, byte order; MANIFEST and MANIFEST.minisig among them
    size_t n_files;
    const struct slice *strays; // by path: files and folders that no pack has, which are never opened
    size_t n_strays;
    uint64_t bytes;                   // of all files
    uint64_t read;                    // of them, what the readers of content want to see (pack_wants)
    struct origin_inflater *inflater; // ZIP, once something was deflated
    struct arena *arena;
    struct diags *diags;
};

// Opens and lists. Files that systems leave everywhere, and a pack's notes, are passed over. False with a diagnostic.
// Everything but the descriptor is in `arena`; diagnostics name paths as NAME/PATH.
bool origin_open(const char *path, struct arena *arena, struct diags *diags, struct origin *out);
void origin_close(struct origin *source);

// Whether this errno of a read says that the stick isn't there any more.
bool origin_is_pulled(int error);

const struct origin_file *origin_find(const struct origin *source, struct slice path);

struct origin_reader {
    struct origin *source;
    const struct origin_file *file;
    int fd;            // owned for a folder; the ZIP's own otherwise
    uint64_t done;     // bytes given
    uint64_t at, left; // ZIP: where the next packed bytes are, and how many
    uint32_t crc;
};

#define ORIGIN_BLOCK (256 << 10)

// One file's bytes, in order. Each returns false after a diagnostic. origin_reader_next gives 0 bytes at the end, when
// exactly file->size have come; `block` has ORIGIN_BLOCK bytes of room.
bool origin_reader_open(struct origin *source, const struct origin_file *file, struct origin_reader *out);
bool origin_reader_next(struct origin_reader *reader, uint8_t *block, size_t *n);
void origin_reader_close(struct origin_reader *reader);

// A whole small file, at most `cap` bytes, in the source's arena.
bool origin_read(struct origin *source, const struct origin_file *file, uint64_t cap, struct slice *out);

#endif

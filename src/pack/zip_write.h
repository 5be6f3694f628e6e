// SPDX-License-Identifier: MIT
// A ZIP of plain files, the same bytes for the same files on every machine: stored, not compressed (so no zlib has a say), no
// times, owners or modes but fixed ones, in the order they are given. By libarchive.
#ifndef CHASQUI_PACK_ZIP_WRITE_H
#define CHASQUI_PACK_ZIP_WRITE_H

#include "base/slice.h"

struct archive;

struct zip_write {
    struct archive *archive; // owned until zip_write_end
    int fd;                  // borrowed
};

// Each returns false with errno set. After any failure only zip_write_end is called.
bool zip_write_begin(struct zip_write *zip, int fd);
// A file of exactly `size` bytes, which follow by zip_write_bytes. The path is ASCII.
bool zip_write_file(struct zip_write *zip, struct slice path, uint64_t size);
bool zip_write_bytes(struct zip_write *zip, const void *bytes, size_t n);
// Writes what a ZIP ends with and gives everything back; to be called once, whatever happened before.
bool zip_write_end(struct zip_write *zip);

#endif

// SPDX-License-Identifier: MIT
// One picture kept on the disk as it was last shown, so that the next start reads it instead of decoding it.
#ifndef CHASQUI_PAINT_READY_H
#define CHASQUI_PAINT_READY_H

#include "paint/decode.h"

// Which content a name had: the same name with another content is another picture.
struct ready_stamp {
    uint64_t size; // bytes of the file
    int64_t mtime_s, mtime_ns;
};

// Of an open file. False when the system doesn't tell.
bool ready_stamp(int file, struct ready_stamp *out);

struct ready_source {
    struct picture_ref ref; // borrowed
    struct ready_stamp stamp;
};

// The pixels that `file` keeps of this source, and the wish that they were made for. False when it keeps none; it is
// deleted when it is rotten, another program version's or another source's. `out` is owned: decoded_fini.
bool ready_read(const char *file, const struct ready_source *source, struct decode_wish *wish,
                struct decoded *out);

// Replaces what `file` keeps, whole or not at all, on the disk when it returns. False when that failed.
bool ready_write(const char *file, const struct ready_source *source, struct decode_wish wish,
                 const struct decoded *decoded);

#endif

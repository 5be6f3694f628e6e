// SPDX-License-Identifier: MIT
// The program that decodes pictures (chasqui-decode), seen from whoever wants one: started when it is first needed, closed
// in (system/sandbox.h), and believed nothing. A decoder that dies, takes too long or lies costs the picture that it
// was asked for, and is replaced for the next one.
#ifndef CHASQUI_SYSTEM_DECODER_H
#define CHASQUI_SYSTEM_DECODER_H

#include <stdbool.h>
#include <stdint.h>

struct decoder;

enum decoder_status {
    DECODER_OK, // these five as enum decode_status in paint/decode.h
    DECODER_UNKNOWN,
    DECODER_TOO_LARGE,
    DECODER_BROKEN,
    DECODER_NO_MEMORY,
    DECODER_LOST, // no answer that can be believed: it died, ran out of its time, or lied; or it was cancelled
};

// As struct decode_wish in paint/decode.h.
struct decoder_wish {
    int w, h; // px, 1 to LIMIT_SCREEN_SIDE
    bool cover;
    uint8_t align;
    bool turned;
};

struct decoder_picture {
    const uint32_t
        *px;     // owned (decoder_picture_free): a mapping that nobody can change, of stride * h * 4 bytes
    int w, h;    // px, at most the wish's
    int stride;  // px
    bool opaque; // XRGB, else ARGB premultiplied
    int dx, dy;  // where it stands in the wish
};

struct decoder_config {
    const char *program;      // its path, borrowed
    uint32_t cpu_ms, wall_ms; // for one picture; 0: LIMIT_DECODE_CPU_MS, LIMIT_DECODE_WALL_MS
};

// NULL without memory or descriptors; nothing is started yet.
struct decoder *decoder_create(const struct decoder_config *config);
void decoder_destroy(struct decoder *decoder); // the program ends; NULL is allowed

// One thread at a time may make these calls. The program is killed when the thread that started it ends.
// `file` is open for reading, borrowed, and read from its first byte whatever its offset.

// Starts the program if it doesn't run, without waiting for it. False when that failed.
bool decoder_start(struct decoder *decoder);
// A picture at the wish's size. `out` is empty unless DECODER_OK.
enum decoder_status decoder_decode(struct decoder *decoder, int file, struct decoder_wish wish,
                                   struct decoder_picture *out);
// Whether the whole picture decodes, within LIMIT_PROBE_CPU_MS or less; no pixels come back.
enum decoder_status decoder_probe(struct decoder *decoder, int file);
// Decodes a photograph ahead, before its wish is known. DECODER_UNKNOWN for a drawing, which has no size of its own.
enum decoder_status decoder_prime(struct decoder *decoder, int file);
// The primed picture at the wish's size, once. DECODER_UNKNOWN when there is none.
enum decoder_status decoder_place(struct decoder *decoder, struct decoder_wish wish,
                                  struct decoder_picture *out);

// From any thread: the call that waits, and every later one, ends at once.
void decoder_cancel(struct decoder *decoder);

void decoder_picture_free(struct decoder_picture *picture); // also of an empty one

// ---- The line: one message each way, on a socket that keeps them apart (SOCK_SEQPACKET) ----

#define DECODER_LINE 3 // the program's descriptor of it

enum decoder_ask {
    DECODER_ASK_DECODE = 1, // with the file's descriptor; answered with one of pixels
    DECODER_ASK_PROBE,      // with the file's descriptor
    DECODER_ASK_PRIME,      // with the file's descriptor
    DECODER_ASK_PLACE,      // answered with a descriptor of pixels
};

struct decoder_request {
    uint32_t ask;
    int32_t w, h; // the wish; 0 where there is none
    uint8_t cover, align, turned, zero;
};

// Pixels are a memfd of exactly stride * h * 4 bytes, sealed against shrinking, growing, writing and other seals;
// none unless OK.
struct decoder_reply {
    uint32_t status; // enum decoder_status, not LOST
    int32_t w, h, stride, dx, dy;
    uint32_t opaque;
};

// Rows of pixels are padded to 64 bytes.
static inline int decoder_stride(int w)
{
    return (w + 15) & ~15;
}

#endif

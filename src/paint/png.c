// SPDX-License-Identifier: MIT
// PNG (W3C, third edition), written as it comes: 8-bit RGB, every row as its difference from the row above
// (filter 2), which turns flat colour into zeros, and zlib's cheapest search on that.
#include "paint/png.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/limits.h"

#define OUT_BYTES (256 << 10)

struct writer {
    FILE *file;
    z_stream z;
    uint8_t *out;  // OUT_BYTES: what waits to become an IDAT chunk
    uint8_t *line; // the filter byte, then 3 bytes for each pixel
    bool good;
};

static void put32(uint8_t *to, uint32_t v)
{
    to[0] = (uint8_t)(v >> 24);
    to[1] = (uint8_t)(v >> 16);
    to[2] = (uint8_t)(v >> 8);
    to[3] = (uint8_t)v;
}

static void put_chunk(struct writer *writer, const char *type, const uint8_t *data, size_t n)
{
    uint8_t head[8], tail[4];
    put32(head, (uint32_t)n);
    memcpy(head + 4, type, 4);
    uLong crc = crc32(0, head + 4, 4);
    if (n > 0)
        crc = crc32(crc, data, (uInt)n);
    put32(tail, (uint32_t)crc);
    writer->good = writer->good && fwrite(head, 1, 8, writer->file) == 8 &&
                   fwrite(data, 1, n, writer->file) == n && fwrite(tail, 1, 4, writer->file) == 4;
}

// Compresses what stands in the input; `flush` is Z_FINISH at the end.
static void deflate_input(struct writer *writer, int flush)
{
    int status;
    do {
        status = deflate(&writer->z, flush);
        size_t n = OUT_BYTES - writer->z.avail_out;
        if (writer->z.avail_out == 0 || (flush == Z_FINISH && n > 0)) {
            put_chunk(writer, "IDAT", writer->out, n);
            writer->z.next_out = writer->out;
            writer->z.avail_out = OUT_BYTES;
        }
    } while (writer->good && (writer->z.avail_in > 0 || (flush == Z_FINISH && status == Z_OK)));
}

static void filter_row(uint8_t *restrict to, const uint32_t *restrict row, const uint32_t *restrict above,
                       int w)
{
    for (int x = 0; x < w; x++, to += 3) {
        uint32_t a = row[x], b = above[x];
        to[0] = (uint8_t)((a >> 16) - (b >> 16));
        to[1] = (uint8_t)((a >> 8) - (b >> 8));
        to[2] = (uint8_t)(a - b);
    }
}

static void write_picture(struct writer *writer, const struct frame *frame)
{
    static const uint32_t black[LIMIT_SCREEN_SIDE];
    uint8_t header[13] = {[8] = 8, [9] = 2}; // 8 bits, RGB
    put32(header, (uint32_t)frame->w);
    put32(header + 4, (uint32_t)frame->h);
    writer->good = fwrite("\x89PNG\r\n\x1a\n", 1, 8, writer->file) == 8;
    put_chunk(writer, "IHDR", header, sizeof header);
    const uint32_t *above = black;
    for (int y = 0; y < frame->h && writer->good; y++) {
        const uint32_t *row = frame->px + (ptrdiff_t)y * frame->stride;
        writer->line[0] = 2;
        filter_row(writer->line + 1, row, above, frame->w);
        writer->z.next_in = writer->line;
        writer->z.avail_in = (uInt)frame->w * 3 + 1;
        deflate_input(writer, Z_NO_FLUSH);
        above = row;
    }
    deflate_input(writer, Z_FINISH);
    put_chunk(writer, "IEND", header, 0);
}

static bool write_file(FILE *file, const struct frame *frame)
{
    struct writer writer = {.file = file};
    writer.out = malloc(OUT_BYTES);
    writer.line = malloc((size_t)frame->w * 3 + 1);
    if (writer.out && writer.line && deflateInit2(&writer.z, 1, Z_DEFLATED, 15, 9, Z_FILTERED) == Z_OK) {
        writer.z.next_out = writer.out;
        writer.z.avail_out = OUT_BYTES;
        write_picture(&writer, frame);
        deflateEnd(&writer.z);
    } else {
        errno = ENOMEM;
    }
    free(writer.out);
    free(writer.line);
    return writer.good;
}

bool png_save(const struct frame *frame, const char *path)
{
    char part[4096];
    int n = snprintf(part, sizeof part, "%s.part", path);
    if (n < 0 || (size_t)n >= sizeof part || frame->w < 1 || frame->w > LIMIT_SCREEN_SIDE) {
        errno = n < 0 || (size_t)n >= sizeof part ? ENAMETOOLONG : EINVAL;
        return false;
    }
    int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
    FILE *file = fd >= 0 ? fdopen(fd, "wb") : NULL;
    if (!file) {
        if (fd >= 0)
            close(fd);
        return false;
    }
    bool good = write_file(file, frame);
    int error = errno;
    if (fclose(file) != 0) {
        error = good ? errno : error;
        good = false;
    }
    if (good && rename(part, path) == 0)
        return true;
    error = good ? errno : error;
    unlink(part);
    errno = error;
    return false;
}

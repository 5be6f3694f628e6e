// SPDX-License-Identifier: MIT
// What the tests of paint share.
#ifndef CHASQUI_TESTS_PAINT_TEST_H
#define CHASQUI_TESTS_PAINT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "paint/frame.h"

static inline uint32_t px_at(const struct frame *frame, int x, int y)
{
    return frame->px[(ptrdiff_t)y * frame->stride + x];
}

static inline void paper(struct frame *frame, int w, int h, uint32_t color)
{
    assert_true(frame_init(frame, w, h));
    for (int i = 0; i < frame->stride * h; i++)
        frame->px[i] = color;
}

// A folder of one test's own.
static inline void folder_make(char path[64])
{
    snprintf(path, 64, "/tmp/chasqui-paint-XXXXXX");
    assert_non_null(mkdtemp(path));
}

static inline void file_write(const char *folder, const char *name, const void *bytes, size_t n)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, n), (ssize_t)n);
    close(fd);
}

static inline void file_remove(const char *folder, const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    unlink(path);
}

#endif

// SPDX-License-Identifier: MIT
#include "system/mounts.h"

#include <stdio.h>

static const struct {
    const char *word;
    unsigned flag;
} flags[] = {{"ro", MOUNT_RO}, {"nosuid", MOUNT_NOSUID}, {"nodev", MOUNT_NODEV}, {"noexec", MOUNT_NOEXEC}};
#define N_FLAGS (sizeof flags / sizeof *flags)

static unsigned read_flags(struct slice options)
{
    struct slice word;
    unsigned found = 0;
    while (options.n > 0) {
        slice_cut(options, ',', &word, &options);
        for (size_t i = 0; i < N_FLAGS; i++)
            if (slice_is(word, flags[i].word))
                found |= flags[i].flag;
    }
    return found;
}

static bool is_octal(char c)
{
    return c >= '0' && c <= '7';
}

// Blanks, line feeds and backslashes in a path are written \040.
static bool read_path(struct slice word, char out[LIMIT_STICK_PATH])
{
    size_t n = 0;
    for (size_t i = 0; i < word.n; i++) {
        char c = word.p[i];
        if (c == '\\' && i + 3 < word.n && is_octal(word.p[i + 1]) && is_octal(word.p[i + 2]) &&
            is_octal(word.p[i + 3])) {
            c = (char)((word.p[i + 1] - '0') * 64 + (word.p[i + 2] - '0') * 8 + (word.p[i + 3] - '0'));
            i += 3;
        }
        if (n + 1 >= LIMIT_STICK_PATH || c == '\0')
            return false;
        out[n++] = c;
    }
    out[n] = '\0';
    return n > 0;
}

static bool read_number(struct slice word, uint32_t *out)
{
    uint64_t number;
    if (!slice_to_uint(word, UINT32_MAX, &number))
        return false;
    *out = (uint32_t)number;
    return true;
}

// "36 35 98:0 / /mnt rw,noatime master:1 - ext3 /dev/root rw,errors=continue"
static bool read_line(struct slice line, struct mount *out)
{
    struct slice id, parent, device, root, path, options, rest, major, minor, word;
    slice_cut(line, ' ', &id, &rest);
    slice_cut(rest, ' ', &parent, &rest);
    slice_cut(rest, ' ', &device, &rest);
    slice_cut(rest, ' ', &root, &rest);
    slice_cut(rest, ' ', &path, &rest);
    slice_cut(rest, ' ', &options, &rest);
    if (!slice_cut(device, ':', &major, &minor) || !read_number(major, &out->major) ||
        !read_number(minor, &out->minor) || !slice_is(root, "/") || !read_path(path, out->path))
        return false;
    out->flags = read_flags(options);
    do
        slice_cut(rest, ' ', &word, &rest);
    while (rest.n > 0 && !slice_is(word, "-"));
    struct slice type, source;
    slice_cut(rest, ' ', &type, &rest);
    slice_cut(rest, ' ', &source, &rest);
    out->flags |= read_flags(rest) & MOUNT_RO; // of the file system, whoever mounts it
    return true;
}

bool mounts_next(struct slice *rest, struct mount *out)
{
    struct slice line;
    while (slice_next_line(rest, &line))
        if (read_line(line, out))
            return true;
    return false;
}

void mounts_missing(unsigned there, char *out, size_t size)
{
    size_t n = 0;
    out[0] = '\0';
    for (size_t i = 0; i < N_FLAGS; i++) {
        if (there & flags[i].flag)
            continue;
        int written = snprintf(out + n, size - n, "%s%s", n ? "," : "", flags[i].word);
        if (written < 0 || (size_t)written >= size - n)
            return;
        n += (size_t)written;
    }
}

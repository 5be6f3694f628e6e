// SPDX-License-Identifier: MIT
// zip_make OUT <SCRIPT: writes ZIP files that no honest program would. One entry a line:
//
//     NAME PATH [KEY=VALUE...]   the contents of the file PATH ('-': none), stored, under NAME (\xNN for any byte)
//     many N                     N empty files messages/N.es.md
//
// Keys, each a number that stands in the directory instead of the truth: method flags size packed crc made attr at. And:
//     deflate=1      compressed
//     zeros=N        N zero bytes as contents, compressed, whatever PATH is
//     local=NAME     another name before the contents than in the directory
// At the end, for the whole: end count=N, end comment=TEXT, end junk=1 (bytes before the directory that are nobody's).
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

struct bytes {
    unsigned char *p;
    size_t n, room;
};

static struct bytes out, directory;
static unsigned long count;

static void put(struct bytes *to, const void *p, size_t n)
{
    if (to->n + n > to->room) {
        to->room = (to->n + n) * 2;
        to->p = realloc(to->p, to->room);
        if (!to->p)
            abort();
    }
    if (n)
        memcpy(to->p + to->n, p, n);
    to->n += n;
}

static void number(struct bytes *to, uint64_t value, int n)
{
    unsigned char bytes[8];
    for (int i = 0; i < n; i++)
        bytes[i] = (unsigned char)(value >> 8 * i);
    put(to, bytes, (size_t)n);
}

static struct bytes read_file(const char *path)
{
    struct bytes all = {0};
    unsigned char block[65536];
    size_t n;
    FILE *file = strcmp(path, "-") == 0 ? NULL : fopen(path, "rb");
    while (file && (n = fread(block, 1, sizeof block, file)) > 0)
        put(&all, block, n);
    if (file)
        fclose(file);
    return all;
}

static struct bytes unescape(const char *text)
{
    struct bytes all = {0};
    while (*text) {
        unsigned char c = (unsigned char)*text++;
        if (c == '\\' && text[0] == 'x') {
            const char hex[] = {text[1], text[2], '\0'};
            c = (unsigned char)strtoul(hex, NULL, 16);
            text += 3;
        }
        put(&all, &c, 1);
    }
    return all;
}

static struct bytes deflated(const struct bytes *plain, uint64_t zeros)
{
    static const unsigned char nothing[65536];
    struct bytes all = {0};
    unsigned char block[65536];
    z_stream z = {0};
    if (deflateInit2(&z, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        abort();
    z.next_in = plain->p;
    z.avail_in = (uInt)plain->n;
    int status = Z_OK;
    while (status != Z_STREAM_END) {
        if (z.avail_in == 0 && zeros) {
            uint64_t n = zeros < sizeof nothing ? zeros : sizeof nothing;
            z.next_in = (unsigned char *)(uintptr_t)nothing;
            z.avail_in = (uInt)n;
            zeros -= n;
        }
        z.next_out = block;
        z.avail_out = sizeof block;
        status = deflate(&z, z.avail_in || zeros ? Z_NO_FLUSH : Z_FINISH);
        put(&all, block, sizeof block - z.avail_out);
    }
    deflateEnd(&z);
    return all;
}

// The value of KEY= among the words, or what is true.
static uint64_t value_of(char **words, size_t n, const char *key, uint64_t truth)
{
    size_t length = strlen(key);
    for (size_t i = 0; i < n; i++)
        if (strncmp(words[i], key, length) == 0 && words[i][length] == '=')
            return strtoull(words[i] + length + 1, NULL, 0);
    return truth;
}

static void entry(const char *name_text, const char *path, char **words, size_t n)
{
    struct bytes name = unescape(name_text), local = name, plain = read_file(path), packed = plain;
    uint64_t zeros = value_of(words, n, "zeros", 0), at = out.n;
    bool squeeze = zeros || value_of(words, n, "deflate", 0);
    for (size_t i = 0; i < n; i++)
        if (strncmp(words[i], "local=", 6) == 0 && local.p == name.p)
            local = unescape(words[i] + 6);
    if (squeeze)
        packed = deflated(&plain, zeros);
    uint64_t method = value_of(words, n, "method", squeeze ? 8 : 0), flags = value_of(words, n, "flags", 0);
    uint64_t crc = value_of(words, n, "crc", crc32(0, plain.p, (uInt)plain.n));
    uint64_t size = value_of(words, n, "size", plain.n + zeros);
    uint64_t taken = value_of(words, n, "packed", packed.n);
    number(&out, 0x04034b50, 4), number(&out, 20, 2), number(&out, flags, 2), number(&out, method, 2);
    number(&out, 0, 4), number(&out, crc, 4), number(&out, taken, 4), number(&out, size, 4);
    number(&out, local.n, 2), number(&out, 0, 2);
    put(&out, local.p, local.n), put(&out, packed.p, packed.n);
    number(&directory, 0x02014b50, 4), number(&directory, value_of(words, n, "made", 0x031e), 2);
    number(&directory, 20, 2), number(&directory, flags, 2), number(&directory, method, 2),
        number(&directory, 0, 4);
    number(&directory, crc, 4), number(&directory, taken, 4), number(&directory, size, 4);
    number(&directory, name.n, 2), number(&directory, 0, 2), number(&directory, 0, 2),
        number(&directory, 0, 4);
    number(&directory, value_of(words, n, "attr", 0100644) << 16, 4);
    number(&directory, value_of(words, n, "at", at), 4);
    put(&directory, name.p, name.n);
    count++;
    if (local.p != name.p)
        free(local.p);
    if (packed.p != plain.p)
        free(packed.p);
    free(name.p);
    free(plain.p);
}

int main(int argc, char **argv)
{
    static char line[65536];
    char comment[256] = "";
    unsigned long said = ~0ul;
    if (argc != 2)
        return 2;
    while (fgets(line, sizeof line, stdin)) {
        char *words[32], *rest = line;
        size_t n = 0;
        line[strcspn(line, "\n")] = '\0';
        while (n < 32 && (words[n] = strsep(&rest, " ")))
            n++;
        if (n < 2)
            continue;
        if (strcmp(words[0], "many") == 0) {
            for (unsigned long i = 0; i < strtoul(words[1], NULL, 10); i++) {
                char name[64];
                snprintf(name, sizeof name, "messages/%lu.es.md", i);
                entry(name, "-", NULL, 0);
            }
        } else if (strcmp(words[0], "end") == 0) {
            said = value_of(words + 1, n - 1, "count", said);
            if (strncmp(words[1], "comment=", 8) == 0)
                snprintf(comment, sizeof comment, "%s", words[1] + 8);
            if (strncmp(words[1], "junk=", 5) == 0)
                put(&out, "junk", 4);
        } else {
            entry(words[0], words[1], words + 2, n - 2);
        }
    }
    uint64_t at = out.n;
    put(&out, directory.p, directory.n);
    unsigned long told = said == ~0ul ? (count < 0xffff ? count : 0xffff) : said;
    number(&out, 0x06054b50, 4), number(&out, 0, 4), number(&out, told, 2), number(&out, told, 2);
    number(&out, directory.n, 4), number(&out, at, 4), number(&out, strlen(comment), 2);
    put(&out, comment, strlen(comment));
    FILE *file = fopen(argv[1], "wb");
    if (!file || fwrite(out.p, 1, out.n, file) != out.n || fclose(file) != 0)
        return 3;
    return 0;
}

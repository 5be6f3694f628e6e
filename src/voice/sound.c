// SPDX-License-Identifier: MIT
#include "voice/sound.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void sound_free(struct sound *sound)
{
    free(sound->samples);
    *sound = (struct sound){0};
}

bool sound_reserve(struct sound *sound, size_t n)
{
    if (n > SOUND_MAX_SAMPLES - sound->n)
        return false;
    size_t wanted = sound->n + n;
    if (wanted <= sound->capacity)
        return true;
    size_t capacity = sound->capacity ? sound->capacity : 65536;
    while (capacity < wanted)
        capacity *= 2;
    int16_t *grown = realloc(sound->samples, capacity * sizeof *grown);
    if (!grown)
        return false;
    sound->samples = grown;
    sound->capacity = capacity;
    return true;
}

static uint32_t little(const uint8_t *p, int bytes)
{
    uint32_t value = 0;
    for (int i = bytes; i-- > 0;)
        value = value << 8 | p[i];
    return value;
}

static bool read_format(FILE *file, uint32_t size, struct sound *out)
{
    uint8_t bytes[16];
    if (size < sizeof bytes || fread(bytes, 1, sizeof bytes, file) != sizeof bytes)
        return false;
    uint32_t channels = little(bytes + 2, 2), rate = little(bytes + 4, 4), bits = little(bytes + 14, 2);
    uint32_t kind = little(bytes, 2);
    // 0xFFFE: the same with more said about it.
    bool good = (kind == 1 || kind == 0xFFFE) && bits == 16 && (channels == 1 || channels == 2) &&
                rate >= 8000 && rate <= 48000;
    out->channels = (int)channels;
    out->rate = (int)rate;
    return good && fseek(file, (long)(size - sizeof bytes + size % 2), SEEK_CUR) == 0;
}

// What a header promises may not be there: as much as there is.
static bool read_samples(FILE *file, uint32_t size, struct sound *out)
{
    uint8_t bytes[8192];
    while (size >= 2) {
        size_t wanted = size < sizeof bytes ? size : sizeof bytes;
        size_t n = fread(bytes, 1, wanted, file) / 2;
        if (n == 0)
            break;
        if (!sound_reserve(out, n))
            return false;
        for (size_t i = 0; i < n; i++)
            out->samples[out->n++] = (int16_t)little(bytes + 2 * i, 2);
        size -= (uint32_t)(2 * n);
    }
    out->n -= out->n % (size_t)out->channels;
    return out->n > 0;
}

static bool read_chunks(FILE *file, struct sound *out)
{
    uint8_t head[12];
    if (fread(head, 1, sizeof head, file) != sizeof head || memcmp(head, "RIFF", 4) != 0 ||
        memcmp(head + 8, "WAVE", 4) != 0)
        return false;
    while (fread(head, 1, 8, file) == 8) {
        uint32_t size = little(head + 4, 4);
        if (memcmp(head, "fmt ", 4) == 0) {
            if (!read_format(file, size, out))
                return false;
        } else if (memcmp(head, "data", 4) == 0) {
            return out->channels > 0 && read_samples(file, size, out);
        } else if (fseek(file, (long)size + (long)(size % 2), SEEK_CUR) != 0) {
            return false;
        }
    }
    return false;
}

bool sound_read_wav(const char *path, struct sound *out)
{
    struct stat st;
    *out = (struct sound){0};
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (fd < 0)
        return false;
    FILE *file = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) ? fdopen(fd, "rb") : NULL;
    if (!file) {
        close(fd);
        return false;
    }
    bool good = read_chunks(file, out);
    fclose(file);
    if (!good)
        sound_free(out);
    return good;
}

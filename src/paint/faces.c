// SPDX-License-Identifier: MIT
#include "paint/faces.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define FONT_FILE_MAX (64 << 20) // bytes
#define ANDIKA "/usr/share/fonts/truetype/andika/Andika-"
#define DEJAVU "/usr/share/fonts/truetype/dejavu/DejaVuSans"

static const char *const files[2][FONT_COUNT] = {
    {[FONT_REGULAR] = ANDIKA "Regular.ttf",
     [FONT_BOLD] = ANDIKA "Bold.ttf",
     [FONT_ITALIC] = ANDIKA "Italic.ttf"},
    // Debian's fonts-dejavu-core has no slanted face.
    {[FONT_REGULAR] = DEJAVU ".ttf", [FONT_BOLD] = DEJAVU "-Bold.ttf", [FONT_ITALIC] = DEJAVU ".ttf"},
};

bool faces_init(struct faces *faces)
{
    *faces = (struct faces){0};
    faces->have_andika = access(files[0][FONT_REGULAR], R_OK) == 0;
    if (!faces->have_andika && access(files[1][FONT_REGULAR], R_OK) != 0)
        return false;
    return TTF_Init() == 0;
}

void faces_fini(struct faces *faces)
{
    for (size_t i = 0; i < FACES_OPEN; i++)
        if (faces->open[i].ttf)
            TTF_CloseFont(faces->open[i].ttf);
    for (size_t i = 0; i < sizeof faces->files / sizeof *faces->files; i++)
        if (faces->files[i].bytes)
            munmap(faces->files[i].bytes, faces->files[i].size);
    TTF_Quit();
    *faces = (struct faces){0};
}

static struct face *slot_for(struct faces *faces)
{
    struct face *oldest = &faces->open[0];
    for (size_t i = 0; i < FACES_OPEN; i++) {
        if (!faces->open[i].ttf)
            return &faces->open[i];
        if (faces->open[i].used < oldest->used)
            oldest = &faces->open[i];
    }
    TTF_CloseFont(oldest->ttf);
    oldest->ttf = NULL;
    return oldest;
}

// The file is mapped once for all sizes: FreeType reads a stream in thousands of small steps, memory in none.
static TTF_Font *open_face(struct faces *faces, enum font font, bool fallback, int px)
{
    struct font_file *file = &faces->files[fallback * FONT_COUNT + font];
    if (!file->bytes) {
        struct stat st;
        int fd = open(files[fallback][font], O_RDONLY | O_CLOEXEC);
        if (fd < 0)
            return NULL;
        if (fstat(fd, &st) == 0 && st.st_size > 0 && st.st_size <= FONT_FILE_MAX) {
            void *bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
            if (bytes != MAP_FAILED)
                *file = (struct font_file){bytes, (size_t)st.st_size};
        }
        close(fd);
    }
    if (!file->bytes)
        return NULL;
    return TTF_OpenFontRW(SDL_RWFromConstMem(file->bytes, (int)file->size), 1, px);
}

TTF_Font *faces_get(struct faces *faces, enum font font, bool fallback, int px)
{
    if (!faces->have_andika)
        fallback = true;
    for (size_t i = 0; i < FACES_OPEN; i++) {
        struct face *face = &faces->open[i];
        if (face->ttf && face->px == px && face->font == font && face->fallback == fallback) {
            face->used = ++faces->clock;
            return face->ttf;
        }
    }
    TTF_Font *ttf = open_face(faces, font, fallback, px);
    if (!ttf)
        return NULL;
    // Without hinting widths grow in proportion with the size, and a warm line is drawn ten times faster than
    // with hinted sub-pixel places.
    TTF_SetFontHinting(ttf, TTF_HINTING_NONE);
    TTF_SetFontKerning(ttf, 1);
    *slot_for(faces) =
        (struct face){.ttf = ttf, .px = px, .font = font, .fallback = fallback, .used = ++faces->clock};
    return ttf;
}

static bool draws_nothing(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069) || (c >= 0xfe00 && c <= 0xfe0f) ||
           c == 0xfeff;
}

static bool is_mark(uint32_t c)
{
    return (c >= 0x300 && c <= 0x36f) || (c >= 0x1ab0 && c <= 0x1aff) || (c >= 0x1dc0 && c <= 0x1dff) ||
           (c >= 0x20d0 && c <= 0x20ff);
}

// Whether the fallback should draw `c`: only where Andika lacks it and the fallback has it, so that what both
// lack looks the same everywhere.
static bool wants_fallback(struct faces *faces, enum font font, int px, uint32_t c)
{
    if (c < 0x250 && faces->have_andika) // Latin: never missing in Andika
        return false;
    TTF_Font *first = faces_get(faces, font, false, px);
    if (first && TTF_GlyphIsProvided32(first, c))
        return false;
    TTF_Font *second = faces_get(faces, font, true, px);
    return second && TTF_GlyphIsProvided32(second, c);
}

bool faces_next_run(struct faces *faces, enum font font, int px, struct slice *rest, struct run *out)
{
    size_t at = 0, n = 0;
    while (at < rest->n) {
        size_t next = at;
        uint32_t c = utf8_next(*rest, &next);
        if (!draws_nothing(c)) {
            bool fallback = n > 0 && is_mark(c) ? out->fallback : wants_fallback(faces, font, px, c);
            if (n > 0 && (fallback != out->fallback || n + 4 > RUN_BYTES))
                break;
            out->fallback = fallback;
            n += utf8_put(c, out->text + n);
        }
        at = next;
    }
    *rest = slice_from(*rest, at);
    out->text[n] = '\0';
    return n > 0;
}

// SPDX-License-Identifier: MIT
#include "paint/faces.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define FONT_FILE_MAX (64 << 20) // bytes
#define PX_TRIED 16              // a size to see whether a file is good
#define ANDIKA "/usr/share/fonts/truetype/andika/Andika-"
#define DEJAVU "/usr/share/fonts/truetype/dejavu/DejaVuSans"

const char *const faces_debian[FACES_FILES] = {
    [FONT_REGULAR] = ANDIKA "Regular.ttf",
    [FONT_BOLD] = ANDIKA "Bold.ttf",
    [FONT_ITALIC] = ANDIKA "Italic.ttf",
    // Debian's fonts-dejavu-core has no slanted face.
    [FONT_COUNT + FONT_REGULAR] = DEJAVU ".ttf",
    [FONT_COUNT + FONT_BOLD] = DEJAVU "-Bold.ttf",
    [FONT_COUNT + FONT_ITALIC] = DEJAVU ".ttf",
};

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
static TTF_Font *open_face(struct faces *faces, uint8_t which, int px)
{
    struct font_file *file = &faces->files[which];
    if (!file->bytes) {
        struct stat st;
        int fd = open(faces->paths[which], O_RDONLY | O_CLOEXEC);
        if (fd < 0)
            return NULL;
        if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 && st.st_size <= FONT_FILE_MAX) {
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

// Its own file, else DejaVu's, else the first good one (for the fallback DejaVu's come first).
static uint8_t choose(const bool good[FACES_FILES], enum font font, bool fallback)
{
    if (!fallback && good[font])
        return (uint8_t)font;
    uint8_t at = (uint8_t)(FONT_COUNT + font);
    for (uint8_t i = 0; i < FACES_FILES && !good[at]; i++)
        at = (uint8_t)((i + (fallback ? FONT_COUNT : 0)) % FACES_FILES);
    return at;
}

bool faces_init(struct faces *faces, const char *const *paths)
{
    bool good[FACES_FILES] = {0}, any = false;
    *faces = (struct faces){.paths = paths};
    if (TTF_Init() != 0)
        return false;
    for (int i = 0; i < FACES_FILES; i++) {
        TTF_Font *ttf = open_face(faces, i, PX_TRIED);
        good[i] = ttf != NULL;
        any = any || good[i];
        if (ttf)
            TTF_CloseFont(ttf);
    }
    for (enum font font = 0; font < FONT_COUNT; font++) {
        faces->chosen[false][font] = choose(good, font, false);
        faces->chosen[true][font] = choose(good, font, true);
    }
    if (!any)
        faces_fini(faces);
    return any;
}

static TTF_Font *get_file(struct faces *faces, uint8_t file, int px)
{
    for (size_t i = 0; i < FACES_OPEN; i++) {
        struct face *face = &faces->open[i];
        if (face->ttf && face->px == px && face->file == file) {
            face->used = ++faces->clock;
            return face->ttf;
        }
    }
    TTF_Font *ttf = open_face(faces, file, px);
    if (!ttf)
        return NULL;
    // Without hinting widths grow in proportion with the size, and a warm line is drawn ten times faster than
    // with hinted sub-pixel places.
    TTF_SetFontHinting(ttf, TTF_HINTING_NONE);
    TTF_SetFontKerning(ttf, 1);
    *slot_for(faces) = (struct face){.ttf = ttf, .px = px, .file = file, .used = ++faces->clock};
    return ttf;
}

TTF_Font *faces_get(struct faces *faces, enum font font, bool fallback, int px)
{
    uint8_t first = faces->chosen[fallback][font];
    TTF_Font *ttf = NULL;
    for (uint8_t i = 0; i < FACES_FILES && !ttf; i++)
        ttf = get_file(faces, (uint8_t)((first + i) % FACES_FILES), px);
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
    if (c < 0x250 && faces->chosen[false][font] < FONT_COUNT) // Latin: never missing in Andika
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
